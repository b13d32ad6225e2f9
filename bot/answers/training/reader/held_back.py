"""Fits a reader's blend on the training questions that were held back, and tells its figures."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from bot.answers.sentences.model import AnswerModel
from bot.answers.sentences.reader import Reader
from bot.answers.training import samples as reading
from bot.answers.training.reader.blending import fit_blend, judge_all
from bot.answers.training.reader.figures import figures
from index.training.pairs import Pair


def blended(
    reader: Reader, model: AnswerModel, pairs: Sequence[Pair], work: Path, seed: int, console: Console
) -> Reader:
    """Return `reader` blended with `model` by the held-back questions, asked of the index in `work`; print figures."""
    held = [one for one in reading.askings(pairs, seed) if one.held]

    def on_done(done: int) -> None:
        if done % 1000 == 0:
            console.print(f"asked {done:,} of {len(held):,} questions that were held back")

    with closing(reading.open_search(work)) as search:
        samples = reading.read_all(held, search, lambda _: model.expectation, on_done)
        judged = list(judge_all(list(samples), model, reader, search.table))
    blend = fit_blend(judged)
    for line in figures(judged, blend):
        console.print(line, markup=False)
    return replace(reader, blend=blend)
