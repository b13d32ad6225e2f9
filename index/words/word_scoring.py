"""BM25 over the passages of one language that live, exactly: the best of them by a weighted sum of words' scores.

`index.words.word_scan` reads what stands where, and finds the passages that may be among the best; those are then
scored exactly. Numbers of passages and words are those of live ones.

BM25 is Lucene's and tantivy's, with lengths that a byte tells (Robertson and Zaragoza, 2009, section 3.4 and 3.5).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from index.segments.postings import FIELDS, LENGTHS, Postings
from index.words.word_scan import Looked, Part, Place, Scan, Searched, Weighted, highest

K1, B = 1.2, 0.75  # BM25's usual ones

# Several stems of a word count less than their sum. So where words have several, passages are scored down to this share
# of the least sum wanted: those wanted then lie below it for 7 in 1000 such questions, for 43 at 0.9, and 820 at 1.
SUMMED = 0.85

ROUNDING = 2.0**-22  # of a sum in 32 bits, for each word that it adds; more than three times what it can be


@dataclass(frozen=True, slots=True)
class WordMatches:
    """What matches: `rows` (int64) and their BM25 `scores` (float32, 0 and up), best first, same length."""

    rows: NDArray[np.int64]
    scores: NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """The passages of one language of a segment, and the global row of each local row, -1 where it is dead."""

    postings: Postings
    to_global: NDArray[np.int32]
    has_dead: bool


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """Live passages, ascending, that are let through, their global rows, and their scores by the lists that were read.

    Every other one scores less than `least` by those.
    """

    passages: NDArray[np.intp]
    rows: NDArray[np.int32]
    scores: NDArray[np.float32]
    least: float


class Scoring:
    """Scores the live passages of one language. Safe to use from several threads."""

    def __init__(self, shares: Sequence[Share]) -> None:
        self.count = passages = 0  # the latter with the dead ones
        totals = np.zeros(len(FIELDS), np.int64)
        shortest = np.full(len(FIELDS), len(LENGTHS) - 1)
        parts: list[Part] = []
        places: list[Place] = []
        self._dead: dict[int, NDArray[np.bool_]] = {}  # by place, where any is
        for share in shares:
            postings = share.postings
            self.count += postings.count
            totals += postings.totals
            if postings.count:
                np.minimum(shortest, postings.length_ids.reshape(len(FIELDS), -1).min(axis=1), out=shortest)
            if share.has_dead:
                dead = share.to_global[postings.rows] < 0
                self.count -= int(dead.sum())
                totals -= postings.lengths[:, dead].sum(axis=1, dtype=np.int64)
                for number, block in enumerate(postings.blocks, start=len(places)):
                    gone = dead[block.first : block.first + block.size]
                    if gone.any():
                        self._dead[number] = gone
            places += [Place(block, len(parts), passages + block.first) for block in postings.blocks]
            parts.append(Part(postings, passages))
            passages += postings.count
        self._shares = tuple(shares)
        self._firsts = np.array([part.first for part in parts], np.intp)
        average = totals / max(1, self.count)
        average[average == 0] = 1.0  # of a field without a word, where nothing is scored
        norms = K1 * (1 - B + B * LENGTHS[None, :] / average[:, None])  # shape (fields, 256)
        least = norms[np.arange(len(FIELDS)), np.maximum(shortest, 1)]  # what holds a word has one
        self._searched = Searched(parts, places, passages, norms, least)

    def look_up(self, keys: NDArray[np.uint64]) -> Looked:
        """Return the lists of `keys`."""
        found = [part.postings.find(keys) for part in self._searched.parts]
        if not found:
            none = np.zeros((2, 0), np.int64)
            return Looked(none[0], none[0], none, none, np.zeros(len(keys), np.int64))
        if len(found) == 1:
            places, which, starts, ends = found[0].blocks, found[0].which, found[0].starts, found[0].ends
        else:
            before = accumulate((len(part.postings.blocks) for part in self._searched.parts), initial=0)
            places = np.concatenate([one.blocks + first for one, first in zip(found, before, strict=False)])
            which = np.concatenate([one.which for one in found])
            starts, ends = (
                np.concatenate(some, axis=1) for some in ([one.starts for one in found], [one.ends for one in found])
            )
        frequencies = np.bincount(which, ends[0] - starts[0], len(keys)).astype(np.int64)
        for number, dead in self._dead.items():
            lows = self._searched.places[number].block.lows
            for one in (places == number).nonzero()[0].tolist():
                frequencies[which[one]] -= np.count_nonzero(dead[lows[starts[0, one] : ends[0, one]]])
        return Looked(which, places, starts, ends, frequencies)

    def rarities(self, holding: NDArray[np.number]) -> NDArray[np.float64]:
        """Return BM25's inverse document frequency, in nats and above 0, of what stands in so many passages each."""
        held = np.minimum(holding, self.count)
        found: NDArray[np.float64] = np.log(1 + (self.count - held + 0.5) / (held + 0.5))
        return found

    def any_of(self, looked: Looked, mask: NDArray[np.bool_]) -> bool:
        """Return whether a live passage that `mask`, over global rows, lets through stands in any of the lists."""
        for number, start, end in zip(looked.places.tolist(), looked.starts[0], looked.ends[0], strict=True):
            place = self._searched.places[number]
            share = self._shares[place.part]
            rows = share.to_global[share.postings.rows[place.block.first :][place.block.lows[start:end]]]
            if mask[rows[rows >= 0]].any():
                return True
        return False

    def best(self, question: Weighted, looked: Looked, limit: int, mask: NDArray[np.bool_] | None) -> WordMatches:
        """Return the `limit` best live passages, of those that `mask` lets through; of equal ones the first rows."""
        slack = 1 - ROUNDING * (len(question.weights) + 4)
        scan = Scan(question, looked, self._searched)
        scan.read_enough(limit)
        several = len(question.words) < question.stems
        found = self._first(scan, limit, slack * SUMMED if several and not scan.rest else slack, mask)
        needed = highest(found.scores, limit) * slack
        if scan.rest > 0 and needed <= scan.rest:  # a passage with no word that was read may be among the best
            scan.read_all()
            found = self._first(scan, limit, slack, mask)
            needed = highest(found.scores, limit) * slack
        passages, rows, scores = found.passages, found.rows, found.scores
        if scan.rest > 0:
            passages, rows = self._live(scan.at_least(needed - scan.rest), mask)
            scan.look_up(passages)
            may = scan.sums[passages] >= needed
            passages, rows = passages[may], rows[may]
            scores = scan.scores(passages)
        elif needed < found.least:  # several stems of a concept count less than their sum
            passages, rows = self._live(scan.at_least(needed), mask)
            scores = scan.scores(passages)
        order = np.lexsort((rows, -scores))[:limit]
        return WordMatches(rows[order].astype(np.int64), scores[order])

    def _first(self, scan: Scan, limit: int, slack: float, mask: NDArray[np.bool_] | None) -> _Found:
        """Return the passages with the highest sums, `limit` or more where there are so many."""
        least = scan.likely_least(limit) * slack
        passages, rows = self._live(scan.at_least(least), mask)
        if least and len(rows) < limit:  # dead ones and others were among them
            least = 0.0
            passages, rows = self._live(scan.at_least(least), mask)
        if not least:
            sums = scan.sums[passages]
            least = highest(sums, limit) * slack
            passages, rows = passages[sums >= least], rows[sums >= least]
        return _Found(passages, rows, scan.scores(passages), least)

    def _live(
        self, passages: NDArray[np.intp], mask: NDArray[np.bool_] | None
    ) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
        """Return those of some passages, ascending, that live and that `mask` lets through, and their global rows."""
        rows = np.empty(len(passages), np.int32)
        cuts = [*passages.searchsorted(self._firsts).tolist(), len(passages)]
        for share, first, start, end in zip(self._shares, self._firsts.tolist(), cuts[:-1], cuts[1:], strict=True):
            if start < end:
                rows[start:end] = share.to_global[share.postings.rows[passages[start:end] - first]]
        kept = rows >= 0 if mask is None else (rows >= 0) & mask[rows]
        return passages[kept], rows[kept]
