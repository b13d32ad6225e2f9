"""The static encoder in training: its table, one step after another, and checkpoints.

The same texts, dials and number of threads give the same table, in one go or from a checkpoint. Knows no terminal.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.torch import save_file
from torch.nn import functional

from index.training.batches import Batch, Ragged, plan
from index.training.objective import contrastive_loss
from index.training.pairs import TrainingDataError
from index.training.preparing import Prepared
from index.training.spans import cut_spans, find_spans, without

# Arora, Liang and Ma (2017): a word weighs a / (a + its frequency). Here only where the training starts.
SMOOTH_FREQUENCY = 1e-4

WARM_UP = 0.05  # share of the steps over which the learning rate rises before it falls in a straight line
LEAST_RATE = 0.02  # share of the learning rate that is left at the end


@dataclass(frozen=True, slots=True)
class Dials:
    """What a training depends on beside its texts."""

    passes: int = 5
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
        pairs = [prepared.pairs[row] for row in self.training_rows.tolist()]
        made = find_spans(pairs, prepared.right.take(self.training_rows))
        self.batches = plan(pairs, made, dials.passes, dials.seed)
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
        texts, rng = self.prepared, np.random.default_rng((self.dials.seed, self.done))
        rows, answers = self.training_rows[batch.rows], self.training_rows[batch.answers]
        answered = texts.right_numbers[answers]
        same = answered[:, None] == answered
        if batch.is_made:
            spans = cut_spans(texts.right, rows, texts.titles[rows], rng)
            left = spans.ids
            right = without(texts.right, rows, spans) if batch.stream.startswith("span") else texts.right.take(answers)
        else:
            asked = texts.left_numbers[rows]
            same |= asked[:, None] == asked
            left = texts.left.take(rows)
            right = texts.right.take(answers, np.where(batch.bare, texts.titles[answers], 0))
        return contrastive_loss(
            self._bag(left.thin(self.dials.left_out, rng)),
            self._bag(right.thin(self.dials.right_out, rng)),
            torch.from_numpy(same).to(self.device),
            ((self.dials.dimensions, 1.0), (self.dials.narrow, 0.5)),
            self.dials.scale,
        )

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
