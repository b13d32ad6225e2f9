"""How well confidence tells what can be answered from what cannot, at every threshold at once.

AUROC is the chance that a question with an answer is surer than one without, a tie counting half (the Mann-Whitney
statistic over the product of the counts). The sweep gives what each threshold refuses; a confidence of 0, for which
there is no evidence at all, is refused by any.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answers.evaluation.judging import Judged
from index.evaluation.measures import CONFIDENCE_PERCENT, RESAMPLES, SEED, Estimate
from index.evaluation.questions import NEAR_MISS, OFF_CORPUS

NOTHING = Estimate(float("nan"), float("nan"), float("nan"))


@dataclass(frozen=True, slots=True)
class Point:
    """What one threshold does, as shares: of each sort of question what it refuses, and how good the rest is.

    `gold` is, of the answerable questions that are still answered and whose words are known, the share whose words are
    quoted. A share of nothing is NaN.
    """

    threshold: float
    answerable: float
    off_corpus: float
    near_miss: float
    gold: float


def auroc(answerable: Sequence[float], unanswerable: Sequence[float]) -> Estimate:
    """Return the AUROC with a percentile bootstrap interval over both sides; NaN where one side is empty."""
    if not answerable or not unanswerable:
        return NOTHING
    levels, places = np.unique(np.array([*answerable, *unanswerable]), return_inverse=True)
    above = np.bincount(places[: len(answerable)], minlength=len(levels))
    below = np.bincount(places[len(answerable) :], minlength=len(levels))
    random = np.random.default_rng(SEED)
    drawn_above = random.multinomial(len(answerable), above / above.sum(), size=RESAMPLES)
    drawn_below = random.multinomial(len(unanswerable), below / below.sum(), size=RESAMPLES)
    tail = (100 - CONFIDENCE_PERCENT) / 2
    low, high = np.percentile(_areas(drawn_above, drawn_below), [tail, 100 - tail])
    return Estimate(float(_areas(above[None], below[None])[0]), float(low), float(high))


def _areas(above: NDArray[np.int64], below: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return an AUROC a row, from counts at each level of confidence, lowest first, shape (rows, levels)."""
    beaten = np.cumsum(below, axis=1) - below / 2
    pairs = above.sum(axis=1) * below.sum(axis=1)
    return np.asarray((above * beaten).sum(axis=1) / pairs, dtype=np.float64)


def sweep(judged: Sequence[Judged]) -> tuple[Point, ...]:
    """Return what every threshold does that changes something, from one that refuses nothing to one that refuses all.

    A question is refused where its confidence is below the threshold, or 0.
    """
    answerable = [one for one in judged if one.answerable]
    known = [one for one in answerable if one.gold_anyway is not None]
    sure = _confidences(answerable)
    off, near = (_confidences([one for one in judged if _is(one, kind)]) for kind in (OFF_CORPUS, NEAR_MISS))
    sure_known = _confidences(known)
    gold = np.array([bool(one.gold_anyway) for one in known])
    levels = sorted({one.confidence for one in judged})
    thresholds = [0.0, *(value for value in levels if value > 0), np.nextafter(max(levels, default=1.0), 2.0)]
    return tuple(
        Point(
            float(threshold),
            _share(_refused(sure, threshold)),
            _share(_refused(off, threshold)),
            _share(_refused(near, threshold)),
            _share(gold[~_refused(sure_known, threshold)]),
        )
        for threshold in thresholds
    )


def _is(one: Judged, kind: str) -> bool:
    return not one.answerable and one.kind == kind


def _confidences(judged: Sequence[Judged]) -> NDArray[np.float64]:
    return np.array([one.confidence for one in judged], dtype=np.float64)


def _refused(confidences: NDArray[np.float64], threshold: float) -> NDArray[np.bool_]:
    return np.asarray((confidences < threshold) | (confidences == 0), dtype=np.bool_)


def _share(values: NDArray[np.bool_]) -> float:
    return float(values.mean()) if len(values) else float("nan")
