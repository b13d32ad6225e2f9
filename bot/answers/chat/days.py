"""Which months and weekdays a text names, in either language: a statement's must stand in what it stands on. Pure."""

from __future__ import annotations

import re

from corpus.month_names import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS

_WORD = re.compile(r"[^\W\d_]+")
_IN_DIGITS = re.compile(
    r"(?<!\d)(?:\d{4}[/.-](\d{1,2})(?:[/.-]\d{1,2})?|(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}|(\d{1,2})[/.-]\d{4})(?!\d)"
)
# Short names of days are words too ("mon", "mar", "sun"), but before the day of a month: "Sat 3 May".
_SHORT_WEEKDAY = re.compile(rf"\b({'|'.join(SHORT_WEEKDAYS)})\b\.?,?\s+(?=\d{{1,2}}\b)", re.IGNORECASE)
# Words that are others too. English writes the month with a capital, as the first word of a sentence only by a number;
# French writes it without one, and the planet with one.
_OTHERS_TOO = frozenset(["may", "march", "august", "mars"])
_BY_NUMBER = re.compile(r"\d{1,2}(?:er|st|nd|rd|th)?\s(?:of\s)?$|^\.?\s\d")


def days_said(text: str) -> set[str]:
    """Return the months and weekdays that `text` names, each of which must be known."""
    return {name for match in _WORD.finditer(text) if (name := _named(match, text))}


def days_held(text: str) -> set[str]:
    """Return every month and weekday that a reader may find in `text`, in words, short or in digits."""
    held = days_said(text)
    held |= {f"weekday {SHORT_WEEKDAYS[match[1].lower()]}" for match in _SHORT_WEEKDAY.finditer(text)}
    for match in _IN_DIGITS.finditer(text):
        held |= {_month(int(number)) for number in match.groups() if number}
    return held


def _named(match: re.Match[str], text: str) -> str:
    """Return the month or weekday that a word is, or the empty string; a short month only beside a number."""
    word = match.group().lower()
    if word in SHORT_MONTHS:
        return _month(SHORT_MONTHS[word]) if _is_by_number(match, text) else ""
    if word in MONTHS:
        return _month(MONTHS[word]) if word not in _OTHERS_TOO or _is_month(match, text) else ""
    day = word if word in WEEKDAYS else word.removesuffix("s")
    return f"weekday {WEEKDAYS[day]}" if day in WEEKDAYS else ""


def _month(number: int) -> str:
    return f"month {number}"


def _is_by_number(match: re.Match[str], text: str) -> bool:
    before, behind = text[: match.start()], text[match.end() :]
    return _BY_NUMBER.search(before[-8:]) is not None or _BY_NUMBER.search(behind[:3]) is not None


def _is_month(match: re.Match[str], text: str) -> bool:
    """Return whether a word that is another one too stands as a month: "in May", "May 2015", "en mars"."""
    if _is_by_number(match, text):
        return True
    capital = match.group()[0].isupper()
    if match.group().lower() == "mars":
        return not capital
    return capital and text[: match.start()].rstrip(" «“\"'")[-1:] not in {"", ".", "!", "?", ":", ";"}
