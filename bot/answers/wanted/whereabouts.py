"""Whether what was found is about the place that a question names: "in the UK", "au Royaume-Uni", "à Lyon". Pure.

A place that the question names has to be named in the article, in either language and by whatever it is called: "UK",
"British", "Royaume-Uni". A state is told by `bot.answers.values.places`; another place by its capital behind "in" or
"à". What an article is about without naming it, as a law of its own country, is not known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from bot.answers.sentences.lacking import near
from bot.answers.shown.quotes import Quote
from bot.answers.values.naming import is_named, may_be_named, names_of
from bot.answers.values.places import STATE_OF, STATES, WHOLES, place_in, places_in
from bot.answers.values.things import names_in
from corpus.article import Article, Language, Span
from corpus.patterns import lazy_pattern
from index.hits import Hit
from index.matching.candidates import Query
from index.words.analysis import fold
from index.words.terms import Term

# What a place stands behind. "to" and "from" are left out: one goes on to an upgrade.
PLACING = lazy_pattern(r"\b(?:in|at|en|à|aux?|dans)\s+(?:(?:the|la|les?)\s+|l['’])?$", re.IGNORECASE)
BEFORE = 24  # characters in which that stands
# Names of states that are other words too where they have no capital: "a turkey", "j'ai eu", "let us".
OTHER_WORDS = frozenset(("turkey", "china", "chili", "chile", "grenade", "chad", "jordan", "guinea", "eu"))
BEFORE_NAME = lazy_pattern(r"\b(?:(?:in|to|from|en|au|the)\s|l['’])$", re.IGNORECASE)
LONGEST_SHORT = 3  # letters of a name that is taken for one in capitals alone: US, U.S.A., EU
JOIN = r"[\s'’-]+"


@dataclass(frozen=True, slots=True)
class State:
    """A state or a part of the world that a question names, by its number in `STATES`."""

    number: int


@dataclass(frozen=True, slots=True)
class Town:
    """Another place that it names, by the words of its name."""

    terms: tuple[Term, ...]


Place = State | Town


def places_asked(query: Query) -> tuple[Place, ...]:
    """Return the places that a question names; none for most."""
    text = query.text
    spans = [
        one
        for one in places_in(text)
        if one.of(text) not in OTHER_WORDS or BEFORE_NAME.search(text[max(0, one.start - BEFORE) : one.start])
    ]
    states: list[Place] = [State(number) for number in dict.fromkeys(_state(one.of(text)) for one in spans)]
    named = names_of(query.terms)
    towns: list[Place] = []
    for span in names_in(query) if named else ():
        within = any(one.start < span.end and span.start < one.end for one in spans)
        if not within and PLACING.search(text[max(0, span.start - BEFORE) : span.start]):
            words = set(fold(span.of(text)))
            if terms := tuple(term for term in named if term.folded in words):
                towns.append(Town(terms))
    return (*states, *towns)


def speaks_of(places: Sequence[Place], article: Article, span: Span, told: str, query: Query) -> bool:
    """Return whether an article speaks of all `places` around `span`, where `told` stands: heading, passage and quote.

    Elsewhere in it will do too, but not under the name of another state: what "Heat pumps in the UK" says is not of
    France, which it may name once. There, what a place is part of may be named as well, or a part of it.
    """
    titled = f"{article.title}\n{told}"
    elsewhere = None
    for place in places:
        if _is_told(place, titled, article.language, query, kin=True):
            continue
        if place_in(article.title) is not None:
            return False
        elsewhere = elsewhere or near(article, span)
        if not _is_told(place, elsewhere, article.language, query, kin=False):
            return False
    return True


def is_elsewhere(quotes: Sequence[Quote], hits: Sequence[Hit], query: Query) -> bool:
    """Return whether the article of the first quote does not speak of the places that a question names."""
    places = places_asked(query)
    first = quotes[0] if places and quotes else None
    if first is None:
        return False
    passages = [f"{hit.passage.heading}\n{hit.text}" for hit in hits if holds(hit, first)]
    told = "\n".join([*passages, first.span.of(first.article.text)])
    return not speaks_of(places, first.article, first.span, told, query)


def holds(hit: Hit, quote: Quote) -> bool:
    """Return whether a quote is of a passage that was found."""
    span = hit.passage.span
    return hit.article.id == quote.article.id and span.start < quote.span.end and quote.span.start < span.end


def _state(name: str) -> int:
    return STATE_OF["_".join(fold(name))]


def _is_told(place: Place, text: str, language: Language, query: Query, *, kin: bool) -> bool:
    if isinstance(place, Town):
        asked_in = query.language
        return all(
            is_named(one, text, language, asked_in) or may_be_named(one, text, language, asked_in)
            for one in place.terms
        )
    long, short = _spelt(place.number, kin)
    return short.search(text) is not None or long.search(_plain(text)) is not None


def _plain(text: str) -> str:
    """Return `text` in small letters without accents."""
    return "".join(one for one in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(one))


@cache
def _spelt(number: int, kin: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds the words for a state: the long ones in small letters, the short ones in capitals."""
    numbers = [number]
    if kin:
        wholes = {STATE_OF[name]: {STATE_OF[one] for one in held} for name, held in WHOLES.items()}
        numbers += sorted(wholes.get(number, ()))
        numbers += sorted(part for part, held in wholes.items() if number in held)
    names = [name for one in numbers for name in STATES[one]]
    letters = {name: name.replace("_", "") for name in names}
    is_short = {name: not name.endswith("*") and len(letters[name]) <= LONGEST_SHORT for name in names}
    long = [
        re.escape(name.removesuffix("*")).replace("_", JOIN) + (r"\w*" if name.endswith("*") else "")
        for name in names
        if not is_short[name]
    ]
    short = [r"\.?".join(letters[name].upper()) for name in names if is_short[name]]
    nothing = r"(?!)"
    return (
        re.compile(rf"\b(?:{'|'.join(long) or nothing})\b"),
        re.compile(rf"\b(?:{'|'.join(short) or nothing})\b"),
    )
