"""Which word pieces stand in which passage of a snapshot, and how well a question's pieces are met there.

A passage's vector is a mean: it says what the passage is about, and a word that answers is lost among two hundred
others. Here each piece of the question looks for the piece of the passage that is most like it, in either language (the
late interaction of ColBERT, Khattab and Zaharia, SIGIR 2020, over a static table in place of a transformer). Rows are
the global ones (`index.keeping.rows`); what is found hangs on the passages alone, and not on which segments they lie
in. Safe to use from several threads.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.errors import DamagedIndexError
from index.keeping.disk import REBUILD
from index.keeping.rows import RowMap
from index.matching.pieces import Met, Pieces, PieceTable, meet_pieces
from index.segments.pieces import SegmentPieces


class PieceIndex:
    """Reads the pieces of the rows of a snapshot from its segments.

    Raises:
        DamagedIndexError: the segments do not fit the rows, or each other.
    """

    def __init__(self, segments: Sequence[SegmentPieces], rows: RowMap) -> None:
        self._segments = segments
        self._rows = rows
        for segment, size in zip(segments, rows.sizes, strict=True):
            if segment.rows != size or segment.size != segments[0].size:
                msg = (
                    f"{segment.folder}: pieces of {segment.rows} passages by a table of {segment.size}, wanted {size} "
                    f"by one of {segments[0].size}; {REBUILD}"
                )
                raise DamagedIndexError(msg)
        self._lock = threading.Lock()
        self._live: dict[int, NDArray[np.int64]] = {}

    @property
    def count(self) -> int:
        """How many passages there are."""
        return self._rows.count

    @property
    def size(self) -> int:
        """How many pieces the table has; 0 where there are no segments."""
        return self._segments[0].size if self._segments else 0

    def of(self, row: int) -> Pieces:
        """Return the pieces of one passage."""
        return self._segments[int(self._rows.segments[row])].of(int(self._rows.locals[row]))

    def live_frequencies(self, numbers: Iterable[int]) -> NDArray[np.int64]:
        """Return how many live passages of these segments, named by number, hold each piece of the table."""
        counts = np.zeros(self.size, np.int64)
        for number in numbers:
            counts += self._live_in(number)
        return counts

    def _live_in(self, number: int) -> NDArray[np.int64]:
        with self._lock:
            if number in self._live:
                return self._live[number]
        segment, lives = self._segments[number], self._rows.live(number)
        # Whichever are fewer are counted, the dead or the living.
        if 2 * int(lives.sum()) < len(lives):
            counts = segment.frequencies_in(np.flatnonzero(lives))
        else:
            counts = segment.frequencies - segment.frequencies_in(np.flatnonzero(~lives))
        with self._lock:
            self._live[number] = counts
        return counts

    def meet(
        self,
        question: Pieces,
        table: PieceTable,
        rows: Sequence[int] | NDArray[np.int64],
        rarities: NDArray[np.float32],
    ) -> Met:
        """Return how well the pieces of a question are met in each passage of `rows`.

        `rarities` are those of all pieces of the table.
        """
        flat, sizes = self._gather(np.asarray(rows, np.int64))
        return meet_pieces(question, table, flat, sizes, rarities)

    def _gather(self, rows: NDArray[np.int64]) -> tuple[Pieces, NDArray[np.int64]]:
        """Return the pieces of passages, one after the other, and how many each has."""
        shares = self._rows.split(rows)
        gathered = [self._segments[share.segment].gather(share.locals) for share in shares]
        if len(shares) == 1:
            return gathered[0]
        sizes = np.zeros(len(rows), np.int64)
        for share, (_, own) in zip(shares, gathered, strict=True):
            sizes[share.places] = own
        starts = np.cumsum(sizes) - sizes
        flat = np.empty(int(sizes.sum()), np.uint16)
        for share, (pieces, own) in zip(shares, gathered, strict=True):
            places = np.repeat(starts[share.places] - np.cumsum(own) + own, own)
            flat[places + np.arange(len(places))] = pieces
        return flat, sizes
