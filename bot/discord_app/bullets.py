"""Items of lists as articles write them and as Discord shows them. Pure functions."""

from __future__ import annotations

import re

ITEM = "- "  # opens an item of a list in Discord's markdown
DASHES = "–—"  # bullets in articles, but also how French writes who speaks: they stay as they are

# As `corpus.sentences` knows them: they stand outside sentences, and passages and quotes begin with one.
BULLET = re.compile(rf"[^\S\n]*[-*+•◦▪‣●{DASHES}][^\S\n]+(?=\S)")


def with_bullet(text: str, start: int) -> int:
    """Return where the line that goes on at `start` begins, if only a bullet stands before; else `start`."""
    line = text.rfind("\n", 0, start) + 1
    bullet = BULLET.match(text, line)
    return line if bullet is not None and bullet.end() == start else start


def bullet_of(line: str) -> str:
    """Return the beginning of `line` that Discord shows as a bullet once `ITEM` stands in its place, or nothing."""
    bullet = BULLET.match(line)
    return bullet.group() if bullet is not None and bullet.group().strip() not in DASHES else ""
