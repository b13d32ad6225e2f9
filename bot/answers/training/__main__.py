"""Makes the shipped model of answers: `python -m bot.answers.training --data FOLDER [--work FOLDER]`.

The training questions that come with their answers are asked of an index of training passages, a share of them also
word by word in the other language. Three networks are learned, one on top of the other; so that each learns from what
the one below gives to questions that it has not seen, the lower ones are first learned on each half of the articles and
used on the other. What is held back from the encoder is held back here, and gives the printed figures; nothing under an
evaluation folder is read. Keeps its index in the work folder. What the shipped model has learned of few passages stays
until `python -m bot.answers.training.few` learns it again, which must be done then.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from rich.console import Console

from bot.answers.questions.expecting import Expectation, Numbers
from bot.answers.sentences.choosing import choice_inputs, confidence_inputs
from bot.answers.sentences.model import SHIPPED_ANSWERS, AnswerModel, save_model, shipped_model
from bot.answers.shown.quotes import ENOUGH, MOST_QUOTES
from bot.answers.training import samples as reading
from bot.answers.training.fitting import (
    confidence_weight,
    drawn,
    fit_choice,
    fit_confidence,
    fit_expectation,
)
from bot.answers.training.halves import choices_by_half, expectations_by_half
from bot.answers.training.samples import ELSEWHERE, RIGHT, Asking, Sample
from index.keeping.snapshot import Store
from index.matching.network import Network
from index.matching.piece_table import shipped_pieces
from index.training.pairs import read_pairs

QUOTED = 2  # sentences in which the answer counts as given; the median of what is quoted
FEW_EVERY = 3  # one question in so many is also asked of two passages alone
REFUSED_AT_MOST = 0.1  # share of the answerable questions that the threshold refuses

console = Console(stderr=True, highlight=False)


def main() -> None:
    """Train, print the figures of what was held back, write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the training files")
    parser.add_argument("--work", type=Path, help="where the index is kept (default: a temporary folder)")
    parser.add_argument("--out", type=Path, default=SHIPPED_ANSWERS)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    torch.set_num_threads(1)
    pairs = read_pairs(options.data)
    asked = reading.askings(pairs, options.seed)
    passages = {reading.passage_id(pair): pair.right for pair in pairs if pair.group == "qa"}
    console.print(f"{len(asked):,} questions, {sum(one.held for one in asked):,} of them held back")
    with TemporaryDirectory() as scratch:
        folder = options.work or Path(scratch)
        if Store(folder).current() is None:
            reading.build(pairs, folder)
        model = _train(shipped_model(shipped_pieces().digest), asked, passages, folder, options.seed)
    save_model(options.out, model, shipped_pieces().digest)
    console.print(f"wrote {options.out}, {options.out.stat().st_size / 1e6:.1f} MB")


def _train(
    model: AnswerModel, asked: Sequence[Asking], passages: dict[str, str], folder: Path, seed: int
) -> AnswerModel:
    table = shipped_pieces()
    plain = [one for one in asked if not one.translated and not one.held]
    halves = expectations_by_half(plain, passages, table, seed)
    rows = drawn(plain, [passages[one.passage] for one in plain], table)
    expectation = fit_expectation(rows, table, seed=seed)
    console.print("learned what is expected")

    def unseen(asking: Asking) -> Expectation:
        return expectation if asking.held else halves[asking.half]

    def on_done(done: int) -> None:
        if done % 2000 == 0:
            console.print(f"read {done:,} of {len(asked):,}")

    with closing(reading.open_search(folder)) as search:
        read = list(reading.read_all(asked, search, unseen, on_done))
    learned = [sample for sample in read if not sample.asking.held]
    held = [sample for sample in read if sample.asking.held]
    choices = choices_by_half(learned, seed)
    choice = fit_choice(learned, seed=seed)
    console.print("learned which sentence answers")
    _print_choice(held, choice)
    confidence = _fit_confidence(read, choice, choices, seed)
    _print_confidence(held, choice, confidence)
    return replace(model, expectation=expectation, choice=choice, confidence=confidence)


def _ordered(sample: Sample, choice: Network) -> tuple[Numbers, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    logits = choice.logits(choice_inputs(sample.reading))
    return logits, np.argsort(-logits, kind="stable")


def _given(sample: Sample, choice: Network) -> tuple[Numbers, bool]:
    """Return the inputs of the confidence, and whether the first sentences hold the answer."""
    logits, order = _ordered(sample, choice)
    return confidence_inputs(sample.reading, logits, order), bool((sample.marks[order[:QUOTED]] > 0).any())


def _fit_confidence(read: Sequence[Sample], choice: Network, halves: Sequence[Network], seed: int) -> Network:
    """Learn from each question as it is, and again without its passage: then nothing answers.

    A share of them also as a corpus of two passages would have them, since many begin with a handful of articles.
    """
    rows: list[Numbers] = []
    right: list[bool] = []
    weights: list[float] = []
    for place, sample in enumerate(read):
        unseen = choice if sample.asking.held else halves[sample.asking.half]
        seen, unanswered = [sample], []
        if sample.of_right.any() and not sample.asking.translated:
            unanswered.append(sample.without_right())
            if place % FEW_EVERY == 0:
                seen.append(sample.among_few(right=True) or sample)
                unanswered.append(sample.among_few(right=False))
        found = [_given(one, unseen) for one in seen]
        found += [(values, given) for one in unanswered if one for values, given in [_given(one, unseen)] if not given]
        for values, given in found:
            rows.append(values)
            right.append(given)
            weights.append(confidence_weight(sample.asking))
    return fit_confidence(np.stack(rows), np.array(right), np.array(weights, np.float32), seed=seed)


def _print_choice(held: Sequence[Sample], choice: Network) -> None:
    """Print how often the answer stands in the first sentences, and how many are quoted to reach a share."""
    found: dict[str, list[list[bool]]] = defaultdict(list)
    quoted: list[int] = []
    for sample in held:
        if not (sample.marks == RIGHT).any():
            continue
        logits, order = _ordered(sample, choice)
        name = f"{sample.asking.source}{' (translated)' if sample.asking.translated else ''}"
        marks = sample.marks[order]
        found[name].append([bool((marks[:most] > 0).any()) for most in (1, 2, 3)])
        odds = np.exp(logits[order] - logits[order[0]])
        enough = int(np.searchsorted(np.cumsum(odds / odds.sum()), ENOUGH)) + 1
        quoted.append(min(enough, MOST_QUOTES))
    console.print("held back, passage found: questions, answer in the first 1, 2, 3 sentences")
    for name, rows in sorted(found.items()):
        console.print(f"  {name:<36} {len(rows):>5}  " + "  ".join(f"{share:.3f}" for share in np.mean(rows, axis=0)))
    console.print(
        f"  sentences quoted to {ENOUGH}: median {np.median(quoted):.0f}, 90 % {np.quantile(quoted, 0.9):.0f}"
    )


def _print_confidence(held: Sequence[Sample], choice: Network, confidence: Network) -> None:
    """Print how answerable questions and the same without their passage are told apart, among many and among two."""

    def sure(sample: Sample) -> float:
        return float(confidence.logits(_given(sample, choice)[0][None])[0])

    asked = [one for one in held if one.of_right.any() and not one.asking.translated]
    for name, answerable, removed in (
        ("all passages", asked, [one.without_right() for one in asked]),
        ("two passages", [one.among_few(right=True) for one in asked], [one.among_few(right=False) for one in asked]),
    ):
        ours = np.array([sure(one) for one in answerable if one])
        others = np.array([sure(one) for one in removed if one and not (one.marks == ELSEWHERE).any()])
        threshold = float(np.quantile(ours, REFUSED_AT_MOST))
        above = (ours[:, None] > others[None]).mean() + (ours[:, None] == others[None]).mean() / 2
        console.print(f"{name}, the right one there or taken away: {len(ours)} and {len(others)}, AUROC {above:.3f}")
        console.print(
            f"  refusing {REFUSED_AT_MOST:.0%} of the first, below {1 / (1 + np.exp(-threshold)):.3f}, refuses "
            f"{(others < threshold).mean():.1%} of the others"
        )


if __name__ == "__main__":
    main()
