"""Makes the shipped reader: `python -m bot.answers.training.reader --data FOLDER [--work FOLDER]`.

With `--blend-only` it learns nothing: it takes the reader in `--reader`, asks the questions that were held back, and
writes anew how much that reader counts beside the other networks. Do so when those are learned again.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from rich.console import Console

from bot.answers.model import AnswerModelError, shipped_model
from bot.answers.reader import SHIPPED_READER, Reader, load_reader, save_reader
from bot.answers.training import samples as reading
from bot.answers.training.reader.blending import fit_blend, judge_all
from bot.answers.training.reader.candidates import shipped_cutter
from bot.answers.training.reader.figures import figures
from index.piece_table import shipped_pieces
from index.snapshot import Store
from index.training.pairs import Pair, TrainingDataError, read_pairs


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m bot.answers.training.reader",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, required=True, help="the folder with the training files")
    parser.add_argument("--work", type=Path, help="where the index is kept (default: a temporary folder)")
    parser.add_argument("--reader", type=Path, default=SHIPPED_READER, help="the reader that is blended")
    parser.add_argument("--out", type=Path, help="where it is written (default: where it was read)")
    parser.add_argument("--blend-only", action="store_true", help="only fit how much the reader counts")
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(arguments)
    torch.set_num_threads(1)
    console = Console(stderr=True, highlight=False, width=160)
    try:
        with TemporaryDirectory() as scratch:
            pairs, work = read_pairs(given.data), given.work or Path(scratch)
            if Store(work).current() is None:
                console.print("building the index of training passages")
                reading.build(pairs, work)
            reader = load_reader(given.reader, shipped_pieces().digest)
            reader = blended(reader, pairs, work, given.seed, console)
    except (TrainingDataError, AnswerModelError) as error:
        console.print(str(error), style="red", markup=False)
        return 2
    out = given.out or given.reader
    save_reader(out, reader, shipped_pieces().digest)
    console.print(f"wrote {out}, {out.stat().st_size / 1e6:.1f} MB", markup=False)
    return 0


def blended(reader: Reader, pairs: Sequence[Pair], work: Path, seed: int, console: Console) -> Reader:
    """Return `reader` with the blend of the held-back questions, asked of the index in `work`; print its figures."""
    model, cutter = shipped_model(shipped_pieces().digest), shipped_cutter()
    held = [one for one in reading.askings(pairs, seed) if one.held]

    def on_done(done: int) -> None:
        if done % 1000 == 0:
            console.print(f"asked {done:,} of {len(held):,} questions that were held back")

    with closing(reading.open_search(work)) as search:
        samples = reading.read_all(held, search, lambda _: model.expectation, on_done)
        judged = list(judge_all(list(samples), model, reader, cutter))
    blend = fit_blend(judged)
    for line in figures(judged, blend):
        console.print(line, markup=False)
    return replace(reader, blend=blend)


if __name__ == "__main__":
    raise SystemExit(main())
