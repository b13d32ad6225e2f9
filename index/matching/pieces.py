"""How well a question's word pieces are met in passages.

A passage's vector is a mean: it says what the passage is about, and a word that answers is lost among two hundred
others. Here each piece of the question looks for the piece of the passage that is most like it, in either language
(the late interaction of ColBERT, Khattab and Zaharia, SIGIR 2020, over a static table in place of a transformer). A
passage is the set of its pieces; knows no files. Safe to use from several threads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.matching.weighing import weighed

Pieces = NDArray[np.uint16]
"""Distinct piece numbers of a text, rising, shape (pieces,)."""

MOST_PIECES = 1 << 16  # numbers that two bytes hold

# Below the first, two pieces' similarity says nothing; from the second on the piece counts as met. Related words of
# the shipped table lie between them.
UNRELATED, MET = 0.2, 0.7

LEAST = 1e-9  # so that nothing is divided by nothing

PARTS_OF_A_LIST = 3  # that a list of passages is met in
MET_AT_ONCE = 32  # pieces of a question; what is worked out for each fills some hundred kilobytes


class PieceTable(Protocol):
    """A table of word pieces with a vector each."""

    def __hash__(self) -> int:
        """Each table is another one."""
        ...

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of what determines the pieces of a text."""
        ...

    def cut(self, texts: Sequence[str]) -> list[Pieces]:
        """Return the distinct pieces of each text; unknown pieces are left out."""
        ...

    def in_order(self, texts: Sequence[str]) -> list[NDArray[np.int64]]:
        """Return the numbers of each text's pieces as they stand in it, unknown ones too."""
        ...

    def distinct(self, ids: Sequence[NDArray[np.int64]]) -> list[Pieces]:
        """Return what `cut` does, of texts whose pieces `in_order` gave."""
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


def rarities_of(frequencies: NDArray[np.int64], passages: int) -> NDArray[np.float32]:
    """Return the inverse document frequency of each piece, in nats, that stands in so many of so many passages."""
    found: NDArray[np.float32] = np.log(1 + (passages - frequencies + 0.5) / (frequencies + 0.5)).astype(np.float32)
    return found


def met_of(similarities: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how surely pieces are met that are so similar, from 0 to 1."""
    met: NDArray[np.float32] = (similarities - UNRELATED) / (MET - UNRELATED)
    return np.minimum(np.maximum(met, 0.0, out=met), 1.0, out=met)


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
    full = sizes.nonzero()[0]
    if not len(question) or not len(full):
        return Met(alike, said, sizes)
    starts = np.cumsum(sizes) - sizes
    distinct, places = numbered(flat, table.size)
    # Passages of like size together, since the short ones of a part are filled up to the longest.
    full = full[sizes[full].argsort(kind="stable")]
    share = -(-len(full) // PARTS_OF_A_LIST)
    parts = [full[first : first + share] for first in range(0, len(full), share)]
    best = _best(question, distinct, [_padded(places, starts[part], sizes[part]) for part in parts], table)
    loud, rare = table.lengths(question), rarities[question]
    alike[full] = weighed(best, loud) / (float(loud.sum()) + LEAST)
    said[full] = weighed(met_of(best), rare) / (float(rare.sum()) + LEAST)
    return Met(alike, said, sizes)


def numbered(flat: Pieces, size: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return the distinct ones of some pieces of a table of this size, rising, and the place of each among them."""
    numbers = flat.astype(np.intp)  # once, which numpy would do for each use
    stands = np.zeros(size, np.bool_)
    stands[numbers] = True
    distinct = stands.nonzero()[0]
    places = np.empty(size, np.intp)
    places[distinct] = np.arange(len(distinct))
    return distinct, places.take(numbers)


def _padded(flat: NDArray[np.intp], starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.intp]:
    """Return what stands for passages that have any pieces, a passage a column; short ones repeat their last."""
    within = np.minimum(np.arange(int(sizes.max()))[:, None], sizes - 1)
    within += starts
    return flat.take(within)


def _best(
    question: Pieces, distinct: NDArray[np.intp], parts: Sequence[NDArray[np.intp]], table: PieceTable
) -> NDArray[np.float32]:
    """Return the similarity of each piece of the question to the likest of each passage, shape (passages, pieces).

    Each part, shape (longest, passages), holds the places of some passages' pieces among the `distinct` ones.
    """
    best: list[NDArray[np.float32]] = []
    for start in range(0, len(question), MET_AT_ONCE):
        similarities = table.similarities(distinct, question[start : start + MET_AT_ONCE])
        # No place lies outside, and "clip" takes two thirds of the time of making sure.
        taken = [similarities.take(part, axis=0, mode="clip") for part in parts]
        met = [one.reshape(len(one), -1).max(axis=0) for one in taken]
        best.append(np.concatenate(met).reshape(-1, similarities.shape[1]))
    return np.concatenate(best, axis=1)
