"""The bot as a process: signals, what can go wrong at its start, and its exit status."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.discord_app.beating import CONNECTED
from bot.discord_app.client import Sourcier
from bot.discord_app.collecting.shelf import Shelf
from bot.discord_app.desk import Desk
from bot.discord_app.measuring import index_facts, measured, watched
from bot.monitoring.measures import Measures
from bot.monitoring.watched import IndexFacts
from bot.rebuilding import Rebuilding
from bot.settings import Settings, shipped_corpus
from bot.state import State
from bot.state.errors import StateError
from bot.texts import say

if TYPE_CHECKING:
    from bot.wiring import Desk as CorpusDesk

log = logging.getLogger("sourcier.discord")

LEFT, FAILED, WRONG_TOKEN = 0, 1, 2
TOKEN_REFUSED = 4004  # the gateway's close code "Authentication failed"


def run_bot(settings: Settings, desk: CorpusDesk) -> int:
    """Run the bot until it is told to leave, then close `desk`; return the exit status.

    Needs `settings.discord_token`: without, nothing is begun, and nothing closed. SIGTERM, SIGINT and a terminal that
    closes make it leave with 0. A token that Discord refuses gives 2, a Discord that cannot be reached at the start 1,
    each with a sentence on standard error.
    """
    token = settings.discord_token
    if token is None:
        return _complain(settings, "discord.token_missing", WRONG_TOKEN)
    _calm_library_log()
    _tell_servers_folders(settings)
    try:
        secret = token.get_secret_value()
        return asyncio.run(_serve(settings, desk, secret, partial(index_facts, desk)))
    except KeyboardInterrupt:  # where signals cannot be handled by the event loop
        return LEFT


def _tell_servers_folders(settings: Settings) -> None:
    """Log where servers' own articles are read from another folder than this corpus's, and which are not read."""
    from bot.places import claim_servers_folder, named_servers_folder, servers_folder, unread_servers_folders

    claim_servers_folder(settings)
    used, named = servers_folder(settings), named_servers_folder(settings)
    if used != named:
        log.info("servers' own articles are those in %s, from when the corpus lay at another path", used)
    for one in unread_servers_folders(settings):
        log.warning("the servers' own articles in %s are not answered from; `sourcier doctor` says what to do", one)


async def _serve(settings: Settings, desk: Desk, token: str, index: Callable[[], IndexFacts | None]) -> int:
    """Run the bot, and where the settings name a port serve its measures beside it."""
    if settings.metrics_port is None:
        return await _run(settings, make_bot(settings, desk), token)
    from bot.monitoring.prometheus import PrometheusMeasures
    from bot.monitoring.serving import served

    measures = PrometheusMeasures()
    bot = make_bot(settings, desk, measures)
    async with served(measures, watched(bot, settings, index), settings.metrics_port):
        return await _run(settings, bot, token)


def make_bot(settings: Settings, desk: Desk, measures: Measures | None = None) -> Sourcier:
    """Return the bot as the settings want it, not yet started."""
    from bot.places import all_servers_folders
    from bot.wiring import retention, server_limits, servers_folder, shared_root, state_address

    shared = None if settings.corpus.resolve() == shipped_corpus().resolve() else shared_root(settings)
    kept = measures or Measures()
    return Sourcier(
        desk,
        measured(Rebuilding(settings), kept),
        partial(State.open, state_address(settings)),
        Shelf(
            servers_folder(settings),
            shared,
            server_limits(settings),
            everywhere=partial(all_servers_folders, settings),
        ),
        threads=settings.answer_threads,
        guild_id=settings.guild_id,
        asks_per_minute=settings.asks_per_minute,
        measures=kept,
        retention=retention(settings),
        heartbeat=settings.data_dir / CONNECTED,
    )


def told_to_leave() -> asyncio.Event:
    """Return what is set once somebody asks the process to end: by Ctrl-C, by SIGTERM, by closing its terminal."""
    told = asyncio.Event()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)  # Windows has no SIGHUP
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # as nohup starts it
            with suppress(NotImplementedError):  # Windows
                asyncio.get_running_loop().add_signal_handler(number, told.set)
    return told


async def _run(settings: Settings, bot: Sourcier, token: str) -> int:
    told = told_to_leave()
    async with bot:
        running = asyncio.create_task(bot.start(token))
        leaving = asyncio.create_task(told.wait())
        await asyncio.wait({running, leaving}, return_when=asyncio.FIRST_COMPLETED)
        leaving.cancel()
        if told.is_set():
            log.info("leaving")
            await bot.close()
            running.cancel()
            await asyncio.wait({running})
            return LEFT
        try:
            await running
        except discord.LoginFailure:
            return _complain(settings, "discord.token_refused", WRONG_TOKEN)
        except StateError as error:
            return _complain(settings, "discord.state_unusable", FAILED, why=error)
        except discord.ConnectionClosed as error:
            if error.code == TOKEN_REFUSED:
                return _complain(settings, "discord.token_refused", WRONG_TOKEN)
            return _complain(settings, "discord.disconnected", FAILED, code=error.code)
        except (aiohttp.ClientError, OSError) as error:
            return _complain(settings, "discord.unreachable", FAILED, why=type(error).__name__)
        except discord.HTTPException as error:
            return _complain(settings, "discord.unavailable", FAILED, code=error.status)
        return FAILED  # the connection ended without being told to


def _complain(settings: Settings, key: str, exit_status: int, **values: object) -> int:
    """Say why the bot ends; in the log, where programs read standard error."""
    sentence = say("en", key, **values)
    if settings.log_format == "json":
        log.critical("%s", sentence)
    else:
        print(f"sourcier: {sentence}", file=sys.stderr, flush=True)
    return exit_status


def _calm_library_log() -> None:
    """Keep discord.py's log from warnings about voice, and from tracebacks for a lost connection."""
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody speaks here
    logging.getLogger("discord.client").addFilter(_shorten_reconnects)


def _shorten_reconnects(record: logging.LogRecord) -> bool:
    if record.exc_info and "reconnect" in record.msg:
        cause = record.exc_info[0]
        record.msg += f" ({cause.__name__ if cause else 'unknown cause'})"
        record.exc_info = None
    return True
