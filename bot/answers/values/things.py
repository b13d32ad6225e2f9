"""Where the things stand that a question speaks of: its names with all their words, and what else it says. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.answers.conversation.leaning import is_named
from bot.answers.values.naming import has_word
from corpus.article import Language, Span
from corpus.patterns import lazy_pattern
from index.matching.candidates import Query
from index.words.analysis import WORD, analyse, stem_of
from index.words.terms import Term

# What may stand between the words of one name, and of one thing: "right of first refusal", "créé la licence".
IN_NAME = lazy_pattern(r"(?:['’]s\b)?[\s'’-]*")
IN_THING = lazy_pattern(
    r"(?:['’]s\b)?(?:[\s'’-]|\b(?:of|the|an?|de|du|des|d|l|le|la|les|à|aux?|une?)(?!\w))*",
    re.IGNORECASE,
)
# Words of no weight that belong to a word beside them: "time-" of "time-outs", "He" of "He Jiankui".
JOINED_BEFORE, JOINED_BEHIND = lazy_pattern(r"(?:\w+-)+$"), lazy_pattern(r"(?:-\w+)+")
CAPITAL_BEFORE, CAPITAL_BEHIND = lazy_pattern(r"(?<=\s)[^\W\d_a-zà-ÿ]\w*\s+$"), lazy_pattern(r"\s+[^\W\d_a-zà-ÿ]\w*")

LEAST = 0.05  # of a translation's weight: what is less likely is another word
NAMED = 0.55  # the same of what names a page: of few words each counts, and "date" is an unlikely « gala »
PRESENT = 0.2  # the presence from which on a word counts as standing there; translations are spread thin


def names_in(question: Query) -> list[Span]:
    """Return where the names of a question stand, each with all its words."""
    named = [term for term in question.terms if is_named(term) and not term.folded.isdigit()]
    return _joined(question.text, named, IN_NAME)


def things_in(question: Query, terms: Sequence[Term]) -> list[Span]:
    """Return where the things stand of which `terms` speak, as they were said: "créé la licence"."""
    return _joined(question.text, terms, IN_THING)


def place_of(text: str, term: Term) -> Span | None:
    """Return where a term stands last in `text`, as a word of its own: 2 is not in 2025."""
    start = text.rfind(term.surface)
    while start >= 0:
        end = start + len(term.surface)
        if not (WORD.match(text[start - 1 : start]) or WORD.match(text, end)):
            return Span(start, end)
        start = text.rfind(term.surface, 0, end - 1)
    return None


def standing(terms: Sequence[Term], text: str, language: Language, least: float = PRESENT) -> list[bool]:
    """Return of each term whether it stands in `text`, in `language`, translations of `least` presence included."""
    stems = set(analyse(text, language))
    return [term.presence(stems, language) >= least or has_word(text, term.surface) for term in terms]


def stems_meant(terms: Sequence[Term], language: Language) -> set[str]:
    """Return the stems of a language that surely stand for one of the terms."""
    return {stem for term in terms for stem in term.forms[language] if term.presence((stem,), language) >= PRESENT}


def _joined(text: str, terms: Sequence[Term], joins: re.Pattern[str]) -> list[Span]:
    """Return where `terms` stand, in order, neighbours with nothing but what `joins` between them as one."""
    found: list[Span] = []
    places = [_whole(text, place, term) for term in terms if (place := place_of(text, term))]
    for place in sorted(places, key=lambda one: one.start):
        if found and joins.fullmatch(text, found[-1].end, max(place.start, found[-1].end)):
            found[-1] = Span(found[-1].start, max(place.end, found[-1].end))
        else:
            found.append(place)
    return found


def _whole(text: str, place: Span, term: Term) -> Span:
    """Return the place of a term with what belongs to it."""
    start, end = place.start, place.end
    if before := JOINED_BEFORE.search(text[:start]):
        start = before.start()
    if behind := JOINED_BEHIND.match(text, end):
        end = behind.end()
    if term.is_name and not term.folded.isdigit():
        if before := CAPITAL_BEFORE.search(text[:start]):
            start = before.start()
        if behind := CAPITAL_BEHIND.match(text, end):
            end = behind.end()
    return Span(start, end)


def words_of(terms: Sequence[Term], text: str, language: Language) -> Iterator[re.Match[str]]:
    """Yield the words of a text of `language` that stand for any of `terms`, in whatever form or translation."""
    forms = {stem for term in terms for stem, weight in term.forms[language].items() if weight >= LEAST}
    return (word for word in WORD.finditer(text) if stem_of(word.group(), language) in forms)
