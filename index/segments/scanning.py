"""What comes first by codes, of rows whose codes are looked through in several scans.

Each scan looks for its share of those wanted, and further where what it left out might be among them. So the rows found
are the same however they lie in segments and scans, but for shares in which a great many stand first that may not be
found, or that the codes cannot tell from the last one wanted: of these, all that may are returned.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from index.keeping.rows import DEAD
from index.segments.codes import Codebook, Scan

Coded = TypeVar("Coded")

# A share is first looked through for so many times as many as its size asks for, and some more, since topics lie
# together; where that was too few, for `FURTHER` times as many again.
SLACK, SOME, FURTHER = 2, 20, 4


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """Rows of one group: the global row of each place, `DEAD` for some, and what scans their codes.

    Without a scan they are those of one segment, and are compared in full.
    """

    rows: NDArray[np.int32]
    scan: Scan | None


@dataclass(frozen=True, slots=True, eq=False)
class Scanned:
    """A share whose codes are looked through, and how many of its rows may be found."""

    share: Share
    scan: Scan
    count: int


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """What came first by the codes of a share: the `rows` that may be found, and how near they are.

    `looked` places were looked at; what was not is no nearer than `last`.
    """

    looked: int
    rows: NDArray[np.int32]
    near: NDArray[np.float32]
    last: float


def among(rows: NDArray[np.int32], mask: NDArray[np.bool_] | None) -> NDArray[np.int32]:
    """Return those of `rows` that live, and of which `mask` is true."""
    alive: NDArray[np.int32] = rows[rows != DEAD]
    return alive if mask is None else alive[mask[alive]]


def of_one_codebook(some: Sequence[Coded], codebook: Callable[[Coded], Codebook]) -> list[list[Coded]]:
    """Return `some` by their codebook: what codes say of rows stands on the scale of theirs."""
    found: list[list[Coded]] = []
    for one in some:
        same = next((others for others in found if codebook(others[0]).is_same(codebook(one))), None)
        if same is None:
            found.append([one])
        else:
            same.append(one)
    return found


def best_by_codes(
    question: NDArray[np.float32], wanted: int, scanned: Sequence[Scanned], mask: NDArray[np.bool_] | None
) -> list[NDArray[np.int32]]:
    """Return the `wanted` rows, and some more, that come first by codes of one codebook, of those that may.

    They are the same however the rows lie in segments, apart from shares in which what may not stands before what may:
    all that may of these is returned.
    """
    total = sum(one.count for one in scanned)
    full = []
    aims = [SLACK * wanted * one.count / total for one in scanned]
    # All that are wanted come first there, but for dead ones and what fills up blocks.
    alone = len(scanned) == 1 and mask is None
    looks = [_look(one, question, wanted if alone else aim, mask) for one, aim in zip(scanned, aims, strict=True)]
    least = _nth(np.concatenate([one.near for one in looks]), wanted)
    for further in (True, False):
        again = False
        for place, look in enumerate(looks):
            if look.looked >= len(scanned[place].share.rows) or look.last < least:
                continue
            again = True
            if further:
                looks[place] = _look(scanned[place], question, max(FURTHER * aims[place], SLACK * wanted), mask)
            else:
                full.append(among(scanned[place].share.rows, mask))
                looks[place] = _Look(look.looked, look.rows[:0], look.near[:0], -np.inf)
        if again:
            least = _nth(np.concatenate([one.near for one in looks]), wanted)
    return [*full, *(one.rows[one.near >= least] for one in looks)]


def _look(one: Scanned, question: NDArray[np.float32], aimed: float, mask: NDArray[np.bool_] | None) -> _Look:
    """Look through the codes of a share for about `aimed` rows that may."""
    size = len(one.share.rows)
    looked = min(size, int(aimed * size / one.count) + SOME)
    places, near = one.scan.search(question, looked)
    rows = one.share.rows[places]
    kept = rows != DEAD
    if mask is not None:
        kept &= mask[rows]  # `DEAD` asks for the last row, and `kept` has left it out
    return _Look(looked, rows[kept], near[kept], float(near[-1]))


def _nth(values: NDArray[np.float32], wanted: int) -> float:
    """Return the value that `wanted` reach; below all where there are fewer."""
    return float(np.partition(values, len(values) - wanted)[len(values) - wanted]) if len(values) >= wanted else -np.inf
