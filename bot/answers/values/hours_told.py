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
from corpus.number_words import FROM_TWO, NUMBERS, RANKS, REGIONAL
from corpus.patterns import lazy_pattern

HALF_DAY = 12 * 60  # minutes
TWENTY, HUNDRED, THOUSAND = 20, 100, 1000
TENS = {word: number for word, number in NUMBERS.items() if number >= TWENTY}
ONES = {"one": 1, "un": 1, "une": 1, "et": 0, "and": 0}  # within a number alone: "vingt et un", "a hundred and one"
WORDS: dict[Language, dict[str, int]] = {
    "en": {
        **{word: number for number, word in enumerate(FROM_TWO["en"], start=2)},
        **{word: number for word, number in TENS.items() if word.endswith("ty")},
        "hundred": HUNDRED,
        "thousand": THOUSAND,
    },
    "fr": {
        **{word: number for number, word in enumerate(FROM_TWO["fr"], start=2)},
        **{word: number for word, number in TENS.items() if not word.endswith("ty")},
        **REGIONAL,
        "vingts": TWENTY,
        **dict.fromkeys(("cent", "cents"), HUNDRED),
        "mille": THOUSAND,
    },
}
VALUES = {language: {**words, **ONES} for language, words in WORDS.items()}

_SEP = r"[-\s]"
_ET = rf"{_SEP}et{_SEP}"
_UNE = r"une?(?!\w)"


def _word(language: Language, least: int, most: int) -> str:
    """Return the pattern of the words of a language for the numbers from `least` to `most`."""
    return rf"{one_of(word for word, number in WORDS[language].items() if least <= number <= most)}(?!\w)"


def _scaled(before: str, scale: str, joint: str, behind: str) -> str:
    """Return the pattern of a hundred or a thousand: what it multiplies, and what is added, which multiplies none."""
    return rf"(?>(?:{before}){_SEP})?{scale}(?!\w)(?:{joint}(?>{behind})(?!{_SEP}{scale}(?!\w)))?"


def _whole(language: Language, hundred: str, thousand: str) -> re.Pattern[str]:
    """Return the pattern of a number in words, the largest first; « deux-trois » is none, but roughly so many."""
    alone = rf"(?<![\w-])(?<!\d\s)(?>{thousand}|{hundred})(?!-{_word(language, 2, THOUSAND)})"
    return lazy_pattern(alone, re.IGNORECASE)


def _english() -> re.Pattern[str]:
    unit, teen, tens = (_word("en", least, most) for least, most in ((2, 9), (10, 19), (20, 90)))
    one, joint = r"one(?!\w)", rf"{_SEP}(?:and{_SEP})?"
    ten = rf"(?:{tens}(?:{_SEP}(?:{unit}|{one}))?|{teen}|{unit})"
    hundred, behind = (
        rf"(?:{_scaled(before, 'hundred', joint, f'{ten}|{one}')}|{ten})" for before in (ten, f"{ten}|{one}")
    )
    return _whole("en", hundred, _scaled(hundred, "thousand", joint, f"{behind}|{one}"))


def _french() -> re.Pattern[str]:
    unit, teen = _word("fr", 2, 9), rf"(?:dix{_SEP}(?:sept|huit|neuf)(?!\w)|{_word('fr', 10, 16)})"
    eighty = rf"quatre{_SEP}(?:vingt{_SEP}{_UNE}|vingts?(?!\w)(?:{_SEP}(?:{teen}|{unit}))?)"
    sixty = rf"soixante(?!\w)(?:{_SEP}(?:{teen}|{unit})|{_ET}(?:{_UNE}|onze(?!\w)))?"
    tens = rf"(?!soixante|vingts){_word('fr', 20, 90)}(?:{_SEP}{unit}|{_ET}{_UNE})?"
    ten = rf"(?:{eighty}|{sixty}|{tens}|{teen}|{unit})"
    # « Cent un », but « deux cents une fois ».
    hundred = rf"(?:{_scaled(f'{teen}|{unit}', 'cents?', _SEP, f'{ten}|(?<=cent.){_UNE}')}|{ten})"
    return _whole("fr", hundred, _scaled(hundred, "mille", _SEP, f"{hundred}|{_UNE}"))


RUNS: dict[Language, re.Pattern[str]] = {"en": _english(), "fr": _french()}
# Letters that a pattern without regard to case takes for others.
ALIKE = str.maketrans("ſıİ", "sii")

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
        if month := MONTHS.get(_plain(match["month"])):
            yield Day(month, int(match["day"]), Span(match.start("day"), match.end("day")))
    for match in DATED.finditer(text):
        if month := MONTHS.get(_plain(match["month"] or match["month2"])):
            yield Day(month, int(match["day"] or match["day2"]), Span(match.start(), match.end()))


def weekdays_in(text: str) -> dict[int, int]:
    """Return the days of the week that `text` names, Monday being the first, each with its rank in the month, or 0."""
    named = (_plain(match.group()) for match in A_WEEKDAY.finditer(text))
    found = {WEEKDAYS[name]: 0 for name in named if name in WEEKDAYS}
    for match in RANKED.finditer(text):
        name, rank = _plain(match["weekday"]), match["number"] or RANKS_TOLD.get(_plain(match["word"]), 0)
        if name in WEEKDAYS:
            found[WEEKDAYS[name]] = int(rank)
    return found


def _plain(word: str) -> str:
    """Return a word that a pattern found as the tables have it."""
    return word.translate(ALIKE).lower()


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
    for word in re.split(r"[\s-]+", _plain(words)):
        value = VALUES[language].get(word, 0)
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
