"""Reads the postings of a question: what each passage may score at most, and what some score exactly.

Most words of a question stand in many passages and count little. Once the postings read say that as many passages as
are wanted score more than all other words together can add, those others need only be looked up for the passages that
may then still be among the best: this is MaxScore (Turtle and Flood, "Query evaluation: strategies and optimizations",
1995), word by word rather than passage by passage. The words are read in the order of what they can add for each of
their postings, so that the longest lists for the least are left.

Sums are worked out in 32 bits, scores in 64 and in the order of the question's words. So a score hangs neither on what
was read first nor on how passages are spread over segments. Lists are read in few calls for many numbers, during which
other threads can run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.segments.postings import BLOCK, Block, Postings

# Sums are compared by the highest of each of so many groups of passages: as many passages as groups have a sum that
# high, and finding the groups' highest takes a tenth of the time that ordering all sums takes. The highest of each
# `LAYERS` passages is found first; by it those above a sum are found too, unless more than one of `FEW` has any.
GROUPS = 2048
LAYERS = 32
FEW = 16

# Postings. So many together are a few megabytes of numbers; a quarter of them at once takes a fifth more time.
READ_AT_ONCE = 1 << 17
# Below so many, or one of `FIRST_SHARE` of them, finding what can be left takes longer than reading it.
READ_FIRST = 1 << 17
FIRST_SHARE = 8
# What is left may add this share of what the last passage wanted seems to score. The more it may add, the more passages
# it must be looked up for: from 0.35 to 0.7 that takes the same time.
SURE = 0.5

ID_BITS = 8  # of what a length is known by, see `index.segments.postings.LENGTHS`

_ONCE = np.ones(BLOCK, np.uint8)  # how often a word stands in passages that hold it once


@dataclass(frozen=True, slots=True, eq=False)
class Weighted:
    """A question as it is scored: `fields` and `weights` tell where each key stands and what it counts.

    First come the keys of stems, two each: in the text and in the title. Stems that stand for one word of the question
    follow each other, and the next word's begin at the place among the stems that `words` tells: of these the best
    counts, and `beside` of the others. What keys behind them count is added.
    """

    stems: int
    words: tuple[int, ...]
    beside: float
    fields: NDArray[np.intp]
    weights: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """The passages of one segment; `first` is the number of the first of them among all of the language."""

    postings: Postings
    first: int


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A block of the part of this number; `first` is the number of its first passage among all of the language."""

    block: Block
    part: int
    first: int


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """Lists of passages, by block: which keys they are of, in which blocks, and where there, as `index.segments` says.

    `starts` and `ends`, shape (2, lists), have a row for `lows` and one for `times`. `frequencies` tells in how many
    live passages each key stands.
    """

    keys: NDArray[np.intp]
    places: NDArray[np.intp]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    frequencies: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Searched:
    """What questions are looked for in: `norms`, shape (fields, 256), are BM25's by the id of a length.

    `least` are those of the shortest passage, by field; `passages` counts the dead ones too.
    """

    parts: Sequence[Part]
    places: Sequence[Place]
    passages: int
    norms: NDArray[np.float64]
    least: NDArray[np.float64]

    @cached_property
    def firsts(self) -> NDArray[np.intp]:
        """The number of the first passage of each place among all of the language."""
        return np.array([place.first for place in self.places], np.intp)

    @cached_property
    def within(self) -> NDArray[np.intp]:
        """The number of the first passage of each place within its part."""
        return np.array([place.block.first for place in self.places], np.intp)

    @cached_property
    def counts(self) -> NDArray[np.intp]:
        """How many passages the part of each place has."""
        return np.array([self.parts[place.part].postings.count for place in self.places], np.intp)


@dataclass(frozen=True, slots=True, eq=False)
class _Postings:
    """Postings read: the passage of each, and how often the word stands there.

    `codes` have the number of the word's key and, in the lowest bits, the id of the length that the field has there.
    """

    passages: NDArray[np.intp]
    codes: NDArray[np.intp]
    times: NDArray[np.uint8]


class Scan:
    """Reads a question's lists; `sums` has the most that each passage may score by those that were read."""

    def __init__(self, question: Weighted, looked: Looked, searched: Searched) -> None:
        self._question, self._looked, self._searched = question, looked, searched
        self._norms = searched.norms.astype(np.float32)[question.fields].reshape(-1)  # by code
        self._sizes = looked.ends - looked.starts
        self._count = int(self._sizes[0].sum())
        self._read: list[_Postings] = []
        groups = -(-searched.passages // GROUPS)
        layers = min(LAYERS, groups)
        self._by_layer = np.zeros((layers, -(-groups // layers) * GROUPS), np.float32)
        self.sums = self._by_layer.reshape(-1)
        self._layers: NDArray[np.float32] | None = None
        self._groups: NDArray[np.float32] | None = None
        # Keys in the order in which they are read; how many postings the first so many have, what all others can add.
        keys = len(question.weights)
        self._order, self._postings, self._rests = np.arange(keys), np.zeros(keys + 1), np.zeros(keys + 1)
        self._done = 0

    def read_enough(self, limit: int) -> None:
        """Read lists until what others can add is likely less than what `limit` passages score."""
        if self._count <= READ_FIRST:
            self.read_all()
            return
        self._plan()
        self._read_to(int(self._postings.searchsorted(max(READ_FIRST, self._postings[-1] / FIRST_SHARE))))
        while self.rest:
            enough = int((self._rests <= SURE * self.likely_least(limit)).argmax())
            if enough <= self._done:
                return
            twice = int(self._postings.searchsorted(2 * self._postings[self._done], side="right"))
            self._read_to(min(enough, max(twice, self._done + 1)))

    def _plan(self) -> None:
        """Order the keys; tell how many postings the first so many have, and what all others can add."""
        keys = len(self._order)
        counts = np.bincount(self._looked.keys, self._sizes[0], keys)
        often = np.bincount(self._looked.keys, self._sizes[1], keys) > 0
        bounds = self._question.weights * np.where(often, 1.0, 1 / (1 + self._searched.least[self._question.fields]))
        bounds[counts == 0] = 0.0
        self._order = np.argsort(-bounds / np.maximum(counts, 1), kind="stable")
        self._postings[1:] = counts[self._order].cumsum()
        self._rests[:-1] = bounds[self._order][::-1].cumsum()[::-1]

    @property
    def rest(self) -> float:
        """The most that lists which were not read can add to a score."""
        return float(self._rests[self._done])

    def read_all(self) -> None:
        """Read all lists."""
        self._read_to(len(self._order))

    def look_up(self, passages: NDArray[np.intp]) -> None:
        """Look the lists that were not read up for some passages, so that these have their whole sums."""
        marks = np.zeros(len(self.sums), np.bool_)
        marks[passages] = True
        for lists in self._lists(self._order[self._done :]):
            self._add(*self._gather(lists, marks))
        self._done = len(self._order)

    def _read_to(self, done: int) -> None:
        done = min(done, len(self._order))
        for lists in self._lists(self._order[self._done : done]):
            self._add(*self._gather(lists, None))
        self._done = done

    def _lists(self, keys: NDArray[np.intp]) -> Iterator[NDArray[np.intp] | slice]:
        """Yield the lists of some keys, by block, as many together as are read at once."""
        if len(keys) == len(self._order) and self._count <= READ_AT_ONCE:
            if self._count:
                yield slice(None)
            return
        chosen = np.zeros(len(self._order), np.bool_)
        chosen[keys] = True
        lists = chosen[self._looked.keys].nonzero()[0]
        groups = self._sizes[0, lists].cumsum() // READ_AT_ONCE
        cuts = [0, *(np.diff(groups).nonzero()[0] + 1).tolist(), len(lists)]
        for start, end in pairwise(cuts):
            if start < end:
                yield lists[start:end]

    def _gather(
        self, lists: NDArray[np.intp] | slice, marks: NDArray[np.bool_] | None
    ) -> tuple[_Postings, NDArray[np.float32]]:
        """Return the postings of some lists, of these those with marked passages, and what the word of each counts."""
        looked, searched = self._looked, self._searched
        keys, of, counts = looked.keys[lists], looked.places[lists], self._sizes[0, lists]
        lows: list[NDArray[np.uint16]] = []
        often: list[NDArray[np.uint8]] = []
        lasts: dict[int, int] = {}  # the last list of each part
        bounds = (*looked.starts[:, lists].tolist(), *looked.ends[:, lists].tolist())
        for at, (number, start, more, stop, end) in enumerate(zip(of.tolist(), *bounds, strict=True)):
            place = searched.places[number]
            lasts[place.part] = at
            lows.append(place.block.lows[start:stop])
            often.append(_ONCE[: stop - start - (end - more)])
            if more < end:
                often.append(place.block.times[more:end])
        passages = np.concatenate(lows, dtype=np.intp)  # of their blocks
        times = np.concatenate(often)
        # Where the lengths of a list's block and field begin among those of its part.
        lengths = self._question.fields[keys] * searched.counts[of] + searched.within[of]
        ends = counts.cumsum()
        weights = self._question.weights[keys].astype(np.float32)
        if marks is None:
            within = passages + lengths.repeat(counts)
            if len(searched.places) > 1:
                passages += searched.firsts[of].repeat(counts)
            codes, weights = (keys << ID_BITS).repeat(counts), weights.repeat(counts)
        else:
            hits = marks.take(passages + searched.firsts[of].repeat(counts)).nonzero()[0]
            of_list = ends.searchsorted(hits, side="right")
            within, times = passages[hits] + lengths[of_list], times[hits]
            passages = passages[hits] + searched.firsts[of][of_list]
            codes, weights = keys[of_list] << ID_BITS, weights[of_list]
            ends = hits.searchsorted(ends)
        start = 0
        for part, last in lasts.items():
            some = slice(start, int(ends[last]))
            codes[some] += searched.parts[part].postings.length_ids.take(within[some])
            start = some.stop
        return _Postings(passages, codes, times), weights

    def _add(self, read: _Postings, weights: NDArray[np.float32]) -> None:
        """Add what words count to the sums: weight * times / (times + norm)."""
        times = read.times.astype(np.float32)
        counted = times + self._norms.take(read.codes)
        np.divide(times, counted, out=counted)
        counted *= weights
        np.add.at(self.sums, read.passages, counted)
        self._read.append(read)
        self._layers = self._groups = None

    def _of_codes(self, codes: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        """Return the number of each code's key, and BM25's norm of its length."""
        keys, ids = codes >> ID_BITS, codes & ((1 << ID_BITS) - 1)
        return keys, self._searched.norms[self._question.fields.take(keys), ids]

    def _highest(self) -> NDArray[np.float32]:
        """Return the highest sum at each place of a layer, in any layer; it is worked out once between readings."""
        if self._layers is None:
            self._layers = self._by_layer.max(axis=0)
        return self._layers

    def likely_least(self, limit: int) -> float:
        """Return a sum that at least `limit` passages have, near the highest such; 0 where there may be fewer."""
        if self._groups is None:
            self._groups = np.sort(self._highest().reshape(-1, GROUPS).max(axis=0))
        return float(self._groups[-limit]) if limit <= GROUPS else 0.0

    def at_least(self, least: float) -> NDArray[np.intp]:
        """Return the passages whose sum is at least `least`, or above 0, ascending."""
        if least <= 0:
            return self.sums.nonzero()[0]
        columns = (self._highest() >= least).nonzero()[0]
        layers = self._by_layer
        if len(columns) * FEW > layers.shape[1]:
            return (self.sums >= least).nonzero()[0]
        rows, at = (layers.take(columns, axis=1) >= least).nonzero()
        passages: NDArray[np.intp] = rows * layers.shape[1] + columns[at]
        return passages

    def scores(self, passages: NDArray[np.intp]) -> NDArray[np.float32]:
        """Return what `passages`, ascending, score exactly by the lists that were read or looked up for them."""
        by_key = np.zeros((len(self._question.weights), len(passages)))
        marks = np.zeros(len(self.sums), np.bool_)
        marks[passages] = True
        for read in self._read:
            hits = marks.take(read.passages).nonzero()[0]
            columns = passages.searchsorted(read.passages[hits])
            keys, norms = self._of_codes(read.codes[hits])
            times = read.times[hits]
            by_key[keys, columns] = self._question.weights[keys] * times / (times + norms)
        return _sum(self._question, by_key)


def highest(values: NDArray[np.float32], count: int) -> float:
    """Return the `count`-th highest value, 0 where there are fewer."""
    return float(np.partition(values, -count)[-count]) if len(values) >= count else 0.0


def _sum(question: Weighted, by_key: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return the passages' scores from what each key counts in them, shape (keys, passages)."""
    behind = 2 * question.stems
    by_stem = by_key[0:behind:2] + by_key[1:behind:2]
    total = np.zeros(by_key.shape[1])
    for start, end in pairwise((*question.words, question.stems)):
        if end - start == 1:
            total += by_stem[start]
            continue
        most = reduce(np.maximum, by_stem[start:end])
        others = by_stem[start] + reduce(np.add, by_stem[start + 1 : end]) - most
        total += most + question.beside * others
    for counted in by_key[behind:]:  # one by one: numpy may add up a single column in another order
        total += counted
    return total.astype(np.float32)
