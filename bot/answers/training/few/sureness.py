"""Fits how likely an answer among few passages tells what is asked, as it is shown (`bot.answers.trust.weighing`).

Every folder is asked end to end by what was learned without it, so that what is read of an answer is as trustworthy as
it will be over folders that nothing was learned from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

import numpy as np
import torch
from numpy.typing import NDArray

from bot.answers.answering import Answerer
from bot.answers.evaluation.asking import StoredTexts
from bot.answers.evaluation.judging import Asked, judge
from bot.answers.sentences.confidence import SURE_JUDGED
from bot.answers.training.few.folders import Way, searches
from bot.answers.training.few.keeping import unseen_by
from bot.answers.training.fitting import fit_confidence
from bot.answers.training.reader.figures import area
from bot.answers.understanding import Understood
from index.matching.network import Network, Numbers

HIDDEN, ROUNDS, DECAY = 16, 30, 0.5
OFF = "off_corpus"
OF_A_HANDFUL = 0.15  # what an answer from one to three articles counts
NETWORKS = 4  # that differ in what they start from; what they say is averaged


@dataclass(frozen=True, slots=True)
class Told:
    """A question that was answered: what is known of the answer, and whether it tells what is asked.

    `inputs`, shape (inputs,), is what `bot.answers.trust.weighing.weighed` gives. What is asked of a handful without
    the article that answers is as one on something else.
    """

    folder: str
    way: Way
    kind: str
    inputs: Numbers
    right: bool


@dataclass(frozen=True, slots=True)
class Noting:
    """In the place of the network: notes what it is asked, and finds everything as likely as not."""

    noted: list[Numbers] = field(default_factory=list)

    def logits(self, rows: Numbers) -> Numbers:
        """Return nothing but zeros, shape (rows,)."""
        self.noted.extend(rows)
        return np.zeros(len(rows), np.float32)


def ask_folder(work: Path, folder: Path, seed: int = 0) -> list[Told]:
    """Return the questions to a folder that are answered, by what a training in `work` learned without it.

    Each is asked of all articles and of handfuls, as `searches` gives them, and answered by sentences alone; errors as
    there.

    Raises:
        FileNotFoundError: no training came so far in `work`.
    """
    torch.set_num_threads(1)
    unseen, noting = unseen_by(work, folder.name), Noting()
    model = replace(unseen.model, sureness_of_few=cast("Network", noting))
    found: list[Told] = []
    for search, asked in searches(folder, unseen.ranking, seed):
        answerer, texts = Answerer(search, model=model, reader=unseen.reader), StoredTexts(search.snapshot.passages)
        for question, way in asked:
            understood = answerer.understand(question.text)
            if not isinstance(understood, Understood):
                continue
            noting.noted.clear()
            answer = answerer.by_sentences(understood)
            judged = judge(Asked(question, understood.hits, answer, milliseconds=0.0), texts)
            if judged.answered and noting.noted:
                right = way != "without" and judged.answerable and judged.answers
                kind = question.kind if way != "without" else OFF
                found.append(Told(folder.name, way, kind, noting.noted[-1], right))
    return found


def fit_sureness(told: Sequence[Told], seed: int = 0) -> Network:
    """Return the network whose logistic function is how likely an answer tells what is asked.

    `told` holds right answers and others, and is not empty.
    """
    rows, right = np.stack([one.inputs for one in told]), np.array([one.right for one in told])
    counted = np.array([1.0 if one.way == "whole" else OF_A_HANDFUL for one in told], np.float32)
    return averaged(
        [
            fit_confidence(rows, right, counted, hidden=HIDDEN, rounds=ROUNDS, decay=DECAY, seed=seed + number)
            for number in range(NETWORKS)
        ]
    )


def averaged(networks: Sequence[Network]) -> Network:
    """Return one network that gives the mean of the logits of several that standardise alike."""
    return Network(
        networks[0].means,
        networks[0].deviations,
        np.concatenate([one.hidden_weights for one in networks], axis=1),
        np.concatenate([one.hidden_bias for one in networks]),
        (np.concatenate([one.out_weights for one in networks]) / len(networks)).astype(np.float32),
        np.mean([one.out_bias for one in networks], axis=0).astype(np.float32),
    )


def sureness_unseen(told: Sequence[Told], half: Mapping[str, int], seed: int = 0) -> Mapping[int, Network]:
    """Return for each half of the folders the network that was learned from those of the other."""
    return {
        one: fit_sureness([each for each in told if half[each.folder] != one], seed)
        for one in sorted(set(half.values()))
    }


def sureness_figures(told: Sequence[Told], half: Mapping[str, int], unseen: Mapping[int, Network]) -> Iterator[str]:
    """Yield the lines to print: of answers judged by what had not seen their folder, how many are likely, and right."""
    logits = np.array([unseen[half[one.folder]].logits(one.inputs[None])[0] for one in told])
    right = np.array([one.right for one in told])
    least = np.log(SURE_JUDGED / (1 - SURE_JUDGED))
    for name, some in (("whole", True), ("handful", False)):
        ours = np.array([(one.way == "whole") is some for one in told])
        likely = ours & (logits >= least)
        counts = f"{ours.sum():,} answers, {(ours & right).sum():,} right"
        yield f"{name}: {counts}; from {SURE_JUDGED:g} on {likely.sum():,}, {(likely & right).sum():,} right"
        for kind, wrong in _wrong(told, ours & ~right):
            if (ours & right).any() and wrong.any():
                yield f"  right ones against {kind}: AUROC {area(logits[ours & right], logits[wrong]):.3f}"


def _wrong(told: Sequence[Told], wrong: NDArray[np.bool_]) -> Iterator[tuple[str, NDArray[np.bool_]]]:
    near, off = (np.array([one.kind == kind for one in told]) for kind in ("near_miss", OFF))
    yield "near misses", wrong & near
    yield "those on something else", wrong & off
    yield "other wrong ones", wrong & ~near & ~off
