"""Fits how much the reader counts beside the networks that read numbers: the few numbers of `Blend`.

On questions that were held back from the reader and from the networks, since each is too sure of what it has learned
from. Five numbers and one for the choice, from thousands of questions; nothing else is fitted on them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from bot.answers.questions.expecting import Numbers
from bot.answers.sentences.choosing import (
    blend_inputs,
    blended_choice,
    candidates,
    choice_inputs,
    confidence_inputs,
    worth_reading,
)
from bot.answers.sentences.model import AnswerModel
from bot.answers.sentences.reader import READ, Blend, Read, Reader
from bot.answers.sentences.reading import Reading
from bot.answers.training.fitting import OUT, TRANSLATED_WEIGHT, confidence_weight, source_weight
from bot.answers.training.samples import ELSEWHERE, RIGHT, Asking, Sample
from index.matching.pieces import PieceTable

QUOTED = 2  # sentences in which the answer counts as given, as when the confidence's network is learned
FEW_EVERY = 3  # one question in so many is also asked of two passages alone, as there
ROUNDS = 100  # of L-BFGS, which needs some twenty

AS_IT_IS, WITHOUT, FEW, FEW_WITHOUT = range(4)
"""How a question was asked: of all passages with its own or without, of two passages with its own or without."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What all say of the sentences of one question.

    `logits` and `ranked` are the choice's own, for all sentences; `sure` the confidence's; `said` the reader's, of the
    first ranked. `marks` as those of a `Sample`; `found` says whether the right passage was among those found.
    """

    asking: Asking
    way: int
    reading: Reading
    logits: Numbers
    ranked: NDArray[np.int64]
    sure: float
    said: Read
    marks: NDArray[np.int8]
    found: bool

    @property
    def read(self) -> NDArray[np.int64]:
        """Return the places of the sentences that were read."""
        return self.ranked[: len(self.said.sentences)]

    def order(self, weight: float) -> NDArray[np.int64]:
        """Return the places best first where a logit of the reader counts `weight`; 0 is the choice's own order."""
        return np.argsort(-blended_choice(self.logits, self.ranked, self.said, weight), kind="stable")

    def given(self, weight: float) -> bool:
        """Return whether the first sentences hold the answer."""
        return bool((self.marks[self.order(weight)[:QUOTED]] > 0).any())

    def inputs(self, weight: float) -> Numbers:
        """Return what `Blend.confidence` is multiplied by, shape (4,)."""
        return blend_inputs(self.reading, self.logits, self.ranked, self.sure, self.said, counting(weight))


def counting(weight: float) -> Blend:
    """Return a blend whose reader counts `weight` in the choice, and nothing in the confidence."""
    return Blend(weight, np.array([1, 0, 0, 0], np.float32), 0.0)


def judge(sample: Sample, way: int, model: AnswerModel, reader: Reader, table: PieceTable) -> Judged:
    """Return what the networks and the reader say of a sample's sentences, as `choose` asks them."""
    reading = sample.reading
    logits = model.choice.logits(choice_inputs(reading))
    ranked = np.argsort(-logits, kind="stable")
    return Judged(
        asking=sample.asking,
        way=way,
        reading=reading,
        logits=logits,
        ranked=ranked,
        sure=float(model.confidence.logits(confidence_inputs(reading, logits, ranked)[None])[0]),
        said=reader.read(*candidates(reading, worth_reading(logits, ranked), table)),
        marks=sample.marks,
        found=bool(sample.of_right.any()),
    )


def judge_all(samples: Sequence[Sample], model: AnswerModel, reader: Reader, table: PieceTable) -> Iterator[Judged]:
    """Yield each question as it is and, where its passage was found, without it; a share also among two passages."""
    for place, sample in enumerate(samples):
        for way, one in _ways(sample, few=place % FEW_EVERY == 0):
            if one is not None:
                yield judge(one, way, model, reader, table)


def _ways(sample: Sample, *, few: bool) -> Iterator[tuple[int, Sample | None]]:
    yield AS_IT_IS, sample
    if sample.of_right.any() and not sample.asking.translated:
        yield WITHOUT, sample.without_right()
        if few:
            yield FEW, sample.among_few(right=True)
            yield FEW_WITHOUT, sample.among_few(right=False)


def fit_blend(judged: Sequence[Judged]) -> Blend:
    """Return how much the reader counts, for the likeliest right sentences and the likeliest confidences."""
    weight = _fit_choice([one for one in judged if one.way == AS_IT_IS and (one.marks[one.read] == RIGHT).any()])
    weights, bias = _fit_confidence([one for one in judged if is_fair(one, weight)], weight)
    return Blend(weight, weights, bias)


def is_fair(one: Judged, weight: float) -> bool:
    """Return whether a question tells of the confidence: one without its passage does if nothing else answers it."""
    return one.way in (AS_IT_IS, FEW) or not one.given(weight)


def _fit_choice(judged: Sequence[Judged]) -> float:
    """Return what a logit of the reader counts in logits of the choice: both are free, their ratio is kept."""
    values = np.full((2, len(judged), READ), 0.0)
    marks = np.full((len(judged), READ), ELSEWHERE, np.int8)
    for row, one in enumerate(judged):
        count = len(one.read)
        values[:, row, :count] = one.logits[one.read], one.said.sentences
        marks[row, :count] = one.marks[one.read]
    inputs, apart, right = (
        torch.from_numpy(values),
        torch.from_numpy(marks == ELSEWHERE),
        torch.from_numpy(marks == RIGHT),
    )
    counted = torch.tensor([source_weight(one.asking, TRANSLATED_WEIGHT) for one in judged], dtype=torch.float64)
    factors = torch.tensor([1.0, 0.3], dtype=torch.float64, requires_grad=True)

    def loss() -> torch.Tensor:
        logits = (factors[:, None, None] * inputs).sum(0).masked_fill(apart, OUT)
        shares = logits.log_softmax(1).masked_fill(~right, OUT)
        return -(torch.logsumexp(shares, 1) * counted).sum() / counted.sum()

    _minimise([factors], loss)
    choice, reader = factors.detach().tolist()
    return float(reader / choice)


def _fit_confidence(judged: Sequence[Judged], weight: float) -> tuple[Numbers, float]:
    inputs = torch.from_numpy(np.stack([one.inputs(weight) for one in judged]).astype(np.float64))
    given = torch.tensor([one.given(weight) for one in judged], dtype=torch.float64)
    counted = torch.tensor([confidence_weight(one.asking) for one in judged], dtype=torch.float64)
    factors = torch.zeros(inputs.shape[1], dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(1, dtype=torch.float64, requires_grad=True)

    def loss() -> torch.Tensor:
        losses = functional.binary_cross_entropy_with_logits(inputs @ factors + bias, given, reduction="none")
        return (losses * counted).sum() / counted.sum()

    _minimise([factors, bias], loss)
    return factors.detach().numpy().astype(np.float32), float(bias.detach()[0])


def _minimise(parameters: list[torch.Tensor], loss: Callable[[], torch.Tensor]) -> None:
    optimiser = torch.optim.LBFGS(parameters, max_iter=ROUNDS, line_search_fn="strong_wolfe")

    def closure() -> float:
        optimiser.zero_grad()
        value = loss()
        value.backward()  # type: ignore[no-untyped-call]
        return float(value.detach())

    optimiser.step(closure)  # type: ignore[no-untyped-call]
