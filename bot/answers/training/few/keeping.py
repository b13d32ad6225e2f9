"""What is made on the way from folders of few articles to a taught reader, kept in the work folder."""

from __future__ import annotations

import hashlib
import json
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from bot.answers.questions.expecting import Expectation
from bot.answers.sentences.model import SHIPPED_ANSWERS, AnswerModel, load_model, save_model, shipped_model
from bot.answers.sentences.reader import SHIPPED_READER, Reader, load_reader, save_reader, shipped_reader
from bot.answers.training.few.folders import FolderSample, read_folder
from bot.answers.training.few.learning import (
    AS_MET,
    DECAY,
    DROPOUT,
    EXCHANGED,
    OF_MANY,
    RATE,
    ROUNDS,
    Ordered,
    learn,
    network_of,
)
from bot.answers.training.few.ranking import Ranked, rank_folders
from bot.answers.training.reader.drawn import draw_examples
from bot.answers.training.reader.network import exported
from bot.answers.training.reader.rows import make_rows
from bot.answers.training.reader.running import kept_readings
from bot.answers.training.reader.words import shipped_cutter
from index.matching.piece_table import shipped_pieces
from index.matching.ranking import SHIPPED_RANKING, Ranking, load_ranking, save_ranking

DIALS = (AS_MET, EXCHANGED, OF_MANY, RATE, DECAY, DROPOUT, ROUNDS)  # with which a reader is taught
WITHIN = "few"  # the folder within the work folder
HALVES = "halves.json"
READ_OF_MANY, TIMES_OF_MANY = 16_000, 2  # questions to many that are drawn from, and how often each is shown


@dataclass(frozen=True, slots=True)
class ToRead:
    """A folder whose questions are to be read, with what a question expects, its passages in the order of `ranking`."""

    folder: Path
    expectation: Expectation
    ranking: Ranking
    seed: int


@dataclass(frozen=True, slots=True)
class Unseen:
    """What has not seen a folder that it judges."""

    model: AnswerModel
    reader: Reader
    ranking: Ranking


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one reader, which starts as the one in `start`, is taught beside the questions to many in `work`."""

    name: str
    work: Path
    start: Path
    few: Sequence[Ordered]
    seed: int

    @property
    def kept(self) -> Path:
        """Where the reader lies once it is taught: another place for other questions, start or seed."""
        told = hashlib.sha256(self.start.read_bytes())
        for one in self.few:
            sample = one.sample
            told.update(f"{sample.folder} {sample.question.text} {sample.way} {one.order.tolist()}".encode())
            told.update(sample.marks.tobytes())
        told.update(f"{self.seed} {DIALS}".encode())
        return self.work / WITHIN / f"{self.name}-{told.hexdigest()[:16]}.safetensors"


def read_samples(one: ToRead) -> list[FolderSample]:
    """Return the questions to a folder, read; errors as for `read_folder`."""
    torch.set_num_threads(1)
    return list(read_folder(one.folder, one.expectation, one.ranking, one.seed))


def rank_samples(folders: Sequence[Path]) -> list[Ranked]:
    """Return the questions to some folders as one, ranked; errors as for `rank_folders`."""
    torch.set_num_threads(1)
    return rank_folders(folders)


def teach(lesson: Lesson) -> Reader:
    """Return the reader that was taught; one that was taught before is taken from the work folder."""
    torch.set_num_threads(1)
    table, path = shipped_pieces(), lesson.kept
    if path.exists():
        return load_reader(path, table.digest)
    draw = random.Random(lesson.seed)  # noqa: S311 - draws examples, no secret
    many = kept_readings(lesson.work)
    some = draw.sample(many, min(READ_OF_MANY, len(many)))
    rows = make_rows(draw_examples(some, TIMES_OF_MANY, shipped_cutter(), draw), table.size)
    network = network_of(load_reader(lesson.start, table.digest))

    def on_round(number: int, loss: float) -> None:
        print(f"{lesson.name}: round {number}, mean loss {loss:.4f}", file=sys.stderr, flush=True)

    learn(network, lesson.few, rows, table, seed=lesson.seed, on_round=on_round)
    taught = exported(network)
    save_reader(path, taught, table.digest)
    return taught


def keep_half(work: Path, number: int, half: Mapping[str, int], unseen: Unseen) -> None:
    """Write what judges the folders of half `number`, and which folder is of which, for `unseen_by`."""
    folder, digest = work / WITHIN / f"unseen-{number}", shipped_pieces().digest
    save_model(folder / SHIPPED_ANSWERS.name, unseen.model, digest)
    save_reader(folder / SHIPPED_READER.name, unseen.reader, digest)
    save_ranking(folder / SHIPPED_RANKING.name, unseen.ranking)
    (work / WITHIN / HALVES).write_text(json.dumps(half), encoding="utf-8")


def unseen_by(work: Path, name: str) -> Unseen:
    """Return what learned nothing from the folder `name`, as a training in `work` left it; the shipped else.

    Raises:
        FileNotFoundError: no training came to its end there.
        AnswerModelError, RankingError: a file is damaged.
    """
    half = json.loads((work / WITHIN / HALVES).read_text(encoding="utf-8"))
    if name not in half:
        return Unseen(shipped_model(shipped_pieces().digest), shipped_reader(shipped_pieces().digest), load_ranking())
    folder, digest = work / WITHIN / f"unseen-{half[name]}", shipped_pieces().digest
    return Unseen(
        load_model(folder / SHIPPED_ANSWERS.name, digest),
        load_reader(folder / SHIPPED_READER.name, digest),
        load_ranking(folder / SHIPPED_RANKING.name),
    )
