"""Teaches the shipped reader further: from questions to folders of few articles, and again some of those to many.

The questions to many keep it from forgetting what it knew. Each question is shown anew in every round: its likeliest
sentences as the reader meets them in use, or some drawn from those and the next ones, in another order.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from bot.answers.sentences.choosing import candidates
from bot.answers.sentences.reader import READ, Reader
from bot.answers.training.few.folders import FolderSample
from bot.answers.training.reader.network import Batch, Network, Shape, exported
from bot.answers.training.reader.phases import LONGEST_STEP, choice_losses
from bot.answers.training.reader.rows import Example, Rows, make_rows
from index.matching.pieces import PieceTable

DRAWN_FROM = 2 * READ  # likeliest sentences that some are drawn from
AS_MET = 0.5  # share of the questions that are shown as they are met in use
SHARES = {"whole": 1.0, "handful": 0.5, "without": 0.5}  # of the questions asked in each way, a round
OF_MANY = 0.5  # questions to many, beside one of few
AT_ONCE, RATE, DECAY, DROPOUT, ROUNDS, WARM_UP = 32, 3e-4, 0.05, 0.1, 4, 50
TAUGHT = 0.5  # how far the weights go from the old ones to those that were taught
LEAST_RATE = 0.02  # share of the learning rate that is left at the end
ALIKE = 40  # batches whose rows are sorted by length together, so that little of a batch is filler


@dataclass(frozen=True, slots=True)
class Ordered:
    """A question to a folder with the places of its sentences, likeliest first."""

    sample: FolderSample
    order: NDArray[np.int64]


def network_of(reader: Reader) -> Network:
    """Return a network that says what `reader` says, to be taught further; what only learns language is drawn anew."""
    layers = reader.layers
    shape = Shape(reader.widen.shape[1], layers[0].forward_in.shape[1], len(layers), reader.widen.shape[0])
    network = Network(reader.vocabulary, shape)
    values = {
        "pieces.weight": reader.pieces * reader.scales[:, None],
        "widen.weight": reader.widen.T,
        "places.weight": reader.places,
        "kinds.weight": reader.kinds,
        "ranks.weight": reader.ranks,
        "norm.weight": reader.norm,
        "answers.weight": reader.answers[None],
        "answers.bias": np.atleast_1d(reader.answers_bias),
        "none.weight": reader.none[None],
        "none.bias": np.atleast_1d(reader.none_bias),
    }
    for place, layer in enumerate(layers):
        for name in ("attention_norm", "forward_norm"):
            values[f"blocks.{place}.{name}.weight"] = getattr(layer, name)
        for name in ("attention_in", "attention_out", "forward_in", "forward_out"):
            values[f"blocks.{place}.{name}.weight"] = getattr(layer, name).T
            values[f"blocks.{place}.{name}.bias"] = getattr(layer, f"{name}_bias")
    known = {name: torch.from_numpy(np.array(value, np.float32)) for name, value in values.items()}
    network.load_state_dict(known, strict=False)
    return network


def between(first: Reader, taught: Reader) -> Reader:
    """Return a reader whose weights lie between those that it began with and those that it was taught, unblended.

    What is taught of few folders alone forgets some of what was known: which of two things a sentence is about.
    Between the two most of both is there (Wortsman et al., Robust fine-tuning of zero-shot models, CVPR 2022).
    """
    network = network_of(first)
    before, after = network.state_dict(), network_of(taught).state_dict()
    network.load_state_dict({name: (1 - TAUGHT) * before[name] + TAUGHT * after[name] for name in before})
    return exported(network)


def shown(some: Sequence[Ordered], table: PieceTable, draw: random.Random) -> list[Example]:
    """Return the questions of one round."""
    found: list[Example] = []
    for one in some:
        if draw.random() >= SHARES[one.sample.way]:
            continue
        places = one.order[:READ].tolist()
        if draw.random() >= AS_MET:
            places = one.order[:DRAWN_FROM].tolist()
            places = draw.sample(places, min(READ, len(places)))
        asked, sentences = candidates(one.sample.reading, np.array(places), table)
        found.append(Example(asked, sentences, [int(one.sample.marks[place]) for place in places]))
    return found


def learn(
    network: Network,
    few: Sequence[Ordered],
    many: Rows,
    table: PieceTable,
    *,
    rounds: int = ROUNDS,
    seed: int = 0,
    on_round: Callable[[int, float], None] = lambda _, __: None,
) -> None:
    """Teach `network`; `on_round` is told the mean loss of each round."""
    draw, rng = random.Random(seed), np.random.default_rng(seed)  # noqa: S311 - draws examples, no secret
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=DECAY)
    a_round = sum(SHARES[one.sample.way] for one in few) * (1 + OF_MANY)
    steps, done = math.ceil(rounds * a_round / AT_ONCE), 0
    torch.manual_seed(seed)
    network.train()
    for number in range(1, rounds + 1):
        rows = make_rows(shown(few, table, draw), network.vocabulary)
        others = rng.choice(len(many), min(len(many), round(len(rows) * OF_MANY)), replace=False)
        losses: list[float] = []
        for of, places in _batches(rows, many, others, rng):
            rate = RATE * min(1.0, (done + 1) / WARM_UP) * max(LEAST_RATE, 1 - done / steps)
            for group in optimiser.param_groups:
                group["lr"] = rate
            losses.append(_step(network, optimiser, of, places))
            done += 1
        on_round(number, float(np.mean(losses)))
    network.eval()


def _batches(
    few: Rows, many: Rows, others: NDArray[np.int64], rng: np.random.Generator
) -> list[tuple[Rows, NDArray[np.int64]]]:
    """Return batches of rows of like length, each of few or of many, in a new order."""
    batches: list[tuple[Rows, NDArray[np.int64]]] = []
    for rows, drawn in ((few, rng.permutation(len(few))), (many, others)):
        for start in range(0, len(drawn), AT_ONCE * ALIKE):
            some = drawn[start : start + AT_ONCE * ALIKE]
            some = some[np.argsort(rows.lengths[some], kind="stable")]
            batches += [(rows, some[at : at + AT_ONCE]) for at in range(0, len(some), AT_ONCE)]
    return [batches[place] for place in rng.permutation(len(batches))]


def _step(network: Network, optimiser: torch.optim.Optimizer, rows: Rows, places: NDArray[np.int64]) -> float:
    padded = rows.take(places, network.vocabulary)
    arrays = (padded.pieces, padded.places, padded.kinds, padded.ranks, padded.marks, padded.given, padded.answers)
    batch = Batch(*map(torch.from_numpy, arrays))
    loss = choice_losses(network(batch, DROPOUT), batch).mean()
    optimiser.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    nn.utils.clip_grad_norm_(network.parameters(), LONGEST_STEP)
    optimiser.step()
    return float(loss.detach())
