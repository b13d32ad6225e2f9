"""What people type into an option, matched with names: accents and case do not matter. Pure functions."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from bot.discord_app.controls import LONGEST_CHOICE
from bot.discord_app.escaping import one_line, size

FIRST_MARK = "\u0300"  # no character before it combines with another


def folded(text: str) -> str:
    """Return `text` on one line, without case and accents."""
    if not text.isascii():  # every title is read at every key that somebody types
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join([mark for mark in decomposed if mark < FIRST_MARK or not unicodedata.combining(mark)])
    return " ".join(text.casefold().split())


def ranked(names: Sequence[str], typed: str, limit: int) -> list[int]:
    """Return the places of the names that hold every word typed: those that begin so, those with a word that does.

    Among equals the order of `names` is kept; nothing typed matches all.
    """
    wanted = folded(typed)
    if not wanted:
        return list(range(min(limit, len(names))))
    words = wanted.split(" ")
    found: list[tuple[int, int]] = []
    for place, name in enumerate(names):
        read = folded(name)
        if read.startswith(wanted):
            found.append((0, place))
        elif f" {wanted}" in read:
            found.append((1, place))
        elif all(word in read for word in words):
            found.append((2, place))
    return [place for _, place in sorted(found)[: max(limit, 0)]]


def label(text: str, limit: int = LONGEST_CHOICE) -> str:
    """Return `text` as the name of a choice: one line within Discord's limit, never empty. It is no markdown."""
    line = one_line(text)
    if size(line) > limit:
        line = line[: limit - 1]
        while size(line) > limit - 1:
            line = line[:-1]
        line = f"{line.rstrip()}…"
    return line.strip() or "?"
