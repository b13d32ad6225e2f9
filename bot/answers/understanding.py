"""How a question is read in its conversation, and what is found for it.

A question that leans on those before it is given the words that it lacks; one that misspells a name is read as the
articles spell it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.answers.answer import Length, NoAnswer
from bot.answers.conversation.following import in_full, is_in_full, kind_in_full
from bot.answers.conversation.leaning import follows_on, is_ellipsis, may_stand_alone, opened_in
from bot.answers.overviews.overview import overview, overview_asked
from bot.answers.overviews.topics import asks_of_nobody, is_bare, is_written, read_topic, told_of
from bot.answers.questions.addressed import language_addressed
from bot.answers.questions.courtesies import (
    apart_from_context,
    bare_question,
    is_courtesy,
    language_greeted,
)
from bot.answers.questions.keywords import is_title, written_out
from bot.answers.questions.praising import language_thanked
from bot.answers.questions.question import REMEMBERED, Asked, bare_subject, read_kind
from bot.answers.questions.respelling import as_asked, called_elsewhere, respelt
from bot.answers.questions.scolding import language_scolded
from bot.answers.questions.several import Posed, posed_in
from bot.answers.questions.spelling_out import spelt_out
from bot.answers.questions.translating import language_wished
from bot.answers.questions.truecasing import truecased
from bot.answers.sentences.reading import PASSAGES_READ_OF_FEW
from bot.answers.trust.refusing import refusal
from bot.texts import say
from corpus.article import Language
from corpus.languages import told_by_function_words
from index.hits import Hit
from index.matching.candidates import Query
from index.matching.ranking import FEW
from index.scope import Scope
from index.search import Search
from index.words.acronym_pairs import partners_of
from index.words.analysis import fold

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
    context: str = "",
    earlier: Sequence[str] = (),
    read_as: str = "",
    scope: Scope | None = None,
    only: str | None = None,
    length: Length = "normal",
    likely_language: Language | None = None,
) -> Understood | NoAnswer:
    """Return how `question` is read and what was found for it in `scope`, or the refusal of what asks nothing.

    `read_as` is the question in full words, where somebody wrote it out; without it, a question that leans on
    those before it is given the words that it lacks. `context` is what the same message tells before it, and is read
    with what leans on it. `only` is the id of the one article to look into. Where no function word tells the language
    of `question`, it is answered in that of those before it, else in `likely_language`; what is found does not depend
    on it.
    """
    query = search.read(read_as, scope=scope) if read_as else _read_of(Posed(question, context), search, scope)
    bare = bare_question(question) if read_as else query.text
    asker = _language_of_asker(query, earlier, likely_language, search)
    if (spoken := _spoken_to(question, query, asker or query.language, search, of_all=only is None)) is not None:
        return spoken
    read, key_words = _Read(query, read_kind(query.text), read_as), query
    leaning = not read_as and follows_on(query.text, read.asked, query.terms, query.language)
    opened = opened_in(query.text) if leaning and is_ellipsis(query.text, query.terms) else None
    told = None if read_as else told_of(query.text, first=not earlier)
    full = written_out(query) if told is None and not leaning else ""
    if full:
        read = _Read(search.read(full, query.language, scope=scope), read_kind(full), read_as)
    if told is None:
        read = replace(read, query=subject_only(read.query, read.asked))
        if not read_as:
            read = _with_earlier(read, earlier, search)
            told = told_of(read.query.text, first=True)  # "what about fines?" that asks nothing else again
        if told is None and not read.read_as and only is None and asks_of_nobody(read.query.text):
            return refusal(question, asker or read.query.language, "empty")
    if read.read_as == bare:
        read = replace(read, read_as="")
    if told is not None:
        about = _of_topic(read.query, told.topic, search)
        in_writing = told.who and _says_in_writing(told.who, about, search)
        read = _Read(about, replace(told.asked, topic="written") if in_writing else told.asked, read.read_as)
    language, whole = opened or asker or read.query.language, not read.read_as
    if not read.query.terms:
        return refusal(question, language, "empty")
    hits = found_for(read.query, only, search)
    if full and is_title(key_words.text, hits):
        read, whole = _Read(key_words, read_kind(key_words.text)), True
        hits = found_for(read.query, only, search)
    read, hits, guessed = _as_the_articles_call_it(read, hits, only, search)
    query, asked = read.query, read.asked
    if not asked.topic and whole and is_bare(query.text, query.terms):
        asked = replace(asked, topic="named")
    return Understood(question, query, asked, read.read_as, hits, language, only, length, guessed)


@dataclass(frozen=True, slots=True)
class _Read:
    """A query, what it asks, and the question in full words where it was read otherwise than it stands."""

    query: Query
    asked: Asked
    read_as: str = ""

    def anew(self, text: str, read_as: str, search: Search) -> _Read:
        """Return how another text is read that asks the same."""
        again = {"asked": read_topic(text), "said": self.asked, "written": self.asked}.get(self.asked.topic)
        asked = again or read_kind(text)
        query = search.read(text, self.query.language, scope=self.query.scope)
        return _Read(subject_only(query, asked), asked, read_as)


def _language_of_asker(
    query: Query, earlier: Sequence[str], likely: Language | None, search: Search
) -> Language | None:
    """Return the language of a question that could be of either: that of those before it, else the likely one."""
    told_before = [one for text in earlier[-REMEMBERED:] if (one := told_by_function_words(text)) is not None]
    likely = told_before[-1] if told_before else likely
    return search.language_of(query.text, likely, scope=query.scope) if likely else None


def _spoken_to(question: str, query: Query, language: Language, search: Search, *, of_all: bool) -> NoAnswer | None:
    """Return what is said to a message that asks nothing, or what the articles are about as a whole; None otherwise."""
    if (addressed := language_addressed(query.text)) is not None:
        return replace(refusal(question, addressed, "empty"), text=say(addressed, "answers.itself"))
    if of_all and (spoken := overview_asked(query.text)) is not None:
        return replace(refusal(question, spoken, "empty"), text=overview(spoken, search, query.scope))
    if (thanked := language_thanked(query.text)) is not None:
        return replace(refusal(question, thanked, "empty"), text=say(thanked, "answers.thanked"))
    if (scolded := language_scolded(query.text)) is not None:
        return replace(refusal(question, scolded, "empty"), text=say(scolded, "answers.scolded"))
    if (wished := language_wished(query.text)) is not None:
        return replace(refusal(question, wished, "empty"), text=say(wished, "answers.untranslated"))
    if (greeted := language_greeted(query.text)) is not None:
        return replace(refusal(question, greeted, "empty"), text=say(greeted, "answers.greeted"))
    if not any(map(str.isalnum, query.text)) or is_courtesy(query.text):
        return refusal(question, language, "empty")
    return None


def _as_the_articles_call_it(
    read: _Read, hits: tuple[Hit, ...], only: str | None, search: Search
) -> tuple[_Read, tuple[Hit, ...], bool]:
    """Return how a question is read once its words are those of the articles, what is found, and whether that guesses.

    Its acronyms are called as the other language does, or spelt out; its misspelt words are mended; names get capitals.
    """
    guessed = False
    if called := called_elsewhere(read.query, hits):
        elsewhere = read.anew(called.text, called.shown, search)
        found = found_for(elsewhere.query, only, search)
        if called.stand_in(found):
            read, hits = elsewhere, found
    if spelt := respelt(read.query, hits, search):
        read = read.anew(spelt, spelt, search)
        hits = found_for(read.query, only, search)
    elif long := spelt_out(read.query, search):
        read, guessed = read.anew(long.text, long.shown, search), not long.surely
        hits = found_for(read.query, only, search)
    if cased := truecased(read.query, hits):
        read = read.anew(cased, read.read_as, search)
    return read, hits, guessed


def _read_of(posed: Posed, search: Search, scope: Scope | None) -> Query:
    """Return the query for a question of a message: behind what is told before it where it leans on that, else alone.

    Where nothing is known to be told before it, the one sentence that asks is.
    """
    query = search.read(bare_question(posed.text), scope=scope)
    if posed.told:
        return search.read(posed.whole, scope=scope) if _leans(query) else query
    asking, context = apart_from_context(query.text)
    if not context:
        return query
    alone = search.read(bare_question(asking), query.language, scope=scope)
    return query if _leans(alone) else alone


def _leans(query: Query) -> bool:
    return follows_on(query.text, read_kind(query.text), query.terms, query.language)


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


def found_for(query: Query, only: str | None, search: Search) -> tuple[Hit, ...]:
    """Return the passages found, best first; with `only`, those of that article, however far down they came."""
    wanted = hits_among(search.passages_in(query.scope))
    if only is None:
        return tuple(search.find(query, wanted))
    return tuple(hit for hit in search.find(query, HITS_OF_ALL) if hit.article.id == only)[:wanted]


def hits_among(passages: int) -> int:
    """Return how many passages are asked of a search among so many."""
    return PASSAGES_READ_OF_FEW if passages < FEW else HITS


def _with_earlier(read: _Read, earlier: Sequence[str], search: Search) -> _Read:
    """Return how a question is read with what it lacks and one before had; as it was where it lacks nothing.

    Those before are read in the same way, each with those before it, but for what stands in full words already, and
    what was read alone though it might have leaned: nothing before that is meant any more, nor by another such question
    that. Of a message that asks several, each is read.
    """
    query, asked = read.query, read.asked
    if not earlier:
        return read
    if not (asks_of_nobody(query.text) or follows_on(query.text, asked, query.terms, query.language)):
        return read
    before: list[Query] = []
    alone = False
    messages = [posed_in(message) for message in earlier[-REMEMBERED:]]
    for posed, by_itself in [(question, len(message) == 1) for message in messages for question in message]:
        one = _read_of(replace(posed, text=as_asked(bare_question(posed.text))), search, query.scope)
        if one.terms and not is_courtesy(one.text):
            said = (one.text, read_kind(one.text), one.terms, one.language)
            alone = by_itself and not is_in_full(one.text) and may_stand_alone(*said)
            if alone:
                before.clear()
            elif not is_in_full(one.text) and follows_on(*said) and (full := in_full(one, before)):
                one = search.read(full, scope=query.scope)
            before.insert(0, one)
    if alone and may_stand_alone(query.text, asked, query.terms, query.language):
        return read
    full = in_full(query, before)
    if not full:
        return read
    if not is_ellipsis(query.text, query.terms):
        asked = asked if is_in_full(full) else read_kind(full)
        return _Read(search.read(full, query.language, scope=query.scope), asked, full)
    asked, query = kind_in_full(full), search.read(full, scope=query.scope)
    return _Read(query if full.endswith(")") else subject_only(query, asked), asked, full)


def subject_only(query: Query, asked: Asked) -> Query:
    """Return `query` with the words of its subject alone where a definition is asked for.

    "whats" and "stand for" ask; only the subject is looked for.
    """
    if asked.kind != "definition":
        return query
    subject = set(fold(asked.subject))
    named = tuple(term for term in query.terms if term.folded in subject)
    return replace(query, terms=named or query.terms)
