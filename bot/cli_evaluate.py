"""`sourcier evaluate`: how well it finds, on questions whose answers are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal.failures import UsageError, handled
from bot.terminal.options import CorpusOption, DataDirOption, JsonOption, NoUpdateOption, settings_from
from bot.terminal.screen import Screen

if TYPE_CHECKING:
    from bot.settings import Settings
    from index.evaluation.questions import Question
    from index.search import Search

BM25 = "bm25"
DEPTH = 100  # one of the 10,457 development questions has fewer than ten passages of a language among so many

app = typer.Typer(
    name="evaluate",
    help="Measure how well passages are found, on questions whose answers are known.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)


@app.callback()
def evaluate() -> None:
    """Measure how well passages are found, on questions whose answers are known."""


class By(StrEnum):
    """Which ways of matching are measured."""

    all = "all"
    words = "words"
    dense = "dense"


@dataclass(frozen=True, slots=True)
class _Ready:
    """An opened index and what to ask of it; `unjudged` questions were left out."""

    search: Search
    questions: Sequence[Question]
    unjudged: int


@app.command(epilog="For example: sourcier evaluate retrieval questions.csv --against bm25")
@handled
def retrieval(
    folders: Annotated[
        list[Path], typer.Argument(metavar="FOLDER", help="BEIR folders, or CSV or JSONL files of your own questions.")
    ],
    distractors: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="More passages for the index, rows like a corpus file's; repeatable."),
    ] = None,
    by: Annotated[
        By, typer.Option(help="What finds: all as users get it, words (BM25 alone), dense (the encoder alone).")
    ] = By.all,
    depth: Annotated[int, typer.Option(min=10, max=1000, help="How many passages of each list are kept.")] = DEPTH,
    run: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what was found as a TREC run file (….gz packs it).")
    ] = None,
    against: Annotated[
        str | None, typer.Option(metavar="RUN", help="Compare: a run file written before, or bm25 for words alone.")
    ] = None,
    sources: Annotated[bool, typer.Option("--sources", help="Show the figures of each source too.")] = False,
    corpus: CorpusOption = None,
    data_dir: DataDirOption = None,
    json: JsonOption = False,
    no_update: NoUpdateOption = False,
) -> None:
    """Measure recall, MRR and nDCG of the passages found, by domain and language pair.

    Folders in BEIR's layout are put into one temporary index. A CSV or JSONL file of question and article title is
    asked of the index of your articles.
    """
    from bot.terminal.evaluation import Evaluated, of_evaluation, render_evaluation
    from bot.terminal.progress import progress_on
    from bot.terminal.records import as_line
    from bot.terminal.wording import counted
    from index.evaluation.asking import ask_all
    from index.evaluation.rankers import ranker
    from index.evaluation.report import report
    from index.evaluation.runs import check_writable, fit, read_run, write_run

    settings, screen = settings_from(corpus, data_dir), Screen()
    other = None if against is None or against == BM25 else read_run(Path(against))
    with _made_ready(folders, distractors or [], settings, screen, update=not no_update) as ready:
        passages = ready.search.snapshot.passages
        languages = dict(zip(passages.article_ids(), passages.languages(), strict=True))
        if run is not None:
            check_writable(run, [one.id for one in ready.questions], languages)
        if other is not None:
            for note in fit(other, Path(str(against)), ready.questions, languages):
                screen.note(note, style="bold")
        with progress_on(screen.notes) as advance:
            found = ask_all(
                ranker(by.value, ready.search), ready.questions, depth, lambda done, of: advance("asking", done, of)
            )
            if run is not None:
                write_run(run, found)
            if against == BM25:
                words = ranker("words", ready.search)
                other = ask_all(words, ready.questions, depth, lambda done, of: advance(BM25, done, of))
        manifest = ready.search.snapshot.manifest
    evaluated = Evaluated(
        report(ready.questions, found, languages, other), by.value, against, depth, len(ready.questions), manifest
    )
    if json:
        screen.line(as_line(of_evaluation(evaluated)))
    else:
        screen.show(*render_evaluation(evaluated, sources=sources), wide=True)
    if ready.unjudged:
        screen.note(f"Left out: {counted(ready.unjudged, 'question')} without a right passage.")


@contextmanager
def _made_ready(
    inputs: Sequence[Path], distractors: Sequence[Path], settings: Settings, screen: Screen, *, update: bool
) -> Iterator[_Ready]:
    """Yield the index that the inputs are asked of: one made of BEIR folders, or that of the host's articles."""
    files = [path for path in inputs if path.is_file()]
    if files and len(files) < len(inputs):
        msg = f"{files[0]} is a file of questions and the others are folders; evaluate the two in separate commands"
        raise UsageError(msg)
    if files and distractors:
        msg = "--distractors goes with BEIR folders; questions of your own are asked of your articles as they are"
        raise UsageError(msg)
    if files:
        with _own(files, settings, screen, update=update) as ready:
            yield ready
    else:
        with _beir(inputs, distractors, settings, screen) as ready:
            yield ready


@contextmanager
def _beir(folders: Sequence[Path], distractors: Sequence[Path], settings: Settings, screen: Screen) -> Iterator[_Ready]:
    from bot.terminal.progress import progress_on
    from bot.wiring import CorpusParts
    from index.building import BuildStep, build_from_articles
    from index.evaluation.beir import read_beir
    from index.snapshot import Store

    collection = read_beir(folders, distractors)
    parts = CorpusParts(settings)
    with TemporaryDirectory(prefix="sourcier-evaluate-") as place:
        with progress_on(screen.notes) as advance:

            def on_step(step: BuildStep) -> None:
                advance(step.stage, step.done, step.total)

            build_from_articles(collection.articles, Path(place), parts.encoder(), on_step=on_step)
        with closing(parts.search(Store(Path(place)))) as search:
            yield _Ready(search, collection.questions, collection.unjudged)


@contextmanager
def _own(files: Sequence[Path], settings: Settings, screen: Screen, *, update: bool) -> Iterator[_Ready]:
    from bot.terminal.indexing import make_ready
    from bot.wiring import CorpusParts, Desk
    from index.evaluation.own import match_own, read_own

    lists = read_own(files)
    parts = CorpusParts(settings)
    with closing(Desk(settings, parts)) as desk:
        make_ready(desk, screen, update=update)
    with closing(parts.search(parts.store)) as search:
        yield _Ready(search, match_own(lists, search.snapshot.articles()), 0)
