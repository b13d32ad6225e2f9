"""`sourcier index`: the indexes on disk, which of them is in use, and going back to an earlier one."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.terminal.failures import UsageError, handled
from bot.terminal.options import CorpusOption, DataDirOption, JsonOption, settings_from
from bot.terminal.screen import Screen

app = typer.Typer(
    name="index",
    help="See the indexes on disk, and choose which of them answers.",
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
    """Go back to the newest sound index before the one in use.

    The articles are not touched: the next rebuild, or a question at a terminal once they changed, reads them again.
    """
    from bot.wiring import CorpusParts
    from index.versions import earlier

    settings, screen = settings_from(corpus, data_dir), Screen()
    parts = CorpusParts(settings)
    before = parts.current()
    then = earlier(parts.versions(check=True))
    if then is None:
        msg = (
            f"{parts.store.folder} holds no sound index older than the one in use; `sourcier index versions` lists all"
        )
        raise UsageError(msg)
    parts.use(then.name, instead_of=before)
    _tell(screen, then.name, before, json=json)


def _tell(screen: Screen, name: str, before: str | None, *, json: bool) -> None:
    from bot.terminal.records import as_line

    if json:
        screen.line(as_line({"in_use": name, "before": before}))
    else:
        screen.show(f"{name} is in use." if before in {None, name} else f"{name} is in use instead of {before}.")
