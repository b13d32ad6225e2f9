"""Answers that the glossary of the corpus gives: what an acronym stands for, and the sentence that defines a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from bot.answers.answer import Answer, Length, quoted
from bot.answers.shown.quotes import MOST_QUOTES, Quote, numbered
from bot.answers.shown.quoting import LONGEST_QUOTE, at_most
from bot.texts import say
from corpus.article import Article, Language, Span
from corpus.vocabulary import vocabulary
from index.errors import DamagedIndexError
from index.glossaries.definitions import Definition
from index.glossaries.meanings import Meaning
from index.matching.candidates import Query
from index.search import Search
from index.words.acronym_pairs import in_other_words, partners_of
from index.words.analysis import analyse, fold, stem_of
from index.words.terms import Term

ASKING = vocabulary(
    "stand stands mean meaning definition define refer signify explain acronym abbreviation exactly",
    "signification acronyme sigle abreviation exactement explique",
)
LOOKED_AT = 20_000  # code points of an article whose words are compared: some two milliseconds


@dataclass(frozen=True, slots=True)
class Expanded:
    """An acronym, what it stands for, and the sentence that says so."""

    short: str
    long: str
    article: Article
    sentence: Span


def acronym(
    question: str,
    query: Query,
    subject: str,
    search: Search,
    *,
    language: Language,
    only: str | None,
    length: Length,
) -> Answer | None:
    """Return what an acronym stands for in the articles, with the sentences that say so; None where none does.

    Where they say it only of what the other language calls it, that is told. `language` is the asker's.
    """
    elsewhere = partners_of(subject, query.language)
    said, *said_elsewhere = search.meanings_of([subject, *elsewhere], "acronym", scope=query.scope)
    said = said or next(filter(None, said_elsewhere), ())
    found = [_expanded(meaning, language, search) for meaning in said]
    found = [one for one in found if only is None or one.article.id == only]
    found.sort(key=lambda one: one.article.language != language)
    if len(found) > 1 and (beside := _asked_beside(query, subject, search)):
        found.sort(key=lambda one: _told_of(one, beside, search.rarity(beside, scope=query.scope)), reverse=True)
    kept = found[: 1 if length == "short" else MOST_QUOTES]
    if not kept:
        return None
    citations = numbered([Quote(one.article, around_long_form(one), one.long) for one in kept])
    if not citations:
        return None
    if len(citations) != len(kept):  # two long forms in one sentence, which is quoted once: the first is enough
        citations = citations[:1]
        kept = [one for one in kept if one.article.id == citations[0].article_id][:1]
    lines = [
        say(
            language,
            "answers.acronym" if one.article.language == language else "answers.acronym_elsewhere",
            short=one.short,
            long=quoted(one.long, language),
            language=say(language, f"answers.in_{one.article.language}"),
            number=citation.number,
        )
        for one, citation in zip(kept, citations, strict=True)
    ]
    return Answer(
        question=question,
        lead="\n".join(lines),
        citations=citations,
        language=language,
        origin="extracted",
        confidence=1.0,
    )


def _asked_beside(query: Query, subject: str, search: Search) -> list[Term]:
    """Return the words of a question that say in which sense it asks: "in AI"."""
    asking = ASKING | set(fold(subject))
    return [term for term in search.read(query.text, query.language).terms if term.folded not in asking]


def _told_of(expanded: Expanded, terms: Sequence[Term], rarities: Sequence[float]) -> float:
    """Return how far the title and sentence that give a long form, or else their article, speak of `terms`."""
    article = expanded.article
    near = f"{article.title}\n{expanded.sentence.of(article.text)}"
    close, whole = (set(analyse(text, article.language)) for text in (near, article.text[:LOOKED_AT]))
    return sum(
        rarity * max(term.presence(close, article.language), term.presence(whole, article.language) / 2)
        for term, rarity in zip(terms, rarities, strict=True)
    )


def _expanded(meaning: Meaning, language: Language, search: Search) -> Expanded:
    """Return the best place that gives `meaning`, one in the asker's language where there is one."""
    place = min(meaning.places, key=lambda one: (one.language != language, one.found == "phrase"))
    return Expanded(place.term, place.meaning, _article(place, search), place.sentence)


def definition(
    question: str, query: Query, subject: str, search: Search, *, language: Language, only: str | None
) -> Answer | None:
    """Return the sentence that defines `subject`; None where there is none.

    It is one in the asker's `language`, or in the other where the word is its own translation: an English question
    about hallucinations is answered by "on appelle hallucination …", one about a location by no « location ». So too
    where it is known what it is called there, as of what acronyms stand for.
    """
    others = in_other_words(subject, query.language)
    said = _places_of([subject], query, search)
    places = [one for one in said if one.language == language or _is_called_alike(query, one.language)]
    places += [one for one in _places_of(others, query, search) if one.language != query.language]
    places = [one for one in places if only is None or one.article_id == only]
    places.sort(key=lambda place: place.language != language)
    citations = numbered([Quote(_article(place, search), place.sentence) for place in places[:1]])
    if not citations:
        return None
    return Answer(
        question=question,
        lead=say(language, "answers.one", title=citations[0].title),
        citations=citations,
        language=language,
        origin="extracted",
        confidence=1.0,
    )


def _places_of(terms: Sequence[str], query: Query, search: Search) -> list[Definition]:
    """Return where the glossary has it that one of `terms` is defined, in the scope of the question."""
    found = search.meanings_of(terms, "definition", scope=query.scope)
    return [place for meanings in found for meaning in meanings for place in meaning.places]


def _is_called_alike(query: Query, language: Language) -> bool:
    """Return whether each word asked about has itself as its likeliest translation in `language`."""
    likeliest = (max(term.forms[language].items(), key=itemgetter(1), default=("", 0.0))[0] for term in query.terms)
    own = [stem_of(term.surface, language) for term in query.terms]
    return bool(own) and "" not in own and list(likeliest) == own


def _article(place: Definition, search: Search) -> Article:
    article = search.snapshot.passages.article(place.article_id)
    if article is None:
        msg = f"the glossary names {place.article_id}, which the index lacks; run `sourcier rebuild-index --all`"
        raise DamagedIndexError(msg)
    return article


def around_long_form(expanded: Expanded) -> Span:
    """Return what to quote of the sentence that gives a long form: all of it, or where it is enormous what is near."""
    text = expanded.article.text

    def says_so(part: str) -> bool:
        return expanded.long in part and expanded.short in part

    quote = at_most(text, expanded.sentence, says_so)
    if says_so(quote.of(text)):
        return quote
    # A sentence without a clause end was cut between words, through the long form: quote from there on, or up to it.
    sentence = expanded.sentence
    place = text.find(expanded.long, sentence.start, sentence.end)
    middle = max(sentence.start, place + len(expanded.long) // 2 - LONGEST_QUOTE // 2)
    start = sentence.start if middle == sentence.start else text.find(" ", middle, place) + 1 or place
    end = min(sentence.end, start + LONGEST_QUOTE)
    space = text.rfind(" ", place + len(expanded.long), end) if end < sentence.end else end
    return at_most(text, Span(start, space if space > 0 else place + len(expanded.long)), says_so)
