"""From the training texts to a reader; what is made on the way lies in the work folder and is taken from there."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch
from rich.console import Console
from rich.progress import Progress

from bot.answers.training.reader.network import Network, Shape
from bot.answers.training.reader.phases import PHASES, Phase, PhaseTrainer
from bot.answers.training.reader.readings import Read, load_readings, read_questions, save_readings
from bot.answers.training.reader.rows import Rows
from bot.answers.training.reader.sequences import load_sequences, make_sequences, save_sequences
from bot.answers.training.reader.texts import choose_texts
from index.training.pairs import Pair, TrainingDataError
from index.training.running import run_to_the_end

WITHIN = "reader"  # the folder within the work folder, beside the index
DIALS, READINGS = "made-with.json", "readings.json"

CHECKPOINT_EVERY = 200  # steps; ten seconds on a graphics card, half an hour and more on two processors


@dataclass(frozen=True, slots=True)
class Dials:
    """What a training depends on beside its texts, and what it runs on."""

    seed: int = 0
    device: str = "cpu"
    processes: int = 1
    threads: int = 1
    shape: Shape = field(default_factory=Shape)
    phases: Sequence[Phase] = PHASES


def prepare(pairs: Sequence[Pair], work: Path, dials: Dials, vocabulary: int, console: Console) -> dict[str, Rows]:
    """Return the sequences to learn from; the index of training passages lies in `work` by now.

    Raises:
        TrainingDataError: `work` holds what was made of other texts or with another seed.
    """
    folder = work / WITHIN
    _claim(folder, {"seed": dials.seed, "texts": len(pairs)})
    kept = load_sequences(folder)
    if kept is not None:
        return kept
    prepare_readings(pairs, work, dials.seed, console)
    texts = choose_texts(pairs, dials.seed)
    console.print(f"{len(texts.pairs):,} sentence pairs, {len(texts.documents):,} documents")
    with Progress(console=console) as progress:
        sequences = make_sequences(
            texts,
            kept_readings(work),
            seed=dials.seed,
            vocabulary=vocabulary,
            processes=dials.processes,
            progress=progress,
        )
    save_sequences(folder, sequences)
    return sequences


def prepare_readings(pairs: Sequence[Pair], work: Path, seed: int, console: Console) -> None:
    """Have the training questions read, for `kept_readings`; the index of training passages lies in `work` by now.

    Raises:
        TrainingDataError: `work` holds what was made of other texts or with another seed.
    """
    folder = work / WITHIN
    _claim(folder, {"seed": seed, "texts": len(pairs)})
    readings = folder / READINGS
    if not readings.exists():
        console.print("reading the training questions, ten minutes and more")

        def on_done(done: int) -> None:
            if done % 2000 == 0:
                console.print(f"read {done:,} questions")

        save_readings(readings, read_questions(pairs, work, seed, on_done))


def kept_readings(work: Path) -> list[Read]:
    """Return the training questions as `prepare_readings` had them read."""
    return load_readings(work / WITHIN / READINGS)


def learn(rows: Mapping[str, Rows], work: Path, dials: Dials, vocabulary: int, console: Console) -> Network:
    """Train through all phases, from the checkpoints in `work` where there are; show a progress bar.

    Raises:
        TrainingDataError: a checkpoint was made with other dials or other texts.
    """
    torch.manual_seed(dials.seed)
    network = Network(vocabulary, dials.shape).to(dials.device)
    folder = work / WITHIN
    folder.mkdir(parents=True, exist_ok=True)
    for number, phase in enumerate(dials.phases, start=1):
        console.print(f"phase {number} of {len(dials.phases)}: {phase.name}, {phase.steps:,} steps")

        def on_pace(seconds: float, name: str = phase.name) -> None:
            console.print(f"phase {name} will take some {_spoken(seconds)} from here")

        before = dials.phases[: number - 1]
        trainer = PhaseTrainer(network, phase, rows, dials.seed, before, on_pace)
        checkpoint = folder / f"{phase.name}.safetensors"
        run_to_the_end(trainer, phase.steps, checkpoint, CHECKPOINT_EVERY, console)
    return network.eval()


def _spoken(seconds: float) -> str:
    for size, name in ((3600, "hours"), (60, "minutes")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {name}"
    return f"{seconds:.0f} seconds"


def _claim(folder: Path, wanted: Mapping[str, int]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    dials = folder / DIALS
    if dials.exists() and (found := json.loads(dials.read_text(encoding="utf-8"))) != wanted:
        msg = f"{folder} holds what was made with {found}, not with {wanted}; give another --work or empty it"
        raise TrainingDataError(msg)
    dials.write_text(json.dumps(wanted) + "\n", encoding="utf-8")
