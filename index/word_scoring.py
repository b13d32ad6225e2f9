"""BM25 over the passages of one language that live, exactly: the best of them by a weighted sum of words' scores.

Every passage that holds a word gets the sum of what its words count, which is the most that it can score, in 32 bits;
those that may be among the best are then scored anew, in 64 bits and in the order of the question's words. So neither
rows nor scores depend on how passages are spread over segments. Numbers of passages and words are those of live ones.

All lists of a question are read at once, in few calls for many numbers, during which other threads can run.

BM25 is Lucene's and tantivy's, with lengths that a byte tells (Robertson and Zaragoza, 2009, section 3.4 and 3.5).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.segments.postings import FIELDS, LENGTHS, Block, Postings, tails

K1, B = 1.2, 0.75  # BM25's usual ones

ROUNDING = 2.0**-22  # of a sum in 32 bits, for each word that it adds; four times what it can be

# Sums are compared by the highest of each of so many groups of passages: as many passages as groups have a sum that
# high, and finding the groups' highest takes a tenth of the time that ordering all sums takes.
GROUPS = 2048

LONG = 1 << 12  # postings of a list that is read by itself, which has fewer steps and more calls
READ_AT_ONCE = 1 << 15  # postings, whose numbers then stay in the processor's cache


@dataclass(frozen=True, slots=True)
class WordMatches:
    """What matches: `rows` (int64) and their BM25 `scores` (float32, 0 and up), best first, same length."""

    rows: NDArray[np.int64]
    scores: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Stem:
    """One stem of a concept: the numbers of its keys in text and title."""

    text: int
    title: int


@dataclass(frozen=True, slots=True)
class Concept:
    """Stems that stand for one word of a question, the best of which counts, and `beside` of the others.

    `exact` is the number of the key of the word as it is written, if that counts too.
    """

    stems: tuple[Stem, ...]
    beside: float
    exact: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Weighted:
    """A question as it is scored: `fields` and `weights` tell where each key stands and what it counts."""

    concepts: Sequence[Concept]
    fields: NDArray[np.intp]
    weights: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """The passages of one language of a segment, and the global row of each local row, -1 where it is dead."""

    postings: Postings
    to_global: NDArray[np.int32]
    has_dead: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """A block, the number of its first passage among all of the language, and where the passages stand.

    `rows` are their local rows, `to_global` their segment's global rows; `dead` tells which are dead, if any are.
    """

    block: Block
    first: int
    rows: NDArray[np.int32]
    to_global: NDArray[np.int32]
    dead: NDArray[np.bool_] | None


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """Lists of passages, by block: which keys they are of, in which blocks, and where there, as `index.segments` says.

    `frequencies` tells in how many live passages each key stands.
    """

    keys: NDArray[np.intp]
    places: NDArray[np.intp]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    frequencies: NDArray[np.int64]

    @property
    def sizes(self) -> NDArray[np.int64]:
        """How many passages each list has, and how many of these hold the word more than once; shape (lists, 2)."""
        return self.ends - self.starts


class Scoring:
    """Scores the live passages of one language. Safe to use from several threads."""

    def __init__(self, shares: Sequence[Share]) -> None:
        self.count = 0
        self._passages = 0  # dead ones too
        totals = np.zeros(len(FIELDS), np.int64)
        places = []
        for share in shares:
            postings = share.postings
            self.count += postings.count
            totals += postings.totals
            dead = None
            if share.has_dead:
                dead = share.to_global[postings.rows] < 0
                self.count -= int(dead.sum())
                totals -= postings.lengths[:, dead].sum(axis=1, dtype=np.int64)
            places += [_place(share, block, self._passages, dead) for block in postings.blocks]
            self._passages += postings.count
        self._places = tuple(places)
        self._firsts = np.array([place.first for place in places], np.intp)
        self._sizes = np.array([place.block.size for place in places], np.intp)
        average = totals / max(1, self.count)
        average[average == 0] = 1.0  # of a field without a word, where nothing is scored
        self._norms = K1 * (1 - B + B * LENGTHS[None, :] / average[:, None])  # shape (fields, 256)

    def look_up(self, keys: NDArray[np.uint64]) -> Looked:
        """Return the lists of `keys`."""
        found = [place.block.find(keys) for place in self._places]
        which, starts, ends = (
            np.concatenate(some) if some else none
            for some, none in (
                ([one.which for one in found], np.zeros(0, np.intp)),
                ([one.starts for one in found], np.zeros((0, 2), np.int64)),
                ([one.ends for one in found], np.zeros((0, 2), np.int64)),
            )
        )
        places = np.repeat(np.arange(len(found)), [len(one.which) for one in found])
        frequencies = np.zeros(len(keys), np.int64)
        np.add.at(frequencies, which, ends[:, 0] - starts[:, 0])
        for place, lists in zip(self._places, found, strict=True):
            if place.dead is not None and len(lists.which):
                sizes = lists.ends[:, 0] - lists.starts[:, 0]
                gone = place.dead[place.block.passages(lists)]
                frequencies[lists.which] -= np.add.reduceat(gone, np.cumsum(sizes) - sizes, dtype=np.int64)
        return Looked(which, places, starts, ends, frequencies)

    def rarity(self, holding: float) -> float:
        """Return BM25's inverse document frequency in nats, above 0."""
        held = min(holding, self.count)
        return math.log(1 + (self.count - held + 0.5) / (held + 0.5))

    def any_of(self, looked: Looked, mask: NDArray[np.bool_]) -> bool:
        """Return whether a live passage that `mask`, over global rows, lets through stands in any of the lists."""
        for number, start, end in zip(looked.places.tolist(), looked.starts[:, 0], looked.ends[:, 0], strict=True):
            place = self._places[number]
            rows = place.to_global[place.rows[place.block.lows[start:end]]]
            if mask[rows[rows >= 0]].any():
                return True
        return False

    def best(self, question: Weighted, looked: Looked, limit: int, mask: NDArray[np.bool_] | None) -> WordMatches:
        """Return the `limit` best live passages, of those that `mask` lets through; of equal ones the first rows."""
        scan = self._scan(question, looked)
        slack = 1 - ROUNDING * (len(question.weights) + 4)
        least = scan.likely_least(limit) * slack
        passages, rows = self._live(scan.at_least(least), mask)
        if least and len(rows) < limit:  # dead ones and others were among them
            least = 0.0
            passages, rows = self._live(scan.at_least(least), mask)
        if not least:
            sums = scan.sums[passages]
            least = _highest(sums, limit) * slack
            passages, rows = passages[sums >= least], rows[sums >= least]
        scores = scan.scores(passages)
        needed = _highest(scores, limit) * slack
        if needed < least:  # several stems of a concept count less than their sum
            passages, rows = self._live(scan.at_least(needed), mask)
            scores = scan.scores(passages)
        order = np.lexsort((rows, -scores))[:limit]
        return WordMatches(rows[order].astype(np.int64), scores[order])

    def _live(
        self, passages: NDArray[np.intp], mask: NDArray[np.bool_] | None
    ) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
        """Return those of some passages, ascending, that live and that `mask` lets through, and their global rows."""
        rows = np.empty(len(passages), np.int32)
        cuts = [*np.searchsorted(passages, self._firsts).tolist(), len(passages)]
        for place, start, end in zip(self._places, cuts[:-1], cuts[1:], strict=True):
            if start < end:
                rows[start:end] = place.to_global[place.rows[passages[start:end] - place.first]]
        kept = rows >= 0 if mask is None else (rows >= 0) & mask[rows]
        return passages[kept], rows[kept]

    def _scan(self, question: Weighted, looked: Looked) -> _Scan:
        """Read all lists of a question."""
        scan = _Scan(question, looked, self._norms, self._passages)
        counts = looked.sizes[:, 0]
        for number in np.flatnonzero(counts >= LONG).tolist():
            scan.read_one(number, self._places[looked.places[number]])
        short = np.flatnonzero(counts < LONG)
        groups = np.cumsum(counts[short]) // READ_AT_ONCE
        cuts = np.flatnonzero(np.diff(groups, prepend=-1, append=-1)).tolist() if len(short) else [0]
        for start, end in pairwise(cuts):
            scan.read(short[start:end], self._places)
        return scan


def _place(share: Share, block: Block, before: int, dead: NDArray[np.bool_] | None) -> _Place:
    here = slice(block.first, block.first + block.size)
    gone = dead[here] if dead is not None and dead[here].any() else None
    return _Place(block, before + block.first, share.postings.rows[here], share.to_global, gone)


def _highest(values: NDArray[np.float32], count: int) -> float:
    """Return the `count`-th highest value, 0 where there are fewer."""
    return float(np.partition(values, -count)[-count]) if len(values) >= count else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class _Read:
    """Some lists, read: the passages of each, one after the other, and the ids of their lengths.

    Those at `often` hold the word `times` times, the others once. `keys` are those of the lists, which end at `ends`.
    """

    passages: NDArray[np.intp]
    ids: NDArray[np.uint8]
    often: NDArray[np.intp]
    times: NDArray[np.uint8]
    keys: NDArray[np.intp]
    ends: NDArray[np.int64]


class _Scan:
    """The lists of a question, read; `sums` has the most that each passage can score."""

    def __init__(self, question: Weighted, looked: Looked, norms: NDArray[np.float64], passages: int) -> None:
        self._question, self._looked, self._norms = question, looked, norms
        self._narrow = norms[question.fields].astype(np.float32)  # shape (keys, 256)
        self._weights = question.weights.astype(np.float32)
        self._once = self._weights[:, None] / (1 + self._narrow)
        self._width = -(-passages // GROUPS)
        self._read: list[_Read] = []
        self.sums = np.zeros(self._width * GROUPS, np.float32)

    def read_one(self, number: int, place: _Place) -> None:
        """Read one list and add what its word counts to the sums."""
        key, block = int(self._looked.keys[number]), place.block
        (start, start_times), (end, end_times) = (
            self._looked.starts[number].tolist(),
            self._looked.ends[number].tolist(),
        )
        first = int(self._question.fields[key]) * block.size
        passages = block.lows[start:end].astype(np.intp)
        ids = block.length_ids[first : first + block.size].take(passages)
        parts = self._once[key].take(ids)
        times = block.times[start_times:end_times]
        often = np.arange(len(ids) - len(times), len(ids))
        if len(times):
            tail = ids[-len(times) :]
            parts[-len(times) :] = self._weights[key] * times / (times + self._narrow[key].take(tail))
        sums = self.sums[place.first : place.first + block.size]
        parts += sums.take(passages)
        sums[passages] = parts  # np.add.at does both at once, but no other thread can run meanwhile
        passages += place.first
        self._read.append(
            _Read(passages, ids, often, times, self._looked.keys[number : number + 1], np.array([len(ids)]))
        )

    def read(self, lists: NDArray[np.intp], places: Sequence[_Place]) -> None:
        """Read some lists and add what their words count to the sums."""
        keys, of = self._looked.keys[lists], self._looked.places[lists]
        starts, ends = self._looked.starts[lists], self._looked.ends[lists]
        lows, often = [], []
        for number, (start, start_times), (end, end_times) in zip(
            of.tolist(), starts.tolist(), ends.tolist(), strict=True
        ):
            block = places[number].block
            lows.append(block.lows[start:end])
            often.append(block.times[start_times:end_times])
        sizes = ends - starts
        counts = sizes[:, 0]
        until = np.cumsum(counts)
        passages = np.concatenate(lows).astype(np.intp)
        ids = np.empty(len(passages), np.uint8)
        fields = self._question.fields[keys]
        for number in dict.fromkeys(of.tolist()):
            place = places[number]
            here = np.flatnonzero(of == number)
            some = slice(int(until[here[0]] - counts[here[0]]), int(until[here[-1]]))
            at = passages[some] + np.repeat(fields[here] * place.block.size, counts[here])
            np.take(place.block.length_ids, at, out=ids[some], mode="clip")
            passages[some] += place.first
        codes = ids.astype(np.intp)
        codes += np.repeat(keys << 8, counts)
        parts = self._once.reshape(-1).take(codes)
        read = _Read(passages, ids, tails(sizes), np.concatenate(often), keys, until)
        times = read.times.astype(np.float32)
        of_often = codes[read.often]
        parts[read.often] = self._weights[of_often >> 8] * times / (times + self._narrow.reshape(-1)[of_often])
        np.add.at(self.sums, passages, parts)
        self._read.append(read)

    def likely_least(self, limit: int) -> float:
        """Return a sum that at least `limit` passages have, near the highest such; 0 where there may be fewer."""
        return _highest(self.sums.reshape(self._width, GROUPS).max(axis=0), limit) if self._width else 0.0

    def at_least(self, least: float) -> NDArray[np.intp]:
        """Return the passages whose sum is at least `least`, or above 0, ascending."""
        return np.flatnonzero(self.sums >= least if least else self.sums > 0)

    def scores(self, passages: NDArray[np.intp]) -> NDArray[np.float32]:
        """Return the scores of `passages`, ascending, exactly."""
        by_key = np.zeros((len(self._question.weights), len(passages)))
        marks = np.zeros(len(self.sums), np.bool_)
        marks[passages] = True
        for read in self._read:
            hits = np.flatnonzero(marks.take(read.passages))
            if len(hits):
                self._count(read, hits, passages, by_key)
        return _sum(self._question.concepts, by_key)

    def _count(
        self, read: _Read, hits: NDArray[np.intp], passages: NDArray[np.intp], by_key: NDArray[np.float64]
    ) -> None:
        """Put what each key counts in each passage into `by_key`; `hits` tells which of those read they are."""
        columns = np.searchsorted(passages, read.passages[hits])
        keys = read.keys[np.searchsorted(read.ends, hits, side="right")]
        times = np.ones(len(hits))
        if len(read.often):
            at = np.minimum(np.searchsorted(read.often, hits), len(read.often) - 1)
            times = np.where(read.often[at] == hits, read.times[at], 1.0)
        norms = self._norms[self._question.fields[keys], read.ids[hits]]
        by_key[keys, columns] = self._question.weights[keys] * times / (times + norms)


def _sum(concepts: Sequence[Concept], by_key: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return the passages' scores from what each key counts in them, shape (keys, passages)."""
    total = np.zeros(by_key.shape[1])
    for concept in concepts:
        if concept.stems:
            most = by_key[concept.stems[0].text] + by_key[concept.stems[0].title]
            others = np.zeros(len(most))
            for stem in concept.stems[1:]:
                score = by_key[stem.text] + by_key[stem.title]
                others += np.minimum(most, score)
                most = np.maximum(most, score)
            total += most
            total += concept.beside * others
        if concept.exact is not None:
            total += by_key[concept.exact]
    return total.astype(np.float32)
