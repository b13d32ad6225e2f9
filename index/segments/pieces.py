"""The word pieces of a segment's passages: the set of each, two bytes a piece, mapped.

    pieces/pieces.npy        the pieces of one passage after the other, each rising, uint16
    pieces/ends.npy          where each passage's end there, int64
    pieces/frequencies.npy   a row each piece that stands here: the piece, and how many passages hold it, uint32

The frequencies are of all passages, dead ones too; their first row is the size of the table and the number of passages.
Safe to use from several threads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.errors import DamagedIndexError, IndexFloorError
from index.keeping.disk import REBUILD, make_folder, read_array, write_array
from index.keeping.rows import DEAD
from index.matching.pieces import MOST_PIECES, Pieces

FOLDER = "pieces"
PIECES, ENDS, FREQUENCIES = "pieces.npy", "ends.npy", "frequencies.npy"

COUNTED_AT_ONCE = 1 << 20  # pieces; numpy makes eight bytes of each to count it


def write_pieces(folder: Path, passages: Sequence[Pieces], size: int) -> None:
    """Write the pieces of each passage of a new segment, in the order of its rows; `size` is that of the table.

    Raises:
        IndexFloorError: the table has more pieces than two bytes can number.
        OSError: the disk refused.
    """
    if size > MOST_PIECES:
        msg = f"the table has {size} pieces, at most {MOST_PIECES} can be indexed; train it with fewer"
        raise IndexFloorError(msg)
    flat = np.concatenate([np.zeros(0, np.uint16), *passages], dtype=np.uint16)
    lengths = np.fromiter(map(len, passages), np.int64, len(passages))
    _write(folder, flat, lengths, count_pieces(flat, size))


def _write(folder: Path, flat: Pieces, lengths: NDArray[np.int64], counts: NDArray[np.int64]) -> None:
    held = np.flatnonzero(counts)
    frequencies = np.concatenate(([[len(counts), len(lengths)]], np.stack((held, counts[held]), axis=1)))
    make_folder(folder / FOLDER)
    write_array(folder / FOLDER / PIECES, flat)
    write_array(folder / FOLDER / ENDS, np.cumsum(lengths, dtype=np.int64))
    write_array(folder / FOLDER / FREQUENCIES, frequencies.astype(np.uint32))


def count_pieces(flat: Pieces, size: int) -> NDArray[np.int64]:
    """Return how often each piece of a table of this size stands in `flat`."""
    counts = np.zeros(size, np.int64)
    for start in range(0, len(flat), COUNTED_AT_ONCE):
        counts += np.bincount(flat[start : start + COUNTED_AT_ONCE], minlength=size)
    return counts


class SegmentPieces:
    """Reads what `write_pieces` or `merge_pieces` wrote into `folder`.

    `frequencies` counts the passages that hold each piece of the table, dead ones too; `size` is that of the table.

    Raises:
        DamagedIndexError: a file is missing or damaged, or they do not fit together.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder / FOLDER
        self._flat: Pieces = read_array(self.folder / PIECES)
        ends, held = read_array(self.folder / ENDS), read_array(self.folder / FREQUENCIES)
        self._make_sure(ends, held)
        self.size, self.rows = int(held[0, 0]), len(ends)
        self._starts = np.concatenate((np.zeros(1, np.int64), ends))
        self.frequencies = np.zeros(self.size, np.int64)
        self.frequencies[held[1:, 0]] = held[1:, 1]

    def _make_sure(self, ends: NDArray[np.int64], held: NDArray[np.uint32]) -> None:
        """Raise what is damaged; the sum of the frequencies is the number of the pieces."""
        kinds = [(one.dtype.str, one.ndim) for one in (self._flat, ends, held)]
        sound = kinds == [("<u2", 1), ("<i8", 1), ("<u4", 2)] and held.shape[1:] == (2,) and len(held) > 0
        sound = sound and int(held[0, 0]) <= MOST_PIECES and int(held[0, 1]) == len(ends)
        sound = sound and bool((held[1:, 0] < held[0, 0]).all()) and int(held[1:, 1].sum()) == len(self._flat)
        steps = np.diff(ends, prepend=0) if sound else np.zeros(0)
        if not sound or (steps < 0).any() or int(steps.sum()) != len(self._flat):
            msg = f"{self.folder}: the files of the word pieces do not fit together; {REBUILD}"
            raise DamagedIndexError(msg)

    def of(self, row: int) -> Pieces:
        """Return the pieces of one passage."""
        found: Pieces = self._flat[self._starts[row] : self._starts[row + 1]]
        return found

    def lengths(self) -> NDArray[np.int64]:
        """Return how many pieces each passage has."""
        return np.diff(self._starts)

    def gather(self, rows: NDArray[np.int64]) -> tuple[Pieces, NDArray[np.int64]]:
        """Return the pieces of passages, one after the other, and how many each has.

        Raises:
            DamagedIndexError: one is none of the table's.
        """
        starts = self._starts[rows]
        lengths = self._starts[rows + 1] - starts
        offsets = np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
        return self._known(self._flat[offsets + np.arange(len(offsets))]), lengths

    def frequencies_in(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how many of these passages hold each piece of the table."""
        counts = np.zeros(self.size, np.int64)
        for some in _in_steps(rows, self.lengths()[rows]):
            counts += np.bincount(self.gather(some)[0], minlength=self.size)
        return counts

    def _known(self, pieces: Pieces) -> Pieces:
        if len(pieces) and int(pieces.max()) >= self.size:
            msg = f"{self.folder / PIECES}: holds piece {int(pieces.max())} of a table of {self.size}; {REBUILD}"
            raise DamagedIndexError(msg)
        return pieces


def _in_steps(rows: NDArray[np.int64], lengths: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """Yield `rows` in order, so many together that their pieces can be counted at once."""
    ends = np.cumsum(lengths)
    start = 0
    while start < len(rows):
        reached = (ends[start - 1] if start else 0) + COUNTED_AT_ONCE
        stop = max(start + 1, int(np.searchsorted(ends, reached, "right")))
        yield rows[start:stop]
        start = stop


def merge_pieces(folder: Path, parts: Sequence[tuple[SegmentPieces, NDArray[np.int32]]]) -> None:
    """Write a new segment of passages of others; `parts` say of each old row its new one, `DEAD` for none.

    New rows are numbered from 0 without a gap, each taken by one passage.

    Raises:
        ValueError: the segments are of tables of different sizes.
        OSError: the disk refused.
    """
    sizes = {part.size for part, _ in parts}
    if len(sizes) > 1:
        msg = f"the segments are of word pieces of tables of {sorted(sizes)} pieces, wanted one table; build all anew"
        raise ValueError(msg)
    kept = [np.flatnonzero(new != DEAD) for _, new in parts]
    lengths = np.zeros(sum(map(len, kept)), np.int64)
    for (part, new), rows in zip(parts, kept, strict=True):
        lengths[new[rows]] = part.lengths()[rows]
    starts = np.cumsum(lengths) - lengths
    flat = np.empty(int(lengths.sum()), np.uint16)
    counts = np.zeros(sizes.pop() if sizes else 0, np.int64)
    for (part, new), rows in zip(parts, kept, strict=True):
        for some in _in_steps(rows, part.lengths()[rows]):
            pieces, own = part.gather(some)
            places = np.repeat(starts[new[some]] - np.cumsum(own) + own, own)
            flat[places + np.arange(len(places))] = pieces
        counts += part.frequencies - part.frequencies_in(np.flatnonzero(new == DEAD))
    _write(folder, flat, lengths, counts)
