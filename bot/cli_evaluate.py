"""`sourcier evaluate`: how well it finds and answers, on questions whose answers are known."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot import cli_evaluate_answers
from bot.terminal.failures import handled
from bot.terminal.options import CorpusOption, DataDirOption, JsonOption, NoUpdateOption, settings_from
from bot.terminal.screen import Screen

BM25 = "bm25"
DEPTH = 100  # one of the 10,457 development questions has fewer than ten passages of a language among so many

ABOUT = "Measure how well passages are found and questions answered, on questions whose answers are known."

app = typer.Typer(
    name="evaluate",
    help=ABOUT,
    no_args_is_help=True,
    rich_markup_mode="markdown",
)


@app.callback()
def evaluate() -> None:
    """Measure how well passages are found and questions answered."""


class By(StrEnum):
    """Which ways of matching are measured."""

    all = "all"
    words = "words"
    dense = "dense"


@app.command(epilog="For example: sourcier evaluate retrieval questions.csv --against bm25")
@handled
def retrieval(
    folders: Annotated[
        list[Path],
        typer.Argument(metavar="FOLDER_OR_FILE", help="BEIR folders, or CSV or JSONL files of your own questions."),
    ],
    distractors: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="More passages for the index, rows like a corpus file's; repeatable."),
    ] = None,
    by: Annotated[
        By, typer.Option(help="What finds: all as users get it, words (BM25 alone), dense (the encoder alone).")
    ] = By.all,
    depth: Annotated[
        int, typer.Option(metavar="N", min=10, max=1000, help="How many passages of each list are kept, 10 to 1,000.")
    ] = DEPTH,
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
    from bot.measured import RETRIEVAL, of_retrieval, write_down
    from bot.terminal.evaluated_index import check_apart, made_ready
    from bot.terminal.evaluation import Evaluated, of_evaluation, render_evaluation
    from bot.terminal.failures import UsageError
    from bot.terminal.progress import progress_on
    from bot.terminal.records import as_line
    from bot.terminal.wording import counted
    from index.evaluation.asking import ask_all
    from index.evaluation.rankers import ranker
    from index.evaluation.report import report
    from index.evaluation.runs import check_writable, fit, read_run, write_run

    settings, screen = settings_from(corpus, data_dir), Screen()
    if against is not None and against != BM25 and not Path(against).suffix and not Path(against).is_file():
        msg = f"--against takes {BM25}, or a run file that --run wrote before; {against!r} is neither"
        raise UsageError(msg)
    check_apart((run,), (*folders, *(distractors or ())))
    _require_packages()
    other = None if against is None or against == BM25 else read_run(Path(against))
    with made_ready(folders, distractors or [], settings, screen, update=not no_update) as ready:
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
        if ready.store is not None:  # the host's own index
            test = RETRIEVAL if by is By.all else f"{RETRIEVAL}-{by.value}"
            write_down(ready.store, manifest.name, test, of_retrieval(ready.questions, found, folders))
    evaluated = Evaluated(
        report(ready.questions, found, languages, other), by.value, against, depth, len(ready.questions), manifest
    )
    if json:
        screen.line(as_line(of_evaluation(evaluated)))
    else:
        screen.show(*render_evaluation(evaluated, sources=sources), wide=True)
    if ready.unjudged:
        screen.note(f"Left out: {counted(ready.unjudged, 'question')} without a right passage.")


def _require_packages() -> None:
    """See that what computes the measures is installed, before hours of asking.

    Raises:
        NothingDoneError: something of it is missing.
    """
    from bot.terminal.failures import NothingDoneError
    from bot.texts.extras import how_to_install
    from index.evaluation.measures import missing_packages

    missing = missing_packages()
    if missing:
        msg = (
            f"`evaluate retrieval` computes with {' and '.join(missing)}, not installed here (for Linux on ARM there "
            "is no ready build: pip compiles it, with gcc, Python's headers and a connection to GitHub); "
            f"{how_to_install('evaluate')}"
        )
        raise NothingDoneError(msg)


app.command(name="answers", epilog="For example: sourcier evaluate answers questions.csv --calibrate")(
    cli_evaluate_answers.answers
)
