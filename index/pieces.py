"""Which word pieces stand in which passage, and how well a question's pieces are met there.

A passage's vector is a mean: it says what the passage is about, and a word that answers is lost among two hundred
others. Here each piece of the question looks for the piece of the passage that is most like it, in either language
(the late interaction of ColBERT, Khattab and Zaharia, SIGIR 2020, over a static table in place of a transformer). What
is kept of a passage is the set of its pieces, two bytes each, opened by memory mapping. Safe to use from several
threads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.disk import REBUILD
from index.errors import DamagedIndexError, IndexFloorError

Pieces = NDArray[np.uint16]
"""Distinct piece numbers of a text, rising, shape (pieces,)."""

PIECES, ENDS, FREQUENCIES = "pieces.npy", "ends.npy", "frequencies.npy"

MOST_PIECES = 1 << 16  # numbers that two bytes hold

# Below the first, two pieces' similarity says nothing; from the second on the piece counts as met. Related words of
# the shipped table lie between them (`index.alignment` has the same picture for whole words).
UNRELATED, MET = 0.2, 0.7

LEAST = 1e-9  # so that nothing is divided by nothing

PARTS_OF_A_LIST = 3  # that a list of passages is met in
MET_AT_ONCE = 32  # pieces of a question; what is worked out for each fills some hundred kilobytes


class PieceTable(Protocol):
    """A table of word pieces with a vector each."""

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of what determines the pieces of a text."""
        ...

    def cut(self, texts: Sequence[str]) -> list[Pieces]:
        """Return the distinct pieces of each text; unknown pieces are left out."""
        ...

    def similarities(self, pieces: NDArray[np.integer], others: NDArray[np.integer]) -> NDArray[np.float32]:
        """Return the cosine of each of `pieces` with each of `others`, shape (pieces, others)."""
        ...

    def directions(self, pieces: NDArray[np.integer]) -> NDArray[np.float32]:
        """Return the unit vector of each piece, shape (pieces, dimensions)."""
        ...

    def lengths(self, pieces: NDArray[np.integer]) -> NDArray[np.float32]:
        """Return the length of each piece's vector, shape (pieces,): longer ones say more in a mean."""
        ...

    @property
    def size(self) -> int:
        """How many pieces there are."""
        ...


@dataclass(frozen=True, slots=True)
class Met:
    """How well a question's pieces are met in some passages, arrays of shape (passages,).

    `alike` is the mean similarity of each piece to the likest one of the passage, pieces that say more counting more;
    `said` the share of the question's rarity whose pieces are met, from 0 to 1; `sizes` the number of the passage's
    pieces.
    """

    alike: NDArray[np.float32]
    said: NDArray[np.float32]
    sizes: NDArray[np.int64]


def write_pieces(folder: Path, passages: Iterable[Pieces], size: int, shared: Sequence[bool] | None = None) -> None:
    """Write the pieces of each passage, in row order, into `folder`, which is made; `size` is that of the table.

    `shared` says of each passage whether all may read it, and it is counted for all; without it, they all are.

    Raises:
        IndexFloorError: the table has more pieces than two bytes can number, or the disk refused.
    """
    if size > MOST_PIECES:
        msg = f"the table has {size} pieces, at most {MOST_PIECES} can be indexed; train it with fewer"
        raise IndexFloorError(msg)
    rows = list(passages)
    flat = _together(rows)
    counted = flat if shared is None else _together([row for row, one in zip(rows, shared, strict=True) if one])
    try:
        folder.mkdir(parents=True)
        np.save(folder / PIECES, flat.astype(np.uint16), allow_pickle=False)
        np.save(folder / ENDS, np.cumsum([len(row) for row in rows], dtype=np.int64), allow_pickle=False)
        np.save(folder / FREQUENCIES, np.bincount(counted, minlength=size).astype(np.uint32), allow_pickle=False)
    except OSError as error:
        msg = f"{folder}: the word pieces cannot be written ({error.strerror}); the index before is unchanged"
        raise IndexFloorError(msg) from error


def _together(rows: Sequence[Pieces]) -> Pieces:
    return np.concatenate(rows) if rows else np.zeros(0, np.uint16)


def rarities_of(frequencies: NDArray[np.int64], passages: int) -> NDArray[np.float32]:
    """Return the inverse document frequency of each piece, in nats, that stands in so many of so many passages."""
    found: NDArray[np.float32] = np.log(1 + (passages - frequencies + 0.5) / (frequencies + 0.5)).astype(np.float32)
    return found


class PieceIndex:
    """Reads what `write_pieces` wrote. `frequencies` counts the shared passages that hold each piece of the table.

    Raises:
        DamagedIndexError: a file is missing, or they do not fit together.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self._flat = np.asarray(np.load(folder / PIECES, mmap_mode="r", allow_pickle=False))
            ends = np.load(folder / ENDS, allow_pickle=False)
            self.frequencies: NDArray[np.int64] = np.load(folder / FREQUENCIES, allow_pickle=False).astype(np.int64)
            self._starts = np.concatenate((np.zeros(1, np.int64), ends))
        except (OSError, EOFError, ValueError) as error:
            msg = f"{folder}: the word pieces cannot be read ({error}); {REBUILD}"
            raise DamagedIndexError(msg) from error
        if int(self._starts[-1]) != len(self._flat):
            msg = f"{folder}: the files of the word pieces do not fit together; {REBUILD}"
            raise DamagedIndexError(msg)

    @property
    def count(self) -> int:
        """How many passages there are."""
        return len(self._starts) - 1

    def of(self, row: int) -> Pieces:
        """Return the pieces of one passage."""
        found: Pieces = self._flat[self._starts[row] : self._starts[row + 1]]
        return found

    def frequencies_in(self, rows: Iterable[int]) -> NDArray[np.int64]:
        """Return how many of the passages `rows` hold each piece of the table."""
        held = _together([self.of(row) for row in rows])
        return np.bincount(held, minlength=len(self.frequencies)).astype(np.int64)

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
        places = np.asarray(rows, dtype=np.int64)
        sizes = self._starts[places + 1] - self._starts[places]
        flat = [self.of(row) for row in places.tolist()]
        return meet_pieces(question, table, _together(flat), sizes, rarities)


def meet_pieces(
    question: Pieces,
    table: PieceTable,
    flat: Pieces,
    sizes: NDArray[np.int64],
    rarities: NDArray[np.float32],
) -> Met:
    """Return how well the pieces of a question are met in some passages.

    `flat` holds the pieces of one passage after the other, `sizes` says how many each has; `rarities` are those of all
    pieces of the table.
    """
    alike, said = np.zeros(len(sizes), np.float32), np.zeros(len(sizes), np.float32)
    full = np.flatnonzero(sizes)
    if not len(question) or not len(full):
        return Met(alike, said, sizes)
    starts = np.cumsum(sizes) - sizes
    # Passages of like size together, since the short ones of a part are filled up to the longest.
    parts = np.array_split(full[np.argsort(sizes[full], kind="stable")], min(PARTS_OF_A_LIST, len(full)))
    met = _best(question, [_padded(flat, starts[part], sizes[part]) for part in parts], table)
    best = np.empty((len(sizes), len(question)), np.float32)
    best[np.concatenate(parts)] = met
    best = best[full]
    loud, rare = table.lengths(question), rarities[question]
    met = np.clip((best - UNRELATED) / (MET - UNRELATED), 0.0, 1.0)
    alike[full] = best @ loud / (float(loud.sum()) + LEAST)
    said[full] = met @ rare / (float(rare.sum()) + LEAST)
    return Met(alike, said, sizes)


def _padded(flat: Pieces, starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> Pieces:
    """Return the pieces of passages that have any, a passage a column; short ones repeat their last."""
    within = np.minimum(np.arange(int(sizes.max()))[:, None], sizes - 1)
    found: Pieces = flat[starts + within]
    return found


def _best(question: Pieces, parts: Sequence[Pieces], table: PieceTable) -> NDArray[np.float32]:
    """Return the similarity of each piece of the question to the likest of each passage, shape (passages, pieces).

    Each part, shape (longest, passages), holds the pieces of some passages; each distinct one is compared once.
    """
    stands = np.zeros(table.size, dtype=np.bool_)
    for part in parts:
        stands[part] = True
    distinct = np.flatnonzero(stands)
    place = np.empty(table.size, dtype=np.intp)
    place[distinct] = np.arange(len(distinct))
    places = [place[part] for part in parts]
    best: list[NDArray[np.float32]] = []
    for start in range(0, len(question), MET_AT_ONCE):
        similarities = table.similarities(distinct, question[start : start + MET_AT_ONCE])
        met = [np.take(similarities, part, axis=0).reshape(len(part), -1).max(axis=0) for part in places]
        best.append(np.concatenate(met).reshape(-1, similarities.shape[1]))
    return np.concatenate(best, axis=1)
