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
