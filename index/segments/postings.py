"""Where words stand in the passages of one language of a segment: lists of passages, mapped from files.

The passages of the language are numbered again, from 0 up by their local rows. A list is that of one word in one field
and one block of 65,536 passages, so that two bytes tell a passage: first those that hold the word once, then those that
hold it more often, which are counted in a byte each. Most hold it once.

Words are known by 64-bit hashes (XXH3), not by their letters. Two of the three million that a million passages have
share one with a chance of 1 in 4 million; a passage would then be found by a word that it has not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import DamagedIndexError
from index.keeping.disk import REBUILD, make_folder, read_array, write_array
from index.keeping.hashing import hash_of

BLOCK = 1 << 16  # passages that two bytes tell apart
MOST_ROWS = 1 << 18  # of a segment: four blocks, and some hundred megabytes to merge at once

TEXT, TITLE, EXACT = FIELDS = range(3)
SALTS = (0, 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F)  # any three; they keep the fields' words apart

MOST_TIMES = 255  # A word's 256th time in a passage would add less than a two hundredth to what it counts there.

# How one posting is packed in 64 bits to be sorted: by the word's place, then whether it stands there more than once,
# the passage within its block, and how often.
TIMES_BITS, LOW_BITS = 8, 16
MORE_BIT = TIMES_BITS + LOW_BITS
WORD_BIT = MORE_BIT + 1


def _quantised() -> NDArray[np.int64]:
    """Return the lengths that a byte stands for: exact up to 40, then with three bits after the first, as Lucene's."""
    exact = 24
    beyond = np.arange(256 - exact)
    places, bits = beyond >> 3, beyond & 7
    scaled = np.where(places == 0, bits, (bits | 8) << np.maximum(places - 1, 0))
    return np.concatenate((np.arange(exact), exact + scaled))


LENGTHS = _quantised()  # in words, by the byte
LENGTHS.setflags(write=False)


def key_of(word: str, field: int) -> int:
    """Return what `word` is known by in a field."""
    return hash_of(word) ^ SALTS[field]


@dataclass(frozen=True, slots=True)
class Lists:
    """Lists of one block, in the order of `keys`, which are sorted.

    `sizes`, shape (keys, 2), tells how many passages each has and how many of these are in `times`.
    """

    keys: NDArray[np.uint64]
    sizes: NDArray[np.int64]
    lows: NDArray[np.uint16]
    times: NDArray[np.uint8]


def pack(
    words: NDArray[np.int64], lows: NDArray[np.int64], times: NDArray[np.int64] | NDArray[np.uint8]
) -> NDArray[np.int64]:
    """Return postings so packed that sorted they are as they stand in lists; `words` are places among the keys."""
    capped = np.minimum(times, MOST_TIMES).astype(np.int64)
    packed: NDArray[np.int64] = (words << WORD_BIT) | ((capped > 1).astype(np.int64) << MORE_BIT)
    packed |= lows << TIMES_BITS
    packed |= capped
    return packed


def lists_of(keys: NDArray[np.uint64], packed: NDArray[np.int64]) -> Lists:
    """Return the lists of sorted postings of one block; `keys` are sorted, those without postings are left out."""
    words = packed >> WORD_BIT
    starts = np.flatnonzero(np.concatenate(([True], words[1:] != words[:-1]))) if len(words) else words
    more = (packed >> MORE_BIT & 1).astype(np.bool_)
    sizes = np.zeros((len(starts), 2), np.int64)
    if len(starts):
        sizes[:, 0] = np.diff(starts, append=len(words))
        sizes[:, 1] = np.add.reduceat(more, starts, dtype=np.int64)
    lows = (packed >> TIMES_BITS & (BLOCK - 1)).astype(np.uint16)
    return Lists(keys[words[starts]], sizes, lows, (packed[more] & MOST_TIMES).astype(np.uint8))


def write_postings(
    folder: Path, rows: NDArray[np.int32], lengths: NDArray[np.int64], blocks: Sequence[Iterable[Lists]]
) -> None:
    """Write the lists of one language; `rows` are its passages' local rows, ascending.

    `lengths` has the number of words of each field, shape (fields, passages); `blocks` the lists of each block of
    passages, one or more in the order of their keys.
    """
    make_folder(folder)
    by_block = [list(block) for block in blocks]
    lists = [one for block in by_block for one in block]
    ends = np.cumsum([0, *(sum(len(one.keys) for one in block) for block in by_block)], dtype=np.int64)
    starts = np.zeros((ends[-1] + 1, 2), np.uint32)
    np.cumsum(_joined([one.sizes for one in lists], np.zeros((0, 2), np.int64)), axis=0, out=starts[1:])
    narrow = np.uint16 if lengths.max(initial=0) < 1 << 16 else np.uint32
    arrays = {
        "rows": rows,
        "lengths": lengths.astype(narrow),
        "blocks": ends,
        "keys": _joined([one.keys for one in lists], np.zeros(0, np.uint64)),
        "starts": starts,
        "lows": _joined([one.lows for one in lists], np.zeros(0, np.uint16)),
        "times": _joined([one.times for one in lists], np.zeros(0, np.uint8)),
    }
    for name, array in arrays.items():
        write_array(folder / f"{name}.npy", array)


def _joined(arrays: Sequence[NDArray[Any]], none: NDArray[Any]) -> NDArray[Any]:
    return np.concatenate(arrays) if arrays else none


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """The lists of one block of passages, which are `first` and those after it.

    `keys` are sorted; the list of the n-th lies in `lows` and `times` from `starts[n]` to `starts[n + 1]`.
    """

    first: int
    size: int
    keys: NDArray[np.uint64]
    starts: NDArray[np.uint32]
    lows: NDArray[np.uint16]
    times: NDArray[np.uint8]


def tails(sizes: NDArray[np.int64]) -> NDArray[np.intp]:
    """Return the places of the last `sizes[:, 1]` of each of some lists of `sizes[:, 0]` that follow each other."""
    ends, tailed = np.cumsum(sizes, axis=0).T
    places: NDArray[np.intp] = np.repeat(ends - tailed, sizes[:, 1])
    places += np.arange(len(places))
    return places


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Lists: in which blocks, which keys they are of, and where they start and end.

    `starts` and `ends`, shape (2, lists), have a row for `lows` and one for `times`.
    """

    blocks: NDArray[np.intp]
    which: NDArray[np.intp]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


class Postings:
    """The lists of one language, as `write_postings` wrote them. Safe to use from several threads.

    `rows` are the passages' local rows, ascending; `lengths` the words of each field, shape (fields, passages).

    Raises:
        DamagedIndexError: a file is missing, or they do not fit together.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows = self._read("rows", np.int32)
        self.lengths = self._read("lengths", np.uint16, np.uint32)
        self._blocks = self._read("blocks", np.int64)
        self._keys = self._read("keys", np.uint64)
        self._starts = self._read("starts", np.uint32)
        self._lows = self._read("lows", np.uint16)
        self._times = self._read("times", np.uint8)
        self._check()

    @property
    def count(self) -> int:
        """How many passages there are."""
        return len(self.rows)

    @property
    def size(self) -> int:
        """How many postings there are."""
        return len(self._lows)

    @cached_property
    def totals(self) -> NDArray[np.int64]:
        """The words of each field in all passages."""
        found: NDArray[np.int64] = self.lengths.sum(axis=1, dtype=np.int64)
        return found

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The lists, by block."""
        return tuple(self._cut())

    @cached_property
    def length_ids(self) -> NDArray[np.uint8]:
        """A byte for each field and passage, by `LENGTHS`, flat."""
        known = np.arange(int(self.lengths.max(initial=0)) + 1)
        table = (np.searchsorted(LENGTHS, known, side="right") - 1).astype(np.uint8)
        found: NDArray[np.uint8] = table[self.lengths].reshape(-1)
        return found

    def find(self, keys: NDArray[np.uint64]) -> Found:
        """Return the lists of those of `keys` that have one, by block, then as they are asked for."""
        at = np.empty((len(self.blocks), len(keys)), np.intp)
        for number, block in enumerate(self.blocks):
            at[number] = block.keys.searchsorted(keys)
        at += self._blocks[:-1, None]
        inside = at < self._blocks[1:, None]
        blocks, which = inside.nonzero()
        at = at[inside]
        found = self._keys.take(at) == keys[which]
        blocks, which, at = blocks[found], which[found], at[found]
        starts, ends = self._starts.take(at, axis=0).T, self._starts.take(at + 1, axis=0).T
        return Found(blocks, which, starts.astype(np.int64, "C"), ends.astype(np.int64, "C"))

    def _cut(self) -> Iterator[Block]:
        for number, (start, end) in enumerate(zip(self._blocks[:-1].tolist(), self._blocks[1:].tolist(), strict=True)):
            first = number * BLOCK
            size = min(BLOCK, self.count - first)
            keys, starts = self._keys[start:end], self._starts[start : end + 1]
            yield Block(first, size, keys, starts, self._lows, self._times)

    def _read(self, name: str, *types: type[np.generic]) -> NDArray[Any]:
        path = self.folder / f"{name}.npy"
        array = read_array(path)
        if array.dtype.type not in types:
            msg = f"{path}: holds {array.dtype}, wanted {types[0].__name__}; {REBUILD}"
            raise DamagedIndexError(msg)
        return array

    def _check(self) -> None:
        words, passages = len(self._keys), len(self.rows)
        wanted = {
            "rows": (self.rows.shape, (passages,)),
            "lengths": (self.lengths.shape, (len(FIELDS), passages)),
            "blocks": (self._blocks.shape, (-(-passages // BLOCK) + 1,)),
            "keys": (self._keys.shape, (words,)),
            "starts": (self._starts.shape, (words + 1, 2)),
        }
        for name, (shape, right) in wanted.items():
            if shape != right:
                msg = f"{self.folder / name}.npy: has shape {shape}, wanted {right}; {REBUILD}"
                raise DamagedIndexError(msg)
        ends = (self._blocks[0], self._blocks[-1], *self._starts[0], *self._starts[-1])
        right = (0, words, 0, 0, self._lows.size, self._times.size)
        if tuple(int(end) for end in ends) != right or self._lows.ndim != 1 or self._times.ndim != 1:
            msg = f"{self.folder}: its lists end at {tuple(int(end) for end in ends)}, wanted {right}; {REBUILD}"
            raise DamagedIndexError(msg)
