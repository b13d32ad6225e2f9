"""How sure one may be that the best sentence answers the question: a share from 0 to 1, one half being the least shown.

A logistic function of what the sentence covers. Its weights were fitted on questions that the encoder's training held
back, of which half had their passage in the index (`python -m tests.benchmarks.confidence`); the bias was then set on
the questions that ship with the articles, so that what lies outside the corpus is refused. It ranks answers by how
surely they answer; it is no calibrated probability.
"""

from __future__ import annotations

import math

from bot.answers.choosing import SPANS_WANTED, Evidence
from bot.answers.question import Asked

WEIGHTS = (1.15, 0.95, 1.75, 0.85)
BIAS = -1.5
# Taken off where the sentence lacks the date, number or name that is asked for: it is about the thing, no more.
WANTED_MISSING = 0.6
# Taken off where the sentence has the name asked about and nothing of what is asked of it: "the capital of Japan".
NOT_RELATED = 0.8
LEAST = 0.5
# Which way of telling confidence this is; a threshold that was calibrated by another does not hold. Grows with every
# change that moves confidences.
VERSION = "1"


def features(best: Evidence) -> list[float]:
    """Return what the confidence is computed from, in the order of `WEIGHTS`."""
    return [best.direct, best.covered, best.similarity, best.density]


def confidence(best: Evidence, asked: Asked) -> float:
    """Return how sure one may be that `best`, the best sentence found, answers what is asked."""
    value = BIAS + sum(weight * one for weight, one in zip(WEIGHTS, features(best), strict=True))
    if asked.kind in SPANS_WANTED and best.wanted is None:
        value -= WANTED_MISSING
    if not best.relates and asked.kind != "definition":
        value -= NOT_RELATED
    return 1 / (1 + math.exp(-value))
