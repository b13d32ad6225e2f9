"""Which months and weekdays a text names, in either language: a statement's must stand in what it stands on. Pure."""

from __future__ import annotations

import re

from corpus.article import Language
from corpus.month_names import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS

_WORD = re.compile(r"[^\W\d_]+")
_IN_DIGITS = re.compile(
    r"(?<!\d)(?:\d{4}[/.-](\d{1,2})(?:[/.-]\d{1,2})?|(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}|(\d{1,2})[/.-]\d{4})(?!\d)"
)
# Short names of days are words too ("mon", "mar", "sun"), but before the day of a month: "Sat 3 May".
_SHORT_WEEKDAY = re.compile(rf"\b({'|'.join(SHORT_WEEKDAYS)})\b\.?,?\s+(?=\d{{1,2}}\b)", re.IGNORECASE)
# Words that are others too: English writes the month with a capital, as the first word of a sentence only by a number.
_OTHERS_TOO: dict[Language, frozenset[str]] = {
    "en": frozenset(["may", "march", "august", "mars"]),
    "fr": frozenset(["mars"]),
}
_BY_NUMBER = re.compile(r"\d{1,2}(?:er|st|nd|rd|th)?\s(?:of\s)?$|^\s\d")


def days_said(text: str, language: Language) -> set[str]:
    """Return the months and weekdays that `text` surely names, each of which must be known."""
    said: set[str] = set()
    for match in _WORD.finditer(text):
        word = match.group().lower()
        name = _named(word)
        if name and (word not in _OTHERS_TOO[language] or _is_month(match, text, language)):
            said.add(name)
    return said


def days_held(text: str) -> set[str]:
    """Return every month and weekday that a reader may find in `text`, in words, short or in digits."""
    words = [match.group().lower() for match in _WORD.finditer(text)]
    held = {name for word in words if (name := _named(word))}
    held |= {_month(SHORT_MONTHS[word]) for word in words if word in SHORT_MONTHS}
    held |= {f"weekday {SHORT_WEEKDAYS[match[1].lower()]}" for match in _SHORT_WEEKDAY.finditer(text)}
    for match in _IN_DIGITS.finditer(text):
        held |= {_month(int(number)) for number in match.groups() if number}
    return held


def _named(word: str) -> str:
    if word in MONTHS:
        return _month(MONTHS[word])
    day = word if word in WEEKDAYS else word.removesuffix("s")
    return f"weekday {WEEKDAYS[day]}" if day in WEEKDAYS else ""


def _month(number: int) -> str:
    return f"month {number}"


def _is_month(match: re.Match[str], text: str, language: Language) -> bool:
    """Return whether a word that is another one too stands as a month: "in May", "May 2015", "le 3 mars"."""
    before, behind = text[: match.start()], text[match.end() :]
    if _BY_NUMBER.search(before[-8:]) or _BY_NUMBER.search(behind[:2]):
        return True
    capital = match.group()[0].isupper()
    if language == "fr":
        return not capital
    if match.group().lower() == "mars":
        return False
    return capital and before.rstrip(" «“\"'")[-1:] not in {"", ".", "!", "?", ":", ";"}
