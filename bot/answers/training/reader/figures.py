"""What is printed of the held-back questions: the right sentence and the confidence, without the reader and with.

Knows no network; judges what `blending` was fitted on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from bot.answers.questions.expecting import Numbers
from bot.answers.sentences.reader import Blend
from bot.answers.training.reader.blending import AS_IT_IS, FEW, FEW_WITHOUT, WITHOUT, Judged
from bot.answers.training.samples import ELSEWHERE, RIGHT

REFUSED_AT_MOST = 0.1  # share of the answerable questions that the threshold refuses
FIRST = (1, 2, 3)


def figures(judged: Sequence[Judged], blend: Blend) -> Iterator[str]:
    """Yield the lines to print."""
    yield "held back, right sentence among those read: questions, answer in the first 1, 2, 3, without reader and with"
    yield from _places(judged, blend)
    yield f"the reader's logit counts {blend.choice:.4f} in the choice"
    counted = ", ".join(f"{value:.4f}" for value in blend.confidence.tolist())
    yield f"confidence: network, best over none, chosen over none, name lacking: {counted}; bias {blend.bias:.4f}"
    for name, there, gone in (("all passages", AS_IT_IS, WITHOUT), ("two passages", FEW, FEW_WITHOUT)):
        yield from _told_apart(name, *_asked(judged, there, gone), blend)


def _places(judged: Sequence[Judged], blend: Blend) -> Iterator[str]:
    found: dict[str, list[list[bool]]] = defaultdict(list)
    for one in judged:
        if one.way == AS_IT_IS and (one.marks[one.read] == RIGHT).any():
            row = [
                bool((one.marks[one.order(weight)[:most]] > 0).any())
                for weight in (0.0, blend.choice)
                for most in FIRST
            ]
            found[f"{one.asking.source}{' (translated)' if one.asking.translated else ''}"].append(row)
            found["all in the passage's language" if not one.asking.translated else "all translated"].append(row)
    for name, rows in sorted(found.items(), key=lambda item: (item[0].startswith("all "), item[0])):
        shares = [f"{share:.3f}" for share in np.mean(rows, axis=0)]
        yield f"  {name:<36} {len(rows):>5}  {' '.join(shares[: len(FIRST)])}  {' '.join(shares[len(FIRST) :])}"


def _asked(judged: Sequence[Judged], there: int, gone: int) -> tuple[list[Judged], list[Judged]]:
    """Return the questions asked with their passage, and those without that nothing else read answers."""
    plain = [one for one in judged if not one.asking.translated]
    return (
        [one for one in plain if one.way == there and one.found],
        [one for one in plain if one.way == gone and not (one.marks[one.read] == ELSEWHERE).any()],
    )


def _told_apart(name: str, ours: Sequence[Judged], others: Sequence[Judged], blend: Blend) -> Iterator[str]:
    if not ours or not others:
        return
    yield f"{name}, the right one there or taken away: {len(ours)} and {len(others)}"
    for what, there, gone in (
        ("without reader", _alone(ours), _alone(others)),
        ("with reader", sure(ours, blend), sure(others, blend)),
    ):
        threshold = float(np.quantile(there, REFUSED_AT_MOST))
        yield (
            f"  {what}: AUROC {area(there, gone):.4f}; refusing {REFUSED_AT_MOST:.0%} of the first, below "
            f"{1 / (1 + np.exp(-threshold)):.4f}, refuses {(gone < threshold).mean():.1%} of the others"
        )


def _alone(judged: Sequence[Judged]) -> Numbers:
    return np.array([one.sure for one in judged], np.float32)


def sure(judged: Sequence[Judged], blend: Blend) -> Numbers:
    """Return the blended confidence of each question, as a logit."""
    inputs = np.stack([one.inputs(blend.choice) for one in judged])
    found: Numbers = inputs @ blend.confidence + np.float32(blend.bias)
    return found


def area(ours: Numbers, others: Numbers) -> float:
    """Return how often one of `ours` lies above one of `others` (area under the ROC curve); equal ones count a half."""
    return float((ours[:, None] > others[None]).mean() + (ours[:, None] == others[None]).mean() / 2)
