"""A threshold of confidence chosen by a host's own questions, and tried on those that it was not chosen by.

As many unanswerable questions are refused as can be while at most `MOST_REFUSED` of the answerable ones are. Of all
thresholds that do, the one midway between the surest question that it should refuse and the next surer one is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.evaluation.judging import Judged
from index.errors import EvaluationInputError

MOST_REFUSED = 0.10  # of the answerable questions, as the issue of refusals bounds it
FEWEST_ANSWERABLE = 20  # below, a tenth is a question or none, and each half has fewer than ten
HALF_STEP = 0.0005  # confidence is rounded to three decimals


@dataclass(frozen=True, slots=True)
class Choice:
    """A threshold, and the shares of questions that it refuses; of unanswerable ones NaN where there were none."""

    threshold: float
    refused_answerable: float
    refused_unanswerable: float


@dataclass(frozen=True, slots=True)
class Calibrated:
    """The threshold chosen by all questions, and what thresholds chosen by one half refuse of the other.

    `tried` counts each question once, in the half that did not choose; its `threshold` is the mean of the two.
    """

    chosen: Choice
    tried: Choice
    answerable: int
    unanswerable: int


def calibrate(judged: Sequence[Judged]) -> Calibrated:
    """Return the threshold that suits `judged`, with the trial on halves.

    Raises:
        EvaluationInputError: too few answerable questions.
    """
    answerable = _confidences(judged, answerable=True)
    unanswerable = _confidences(judged, answerable=False)
    check_enough(len(answerable))
    best = choose(answerable, unanswerable)
    return Calibrated(
        Choice(best, _share(answerable, best), _share(unanswerable, best)),
        _tried(answerable, unanswerable),
        len(answerable),
        len(unanswerable),
    )


def check_enough(answerable: int) -> None:
    """Say, before they are asked, that so many answerable questions choose no threshold.

    Raises:
        EvaluationInputError: they are too few.
    """
    if answerable < FEWEST_ANSWERABLE:
        msg = (
            f"a threshold wants {FEWEST_ANSWERABLE} questions with an article to be chosen by, found {answerable}; "
            "add some, and some that your articles do not answer"
        )
        raise EvaluationInputError(msg)


def choose(answerable: Sequence[float], unanswerable: Sequence[float]) -> float:
    """Return the threshold that suits these confidences, from 0 to 1.

    What is below it is refused, and what is 0 by any threshold.
    """
    spared = sorted(answerable)[int(MOST_REFUSED * len(answerable))]  # the least sure that must not be refused
    if not unanswerable:
        return max(0.0, spared - HALF_STEP)
    refused = [one for one in unanswerable if one < spared]
    if not refused:
        return 0.0
    surer = min(one for one in (*answerable, *unanswerable) if one > max(refused))
    return round((max(refused) + surer) / 2, 4)  # midway between two numbers of three places has four


def _tried(answerable: Sequence[float], unanswerable: Sequence[float]) -> Choice:
    """Return what the threshold of each half does to the other."""
    halves = ((answerable[::2], unanswerable[::2]), (answerable[1::2], unanswerable[1::2]))
    thresholds, refused, refused_off = [], 0, 0
    for (own, own_off), (other, other_off) in (halves, halves[::-1]):
        threshold = choose(own, own_off)
        thresholds.append(threshold)
        refused += _refused(other, threshold)
        refused_off += _refused(other_off, threshold)
    off = refused_off / len(unanswerable) if unanswerable else float("nan")
    return Choice(sum(thresholds) / len(thresholds), refused / len(answerable), off)


def _confidences(judged: Sequence[Judged], *, answerable: bool) -> list[float]:
    """Return confidences in the order of the questions' ids, so that halves do not depend on that of the lines."""
    return [one.confidence for one in sorted(judged, key=lambda one: one.id) if one.answerable == answerable]


def _share(confidences: Sequence[float], threshold: float) -> float:
    return _refused(confidences, threshold) / len(confidences) if confidences else float("nan")


def _refused(confidences: Sequence[float], threshold: float) -> int:
    """Return how many are refused."""
    return sum(one < threshold or one == 0 for one in confidences)
