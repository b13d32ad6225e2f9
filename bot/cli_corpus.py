"""`sourcier corpus`: what stands in the folder of articles, as it is read, without an index, and changing it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot import cli_corpus_changes
from bot.terminal.failures import FAILED, NothingDoneError, handled
from bot.terminal.options import CorpusOption, DataDirOption, JsonOption, settings_from
from bot.terminal.screen import Screen, one_line

if TYPE_CHECKING:
    from corpus.library import Inspection, Problem, Scan, SourceFile

app = typer.Typer(
    name="corpus",
    help="See the articles as they are read: a list, one of them, what cannot be read. Add one, remove one.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)


app.command(epilog="For example: sourcier corpus add https://example.org/article --corpus notes/")(
    cli_corpus_changes.add
)
app.command(epilog="For example: sourcier corpus remove stargate.md --corpus notes/")(cli_corpus_changes.remove)
app.command(epilog="For example: sourcier corpus restore stargate.md --corpus notes/")(cli_corpus_changes.restore)


@app.command("list", epilog="For example: sourcier corpus list --json")
@handled
def list_articles(corpus: CorpusOption = None, data_dir: DataDirOption = None, json: JsonOption = False) -> None:
    """List the articles with language, date, number of words and title."""
    from bot.terminal.articles import nothing_here, render_articles, render_problems
    from bot.terminal.records import as_line, of_articles
    from bot.wiring import shared_root
    from corpus.roots import scan_roots

    settings, screen = settings_from(corpus, data_dir), Screen()
    scan = scan_roots([shared_root(settings)])
    problems = list(scan.problems)
    found = list(_inspected(scan, problems, screen))
    if json:
        screen.line(as_line(of_articles(settings.corpus, found, problems)))
        return
    screen.show(render_articles(found) if found else nothing_here(settings.corpus, problems), wide=True)
    if problems:
        screen.show("", render_problems(problems))


@app.command(epilog="For example: sourcier corpus show microsoft.md --dropped")
@handled
def show(
    file: Annotated[str, typer.Argument(metavar="FILE", help="An article's id as the list shows it, or any path.")],
    dropped: Annotated[
        bool, typer.Option("--dropped", help="Show the lines that cleaning dropped, each with the reason.")
    ] = False,
    corpus: CorpusOption = None,
    data_dir: DataDirOption = None,
    json: JsonOption = False,
) -> None:
    """Show one article as it is read: cleaned, with what is known of it."""
    from bot.terminal.articles import render_article, render_dropped
    from bot.terminal.records import as_line, of_inspection
    from corpus.errors import CorpusError, UnreadableArticleError
    from corpus.library import inspect_file

    settings, screen = settings_from(corpus, data_dir), Screen()
    source = _source(file, settings.corpus)
    try:
        inspection = inspect_file(source)
    except UnreadableArticleError as error:
        msg = f"{source.path} cannot be read: {error}"
        raise CorpusError(msg) from error
    if json:
        screen.line(as_line(of_inspection(inspection, source.path)))
    elif dropped:
        screen.show(render_dropped(inspection, source.path), wide=True)
    else:
        screen.show(render_article(inspection, source.path))


@app.command(epilog="For example: sourcier corpus check --corpus notes/")
@handled
def check(corpus: CorpusOption = None, data_dir: DataDirOption = None, json: JsonOption = False) -> None:
    """Read every article and report what cannot be read; the exit status is 1 if anything cannot."""
    from bot.terminal.articles import nothing_here, render_problems
    from bot.terminal.records import as_line, of_check
    from bot.terminal.wording import counted
    from bot.wiring import shared_root
    from corpus.library import Problem
    from corpus.roots import scan_roots

    settings, screen = settings_from(corpus, data_dir), Screen()
    scan = scan_roots([shared_root(settings)])
    problems = list(scan.problems)
    unclear: list[Problem] = []
    readable = 0
    for one in _inspected(scan, problems, screen):
        readable += 1
        unclear += [Problem(one.article.id, note) for note in one.notes]
    if json:
        screen.line(as_line(of_check(settings.corpus, readable, problems, unclear)))
    else:
        can = f"{counted(readable, 'article')} can be read."
        screen.show(can if readable else nothing_here(settings.corpus, problems))
        if unclear:
            screen.show("", render_problems(unclear, "said something that was passed over"))
        if problems:
            screen.show("", render_problems(problems))
    if problems or not readable:
        raise typer.Exit(FAILED)


def _inspected(scan: Scan, problems: list[Problem], screen: Screen) -> Iterator[Inspection]:
    """Yield every article that can be read, with progress; add what cannot to `problems`."""
    from bot.terminal.progress import progress_on
    from corpus.errors import UnreadableArticleError
    from corpus.library import Problem, inspect_file

    with progress_on(screen.notes, keep=False) as advance:
        for number, file in enumerate(scan.files, start=1):
            try:
                inspection = inspect_file(file)
            except UnreadableArticleError as error:
                problems.append(Problem(file.id, str(error), error.code))
            else:
                yield inspection
            advance("reading", number, len(scan.files))


def _source(file: str, corpus: Path) -> SourceFile:
    """Return the file that a person means: an article's id first, else a path anywhere."""
    from bot.terminal.records import place
    from bot.terminal.wording import nearest_id
    from corpus.homes import at_home
    from corpus.library import SourceFile, scan_folder

    wanted = unicodedata.normalize("NFC", file)
    path = place(corpus, wanted)
    if not path.is_file():
        path = at_home(file)
    if not path.is_file():
        scan = scan_folder(corpus)
        if why := next((one.reason for one in scan.problems if one.path == wanted), ""):
            msg = f"{file} cannot be read: {why}"
            raise NothingDoneError(msg)
        near = nearest_id(file, [one.id for one in scan.files])
        hint = f"; did you mean {one_line(near)}?" if near else "; `sourcier corpus list` shows what there is"
        msg = f"{file or 'what was given'} is no article of {corpus} and no file{hint}"
        raise NothingDoneError(msg)
    whole, root = path.resolve(), corpus.resolve()
    article_id = whole.relative_to(root).as_posix() if whole.is_relative_to(root) else whole.name
    facts = whole.stat()
    return SourceFile(unicodedata.normalize("NFC", article_id), str(whole), facts.st_size, facts.st_mtime_ns)
