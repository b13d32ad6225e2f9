"""What was in use, one after the other: what going back goes back to, and what stands in for a damaged index.

    STORE/history.json   {"order": [...], "used": [...], "since": NAME, "back": false}, sealed

`order` ends with what is in use. A snapshot that is put in use is added, also where it was in use before; going back
takes away what it goes back behind, so that going back undoes one change after the other. `used` names all that was in
use and is still on disk. What is newer than `since`, and in neither of them, was never in use.

The file is written before the pointer is moved, so its last name may never have come into use: what stands in it behind
the snapshot that the pointer names is void. So what is gone back behind stands there until the next change, and `back`
says that it goes, if the pointer names the last name. A version of Sourcier that writes no `back` goes back whenever it
comes to a snapshot again. Where the file is missing or damaged, as in a store of an earlier version,
all snapshots that are older than the one in use are taken to have been in use, and of none it is known that it was not.
What came into use last is taken for one that was not if somebody moves the pointer by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from index.errors import DamagedIndexError
from index.keeping import disk
from index.keeping.sealed import read_sealed, sealed

HISTORY = "history.json"

MOST = 64  # changes that can be undone; whoever goes back and forth for ever makes no file that grows for ever


@dataclass(frozen=True, slots=True)
class History:
    """Names of snapshots. `order` ends with the one in use, where that is known.

    `back`, in one that is to be written, says that the last name is come to by going back.
    """

    order: tuple[str, ...] = ()
    used: frozenset[str] = frozenset()
    since: str = ""
    back: bool = False

    def is_unused(self, name: str) -> bool:
        """Return whether a snapshot is known never to have been in use."""
        return name > self.since and name not in self.used

    def then(self, name: str, names: Iterable[str], *, back: bool = False) -> History:
        """Return what is written before `name` comes into use; `names` are the snapshots on disk, and all that stay."""
        there = set(names)
        order = _changes(one for one in self.order if one in there)[-MOST:]
        if name in order[-1:]:
            return History(order, self.used & there, self.since)
        return History((*order, name), self.used & there, self.since, back)


def has_history(folder: Path) -> bool:
    """Return whether a store has a history that is whole."""
    return _read(folder) is not None


def read_history(
    folder: Path, names: Iterable[str], current: str | None, heirs: Mapping[str, str] | None = None
) -> History:
    """Return what was in use up to `current`, which may be anything; `names` are the snapshots on disk.

    `heirs` are the snapshots that took the place of others, by the names of those: they were in use where those were.
    """
    found = _read(folder)
    if found is None:
        return _presumed(sorted(names), current)
    order = list(found.order)
    if current in order:
        order = order[: len(order) - order[::-1].index(current)]
    elif current:  # another version of Sourcier, or somebody by hand, has put it in use
        order.append(current)
    used = found.used.union(order)
    if found.back and len(order) == len(found.order):
        order = _gone_back(order)
    return History(_inherited(order, heirs or {}), used, found.since)


def write_history(folder: Path, history: History) -> None:
    """Write it whole, by one atomic rename."""
    record = {"order": history.order, "used": sorted(history.used), "since": history.since, "back": history.back}
    disk.replace(folder / HISTORY, sealed(record))


def _read(folder: Path) -> History | None:
    try:
        values = read_sealed(folder / HISTORY)
        order = tuple(values["order"])
        return History(order, frozenset(values["used"]), values["since"], values.get("back", True))
    except (DamagedIndexError, KeyError, TypeError):  # the latter two where a later version wrote it
        return None


def _presumed(names: Sequence[str], current: str | None) -> History:
    """Return what was in use as far as names tell, which go by the time of the build."""
    order = tuple(name for name in names if name <= current) if current in names and current else tuple(names)
    return History(order, frozenset(order), names[-1] if names else "")


def _gone_back(order: list[str]) -> list[str]:
    """Return what is left of an order that ends with going back: all up to where its last name stood before."""
    before = order[:-1]
    return before[: len(before) - before[::-1].index(order[-1])] if order[-1] in before else order


def _inherited(order: Sequence[str], heirs: Mapping[str, str]) -> tuple[str, ...]:
    """Return the order with heirs that were in use in the places of those whose place they took, but for the last."""
    found = []
    for name in order[:-1]:
        heir = name
        while heirs.get(heir) in order:
            heir = heirs[heir]
        found.append(heir)
    return _changes([*found, *order[-1:]])


def _changes(order: Iterable[str]) -> tuple[str, ...]:
    """Return the order without names that follow on themselves."""
    return tuple(name for name, _ in groupby(order))
