"""Long lists in pages: which page, what stands on it, and the buttons that turn it. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.discord_app.controls import Button, Row
from bot.discord_app.failures import RefusedError
from bot.discord_app.routing import Press, custom_id

T = TypeVar("T")

BACK, ON = "◀", "▶"
LONGEST_NUMBER = 9  # digits of a page


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page: its items, its number from 0, how many pages and items there are, and the first item's place."""

    items: tuple[T, ...]
    number: int
    pages: int
    total: int
    first: int


def page_of(items: Sequence[T], number: int, per_page: int) -> Page[T]:
    """Return a page; the nearest one where there are fewer, since lists change between two presses."""
    pages = max(1, -(-len(items) // per_page))
    number = min(max(number, 0), pages - 1)
    first = number * per_page
    return Page(tuple(items[first : first + per_page]), number, pages, len(items), first)


def turner(page: Page[T], action: str, *arguments: object) -> tuple[Row, ...]:
    """Return the row of buttons that turns `page`; none where there is only one.

    A press brings `action` back with `arguments` and the wanted page's number, which `page_in` reads.
    """
    return turning(page.number, page.pages, action, *arguments, first=0)


def turning(number: int, pages: int, action: str, *arguments: object, first: int = 1) -> tuple[Row, ...]:
    """Return the row that turns `pages` pages, of which the first has the number `first`; none where there is one."""
    if pages <= 1:
        return ()
    last = first + pages - 1
    here = Button(f"{number - first + 1}/{pages}", custom_id(action, *arguments, "here"), disabled=True)
    back = Button(BACK, custom_id(action, *arguments, number - 1), disabled=number <= first)
    on = Button(ON, custom_id(action, *arguments, number + 1), disabled=number >= last)
    return ((back, here, on),)


def page_in(press: Press) -> int:
    """Return the number of the page that a press asks for.

    Raises:
        RefusedError: it names none; another version made the button.
    """
    try:
        return int(press.arguments[-1])
    except (IndexError, ValueError):
        raise RefusedError("discord.press_unknown") from None


@dataclass(frozen=True, slots=True)
class PageNumber:
    """Which page of so many, from 1: for lists of which only one page is fetched."""

    number: int
    pages: int

    @classmethod
    def at(cls, number: int, things: int, each: int) -> PageNumber:
        """Return the page nearest to `number` where `things` stand `each` to a page."""
        pages = max(-(-things // each), 1)
        return cls(min(max(number, 1), pages), pages)

    def rows(self, action: str, *arguments: object) -> tuple[Row, ...]:
        """Return the buttons to the pages beside this one, whose custom ids end with the page; none for one page."""
        return turning(self.number, self.pages, action, *arguments)


def page_number(text: str) -> int:
    """Return the page, from 1, that a custom id names; the first where it names none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER else 1
