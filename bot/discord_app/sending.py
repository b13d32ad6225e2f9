"""Sending: patient where Discord stumbles, quiet where what was answered to has gone.

discord.py itself waits out rate limits and the statuses 500, 502, 504 and 524; this adds 503 and cut connections.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TypeVar

import aiohttp
import discord

from bot.discord_app.failures import Quiet, Told, explain, is_gone
from bot.discord_app.replies import Reply, arguments, notice
from corpus.article import Language

log = logging.getLogger("sourcier.discord")

T = TypeVar("T")

# Two more tries, both inside the three seconds that Discord waits for an acknowledgement.
PAUSES_S = (0.5, 1.0)
ACKNOWLEDGED = 40060  # "Interaction has already been acknowledged"
UNAVAILABLE = 503
NO_HISTORY = 160002  # "Cannot reply without permission to read message history"
TYPING_AFTER_S = 0.3  # an answer takes hundredths of a second; only a slow one is worth a call to Discord


async def patiently(call: Callable[[], Awaitable[T]]) -> T:
    """Return what `call` returns, tried again where Discord is unavailable for a moment or the connection is cut."""
    for pause_s in PAUSES_S:
        try:
            return await call()
        except discord.HTTPException as error:
            if error.status != UNAVAILABLE:
                raise
        except aiohttp.ClientConnectionError:
            pass
        await asyncio.sleep(pause_s)
    return await call()


async def acknowledge(interaction: discord.Interaction, *, private: bool) -> None:
    """Tell Discord that an answer will come, within its three seconds. Whether it is private is settled here."""
    try:
        await patiently(lambda: interaction.response.defer(ephemeral=private, thinking=True))
    except discord.HTTPException as error:
        if error.code != ACKNOWLEDGED:  # a first try did arrive, though its answer was lost
            raise


async def fill_in(interaction: discord.Interaction, reply: Reply) -> None:
    """Put `reply` where the acknowledgement stands."""
    await patiently(lambda: interaction.edit_original_response(**arguments(reply)))


async def link(interaction: discord.Interaction, reply: Reply) -> None:
    """Put `reply` where the acknowledgement stands; a courtesy, without which what was asked for goes on."""
    await _or_log("a link", lambda: fill_in(interaction, reply))


async def reply_to(message: discord.Message, reply: Reply) -> None:
    """Reply to `message` without pinging anybody; without the reference where the bot may not read the history."""
    given = arguments(reply)
    try:
        await patiently(lambda: message.channel.send(**given, reference=message, mention_author=False))
    except discord.HTTPException as error:
        if error.code != NO_HISTORY:
            raise
        await patiently(lambda: message.channel.send(**given))


async def show_typing(channel: discord.abc.Messageable) -> None:
    """Show that the bot is at work, if it still is in a moment. Cancel it when the answer is there."""
    await asyncio.sleep(TYPING_AFTER_S)
    with suppress(discord.HTTPException, aiohttp.ClientError):  # a courtesy; the answer itself tells what is wrong
        await channel.typing()


async def own_up(interaction: discord.Interaction, error: BaseException, language: Language) -> None:
    """Tell the person who began `interaction` what came of it, or log why nobody can be told."""
    where = f"/{interaction.command.qualified_name}" if interaction.command else "an interaction"
    match explain(error, language, where):
        case Quiet(why):
            log.info("%s: %s", where, why)
        case Told(sentence):
            await _or_log(where, lambda: _tell(interaction, sentence))


async def own_up_to(message: discord.Message, error: BaseException, language: Language) -> None:
    """Reply to `message` with what came of it, or log why nobody can be told."""
    match explain(error, language, "a message"):
        case Quiet(why):
            log.info("a message: %s", why)
        case Told(sentence):
            await _or_log("a message", lambda: reply_to(message, notice(sentence)))


async def _tell(interaction: discord.Interaction, sentence: str) -> None:
    if interaction.response.is_done():
        await fill_in(interaction, notice(sentence))
    else:
        given = arguments(notice(sentence))
        await patiently(lambda: interaction.response.send_message(**given, ephemeral=True))


async def _or_log(where: str, call: Callable[[], Awaitable[None]]) -> None:
    try:
        await call()
    except (discord.HTTPException, aiohttp.ClientError) as error:
        gone = isinstance(error, discord.HTTPException) and (is_gone(error) or isinstance(error, discord.Forbidden))
        log.log(logging.INFO if gone else logging.WARNING, "%s: nobody could be told: %s", where, type(error).__name__)
