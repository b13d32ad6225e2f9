"""Dense search: the only module that names faiss.

Vectors go in as float32 unit rows, are kept in half precision and are found again by inner product, every row looked
at. Half precision moves a similarity by less than 0.001, halves the file and takes two thirds of the time; rows that
are taken over into the next index lose nothing more. A row's number is its place in the matrix. Searching from several
threads is safe; nothing is ever added to an index that is being read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encoders.protocol import Vectors
from index.errors import DamagedIndexError, EncoderError, IndexFloorError


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What is nearest: `rows` (int64) and their `similarities` (float32, -1 to 1), best first, same length."""

    rows: NDArray[np.int64]
    similarities: NDArray[np.float32]


def write_vectors(path: Path, vectors: Vectors) -> None:
    """Write `vectors`, shape (passages, dimensions), as an inner-product index that looks at every row.

    Raises:
        EncoderError: the vectors hold NaN or infinity, which faiss would accept and never find again.
        IndexFloorError: the disk is full or fails.
    """
    if not np.isfinite(vectors).all():
        bad = int((~np.isfinite(vectors).all(axis=1)).sum())
        msg = f"the encoder gave {bad} of {len(vectors)} vectors with NaN or infinity; use another encoder"
        raise EncoderError(msg)
    index = faiss.IndexScalarQuantizer(vectors.shape[1], faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    index.add(np.ascontiguousarray(vectors, dtype=np.float32))
    try:
        faiss.write_index(index, str(path))
    except RuntimeError as error:  # faiss's only exception; its words say what the disk said
        msg = f"{path}: the vectors cannot be written ({error}); the index before is unchanged"
        raise IndexFloorError(msg) from error


class Rows:
    """Some of an index's rows, to look among; made once, since it costs a pass over them."""

    def __init__(self, chosen: NDArray[np.bool_]) -> None:
        """`chosen` says of each row of the index whether it is looked at, shape (rows,)."""
        self.count = int(chosen.sum())
        self._bits = np.packbits(chosen, bitorder="little")  # faiss reads it in place: it has to live as long
        self.selector = faiss.IDSelectorBitmap(self._bits)  # type: ignore[call-arg, arg-type]


class VectorIndex:
    """Dense search over a file that `write_vectors` wrote, memory-mapped."""

    def __init__(self, path: Path) -> None:
        try:
            self._index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY)
        except RuntimeError as error:
            msg = f"{path}: faiss cannot read the vectors; run `sourcier rebuild-index --all`"
            raise DamagedIndexError(msg) from error

    @property
    def count(self) -> int:
        """How many vectors there are."""
        return int(self._index.ntotal)

    @property
    def dimensions(self) -> int:
        """Width of each vector."""
        return int(self._index.d)

    def search(self, question: NDArray[np.float32], limit: int, among: Rows | None = None) -> Neighbours:
        """Return the `limit` nearest rows of `question`, shape (dimensions,), fewer where there are fewer.

        `among` narrows the search to some rows; the limit then counts these alone.

        Raises:
            EncoderError: the question's vector has another width than the index, or is not finite.
        """
        if question.shape != (self.dimensions,):
            msg = f"the question's vector has shape {question.shape}, the index wants ({self.dimensions},)"
            raise EncoderError(msg)
        if not np.isfinite(question).all():
            msg = "the encoder gave a question's vector with NaN or infinity; use another encoder"
            raise EncoderError(msg)
        most = self.count if among is None else among.count
        similarities, rows = self._index.search(
            np.ascontiguousarray(question[None, :], dtype=np.float32),
            min(limit, max(most, 1)),
            params=None if among is None else faiss.SearchParameters(sel=among.selector),  # type: ignore[call-arg]
        )
        found = rows[0] >= 0  # faiss fills up with -1
        return Neighbours(rows[0][found], similarities[0][found])

    def similarities(self, question: NDArray[np.float32], rows: Sequence[int]) -> NDArray[np.float32]:
        """Return the similarity of `question` to each of `rows`, shape (rows,)."""
        if not rows:
            return np.zeros(0, np.float32)
        vectors = self._index.reconstruct_batch(np.asarray(rows, dtype=np.int64))
        found: NDArray[np.float32] = vectors @ np.asarray(question, dtype=np.float32)
        return found

    def rows(self) -> Vectors:
        """Return all vectors in row order, shape (count, dimensions): what a rebuild takes over."""
        if self.count == 0:
            return np.zeros((0, self.dimensions), np.float32)
        return np.asarray(self._index.reconstruct_n(0, self.count), dtype=np.float32)
