"""The commands, registered with Discord only when it has others: a sync is counted, and people see it.

What was registered last is remembered as a digest. Discord is asked for the names that it has all the same, which is
one cheap call: another program with this token may have registered its own since.
"""

from __future__ import annotations

import hashlib
import json
import logging
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot.discord_app.sending import patiently
from bot.state import State
from bot.state.errors import StateError

log = logging.getLogger("sourcier.discord")


async def register(tree: app_commands.CommandTree[Any], state: State, guild_id: int | None) -> dict[str, int]:
    """Register the commands where they differ: everywhere, or in one server and only there; return their ids by name.

    They are taken out of servers that were the one before; where that cannot be, the log says so.

    Raises:
        discord.HTTPException: Discord refuses, or is unavailable for longer than a moment.
    """
    if guild_id is None:
        ids = await _bring_up(tree, state, None)
        await _clear_others(tree, state, None)
        return ids
    guild = discord.Object(guild_id)
    if not tree.get_commands(guild=guild):
        tree.copy_global_to(guild=guild)
        tree.clear_commands(guild=None)
    ids = await _bring_up(tree, state, guild)
    await _bring_up(tree, state, None)
    await _clear_others(tree, state, guild_id)
    return ids


async def _clear_others(tree: app_commands.CommandTree[Any], state: State, guild_id: int | None) -> None:
    """Take the commands out of each server in which they were registered, but for one: they would stand there twice."""
    try:
        marks = await state.marks.names(_mark(tree, ""))
    except StateError as error:
        log.warning("where commands were registered with Discord before cannot be looked up: %s", error)
        return
    for mark in marks:
        place = mark.removeprefix(_mark(tree, ""))
        if not place.isdecimal() or int(place) == guild_id:
            continue
        try:
            await _bring_up(tree, state, discord.Object(int(place)))
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            log.warning("the commands of server %s could not be taken out of it: %s", place, error)
            if not isinstance(error, discord.HTTPException) or error.status >= 500:
                continue  # the next start tries again; what Discord refuses, it refuses again: the bot was removed
        try:
            await state.marks.forget(mark)
        except StateError as error:
            log.warning("what was registered with Discord cannot be forgotten: %s", error)


def _mark(tree: app_commands.CommandTree[Any], place: int | str) -> str:
    """Return the name under which is remembered what was registered in a place."""
    return f"commands:{tree.client.application_id}:{place}"


async def _bring_up(
    tree: app_commands.CommandTree[Any], state: State, guild: discord.abc.Snowflake | None
) -> dict[str, int]:
    wanted = await _payload(tree, guild)
    digest = hashlib.sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()
    mark = _mark(tree, guild.id if guild is not None else "everywhere")
    held = await patiently(lambda: tree.fetch_commands(guild=guild))
    names = sorted((command.type.value, command.name) for command in held)
    same = names == sorted((int(one.get("type", 1)), str(one["name"])) for one in wanted)
    if not same or (wanted and await _remembered(state, mark) != digest):
        held = await patiently(lambda: tree.sync(guild=guild))
        log.info("registered %d commands with Discord", len(held))
        await _remember(state, mark, digest)
    return {command.name: command.id for command in held}


async def _payload(tree: app_commands.CommandTree[Any], guild: discord.abc.Snowflake | None) -> list[dict[str, Any]]:
    """Return what a sync would send, in the order of the names."""
    made = []
    for command in tree.get_commands(guild=guild):
        translator = tree.translator
        made.append(
            command.to_dict(tree) if translator is None else await command.get_translated_payload(tree, translator)
        )
    return sorted(made, key=lambda one: (int(one.get("type", 1)), str(one["name"])))


async def _remembered(state: State, mark: str) -> str | None:
    """Return the digest of what was registered last; None where nothing can be read: then it is registered anew."""
    try:
        return await state.marks.get(mark)
    except StateError as error:
        log.warning("what was registered with Discord cannot be looked up: %s", error)
        return None


async def _remember(state: State, mark: str, digest: str) -> None:
    try:
        await state.marks.set(mark, digest)
    except StateError as error:
        log.warning("what was registered with Discord cannot be remembered: %s", error)
