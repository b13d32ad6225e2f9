"""Networks learned on each half of the articles, to judge the questions of the other as they will those of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.answers.questions.expecting import Expectation
from bot.answers.training.fitting import drawn, fit_choice, fit_expectation
from bot.answers.training.samples import Asking, Sample
from index.matching.network import Network
from index.matching.piece_table import ShippedPieces

HALVES = (0, 1)


def expectations_by_half(
    asked: Sequence[Asking], passages: Mapping[str, str], table: ShippedPieces, seed: int
) -> list[Expectation]:
    """Return for each half what is expected, as learned from the questions of the other."""
    rows = drawn(asked, [passages[one.passage] for one in asked], table)
    return [
        fit_expectation([row for row, one in zip(rows, asked, strict=True) if one.half != half], table, seed=seed)
        for half in HALVES
    ]


def choices_by_half(samples: Sequence[Sample], seed: int) -> list[Network]:
    """Return for each half the choice that was learned from the questions of the other."""
    return [fit_choice([one for one in samples if one.asking.half != half], seed=seed) for half in HALVES]
