"""Pages: which one is shown, and the buttons to the others. Pure functions."""

from __future__ import annotations

from dataclasses import dataclass

from bot.discord_app.controls import Row
from bot.discord_app.paging import turning


@dataclass(frozen=True, slots=True)
class Page:
    """One page of so many, from 1."""

    number: int
    pages: int

    @classmethod
    def at(cls, number: int, things: int, each: int) -> Page:
        """Return the page nearest to `number` where `things` stand `each` to a page."""
        pages = max(-(-things // each), 1)
        return cls(min(max(number, 1), pages), pages)

    def rows(self, action: str, *arguments: object) -> tuple[Row, ...]:
        """Return the buttons to the pages beside this one, whose custom ids end with the page; none for one page."""
        return turning(self.number, self.pages, action, *arguments)


def page_number(text: str) -> int:
    """Return the page that a custom id names; the first where it names none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER else 1


LONGEST_NUMBER = 9  # digits
