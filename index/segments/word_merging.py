"""Merging the words of several segments into one, without what is dead in them and without their texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.article import LANGUAGES
from index.keeping.disk import make_folder, write_array
from index.segments.postings import (
    BLOCK,
    FIELDS,
    Block,
    Lists,
    Postings,
    lists_of,
    pack,
    tails,
    write_postings,
)
from index.segments.words import ROWS, SegmentWords, check_rows

MERGED_AT_ONCE = 4_000_000  # postings, at some 60 bytes each

BLOCK_BIT = 60  # of a packed posting: above a word's place


@dataclass(frozen=True, slots=True)
class _Part:
    """The postings of one language of a segment, and the new number of each of its passages, -1 where it goes."""

    postings: Postings
    numbers: NDArray[np.int64]


def merge_words(folder: Path, parts: Sequence[tuple[SegmentWords, NDArray[np.int32]]], rows: int) -> None:
    """Write the words of a segment of `rows` passages that are those of `parts`.

    Each part comes with the new local row of each of its rows, -1 for those that are left out.

    Raises:
        OSError: the disk is full or fails.
        ValueError: new rows are taken twice or too many for a segment, or do not fit a part.
    """
    check_rows(rows)
    for part, new_rows in parts:
        if len(new_rows) != part.rows or new_rows.max(initial=-1) >= rows:
            msg = f"{part.folder}: {len(new_rows)} new rows for {part.rows} passages, among {rows}"
            raise ValueError(msg)
    make_folder(folder)
    for language in LANGUAGES:
        _merge(folder / language, [(part.postings[language], new_rows) for part, new_rows in parts])
    write_array(folder / ROWS, np.array([rows], np.int64))


def _merge(folder: Path, parts: Sequence[tuple[Postings, NDArray[np.int32]]]) -> None:
    moved = [new_rows[postings.rows] for postings, new_rows in parts]
    rows = np.sort(np.concatenate([new[new >= 0] for new in moved] or [np.zeros(0, np.int32)]))
    if (rows[1:] == rows[:-1]).any():
        msg = f"{folder}: two passages would get the same row"
        raise ValueError(msg)
    lengths = np.zeros((len(FIELDS), len(rows)), np.int64)
    numbered = []
    for (postings, _), new in zip(parts, moved, strict=True):
        numbers = np.where(new >= 0, np.searchsorted(rows, new), -1)
        lengths[:, numbers[new >= 0]] = postings.lengths[:, new >= 0]
        numbered.append(_Part(postings, numbers))
    blocks: list[list[Lists]] = [[] for _ in range(-(-len(rows) // BLOCK))]
    total = sum(part.postings.size for part in numbered)
    bounds = _bounds(-(-total // MERGED_AT_ONCE))
    for start, end in pairwise(bounds):
        keys, packed = _packed(numbered, start, end)
        cuts = np.searchsorted(packed, np.arange(len(blocks) + 1) << BLOCK_BIT)
        for block, (first, last) in zip(blocks, pairwise(cuts), strict=True):
            block.append(lists_of(keys, packed[first:last] & ((1 << BLOCK_BIT) - 1)))
    write_postings(folder, rows.astype(np.int32), lengths, blocks)


def _bounds(ranges: int) -> list[int]:
    """Return the bounds of so many ranges of keys, which are spread evenly over 64 bits."""
    return [number * (1 << 64) // ranges for number in range(ranges + 1)] if ranges else [0]


def _packed(parts: Sequence[_Part], start: int, end: int) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return the keys from `start` to before `end`, sorted, and their postings, packed with their blocks, sorted."""
    spans = [(part, block, _span(block, start, end)) for part in parts for block in part.postings.blocks]
    keys = np.unique(np.concatenate([block.keys[span] for _, block, span in spans]))
    found = [_moved(part, block, span, keys) for part, block, span in spans]
    packed = np.concatenate(found)
    packed.sort()
    return keys, packed


def _span(block: Block, start: int, end: int) -> slice:
    first = int(np.searchsorted(block.keys, np.uint64(start)))
    last = int(np.searchsorted(block.keys, np.uint64(end))) if end < 1 << 64 else len(block.keys)
    return slice(first, last)


def _moved(part: _Part, block: Block, span: slice, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Return the postings of some lists of a block, packed, under their passages' new numbers."""
    starts = block.starts[span.start : span.stop + 1].astype(np.int64)
    sizes = np.diff(starts, axis=0)
    (first, first_times), (last, last_times) = starts[0], starts[-1]
    numbers = part.numbers[block.first : block.first + block.size][block.lows[first:last]]
    times = np.ones(len(numbers), np.uint8)
    times[tails(sizes)] = block.times[first_times:last_times]
    words = np.repeat(np.searchsorted(keys, block.keys[span]), sizes[:, 0])
    kept = numbers >= 0
    if not kept.all():
        numbers, times, words = numbers[kept], times[kept], words[kept]
    packed = pack(words, numbers % BLOCK, times)
    packed |= (numbers // BLOCK) << BLOCK_BIT
    return packed
