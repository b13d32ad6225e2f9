"""`sourcier state`: what the Discord bot remembers, for its host: purge it, or give out or delete what is a person's.

May be used while the bot runs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from bot.terminal.failures import FAILED, handled, report
from bot.terminal.options import DataDirOption, JsonOption, settings_from
from bot.terminal.screen import Screen

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.state import State

T = TypeVar("T")

ABOUT = "What the Discord bot remembers: delete what is old, give out or delete what is a person's."

app = typer.Typer(name="state", help=ABOUT, no_args_is_help=True, rich_markup_mode="markdown")

PersonArgument = Annotated[
    int,
    typer.Argument(
        metavar="PERSON_ID",
        min=1,
        max=2**63 - 1,
        help="The number that Discord's “Copy User ID” gives.",
        show_default=False,
    ),
]


@app.command(epilog="For example: sourcier state purge --json")
@handled
def purge(
    data_dir: DataDirOption = None,
    left_servers: Annotated[
        bool,
        typer.Option(
            "--left-servers",
            help="Also everything of servers that the bot was removed from long enough ago, their articles too. Only "
            "the bot can see whether it was added to one again while it was off, so it does this itself when it runs.",
        ),
    ] = False,
    json: JsonOption = False,
) -> None:
    """Delete what is older than the settings keep it. The bot does so itself every day."""
    from bot.terminal.records import as_line
    from bot.terminal.wording import counted
    from bot.wiring import retention

    settings, screen = settings_from(None, data_dir), Screen()
    kept, now, stuck = retention(settings), datetime.now(UTC), list[int]()

    async def forget_articles(server_id: int) -> bool:
        if not _forget_articles(settings, screen, server_id):
            stuck.append(server_id)
        return server_id not in stuck

    async def purged(state: State) -> tuple[Mapping[str, int], int]:
        if left_servers:
            return (await state.purge(kept, now, forget_articles=forget_articles)).rows, 0
        rows = {**(await state.purge(replace(kept, left_servers_days=None), now)).rows, "left_servers": 0}
        days = kept.left_servers_days
        return rows, 0 if days is None else await state.servers.due(now - timedelta(days=days))

    rows, waiting = _with_state(settings, purged, json=json)
    line = as_line({"deleted": dict(rows), "left_servers_waiting": waiting}) if json else ""
    _show(screen, line, rows, "Nothing was that old.")
    if waiting:
        screen.note(
            f"{counted(waiting, 'server')} that the bot was removed from {'is' if waiting == 1 else 'are'} kept until "
            "the bot runs, which deletes what is theirs after a look whether it was added again. `sourcier state purge "
            "--left-servers` deletes it without that look."
        )
    if stuck:
        raise typer.Exit(FAILED)


@app.command(epilog="For example: sourcier state export 80351110224678912 > person.json")
@handled
def export(person_id: PersonArgument, data_dir: DataDirOption = None, json: JsonOption = False) -> None:
    """Print everything that is kept about a person, as JSON; with --json on one line."""
    from json import dumps

    from bot.terminal.records import as_line

    settings, screen = settings_from(None, data_dir), Screen()
    found = _with_state(settings, lambda state: state.people.export(person_id), json=json)
    screen.line(as_line(found) if json else dumps(found, ensure_ascii=False, indent=2))


@app.command(epilog="For example: sourcier state forget 80351110224678912")
@handled
def forget(person_id: PersonArgument, data_dir: DataDirOption = None, json: JsonOption = False) -> None:
    """Delete what is kept about a person, at once and without asking.

    Who managed what stays until its time is over, and today's count of questions until tomorrow.
    """
    from bot.terminal.records import as_line

    settings, screen = settings_from(None, data_dir), Screen()
    gone = _with_state(settings, lambda state: state.people.forget(person_id, datetime.now(UTC).date()), json=json)
    counts = {name: asdict(gone)[name] for name in ("answers", "searches", "feedback", "gaps", "days_of_use")}
    line = as_line({"person_id": str(person_id), "deleted": counts}) if json else ""
    _show(screen, line, counts, "Nothing was kept about that person.")


def _forget_articles(settings: Settings, screen: Screen, server_id: int) -> bool:
    """Delete the articles of a server that was left; say where that is not possible, and return whether it was."""
    from bot.places import all_servers_folders
    from corpus.intake import forget_server
    from corpus.refusals import IntakeError

    try:
        for folder in all_servers_folders(settings):
            forget_server(folder, server_id)
    except (IntakeError, OSError) as error:
        screen.note(f"The articles of server {server_id} could not be deleted: {error}. Run this again later.")
        return False
    return True


def _show(screen: Screen, line: str, counts: Mapping[str, int], nothing: str) -> None:
    gone = [f"{count} {name.replace('_', ' ')}" for name, count in counts.items() if count]
    screen.line(line or (f"Deleted: {', '.join(gone)}." if gone else nothing))


def _with_state(settings: Settings, work: Callable[[State], Awaitable[T]], *, json: bool) -> T:
    """Open the state, do the work, and close it; what is wrong with it is said in JSON too where that was asked for."""
    from bot.state import State
    from bot.wiring import state_address

    async def done() -> T:
        state = await State.open(state_address(settings), make=False)
        try:
            return await work(state)
        finally:
            await state.close()

    with _told(as_json=json):
        return asyncio.run(done())


@contextmanager
def _told(*, as_json: bool) -> Iterator[None]:
    """Say what is wrong with the state and leave."""
    from bot.state.errors import StateError

    try:
        yield
    except StateError as error:
        report(str(error), as_json=as_json)
        raise typer.Exit(FAILED) from None
