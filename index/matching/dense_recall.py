"""How much of what is nearest dense search finds: measured against comparing with every row, for the manifest."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.encoders.protocol import Vectors
from index.matching.vector_index import VectorIndex

SAMPLED = 100  # questions, if none are given
DEPTH = 60  # rows that search asks for, of which the first ten are looked at
NEAREST = 10
AT_ONCE = 8192  # rows that are compared together
SEED = 10
ALIKE = 1e-6  # what the order of sums can move a similarity


def recall_at_10(index: VectorIndex, questions: Vectors | None = None) -> float:
    """Return the share, 0 to 1, of the ten nearest rows of each group that a search in it finds, over `questions`.

    Rows that are as near as the tenth count as well as that. Without questions, rows spread over the index stand in for
    them, each with as much noise again: real questions are about as near to their passages. The same index gives the
    same share; 1 where there is nothing to find.
    """
    asked = _disturbed(index) if questions is None else np.ascontiguousarray(questions, np.float32)
    shares = []
    for group in index.sizes() if len(asked) else ():
        least = _least(index, asked, np.flatnonzero(index.groups == group))
        for question, enough in zip(asked, least.tolist(), strict=True):
            wanted = min(NEAREST, index.sizes()[group])
            found = index.search(question, DEPTH, group).similarities[:NEAREST]
            shares.append(int((found >= enough - ALIKE).sum()) / wanted if question.any() else 1.0)
    return float(np.mean(shares)) if shares else 1.0


def _disturbed(index: VectorIndex) -> Vectors:
    rows = np.unique(np.linspace(0, index.count - 1, min(SAMPLED, index.count)).astype(np.int64))
    vectors = index.rows(rows)
    noise = np.random.default_rng(SEED).normal(size=vectors.shape).astype(np.float32)
    noise /= np.linalg.norm(noise, axis=1, keepdims=True)
    disturbed = vectors + noise
    lengths = np.linalg.norm(disturbed, axis=1, keepdims=True)
    found: Vectors = np.divide(disturbed, lengths, out=disturbed, where=lengths > 0)
    return found


def _least(index: VectorIndex, questions: Vectors, rows: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return the similarity of the tenth nearest of `rows` to each question, or of the last, by comparing with all."""
    best = np.full((len(questions), 0), 0, np.float32)
    for start in range(0, len(rows), AT_ONCE):
        alike = questions @ index.rows(rows[start : start + AT_ONCE]).T
        together = np.concatenate((best, alike), axis=1)
        kept = min(NEAREST, together.shape[1])
        best = np.partition(together, together.shape[1] - kept, axis=1)[:, -kept:]
    found: NDArray[np.float32] = best.min(axis=1)
    return found
