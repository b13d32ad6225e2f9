"""`sourcier index`: the indexes on disk, whether they are whole, which is in use, going back, deleting old ones."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.terminal.failures import FAILED, UsageError, handled
from bot.terminal.options import CorpusOption, DataDirOption, JsonOption, settings_from
from bot.terminal.screen import Screen

app = typer.Typer(
    name="index",
    help="See the indexes on disk, choose which of them answers, look whether they are whole, delete old ones.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)


@app.command(epilog="For example: sourcier index versions --json")
@handled
def versions(corpus: CorpusOption = None, data_dir: DataDirOption = None, json: JsonOption = False) -> None:
    """List the indexes on disk, newest first: which is in use, which wait, which are damaged.

    Every file is read and compared with its checksum.
    """
    from datetime import datetime

    from bot.terminal.records import as_line, of_version
    from bot.terminal.reports import render_versions
    from bot.wiring import CorpusParts

    settings, screen = settings_from(corpus, data_dir), Screen()
    found = CorpusParts(settings).versions(check=True)
    if json:
        screen.line(as_line({"versions": [of_version(one) for one in found]}))
    elif found:
        screen.show(render_versions(found, datetime.now().astimezone()), wide=True)
    else:
        screen.show("There is no index yet; `sourcier rebuild-index` makes one.")


@app.command(epilog="For example: sourcier index use 20260102T030405000000Z-1a2b")
@handled
def use(
    name: Annotated[str, typer.Argument(metavar="NAME", help="An index as `sourcier index versions` names it.")],
    corpus: CorpusOption = None,
    data_dir: DataDirOption = None,
    json: JsonOption = False,
) -> None:
    """Put an index on disk in use; a bot that runs takes it within half a minute."""
    from bot.wiring import CorpusParts

    settings, screen = settings_from(corpus, data_dir), Screen()
    parts = CorpusParts(settings)
    before = parts.current()
    parts.use(name)
    _tell(screen, name, before, json=json)


@app.command(epilog="For example: sourcier index rollback")
@handled
def rollback(corpus: CorpusOption = None, data_dir: DataDirOption = None, json: JsonOption = False) -> None:
    """Go back to the index that was in use before this one, or where it is damaged to the one before that.

    One that only ever waited (`rebuild-index --wait`, golden questions) is passed over; `sourcier index use` takes it.

    The articles are not touched: the next rebuild, or a question at a terminal once they changed, reads them again.
    """
    from bot.wiring import CorpusParts
    from index.versions import earlier

    settings, screen = settings_from(corpus, data_dir), Screen()
    parts = CorpusParts(settings)
    before = parts.current()
    then = earlier(parts.versions(check=True))
    if then is None:
        msg = f"{parts.store.folder} holds no sound index that was in use before; `sourcier index versions` lists all"
        raise UsageError(msg)
    parts.use(then.name, instead_of=before)
    _tell(screen, then.name, before, json=json)


@app.command(epilog="For example: sourcier index verify")
@handled
def verify(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="One index; without it, all on disk.", show_default=False)
    ] = None,
    corpus: CorpusOption = None,
    data_dir: DataDirOption = None,
    json: JsonOption = False,
) -> None:
    """Read every file of the indexes on disk, compare each with its checksum, and say what is damaged.

    The exit status is 1 if anything is.
    """
    from bot.terminal.records import as_line, of_verified
    from bot.terminal.reports import render_verified
    from bot.wiring import CorpusParts

    settings, screen = settings_from(corpus, data_dir), Screen()
    found = CorpusParts(settings).verify(name)
    if json:
        screen.line(as_line({"versions": [of_verified(one) for one in found]}))
    elif found:
        screen.show(render_verified(found), wide=True)
    else:
        screen.show("There is no index yet; `sourcier rebuild-index` makes one.")
    if any(one.damaged for one in found):
        raise typer.Exit(FAILED)


@app.command(epilog="For example: sourcier index prune --keep 1 --dry-run")
@handled
def prune(
    keep: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="How many to leave: the one in use, and those before it to fall back on; SOURCIER_KEEP_VERSIONS "
            "without it.",
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be deleted, and do nothing.")] = False,
    corpus: CorpusOption = None,
    data_dir: DataDirOption = None,
    json: JsonOption = False,
) -> None:
    """Delete old indexes: neither the one in use, nor one that waits to be used, nor one that is being read."""
    from bot.terminal.records import as_line, of_pruned
    from bot.terminal.wording import counted, spoken_size
    from bot.wiring import CorpusParts

    settings, screen = settings_from(corpus, data_dir), Screen()
    done = CorpusParts(settings).prune(keep=keep, dry_run=dry_run)
    if json:
        screen.line(as_line(of_pruned(done)))
    elif not done.names:
        screen.show("There is nothing to delete.")
    else:
        number = counted(len(done.names), "index", "indexes")
        told = f"Would delete {number}, about" if dry_run else f"Deleted {number}, freed"
        screen.show(f"{told} {spoken_size(done.freed_bytes)}: {', '.join(done.names)}")


def _tell(screen: Screen, name: str, before: str | None, *, json: bool) -> None:
    from bot.terminal.records import as_line

    if json:
        screen.line(as_line({"in_use": name, "before": before}))
    else:
        screen.show(f"{name} is in use." if before in {None, name} else f"{name} is in use instead of {before}.")
