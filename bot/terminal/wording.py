"""Numbers, ages and changes in words, and the article that a misspelt id was meant for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from bot.terminal.screen import one_line

if TYPE_CHECKING:
    from index.keeping.snapshot import Changes

DIGITS = re.compile(r"\b([0-9a-f]{8})[0-9a-f]{24}\b")  # a segment's name, of which the beginning is enough
LEAST_PART = 3  # characters of an id that may stand for it all; fewer are in any id by chance
SHOWN_IDS = 5  # articles named after a count; the rest are counted


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return `1 article`, `2,000 articles`; `plural` is for a noun that does not just take an s."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def shortened(text: str, longest: int) -> str:
    """Return `text` on one line, cut between words where it is longer than `longest` code points."""
    line = one_line(text)
    if len(line) <= longest:
        return line
    space = line.rfind(" ", 0, longest)
    return line[: space if space > longest // 2 else longest].rstrip(",;: ") + " …"


def spoken_changes(changes: Changes) -> str:
    """Return what changed, in words: `1 added (new.md), 2 perhaps changed: same size, other time (a.md, b.md)`."""
    ways = (
        ("added", changes.added),
        ("changed", changes.changed),
        ("removed", changes.removed),
        ("perhaps changed: same size, other time", changes.touched),
    )
    return ", ".join(f"{len(ids)} {way} ({_named(ids)})" for way, ids in ways if ids) or "nothing"


def _named(ids: Sequence[str]) -> str:
    rest = f" and {len(ids) - SHOWN_IDS} more" if len(ids) > SHOWN_IDS else ""
    return ", ".join(one_line(one) for one in ids[:SHOWN_IDS]) + rest


def nearest_id(wanted: str, known: Sequence[str]) -> str | None:
    """Return the only known id that has `wanted` in it, else the one that is most like it, if one is at all."""
    part = _without_ending(wanted).casefold()
    whole = [one for one in known if part in one.casefold()] if len(part) >= LEAST_PART else []
    if len(whole) == 1:
        return whole[0]
    bare = {_without_ending(one): one for one in known}  # "nope.md" is not like whatever else ends on ".md"
    return next((bare[one] for one in get_close_matches(_without_ending(wanted), bare, n=1, cutoff=0.5)), None)


def _without_ending(name: str) -> str:
    head, dot, ending = name.rpartition(".")
    return head if dot and "/" not in ending else name


def spoken_damage(problem: str, store: Path, name: str = "") -> str:
    """Return what is wrong with an index on disk without what its reader knows already: the store, and its `name`."""
    told = problem.partition("; ")[0].replace(f"{store}/snapshots/{name}/" if name else f"{store}/", "")
    return one_line(DIGITS.sub(r"\1…", told.replace(f"{store}/", "")))


@dataclass(frozen=True, slots=True)
class _Unit:
    """A span of time that is spoken of, in seconds."""

    name: str
    seconds: int


AGO = (_Unit("day", 86_400), _Unit("hour", 3_600), _Unit("minute", 60))


def spoken_age(moment: datetime, now: datetime) -> str:
    """Return how long ago `moment` was: `2 hours ago`."""
    passed = (now - moment).total_seconds()
    for unit in AGO:
        if passed >= unit.seconds:
            return f"{counted(int(passed // unit.seconds), unit.name)} ago"
    return "just now"


def spoken_size(size_bytes: int) -> str:
    """Return a size on disk: `340 KiB`, `1.2 MiB`."""
    mebibytes = size_bytes / 2**20
    return f"{mebibytes:.1f} MiB" if mebibytes >= 1 else f"{size_bytes / 2**10:.0f} KiB"
