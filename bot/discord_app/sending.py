"""Sending: patient where Discord stumbles, quiet where what was answered to has gone.

discord.py itself waits out rate limits and the statuses 500, 502, 504 and 524; this adds 503 and cut connections.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any, TypeVar

import aiohttp
import discord
from discord import app_commands

from bot.discord_app.controls import Form, modal
from bot.discord_app.failures import Quiet, Told, explain, is_gone
from bot.discord_app.replies import REFUSED, Card, Reply, arguments, files, notice
from corpus.article import Language

log = logging.getLogger("sourcier.discord")

T = TypeVar("T")

# Two more tries, both inside the three seconds that Discord waits for an acknowledgement.
PAUSES_S = (0.5, 1.0)
ACKNOWLEDGED = 40060  # "Interaction has already been acknowledged"
UNAVAILABLE = 503
NO_HISTORY = 160002  # "Cannot reply without permission to read message history"
IN_PLACE = (
    discord.InteractionResponseType.deferred_message_update,
    discord.InteractionResponseType.message_update,
)
LAID_OUT = "laid out"  # whether a card was put where an interaction's acknowledgement stood
PUBLIC = "public"  # of an interaction's extras: whether everybody in a channel sees that an answer is under way
NONCE_BITS = 64  # some twenty figures; Discord takes 25 characters
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
    interaction.extras[PUBLIC] = not private and interaction.guild_id is not None
    try:
        await patiently(lambda: interaction.response.defer(ephemeral=private, thinking=True))
    except discord.HTTPException as error:
        if error.code != ACKNOWLEDGED:  # a first try did arrive, though its answer was lost
            raise


async def fill_in(interaction: discord.Interaction, reply: Reply) -> discord.Message:
    """Put `reply` where the acknowledgement stands, or in place of the message whose button was pressed.

    Return the message that it is in then. Once a card stands there, Discord takes no notice in its place.
    """
    interaction.extras[LAID_OUT] = isinstance(reply, Card) or interaction.extras.get(LAID_OUT, False)
    return await patiently(lambda: interaction.edit_original_response(**arguments(reply), attachments=files(reply)))


async def acknowledge_press(interaction: discord.Interaction) -> None:
    """Tell Discord that the message whose button was pressed will change; `fill_in` changes it."""
    try:
        await patiently(lambda: interaction.response.defer())
    except discord.HTTPException as error:
        if error.code != ACKNOWLEDGED:
            raise


async def show_form(interaction: discord.Interaction, form: Form) -> None:
    """Open a form. It has to be the first answer to a command or a press, within three seconds."""
    await patiently(lambda: interaction.response.send_modal(modal(form)))


async def post(channel: discord.abc.Messageable, reply: Reply) -> discord.Message:
    """Post `reply` as a message of its own; return the message."""
    return await send_once(channel, arguments(reply), lambda: files(reply))


async def send_once(
    channel: discord.abc.Messageable, given: Mapping[str, Any], made: Callable[[], list[discord.File]] = list
) -> discord.Message:
    """Send one message with the files that `made` makes for each try; return the message.

    Where the connection is cut, the message may stand there all the same. All tries have one nonce, by which Discord
    knows them for the same message.
    """
    nonce = secrets.randbits(NONCE_BITS)
    return await patiently(lambda: channel.send(**given, files=made(), nonce=nonce))


async def link(interaction: discord.Interaction, reply: Reply) -> None:
    """Put `reply` where the acknowledgement stands; a courtesy, without which what was asked for goes on."""
    await _or_log("a link", lambda: fill_in(interaction, reply))


async def follow_up(interaction: discord.Interaction, reply: Reply) -> None:
    """Send `reply` to whoever began `interaction` alone, beside what stands there; a courtesy."""
    given = arguments(reply)
    await _or_log("a follow-up", lambda: patiently(lambda: interaction.followup.send(**given, ephemeral=True)))


async def tell_alone(interaction: discord.Interaction, reply: Reply) -> None:
    """Show `reply` to whoever began `interaction` alone: what was acknowledged in public is taken away for it.

    After the press of a button, what stands in the message stays.
    """
    if interaction.extras.get(PUBLIC):
        # The first follow-up fills in what waits in public and is as public as that; so something else fills it in.
        laid_out = interaction.extras.get(LAID_OUT, False)
        with suppress(discord.NotFound):
            await fill_in(interaction, Card(("…",), REFUSED) if laid_out else notice("…"))
        with suppress(discord.HTTPException, aiohttp.ClientError):  # "…" stays then; whoever asked is told all the same
            await patiently(lambda: interaction.delete_original_response())
    elif interaction.response.type not in IN_PLACE:
        await fill_in(interaction, reply)
        return
    given = arguments(reply)
    await patiently(lambda: interaction.followup.send(**given, ephemeral=True))


async def reply_to(message: discord.Message, reply: Reply) -> discord.Message:
    """Reply to `message` without pinging anybody; without the reference where the bot may not read the history."""
    given = arguments(reply)
    try:
        referring = given | {"reference": message, "mention_author": False}
        return await send_once(message.channel, referring, lambda: files(reply))
    except discord.HTTPException as error:
        if error.code != NO_HISTORY:
            raise
        return await send_once(message.channel, given, lambda: files(reply))


async def show_typing(channel: discord.abc.Messageable) -> None:
    """Show that the bot is at work, from a moment on until this is cancelled. Cancel it when the answer is there."""
    await asyncio.sleep(TYPING_AFTER_S)
    with suppress(discord.HTTPException, aiohttp.ClientError):  # a courtesy; the answer itself tells what is wrong
        async with channel.typing():  # shown again every few seconds: Discord drops it after ten
            await asyncio.Event().wait()


async def own_up(interaction: discord.Interaction, error: BaseException, language: Language) -> None:
    """Tell the person who began `interaction` what came of it, or log why nobody can be told."""
    where = _where(interaction)
    match explain(error, language, where, direct=interaction.guild_id is None):
        case Quiet(why):
            log.info("%s: %s", where, why)
        case Told(sentence, theirs):
            await _or_log(where, lambda: _tell(interaction, sentence, theirs=theirs))


def _where(interaction: discord.Interaction) -> str:
    """Return what was begun, for the log: a command's name, or a press's action, without what goes with it."""
    if isinstance(interaction.command, app_commands.Command | app_commands.ContextMenu):
        return f"/{interaction.command.qualified_name}"
    custom_id = str(dict(interaction.data or {}).get("custom_id", ""))
    return ":".join(custom_id.split(":")[:2]) or "an interaction"


async def own_up_to(message: discord.Message, error: BaseException, language: Language) -> None:
    """Reply to `message` with what came of it, or log why nobody can be told."""
    match explain(error, language, "a message", direct=message.guild is None):
        case Quiet(why):
            log.info("a message: %s", why)
        case Told(sentence):
            await _or_log("a message", lambda: _say(message, sentence))


async def _say(message: discord.Message, sentence: str) -> None:
    await reply_to(message, notice(sentence))


async def _tell(interaction: discord.Interaction, sentence: str, *, theirs: bool) -> None:
    """Tell `sentence`, to the person alone where it is `theirs`."""
    given = arguments(notice(sentence))
    if not interaction.response.is_done():
        await patiently(lambda: interaction.response.send_message(**given, ephemeral=True))
        return
    laid_out = interaction.extras.get(LAID_OUT, False)  # a part of the answer, which is not to look finished
    reply = Card((sentence,), REFUSED) if laid_out else notice(sentence)
    if theirs:
        await tell_alone(interaction, reply)
    elif interaction.response.type in IN_PLACE:
        # Filling in would replace the message whose button was pressed.
        await patiently(lambda: interaction.followup.send(**given, ephemeral=True))
    else:
        await fill_in(interaction, reply)


async def _or_log(where: str, call: Callable[[], Awaitable[object]]) -> None:
    try:
        await call()
    except (discord.HTTPException, aiohttp.ClientError) as error:
        gone = isinstance(error, discord.HTTPException) and (is_gone(error) or isinstance(error, discord.Forbidden))
        log.log(logging.INFO if gone else logging.WARNING, "%s: nobody could be told: %s", where, type(error).__name__)
