"""Fits the three networks of the model of answers: what is expected, which sentence answers, how sure one may be.

Seeded, one thread: the same samples give the same weights. The only module of this floor that names torch.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from bot.answers.questions.expecting import THINGS, Expectation, Numbers, question_inputs
from bot.answers.questions.question import read_kind
from bot.answers.sentences.choosing import choice_inputs
from bot.answers.training.samples import ELSEWHERE, QUIZ, RIGHT, Asking, Sample
from bot.answers.values.holdings import holdings
from index.matching.network import STANDARDISED, Network
from index.matching.piece_table import FULL, PIECE_DIMENSIONS, ShippedPieces
from index.words.analysis import words

HIDDEN = {"expectation": 96, "choice": 40, "confidence": 16}
OUT = -1e4  # a logit that takes no part

QUIZ_WEIGHT, TRANSLATED_WEIGHT = 0.5, 0.25  # beside 1 for a question by people in its own language
UNSURE_TRANSLATED = 0.5  # the same for the confidence, where the languages' shares matter less


@dataclass(frozen=True, slots=True)
class Drawn:
    """A question's inputs, the pieces of its passage that it lacks, and which of these stand in its answer."""

    inputs: Numbers
    pieces: NDArray[np.int64]
    right: NDArray[np.bool_]
    thing: int
    is_quiz: bool


def drawn(asked: Sequence[Asking], passages: Sequence[str], table: ShippedPieces) -> list[Drawn]:
    """Return the questions as the network of what is expected sees them."""
    found = []
    for asking, passage in zip(asked, passages, strict=True):
        question, text, answer = table.cut([asking.question, passage, asking.answer])
        pool = np.setdiff1d(text, question).astype(np.int64)
        inputs = question_inputs(asking.question, read_kind(asking.question), table)
        held = holdings([words(f"x {asking.answer}")], set())[0, :3]
        thing = int(np.flatnonzero(held)[0]) if held.any() else len(THINGS) - 1
        found.append(Drawn(inputs, pool, np.isin(pool, answer), thing, asking.source == QUIZ))
    return found


def fit_expectation(rows: Sequence[Drawn], table: ShippedPieces, *, rounds: int = 6, seed: int = 0) -> Expectation:
    """Return the network whose likeliest pieces of a passage are those of the answer (softmax over the passage)."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    hidden, dimensions = HIDDEN["expectation"], table.directions(np.arange(1)).shape[1]
    start = torch.from_numpy(table.directions(np.arange(table.size)))
    inputs = torch.from_numpy(np.stack([row.inputs for row in rows]))
    first = torch.nn.Parameter(torch.randn(inputs.shape[1], hidden) * 0.1)
    bias = torch.nn.Parameter(torch.zeros(hidden))
    second = torch.nn.Parameter(torch.randn(hidden, dimensions) * 0.1)
    biases = torch.nn.Parameter(torch.zeros(table.size))
    directions = torch.nn.Parameter(start.clone())
    groups = [
        {"params": [first, bias, second, biases], "lr": 0.003, "weight_decay": 1e-3},
        {"params": [directions], "lr": 0.0009, "weight_decay": 0.0},
    ]
    usable = [place for place, row in enumerate(rows) if row.right.any() and not row.right.all()]

    def loss(places: Sequence[int]) -> torch.Tensor:
        chosen = [rows[place] for place in places]
        pieces, there = _padded([row.pieces for row in chosen])
        right, _ = _padded([row.right.astype(np.int64) for row in chosen])
        state = functional.dropout(torch.tanh(inputs[list(places)] @ first + bias), 0.2) @ second
        vectors = directions[pieces]
        logits = ((vectors * state[:, None]).sum(-1) + biases[pieces]).masked_fill(~there, OUT)
        shares = logits.log_softmax(1).masked_fill(right == 0, OUT)
        moved = ((vectors - start[pieces]) ** 2).sum(-1).mean()
        return -torch.logsumexp(shares, 1).mean() + 0.002 * moved

    _descend(torch.optim.AdamW(groups), loss, usable, rounds, 64, random)
    thing_weights, thing_bias = _fit_things(rows, inputs)
    vectors = directions.detach().numpy()
    largest = np.maximum(np.abs(vectors).max(axis=1), 1e-6)
    return Expectation(
        thing_weights,
        thing_bias,
        first.detach().numpy(),
        bias.detach().numpy(),
        second.detach().numpy(),
        np.rint(vectors / largest[:, None] * FULL).astype(np.int8),
        (largest / FULL).astype(np.float32),
        biases.detach().numpy(),
    )


def _fit_things(rows: Sequence[Drawn], inputs: torch.Tensor) -> tuple[Numbers, Numbers]:
    """Return weights and bias of what kind of thing answers. Quizzes do not tell: their answers have capitals."""
    asked = [place for place, row in enumerate(rows) if not row.is_quiz]
    width = inputs.shape[1] - PIECE_DIMENSIONS  # the pieces of the whole question would tell its topic
    values, things = inputs[asked, :width], torch.tensor([rows[place].thing for place in asked])
    weights = torch.zeros(width, len(THINGS), requires_grad=True)
    bias = torch.zeros(len(THINGS), requires_grad=True)
    optimiser = torch.optim.Adam([weights, bias], lr=0.02)
    for _ in range(250):
        loss = functional.cross_entropy(values @ weights + bias, things) + 4e-4 * (weights**2).sum()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
    return weights.detach().numpy(), bias.detach().numpy()


def fit_choice(samples: Sequence[Sample], *, seed: int = 0) -> Network:
    """Return the network that puts the sentence with the answer first."""
    usable = [sample for sample in samples if (sample.marks == RIGHT).any()]
    rows = [choice_inputs(sample.reading) for sample in usable]
    weights = np.array([source_weight(sample.asking, TRANSLATED_WEIGHT) for sample in usable], np.float32)
    nothing = [np.zeros(len(row), np.float32) for row in rows]
    marks = [sample.marks for sample in usable]
    return fit_ranking(rows, nothing, marks, weights, hidden=HIDDEN["choice"], rounds=15, decay=1e-2, seed=seed)


def fit_ranking(
    rows: Sequence[Numbers],
    before: Sequence[Numbers],
    marks: Sequence[NDArray[np.int8]],
    weights: Numbers,
    *,
    hidden: int,
    rounds: int,
    decay: float,
    seed: int,
) -> Network:
    """Return the network whose logits, added to those `before`, put a right sentence of each question first (ListNet).

    `rows` has for each question an array of shape (sentences, inputs), `marks` and `before` one of shape (sentences,).
    """
    network, means, deviations = _network(np.concatenate(rows), hidden, seed)
    inputs = [_standardised(row, means, deviations) for row in rows]

    def loss(places: Sequence[int]) -> torch.Tensor:
        longest = max(len(inputs[place]) for place in places)
        values = np.zeros((len(places), longest, len(means)), np.float32)
        added = np.zeros((len(places), longest), np.float32)
        given = np.full((len(places), longest), ELSEWHERE, np.int8)
        for row, place in enumerate(places):
            size = len(inputs[place])
            values[row, :size], added[row, :size], given[row, :size] = inputs[place], before[place], marks[place]
        logits = network(torch.from_numpy(values))[..., 0] + torch.from_numpy(added)
        logits = logits.masked_fill(torch.from_numpy(given == ELSEWHERE), OUT)
        shares = logits.log_softmax(1).masked_fill(torch.from_numpy(given != RIGHT), OUT)
        return -(torch.logsumexp(shares, 1) * torch.from_numpy(weights[list(places)])).mean()

    optimiser = torch.optim.AdamW(network.parameters(), lr=0.003, weight_decay=decay)
    _descend(optimiser, loss, list(range(len(rows))), rounds, 32, np.random.default_rng(seed))
    return _exported(network.eval(), means, deviations)


def fit_confidence(
    rows: Numbers,
    right: NDArray[np.bool_],
    weights: Numbers,
    *,
    hidden: int = HIDDEN["confidence"],
    rounds: int = 30,
    decay: float = 3e-2,
    seed: int = 0,
) -> Network:
    """Return the network whose logistic function is how likely the first sentences hold the answer."""
    network, means, deviations = _network(rows, hidden, seed)
    inputs = torch.from_numpy(_standardised(rows, means, deviations))
    wanted, counted = torch.from_numpy(right.astype(np.float32)), torch.from_numpy(weights)

    def loss(places: Sequence[int]) -> torch.Tensor:
        logits = network(inputs[list(places)])[:, 0]
        losses = functional.binary_cross_entropy_with_logits(logits, wanted[list(places)], reduction="none")
        return (losses * counted[list(places)]).mean()

    optimiser = torch.optim.AdamW(network.parameters(), lr=0.003, weight_decay=decay)
    _descend(optimiser, loss, list(range(len(rows))), rounds, 128, np.random.default_rng(seed))
    return _exported(network, means, deviations)


def confidence_weight(asking: Asking) -> float:
    """Return what a question counts when the confidence is fitted."""
    return source_weight(asking, UNSURE_TRANSLATED)


def source_weight(asking: Asking, translated: float) -> float:
    """Return what a question counts by where it comes from, one by people in its own language 1."""
    return QUIZ_WEIGHT if asking.source == QUIZ else translated if asking.translated else 1.0


def _network(rows: Numbers, hidden: int, seed: int) -> tuple[torch.nn.Sequential, Numbers, Numbers]:
    torch.manual_seed(seed)
    layers = (
        torch.nn.Linear(rows.shape[1], hidden),
        torch.nn.Tanh(),
        torch.nn.Dropout(0.1),
        torch.nn.Linear(hidden, 1),
    )
    return torch.nn.Sequential(*layers), rows.mean(axis=0), rows.std(axis=0) + np.float32(1e-3)


def _standardised(rows: Numbers, means: Numbers, deviations: Numbers) -> Numbers:
    found: Numbers = np.clip((rows - means) / deviations, -STANDARDISED, STANDARDISED).astype(np.float32)
    return found


def _exported(network: torch.nn.Sequential, means: Numbers, deviations: Numbers) -> Network:
    first, last = network[0], network[3]
    assert isinstance(first, torch.nn.Linear) and isinstance(last, torch.nn.Linear)  # noqa: S101, PT018 - as made above
    return Network(
        means.astype(np.float32),
        deviations.astype(np.float32),
        np.ascontiguousarray(first.weight.detach().numpy().T),
        first.bias.detach().numpy(),
        last.weight.detach().numpy()[0],
        last.bias.detach().numpy(),
    )


def _padded(rows: Sequence[NDArray[np.int64]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Return rows of different length as one tensor, and where it holds something."""
    longest = max(len(row) for row in rows)
    values = np.zeros((len(rows), longest), np.int64)
    there = np.zeros((len(rows), longest), np.bool_)
    for place, row in enumerate(rows):
        values[place, : len(row)], there[place, : len(row)] = row, True
    return torch.from_numpy(values), torch.from_numpy(there)


def _descend(
    optimiser: torch.optim.Optimizer,
    loss: Callable[[Sequence[int]], torch.Tensor],
    places: list[int],
    rounds: int,
    at_once: int,
    random: np.random.Generator,
) -> None:
    """Go through `places` in a new order each round, the learning rates falling to a thirtieth."""
    rates = [group["lr"] for group in optimiser.param_groups]
    steps, done = rounds * -(-len(places) // at_once), 0
    for _ in range(rounds):
        order = random.permutation(np.array(places)).tolist()
        for start in range(0, len(order), at_once):
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * max(0.03, 1 - done / steps)
            value = loss(order[start : start + at_once])
            optimiser.zero_grad()
            value.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            done += 1
