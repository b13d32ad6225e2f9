"""Several rankings into one, by weighted reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# The constant of the paper, which found the result insensitive to it from 20 to 100.
RANK_CONSTANT = 60


@dataclass(frozen=True, slots=True)
class Ranking:
    """Rows in order, best first, each once; `weight` says how good this way of matching is."""

    rows: Sequence[int]
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Fused:
    """A row and the sum of its weighted reciprocal ranks."""

    row: int
    score: float


def fuse(rankings: Sequence[Ranking]) -> list[Fused]:
    """Return every row of any ranking, best first; equal scores keep the order of rows."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, row in enumerate(ranking.rows, start=1):
            scores[row] = scores.get(row, 0.0) + ranking.weight / (RANK_CONSTANT + rank)
    return sorted((Fused(row, score) for row, score in scores.items()), key=lambda one: (-one.score, one.row))
