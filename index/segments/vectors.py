"""The vectors of one segment: a byte a number and one scale a row, and short codes where a group is large.

A row is kept as whole numbers from -127 to 127 and what these are multiplied by, in half precision. That moves the
similarity of a question and one of the shipped encoder's vectors by 0.0004 (root mean square; 0.0034 at most, of 400
million). Rows that were kept once lose nothing more, whether they are merged, which copies them, or written anew from
what `SegmentVectors.rows` gives. A similarity is worked out for each row alone, so it is the same whichever segment
holds the row and whatever is compared with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoders.protocol import Vectors
from index.errors import DamagedIndexError, EncoderError
from index.keeping.disk import REBUILD, make_folder, read_array, write_array
from index.segments.codes import PATTERNS, Codebook, check_packed, learn_codebook, pack, sample_places, unpack

ROWS, SCALES, GROUPS, CODES, CODEBOOK = "rows.npy", "scales.npy", "groups.npy", "codes-{}.npy", "codebook.npy"

CODED_FROM = 5000  # rows of a group; fewer are compared in full in a millisecond
LARGEST = 127
AT_ONCE = 4096  # rows that are turned to numbers of four bytes together: 4 MB of the shipped encoder's


class SegmentVectors:
    """Reads a folder that `write_vectors` or `merge_vectors` wrote; large files are mapped.

    `uncoded` says that a large group has no codes yet.

    Raises:
        DamagedIndexError: a file is missing or no array, or they do not fit together.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._rows, self._scales = read_array(folder / ROWS), read_array(folder / SCALES)
        self.groups: NDArray[np.int8] = read_array(folder / GROUPS)
        count = self._rows.shape[0] if self._rows.ndim == 2 else -1
        for name, array, shape, kind in (
            (ROWS, self._rows, self._rows.shape if count >= 0 else ("rows", "dimensions"), np.int8),
            (SCALES, self._scales, (count,), np.float16),
            (GROUPS, self.groups, (count,), np.int8),
        ):
            if array.shape != shape or array.dtype != kind:
                raise _damaged(folder / name, f"{array.dtype} of shape {array.shape} where {shape} was wanted")
        self.codebook: Codebook | None = None
        self._coded: tuple[int, ...] = ()
        large = [group for group, places in self._places.items() if len(places) >= CODED_FROM]
        self.uncoded = bool(large) and not (folder / CODEBOOK).exists()
        if large and not self.uncoded:
            self.codebook = self._read_codebook()
            self._coded = tuple(large)
            for group in large:
                self.packed(group)

    def _read_codebook(self) -> Codebook:
        patterns = read_array(self.folder / CODEBOOK)
        if patterns.ndim != 3 or patterns.shape[1] != PATTERNS or patterns[:, 0].size < self.dimensions:
            why = f"patterns of shape {patterns.shape} for vectors of {self.dimensions} numbers"
            raise _damaged(self.folder / CODEBOOK, why)
        return Codebook(np.array(patterns, np.float32), self.dimensions)

    @cached_property
    def _places(self) -> dict[int, NDArray[np.int32]]:
        present = np.flatnonzero(np.bincount(self.groups.astype(np.int64) + 128)) - 128
        return {group: np.flatnonzero(self.groups == group).astype(np.int32) for group in present.tolist()}

    @property
    def count(self) -> int:
        """How many rows there are, dead ones too."""
        return len(self._rows)

    @property
    def dimensions(self) -> int:
        """Width of each vector."""
        return int(self._rows.shape[1])

    @property
    def present(self) -> tuple[int, ...]:
        """The groups that have rows, sorted."""
        return tuple(self._places)

    def of_group(self, group: int) -> NDArray[np.int32]:
        """Return the local rows of a group, sorted."""
        return self._places[group] if group in self._places else np.zeros(0, np.int32)

    def codebook_of(self, group: int) -> Codebook | None:
        """Return what the codes of a group stand for, None where it has none."""
        return self.codebook if group in self._coded else None

    def packed(self, group: int) -> NDArray[np.uint8]:
        """Return the codes of a group that has them, as a scan wants them, in the order of `of_group`.

        Raises:
            DamagedIndexError: their file is missing, or holds others.
        """
        path, book = self.folder / CODES.format(group), self.codebook_of(group)
        found: NDArray[np.uint8] = read_array(path)
        try:
            if book is not None:
                check_packed(found, len(self._places[group]), book)
        except ValueError as error:
            raise _damaged(path, str(error)) from error
        return found

    def kept(self, locals_: NDArray[np.integer]) -> NDArray[np.int8]:
        """Return rows as they are kept, shape (rows, dimensions)."""
        found: NDArray[np.int8] = np.take(self._rows, locals_, axis=0)
        return found

    def scales(self, locals_: NDArray[np.integer]) -> NDArray[np.float32]:
        """Return what the numbers of each row are multiplied by, shape (rows,)."""
        found: NDArray[np.float32] = np.take(self._scales, locals_).astype(np.float32)
        return found

    def rows(self, locals_: NDArray[np.integer]) -> Vectors:
        """Return vectors, shape (rows, dimensions)."""
        found: Vectors = self.kept(locals_).astype(np.float32)
        found *= self.scales(locals_)[:, None]
        return found

    def similarities(self, question: NDArray[np.float32], locals_: NDArray[np.integer]) -> NDArray[np.float32]:
        """Return the similarity of `question`, contiguous, to each of some rows, shape (rows,)."""
        found = np.empty(len(locals_), np.float32)
        for start in range(0, len(locals_), AT_ONCE):
            some = locals_[start : start + AT_ONCE]
            # One row at a time, unlike a product of matrices, whose sums go by what else is in it.
            found[start : start + AT_ONCE] = np.vecdot(self.kept(some).astype(np.float32), question)
        found *= self.scales(locals_)
        return found

    def codes(self, group: int) -> NDArray[np.uint8]:
        """Return the codes of a group that has them, shape (rows of the group, bytes)."""
        return unpack(self.packed(group), len(self._places[group]))


def write_vectors(
    folder: Path,
    vectors: Vectors,
    groups: Sequence[int] | NDArray[np.int8],
    codebook: Codebook | None = None,
    *,
    coded: bool = True,
) -> None:
    """Write `vectors`, shape (passages, dimensions), to be found by inner product, into `folder`, which is made.

    They are unit rows. `groups` says of each row which group, from 0 up, it belongs to. `codebook` is the one that
    other segments have, if any has; a segment with a large group learns one where none is given. What is soon merged
    need not be `coded`.

    Raises:
        EncoderError: the vectors hold NaN or infinity, which would never be found again.
        OSError: the disk is full or fails.
    """
    rows, scales = np.empty(vectors.shape, np.int8), np.empty(len(vectors), np.float16)
    for some in _chunks(len(vectors)):
        rows[some], scales[some] = _shrunk(vectors[some])
    bad = int((~np.isfinite(scales)).sum())
    if bad:
        msg = f"the encoder gave {bad} of {len(vectors)} vectors with NaN or infinity; use another encoder"
        raise EncoderError(msg)
    _write(folder, rows, scales, np.asarray(groups, np.int8), codebook, {}, coded=coded)


def merge_vectors(
    folder: Path,
    parts: Sequence[tuple[SegmentVectors, NDArray[np.int32]]],
    codebook: Codebook | None = None,
    total: int = 0,
) -> None:
    """Write what lives in other segments into `folder`, which is made.

    With each segment goes the new row of each of its rows, -1 for those that are left out; together these are all
    numbers from 0 up, once each. Codes of the same codebook are copied; where none is given, it is that of the first
    segment that has one, or one is learned, for `total` rows of all segments.

    Raises:
        OSError: the disk is full or fails.
    """
    count = sum(int((new >= 0).sum()) for _, new in parts)
    dimensions = parts[0][0].dimensions if parts else 0
    rows, scales = np.zeros((count, dimensions), np.int8), np.zeros(count, np.float16)
    groups = np.zeros(count, np.int8)
    for segment, new in parts:
        live = np.flatnonzero(new >= 0)
        for chunk in _chunks(len(live)):
            some = live[chunk]
            rows[new[some]] = segment.kept(some)
            scales[new[some]] = segment.scales(some)
            groups[new[some]] = segment.groups[some]
    book = codebook or next((one.codebook for one, _ in parts if one.codebook), None)
    _write(folder, rows, scales, groups, book, _copied(parts, groups, book), total=total)


def _shrunk(vectors: Vectors) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """Return rows as they are kept, and their scales, not finite where a row is not.

    The scale has eleven significant bits, so that 127 times it is exact, and shrinking the rows again changes nothing.
    """
    largest = np.abs(vectors).max(axis=1, initial=0).astype(np.float32)
    with np.errstate(over="ignore"):
        scales = (largest / np.float32(LARGEST)).astype(np.float16)
    factors = scales.astype(np.float32)
    usable = (factors > 0) & np.isfinite(factors)
    scaled = np.divide(vectors, factors[:, None], out=np.zeros(vectors.shape, np.float32), where=usable[:, None])
    return np.rint(scaled, out=scaled).clip(-LARGEST, LARGEST).astype(np.int8), scales


def _copied(
    parts: Sequence[tuple[SegmentVectors, NDArray[np.int32]]], groups: NDArray[np.int8], codebook: Codebook | None
) -> dict[int, tuple[NDArray[np.int64], NDArray[np.uint8]]]:
    """Return for each group the new rows whose codes need not be made, and these codes."""
    if codebook is None:
        return {}
    copied = {}
    for group in np.unique(groups).tolist():
        rows, codes = [], []
        for segment, new in parts:
            book = segment.codebook_of(group)
            if book is None or not book.is_same(codebook):
                continue
            to = new[segment.of_group(group)]
            rows.append(to[to >= 0].astype(np.int64))
            codes.append(segment.codes(group)[to >= 0])
        if rows:
            copied[group] = (np.concatenate(rows), np.concatenate(codes))
    return copied


def _write(
    folder: Path,
    rows: NDArray[np.int8],
    scales: NDArray[np.float16],
    groups: NDArray[np.int8],
    codebook: Codebook | None,
    copied: Mapping[int, tuple[NDArray[np.int64], NDArray[np.uint8]]],
    *,
    coded: bool = True,
    total: int = 0,
) -> None:
    def numbers(places: NDArray[np.int64]) -> Vectors:
        return np.multiply(rows[places], scales[places, None], dtype=np.float32)

    make_folder(folder)
    write_array(folder / ROWS, rows)
    write_array(folder / SCALES, scales)
    write_array(folder / GROUPS, groups)
    members = {group: np.flatnonzero(groups == group) for group in np.unique(groups).tolist()}
    large = {group: places for group, places in members.items() if len(places) >= CODED_FROM}
    if not large or not coded:
        return
    book = codebook or learn_codebook(numbers(sample_places(len(rows))), max(total, len(rows)))
    write_array(folder / CODEBOOK, book.patterns)
    for group, places in large.items():
        codes = np.zeros((len(places), book.code_bytes), np.uint8)
        missing = np.ones(len(places), np.bool_)
        if group in copied:
            known = np.searchsorted(places, copied[group][0])
            codes[known] = copied[group][1]
            missing[known] = False
        left = np.flatnonzero(missing)
        for chunk in _chunks(len(left)):
            codes[left[chunk]] = book.encode(numbers(places[left[chunk]]))
        write_array(folder / CODES.format(group), pack(codes))


def _chunks(count: int) -> Iterator[slice]:
    for start in range(0, count, AT_ONCE):
        yield slice(start, start + AT_ONCE)


def _damaged(path: Path, why: str) -> DamagedIndexError:
    return DamagedIndexError(f"{path}: cannot be read ({why}); {REBUILD}")
