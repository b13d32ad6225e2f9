"""Short codes of vectors: what a large group is looked through by before anything is compared in full.

Product quantisation (Jegou, Douze and Schmid, PAMI 2011): each few numbers of a vector become four bits, the nearest of
sixteen patterns, and a search adds up what a question has in common with the patterns, in registers (Andre, Kermarrec
and Le Scouarnec, VLDB 2015). The patterns are the codebook. It is learned once and handed on, so that codes can be
copied from one segment to the next and the sums of all segments stand on one scale. Codes are kept on disk in the order
in which they are scanned. The one module that names faiss, which it loads where there are codes: small indexes have
none, and start sooner and smaller without.
"""

from __future__ import annotations

import ctypes
import mmap
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.encoders.protocol import Vectors

if TYPE_CHECKING:
    import faiss

# Numbers of a vector that one code stands for. Of the 10 nearest of a million (256 numbers, people's questions), 400
# rows compared in full hold 0.989 in 3.7 ms of one core; with four numbers a code (32 bytes in place of 64) 0.91 in
# 2.4 ms, after a rotation 0.92. Inverted files find 0.95 where they look at a quarter of 1,024 lists, no faster:
# questions are not like passages. One bit a number (RaBitQ, 40 bytes) finds 0.91 in 6.4 ms.
TOGETHER = 2
# Of very many rows, three: 43 bytes in place of 64. A scan of many is as fast as memory is read: over a million, on a
# core that reads 10 GB/s, 5.5 ms in place of 7.8. More rows are then compared in full; see `Codebook.compared`.
VERY_MANY, TOGETHER_OF_VERY_MANY = 1 << 19, 3
PATTERNS, BITS = 16, 4

# Rows compared in full, so many for each wanted and some more. Of the 10 nearest of a million by float32, comparing 400
# finds 0.989, 200 finds 0.985, and comparing all 0.990: the rest are a byte's equals. By codes of three numbers, and
# against all as they are kept, 400 find 0.986 and 800 find 0.994.
COMPARED, COMPARED_OF_WIDE = (5, 100), (6, 360)
LEARNED_FROM = 16_384  # rows; four times what faiss asks for, and learned in under a second
BLOCK = 32  # codes that are scanned together, one in a byte of a register

# Where the scan wants the codes of a block: byte j holds those of its vectors PERM[j] and PERM[j] + 16.
PERM = np.array([0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15])


@dataclass(frozen=True, slots=True, eq=False)
class Codebook:
    """The patterns that codes stand for: `patterns`, float32, shape (codes of a vector, 16, numbers a code)."""

    patterns: NDArray[np.float32]
    dimensions: int

    def is_same(self, other: Codebook) -> bool:
        """Return whether codes of one are codes of the other."""
        return self.dimensions == other.dimensions and np.array_equal(self.patterns, other.patterns)

    @property
    def code_bytes(self) -> int:
        """How many bytes the codes of one vector take, two codes a byte."""
        return -(-len(self.patterns) // 2)

    @property
    def together(self) -> int:
        """How many numbers of a vector a code stands for."""
        return int(self.patterns.shape[2])

    def compared(self, wanted: int) -> int:
        """Return how many rows, the best by these codes, are to be compared in full where `wanted` are wanted."""
        wider, beyond = COMPARED if self.together <= TOGETHER else COMPARED_OF_WIDE
        return wider * wanted + beyond

    def encode(self, rows: Vectors) -> NDArray[np.uint8]:
        """Return the codes of `rows`, shape (rows, code_bytes)."""
        quantizer = _quantizer(self)
        found: NDArray[np.uint8] = quantizer.compute_codes(_widened(rows, self))
        return found


def learn_codebook(rows: Vectors, total: int = 0) -> Codebook:
    """Return the codebook for vectors like `rows`, shape (rows, dimensions); the same rows give the same one.

    `total` is how many vectors it is for, if these are more.
    """
    import faiss

    dimensions = rows.shape[1]
    together = TOGETHER if max(total, len(rows)) < VERY_MANY else TOGETHER_OF_VERY_MANY
    count = -(-dimensions // together)
    wide = np.zeros((len(rows), count * together), np.float32)
    wide[:, :dimensions] = rows
    quantizer = faiss.ProductQuantizer(wide.shape[1], count, BITS)
    quantizer.cp.min_points_per_centroid = 1  # a small sample is no reason for a warning
    with _alone():
        quantizer.train(wide)
    patterns = faiss.vector_to_array(quantizer.centroids).reshape(count, PATTERNS, together)
    return Codebook(patterns, dimensions)


@contextmanager
def _alone() -> Iterator[None]:
    """Keep faiss to the calling thread: its threads wait for each other thousands of times while it learns.

    On a busy machine they do so for minutes. The number of threads is the calling thread's own.
    """
    import faiss

    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)


def _quantizer(codebook: Codebook) -> faiss.ProductQuantizer:
    import faiss

    count, _, together = codebook.patterns.shape
    quantizer = faiss.ProductQuantizer(count * together, count, BITS)
    faiss.copy_array_to_vector(np.ascontiguousarray(codebook.patterns).ravel(), quantizer.centroids)
    return quantizer


def _widened(rows: Vectors, codebook: Codebook) -> Vectors:
    """Return `rows` as contiguous float32, filled up with zeros to the width that the codes stand for."""
    count, _, together = codebook.patterns.shape
    wide = count * together
    if rows.shape[1] == wide:
        return np.ascontiguousarray(rows, np.float32)
    padded = np.zeros((len(rows), wide), np.float32)
    padded[:, : rows.shape[1]] = rows
    return padded


def pack(codes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return `codes`, shape (rows, code_bytes), in the order of the scan, shape (blocks, code_bytes, 32)."""
    blocks = -(-len(codes) // BLOCK)
    whole = np.zeros((blocks * BLOCK, codes.shape[1]), np.uint8)
    whole[: len(codes)] = codes
    turned = whole.reshape(blocks, BLOCK, -1).transpose(0, 2, 1)
    low, high = turned & 15, turned >> 4
    return np.concatenate([one[:, :, PERM] | (one[:, :, PERM + 16] << 4) for one in (low, high)], axis=2)


def unpack(packed: NDArray[np.uint8], count: int) -> NDArray[np.uint8]:
    """Return the first `count` codes of what `pack` made, shape (count, code_bytes)."""
    blocks, code_bytes, _ = packed.shape
    turned = np.zeros((blocks, code_bytes, BLOCK), np.uint8)
    for half, shift in ((packed[:, :, :16], 0), (packed[:, :, 16:], 4)):
        turned[:, :, PERM] |= (half & 15) << shift
        turned[:, :, PERM + 16] |= (half >> 4) << shift
    return np.ascontiguousarray(turned.transpose(0, 2, 1)).reshape(blocks * BLOCK, code_bytes)[:count]


def check_packed(packed: NDArray[np.uint8], count: int, codebook: Codebook) -> None:
    """Check that `packed` holds `count` codes.

    Raises:
        ValueError: these are not so many codes, or of another codebook.
    """
    wanted = (-(-count // BLOCK), codebook.code_bytes, BLOCK)
    if packed.shape != wanted or packed.dtype != np.uint8:
        msg = f"codes of shape {packed.shape} and type {packed.dtype}, wanted {wanted} and uint8"
        raise ValueError(msg)


class Scan:
    """Finds what is near a question among packed codes, which are copied to memory. Several threads may use it.

    Places count what fills the last block of each array too. Codes are looked through together, however many segments
    they are of: what is nearest is kept apart from the rest once, not once a segment, which over a million rows in four
    takes 5.0 ms in place of 5.5.
    """

    def __init__(self, codebook: Codebook, arrays: Sequence[NDArray[np.uint8]]) -> None:
        """`arrays` are packed codes of the codebook."""
        import faiss

        codes, _, together = codebook.patterns.shape
        blocks = sum(map(len, arrays))
        self.codebook = codebook
        self.count = blocks * BLOCK
        index: Any = faiss.IndexPQFastScan(codes * together, codes, BITS, faiss.METRIC_INNER_PRODUCT)
        faiss.copy_array_to_vector(np.ascontiguousarray(codebook.patterns).ravel(), index.pq.centroids)
        index.is_trained, index.ntotal, index.ntotal2 = True, self.count, self.count
        block_bytes = codebook.code_bytes * BLOCK
        index.codes.resize(blocks * block_bytes)
        address = int(index.codes.get())
        _want_large_pages(address, blocks * block_bytes)
        memory = faiss.rev_swig_ptr(index.codes.get(), blocks * block_bytes).reshape(blocks, codebook.code_bytes, BLOCK)
        np.concatenate(arrays, out=memory)
        self._index: faiss.IndexPQFastScan = index

    def search(self, question: NDArray[np.float32], limit: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the places of the `limit` nearest by codes, best first, and how near; all where there are fewer."""
        near, places = self._index.search(_widened(question[None, :], self.codebook), min(limit, self.count))
        kept = places[0] >= 0  # faiss fills up with -1
        return places[0][kept], near[0][kept]


def _want_large_pages(address: int, size_bytes: int) -> None:
    """Ask Linux to back memory that is not yet used with its large pages, where it has any to give.

    The scan reads all codes for every question, and looks up every page: with large ones, of two megabytes, a million
    rows took 2.9 ms in place of 3.4.
    """
    if sys.platform == "linux":
        start = -(-address // mmap.PAGESIZE) * mmap.PAGESIZE
        advise = ctypes.CDLL(None).madvise
        advise(ctypes.c_void_p(start), ctypes.c_size_t(max(0, address + size_bytes - start)), mmap.MADV_HUGEPAGE)


def sample_places(count: int) -> NDArray[np.int64]:
    """Return the rows, evenly spread over `count`, that a codebook is learned from."""
    return np.unique(np.linspace(0, count - 1, min(count, LEARNED_FROM)).astype(np.int64))
