"""What is printed of the questions to folders, each judged by what was learned without its folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from bot.answers.questions.expecting import Numbers
from bot.answers.training.few.fitting import Judged
from bot.answers.training.reader.figures import area
from bot.answers.training.samples import RIGHT
from index.matching.network import Network

REFUSED_AT_MOST = (0.05, 0.1)  # shares of the answered questions that a threshold refuses
FIRST = (1, 2, 3)


def figures(judged: Sequence[Judged], half: Mapping[str, int], unseen: Mapping[int, Network]) -> Iterator[str]:
    """Yield the lines to print; `unseen` gives for each half the confidence that was learned without it."""
    yield "right sentence read: questions, it is among the first 1, 2, 3"
    for way in ("whole", "handful"):
        ours = [one for one in judged if one.sample.way == way and (one.sample.marks == RIGHT).any()]
        if not ours:
            continue
        shares = [np.mean([(one.sample.marks[one.order[:most]] == RIGHT).any() for one in ours]) for most in FIRST]
        yield f"  {way:<8} {len(ours):>6}  " + " ".join(f"{share:.3f}" for share in shares)
    sure = unseen_confidences(judged, half, unseen)
    for way in ("whole", "handful", "without"):
        ways = np.array([one.sample.way == way for one in judged])
        there = sure[[one.sample.way == ("whole" if way == "whole" else "handful") and one.given for one in judged]]
        for kind in ("near_miss", "off_corpus", "others"):
            kinds = np.array([_kind(one) == kind for one in judged])
            gone = sure[ways & kinds & ~np.array([one.given for one in judged])]
            if len(there) and len(gone):
                yield f"{way}, {len(there)} answered and {len(gone)} of {kind}: AUROC {area(there, gone):.3f}"
                for share in REFUSED_AT_MOST:
                    threshold = float(np.quantile(there, share))
                    yield (
                        f"  refusing {share:.0%} of the first, below {1 / (1 + np.exp(-threshold)):.3f}, refuses "
                        f"{(gone < threshold).mean():.1%} of the others"
                    )


def unseen_confidences(judged: Sequence[Judged], half: Mapping[str, int], unseen: Mapping[int, Network]) -> Numbers:
    """Return the confidence of each question, as a logit, shape (questions,), by what had not seen its folder."""
    found = [unseen[half[one.sample.folder]].logits(one.inputs[None])[0] for one in judged]
    return np.array(found, np.float32)


def _kind(one: Judged) -> str:
    kind = one.sample.question.kind
    return kind if kind in ("near_miss", "off_corpus") else "others"
