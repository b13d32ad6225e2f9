"""Dense search over the segments of a snapshot, by global rows.

Small groups are compared in full. What is large in a segment is looked through by short codes first, and the best of
all segments by these are compared in full. A search can be kept to a group and to chosen rows; it finds as many as
there are of them, and none that is dead. Every similarity is worked out in the one way of
`SegmentVectors.similarities`, and of equals the lower global row comes first, so nothing of how rows lie in segments
shows in what is found. Two rows of different groups that are each other's nearest are counterparts: how alike they are
tells translations from others. Searching from several threads is safe.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.encoders.protocol import Vectors
from index.errors import DamagedIndexError, EncoderError
from index.keeping.disk import REBUILD
from index.keeping.rows import DEAD, RowMap
from index.matching.counterparts import Counterparts
from index.segments.codes import BLOCK, Codebook, Scan
from index.segments.scanning import Scanned, Share, among, best_by_codes, of_one_codebook
from index.segments.vectors import SegmentVectors

# Of rows whose codes are scanned together, those that a search is kept to are compared in full where they are no more
# than `TAKEN` or less than this share: that is sooner done than looking through the codes.
NARROW = 0.1
TAKEN = 2000


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What is nearest: `rows` (int64) and their `similarities` (float32, -1 to 1), best first, same length."""

    rows: NDArray[np.int64]
    similarities: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class _Coded:
    """The rows of a group in one segment that has codes of them, global ones; `part` is the segment's."""

    segment: SegmentVectors
    part: str
    rows: NDArray[np.int32]
    codebook: Codebook


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    """What may be found of a share: `count` rows; these themselves where they are to be compared in full."""

    count: int
    rows: NDArray[np.int32] | None


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """Rows that searches can be kept to: `mask`, shape (rows,), is true of these; None where it is of all."""

    mask: NDArray[np.bool_] | None
    groups: Mapping[int, Sequence[_Kept]]

    def count(self, group: int) -> int:
        """How many rows of `group` are chosen."""
        return sum(kept.count for kept in self.groups.get(group, ()))


class VectorIndex:
    """Dense search over what lives in some segments."""

    def __init__(
        self,
        segments: Sequence[SegmentVectors],
        rows: RowMap,
        counterparts: Counterparts,
        *,
        parts: Sequence[str] | None = None,
        beside: VectorIndex | None = None,
    ) -> None:
        """`rows` numbers what lives in `segments`, which are of these `parts`, of one where they are not given.

        Codes of one part are scanned together, so that what is found in one hangs on no other's. Those that are in
        memory for `beside` are not read again.

        Raises:
            DamagedIndexError: the segments, their numbering or the counterparts do not fit together.
            IndexFloorError: the system has no more files or memory to give.
        """
        self._segments = tuple(segments)
        self._map = rows
        self._counterparts = counterparts
        _check(self._segments, rows, counterparts)
        self.groups = np.zeros(rows.count, np.int8)
        shares: dict[int, list[Share]] = {}
        coded: dict[int, list[_Coded]] = {}
        of_parts = parts if parts is not None else [""] * len(self._segments)
        for segment, part, places in zip(self._segments, of_parts, rows.to_global, strict=True):
            for group in segment.present:
                of_group = places[segment.of_group(group)]
                alive = among(of_group, None)
                self.groups[alive] = group
                book = segment.codebook_of(group)
                if len(alive) and book is not None:
                    coded.setdefault(group, []).append(_Coded(segment, part, of_group, book))
                elif len(alive):
                    shares.setdefault(group, []).append(Share(of_group, None))
        self._scans: dict[tuple[int, tuple[SegmentVectors, ...]], Scan] = {}
        at_hand = beside._scans if beside is not None else {}
        for group, of_segments in coded.items():
            for same in _together(of_segments):
                key = group, tuple(one.segment for one in same)
                scan = at_hand.get(key) or Scan(same[0].codebook, [one.segment.packed(group) for one in same])
                self._scans[key] = scan
                shares.setdefault(group, []).append(Share(_places(same), scan))
        self._shares = {group: tuple(shares[group]) for group in sorted(shares)}
        self._all = self._choose(None)

    @property
    def count(self) -> int:
        """How many vectors there are."""
        return self._map.count

    @property
    def dimensions(self) -> int:
        """Width of each vector."""
        return self._segments[0].dimensions if self._segments else 0

    def sizes(self, chosen: Chosen | None = None) -> dict[int, int]:
        """Return how many rows each group has, of those `chosen`; groups without any are left out."""
        kept = chosen or self._all
        counts = {group: kept.count(group) for group in self._shares}
        return {group: count for group, count in counts.items() if count}

    def choose(self, mask: NDArray[np.bool_]) -> Chosen:
        """Return what keeps searches to the rows of which `mask`, shape (count,), is true."""
        return self._choose(mask)

    def _choose(self, mask: NDArray[np.bool_] | None) -> Chosen:
        return Chosen(mask, {group: [_kept(one, mask) for one in shares] for group, shares in self._shares.items()})

    def search(
        self, question: NDArray[np.float32], limit: int, group: int | None = None, chosen: Chosen | None = None
    ) -> Neighbours:
        """Return the `limit` nearest rows of `question`, shape (dimensions,), fewer where there are fewer.

        No row is near a zero vector, to which all are alike. `group` keeps the search to its rows, `chosen` to those
        chosen; the limit then counts these alone.

        Raises:
            EncoderError: the question's vector has another width than the index, or is not finite.
        """
        asked = self._checked(question)
        if not asked.any() or limit < 1:
            return Neighbours(np.zeros(0, np.int64), np.zeros(0, np.float32))
        kept_to = chosen or self._all
        full: list[NDArray[np.int32]] = []
        scanned: list[Scanned] = []
        for one in [one for one in self._shares if group in (None, one)]:
            for share, kept in zip(self._shares[one], kept_to.groups[one], strict=True):
                if kept.rows is not None:
                    full.append(kept.rows)
                elif share.scan is not None:
                    scanned.append(Scanned(share, share.scan, kept.count))
        for some in of_one_codebook(scanned, attrgetter("scan.codebook")):
            full += best_by_codes(asked, some[0].scan.codebook.compared(limit), some, kept_to.mask)
        rows = np.concatenate(full).astype(np.int64) if full else np.zeros(0, np.int64)
        return _best(rows, self._compare(asked, rows), limit)

    def _checked(self, question: NDArray[np.float32]) -> NDArray[np.float32]:
        if self._segments and question.shape != (self.dimensions,):
            msg = f"the question's vector has shape {question.shape}, the index wants ({self.dimensions},)"
            raise EncoderError(msg)
        if not np.isfinite(question).all():
            msg = "the encoder gave a question's vector with NaN or infinity; use another encoder"
            raise EncoderError(msg)
        return np.ascontiguousarray(question, dtype=np.float32)

    def _compare(self, question: NDArray[np.float32], rows: NDArray[np.int64]) -> NDArray[np.float32]:
        found = np.empty(len(rows), np.float32)
        for share in self._map.split(rows):
            found[share.places] = self._segments[share.segment].similarities(question, share.locals)
        return found

    def similarities(
        self, question: NDArray[np.float32], rows: Sequence[int] | NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """Return the similarity of `question` to each of `rows`, shape (rows,)."""
        return self._compare(np.ascontiguousarray(question, np.float32), np.asarray(rows, dtype=np.int64))

    def counterparts(self, rows: Sequence[int] | NDArray[np.int64]) -> Neighbours:
        """Return the counterpart of each of `rows`, `NONE` for those without, and how alike both are, in that order."""
        found, likeness = self._counterparts.of(np.asarray(rows, dtype=np.int64))
        return Neighbours(found, likeness)

    def rows(self, rows: Sequence[int] | NDArray[np.int64] | None = None) -> Vectors:
        """Return the vectors of `rows`, in that order, or all, shape (rows, dimensions)."""
        wanted = np.arange(self.count) if rows is None else np.asarray(rows, dtype=np.int64)
        found = np.empty((len(wanted), self.dimensions), np.float32)
        for share in self._map.split(wanted):
            found[share.places] = self._segments[share.segment].rows(share.locals)
        return found


def _check(segments: Sequence[SegmentVectors], rows: RowMap, counterparts: Counterparts) -> None:
    where = segments[0].folder.parent if segments else Path()
    sizes = tuple(one.count for one in segments)
    widths = {one.dimensions for one in segments}
    for wrong, why in (
        (sizes != rows.sizes, f"segments of {sizes} rows, numbered as {rows.sizes}"),
        (len(widths) > 1, f"vectors of widths {sorted(widths)}"),
        (counterparts.count != rows.count, f"counterparts of {counterparts.count} rows for {rows.count}"),
    ):
        if wrong:
            msg = f"{where}: the vectors do not fit together ({why}); {REBUILD}"
            raise DamagedIndexError(msg)


def _together(coded: Sequence[_Coded]) -> Iterator[list[_Coded]]:
    """Yield what is scanned together: what is of one part and one codebook."""
    for part in dict.fromkeys(one.part for one in coded):
        yield from of_one_codebook([one for one in coded if one.part == part], attrgetter("codebook"))


def _places(coded: Sequence[_Coded]) -> NDArray[np.int32]:
    """Return the global row of each place of a scan of these, `DEAD` for what fills up blocks."""
    return np.concatenate([np.pad(one.rows, (0, -len(one.rows) % BLOCK), constant_values=DEAD) for one in coded])


def _kept(share: Share, mask: NDArray[np.bool_] | None) -> _Kept:
    rows = among(share.rows, mask)
    in_full = share.scan is None or len(rows) <= max(TAKEN, NARROW * len(share.rows))
    return _Kept(len(rows), rows if in_full else None)


def _best(rows: NDArray[np.int64], similarities: NDArray[np.float32], limit: int) -> Neighbours:
    """Return the `limit` most similar rows, best first; of equals, the lower row."""
    if len(rows) > 4 * limit:  # sorting all would take longer than comparing them
        least = np.partition(similarities, len(rows) - limit)[len(rows) - limit]
        inside = np.flatnonzero(similarities >= least)
        rows, similarities = rows[inside], similarities[inside]
    order = np.lexsort((rows, -similarities))[:limit]
    return Neighbours(rows[order], similarities[order])
