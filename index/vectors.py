"""Dense search: the only module that names faiss.

Vectors go in as float32 unit rows, are kept in half precision and are found again by inner product. Half precision
moves a similarity by less than 0.001 and halves the file; rows that are taken over into the next index lose nothing
more. Each row belongs to a group, which a search can keep to. A small group is looked through row by row. A large one
is looked through by short codes first, a quarter of a byte a number (product quantisation: Jegou, Douze and Schmid,
PAMI 2011; scanned in registers: Andre, Kermarrec and Le Scouarnec, VLDB 2015), and what they find is compared in full.
A search can be kept to chosen rows too; it finds as many as there are of them. Two rows of different groups that are
each other's nearest are counterparts: how alike they are tells translations from others. A row's number is its place in
the matrix. Searching from several threads is safe; nothing is ever added to an index that is being read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encoders.protocol import Vectors
from index.errors import DamagedIndexError, EncoderError, IndexFloorError

ROWS, GROUPS, CODES = "rows.faiss", "groups.npy", "codes-{}.faiss"
COUNTERPARTS, LIKENESS = "counterparts.npy", "likeness.npy"
NONE = -1  # the counterpart of a row that has none

# Finding counterparts compares each row with all of the other groups: 40,000 rows take 4 s of one core, 80,000 take
# 14 s. Collections beyond this have none.
COUNTERPARTS_UP_TO = 200_000

# From so many rows on a group has codes. Looking through fewer in full takes less than a third of a millisecond.
CODED_FROM = 5000
CODED_TOGETHER, CODE_BITS = 2, 4  # numbers of a vector that one code stands for, and its bits

# Rows compared in full for so many wanted. Of the 60 nearest by all numbers, the 200 nearest by codes hold 0.98 (300
# training questions, both languages of the development index).
WIDER, BEYOND = 3, 20
# A search that is kept to some rows of a group with codes compares these in full where they are fewer than `CODED_FROM`
# or than this share of the group. Else it looks through the codes for as many more as rows are left out, and for this
# many times as many again where those come first.
NARROW = 0.1
SLACK, FURTHER = 1.1, 4
TAKEN = 2000  # so few rows are sooner taken out and compared than all are looked through for them
LOOKED_AT_ONCE = 1024  # rows whose counterparts are looked for together


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What is nearest: `rows` (int64) and their `similarities` (float32, -1 to 1), best first, same length."""

    rows: NDArray[np.int64]
    similarities: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    """The chosen rows of one group: how many, and how its own index keeps to them, and that of all rows.

    `few` holds the rows where they are so few that they are taken out, else None.
    """

    count: int
    few: NDArray[np.int64] | None
    within: faiss.SearchParameters
    among_all: faiss.SearchParameters


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """Rows that searches can be kept to: `mask`, shape (rows,), is true of these."""

    mask: NDArray[np.bool_]
    groups: Mapping[int, _Kept]

    def count(self, group: int) -> int:
        """How many rows of `group` are chosen."""
        return self.groups[group].count if group in self.groups else 0


def write_vectors(folder: Path, vectors: Vectors, groups: Sequence[int], apart: Sequence[int] | None = None) -> None:
    """Write `vectors`, shape (passages, dimensions), to be found by inner product, into `folder`, which is made.

    `groups` says of each row which group, from 0 up, it belongs to. Rows of which `apart` says different numbers are no
    counterparts, so that none is anything to those who may not read the other.

    Raises:
        EncoderError: the vectors hold NaN or infinity, which faiss would accept and never find again.
        IndexFloorError: the disk is full or fails.
    """
    if not np.isfinite(vectors).all():
        bad = int((~np.isfinite(vectors).all(axis=1)).sum())
        msg = f"the encoder gave {bad} of {len(vectors)} vectors with NaN or infinity; use another encoder"
        raise EncoderError(msg)
    of_rows = np.asarray(groups, dtype=np.int8)
    dimensions = vectors.shape[1]
    # As they will be read: a build that takes rows over makes the same codes and counterparts.
    rows = vectors.astype(np.float16).astype(np.float32)
    whole = _whole(rows)
    try:
        folder.mkdir(parents=True)
        np.save(folder / GROUPS, of_rows, allow_pickle=False)
        faiss.write_index(whole, str(folder / ROWS))
        codes = {}
        for group in np.unique(of_rows).tolist():
            chosen = of_rows == group
            if _is_coded(int(chosen.sum()), dimensions):
                codes[group] = _coded(rows[chosen])
                faiss.write_index(codes[group], str(folder / CODES.format(group)))
        parts = np.zeros(len(rows), np.int64) if apart is None else np.asarray(apart, dtype=np.int64)
        counterparts, likeness = _find_counterparts(rows, of_rows, codes, parts)
        np.save(folder / COUNTERPARTS, counterparts, allow_pickle=False)
        np.save(folder / LIKENESS, likeness, allow_pickle=False)
    except (OSError, RuntimeError) as error:  # RuntimeError is faiss's only exception; its words say what the disk said
        msg = f"{folder}: the vectors cannot be written ({error}); the index before is unchanged"
        raise IndexFloorError(msg) from error


def _whole(rows: Vectors) -> faiss.IndexScalarQuantizer:
    index = faiss.IndexScalarQuantizer(rows.shape[1], faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    index.add(rows)
    return index


def _is_coded(rows: int, dimensions: int) -> bool:
    return rows >= CODED_FROM and dimensions % CODED_TOGETHER == 0


def _coded(rows: Vectors) -> faiss.IndexPQFastScan:
    codes = faiss.IndexPQFastScan(rows.shape[1], rows.shape[1] // CODED_TOGETHER, CODE_BITS, faiss.METRIC_INNER_PRODUCT)
    codes.train(rows)  # on a sample of its own choice, always the same
    codes.add(rows)
    return codes


def _find_counterparts(
    rows: Vectors,
    groups: NDArray[np.int8],
    codes: Mapping[int, faiss.IndexPQFastScan],
    apart: NDArray[np.int64],
) -> tuple[NDArray[np.int32], NDArray[np.float16]]:
    """Return each row's counterpart among those of its part or `NONE`, and how alike both are, shapes (rows,)."""
    parts = np.unique(apart).tolist()
    if len(parts) < 2:
        return _counterparts_within(rows, groups, codes)
    nearest, likeness = np.full(len(rows), NONE, np.int32), np.zeros(len(rows), np.float16)
    for part in parts:
        places = np.flatnonzero(apart == part)
        some, of_some = rows[places], groups[places]
        own = {group: _of_some(codes[group], some[of_some == group]) for group in codes if _are_many(of_some, group)}
        found, alike = _counterparts_within(some, of_some, own)
        nearest[places], likeness[places] = np.where(found == NONE, NONE, places[found]), alike
    return nearest, likeness


def _are_many(groups: NDArray[np.int8], group: int) -> bool:
    return int((groups == group).sum()) >= CODED_FROM


def _of_some(codes: faiss.IndexPQFastScan, rows: Vectors) -> faiss.IndexPQFastScan:
    """Return an index of `rows` alone with the same codes, which are not learned again."""
    some = cast("faiss.IndexPQFastScan", faiss.clone_index(codes))
    some.reset()
    some.add(rows)
    return some


def _counterparts_within(
    rows: Vectors, groups: NDArray[np.int8], codes: Mapping[int, faiss.IndexPQFastScan]
) -> tuple[NDArray[np.int32], NDArray[np.float16]]:
    """Return each row's counterpart or `NONE`, and how alike both are, shapes (rows,)."""
    nearest, likeness = np.full(len(rows), NONE, np.int32), np.zeros(len(rows), np.float16)
    if len(rows) > COUNTERPARTS_UP_TO:
        return nearest, likeness
    for group in np.unique(groups).tolist():
        there = np.flatnonzero(groups == group)
        if group not in codes and len(there) >= CODED_FROM:
            continue  # so many, of a width that has no codes: comparing all with all would take hours
        others = np.flatnonzero(groups != group)
        for start in range(0, len(others), LOOKED_AT_ONCE):
            some = others[start : start + LOOKED_AT_ONCE]
            found, alike = _nearest(rows[some], rows, there, codes.get(group))
            closer = (nearest[some] == NONE) | (alike > likeness[some])
            nearest[some[closer]], likeness[some[closer]] = found[closer], alike[closer]
    mutual = (nearest != NONE) & (nearest[nearest] == np.arange(len(rows)))
    return np.where(mutual, nearest, NONE).astype(np.int32), np.where(mutual, likeness, 0).astype(np.float16)


def _nearest(
    questions: Vectors, rows: Vectors, there: NDArray[np.int64], codes: faiss.IndexPQFastScan | None
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the nearest of the rows `there` to each question, and how alike they are."""
    if codes is None:
        similarities = questions @ rows[there].T
        best = similarities.argmax(axis=1)
        return there[best], similarities.max(axis=1)
    found = codes.search(questions, BEYOND)[1]
    near = there[np.where(found < 0, found[:, :1].clip(0), found)]  # faiss fills up with -1
    similarities = np.einsum("qd,qnd->qn", questions, rows[near])
    best = similarities.argmax(axis=1)[:, None]
    return np.take_along_axis(near, best, 1)[:, 0], np.take_along_axis(similarities, best, 1)[:, 0]


@dataclass(frozen=True, slots=True)
class _Group:
    """The rows of one group, and an index of these alone: of their codes where `coded`, else of their vectors."""

    rows: NDArray[np.int64]
    index: faiss.Index
    coded: bool


class VectorIndex:
    """Dense search over a folder that `write_vectors` wrote; vectors are mapped, codes and small groups in memory.

    Raises:
        DamagedIndexError: a file is missing or no index, or they do not fit together.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self._index = faiss.read_index(str(folder / ROWS), faiss.IO_FLAG_MMAP_IFC | faiss.IO_FLAG_READ_ONLY)
            self._bytes = _codes_of(cast("faiss.IndexFlatCodes", faiss.downcast_index(self._index)))
            self.groups = np.load(folder / GROUPS, allow_pickle=False)
            self._counterparts = np.load(folder / COUNTERPARTS, mmap_mode="r", allow_pickle=False)
            self._likeness = np.load(folder / LIKENESS, mmap_mode="r", allow_pickle=False)
            if not len(self._counterparts) == len(self._likeness) == self.count:
                msg = f"{len(self._counterparts)} counterparts for {self.count} rows"
                raise ValueError(msg)
            present = np.unique(self.groups).tolist()
            self._groups = {group: self._read_group(folder, group) for group in present}
        except (OSError, EOFError, ValueError, RuntimeError) as error:
            msg = f"{folder}: the vectors cannot be read ({error}); run `sourcier rebuild-index --all`"
            raise DamagedIndexError(msg) from error

    def _read_group(self, folder: Path, group: int) -> _Group:
        chosen = self.groups == group
        if len(chosen) != self.count:
            msg = f"{len(chosen)} groups for {self.count} rows"
            raise ValueError(msg)
        rows = np.flatnonzero(chosen)
        if not _is_coded(len(rows), self.dimensions):
            return _Group(rows, self._index if len(rows) == self.count else _whole(self._rows(rows)), coded=False)
        codes = faiss.read_index(str(folder / CODES.format(group)))
        if codes.ntotal != len(rows):
            msg = f"{codes.ntotal} codes for {len(rows)} rows of group {group}"
            raise ValueError(msg)
        return _Group(rows, codes, coded=True)

    @property
    def count(self) -> int:
        """How many vectors there are."""
        return int(self._index.ntotal)

    def sizes(self, chosen: Chosen | None = None) -> dict[int, int]:
        """Return how many rows each group has, of those `chosen`; groups without any are left out."""
        counts = {
            group: len(one.rows) if chosen is None else chosen.count(group) for group, one in self._groups.items()
        }
        return {group: count for group, count in counts.items() if count}

    def choose(self, mask: NDArray[np.bool_]) -> Chosen:
        """Return what keeps searches to the rows of which `mask`, shape (count,), is true."""
        kept = {}
        for group, one in self._groups.items():
            within = mask[one.rows]
            among_all = np.zeros(self.count, np.bool_)
            among_all[one.rows[within]] = True
            count = int(within.sum())
            few = one.rows[within] if count <= TAKEN else None
            kept[group] = _Kept(count, few, _only(within), _only(among_all))
        return Chosen(mask, kept)

    @property
    def dimensions(self) -> int:
        """Width of each vector."""
        return int(self._index.d)

    def search(
        self, question: NDArray[np.float32], limit: int, group: int | None = None, chosen: Chosen | None = None
    ) -> Neighbours:
        """Return the `limit` nearest rows of `question`, shape (dimensions,), fewer where there are fewer.

        No row is near a zero vector, to which all are alike. `group` keeps the search to its rows, `chosen` to those
        chosen; the limit then counts these alone.

        Raises:
            EncoderError: the question's vector has another width than the index, or is not finite.
        """
        if question.shape != (self.dimensions,):
            msg = f"the question's vector has shape {question.shape}, the index wants ({self.dimensions},)"
            raise EncoderError(msg)
        if not np.isfinite(question).all():
            msg = "the encoder gave a question's vector with NaN or infinity; use another encoder"
            raise EncoderError(msg)
        asked = np.ascontiguousarray(question, dtype=np.float32)
        if not asked.any():
            return Neighbours(np.zeros(0, np.int64), np.zeros(0, np.float32))
        groups = [one for one in self._groups if group in (None, one)]
        if chosen is None:
            found = [self._search_group(asked, limit, self._groups[one]) for one in groups]
        else:
            kept = [(self._groups[one], chosen.groups[one]) for one in groups if chosen.groups[one].count]
            found = [self._search_chosen(asked, limit, one, chosen.mask, some) for one, some in kept]
        if not found:
            return Neighbours(np.zeros(0, np.int64), np.zeros(0, np.float32))
        if len(found) == 1:
            return found[0]
        rows = np.concatenate([one.rows for one in found])
        similarities = np.concatenate([one.similarities for one in found])
        return _best(rows, similarities, limit)

    def _search_group(self, question: NDArray[np.float32], limit: int, group: _Group) -> Neighbours:
        looked = WIDER * limit + BEYOND if group.coded else limit
        similarities, near = group.index.search(question[None, :], min(looked, len(group.rows)))
        found = near[0] >= 0  # faiss fills up with -1
        rows = group.rows[near[0][found]]
        if group.coded:
            return _best(rows, self.similarities(question, rows), limit)
        return Neighbours(rows, similarities[0][found])

    def _search_chosen(
        self, question: NDArray[np.float32], limit: int, group: _Group, mask: NDArray[np.bool_], kept: _Kept
    ) -> Neighbours:
        """Return the nearest of the rows of `group` of which `mask` is true, as many as there are up to `limit`."""
        wanted = min(limit, kept.count)
        if not group.coded:
            similarities, near = group.index.search(question[None, :], wanted, params=kept.within)
            found = near[0] >= 0
            return Neighbours(group.rows[near[0][found]], similarities[0][found])
        size = len(group.rows)
        if kept.count >= max(CODED_FROM, NARROW * size):
            needed = min(WIDER * limit + BEYOND, kept.count)
            looked = int(SLACK * needed * size / kept.count) + BEYOND
            for _ in range(2):
                near = group.index.search(question[None, :], min(looked, size))[1]
                rows = group.rows[near[0][near[0] >= 0]]
                rows = rows[mask[rows]]
                if len(rows) >= needed:
                    return _best(rows, self.similarities(question, rows), limit)
                looked *= FURTHER
        # Codes cannot be searched in part: the few are compared in full, and so are those that others stand before.
        if kept.few is not None:
            return _best(kept.few, self.similarities(question, kept.few), limit)
        similarities, near = self._index.search(question[None, :], wanted, params=kept.among_all)
        found = near[0] >= 0
        return Neighbours(near[0][found], similarities[0][found])

    def similarities(
        self, question: NDArray[np.float32], rows: Sequence[int] | NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return the similarity of `question` to each of `rows`, shape (rows,)."""
        if not len(rows):
            return np.zeros(0, np.float32)
        found: NDArray[np.float32] = self._rows(np.asarray(rows, dtype=np.int64)) @ np.asarray(question, np.float32)
        return found

    def _rows(self, rows: NDArray[np.int64]) -> Vectors:
        found: Vectors = np.take(self._bytes, rows, axis=0).view(np.float16).astype(np.float32)
        return found

    def counterparts(self, rows: Sequence[int] | NDArray[np.int64]) -> Neighbours:
        """Return the counterpart of each of `rows`, `NONE` for those without, and how alike both are, in that order."""
        some = np.asarray(rows, dtype=np.int64)
        return Neighbours(self._counterparts[some].astype(np.int64), self._likeness[some].astype(np.float32))

    def rows(self) -> Vectors:
        """Return all vectors in row order, shape (count, dimensions): what a rebuild takes over."""
        return self._rows(np.arange(self.count))


def _only(mask: NDArray[np.bool_]) -> faiss.SearchParameters:
    """Return what keeps faiss to the places of which `mask` is true."""
    made: Any = faiss  # its types know neither arrays nor keywords
    parameters: faiss.SearchParameters = made.SearchParameters(
        sel=made.IDSelectorBitmap(np.packbits(mask, bitorder="little"))
    )
    return parameters


def _codes_of(index: faiss.IndexFlatCodes) -> NDArray[np.uint8]:
    """Return the bytes of the vectors as faiss holds them, shape (rows, bytes): it gives single rows slowly.

    They are not copied, so they are there no longer than `index` is. They are bytes, since in a mapped file a number
    may lie at an odd address, and numpy would copy all of them before it took some.
    """
    if index.ntotal == 0:
        return np.zeros((0, index.code_size), np.uint8)
    flat: NDArray[np.uint8] = faiss.rev_swig_ptr(index.codes.data(), index.ntotal * index.code_size)
    return flat.reshape(index.ntotal, index.code_size)


def _best(rows: NDArray[np.int64], similarities: NDArray[np.float32], limit: int) -> Neighbours:
    """Return the `limit` most similar rows, best first; of equals, the lower row."""
    order = np.lexsort((rows, -similarities))[:limit]
    return Neighbours(rows[order], similarities[order])
