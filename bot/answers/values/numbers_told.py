"""The numbers in a sentence with what they count, so that two sentences' can be compared: "1.2 km" is 1,200 metres.

So are numbers in words, the hours of a day and the days of a month. What counts nothing named is told as such; years
are left out. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from bot.answers.shown.differing import DIGITS, ENDS, READ_SCALES, YEAR, value_of
from bot.answers.values.hours_told import HALF_DAY, RUNS, dates_in, hours_in, in_digits
from corpus.article import Language, Span
from corpus.patterns import lazy_pattern
from index.words.analysis import FUNCTION_WORDS, WORD, analyse

BEHIND = 2  # words behind a number, among which stands what it counts
BEFORE = 24  # characters before a number in which "more than" may stand
FAR = 200  # and in which it may be said what a bare number is
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
    **dict.fromkeys(["gb", "go", "gigabyte", "gigabytes", "gigaoctet", "gigaoctets"], ("byte", 1e9)),
    **dict.fromkeys(["mb", "mo", "megabyte", "megabytes", "mégaoctet", "mégaoctets"], ("byte", 1e6)),
}
# How long something is: months are no number of days.
MEASURES |= {
    **dict.fromkeys(["second", "seconds", "seconde", "secondes"], ("s", 1.0)),
    **dict.fromkeys(["minute", "minutes", "min", "mins", "mn"], ("s", 60.0)),
    **dict.fromkeys(["h", "hour", "hours", "heure", "heures"], ("s", 3600.0)),
    **dict.fromkeys(["day", "days", "jour", "jours"], ("s", 86_400.0)),
    **dict.fromkeys(["week", "weeks", "semaine", "semaines"], ("s", 604_800.0)),
    **dict.fromkeys(["month", "months", "mois"], ("month", 1.0)),
    **dict.fromkeys(["year", "years", "an", "ans", "année", "années"], ("month", 12.0)),
}
ONE = lazy_pattern(rf"\b(?:one|une?)(?=\s(?:{'|'.join(MEASURES)})\b)", re.IGNORECASE)
HOUR, DATE, BARE = "told:hour", "told:date", "told:bare"  # with a colon, so that no word counts as one
MONEY = ("$", "€", "£")
MEASURE = "measure:"  # before a unit of measures, so that no word counts as one
OF_MEASURES = lazy_pattern(r"\s*(?:[/²³]|(?:per|par|square|carrés?|cubic|cubes?)\b)\s*(?:\w+)?", re.IGNORECASE)
# What says how a thing is measured, not what is counted: "1,200 metres long" and "3 hours long" are not of one kind.
DIMENSIONS = frozenset(
    word for text in ("long wide high tall deep old", "long large haut profond") for word in text.split()
)
# Behind a number, the measure that it is told for: "4 € a month".
RATE = lazy_pattern(
    r"\W{0,3}(?:[^\W\d]+\W{1,3})?(?:/|\b(?:per|par|an?|each|every|chaque)\s)\s*(?P<unit>\w+)", re.IGNORECASE
)
# Before a number that counts nothing, what says that it is money or an age, and before any, that it is a change.
COSTS = lazy_pattern(
    r"\b(?:costs?|price[ds]?|fees?|pays?|paid|charged?|co[ûu]t\w*|prix|tarifs?|cotisations?|payer|paie|paye)\b[^.;:]*$",
    re.IGNORECASE,
)
AGED = lazy_pattern(
    r"\b(?:age[ds]?|[âa]ge|[âa]g[ée]e?s?|old|older|younger)\b|\b(?:be|are|you're)\s+(?:(?:at least|over|under)\s+)?$",
    re.IGNORECASE,
)
CHANGES = lazy_pattern(
    r"\b(?:by|(?:augment|baiss|hauss|diminu|major|rédui)\w*\s+d[e’'])\s*[$€£]?\s*$|\b(?:rise|increase|drop)\s+of\s*[$€£]?\s*$",
    re.IGNORECASE,
)
ITEM = lazy_pattern(r"\s*\d{1,3}[.)]\s")  # the number of an item, at the beginning of a line
COUNT_NOTHING = frozenset(("per", "par", "now", "today", "maintenant"))  # words behind a number that it does not count
COUNTED_BEHIND = frozenset(
    ("of", "de", "d", "des", "more", "plus", "other", "autres", "new")
)  # function words before it
BOUND = lazy_pattern(
    r"\b(?:(?P<least>at least|au moins)|(?P<most>at most|up to|au plus|jusqu['’]à|maximum (?:of|de))|"
    r"more than|less than|fewer than|over|under|nearly|almost|about|around|some|roughly|"
    r"plus d['’e]|moins d['’e]|près d['’e]|environ|quelque)\s*[$€£]?\s*$",
    re.IGNORECASE,
)
ROUGHLY = "roughly"


@dataclass(frozen=True, slots=True)
class Number:
    """A number, and what stands behind it: `counted` is the first of that.

    Hours are minutes, days of a month a hundred a month. `bound` is "least" or "most" where no less or no more is
    meant, `ROUGHLY` where it is not meant exactly; `either` says that half a day more may be meant. `rate` is the
    measure that the number is told for, "4 € a month" or "a km", as its size and unit; empty where none is.
    """

    value: float
    units: frozenset[str]
    counted: str
    span: Span
    bound: str = ""
    either: bool = False
    rate: str = ""

    @property
    def is_calendar(self) -> bool:
        """Whether it is an hour or a date."""
        return self.counted in {HOUR, DATE}

    def counts_as(self, other: Number) -> bool:
        """Return whether both count the same: one's first word stands behind the other."""
        return self.counted in other.units or other.counted in self.units

    def may_differ(self, other: Number) -> bool:
        """Return whether another number would contradict this: "more than 100" does not contradict 120."""
        return self.bound == other.bound != ROUGHLY

    def equals(self, other: Number) -> bool:
        """Return whether both are the same number."""
        apart = abs(self.value - other.value)
        if self.either or other.either:
            apart = min(apart, abs(apart - HALF_DAY))
        return apart <= NEAR_AN_END * max(1.0, abs(self.value))


def numbers_in(text: str, language: Language) -> Iterator[Number]:
    """Yield the numbers of `text`: its hours and days of months, then what counts something, or nothing named.

    What counts nothing is an amount or an age where what stands before it says so.
    """
    written = text = PER_CENT.sub(lambda match: "%".ljust(len(match.group())), text)  # places stay where they are
    text = in_digits(ONE.sub(lambda match: "1".ljust(len(match.group())), text), language)
    for hour in hours_in(text):
        yield Number(hour.minutes, frozenset([HOUR]), HOUR, hour.span, either=hour.either)
        text = _without(text, hour.span)
    for day in dates_in(text):
        yield Number(100 * day.month + day.day, frozenset([DATE]), DATE, day.span)
        text = _without(text, day.span)
    for number in _counting(text, language):
        words = RUNS[language].match(written, number.span.start)
        yield number if words is None else replace(number, span=Span(words.start(), words.end()))


def _without(text: str, span: Span) -> str:
    return f"{text[: span.start]}{';' * (span.end - span.start)}{text[span.end :]}"


def _counting(text: str, language: Language) -> Iterator[Number]:
    """Yield the numbers of `text` that are neither hours nor dates."""
    item = ITEM.match(text)
    for match in DIGITS.finditer(text, item.end() if item else 0):
        said, end = match.group(), match.end()
        words = list(islice(WORD.finditer(text, end), BEHIND + 2))
        if words and words[0].group().casefold() in READ_SCALES and not text[end : words[0].start()].strip():
            said, end = text[match.start() : words[0].end()], words[0].end()
            words = words[1:]
        value, before = value_of(said), text[max(0, match.start() - FAR) : match.start()]
        units, scale = _units(text, match.start(), end, words, language)
        is_year = YEAR.fullmatch(said) and not (units and (units[0] in SIGNS.values() or units[0].startswith(MEASURE)))
        if value is None or is_year or before[-1:].isalpha() or CHANGES.search(before):
            continue
        if not units:
            units, scale = _by_what_stands_before(before)
        bounded = BOUND.search(before[-BEFORE:])
        bound = bounded.lastgroup or ROUGHLY if bounded else ""
        rate = RATE.match(text, end)
        over = MEASURES.get(rate["unit"].casefold(), ("", 0)) if rate else ("", 0)
        told_for = f"{over[1]:g} {over[0]}" if over[0] else ""
        yield Number(value * scale, frozenset(units), units[0], Span(match.start(), end), bound, rate=told_for)


def _by_what_stands_before(before: str) -> tuple[list[str], float]:
    """Return what a number counts behind which nothing says it, and what it is to be multiplied by."""
    if AGED.search(before):
        unit, scale = MEASURES["year"]
        return [f"{MEASURE}{unit}"], scale
    return (list(MONEY), 1.0) if COSTS.search(before) else ([BARE], 1.0)


def _units(
    text: str, start: int, end: int, words: Sequence[re.Match[str]], language: Language
) -> tuple[list[str], float]:
    """Return what a number counts, the first word first, and what it is to be multiplied by."""
    around = [SIGNS[sign] for sign in (text[:start].rstrip()[-1:], text[end:].lstrip()[:1]) if sign in SIGNS]
    if around:
        return around, 1.0
    word = words[0].group().casefold() if words and not text[end : words[0].start()].strip(" \u00a0\u202f-") else ""
    if word in UNITS:
        return [UNITS[word]], 1.0
    if word in MEASURES:
        more = OF_MEASURES.match(text, words[0].end())
        if more is not None and MEASURES[word][0] in {"m", "g"}:
            return [f"{word}{''.join(more.group().split())}"], 1.0
        unit, scale = MEASURES[word]
        return [f"{MEASURE}{unit}"], scale
    return list(_counted(text, end, words, language)), 1.0


def _counted(text: str, end: int, words: Sequence[re.Match[str]], language: Language) -> Iterator[str]:
    """Yield what the words behind a number say that it counts, up to where another matter begins."""
    taken = 0
    for match in words:
        word = match.group().casefold()
        if set(text[end : match.start()]) & (ENDS | {"|"}) or taken == BEHIND:
            return
        if not taken and word not in COUNTED_BEHIND and (word in FUNCTION_WORDS[language] or word in COUNT_NOTHING):
            return
        end = match.end()
        stems = [] if word in DIMENSIONS else [UNITS[word]] if word in UNITS else analyse(word, language)
        taken += bool(stems)
        yield from stems
