"""The message of a rebuild that a crash cut off: known by a mark, so that the next start does not let it say "40 %".

Orderly ends draw their last card themselves. The mark names one message, since one rebuild runs at a time; where the
state or Discord refuses, the message stays as it is, and its Cancel says that nothing runs.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.discord_app.indexing import wording
from bot.discord_app.replies import arguments
from bot.discord_app.sending import patiently
from bot.state.errors import StateError
from bot.texts import say
from corpus.article import Language

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier

log = logging.getLogger("sourcier.discord")

BOARD = "rebuild:board"  # the mark; none where no rebuild is followed


async def remember(bot: Sourcier, message: discord.Message, language: Language) -> None:
    """Keep where a rebuild is followed from here on."""
    await _kept(bot.state.marks.set(BOARD, json.dumps([message.channel.id, message.id, language])))


async def forget(bot: Sourcier) -> None:
    """Know that the message says how the rebuild ended."""
    await _kept(bot.state.marks.forget(BOARD))


async def tell_unfinished(bot: Sourcier) -> None:
    """Say in the message of a rebuild that ended with an earlier process, if there is one, that nothing runs."""
    try:
        kept = await bot.state.marks.get(BOARD)
    except StateError as error:
        log.warning("rebuild: whether one was cut off cannot be looked up: %s", error)
        return
    if not kept:
        return
    channel_id, message_id, language = json.loads(kept)
    message = bot.get_partial_messageable(channel_id).get_partial_message(message_id)
    given = arguments(wording.undone(say(language, "discord.rebuild.not_running")))
    try:
        await patiently(lambda: message.edit(**given))
    except (discord.NotFound, discord.Forbidden):
        log.info("rebuild: the message of one that was cut off is gone")
    except (discord.HTTPException, aiohttp.ClientError) as error:
        log.info("rebuild: that one was cut off could not be shown: %s", type(error).__name__)
        return
    await forget(bot)


async def _kept(keeping: Awaitable[None]) -> None:
    try:
        await keeping
    except StateError as error:
        log.warning("rebuild: where it is followed could not be kept: %s", error)
