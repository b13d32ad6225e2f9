"""Pieces that several cards share: a linked title, small print, a quote, a card that fits. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeVar

from bot.answers.shown.links import linkable
from bot.discord_app.controls import Row
from bot.discord_app.escaping import fitted, size
from bot.discord_app.indexing.naming import shown_id
from bot.discord_app.replies import LONGEST_LAYOUT, Card
from bot.texts import say
from bot.texts.dates import written_date
from corpus.article import COLLECTION, Language
from corpus.collections import is_of_server

T = TypeVar("T")

BROWSED = 0x4A6FA5  # the colour of the frame: blue, apart from answers (green) and refusals (slate)
LONGEST_COLLECTION = 60
NO_BREAK_SPACE = "\u00a0"


def titled(title: str, url: str | None, article_id: str, longest: int) -> str:
    """Return a title, linked where `url` can be opened; its file stands for a title that shows nothing."""
    shown = fitted(title, longest) or fitted(shown_id(article_id), longest) or "?"
    address = linkable(url)
    if address is None:
        return shown
    text = shown.replace("[", "\\[").replace("]", "\\]")
    return f"[{text}]({address})"


def small(details: Iterable[str]) -> str:
    """Return a line of small print, details parted by dots; empty without any."""
    kept = [detail for detail in details if detail]
    return f"-# {' · '.join(kept)}" if kept else ""


def dated(published: date | None, language: Language) -> str:
    """Return a date as people write it, or the empty string."""
    return written_date(published, language) if published is not None else ""


def spoken(article_language: Language, language: Language) -> str:
    """Return "in French" in the reader's language."""
    return say(language, f"discord.in_{article_language}")


def named(collection: str, language: Language) -> str:
    """Return a collection's name where it tells something: not that of articles which nobody put in one."""
    if is_of_server(collection):
        return say(language, "discord.browse.own_collection")
    return "" if collection == COLLECTION else fitted(collection, LONGEST_COLLECTION)


def in_quotes(words: str, language: Language) -> str:
    """Return markdown between the quotation marks of the language that it is in."""
    return f"«{NO_BREAK_SPACE}{words}{NO_BREAK_SPACE}»" if language == "fr" else f"“{words}”"


def fitting(
    rooms: Sequence[T], parts: Callable[[T], Sequence[str]], colour: int = BROWSED, rows: tuple[Row, ...] = ()
) -> Card:
    """Return the card of the first room in which all `parts` fit into one layout; in the last, as many as do."""
    for room in rooms:
        made = [part for part in parts(room) if part.strip()]
        if sum(map(size, made)) <= LONGEST_LAYOUT:
            return Card(tuple(made), colour, rows)
    kept: list[str] = []
    left = LONGEST_LAYOUT - 1
    for part in made:
        left -= size(part)
        if left < 0:
            return Card((*kept, "…"), colour, rows)
        kept.append(part)
    return Card(tuple(kept), colour, rows)
