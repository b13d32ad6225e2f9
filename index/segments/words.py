"""The words of a segment's passages: written from texts or merged from other segments, read by mapping.

Each language has a folder (`index.segments.postings`). A passage has three fields: the stems of its text, the stems of
its title and heading, and the words of both as they are written, folded, by which names are found; function words too,
since "IT" and "WHO" are names. Texts are not kept, and a merge does not read them again.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.article import LANGUAGES, Language
from index.errors import DamagedIndexError
from index.keeping.disk import REBUILD, make_folder, read_array, write_array
from index.keeping.hashing import hash_of
from index.segments.postings import (
    BLOCK,
    FIELDS,
    MOST_ROWS,
    SALTS,
    Lists,
    Postings,
    lists_of,
    pack,
    write_postings,
)
from index.words.analysis import analyse, fold

ROWS = "rows.npy"


@dataclass(frozen=True, slots=True)
class WordEntry:
    """What the word index takes of one passage; `row` is its local row."""

    row: int
    language: Language
    title: str
    text: str


def write_words(folder: Path, entries: Iterable[WordEntry], rows: int) -> None:
    """Write the words of a segment of `rows` passages; `entries` come by ascending row.

    Raises:
        OSError: the disk is full or fails.
        ValueError: the rows are not ascending, or too many for a segment.
    """
    check_rows(rows)
    words = _Words()
    writers = {language: _Writer(language, words) for language in LANGUAGES}
    last = -1
    for entry in entries:
        if not last < entry.row < rows:
            msg = f"row {entry.row} after {last} of {rows}; rows must ascend"
            raise ValueError(msg)
        last = entry.row
        writers[entry.language].add(entry)
    make_folder(folder)
    for language, writer in writers.items():
        writer.write(folder / language)
    write_array(folder / ROWS, np.array([rows], np.int64))


def check_rows(rows: int) -> None:
    """Raise ValueError where a segment cannot have so many rows."""
    if not 0 <= rows <= MOST_ROWS:
        msg = f"a segment of {rows} passages; at most {MOST_ROWS} fit"
        raise ValueError(msg)


class _Words(dict[str, int]):
    """Words numbered as they come; `hashes` has what each is known by, without its field."""

    def __init__(self) -> None:
        super().__init__()
        self.hashes = array("Q")

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        self.hashes.append(hash_of(word))
        return number


class _Writer:
    """Collects the words of one language, a block at a time."""

    def __init__(self, language: Language, words: _Words) -> None:
        self._language = language
        self._words = words
        self._rows = array("i")
        self._lengths = [array("I") for _ in FIELDS]
        self._found = [array("i") for _ in FIELDS]  # the numbers of the words of this block's passages
        self._blocks: list[list[Lists]] = []
        self._title: tuple[str, list[str], list[str]] = ("", [], [])

    def add(self, entry: WordEntry) -> None:
        """Take in one passage."""
        if entry.title != self._title[0]:  # passages that follow each other often share theirs
            self._title = (entry.title, analyse(entry.title, self._language), fold(entry.title))
        _, title, folded = self._title
        fields = (analyse(entry.text, self._language), title, folded + fold(entry.text))
        number = self._words.__getitem__
        for words, found, lengths in zip(fields, self._found, self._lengths, strict=True):
            found.extend(map(number, words))
            lengths.append(len(words))
        self._rows.append(entry.row)
        if len(self._rows) % BLOCK == 0:
            self._finish_block()

    def write(self, folder: Path) -> None:
        """Write what was taken in."""
        if len(self._rows) % BLOCK:
            self._finish_block()
        lengths = np.array([np.array(one, np.int64) for one in self._lengths]).reshape(len(FIELDS), -1)
        write_postings(folder, np.array(self._rows, np.int32), lengths, self._blocks)

    def _finish_block(self) -> None:
        hashes = np.array(self._words.hashes, np.uint64)
        first = len(self._blocks) * BLOCK
        parts = []
        for field, found, lengths in zip(FIELDS, self._found, self._lengths, strict=True):
            words = np.array(found, np.int64)
            del found[:]
            sizes = np.array(lengths[first:], np.int64)
            lows = np.repeat(np.arange(len(sizes)), sizes)
            parts.append(_lists(hashes ^ np.uint64(SALTS[field]), words, lows))
        self._blocks.append([_in_order(parts)])


def _lists(hashes: NDArray[np.uint64], words: NDArray[np.int64], lows: NDArray[np.int64]) -> Lists:
    """Return the lists of one field; `words` are places among `hashes`, one for each time that a word stands there."""
    present = np.unique(words)
    order = present[np.argsort(hashes[present])]
    places = np.empty(len(hashes), np.int64)
    places[order] = np.arange(len(order))
    standing = np.sort(places[words] * BLOCK + lows)
    starts = np.flatnonzero(np.concatenate(([True], standing[1:] != standing[:-1]))) if len(standing) else standing
    times = np.diff(starts, append=len(standing))
    once = standing[starts]
    packed = pack(once // BLOCK, once % BLOCK, times)
    packed.sort()
    return lists_of(hashes[order], packed)


def _in_order(parts: Sequence[Lists]) -> Lists:
    """Return lists of one block as one, in the order of their keys."""
    keys = np.concatenate([part.keys for part in parts])
    sizes = np.concatenate([part.sizes for part in parts])
    order = np.argsort(keys)
    lows, times = (
        np.concatenate([getattr(part, name) for part in parts])[_spread(sizes[:, column], order)]
        for column, name in enumerate(("lows", "times"))
    )
    return Lists(keys[order], sizes[order], lows, times)


def _spread(sizes: NDArray[np.int64], order: NDArray[np.intp]) -> NDArray[np.int64]:
    """Return the places of the members of groups of `sizes` when the groups stand in `order`."""
    starts = np.cumsum(sizes) - sizes
    ordered = sizes[order]
    return np.repeat(starts[order] - (np.cumsum(ordered) - ordered), ordered) + np.arange(sizes.sum())


class SegmentWords:
    """The words of a segment, mapped. Safe to use from several threads.

    `rows` counts the segment's passages; `postings` has those of each language.

    Raises:
        DamagedIndexError: a file is missing, or they do not fit together.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        rows = read_array(folder / ROWS)
        if rows.shape != (1,) or rows.dtype != np.int64:
            msg = f"{folder / ROWS}: holds {rows.dtype} of shape {rows.shape}, wanted one int64; {REBUILD}"
            raise DamagedIndexError(msg)
        self.rows = int(rows[0])
        self.postings = {language: Postings(folder / language) for language in LANGUAGES}
        held = sum(one.count for one in self.postings.values())
        most = max((int(one.rows.max(initial=-1)) for one in self.postings.values()), default=-1)
        if held > self.rows or most >= self.rows:
            msg = f"{folder}: has {held} passages up to row {most}, {self.rows} were written; {REBUILD}"
            raise DamagedIndexError(msg)
