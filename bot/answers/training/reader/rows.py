"""Sequences to learn from, as arrays: ragged where they are kept, padded where a batch is taken.

The layout is that of `bot.answers.sentences.reader.lay_out`; here is only how many of them lie together. Knows no
torch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.answers.sentences.reader import FILLER, READ, Candidate, Ids, lay_out
from bot.answers.training.samples import RIGHT

NO_PLACE = 0  # in `answers` and `marks`: where the start stands


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its candidates, best first, and how each is marked (`RIGHT`, `ELSEWHERE` or 0).

    `answer` is where the answer's pieces stand in the first right candidate, None where that is not known.
    """

    question: Ids
    candidates: Sequence[Candidate]
    marks: Sequence[int]
    answer: range | None = None


@dataclass(frozen=True, slots=True)
class Padded:
    """Sequences of one batch; shapes (rows, longest) but for the last three, (rows, READ) twice and (rows, 2).

    `marks` say where each candidate's mark stands, `NO_PLACE` where it is left out, `given` how it is marked, `answers`
    the first and last place of the answer, `NO_PLACE` where there is none.
    """

    pieces: NDArray[np.int64]
    places: NDArray[np.int64]
    kinds: NDArray[np.int64]
    ranks: NDArray[np.int64]
    marks: NDArray[np.int64]
    given: NDArray[np.int64]
    answers: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Rows:
    """Many sequences end to end; row i is what lies from `starts[i]` to `starts[i + 1]`. The rest as in `Padded`."""

    pieces: NDArray[np.uint16]
    places: NDArray[np.uint8]
    kinds: NDArray[np.uint8]
    ranks: NDArray[np.uint8]
    starts: NDArray[np.int64]
    marks: NDArray[np.uint16]
    given: NDArray[np.uint8]
    answers: NDArray[np.uint16]

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def lengths(self) -> NDArray[np.int64]:
        """How long each sequence is."""
        return np.diff(self.starts)

    def take(self, rows: NDArray[np.int64], vocabulary: int) -> Padded:
        """Return some sequences, filled up to the longest."""
        lengths = self.lengths[rows]
        there = np.arange(lengths.max(initial=1)) < lengths[:, None]
        flat = (self.starts[rows][:, None] + np.arange(there.shape[1]))[there]

        def padded(values: NDArray[Any], filler: int) -> NDArray[np.int64]:
            found = np.full(there.shape, filler, np.int64)
            found[there] = values[flat]
            return found

        return Padded(
            pieces=padded(self.pieces, vocabulary + FILLER),
            places=padded(self.places, 0),
            kinds=padded(self.kinds, 0),
            ranks=padded(self.ranks, 0),
            marks=self.marks[rows].astype(np.int64),
            given=self.given[rows].astype(np.int64),
            answers=self.answers[rows].astype(np.int64),
        )


def make_rows(examples: Iterable[Example], vocabulary: int) -> Rows:
    """Return the sequences of some examples, for a table of `vocabulary` pieces."""
    laid = [(example, lay_out(example.question, example.candidates, vocabulary)) for example in examples]
    marks, given = np.zeros((len(laid), READ), np.uint16), np.zeros((len(laid), READ), np.uint8)
    answers = np.full((len(laid), 2), NO_PLACE, np.uint16)
    for row, (example, one) in enumerate(laid):
        marks[row] = one.marks
        for rank, mark in enumerate(example.marks[:READ]):
            given[row, rank] = mark if one.marks[rank] else 0
        right = np.flatnonzero(given[row] == RIGHT)
        if example.answer is not None and len(right):
            first, size = int(one.marks[right[0]]) + 1, int((one.ranks == right[0] + 1).sum()) - 1
            if example.answer.stop <= size:
                answers[row] = first + example.answer.start, first + example.answer.stop - 1
    return Rows(
        pieces=_flat([one.pieces for _, one in laid], np.uint16),
        places=_flat([one.places for _, one in laid], np.uint8),
        kinds=_flat([one.kinds for _, one in laid], np.uint8),
        ranks=_flat([one.ranks for _, one in laid], np.uint8),
        starts=np.cumsum([0, *(len(one.pieces) for _, one in laid)], dtype=np.int64),
        marks=marks,
        given=given,
        answers=answers,
    )


def _flat(parts: Sequence[NDArray[np.int64]], kind: type[np.unsignedinteger[Any]]) -> NDArray[Any]:
    return np.concatenate(parts).astype(kind) if parts else np.zeros(0, kind)


def together(parts: Sequence[Rows]) -> Rows:
    """Return the sequences of all parts, in order."""
    arrays = {
        one.name: np.concatenate([getattr(part, one.name) for part in parts])
        for one in fields(Rows)
        if one.name != "starts"
    }
    return Rows(**arrays, starts=np.cumsum([0, *(length for part in parts for length in part.lengths)], dtype=np.int64))


def save_rows(path: Path, rows: Rows) -> None:
    """Write `rows`: whole, or not at all."""
    unfinished = path.with_name(f"unfinished.{path.name}")
    np.savez(unfinished, **{one.name: getattr(rows, one.name) for one in fields(Rows)})
    unfinished.replace(path)


def load_rows(path: Path) -> Rows:
    """Return the rows that `save_rows` wrote."""
    with np.load(path, allow_pickle=False) as arrays:
        return Rows(**{one.name: arrays[one.name] for one in fields(Rows)})
