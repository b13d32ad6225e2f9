"""`sourcier index`: the indexes on disk, whether they are whole, which is in use, going back, deleting old ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.terminal.failures import FAILED, NothingDoneError, handled
from bot.terminal.options import CorpusOption, DataDirOption, JsonOption, settings_from
from bot.terminal.screen import Screen

if TYPE_CHECKING:
    from index.keeping.versions import Version

app = typer.Typer(
    name="index",
    help="See the indexes on disk, choose which of them answers, look whether they are whole, delete old ones.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)


@app.command(epilog="For example: sourcier index versions --json")
@handled
def versions(corpus: CorpusOption = None, data_dir: DataDirOption = None, json: JsonOption = False) -> None:
    """List the indexes on disk, newest first: which is in use, which wait, which are damaged, what each build changed.

    Every file is read and compared with its checksum.
    """
    from datetime import datetime

    from bot.terminal.records import as_line, of_version
    from bot.terminal.reports import render_versions
    from bot.wiring import CorpusParts

    settings, screen = settings_from(corpus, data_dir), Screen()
    parts = CorpusParts(settings)
    found = parts.versions(check=True)
    built = {one.name: parts.built(one.name) for one in found}
    if json:
        screen.line(as_line({"versions": [of_version(one, built[one.name]) for one in found]}))
    elif found:
        screen.show(render_versions(found, built, datetime.now().astimezone(), parts.store.folder), wide=True)
    else:
        screen.show("There is no index yet; `sourcier rebuild-index` makes one.")


@app.command(epilog="For example: sourcier index use 20260102T030405000000Z-1a2b")
@handled
def use(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="An index as `sourcier index versions` names it; how the name begins or ends will do."
        ),
    ],
    corpus: CorpusOption = None,
    data_dir: DataDirOption = None,
    json: JsonOption = False,
) -> None:
    """Put an index on disk in use; a bot that runs takes it within half a minute."""
    from bot.wiring import CorpusParts

    settings, screen = settings_from(corpus, data_dir), Screen()
    parts = CorpusParts(settings)
    before, meant = parts.current(), _meant(name, parts.store.names())
    parts.use(meant)
    _tell(screen, meant, before, json=json)


@app.command(epilog="For example: sourcier index rollback")
@handled
def rollback(corpus: CorpusOption = None, data_dir: DataDirOption = None, json: JsonOption = False) -> None:
    """Undo the last change of what is in use: go back to the index that was in use before this one.

    Where that is damaged, it goes to the one before that. Going back again undoes the change before, and so on.

    One that only ever waited (`rebuild-index --wait`, golden questions) is passed over; `sourcier index use` takes it.

    The articles are not touched: the next rebuild, or a question at a terminal once one changed, reads them again.
    """
    from bot.wiring import CorpusParts
    from index.keeping.versions import earlier

    settings, screen = settings_from(corpus, data_dir), Screen()
    parts = CorpusParts(settings)
    before = parts.current()
    found = parts.versions(check=True)
    then = earlier(found)
    if then is None:
        raise NothingDoneError(_nothing_to_go_back_to(found, before, parts.store.folder))
    parts.use(then.name, instead_of=before, back=True)
    _tell(screen, then.name, before, json=json)


@app.command(epilog="For example: sourcier index verify")
@handled
def verify(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="One index; without it, all on disk.", show_default=False)
    ] = None,
    corpus: CorpusOption = None,
    data_dir: DataDirOption = None,
    json: JsonOption = False,
) -> None:
    """Read every file of the indexes on disk, compare each with its checksum, and say what is damaged.

    The exit status is 1 if anything is, or if the index in use is not there.
    """
    from bot.terminal.records import as_line, of_verified
    from bot.terminal.reports import render_verified
    from bot.wiring import CorpusParts

    settings, screen = settings_from(corpus, data_dir), Screen()
    parts = CorpusParts(settings)
    found = parts.verify(name)
    in_use = parts.store.current() if name is None else None
    missing = in_use is not None and all(one.name != in_use for one in found)
    if missing:
        screen.note("The index in use is not there; `sourcier rebuild-index` makes another.", style="bold")
    if json:
        screen.line(as_line({"versions": [of_verified(one) for one in found]}))
    elif found:
        screen.show(render_verified(found, parts.store.folder), wide=True)
    elif not missing:
        screen.show("There is no index yet; `sourcier rebuild-index` makes one.")
    if missing or any(one.damaged for one in found):
        raise typer.Exit(FAILED)


@app.command(epilog="For example: sourcier index prune --keep 1 --dry-run")
@handled
def prune(
    keep: Annotated[
        int | None,
        typer.Option(
            metavar="N",
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
    elif not done.names and done.freed_bytes > 0 and not dry_run:
        screen.show(f"No index was to go; freed {spoken_size(done.freed_bytes)} that builds left which did not finish.")
    elif not done.names:
        screen.show("There is nothing to delete.")
    else:
        number = counted(len(done.names), "index", "indexes")
        told = f"Would delete {number}, about" if dry_run else f"Deleted {number}, freed"
        screen.show(f"{told} {spoken_size(done.freed_bytes)}: {', '.join(done.names)}")


def _meant(name: str, names: Sequence[str]) -> str:
    """Return the one of `names` that begins or ends with `name`, or `name` itself where not exactly one does."""
    found = [one for one in names if name and (one.startswith(name) or one.endswith(name))]
    return found[0] if len(found) == 1 else name


def _nothing_to_go_back_to(found: Sequence[Version], current: str | None, store: Path) -> str:
    """Return what there is instead of an index before the one in use, and what to do."""
    from bot.terminal.wording import counted, spoken_damage

    if current is None:
        return f"there is no index in {store} yet, so none to go back to; `sourcier rebuild-index` makes one"
    older = [one for one in found if one.steps_back]
    if not older:
        others = [one.name for one in found if not one.in_use and not one.problem]
        another = f"; `sourcier index use {others[0]}` puts another one in use" if others else ""
        return f"no index on disk was in use before {current}, so there is none to go back to{another}"
    why = "; ".join(f"{one.name}: {spoken_damage(one.problem, store, one.name)}" for one in older)
    number = counted(len(older), "index", "indexes")
    return f"{number} before {current}, in use, cannot be used ({why}); `sourcier rebuild-index` makes a new one"


UNTIL = (
    "Where the articles differ from it, the next rebuild takes them in again, and so does a question at a terminal "
    "once one of them changes."
)


def _tell(screen: Screen, name: str, before: str | None, *, json: bool) -> None:
    from bot.terminal.records import as_line

    if json:
        screen.line(as_line({"in_use": name, "before": before}))
    else:
        screen.show(f"{name} is in use." if before in {None, name} else f"{name} is in use instead of {before}.")
        screen.note(UNTIL)
