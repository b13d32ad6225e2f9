"""Hours and days that a text tells, so that two texts' can be compared, and numbers in words as digits.

"20 h 30", "8.30 pm" and « vingt heures trente » are one hour; "half past seven" is one of two. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.answers.values.spans import one_of
from corpus.article import Language, Span
from corpus.month_names import MONTHS, WEEKDAYS
from corpus.number_words import FROM_TWO, NUMBERS, RANKS, REGIONAL, SCALES
from corpus.patterns import lazy_pattern

HALF_DAY = 12 * 60  # minutes
TWENTY, HUNDRED, THOUSAND = 20, 100, 1000
TENS = {word: number for word, number in NUMBERS.items() if number >= TWENTY}
ONES = {"one": 1, "un": 1, "une": 1, "et": 0, "and": 0}  # within a number alone: "vingt et un", "a hundred and one"
HUNDREDS = {word: SCALES[word] for word in ("hundred", "cent", "cents", "thousand", "mille")}
WORDS: dict[Language, dict[str, int]] = {
    "en": {
        **{word: number for number, word in enumerate(FROM_TWO["en"], start=2)},
        **{word: number for word, number in TENS.items() if word.endswith("ty")},
        **{word: int(HUNDREDS[word]) for word in ("hundred", "thousand")},
    },
    "fr": {
        **{word: number for number, word in enumerate(FROM_TWO["fr"], start=2)},
        **{word: number for word, number in TENS.items() if not word.endswith("ty")},
        **REGIONAL,
        "vingts": 20,
        **{word: int(HUNDREDS[word]) for word in ("cent", "cents", "mille")},
    },
}


def _runs(language: Language) -> re.Pattern[str]:
    word = one_of(WORDS[language])
    joint = r"(?:-|\s|\s(?:and|et)\s|-et-)"
    last = r"(?:-one|\s(?:and\s)?one)" if language == "en" else r"(?:-et-une?|\set\sune?)"
    return lazy_pattern(rf"(?<![\w-])(?<!\d\s){word}(?:{joint}{word})*(?:{last})?(?!\w)", re.IGNORECASE)


RUNS: dict[Language, re.Pattern[str]] = {"en": _runs("en"), "fr": _runs("fr")}

_MONTH = rf"(?!(?-i:may|march)\b){one_of(MONTHS)}"
_WEEKDAY = one_of(WEEKDAYS)
A_WEEKDAY = lazy_pattern(rf"\b{_WEEKDAY}(?=s?\b)", re.IGNORECASE)
RANKS_TOLD = {**RANKS, **dict.fromkeys(("first", "premier", "première"), 1)}
RANKED = lazy_pattern(
    rf"\b(?:(?P<word>{one_of(RANKS_TOLD)})|(?P<number>\d)(?:er|re|e|ème|st|nd|rd|th))\s+(?P<weekday>{_WEEKDAY})\b",
    re.IGNORECASE,
)
_DAY = r"(?<![\d.,:])(?P<day>[0-3]?\d)\s*(?:er|st|nd|rd|th)?"
DATED = lazy_pattern(
    rf"{_DAY}\s*(?:of\s|de\s)?\s*(?P<month>{_MONTH})\b|\b(?P<month2>{_MONTH})\s+(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:]|[.,]\d)",
    re.IGNORECASE,
)
# The first day of "du 9 au 11 mai": its month stands behind the last.
TO_A_DATE = lazy_pattern(
    rf"{_DAY}\s*(?:au|à|to|and|et|until|till|[-–])\s*(?:(?:le\s)?{_WEEKDAY}\s+)?(?=[0-3]?\d\s*(?:er|st|nd|rd|th)?\s*(?:of\s|de\s)?\s*(?P<month>{_MONTH})\b)",
    re.IGNORECASE,
)
_HOUR = r"(?<![\d:.,$€£])(?P<hour>[01]?\d|2[0-4])"
_HALF = r"(?P<half>[ap])\.?\s?m\b"
_A_PART = r"(?:du\s+(?:matin|soir)|de\s+l['’]après-midi|in\s+the\s+(?:morning|afternoon|evening)|at\s+night)"
_OF_DAY = rf"(?P<part>\s*{_A_PART})?"
_NO_LENGTH = r"(?!\s+(?:par|de(?!\s+l['’]après))\b)"  # "3 h de route"
_BEFORE = r"(?:at|from|by|until|till|before|after|to|between|around|à|dès|vers|avant|après|entre|jusqu['’]à)"
HOURS = tuple(
    lazy_pattern(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<quarter>half|quarter)\s+(?P<side>past|to)\s+{_HOUR}\b\s*(?:{_HALF})?{_OF_DAY}",
        # The first of "from 7 to 10 pm".
        rf"{_HOUR}(?:[.:](?P<minute>[0-5]\d))?\s*(?:to|and|until|till|[-–])\s*(?=\d{{1,2}}(?:[.:][0-5]\d)?\s*{_HALF})",
        rf"{_HOUR}(?:\s*[.:]\s*(?P<minute>[0-5]\d))?\s*{_HALF}",
        rf"{_HOUR}\s*(?:[:h]|heures?)\s*(?P<minute>[0-5]\d)(?![\d:])(?!\s*(?:ans|km|€))(?:\s*min\w*)?\s*(?:{_HALF})?{_OF_DAY}",
        rf"{_HOUR}\s*heures?\s+(?P<quarter>et\s+demie?|et\s+quart|moins\s+le\s+quart){_OF_DAY}",
        rf"\b{_BEFORE}\s+{_HOUR}\.(?P<minute>[0-5]\d)(?!\d|[.,]\d|\s*(?:[%€$£]|k?m\b|litres?|euros?|kilo)){_OF_DAY}",
        rf"{_HOUR}\s*o['’]clock\b{_OF_DAY}",
        rf"(?<!\bdure )(?<!\bdurée de )(?<!\bpendant )(?<!\bdans ){_HOUR}\s*h\b{_NO_LENGTH}{_OF_DAY}",
        rf"\b(?:à|dès|vers|avant|après|entre|jusqu['’]à)\s+{_HOUR}\s*heures?\b{_NO_LENGTH}{_OF_DAY}",
        rf"\bde\s+{_HOUR}\s*heures?\b(?=\s+(?:à|jusqu['’]à)\s)",
        rf"{_HOUR}\s*heures\s+(?={_A_PART}\b){_OF_DAY}",
        rf"{_HOUR}\s+(?={_A_PART}\b){_OF_DAY}",
        rf"\bat\s+{_HOUR}(?=\s*(?:$|[,;.!?)](?!\d)|\s(?:sharp|on|every|each|and|for)\b))",
        r"\b(?P<noon>noon|midday|midi)\b|\b(?P<midnight>midnight|minuit)\b",
    )
)

IN_FRENCH = lazy_pattern(r"[\d\s](?:h\b|h\s?\d|heure)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day in minutes, and where it stands; `either` where the other half of the day may be meant as well."""

    minutes: int
    span: Span
    either: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month, and where it stands."""

    month: int
    day: int
    span: Span


def in_digits(text: str, language: Language) -> str:
    """Return `text` with its numbers in words as digits, padded, so that all else stays at its place.

    "One" is left, as are words that only tell roughly how many there are.
    """
    return RUNS[language].sub(lambda match: _digits(match.group(), language).ljust(len(match.group())), text)


def hours_in(text: str) -> Iterator[Hour]:
    """Yield the times of day that `text` tells; numbers in words are to be digits by then."""
    taken: list[Span] = []
    for pattern in HOURS:
        for match in pattern.finditer(text):
            span = Span(match.start(), match.end())
            if not any(span.start < other.end and other.start < span.end for other in taken):
                taken.append(span)
                yield _hour(match, span)


def dates_in(text: str) -> Iterator[Day]:
    """Yield the days of months that `text` tells."""
    for match in TO_A_DATE.finditer(text):
        yield Day(MONTHS[match["month"].lower()], int(match["day"]), Span(match.start("day"), match.end("day")))
    for match in DATED.finditer(text):
        month, day = match["month"] or match["month2"], match["day"] or match["day2"]
        yield Day(MONTHS[month.lower()], int(day), Span(match.start(), match.end()))


def weekdays_in(text: str) -> dict[int, int]:
    """Return the days of the week that `text` names, Monday being the first, each with its rank in the month, or 0."""
    found = {WEEKDAYS[match.group().lower()]: 0 for match in A_WEEKDAY.finditer(text)}
    for match in RANKED.finditer(text):
        word, number = match["word"], match["number"]
        found[WEEKDAYS[match["weekday"].lower()]] = int(number) if number else RANKS_TOLD[word.lower()]
    return found


def _hour(match: re.Match[str], span: Span) -> Hour:
    found = match.groupdict()
    if found.get("noon") or found.get("midnight"):
        return Hour(HALF_DAY if found["noon"] else 0, span)
    hour, minute = int(found["hour"]), int(found.get("minute") or 0)
    minutes = 60 * hour + minute
    quarter, side = found.get("quarter"), found.get("side")
    if quarter:
        part = 30 if quarter.lower().endswith(("half", "demi", "demie")) else 15
        minutes += -part if side == "to" or quarter.startswith("moins") else part
    half, of_day = found.get("half"), (found.get("part") or "").lower()
    after = half in {"p", "P"} or any(one in of_day for one in ("soir", "midi", "afternoon", "evening", "night"))
    before = half in {"a", "A"} or any(one in of_day for one in ("matin", "morning"))
    if (after and minutes < HALF_DAY) or (before and hour == HALF_DAY // 60):
        minutes = (minutes + HALF_DAY) % (2 * HALF_DAY)
    # « 8 h » is in the morning; "7.15" and "half past seven" may be either.
    told = after or before or hour == 0 or hour > HALF_DAY // 60 or IN_FRENCH.search(match.group()) is not None
    return Hour(minutes % (2 * HALF_DAY), span, either=not told)


def _digits(words: str, language: Language) -> str:
    total, current, last = 0, 0, 0
    for word in re.split(r"[\s-]+", words.lower()):
        value = {**WORDS[language], **ONES}[word]
        if value == THOUSAND:  # of all that stands before it
            total, current = total + max(current, 1) * value, 0
        elif value == HUNDRED:
            current = max(current, 1) * value
        elif (value, last) == (TWENTY, 4):  # « quatre-vingts »
            current += 4 * TWENTY - 4
        else:
            current += value
        last = value
    return str(total + current)
