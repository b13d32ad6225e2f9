"""`sourcier state`: what the Discord bot remembers, for its host: purge it, or give out or delete what is a person's.

May be used while the bot runs. Where there is no state nothing was done, and the exit status is 1: nobody must hear
that nothing is kept because the wrong place was looked at.
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
    from bot.state.nouns import Kept

T = TypeVar("T")

ABOUT = "What the Discord bot remembers: delete what is old, give out or delete what is a person's."

SPOKEN = {
    "answers": ("answer", "answers"),
    "searches": ("search", "searches"),
    "feedback": ("opinion on an answer", "opinions on answers"),
    "gaps": ("question without a sure answer", "questions without a sure answer"),
    "audit": ("entry of the audit log", "entries of the audit log"),
    "builds": ("rebuild", "rebuilds"),
    "golden_questions": ("golden question", "golden questions"),
    "use": ("daily count of questions", "daily counts of questions"),
    "days_of_use": ("daily count of questions", "daily counts of questions"),
    "left_servers": ("server that was left", "servers that were left"),
}
"""What one and several rows of a kind are called."""

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
    """Delete what is older than the settings keep it. The bot does so itself every day.

    Where the bot has kept nothing yet, the exit status is 1: it may be another place that is meant.
    """
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

    What they did in managing a server stays, since others rely on it: entries of the audit log and rebuilds until their
    time is over, golden questions until somebody removes them. Today's count of questions stays until tomorrow, and
    what others said of this person's answers stays without the question.
    """
    from bot.terminal.records import as_line

    settings, screen = settings_from(None, data_dir), Screen()

    async def forgotten(state: State) -> tuple[Kept, Kept]:
        gone = await state.people.forget(person_id, datetime.now(UTC).date())
        return gone, await state.people.kept_about(person_id)

    gone, left = _with_state(settings, forgotten, json=json)
    counts = {name: asdict(gone)[name] for name in ("answers", "searches", "feedback", "gaps", "days_of_use")}
    staying = {name: asdict(left)[name] for name in ("audit", "builds", "golden_questions", "days_of_use")}
    line = as_line({"person_id": str(person_id), "deleted": counts, "staying": staying}) if json else ""
    stays = _what_stays(staying, settings.keep_audit_days)
    _show(screen, line, counts, "There was nothing to delete." if stays else "Nothing was kept about that person.")
    if stays and not json:
        screen.note(f"What stays: {'; '.join(stays)}.")


def _what_stays(staying: Mapping[str, int], audit_days: int) -> list[str]:
    """Return what of a person's stays, each with why and for how long."""
    from bot.terminal.wording import counted

    stays: list[str] = []
    if managed := _counts({name: staying[name] for name in ("audit", "builds")}):
        time = counted(audit_days, "day")
        stays.append(f"{' and '.join(managed)}, kept for {time} since others rely on the log of who managed what")
    if golden := _counts({"golden_questions": staying["golden_questions"]}):
        stays.append(f"{golden[0]}, until somebody removes what the server tests its answers with")
    if staying["days_of_use"]:
        stays.append("today's count of questions, until tomorrow, since limits would mean nothing without it")
    return stays


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


def _counts(counts: Mapping[str, int]) -> list[str]:
    """Return how many there are of each kind, in words, without those of which there are none."""
    from bot.terminal.wording import counted

    return [counted(count, *SPOKEN[name]) for name, count in counts.items() if count]


def _show(screen: Screen, line: str, counts: Mapping[str, int], nothing: str) -> None:
    gone = _counts(counts)
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
