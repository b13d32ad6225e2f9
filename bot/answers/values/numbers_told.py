"""The numbers in a sentence with what they count, so that two sentences' can be compared: "1.2 km" is 1,200 metres.

Years are left out, and numbers that count nothing named. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.answers.shown.differing import DIGITS, ENDS, READ_SCALES, YEAR, value_of
from corpus.article import Language, Span
from corpus.patterns import lazy_pattern
from index.words.analysis import WORD, analyse

BEHIND = 2  # words behind a number, among which stands what it counts
BEFORE = 24  # characters before a number in which "more than" may stand
NEAR_AN_END = 1e-9

SIGNS = {"%": "%", "$": "$", "€": "€", "£": "£"}
UNITS = {
    **dict.fromkeys(("percent", "pourcent"), "%"),
    **dict.fromkeys(("dollar", "dollars", "usd"), "$"),
    **dict.fromkeys(("euro", "euros", "eur"), "€"),
}
PER_CENT = lazy_pattern(r"\b(?:per|pour)[\s\u00a0]cent\b", re.IGNORECASE)

# Measures with what makes them one unit (SI prefixes); others are compared with themselves alone.
MEASURES: dict[str, tuple[str, float]] = {
    **dict.fromkeys(
        ["km", "kilometre", "kilometres", "kilometer", "kilometers", "kilomètre", "kilomètres"], ("m", 1e3)
    ),
    **dict.fromkeys(["m", "metre", "metres", "meter", "meters", "mètre", "mètres"], ("m", 1.0)),
    **dict.fromkeys(
        ["cm", "centimetre", "centimetres", "centimeter", "centimeters", "centimètre", "centimètres"], ("m", 1e-2)
    ),
    **dict.fromkeys(
        ["mm", "millimetre", "millimetres", "millimeter", "millimeters", "millimètre", "millimètres"], ("m", 1e-3)
    ),
    **dict.fromkeys(["kg", "kilogram", "kilograms", "kilogramme", "kilogrammes", "kilo", "kilos"], ("g", 1e3)),
    **dict.fromkeys(["g", "gram", "grams", "gramme", "grammes"], ("g", 1.0)),
    **dict.fromkeys(["gw", "gigawatt", "gigawatts"], ("w", 1e9)),
    **dict.fromkeys(["mw", "megawatt", "megawatts", "mégawatt", "mégawatts"], ("w", 1e6)),
    **dict.fromkeys(["kw", "kilowatt", "kilowatts"], ("w", 1e3)),
}
MEASURE = "measure:"  # before a unit of measures, so that no word counts as one
OF_MEASURES = lazy_pattern(r"\s*(?:[/²³]|(?:per|par|square|carrés?|cubic|cubes?)\b)\s*(?:\w+)?", re.IGNORECASE)
# What says how a thing is measured, not what is counted: "1,200 metres long" and "3 hours long" are not of one kind.
DIMENSIONS = frozenset(
    word for text in ("long wide high tall deep old", "long large haut profond") for word in text.split()
)
BOUND = lazy_pattern(
    r"\b(?:more than|less than|fewer than|over|under|at least|at most|up to|nearly|almost|about|around|some|roughly|"
    r"plus d['’e]|moins d['’e]|au moins|au plus|jusqu['’]à|près d['’e]|environ|quelque)\s*[$€£]?\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number, what stands behind it (`counted` is the first of that), and whether it is a bound or roughly meant."""

    value: float
    units: frozenset[str]
    counted: str
    span: Span
    rough: bool = False

    def counts_as(self, other: Number) -> bool:
        """Return whether both count the same: one's first word stands behind the other."""
        return self.counted in other.units or other.counted in self.units

    def equals(self, other: Number) -> bool:
        """Return whether both are the same number."""
        return abs(self.value - other.value) <= NEAR_AN_END * max(1.0, abs(self.value))


def numbers_in(text: str, language: Language) -> Iterator[Number]:
    """Yield the numbers of `text` that count something named."""
    text = PER_CENT.sub(lambda match: "%".ljust(len(match.group())), text)  # places stay where they are
    for match in DIGITS.finditer(text):
        said, end = match.group(), match.end()
        words = list(islice(WORD.finditer(text, end), BEHIND + 2))
        if words and words[0].group().casefold() in READ_SCALES and not text[end : words[0].start()].strip():
            said, end = text[match.start() : words[0].end()], words[0].end()
            words = words[1:]
        value = value_of(said)
        units, scale = _units(text, match.start(), end, words, language)
        is_year = YEAR.fullmatch(said) and units and not (units[0] in SIGNS.values() or units[0].startswith(MEASURE))
        if value is None or not units or is_year:
            continue
        rough = BOUND.search(text[max(0, match.start() - BEFORE) : match.start()]) is not None
        yield Number(value * scale, frozenset(units), units[0], Span(match.start(), end), rough)


def _units(
    text: str, start: int, end: int, words: Sequence[re.Match[str]], language: Language
) -> tuple[list[str], float]:
    """Return what a number counts, the first word first, and what it is to be multiplied by."""
    around = [SIGNS[sign] for sign in (text[:start].rstrip()[-1:], text[end:].lstrip()[:1]) if sign in SIGNS]
    if around:
        return around, 1.0
    word = words[0].group().casefold() if words and not text[end : words[0].start()].strip(" \u00a0\u202f-") else ""
    if word in MEASURES:
        more = OF_MEASURES.match(text, words[0].end())
        if more is not None:
            return [f"{word}{''.join(more.group().split())}"], 1.0
        unit, scale = MEASURES[word]
        return [f"{MEASURE}{unit}"], scale
    return list(_counted(text, end, words, language)), 1.0


def _counted(text: str, end: int, words: Sequence[re.Match[str]], language: Language) -> Iterator[str]:
    """Yield what the words behind a number say that it counts, up to where another matter begins."""
    taken = 0
    for match in words:
        if set(text[end : match.start()]) & ENDS or taken == BEHIND:
            return
        end = match.end()
        word = match.group().casefold()
        stems = [] if word in DIMENSIONS else [UNITS[word]] if word in UNITS else analyse(word, language)
        taken += bool(stems)
        yield from stems
