"""The real bot in a simulated Discord that a browser on this machine shows: no token, no account, no network.

simcord plays Discord and is the only thing here that is not the real bot's. Its people set their Discord to English, so
the bot's own words are English there; questions in French are answered in French. What they do, adding articles and
rebuilding the index too, happens to a copy of the data folder that is thrown away.
"""

from __future__ import annotations

import asyncio
import importlib.util
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import discord
from pydantic import SecretStr

from bot.discord_app.running import make_bot, told_to_leave
from bot.places import store_folder
from bot.settings import Settings
from bot.texts.extras import how_to_install

if TYPE_CHECKING:
    from simcord.env import Env

    from bot.discord_app.desk import Desk

NEEDED = ("simcord", "av", "linkify_it", "markdown_it", "PIL", "regex")  # what the extra brings
MISSING = "`sourcier preview` needs packages that are not installed ({names}); {remedy}"

SERVER, CHANNEL, HOST, MEMBER = "Your server", "questions", "you", "a member"

SLACK_S = 15.0  # beside what a chat model may take: a rebuild of the shipped articles, a busy machine

TICK_S = 0.5


class PreviewError(Exception):
    """The preview cannot be shown; the message says why and what to do."""


def require_packages() -> None:
    """See that the extra is installed.

    Raises:
        PreviewError: something of it is missing.
    """
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise PreviewError(MISSING.format(names=", ".join(missing), remedy=how_to_install("preview")))


def run_preview(settings: Settings, port: int | None, tell: Callable[[str, str], None]) -> None:
    """Show the bot until SIGINT or SIGTERM.

    `tell` gets the address to open, which is as good as a password, and how the bot is mentioned there.

    Raises:
        PreviewError: packages are missing, or the port cannot be had.
    """
    from bot.wiring import Desk as CorpusDesk

    require_packages()
    with thrown_away(settings) as alone:
        asyncio.run(_show(alone, CorpusDesk(alone), port, tell))


@contextmanager
def thrown_away(settings: Settings) -> Iterator[Settings]:
    """Give settings whose data folder is a copy, with the indexes of this corpus and no state, and is gone afterwards.

    Servers' own articles are not copied: nobody of a simulated server reads them.

    Raises:
        PreviewError: there is no room for the copy.
    """
    with TemporaryDirectory(prefix="sourcier-") as folder:
        state = SecretStr(f"sqlite:///{folder}/state.sqlite")  # simulated people stay out of the real ones' state
        alone = settings.model_copy(update={"guild_id": None, "state": state, "data_dir": Path(folder)})
        try:
            _copy_store(store_folder(settings), store_folder(alone))
        except OSError as error:
            msg = f"the index cannot be copied for the preview ({error.strerror or error}); TMPDIR names another folder"
            raise PreviewError(msg) from error
        yield alone


def _copy_store(store: Path, copy: Path) -> None:
    """Copy the indexes, again where another process deleted an old one meanwhile; without any there is nothing to copy.

    Raises:
        OSError: that is not possible.
    """
    if not store.is_dir():
        return
    for last in (False, True):
        try:
            shutil.copytree(store, copy)
        except shutil.Error as error:
            if last:
                raise OSError(str(error.args[0][0][-1])) from error
            shutil.rmtree(copy, ignore_errors=True)
        else:
            return


async def _show(settings: Settings, desk: Desk, port: int | None, tell: Callable[[str, str], None]) -> None:
    from simcord.backend.errors import SetupError
    from simcord.env import Env

    told = told_to_leave()
    patience_s = SLACK_S + (settings.chat_timeout_s if settings.chat_model else 0.0)
    bot = make_bot(settings, desk)
    bot.shelf = replace(bot.shelf, shared=None)  # the host's own articles are no copy
    world = Env(bot, check_errors=False, settle_timeout=patience_s)
    world.backend.bot_user.name = "Sourcier"
    await world.start()
    try:
        server = world.create_guild(name=SERVER)
        channel = server.create_text_channel(CHANNEL)
        hosts = server.create_role("hosts", permissions=discord.Permissions(manage_guild=True, manage_messages=True))
        viewers = [
            server.add_member(world.create_user(HOST), roles=[hosts]),
            server.add_member(world.create_user(MEMBER)),
        ]
        async with world.preview(channel, viewers=viewers, layout="channel", port=port) as preview:
            tell(preview.url, bot.user.mention if bot.user is not None else "")
            passing = asyncio.create_task(_let_time_pass(world))
            await told.wait()
            passing.cancel()
            await asyncio.wait([passing])
    except SetupError as error:
        msg = f"the preview cannot be shown: {error}"
        raise PreviewError(msg) from error
    finally:
        await world.shutdown()


async def _let_time_pass(world: Env) -> None:
    """Have the simulated time keep up with the real one: what the bot waits for by the clock would never come else.

    While somebody's click is being worked on, time is that click's affair.
    """
    from simcord.backend.errors import SetupError

    while True:
        await asyncio.sleep(TICK_S)
        with suppress(SetupError, TimeoutError):
            await world.advance_time(TICK_S)
