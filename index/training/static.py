"""Trains the bilingual static encoder: `python -m index.training.static --data FOLDER`.

Seeded: the same data, dials and number of threads give the same model. Resumable: stopped at any moment, it goes on
from its last checkpoint in the work folder when started again with the same dials. Writes the model's folder at the
end and prints how it finds held-back passages. Nothing under an evaluation folder is read.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from rich.console import Console

from index.encoders import SHIPPED_MODEL
from index.training.measuring import Cell, best_ranks, table
from index.training.pairs import TrainingDataError
from index.training.pieces import UNKNOWN
from index.training.preparing import Prepared, Shape, prepare
from index.training.running import run_to_the_end
from index.training.saving import save_model
from index.training.trainer import Dials, Trainer

CHECKPOINT = "checkpoint.safetensors"


def train(prepared: Prepared, dials: Dials, work: Path, console: Console, device: str = "cpu") -> Trainer:
    """Train to the end, from the checkpoint in `work` if there is one; show a progress bar."""
    trainer = Trainer(prepared, dials, device)
    run_to_the_end(trainer, len(trainer.batches), work / CHECKPOINT, dials.checkpoint_every, console)
    trainer.silence(UNKNOWN)
    return trainer


def held_back_cells(trainer: Trainer) -> list[Cell]:
    """Return how held-back questions find their passage among all held-back passages of its language."""
    prepared = trainer.prepared
    asked = [row for row in np.flatnonzero(prepared.held_back).tolist() if prepared.pairs[row].group == "qa"]
    cells: list[Cell] = []
    for language in ("en", "fr"):
        rows = np.array([row for row in asked if prepared.pairs[row].right_language == language], dtype=np.int64)
        if not len(rows):
            continue
        numbers, first = np.unique(prepared.right_numbers[rows], return_index=True)
        places = {number: place for place, number in enumerate(numbers)}
        right = [[places[number]] for number in prepared.right_numbers[rows]]
        questions = trainer.vectors(prepared.left.take(rows))
        ranks = best_ranks(questions, trainer.vectors(prepared.right.take(rows[first])), right)
        by_cell: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for row, rank in zip(rows.tolist(), ranks.tolist(), strict=True):
            pair = prepared.pairs[row]
            by_cell[pair.source, f"{pair.left_language}-{pair.right_language}"].append(rank)
        cells += [Cell(source, way, np.array(found)) for (source, way), found in sorted(by_cell.items())]
    return cells


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; return the exit status."""
    standard = Dials()
    parser = argparse.ArgumentParser(prog="python -m index.training.static", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the training files")
    parser.add_argument("--work", type=Path, default=Path("training-work/static"), help="for checkpoints")
    parser.add_argument("--out", type=Path, default=SHIPPED_MODEL, help="where the model's folder is written")
    parser.add_argument("--pieces", type=int, default=40_000, help="size of the vocabulary")
    parser.add_argument("--longest", type=int, default=320, help="tokens of a text that are trained on")
    parser.add_argument("--passes", type=int, default=standard.passes, help="how often the texts are gone through")
    parser.add_argument("--seed", type=int, default=standard.seed)
    parser.add_argument("--learning-rate", type=float, default=standard.learning_rate)
    parser.add_argument("--threads", type=int, default=1, help="threads of torch; the model depends on it slightly")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    given = parser.parse_args(arguments)
    torch.set_num_threads(given.threads)
    console = Console()
    dials = Dials(passes=given.passes, seed=given.seed, learning_rate=given.learning_rate)
    try:
        with console.status("reading the training texts, minutes the first time"):
            prepared = prepare(Shape(str(given.data), given.pieces, given.longest), given.work)
        trainer = train(prepared, dials, given.work, console, given.device)
    except TrainingDataError as error:
        console.print(str(error), style="red", markup=False)
        return 2
    save_model(given.out, prepared.tokenizer, trainer.table.detach().cpu().numpy())
    console.print(f"wrote {given.out}; held-back questions among held-back passages:")
    console.print(table(held_back_cells(trainer)), markup=False)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
