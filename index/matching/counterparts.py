"""Counterparts: two rows of different groups, in one part, that are each other's nearest.

What is kept of a snapshot is the nearest of each row among the other groups, and how alike both are; of equals it is
the lower global row. The next snapshot's is made from it at the cost of what changed: new rows look for their nearest,
and so do those whose nearest is gone; all others compare theirs with what is new. Exact: the result is the one that
looking for all of them anew gives. For that, likeness is worked out in whole numbers, whose sums come out the same in
any order, and multiplied once. (These stay below 2**24, where float32 holds all whole numbers: the products of two rows
of up to 1040 numbers cannot add up to more, and those of wider ones do not in practice.)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import DamagedIndexError
from index.keeping.disk import REBUILD, read_array, write_array
from index.keeping.rows import DEAD, RowMap
from index.segments.vectors import SegmentVectors

NONE = -1  # the counterpart of a row that has none
UNSOUGHT = -2  # the nearest of a row whose part is too large for looking

COUNTERPARTS, LIKENESS = "counterparts.npy", "likeness.npy"

# Each row is compared with all of the other groups: 40,000 rows take 3 s of one core, 150,000 take 40 s. Parts beyond
# this have no counterparts.
COUNTERPARTS_UP_TO = 200_000

# Rows that are compared together: 4 MB of likenesses, which stay in a core's cache. A few that seek, after a small
# change, are compared with more at once.
SEEKING_AT_ONCE, SOUGHT_AT_ONCE, COMPARED_AT_ONCE = 2048, 8192, 2**20


class Counterparts:
    """The nearest of each global row among the other groups of its part, and how alike both are."""

    def __init__(self, nearest: NDArray[np.int32], likeness: NDArray[np.float32]) -> None:
        """`nearest` holds `NONE` for rows that have none, `UNSOUGHT` where nobody looked; both of shape (rows,)."""
        self.nearest = nearest
        self.likeness = likeness

    @property
    def count(self) -> int:
        """Of how many rows the nearest are told."""
        return len(self.nearest)

    @cached_property
    def _mutual(self) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = (self.nearest >= 0) & (self.nearest[self.nearest] == np.arange(self.count))
        return found

    def of(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the counterpart of each of `rows`, `NONE` for those without, and how alike both are, 0 for none."""
        mutual = self._mutual[rows]
        found = np.where(mutual, self.nearest[rows], NONE).astype(np.int64)
        return found, np.where(mutual, self.likeness[rows], 0).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Home:
    """Where the rows of a segment are now: in the segment `number`, at `new_rows` if they were merged into it."""

    number: int
    new_rows: NDArray[np.int32] | None = None


def none_sought(count: int) -> Counterparts:
    """Return what is known where nobody looked."""
    return Counterparts(np.full(count, UNSOUGHT, np.int32), np.zeros(count, np.float32))


def write_counterparts(folder: Path, state: Counterparts) -> None:
    """Write what `read_counterparts` reads into an existing folder.

    Raises:
        OSError: the disk is full or fails.
    """
    write_array(folder / COUNTERPARTS, state.nearest)
    write_array(folder / LIKENESS, state.likeness)


def read_counterparts(folder: Path) -> Counterparts:
    """Return what `write_counterparts` wrote, mapped.

    Raises:
        DamagedIndexError: a file is missing or no array, or they do not fit together.
    """
    nearest, likeness = read_array(folder / COUNTERPARTS), read_array(folder / LIKENESS)
    fits = nearest.ndim == 1 and nearest.shape == likeness.shape
    fits = fits and nearest.dtype == np.int32 and likeness.dtype == np.float32
    if not fits or (len(nearest) and not UNSOUGHT <= nearest.min() <= nearest.max() < len(nearest)):
        msg = (
            f"{folder / COUNTERPARTS}: cannot be read ({nearest.dtype} of shape {nearest.shape}, "
            f"likeness {likeness.dtype} of shape {likeness.shape}, or rows that are not there); {REBUILD}"
        )
        raise DamagedIndexError(msg)
    return Counterparts(nearest, likeness)


def rows_kept(before: RowMap, now: RowMap, homes: Sequence[Home | None]) -> NDArray[np.int32]:
    """Return the global row now of each one before, `DEAD` for those that are gone, shape (before.count,).

    `homes` tells for each segment before where its rows are, None where none of them is anywhere.
    """
    found = np.full(before.count, DEAD, np.int32)
    for segment, home in enumerate(homes):
        if home is None:
            continue
        rows = np.flatnonzero(before.segments == segment)
        at = before.locals[rows]
        if home.new_rows is not None:
            at = home.new_rows[at]
        there = at != DEAD
        found[rows[there]] = now.to_global[home.number][at[there]]
    return found


def find_counterparts(segments: Sequence[SegmentVectors], rows: RowMap, parts: Sequence[str]) -> Counterparts:
    """Return the counterparts of all rows; `parts` names the part of each segment."""
    return update_counterparts(none_sought(0), np.zeros(0, np.int32), segments, rows, parts)


def update_counterparts(
    before: Counterparts,
    kept: NDArray[np.int32],
    segments: Sequence[SegmentVectors],
    rows: RowMap,
    parts: Sequence[str],
) -> Counterparts:
    """Return the counterparts of all rows, from those `before`, of which `kept` tells where each is now.

    See `rows_kept`. `parts` names the part of each segment. What is kept stays in its part and group.
    """
    nearest, likeness = np.full(rows.count, UNSOUGHT, np.int32), np.full(rows.count, -np.inf, np.float32)
    _carry(before, kept, nearest, likeness)
    lookup = _Lookup(segments, rows)
    names = sorted(set(parts))
    part_of_segment = np.array([names.index(part) for part in parts], np.int64)
    parts_of_rows = part_of_segment[rows.segments] if rows.count else np.zeros(0, np.int64)
    sizes = np.bincount(parts_of_rows, minlength=len(names))
    for part in np.flatnonzero(sizes).tolist():
        members = np.flatnonzero(parts_of_rows == part) if len(names) > 1 else np.arange(rows.count)
        if len(members) > COUNTERPARTS_UP_TO:
            nearest[members] = UNSOUGHT
        else:
            _seek(members, lookup, nearest, likeness)
    likeness[nearest < 0] = 0
    return Counterparts(nearest, likeness)


def _carry(
    before: Counterparts, kept: NDArray[np.int32], nearest: NDArray[np.int32], likeness: NDArray[np.float32]
) -> None:
    """Put in what is still true of the rows that were kept; leave `UNSOUGHT` where the nearest is gone."""
    if not len(kept):
        return
    # Where rows changed places, of equals another might be the lower one: what comes too early counts as new.
    highest = np.maximum.accumulate(kept)
    there = kept != DEAD
    there[1:] &= kept[1:] > highest[:-1]
    place = np.where(there, kept, DEAD).astype(np.int32)
    was = before.nearest
    has = was >= 0
    now = np.where(has, place[np.where(has, was, 0)], was)  # `DEAD` where the nearest is gone
    sought = there & ~(has & (now == DEAD))
    nearest[place[sought]] = now[sought]
    likeness[place[sought]] = np.where(has, before.likeness, -np.inf)[sought]


class _Lookup:
    """Rows as they are kept, by global row, as float32, and their scales."""

    def __init__(self, segments: Sequence[SegmentVectors], rows: RowMap) -> None:
        self._segments = segments
        self._rows = rows
        self.groups = np.zeros(rows.count, np.int8)
        for segment, places in zip(segments, rows.to_global, strict=True):
            alive = places != DEAD
            self.groups[places[alive]] = segment.groups[alive]

    def take(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        width = self._segments[0].dimensions
        numbers, scales = np.empty((len(rows), width), np.float32), np.empty(len(rows), np.float32)
        for share in self._rows.split(rows):
            segment = self._segments[share.segment]
            numbers[share.places] = segment.kept(share.locals)
            scales[share.places] = segment.scales(share.locals)
        return numbers, scales


def _seek(
    members: NDArray[np.int64], lookup: _Lookup, nearest: NDArray[np.int32], likeness: NDArray[np.float32]
) -> None:
    """Find the nearest of all `members` of one part of which it is `UNSOUGHT`, and what these change for the others."""
    groups = lookup.groups[members]
    seeking = nearest[members] == UNSOUGHT
    nearest[members[seeking]] = NONE
    for group in np.unique(groups[seeking]).tolist():
        # Each pair is compared once, for both: two that seek when the lower group's turn is.
        others = members[(groups > group) | ((groups < group) & ~seeking)]
        seekers = members[(groups == group) & seeking]
        for some in _chunks(seekers, SEEKING_AT_ONCE):
            numbers, scales = lookup.take(some)
            for sought in _chunks(others, min(SOUGHT_AT_ONCE, COMPARED_AT_ONCE // len(some))):
                found, factors = lookup.take(sought)
                alike = found @ numbers.T
                alike *= np.outer(factors, scales)  # exact: eleven significant bits each
                _better(alike, sought, some, nearest, likeness)
                _better(alike.T, some, sought, nearest, likeness)


def _better(
    alike: NDArray[np.float32],
    rows: NDArray[np.int64],
    others: NDArray[np.int64],
    nearest: NDArray[np.int32],
    likeness: NDArray[np.float32],
) -> None:
    """Note for each of `rows` which of `others` is nearer than what was; `alike` has shape (rows, others)."""
    most = alike.max(axis=1)
    hopeful = np.flatnonzero(most >= likeness[rows])
    if not len(hopeful):
        return
    rows, most = rows[hopeful], most[hopeful]
    found = others[alike[hopeful].argmax(axis=1)]  # the first of equals
    nearer = (most > likeness[rows]) | (found < nearest[rows])
    nearest[rows[nearer]], likeness[rows[nearer]] = found[nearer], most[nearer]


def _chunks(rows: NDArray[np.int64], size: int) -> Iterator[NDArray[np.int64]]:
    for start in range(0, len(rows), size):
        yield rows[start : start + size]
