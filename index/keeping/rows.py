"""Which passage stands where: global rows, as a fresh build numbers them, and the local rows of the segments.

Global rows go by the id of the article, then by the place in it, over what lives. So they say nothing of how an index
came about: whoever orders by them gets what a fresh build of the same articles gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

DEAD = -1


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a list of global rows that lies in one segment: `places` in the list, and the `locals` there."""

    segment: int
    places: NDArray[np.int64]
    locals: NDArray[np.int64]


class RowMap:
    """Global rows of some segments. `segments` (uint16) and `locals` (int32) give each one's, shape (count,)."""

    def __init__(self, segments: NDArray[np.uint16], locals_: NDArray[np.int32], sizes: Sequence[int]) -> None:
        """`sizes` gives the number of local rows of each segment, dead ones too."""
        self.segments = segments
        self.locals = locals_
        self.sizes = tuple(sizes)

    @property
    def count(self) -> int:
        """How many global rows there are."""
        return len(self.segments)

    @cached_property
    def to_global(self) -> tuple[NDArray[np.int32], ...]:
        """The global row of each local row of each segment, `DEAD` for those that have none."""
        found = [np.full(size, DEAD, np.int32) for size in self.sizes]
        for segment, places in enumerate(found):
            rows = np.flatnonzero(self.segments == segment)
            places[self.locals[rows]] = rows
        return tuple(found)

    @cached_property
    def dead(self) -> tuple[int, ...]:
        """How many rows of each segment are dead."""
        return tuple(int((places == DEAD).sum()) for places in self.to_global)

    def live(self, segment: int) -> NDArray[np.bool_]:
        """Return of each local row of a segment whether it lives."""
        found: NDArray[np.bool_] = self.to_global[segment] != DEAD
        return found

    def split(self, rows: Sequence[int] | NDArray[np.integer]) -> list[Share]:
        """Return global `rows` by segment; together the shares have each place once."""
        wanted = np.asarray(rows, np.int64)
        if len(self.sizes) == 1:
            return [Share(0, np.arange(len(wanted)), self.locals[wanted].astype(np.int64))]
        of = self.segments[wanted]
        if len(of) and (of == of[0]).all():
            return [Share(int(of[0]), np.arange(len(of)), self.locals[wanted].astype(np.int64))]
        shares = []
        for segment in np.bincount(of).nonzero()[0].tolist():
            places = (of == segment).nonzero()[0]
            shares.append(Share(segment, places, self.locals[wanted[places]].astype(np.int64)))
        return shares
