"""The field's standard measures, by question, with bootstrap intervals: the only module that names ir-measures.

recall@k is the share of a question's right articles among the first k, RR@10 one over the rank of the first right one
(0 beyond rank 10; its mean is MRR@10), nDCG@10 weighs by grade (Järvelin and Kekäläinen 2002, as trec_eval has it). A
question without a ranking counts 0 everywhere.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Measure = Literal["recall_at_1", "recall_at_5", "recall_at_10", "mrr_at_10", "ndcg_at_10"]
MEASURES: tuple[Measure, ...] = ("recall_at_1", "recall_at_5", "recall_at_10", "mrr_at_10", "ndcg_at_10")

NEEDED = ("ir_measures", "pytrec_eval")  # the second is what the first computes with

DEEPEST = 10  # no measure looks further down a ranking

RESAMPLES = 1000  # enough for a 95 % interval's ends to move by less than a tenth of its width (Efron and Tibshirani)
CONFIDENCE_PERCENT = 95
SEED = 20261124
FEWEST_SURE = 6  # questions: the fewest that a sign test can call significant at 5 % (all on one side: 2 / 2^6)
DRAWN_AT_ONCE = 2_000_000  # numbers; keeps a step of the bootstrap at some 30 MB

Scores = Mapping[str, tuple[float, ...]]
"""A question's values by its id, in the order of `MEASURES`."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over questions, and the ends of its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def excludes_zero(self) -> bool:
        """Return whether the interval of a difference lies on one side."""
        return self.low > 0 or self.high < 0


def missing_packages() -> list[str]:
    """Return what `measure` needs and is not installed, as on Linux with ARM, for which nobody builds it."""
    return [name for name in NEEDED if importlib.util.find_spec(name) is None]


def measure(judgements: Mapping[str, Mapping[str, int]], rankings: Mapping[str, Sequence[str]]) -> Scores:
    """Return the values of every judged question.

    `judgements` gives grades by article id, by question id; `rankings` article ids, best first, by question id.
    """
    import ir_measures  # takes a quarter of a second, which asking a question need not pay

    wanted = {
        ir_measures.R @ 1: 0,
        ir_measures.R @ 5: 1,
        ir_measures.R @ 10: 2,
        ir_measures.RR @ 10: 3,
        ir_measures.nDCG @ 10: 4,
    }
    # Scores that fall by one a rank: trec_eval sorts by score and breaks ties by id, backwards.
    run = {
        key: {article: float(DEEPEST - place) for place, article in enumerate(rankings.get(key, ())[:DEEPEST])}
        for key in judgements
    }
    values = {key: [0.0] * len(MEASURES) for key in judgements}
    grades = {key: dict(right) for key, right in judgements.items()}
    for metric in ir_measures.iter_calc(list(wanted), grades, {key: found for key, found in run.items() if found}):
        values[metric.query_id][wanted[metric.measure]] = float(metric.value)
    return {key: tuple(found) for key, found in values.items()}


def estimates(values: NDArray[np.float64]) -> tuple[Estimate, ...]:
    """Return the mean of each column of `values`, shape (questions, columns), with a percentile bootstrap interval.

    The same values give the same interval. Of paired differences, this is the paired bootstrap.
    """
    count, columns = len(values), int(values.shape[1])
    if count == 0:
        return (Estimate(float("nan"), float("nan"), float("nan")),) * columns
    random = np.random.default_rng(SEED)
    at_once = max(1, DRAWN_AT_ONCE // count)
    means = np.empty((RESAMPLES, columns))
    for start in range(0, RESAMPLES, at_once):
        end = min(start + at_once, RESAMPLES)
        drawn = random.integers(0, count, size=(end - start, count), dtype=np.int32)
        for column in range(columns):
            means[start:end, column] = values[:, column][drawn].mean(axis=1)
    tail = (100 - CONFIDENCE_PERCENT) / 2
    low, high = np.percentile(means, [tail, 100 - tail], axis=0)
    ends = zip(values.mean(axis=0), low, high, strict=True)
    return tuple(Estimate(float(mean), float(bottom), float(top)) for mean, bottom, top in ends)
