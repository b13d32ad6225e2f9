"""The phases of the training: guessing hidden pieces, made questions, questions by people; each from its checkpoint.

Every step draws from a seed of its own, so a training that was stopped goes on as if it had not been. On one kind of
device the same seed gives the same reader but for the order in which it adds, which a graphics card leaves open. Knows
no terminal.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.torch import save_file
from torch.nn import functional

from bot.answers.training.fitting import OUT
from bot.answers.training.reader.network import Batch, Network, Scores
from bot.answers.training.reader.rows import NO_PLACE, Rows
from bot.answers.training.reader.sequences import ASKED, HIDDEN_DOCUMENTS, HIDDEN_PAIRS, REAL
from bot.answers.training.samples import ELSEWHERE, RIGHT
from index.training.pairs import TrainingDataError

BETAS, DECAY = (0.9, 0.98), 0.02  # of AdamW
STATE = ("step", "exp_avg", "exp_avg_sq")  # what it keeps of each weight
LEAST_RATE = 0.01  # share of the learning rate that is left at the end
LONGEST_STEP = 1.0  # the length that gradients are clipped to
ENDS_COUNT = 0.25  # what the begin and the end of an answer count, each, beside the choice of its sentence

# Of the hidden pieces most show the mark that hides them, a few another piece, the rest themselves.
SHOW_MARK, SHOW_OTHER = 0.85, 0.07

ALIKE = 50  # batches whose rows are sorted by length together, so that little of a batch is filler
PLACES_AT_ONCE = {"cpu": 1 << 14, "cuda": 1 << 20}  # places learned from at once; the guesses take 40,000 numbers each
LOOKED_AT_EVERY = 20  # steps; a loss looked at makes a graphics card wait
PACE_FROM, PACE_AT = 2, 10  # steps that the estimate of the time is made from; the first ones warm up


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of step: which rows, how many, and the share of the pieces hidden; without, sentences are chosen."""

    kind: str
    rows: int
    hidden: float = 0.0


@dataclass(frozen=True, slots=True)
class Phase:
    """Steps of one learning rate; `tasks` are gone through again and again."""

    name: str
    steps: int
    rate: float
    tasks: tuple[Task, ...]
    warm_up: int = 200
    dropout: float = 0.1


DOCUMENTS, PAIRS = Task(HIDDEN_DOCUMENTS, 1024, 0.2), Task(HIDDEN_PAIRS, 2048, 0.25)
MADE, FEWER_MADE, BY_PEOPLE = Task(ASKED, 1024), Task(ASKED, 512), Task(REAL, 256)

PHASES = (
    Phase("guess", 4200, 3e-3, (DOCUMENTS, PAIRS)),
    Phase("made", 5600, 2.1e-3, (DOCUMENTS, MADE, MADE, MADE, PAIRS, MADE, MADE, MADE)),
    Phase("people", 1100, 6e-4, (FEWER_MADE, BY_PEOPLE, BY_PEOPLE, BY_PEOPLE), warm_up=50),
)
"""The recipe of the shipped reader: eight minutes on one H100. The reasons for the numbers stand in its card."""


class PhaseTrainer:
    """A network in one phase, its optimiser, and how far they are; `before` says what was learned until then.

    `on_pace` is called once, with the seconds that the steps still to come will take.
    """

    def __init__(
        self,
        network: Network,
        phase: Phase,
        rows: Mapping[str, Rows],
        seed: int,
        before: Sequence[Phase] = (),
        on_pace: Callable[[float], None] = lambda _: None,
    ) -> None:
        self.network, self.phase, self.rows, self.on_pace = network, phase, rows, on_pace
        self.device = network.guess_bias.device
        self.seeds = (seed, len(before))
        self.dials = json.dumps(
            {
                "seed": seed,
                "phases": [asdict(one) for one in (*before, phase)],
                "rows": {kind: len(rows[kind]) for kind in sorted(rows)},
                "weights": sum(one.numel() for one in network.parameters()),
            },
            sort_keys=True,
        )
        rng = np.random.default_rng(self.seeds)
        self.orders = {
            task: batches_of(rows[task.kind].lengths, task.rows, rng.spawn(1)[0]) for task in dict.fromkeys(phase.tasks)
        }
        self.optimiser = torch.optim.AdamW(
            network.parameters(), lr=phase.rate, betas=BETAS, weight_decay=DECAY, fused=True
        )
        self.done, self.loss = 0, float("nan")
        self._ends: list[float] = []

    def step(self) -> float:
        """Learn from the next batch; return the loss of the last one that was looked at."""
        phase = self.phase
        rising, falling = (self.done + 1) / phase.warm_up, 1 - self.done / phase.steps
        for group in self.optimiser.param_groups:
            group["lr"] = phase.rate * min(1.0, rising) * max(LEAST_RATE, falling)
        task = phase.tasks[self.done % len(phase.tasks)]
        torch.manual_seed(int(np.random.SeedSequence((*self.seeds, self.done)).generate_state(1)[0]))
        batch = self._batch(task)
        self.network.train()
        self.optimiser.zero_grad(set_to_none=True)
        loss = self._learn_hidden(batch, task) if task.hidden else self._learn_choice(batch)
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), LONGEST_STEP)
        self.optimiser.step()
        self.done += 1
        if self.done % LOOKED_AT_EVERY == 0 or len(self._ends) < PACE_AT or self.done == phase.steps:
            self.loss = float(loss)
        self._tell_pace()
        return self.loss

    def _tell_pace(self) -> None:
        if len(self._ends) < PACE_AT:
            self._ends.append(time.monotonic())
            if len(self._ends) == PACE_AT:
                a_step = (self._ends[-1] - self._ends[PACE_FROM - 1]) / (PACE_AT - PACE_FROM)
                self.on_pace(a_step * (self.phase.steps - self.done))

    def _batch(self, task: Task) -> Batch:
        rows = self.rows[task.kind].take(next(self.orders[task]), self.network.vocabulary)
        arrays = (rows.pieces, rows.places, rows.kinds, rows.ranks, rows.marks, rows.given, rows.answers)
        return Batch(*(torch.from_numpy(array).to(self.device) for array in arrays))

    def _parts(self, batch: Batch) -> Iterator[slice]:
        """Yield the rows of a batch so few at a time that the device has room for them."""
        rows, length = batch.pieces.shape
        size = max(1, PLACES_AT_ONCE[self.device.type] // length)
        yield from (slice(start, start + size) for start in range(0, rows, size))

    def _learn_hidden(self, batch: Batch, task: Task) -> torch.Tensor:
        shown, hidden = hide(batch.pieces, task.hidden, self.network.vocabulary, self.network.hiding)
        total, count = torch.zeros((), device=self.device), hidden.sum().clamp(min=1)
        for part in self._parts(batch):
            some = Batch(*(tensor[part] for tensor in batch._replace(pieces=shown)))
            with self._half_precision():
                guesses = self.network.guesses(some, hidden[part], self.phase.dropout)
            wanted = batch.pieces[part][hidden[part]]
            loss = functional.cross_entropy(guesses, wanted, reduction="sum") / count
            loss.backward()  # type: ignore[no-untyped-call]
            total += loss.detach()
        return total

    def _learn_choice(self, batch: Batch) -> torch.Tensor:
        total = torch.zeros((), device=self.device)
        rows, known = len(batch.pieces), says_where(batch).sum().clamp(min=1)
        for part in self._parts(batch):
            some = Batch(*(tensor[part] for tensor in batch))
            with self._half_precision():
                scores = self.network(some, self.phase.dropout)
            loss = choice_losses(scores, some).sum() / rows + ENDS_COUNT * end_losses(scores, some).sum() / known
            loss.backward()  # type: ignore[no-untyped-call]
            total += loss.detach()
        return total

    def _half_precision(self) -> torch.autocast:
        return torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda")

    def keep(self, path: Path) -> None:
        """Write a checkpoint: whole, or not at all."""
        tensors: dict[str, torch.Tensor] = {}
        for name, weights in self.network.named_parameters():
            tensors[f"weights.{name}"] = weights.detach()
            tensors |= {f"{part}.{name}": value for part, value in self.optimiser.state[weights].items()}
        unfinished = path.with_suffix(".unfinished")
        save_file(tensors, unfinished, metadata={"done": str(self.done), "dials": self.dials})
        unfinished.replace(path)

    def resume(self, path: Path) -> None:
        """Take up the checkpoint at `path`.

        Raises:
            TrainingDataError: it was made with other dials or other texts.
        """
        with safe_open(path, framework="pt", device=str(self.device)) as kept:
            marks = kept.metadata()
            if marks["dials"] != self.dials:
                msg = f"{path} was made with {marks['dials']}, not {self.dials}; remove it or give another --work"
                raise TrainingDataError(msg)
            self.done = int(marks["done"])
            with torch.no_grad():
                for name, weights in self.network.named_parameters():
                    weights.copy_(kept.get_tensor(f"weights.{name}"))
                    # What a phase has not used yet, such as the choice where pieces are guessed, has no state.
                    parts = [part for part in STATE if f"{part}.{name}" in kept.keys()]  # noqa: SIM118 - no mapping
                    self.optimiser.state[weights] = {part: kept.get_tensor(f"{part}.{name}") for part in parts}
        for place in range(self.done):
            next(self.orders[self.phase.tasks[place % len(self.phase.tasks)]])


def batches_of(lengths: NDArray[np.int64], size: int, rng: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    """Yield the rows of one batch after the other, of like length, all rows again and again in new orders."""
    while len(lengths):
        drawn = rng.permutation(len(lengths))
        batches: list[NDArray[np.int64]] = []
        for start in range(0, len(drawn), size * ALIKE):
            some = drawn[start : start + size * ALIKE]
            some = some[np.argsort(lengths[some], kind="stable")]
            batches += [some[at : at + size] for at in range(0, len(some), size)]
        yield from (batches[place] for place in rng.permutation(len(batches)))


def hide(pieces: torch.Tensor, share: float, vocabulary: int, hiding: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Return `pieces` with about `share` of them hidden by the mark `hiding`, and where they are; marks never are."""
    hidden = (torch.rand(pieces.shape, device=pieces.device) < share) & (pieces < vocabulary)
    drawn = torch.rand(pieces.shape, device=pieces.device)
    others = torch.randint(vocabulary, pieces.shape, device=pieces.device)
    shown = torch.where(hidden & (drawn < SHOW_MARK), hiding, pieces)
    shown = torch.where(hidden & (drawn >= 1 - SHOW_OTHER), others, shown)
    return shown, hidden


def choice_losses(scores: Scores, batch: Batch) -> torch.Tensor:
    """Return the loss of each row, shape (rows,): any right candidate may come first, or none where there is none."""
    right = torch.cat([unanswered(batch)[:, None], batch.given == RIGHT], 1)
    apart = functional.pad(batch.given == ELSEWHERE, (1, 0))
    shares = scores.sentences.masked_fill(apart, OUT).log_softmax(1)
    return -torch.logsumexp(shares.masked_fill(~right, OUT), 1)


def end_losses(scores: Scores, batch: Batch) -> torch.Tensor:
    """Return how badly begin and end of the answer are found, shape (rows which say where); none lies at the start."""
    known = says_where(batch)
    ends, wanted = scores.ends[known], batch.answers[known]
    return functional.cross_entropy(ends, wanted, reduction="none").sum(1)


def says_where(batch: Batch) -> torch.Tensor:
    """Return for which rows it is known where the answer stands, or that there is none."""
    return (batch.answers[:, 0] != NO_PLACE) | unanswered(batch)


def unanswered(batch: Batch) -> torch.Tensor:
    """Return for which rows no candidate answers."""
    return ~(batch.given == RIGHT).any(1)
