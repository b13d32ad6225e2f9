"""Trains the vectors by which single word pieces meet: `python -m index.training.meeting --data FOLDER`.

The encoder's table is trained for means of many pieces. Here each piece of a question looks for the likest piece of a
passage (late interaction: Khattab and Zaharia, SIGIR 2020), so that a word lies near its translations and near the
words that answer it, rather than near its company. It starts from the encoder's first numbers and uses its word pieces.
Sentence pairs both ways, dictionary entries, questions with their passages; the other rows of a batch are the wrong
answers. Seeded: the same data and dials give the same table. Resumable: it goes on from its last checkpoint in the
work folder. What is held back from the encoder is held back here; nothing under an evaluation folder is read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from rich.console import Console
from safetensors import safe_open
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch.nn import functional

from index.encoders import SHIPPED_MODEL
from index.encoders.static import StaticEncoder
from index.matching.piece_table import PIECE_DIMENSIONS, SHIPPED_PIECES, save_pieces
from index.training.holding import hold_back
from index.training.pairs import Pair, TrainingDataError, read_pairs
from index.training.pieces import UNKNOWN
from index.training.running import run_to_the_end

CHECKPOINT = "meeting.safetensors"

# How often a batch is of each kind, and its rows: questions have long passages, entries a few pieces.
KINDS = {"parallel": 0.5, "dictionary": 0.12, "qa": 0.38}
ROWS = {"parallel": 64, "dictionary": 256, "qa": 32}
LONGEST = {"parallel": (40, 48), "dictionary": (8, 8), "qa": (28, 160)}  # distinct pieces kept of a left and right side

LAWS_KEPT = 0.45  # share of the sentence pairs of statutes, which would be half of all
SAME_KEPT = 0.1  # share of the entries that are equal in both languages
QUESTIONS_POWER = 0.6  # a source is drawn from by this power of its size, so that the largest does not draw alone

NOTHING = -9.0  # added to the similarity of a place without a piece: below any cosine
WARM_UP = 0.03  # share of the steps over which the learning rate rises
LEAST_RATE = 0.03  # share of it that is left at the end


@dataclass(frozen=True, slots=True)
class Dials:
    """What a training depends on beside its texts."""

    steps: int = 8000
    seed: int = 0
    learning_rate: float = 0.004
    weights_rate: float = 0.01
    scale: float = 20.0
    checkpoint_every: int = 250


@dataclass(frozen=True, slots=True)
class Stream:
    """Texts of one kind as distinct pieces: `left[i]` and `right[i]` should meet."""

    kind: str
    left: list[NDArray[np.int64]]
    right: list[NDArray[np.int64]]


class Trainer:
    """The vectors of the pieces and what each counts, their optimiser, and how far they are."""

    def __init__(self, streams: Sequence[Stream], encoder: StaticEncoder, dials: Dials, device: str = "cpu") -> None:
        self.streams, self.dials, self.device, self.done = streams, dials, device, 0
        pieces = np.arange(encoder.size)
        lengths = encoder.lengths(pieces)
        self.directions = torch.nn.Parameter(torch.from_numpy(encoder.directions(pieces, PIECE_DIMENSIONS)).to(device))
        middle = float(np.median(lengths))
        logs = np.log(np.maximum(lengths / middle, 0.01)).astype(np.float32)
        self.logs = torch.nn.Parameter(torch.from_numpy(logs).to(device))
        groups = [
            {"params": [self.directions], "lr": dials.learning_rate},
            {"params": [self.logs], "lr": dials.weights_rate},
        ]
        self.optimiser = torch.optim.Adam(groups, betas=(0.9, 0.99))
        self._shares = [_share(stream, streams) for stream in streams]

    def step(self) -> float:
        """Learn from the next batch; return its loss."""
        rng = np.random.default_rng((self.dials.seed, self.done))
        stream = self.streams[int(rng.choice(len(self.streams), p=self._shares))]
        rows = rng.choice(len(stream.left), min(ROWS[stream.kind], len(stream.left)), replace=False)
        share = self.done / self.dials.steps
        rate = min(1.0, (share + 1 / self.dials.steps) / WARM_UP) * max(LEAST_RATE, 1 - share)
        for group, full in zip(
            self.optimiser.param_groups, (self.dials.learning_rate, self.dials.weights_rate), strict=True
        ):
            group["lr"] = full * rate
        loss = self.loss([stream.left[row] for row in rows], [stream.right[row] for row in rows], stream.kind)
        self.optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        self.optimiser.step()
        self.done += 1
        return float(loss.detach())

    def loss(self, left: Sequence[NDArray[np.int64]], right: Sequence[NDArray[np.int64]], kind: str) -> torch.Tensor:
        """Return how badly each left side meets its right one among all of the batch; pairs of texts both ways."""
        (asked, there), (held, filled) = ([one.to(self.device) for one in _padded(side)] for side in (left, right))
        rows, columns = (
            functional.normalize(functional.embedding(one, self.directions), dim=-1) for one in (asked, held)
        )
        # shape (lefts, pieces of a left, rights, pieces of a right)
        similar = torch.einsum("apd,bqd->apbq", rows, columns)
        right_ones = torch.arange(len(left), device=self.device)
        weights = self.logs[asked].exp() * there
        best = (similar + NOTHING * (1 - filled)).amax(dim=3)
        met = (best * weights[:, :, None]).sum(dim=1) / weights.sum(dim=1, keepdim=True).clamp_min(1e-6)
        loss = functional.cross_entropy(met * self.dials.scale, right_ones)
        if kind != "qa":
            weights = self.logs[held].exp() * filled
            best = (similar + NOTHING * (1 - there)[:, :, None, None]).amax(dim=1)
            met = ((best * weights).sum(dim=2) / weights.sum(dim=1).clamp_min(1e-6)).T
            loss = loss + functional.cross_entropy(met * self.dials.scale, right_ones)
        return loss

    def _dials(self) -> str:
        return json.dumps(asdict(self.dials), sort_keys=True)

    @cached_property
    def _texts(self) -> str:
        """SHA-256 of all that is trained on, as pieces."""
        digest = hashlib.sha256()
        for stream in self.streams:
            digest.update(stream.kind.encode())
            for one in (*stream.left, *stream.right):
                digest.update(one.tobytes() + b"|")
        return digest.hexdigest()

    def keep(self, path: Path) -> None:
        """Write a checkpoint: whole, or not at all."""
        tensors = {"directions": self.directions.detach(), "logs": self.logs.detach()}
        for name, parameter in (("directions", self.directions), ("logs", self.logs)):
            state = self.optimiser.state[parameter]
            tensors |= {f"{name}.mean": state["exp_avg"], f"{name}.square": state["exp_avg_sq"]}
        unfinished = path.with_suffix(".unfinished")
        marks = {"done": str(self.done), "dials": self._dials(), "texts": self._texts}
        save_file(tensors, unfinished, metadata=marks)
        unfinished.replace(path)

    def resume(self, path: Path) -> None:
        """Take up the checkpoint at `path`.

        Raises:
            TrainingDataError: it was made with other dials, or of other texts or pieces.
        """
        with safe_open(path, framework="pt", device=self.device) as kept:
            marks, wanted = kept.metadata(), self._dials()
            if marks["dials"] != wanted:
                msg = f"{path} was made with {marks['dials']}, not {wanted}; remove it or give another --work"
                raise TrainingDataError(msg)
            if marks.get("texts") != self._texts:
                msg = f"{path} was made of other texts, or of other pieces of them; remove it or give another --work"
                raise TrainingDataError(msg)
            self.done = int(marks["done"])
            for name, parameter in (("directions", self.directions), ("logs", self.logs)):
                with torch.no_grad():
                    parameter.copy_(kept.get_tensor(name))
                self.optimiser.state[parameter] = {
                    "step": torch.tensor(float(self.done), device=self.device),
                    "exp_avg": kept.get_tensor(f"{name}.mean"),
                    "exp_avg_sq": kept.get_tensor(f"{name}.square"),
                }


def _share(stream: Stream, streams: Sequence[Stream]) -> float:
    """Return how often a batch comes from `stream`."""
    alike = [len(one.left) ** QUESTIONS_POWER for one in streams if one.kind == stream.kind]
    kinds = sum(KINDS[kind] for kind in {one.kind for one in streams})
    return float(KINDS[stream.kind] / kinds * len(stream.left) ** QUESTIONS_POWER / sum(alike))


def _padded(texts: Sequence[NDArray[np.int64]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the pieces of texts, shape (texts, longest), and 1 where there is one, else 0."""
    longest = max(1, *map(len, texts))
    pieces = np.zeros((len(texts), longest), np.int64)
    there = np.zeros((len(texts), longest), np.float32)
    for row, text in enumerate(texts):
        pieces[row, : len(text)] = text
        there[row, : len(text)] = 1.0
    return torch.from_numpy(pieces), torch.from_numpy(there)


def make_streams(pairs: Sequence[Pair], tokenizer: Tokenizer, seed: int) -> list[Stream]:
    """Return what is trained on: one stream of sentences, one of entries, one a source and direction of questions."""
    rng = np.random.default_rng(seed)
    members: defaultdict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair, is_held, luck in zip(pairs, hold_back(pairs), rng.random(len(pairs)), strict=True):
        kept = {"parallel": LAWS_KEPT if pair.source == "laws" else 1.0, "dictionary": SAME_KEPT if pair.same else 1.0}
        if is_held or luck >= kept.get(pair.group, 1.0):
            continue
        name = f"{pair.source} {pair.left_language}-{pair.right_language}" if pair.group == "qa" else ""
        members[pair.group, name].append(pair)
    return [
        Stream(
            kind,
            _cut(tokenizer, [pair.left for pair in some], LONGEST[kind][0]),
            _cut(tokenizer, [pair.passage for pair in some], LONGEST[kind][1]),
        )
        for (kind, _), some in sorted(members.items(), key=lambda one: one[0])
        if len(some) > 1
    ]


def _cut(tokenizer: Tokenizer, texts: Sequence[str], longest: int) -> list[NDArray[np.int64]]:
    """Return the first distinct pieces of each text."""
    encodings = tokenizer.encode_batch_fast([text[: 12 * longest] for text in texts], add_special_tokens=False)
    return [np.array(list(dict.fromkeys(one.ids))[:longest], np.int64) for one in encodings]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; return the exit status."""
    standard = Dials()
    parser = argparse.ArgumentParser(prog="python -m index.training.meeting", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the training files")
    parser.add_argument("--work", type=Path, default=Path("training-work/meeting"), help="for checkpoints")
    parser.add_argument("--out", type=Path, default=SHIPPED_PIECES, help="the file that is written")
    parser.add_argument("--steps", type=int, default=standard.steps, help="batches")
    parser.add_argument("--seed", type=int, default=standard.seed)
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu", help="where torch computes")
    parser.add_argument("--threads", type=int, default=1, help="threads of torch; the table depends on it slightly")
    given = parser.parse_args(arguments)
    torch.set_num_threads(given.threads)
    console = Console()
    encoder = StaticEncoder(SHIPPED_MODEL)
    try:
        with console.status("reading the training texts"):
            streams = make_streams(read_pairs(given.data), encoder.tokenizer, given.seed)
        trainer = Trainer(streams, encoder, Dials(steps=given.steps, seed=given.seed), given.device)
        given.work.mkdir(parents=True, exist_ok=True)
        run_to_the_end(trainer, given.steps, given.work / CHECKPOINT, trainer.dials.checkpoint_every, console)
    except TrainingDataError as error:
        console.print(str(error), style="red", markup=False)
        return 2
    weights = trainer.logs.detach().exp().cpu().numpy()
    weights[encoder.tokenizer.token_to_id(UNKNOWN)] = 0.0  # what no piece spells says nothing
    save_pieces(given.out, trainer.directions.detach().cpu().numpy(), weights)
    console.print(
        f"wrote {given.out}: {given.out.stat().st_size / 1e6:.1f} MB; learn the ranking again, it rests on it"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
