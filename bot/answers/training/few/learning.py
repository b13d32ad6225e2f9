"""Teaches the shipped reader further: from questions to folders of few articles, and again some of those to many.

The questions to many keep it from forgetting what it knew. Each question is shown anew in every round: its likeliest
sentences as the reader meets them in use, or some drawn from those and the next ones, in another order.
"""

from __future__ import annotations

import math
import random
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from bot.answers.sentences.choosing import candidates
from bot.answers.sentences.reader import READ, Reader
from bot.answers.sentences.reading import Reading
from bot.answers.training.few.folders import FolderSample
from bot.answers.training.reader.drawn import WORD
from bot.answers.training.reader.network import Batch, Network, Shape, exported
from bot.answers.training.reader.phases import LONGEST_STEP, choice_losses
from bot.answers.training.reader.rows import Example, Rows, make_rows
from bot.answers.training.reader.words import SAY_NOTHING, Kind
from bot.answers.training.samples import ELSEWHERE, RIGHT
from corpus.article import Language
from index.matching.pieces import PieceTable

DRAWN_FROM = 2 * READ  # likeliest sentences that some are drawn from
AS_MET = 0.5  # share of the questions that are shown as they are met in use
SHARES = {"whole": 1.0, "handful": 0.5, "without": 0.5}  # of the questions asked in each way, a round
EXCHANGED = 0.2  # share in which a word is exchanged, where one can be; nothing else was tried
OF_MANY = 0.5  # questions to many, beside one of few
AT_ONCE, RATE, DECAY, DROPOUT, ROUNDS, WARM_UP = 32, 3e-4, 0.05, 0.1, 4, 50
TAUGHT = 0.5  # how far the weights go from the old ones to those that were taught
LEAST_RATE = 0.02  # share of the learning rate that is left at the end
SHORTEST = 4  # code points of a word that is exchanged
ALIKE = 40  # batches whose rows are sorted by length together, so that little of a batch is filler


BEHIND_ARTICLE: Mapping[Language, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:an?|the|my|our|your|this)\s+(\w+)", re.IGNORECASE),
    "fr": re.compile(
        r"\b(?:(?:une?|les?|la|des|du|aux?|mon|ma|mes|nos|notre|ce|cette)\s|[ld]['’])\s*+(\w+)", re.IGNORECASE
    ),
}


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
    """Return the questions of one round; some ask about another thing than the sentence that would have answered."""
    found: list[Example] = []
    others = words_asked(some)
    for one in some:
        if draw.random() >= SHARES[one.sample.way]:
            continue
        places = one.order[:READ].tolist()
        if draw.random() >= AS_MET:
            places = one.order[:DRAWN_FROM].tolist()
            places = draw.sample(places, min(READ, len(places)))
        asked, sentences = candidates(one.sample.reading, np.array(places), table)
        example = Example(asked, sentences, [int(one.sample.marks[place]) for place in places])
        if draw.random() < EXCHANGED:
            example = exchanged(one, places, example, others, table, draw)
        found.append(example)
    return found


def words_asked(some: Sequence[Ordered]) -> Mapping[tuple[str, str, Kind], Sequence[str]]:
    """Return the things that are asked about of each folder, by language and shape."""
    found: dict[tuple[str, str, Kind], dict[str, None]] = defaultdict(dict)
    for one in some:
        question = one.sample.question
        for word in _things(question.text, question.language):
            found[one.sample.folder, question.language, _shape(word)][word] = None
    return {key: list(words) for key, words in found.items()}


def exchanged(
    one: Ordered,
    places: Sequence[int],
    example: Example,
    others: Mapping[tuple[str, str, Kind], Sequence[str]],
    table: PieceTable,
    draw: random.Random,
) -> Example:
    """Return an example that asks about another thing, so that nothing shown answers; as it is where none is found.

    A word of the question that a right sentence says is exchanged for one that people ask the same folder about, and
    that no right sentence says. A sentence that says that one may answer by chance, so it counts neither way.
    """
    reading, question = one.sample.reading, one.sample.question
    said = [_said(reading, place) for place in places]
    right = " ".join(text for text, mark in zip(said, example.marks, strict=True) if mark == RIGHT)
    known = [word for word in _things(question.text, question.language) if word.lower() in right]
    if not known:
        return example
    word = draw.choice(known)
    pool = others[one.sample.folder, question.language, _shape(word)]
    other = draw.choice(pool)
    if other.lower() in right or other.lower() in question.text.lower():
        return example
    text = re.sub(rf"\b{re.escape(word)}\b", lambda _: other, question.text, count=1)
    marks = [
        ELSEWHERE if other.lower() in those else 0 if mark == RIGHT else mark
        for those, mark in zip(said, example.marks, strict=True)
    ]
    return Example(table.in_order([text])[0], example.candidates, marks)


def _things(text: str, language: Language) -> list[str]:
    """Return the words that a question may be about: numbers, names, and what stands behind an article."""
    first, *others = WORD.findall(text) or [""]
    found = [word for word in (first, *others) if word[:1].isdigit()]
    found += [word for word in others if word[0].isupper() and len(word) >= SHORTEST]
    found += [
        word
        for word in BEHIND_ARTICLE[language].findall(text)
        if len(word) >= SHORTEST and word.lower() not in SAY_NOTHING
    ]
    return list(dict.fromkeys(found))


def _shape(word: str) -> Kind:
    return "number" if word[0].isdigit() else "name" if word[0].isupper() else "other"


def _said(reading: Reading, place: int) -> str:
    hit = reading.hits[reading.sentences[place].hit]
    return f"{reading.text(place)} {hit.article.title} {hit.passage.heading}".lower()


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
