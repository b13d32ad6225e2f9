"""Trains the bilingual static encoder: `python -m index.training.static --data FOLDER`.

Seeded: the same data, dials and number of threads give the same model. Resumable: stopped at any moment, it goes on
from its last checkpoint in the work folder when started again with the same dials. Writes the model's folder at the
end and prints how it finds held-back passages. Nothing under an evaluation folder is read.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from safetensors import safe_open
from safetensors.torch import save_file
from torch.nn import functional

from index.encoders import SHIPPED_MODEL
from index.training.batches import Batch, Ragged, plan
from index.training.measuring import Cell, best_ranks, table
from index.training.objective import contrastive_loss
from index.training.pairs import TrainingDataError
from index.training.pieces import UNKNOWN
from index.training.preparing import Prepared, Shape, prepare
from index.training.saving import save_model

CHECKPOINT = "checkpoint.safetensors"

# Arora, Liang and Ma (2017): a word weighs a / (a + its frequency). Here only where the training starts.
SMOOTH_FREQUENCY = 1e-4

WARM_UP = 0.05  # share of the steps over which the learning rate rises before it falls in a straight line
LEAST_RATE = 0.02  # share of the learning rate that is left at the end


@dataclass(frozen=True, slots=True)
class Dials:
    """What a training depends on beside its texts."""

    passes: int = 3
    seed: int = 0
    dimensions: int = 256
    narrow: int = 64  # the second Matryoshka width
    learning_rate: float = 0.03
    scale: float = 20.0
    left_out: float = 0.1  # share of a left side's pieces that a batch does not see
    right_out: float = 0.2  # the same of a right side's, which are longer
    checkpoint_every: int = 200  # batches


class Trainer:
    """The table of piece vectors, its optimiser, and how far they are."""

    def __init__(self, prepared: Prepared, dials: Dials, device: str) -> None:
        self.prepared, self.dials, self.device = prepared, dials, device
        self.training_rows = np.flatnonzero(~prepared.held_back)
        self.batches = plan([prepared.pairs[row] for row in self.training_rows.tolist()], dials.passes, dials.seed)
        self.done = 0
        self.table = torch.nn.Parameter(_first_table(prepared.counts(), dials).to(device))
        self.optimiser = torch.optim.Adam([self.table], lr=dials.learning_rate, betas=(0.9, 0.99), fused=True)

    def step(self) -> float:
        """Learn from the next batch; return its loss."""
        share = self.done / len(self.batches)
        rate = min(1.0, (share + 1 / len(self.batches)) / WARM_UP) * max(LEAST_RATE, 1 - share)
        for group in self.optimiser.param_groups:
            group["lr"] = self.dials.learning_rate * rate
        loss = self._loss(self.batches[self.done])
        self.optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        self.optimiser.step()
        self.done += 1
        return float(loss.detach())

    def _loss(self, batch: Batch) -> torch.Tensor:
        rows = self.training_rows[batch.rows]
        skipped = np.where(batch.bare, np.minimum(self.prepared.titles[rows], self._lengths(rows) - 1), 0)
        rng = np.random.default_rng((self.dials.seed, self.done))
        left = self._bag(self.prepared.left.take(rows).thin(self.dials.left_out, rng))
        right = self._bag(self.prepared.right.take(rows, np.maximum(skipped, 0)).thin(self.dials.right_out, rng))
        asked, answered = self.prepared.left_numbers[rows], self.prepared.right_numbers[rows]
        same = (asked[:, None] == asked) | (answered[:, None] == answered)
        widths = ((self.dials.dimensions, 1.0), (self.dials.narrow, 0.5))
        return contrastive_loss(left, right, torch.from_numpy(same).to(self.device), widths, self.dials.scale)

    def _lengths(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        lengths: NDArray[np.int64] = self.prepared.right.starts[rows + 1] - self.prepared.right.starts[rows]
        return lengths

    def _bag(self, ragged: Ragged) -> torch.Tensor:
        """Return the mean vector of each row, shape (rows, dimensions)."""
        ids = torch.from_numpy(ragged.ids.astype(np.int64)).to(self.device)
        return functional.embedding_bag(ids, self.table, torch.from_numpy(ragged.starts[:-1]).to(self.device))

    def vectors(self, ragged: Ragged) -> NDArray[np.float32]:
        """Return the unit vector of each row."""
        with torch.no_grad():
            unit: NDArray[np.float32] = functional.normalize(self._bag(ragged), dim=1).cpu().numpy()
        return unit

    def silence(self, piece: str) -> None:
        """Make the vector of `piece` zero, so that it says nothing in a mean."""
        with torch.no_grad():
            self.table[self.prepared.tokenizer.token_to_id(piece)] = 0.0

    def keep(self, path: Path) -> None:
        """Write a checkpoint: whole, or not at all."""
        state = self.optimiser.state[self.table]
        tensors = {"table": self.table.detach(), "mean": state["exp_avg"], "square": state["exp_avg_sq"]}
        unfinished = path.with_suffix(".unfinished")
        marks = {"done": str(self.done), "dials": json.dumps(asdict(self.dials), sort_keys=True)}
        save_file(tensors, unfinished, metadata=marks)
        unfinished.replace(path)

    def resume(self, path: Path) -> None:
        """Take up the checkpoint at `path`.

        Raises:
            TrainingDataError: it was made with other dials.
        """
        with safe_open(path, framework="pt", device=self.device) as kept:
            marks = kept.metadata()
            wanted = json.dumps(asdict(self.dials), sort_keys=True)
            if marks["dials"] != wanted:
                msg = f"{path} was made with {marks['dials']}, not {wanted}; remove it or give another --work"
                raise TrainingDataError(msg)
            self.done = int(marks["done"])
            with torch.no_grad():
                self.table.copy_(kept.get_tensor("table"))
            self.optimiser.state[self.table] = {
                "step": torch.tensor(float(self.done), device=self.device),
                "exp_avg": kept.get_tensor("mean"),
                "exp_avg_sq": kept.get_tensor("square"),
            }


def _first_table(counts: NDArray[np.int64], dials: Dials) -> torch.Tensor:
    """Return where the training starts: random directions, common pieces shorter."""
    generator = torch.Generator().manual_seed(dials.seed)
    directions = torch.randn(len(counts), dials.dimensions, generator=generator) / dials.dimensions**0.5
    frequencies = counts / max(1, counts.sum())
    weights = SMOOTH_FREQUENCY / (SMOOTH_FREQUENCY + frequencies)
    scaled: torch.Tensor = directions * torch.tensor(weights, dtype=torch.float32)[:, None]
    return scaled


def train(prepared: Prepared, dials: Dials, work: Path, console: Console, device: str = "cpu") -> Trainer:
    """Train to the end, from the checkpoint in `work` if there is one; show a progress bar."""
    trainer = Trainer(prepared, dials, device)
    checkpoint = work / CHECKPOINT
    if checkpoint.exists():
        trainer.resume(checkpoint)
        console.print(f"going on after batch {trainer.done} of {len(trainer.batches)}")
    columns = (
        TextColumn("training"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("loss {task.fields[loss]:.3f}"),
    )
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("", total=len(trainer.batches), completed=trainer.done, loss=float("nan"))
        while trainer.done < len(trainer.batches):
            loss = trainer.step()
            progress.update(bar, completed=trainer.done, loss=loss)
            if trainer.done % dials.checkpoint_every == 0 or trainer.done == len(trainer.batches):
                trainer.keep(checkpoint)
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
