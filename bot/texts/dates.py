"""Days as people write them, in Discord and at a terminal. Pure."""

from __future__ import annotations

from datetime import date

from bot.texts import say
from corpus.article import Language


def month_name(day: date, language: Language) -> str:
    """Return the name of the month that `day` is in."""
    return say(language, "answers.months").split()[day.month - 1]


def written_date(day: date, language: Language) -> str:
    """Return `day` with its month and year: `21 January 2025`, `1er janvier 2025`."""
    number = say(language, "answers.first") if day.day == 1 else str(day.day)
    return f"{number} {month_name(day, language)} {day.year}"
