"""Teaches the shipped models further: `python -m bot.answers.training.few --data FOLDER --reader FILE FOLDER...`.

Each FOLDER holds a few dozen articles and `questions.jsonl`, as `sourcier evaluate answers` reads it: what a community
has, and asks. The ranking learns what to add among few passages, and so does the choice; the reader goes on learning
from these questions, and again from some of the training questions in `--data`; the confidence learns how sure one may
be there, and in the end the judge of whole answers. Each learns from what the one before it gives to questions that it
has not seen: all are first learned on each half of the folders and used on the other, which also gives the printed
figures. The reader's blend is fitted anew.

An hour and a half on two processors, by estimate. Seeded; started again in the same work folder, it takes the readers
from there that it had taught of the same questions. Give a reader that `python -m bot.answers.training.reader` made as
--reader: the shipped one has been taught, and would be taught again. Run it again when the models below are learned
again.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from rich.console import Console

from bot.answers.sentences.model import SHIPPED_ANSWERS, AnswerModelError, load_model, save_model
from bot.answers.sentences.reader import SHIPPED_READER, load_reader, save_reader
from bot.answers.training import samples as reading
from bot.answers.training.few.figures import figures
from bot.answers.training.few.fitting import (
    confidences_unseen,
    fit_choice_of_few,
    fit_confidence_of_few,
    judge,
    ordered,
)
from bot.answers.training.few.folders import QUESTIONS, FolderSample
from bot.answers.training.few.keeping import (
    WITHIN,
    Lesson,
    ToRead,
    Unseen,
    keep_half,
    rank_samples,
    read_samples,
    teach,
)
from bot.answers.training.few.learning import Ordered, between
from bot.answers.training.few.ranking import TOGETHER, fit_ranking_of_few, ranking_figures, rankings_unseen
from bot.answers.training.few.sureness import ask_folder, fit_sureness, sureness_figures, sureness_unseen
from bot.answers.training.reader.held_back import blended
from bot.answers.training.reader.running import prepare_readings
from index.errors import IndexFloorError
from index.keeping.snapshot import Store
from index.matching.piece_table import shipped_pieces
from index.matching.ranking import SHIPPED_RANKING, save_ranking
from index.training.pairs import TrainingDataError, read_pairs

HALVES = (0, 1)
PROCESSES = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; return the exit status."""
    given = _parser().parse_args(arguments)
    torch.set_num_threads(1)
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        with TemporaryDirectory() as scratch:
            _learn(given, given.work or Path(scratch), console)
    except (TrainingDataError, AnswerModelError, IndexFloorError) as error:
        console.print(str(error), style="red", markup=False)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bot.answers.training.few",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="with articles and questions.jsonl")
    parser.add_argument("--data", type=Path, required=True, help="the folder with the training files")
    parser.add_argument("--work", type=Path, help="for what is made on the way (default: a temporary folder)")
    parser.add_argument("--answers", type=Path, default=SHIPPED_ANSWERS, help="the model that is taught (the shipped)")
    parser.add_argument("--reader", type=Path, required=True, help="the reader that is taught, not taught of few yet")
    parser.add_argument("--out", type=Path, help="folder that all are written to (default: those of the shipped)")
    parser.add_argument("--seed", type=int, default=0)
    return parser


def _learn(given: argparse.Namespace, work: Path, console: Console) -> None:
    table = shipped_pieces()
    check_folders(given.folders)
    model, start = load_model(given.answers, table.digest), load_reader(given.reader, table.digest)
    pairs = read_pairs(given.data)
    if Store(work).current() is None:
        console.print("building the index of training passages")
        reading.build(pairs, work)
    prepare_readings(pairs, work, given.seed, console)
    folders = sorted(given.folders, key=lambda one: one.name)
    half = half_of([one.name for one in folders])
    # Spawned, not forked: torch and the tokenizer have threads by now.
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        ranked = [one for some in pool.map(rank_samples, laid_together(folders, half)) for one in some]
        rankings = rankings_unseen(ranked, half, given.seed)
        for line in ranking_figures(ranked, half, rankings):
            console.print(line, markup=False)
        samples: list[FolderSample] = []
        to_read = [ToRead(one, model.expectation, rankings[half[one.name]], given.seed) for one in folders]
        for folder, some in zip(folders, pool.map(read_samples, to_read), strict=True):
            console.print(f"{folder.name}: {len(some):,} questions read", markup=False)
            samples += some
    unseen = [
        fit_choice_of_few([one for one in samples if half[one.folder] != each], model, given.seed) for each in HALVES
    ]
    few = [Ordered(one, ordered(one, model, unseen[half[one.folder]])) for one in samples]
    lessons = [
        Lesson("all", work, given.reader, few, given.seed),
        *(Lesson(f"half-{one}", work, given.reader, _without(few, half, one), given.seed) for one in HALVES),
    ]
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        taught, *of_half = (between(start, one) for one in pool.map(teach, lessons))
    judged = [judge(one, model, unseen[half[one.folder]], of_half[half[one.folder]], table) for one in samples]
    confidences = confidences_unseen(judged, half, given.seed)
    for line in figures(judged, half, confidences):
        console.print(line, markup=False)
    model = replace(
        model,
        choice_of_few=fit_choice_of_few(samples, model, given.seed),
        confidence_of_few=fit_confidence_of_few(judged, given.seed),
    )
    console.print("fitting the blend among many passages, five minutes and more")
    taught = blended(taught, model, pairs, work, given.seed, console)
    kept = {
        one: Unseen(
            replace(model, choice_of_few=unseen[one], confidence_of_few=confidences[one]),
            replace(of_half[one], blend=taught.blend),
            rankings[one],
        )
        for one in HALVES
    }
    for one in HALVES:
        keep_half(work, one, half, kept[one])
    console.print("asking every folder and handfuls of its articles, some forty minutes", markup=False)
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        told = [one for some in pool.map(ask_folder, repeat(work), folders, repeat(given.seed)) for one in some]
    sureness = sureness_unseen(told, half, given.seed)
    for line in sureness_figures(told, half, sureness):
        console.print(line, markup=False)
    model = replace(model, sureness_of_few=fit_sureness(told, given.seed))
    answers, reader, ranking = _paths(given)
    save_model(answers, model, table.digest)
    save_reader(reader, taught, table.digest)
    save_ranking(ranking, fit_ranking_of_few(ranked, given.seed))
    console.print(f"wrote {answers}, {reader} and {ranking}", markup=False)
    for one in HALVES:
        keep_half(work, one, half, replace(kept[one], model=replace(kept[one].model, sureness_of_few=sureness[one])))
    console.print(f"what was learned on each half lies below {work / WITHIN}", markup=False)


def check_folders(folders: Sequence[Path]) -> None:
    """Refuse what cannot be learned from, before any work.

    Raises:
        TrainingDataError: there are fewer than two, two of one name, or one without questions.
    """
    names = [one.name for one in folders]
    missing = next((one for one in folders if not (one / QUESTIONS).is_file()), None)
    if missing is not None:
        msg = f"{missing}: there is no {QUESTIONS} there; give folders with articles and their questions"
    elif len(set(names)) < len(names):
        msg = f"two folders are called {next(one for one in names if names.count(one) > 1)}; rename one of them"
    elif len(names) < len(HALVES):
        msg = "one folder alone cannot be halved; give two or more"
    else:
        return
    raise TrainingDataError(msg)


def _paths(given: argparse.Namespace) -> Sequence[Path]:
    shipped = (SHIPPED_ANSWERS, SHIPPED_READER, SHIPPED_RANKING)
    return shipped if given.out is None else [given.out / one.name for one in shipped]


def _without(few: Sequence[Ordered], half: Mapping[str, int], one: int) -> list[Ordered]:
    return [each for each in few if half[each.sample.folder] != one]


def half_of(names: Sequence[str]) -> Mapping[str, int]:
    """Return which half each folder is of: every other one, by name."""
    return {name: place % len(HALVES) for place, name in enumerate(sorted(names))}


def laid_together(folders: Sequence[Path], half: Mapping[str, int]) -> list[Sequence[Path]]:
    """Return the folders as they are asked for the ranking: each alone, and several of one half as one."""
    found: list[Sequence[Path]] = []
    for together in TOGETHER:
        for one in HALVES:
            ours = [folder for folder in folders if half[folder.name] == one]
            found += [ours[at : at + together] for at in range(0, len(ours), together)]
    return list(dict.fromkeys(map(tuple, found)))


if __name__ == "__main__":
    raise SystemExit(main())
