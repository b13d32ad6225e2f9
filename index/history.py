"""What was in use, one after the other: what going back goes back to, and what stands in for a damaged index.

    STORE/history.json   {"order": [...], "used": [...], "since": NAME}, sealed

`order` ends with what is in use; what somebody went back behind stands there no more. `used` names all that was in use
and is still on disk. What is newer than `since`, and in neither of them, was never in use.

The file is written before the pointer is moved, so its last name may never have come into use: what stands in it behind
the snapshot that the pointer names is void. Where the file is missing or damaged, as in a store of an earlier version,
all snapshots that are older than the one in use are taken to have been in use, and of none it is known that it was not.
What came into use last is taken for one that was not if somebody moves the pointer by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index import disk
from index.errors import DamagedIndexError
from index.sealed import read_sealed, sealed

HISTORY = "history.json"


@dataclass(frozen=True, slots=True)
class History:
    """Names of snapshots. `order` ends with the one in use, where that is known."""

    order: tuple[str, ...] = ()
    used: frozenset[str] = frozenset()
    since: str = ""

    def is_unused(self, name: str) -> bool:
        """Return whether a snapshot is known never to have been in use."""
        return name > self.since and name not in self.used

    def then(self, name: str, names: Iterable[str]) -> History:
        """Return what is written before `name` comes into use; `names` are the snapshots on disk, and all that stay."""
        there = set(names)
        order = tuple(one for one in self.order if one in there)
        return History((*order, name), self.used & there, self.since)


def has_history(folder: Path) -> bool:
    """Return whether a store has a history that is whole."""
    return _read(folder) is not None


def read_history(folder: Path, names: Iterable[str], current: str | None) -> History:
    """Return what was in use up to `current`, which may be anything; `names` are the snapshots on disk."""
    found = _read(folder)
    if found is None:
        return _presumed(sorted(names), current)
    order = list(found.order)
    if current in order:
        order = order[: len(order) - order[::-1].index(current)]
    elif current:  # another version of Sourcier, or somebody by hand, has put it in use
        order.append(current)
    return History(_walked(order), found.used.union(order), found.since)


def write_history(folder: Path, history: History) -> None:
    """Write it whole, by one atomic rename."""
    record = {"order": history.order, "used": sorted(history.used), "since": history.since}
    disk.replace(folder / HISTORY, sealed(record))


def _read(folder: Path) -> History | None:
    try:
        values = read_sealed(folder / HISTORY)
        return History(tuple(values["order"]), frozenset(values["used"]), values["since"])
    except (DamagedIndexError, KeyError, TypeError):  # the latter two where a later version wrote it
        return None


def _presumed(names: Sequence[str], current: str | None) -> History:
    """Return what was in use as far as names tell, which go by the time of the build."""
    order = tuple(name for name in names if name <= current) if current in names and current else tuple(names)
    return History(order, frozenset(order), names[-1] if names else "")


def _walked(order: Iterable[str]) -> tuple[str, ...]:
    """Return what is left of a way on which whoever comes to a place again has gone back to it."""
    found: list[str] = []
    for name in order:
        if name in found:
            del found[found.index(name) :]
        found.append(name)
    return tuple(found)
