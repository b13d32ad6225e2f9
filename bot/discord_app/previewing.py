"""The real bot in a simulated Discord that a browser on this machine shows: no token, no account, no network.

simcord plays Discord and is the only thing here that is not the real bot's. Its people set their Discord to English, so
the bot's own words are English there; questions in French are answered in French.
"""

from __future__ import annotations

import asyncio
import importlib.util
import signal
from collections.abc import Callable
from contextlib import suppress
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import discord
from pydantic import SecretStr

from bot.discord_app.running import make_bot
from bot.settings import Settings

if TYPE_CHECKING:
    from simcord.env import Env

    from bot.discord_app.desk import Desk

NEEDED = ("simcord", "av", "linkify_it", "markdown_it", "PIL", "regex")  # what the extra brings
MISSING = "`sourcier preview` needs packages that are not installed ({names}); run: pip install 'sourcier[preview]'"

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
        raise PreviewError(MISSING.format(names=", ".join(missing)))


def run_preview(settings: Settings, port: int | None, tell: Callable[[str, str], None]) -> None:
    """Show the bot until SIGINT or SIGTERM.

    `tell` gets the address to open, which is as good as a password, and how the bot is mentioned there.

    Raises:
        PreviewError: packages are missing, or the port cannot be had.
    """
    from bot.wiring import Desk as CorpusDesk

    require_packages()
    with TemporaryDirectory(prefix="sourcier-") as folder:
        state = SecretStr(f"sqlite:///{folder}/state.sqlite")  # simulated people stay out of the real ones' state
        alone = settings.model_copy(update={"guild_id": None, "state": state})
        asyncio.run(_show(alone, CorpusDesk(alone), port, tell))


async def _show(settings: Settings, desk: Desk, port: int | None, tell: Callable[[str, str], None]) -> None:
    from simcord.backend.errors import SetupError
    from simcord.env import Env

    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows
            asyncio.get_running_loop().add_signal_handler(number, told.set)
    patience_s = SLACK_S + (settings.chat_timeout_s if settings.chat_model else 0.0)
    bot = make_bot(settings, desk)
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
