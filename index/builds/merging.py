"""Which segments become one, and how: so that a snapshot stays of few, whatever happened to its articles.

Small segments are cheap to merge and cost each question the same as large ones, so they are merged as soon as there are
a few; large ones rarely, and those of which much is dead are written anew without it. Over many builds a passage is
rewritten a few times, as in a log-structured merge tree (O'Neil and others, Acta Informatica 1996).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.keeping.rows import DEAD
from index.segments.codes import Codebook
from index.segments.passages import Renumbered, merge_passages
from index.segments.pieces import merge_pieces
from index.segments.postings import MOST_ROWS
from index.segments.segment import (
    PIECES,
    VECTORS,
    WORDS,
    Segment,
    SegmentCard,
    finish_segment,
    new_segment,
)
from index.segments.vectors import merge_vectors
from index.segments.word_merging import merge_words

SMALL, MIDDLING = 4096, 65_536  # rows, from fewest to most; more is large
MOST_OF_A_SIZE = 4  # segments of one size and part beside each other
WORN = 0.3  # the dead share from which a segment is written anew


@dataclass(frozen=True, slots=True)
class Weight:
    """What a merge has to know of a segment: its part, how many rows live and are there, and how many articles live.

    `uncoded` says that its vectors are so many that they should have codes, and have none; `lost` that it holds
    articles which were just removed.
    """

    part: str
    live: int
    rows: int
    articles: int = 1
    uncoded: bool = False
    lost: bool = False

    @property
    def worn(self) -> bool:
        """Whether it is better written anew.

        Much is dead, codes are missing, or somebody took an article away, whose text would stay in a file.
        """
        lost = self.lost and self.live <= MIDDLING
        return lost or self.uncoded or self.rows - self.live > WORN * self.rows


def plan_merges(weights: Sequence[Weight]) -> list[list[int]]:
    """Return which segments, by place, are to become one each; a single one is to be written anew without its dead."""
    plans: list[list[int]] = []
    for part in sorted({one.part for one in weights}):
        own = [place for place, one in enumerate(weights) if one.part == part and one.articles]
        for least, most in ((-1, SMALL), (SMALL, MIDDLING), (MIDDLING, MOST_ROWS)):
            like = [place for place in own if least < weights[place].live <= most]
            worn = [place for place in like if weights[place].worn]
            many = len(like) > MOST_OF_A_SIZE and most < MOST_ROWS
            plans += _filled(like if many else worn, weights)
    return [plan for plan in plans if len(plan) > 1 or weights[plan[0]].worn]


def _filled(places: Sequence[int], weights: Sequence[Weight]) -> Iterator[list[int]]:
    """Yield the places in runs that fit into one segment each."""
    run: list[int] = []
    held = 0
    for place in places:
        if run and held + weights[place].live > MOST_ROWS:
            yield run
            run, held = [], 0
        run.append(place)
        held += weights[place].live
    if run:
        yield run


def merge_segments(
    parts: Sequence[tuple[Segment, NDArray[np.bool_]]],
    segments: Path,
    codebook: Codebook | None = None,
    total: int = 0,
) -> tuple[SegmentCard, list[Renumbered]]:
    """Write one segment of the articles of some that are kept; return its card, and where these stand now.

    Each segment comes with which of its articles are kept. All are of one part. `codebook` is the one that other
    segments have, if any has; one that is learned is for the `total` rows of all.

    Raises:
        OSError: the disk refused.
    """
    of = [segment for segment, _ in parts]
    with new_segment(segments) as folder:
        moved = merge_passages(folder, [(one.passages, kept) for one, kept in parts])
        rows = [one.rows for one in moved]
        count = sum(int((one != DEAD).sum()) for one in rows)
        vectors = [(one.vectors, some) for one, some in zip(of, rows, strict=True)]
        merge_vectors(folder / VECTORS, vectors, codebook, total)
        merge_pieces(folder / PIECES, [(one.pieces, some) for one, some in zip(of, rows, strict=True)])
        merge_words(folder / WORDS, [(one.words, some) for one, some in zip(of, rows, strict=True)], count)
        articles = sum(int(kept.sum()) for _, kept in parts)
        return finish_segment(folder, replace(of[0].card, rows=count, articles=articles)), moved
