"""How a question is read in its conversation, and what is found for it.

A question that leans on those before it is given the words that it lacks; one that misspells a name is read as the
articles spell it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answers.addressed import language_addressed
from bot.answers.answer import Length, NoAnswer
from bot.answers.courtesies import apart_from_context, bare_question, is_courtesy, language_greeted, language_thanked
from bot.answers.following import in_full, is_in_full, kind_in_full
from bot.answers.keywords import is_title, written_out
from bot.answers.leaning import follows_on, is_ellipsis, may_stand_alone, opened_in
from bot.answers.overview import overview, overview_asked
from bot.answers.question import REMEMBERED, Asked, bare_subject, read_kind
from bot.answers.refusing import refusal
from bot.answers.respelling import as_asked, called_elsewhere, respelt
from bot.answers.several import questions_of
from bot.answers.spelling_out import spelt_out
from bot.answers.topics import asks_of_nobody, is_bare, is_written, read_topic, told_of
from bot.answers.truecasing import truecased
from bot.texts import say
from corpus.article import Language
from corpus.languages import told_by_function_words
from index.acronym_pairs import partners_of
from index.analysis import fold
from index.candidates import Query
from index.hits import Hit
from index.scope import Scope
from index.search import Search

HITS = 10  # passages asked of the search
HITS_OF_ALL = 200  # asked where only those of one article count; it may come far down for a question of a few words


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it is read in its conversation, and the passages found for it, best first.

    `read_as` is the question in full words where that differs from `question`, else the empty string. With `only`, the
    id of an article, nothing else is looked into; `length` says how much to tell. `language` is the asker's, to answer
    in: that of `query` but where "and Jupiter?" asks on after a question in the other language, and of key words.
    `guessed` says that an acronym was read as what it may stand for, so that no answer is sure.
    """

    question: str
    query: Query
    asked: Asked
    read_as: str
    hits: tuple[Hit, ...]
    language: Language
    only: str | None = None
    length: Length = "normal"
    guessed: bool = False


def understand(
    question: str,
    search: Search,
    *,
    earlier: Sequence[str] = (),
    read_as: str = "",
    scope: Scope | None = None,
    only: str | None = None,
    length: Length = "normal",
    likely_language: Language | None = None,
) -> Understood | NoAnswer:
    """Return how `question` is read and what was found for it in `scope`, or the refusal of what asks nothing.

    `read_as` is the question in full words, where somebody wrote it out; without it, a question that leans on
    those before it is given the words that it lacks. `only` is the id of the one article to look into. Where no
    function word tells the language of `question`, it is answered in that of those before it, else in
    `likely_language`; what is found does not depend on it.
    """
    bare = bare_question(question)
    query = search.read(read_as or bare, scope=scope)
    if not read_as and (alone := _without_context(query, search)) is not None:
        bare, query = alone.text, alone
    told_before = [one for text in earlier[-REMEMBERED:] if (one := told_by_function_words(text)) is not None]
    likely = told_before[-1] if told_before else likely_language
    asker = search.language_of(query.text, likely, scope=query.scope) if likely else None
    if (addressed := language_addressed(query.text)) is not None:
        return replace(refusal(question, addressed, "empty"), text=say(addressed, "answers.itself"))
    if only is None and (spoken := overview_asked(query.text)) is not None:
        return replace(refusal(question, spoken, "empty"), text=overview(spoken, search, scope))
    if (thanked := language_thanked(query.text)) is not None:
        return replace(refusal(question, thanked, "empty"), text=say(thanked, "answers.thanked"))
    if (greeted := language_greeted(query.text)) is not None:
        return replace(refusal(question, greeted, "empty"), text=say(greeted, "answers.greeted"))
    if not any(map(str.isalnum, query.text)) or is_courtesy(query.text):
        return refusal(question, asker or query.language, "empty")
    key_words, asked = query, read_kind(query.text)
    leaning = not read_as and follows_on(query.text, asked, query.terms, query.language)
    opened = opened_in(query.text) if leaning and is_ellipsis(query.text, query.terms) else None
    told = None if read_as else told_of(query.text, first=not earlier)
    full = written_out(query) if told is None and not leaning else ""
    if full:
        query, asked = search.read(full, query.language, scope=scope), read_kind(full)
    if told is None:
        query = subject_only(query, asked)
        if not read_as:
            query, asked, read_as = _with_earlier(query, asked, earlier, search)
            told = told_of(query.text, first=True)  # "what about fines?" that asks nothing else again
        if told is None and not read_as and only is None and asks_of_nobody(query.text):
            return refusal(question, asker or query.language, "empty")
    read_as = "" if read_as == bare else read_as
    if told is not None:
        query, asked = _of_topic(query, told.topic, search), told.asked
        if told.who and _says_in_writing(told.who, query, search):
            asked = replace(asked, topic="written")
    language, whole, guessed = opened or asker or query.language, not read_as, False
    if not query.terms:
        return refusal(question, language, "empty")
    hits = found_for(query, only, search)
    if full and is_title(key_words.text, hits):
        query, asked, read_as, whole = key_words, read_kind(key_words.text), "", True
        hits = found_for(query, only, search)
    if called := called_elsewhere(query, hits):
        elsewhere, asked_there = _read_anew(called.text, query, asked, search)
        found = found_for(elsewhere, only, search)
        if called.stand_in(found):
            read_as, query, asked, hits = called.shown, elsewhere, asked_there, found
    if spelt := respelt(query, hits, search):
        read_as, query, asked = spelt, *_read_anew(spelt, query, asked, search)
        hits = found_for(query, only, search)
    elif long := spelt_out(query, search):
        read_as, (query, asked) = long.shown, _read_anew(long.text, query, asked, search)
        hits, guessed = found_for(query, only, search), not long.surely
    if cased := truecased(query, hits):
        query, asked = _read_anew(cased, query, asked, search)
    if not asked.topic and whole and is_bare(query.text, query.terms):
        asked = replace(asked, topic="named")
    return Understood(question, query, asked, read_as, hits, language, only, length, guessed)


def _without_context(query: Query, search: Search) -> Query | None:
    """Return the query for the one sentence of a message that asks; None where there is no other, or it leans on it."""
    asking, context = apart_from_context(query.text)
    if not context:
        return None
    alone = search.read(bare_question(asking), query.language, scope=query.scope)
    leans = follows_on(alone.text, read_kind(alone.text), alone.terms, alone.language)
    return None if leans else alone


def _of_topic(query: Query, topic: str, search: Search) -> Query:
    """Return the query for what a question wants to be told about; its words are read as they stand in the question."""
    read = search.read(topic, query.language, scope=query.scope)
    known = {term.folded: term for term in query.terms}
    return replace(read, terms=tuple(known.get(term.folded, term) for term in read.terms))


def _says_in_writing(who: str, query: Query, search: Search) -> bool:
    """Return whether what says something is a text, by its name or the words that it stands for: the GDPR."""
    short = bare_subject(who)
    meanings = search.meanings_of([short, *partners_of(short, query.language)], "acronym", scope=query.scope)
    return is_written(who) or any(is_written(meaning.text) for each in meanings for meaning in each)


def _read_anew(text: str, query: Query, asked: Asked, search: Search) -> tuple[Query, Asked]:
    """Return a query with another text, and what it asks."""
    again = {"asked": read_topic(text), "said": asked, "written": asked}.get(asked.topic) or read_kind(text)
    return subject_only(search.read(text, query.language, scope=query.scope), again), again


def found_for(query: Query, only: str | None, search: Search) -> tuple[Hit, ...]:
    """Return the passages found, best first; with `only`, those of that article, however far down they came."""
    if only is None:
        return tuple(search.find(query, HITS))
    return tuple(hit for hit in search.find(query, HITS_OF_ALL) if hit.article.id == only)[:HITS]


def _with_earlier(query: Query, asked: Asked, earlier: Sequence[str], search: Search) -> tuple[Query, Asked, str]:
    """Return the query with what it lacks and a question before had, what it asks, and how it is read then.

    Those before are read in the same way, each with those before it, but for what stands in full words already, and
    what was read alone though it might have leaned: nothing before that is meant any more, nor by another such question
    that. Of a message that asks several, each is read.
    """
    leans = asks_of_nobody(query.text) or follows_on(query.text, asked, query.terms, query.language)
    if not earlier or not leans:
        return query, asked, ""
    before: list[Query] = []
    alone = False
    messages = [questions_of(message) for message in earlier[-REMEMBERED:]]
    for text, by_itself in [(question, len(message) == 1) for message in messages for question in message]:
        one = search.read(as_asked(bare_question(text)), scope=query.scope)
        if one.terms and not is_courtesy(one.text):
            said = (one.text, read_kind(one.text), one.terms, one.language)
            alone = by_itself and not is_in_full(one.text) and may_stand_alone(*said)
            if alone:
                before.clear()
            elif not is_in_full(one.text) and follows_on(*said) and (read_as := in_full(one, before)):
                one = search.read(read_as, scope=query.scope)
            before.insert(0, one)
    if alone and may_stand_alone(query.text, asked, query.terms, query.language):
        return query, asked, ""
    read_as = in_full(query, before)
    if not read_as:
        return query, asked, ""
    if not is_ellipsis(query.text, query.terms):
        return search.read(read_as, query.language, scope=query.scope), asked, read_as
    asked, query = kind_in_full(read_as), search.read(read_as, scope=query.scope)
    return (query if read_as.endswith(")") else subject_only(query, asked)), asked, read_as


def subject_only(query: Query, asked: Asked) -> Query:
    """Return `query` with the words of its subject alone where a definition is asked for.

    "whats" and "stand for" ask; only the subject is looked for.
    """
    if asked.kind != "definition":
        return query
    subject = set(fold(asked.subject))
    named = tuple(term for term in query.terms if term.folded in subject)
    return replace(query, terms=named or query.terms)
