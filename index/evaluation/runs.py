"""Runs: what was found for each question, and TREC run files of them.

A line is `question Q0 article rank score tag`, with white space between, so that trec_eval and its kin read it. Scores
fall by one a rank: tools that sort by score, each with a rule of its own for ties, then keep the order.
"""

from __future__ import annotations

import gzip
import math
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from index.errors import EvaluationInputError
from index.evaluation.questions import Question, named, spaced
from index.evaluation.rows import PACKED, Line, lines_of

COLUMNS = 6


@dataclass(frozen=True, slots=True)
class Run:
    """Article ids, best first, by question id. `name` says who found them, in a word."""

    name: str
    rankings: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Found:
    """One line of a run file; sorted as they are compared, the best comes first."""

    fall: float
    rank: float
    line: int
    article: str


def check_writable(path: Path, questions: Collection[str], articles: Collection[str]) -> None:
    """Say at once what would keep a run from being written at the end of the work.

    Raises:
        EvaluationInputError: an id holds white space, or the file cannot be made there.
    """
    for what, ids in (("question", questions), ("article", articles)):
        wrong = spaced(list(ids))
        if wrong is not None:
            msg = (
                f"a TREC run file cannot carry the {what} id {wrong!r}, since white space ends an id there; rename it, "
                "or leave --run out"
            )
            raise EvaluationInputError(msg)
    if path.is_dir():
        msg = f"{path} cannot be written, since it is a folder; name a file"
        raise EvaluationInputError(msg)
    unfinished = _unfinished(path)
    try:
        unfinished.touch()
        unfinished.unlink()
    except OSError as error:
        msg = f"{path} cannot be written: {error.strerror or error}; name a file in a folder that you may write to"
        raise EvaluationInputError(msg) from error


def write_run(path: Path, run: Run) -> None:
    """Write a run, packed with gzip where `path` ends in .gz; a file of that name is replaced once this one is whole.

    Raises:
        EvaluationInputError: an id holds white space.
        OSError: the disk refused.
    """
    check_writable(path, run.rankings.keys(), {one for found in run.rankings.values() for one in found})
    unfinished = _unfinished(path)
    try:
        with (
            gzip.open(unfinished, "wt", encoding="utf-8")
            if path.suffix == PACKED
            else unfinished.open("w", encoding="utf-8") as file
        ):
            for question, found in run.rankings.items():
                for rank, article in enumerate(found, start=1):
                    file.write(f"{question} Q0 {article} {rank} {len(found) + 1 - rank} {run.name}\n")
        unfinished.replace(path)
    finally:
        with suppress(FileNotFoundError):
            unfinished.unlink()


def _unfinished(path: Path) -> Path:
    return path.with_name(f".{path.name}.unfinished")


def read_run(path: Path) -> Run:
    """Return the run in a file, each ranking by falling score, equal scores by rank; `name` is the file's.

    Raises:
        EvaluationInputError: it is missing, empty or not a run file, or an article stands twice for a question.
    """
    found: dict[str, dict[str, _Found]] = {}
    for line in lines_of(path):
        question, one = _read(path, line)
        ranking = found.setdefault(question, {})
        if one.article in ranking:
            msg = (
                f"{path}: line {line.number} ranks {one.article} for the question {question} a second time, after line "
                f"{ranking[one.article].line}; take one of them out"
            )
            raise EvaluationInputError(msg)
        ranking[one.article] = one
    return Run(
        path.name,
        {
            question: tuple(one.article for one in sorted(ranking.values(), key=lambda one: (one.fall, one.rank)))
            for question, ranking in found.items()
        },
    )


def _read(path: Path, line: Line) -> tuple[str, _Found]:
    parts = line.text.split()
    if len(parts) != COLUMNS:
        msg = (
            f"{path}: line {line.number} is no line of a TREC run, found {len(parts)} of {COLUMNS} columns: question "
            "Q0 article rank score tag; give a file that --run wrote"
        )
        raise EvaluationInputError(msg)
    question, _, article, rank, score, _ = parts
    try:
        place, fall = float(rank), -float(score)
    except ValueError:
        place = fall = math.nan
    if not (math.isfinite(place) and math.isfinite(fall)):
        msg = f"{path}: line {line.number} has rank {rank} and score {score}, wanted two numbers; mend the line"
        raise EvaluationInputError(msg)
    return question, _Found(fall, place, line.number, article)


def fit(run: Run, path: Path, questions: Sequence[Question], known: Collection[str]) -> list[str]:
    """Return what a reader should know of a run that was read from `path`: questions it lacks, articles unknown here.

    A question for which nothing was found has no line in a run file, so some may lack.

    Raises:
        EvaluationInputError: it lacks every question of a domain, so it was made from other questions.
    """
    domains = dict.fromkeys(question.domain for question in questions)
    asked = {question.domain for question in questions if question.id in run.rankings}
    foreign = [domain for domain in domains if domain not in asked]
    if foreign:
        msg = (
            f"{path} holds no question of {named(foreign)}, so it was made from other questions; "
            "give the folders or files that it was made from"
        )
        raise EvaluationInputError(msg)
    notes = []
    lacking = [question.id for question in questions if question.id not in run.rankings]
    if lacking:
        notes.append(f"{path} has no line for {len(lacking):,} of the questions ({named(lacking)}): nothing found.")
    wanted = {question.id for question in questions}
    strange = sorted({one for key, found in run.rankings.items() if key in wanted for one in found} - set(known))
    if strange:
        notes.append(
            f"{path} ranks articles that are not in this index ({named(strange)}): it was made from another one, so "
            "a difference may come of that."
        )
    return notes
