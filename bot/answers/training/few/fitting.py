"""Fits what is learned of few passages beside the reader: the choice's additions, and how sure one may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.answers.questions.expecting import Numbers
from bot.answers.sentences.choosing import (
    READER_OF_FEW,
    blended_choice,
    candidates,
    choice_inputs_of_few,
    confidence_inputs_of_few,
    logits_of_few,
    plain_confidence,
    plain_logits_of_few,
    worth_reading_of_few,
)
from bot.answers.sentences.model import AnswerModel
from bot.answers.sentences.reader import Reader
from bot.answers.training.few.folders import FolderSample
from bot.answers.training.fitting import fit_confidence, fit_ranking
from bot.answers.training.samples import RIGHT
from index.matching.network import Network
from index.matching.pieces import PieceTable

HIDDEN_OF_CHOICE, ROUNDS_OF_CHOICE, DECAY_OF_CHOICE = 32, 10, 0.3
HIDDEN_OF_CONFIDENCE, ROUNDS_OF_CONFIDENCE, DECAY_OF_CONFIDENCE = 16, 30, 1.0
QUOTED = 2  # sentences in which the answer counts as given, as when the first confidence is learned


@dataclass(frozen=True, slots=True)
class Judged:
    """What was said of the sentences of one question: best first, what the confidence sees, whether it is answered."""

    sample: FolderSample
    order: NDArray[np.int64]
    inputs: Numbers
    given: bool


def fit_choice_of_few(samples: Sequence[FolderSample], model: AnswerModel, seed: int = 0) -> Network:
    """Return what is added to the choice of `model` so that it puts the sentence with the answer first."""
    usable = [one for one in samples if (one.marks == RIGHT).any()]
    return fit_ranking(
        [choice_inputs_of_few(one.reading, one.known) for one in usable],
        [plain_logits_of_few(one.reading, one.empty, model.choice) for one in usable],
        [one.marks for one in usable],
        np.ones(len(usable), np.float32),
        hidden=HIDDEN_OF_CHOICE,
        rounds=ROUNDS_OF_CHOICE,
        decay=DECAY_OF_CHOICE,
        seed=seed,
    )


def ordered(sample: FolderSample, model: AnswerModel, choice_of_few: Network) -> NDArray[np.int64]:
    """Return the places of a question's sentences before they are read, best first, shape (sentences,)."""
    plain = plain_logits_of_few(sample.reading, sample.empty, model.choice)
    return np.argsort(-logits_of_few(sample.reading, sample.empty, sample.known, plain, choice_of_few), kind="stable")


def judge(
    sample: FolderSample, model: AnswerModel, choice_of_few: Network, reader: Reader, table: PieceTable
) -> Judged:
    """Return what these say of a question, as `choose` asks them."""
    plain = plain_logits_of_few(sample.reading, sample.empty, model.choice)
    logits = logits_of_few(sample.reading, sample.empty, sample.known, plain, choice_of_few)
    order = np.argsort(-logits, kind="stable")
    said = reader.read(*candidates(sample.reading, worth_reading_of_few(logits, order), table))
    blended = blended_choice(logits, order, said, READER_OF_FEW)
    sure = plain_confidence(sample.reading, plain, model.confidence)
    inputs = confidence_inputs_of_few(sample.reading, sample.known, sure, blended, order, said)
    last = np.argsort(-blended, kind="stable")
    return Judged(sample, last, inputs, bool((sample.marks[last[:QUOTED]] == RIGHT).any()))


def fit_confidence_of_few(judged: Sequence[Judged], seed: int = 0) -> Network:
    """Return the network whose logistic function is how likely the first sentences hold the answer."""
    return fit_confidence(
        np.stack([one.inputs for one in judged]),
        np.array([one.given for one in judged]),
        np.ones(len(judged), np.float32),
        hidden=HIDDEN_OF_CONFIDENCE,
        rounds=ROUNDS_OF_CONFIDENCE,
        decay=DECAY_OF_CONFIDENCE,
        seed=seed,
    )


def confidences_unseen(judged: Sequence[Judged], half: Mapping[str, int], seed: int = 0) -> Mapping[int, Network]:
    """Return for each half of the folders the confidence that was learned from those of the other."""
    return {
        one: fit_confidence_of_few([each for each in judged if half[each.sample.folder] != one], seed)
        for one in sorted(set(half.values()))
    }
