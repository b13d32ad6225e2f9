"""Rows that tests lay into segments: unit vectors, and splits of them with dead copies in between."""

from dataclasses import dataclass

import numpy as np

from index.keeping.rows import RowMap
from index.segments.vectors import SegmentVectors, write_vectors


def unit_rows(seed: int, count: int, dimensions: int):
    values = np.random.default_rng(seed).normal(size=(count, dimensions)).astype(np.float32)
    return values / np.linalg.norm(values, axis=1, keepdims=True)


@dataclass(frozen=True)
class Laid:
    """Segments on disk and the global rows in them; `segments` and `rows` are what a vector index is made of."""

    segments: list[SegmentVectors]
    rows: RowMap


def lay(folder, vectors, groups, of_segments=None, dead=0, seed=0, codebook=None):
    """Lay `vectors` into segments: row i into `of_segments[i]` at a place that is drawn, with `dead` others in each."""
    count = len(vectors)
    chance = np.random.default_rng(seed)
    of_segments = np.zeros(count, int) if of_segments is None else np.asarray(of_segments)
    groups = np.asarray(groups, np.int8)
    locals_ = np.zeros(count, np.int32)
    segments = []
    for number in range(int(of_segments.max(initial=0)) + 1):
        inside = np.flatnonzero(of_segments == number)
        size = len(inside) + dead
        # Older copies: of rows of this index, so that they would be found if they were looked at.
        copies = chance.integers(0, max(count, 1), dead) if count else np.zeros(0, int)
        size = len(inside) + len(copies)
        places = chance.permutation(size) if len(copies) else np.arange(size)
        rows, spoken = np.zeros((size, vectors.shape[1]), np.float32), np.zeros(size, np.int8)
        rows[places[: len(inside)]], spoken[places[: len(inside)]] = vectors[inside], groups[inside]
        rows[places[len(inside) :]], spoken[places[len(inside) :]] = vectors[copies], groups[copies]
        locals_[inside] = places[: len(inside)]
        write_vectors(folder / str(number), rows, spoken, codebook)
        segments.append(SegmentVectors(folder / str(number)))
    return Laid(segments, RowMap(of_segments.astype(np.uint16), locals_, [one.count for one in segments]))
