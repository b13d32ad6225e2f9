"""Who may do what. Checked in code at every command, press and form: what Discord hides is only hidden.

Managing is for people who may manage the server, and for the roles that the server's settings name. What all servers
share is the owner's alone. Pure functions over `Person`; `person_of` reads one from what Discord sent just now,
and `person_now` asks it anew where time has passed since, so a role that was taken away counts no more. Where Discord
does not say who somebody is, they may not.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
import discord

from bot.discord_app.failures import RefusedError
from bot.discord_app.sending import patiently
from bot.state.nouns import ServerSettings

log = logging.getLogger("sourcier.discord")

ASKING_S = 20.0  # how long Discord may take to say who somebody is; it waits out its own rate limits meanwhile
UNKNOWN_MEMBER = frozenset({10007, 10013})  # of this server; a deleted account


class RightsUnknownError(RefusedError):
    """Discord does not say what somebody may do now."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, in a server or in a direct message (`guild_id` None), in a channel or a thread of `parent_id`.

    `told` says that they go on, in a direct message, from what a server's articles answered: they ask as one of it.
    """

    id: int
    guild_id: int | None
    channel_id: int
    parent_id: int | None = None
    roles: frozenset[int] = frozenset()
    manages: bool = False
    told: bool = False


def person_of(source: discord.Interaction[Any] | discord.Message) -> Person:
    """Return who sent an interaction or a message, with the rights that Discord sent along."""
    user = source.user if isinstance(source, discord.Interaction) else source.author
    guild_id = source.guild_id if isinstance(source, discord.Interaction) else getattr(source.guild, "id", None)
    channel = source.channel
    member = isinstance(user, discord.Member)
    return Person(
        id=user.id,
        guild_id=guild_id,
        channel_id=channel.id if channel is not None else 0,
        parent_id=getattr(channel, "parent_id", None),
        roles=frozenset(role.id for role in user.roles) if isinstance(user, discord.Member) else frozenset(),
        manages=member and _manages(source),
    )


async def person_now(guild: discord.Guild, person: Person) -> Person:
    """Return somebody as the member of a server that they are now, whose roles may have gone since they began.

    Raises:
        RefusedError: they have left it.
        RightsUnknownError: Discord does not say.
    """
    try:
        async with asyncio.timeout(ASKING_S):
            member = await patiently(lambda: guild.fetch_member(person.id))
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        if isinstance(error, discord.NotFound) and error.code in UNKNOWN_MEMBER:
            raise RefusedError("discord.not_your_server") from None
        log.warning("rights cannot be looked up, so they count as gone: %s", type(error).__name__)
        raise RightsUnknownError("discord.rights_unknown") from error
    allowed = member.guild_permissions
    return replace(
        person,
        guild_id=guild.id,
        roles=frozenset(role.id for role in member.roles),
        manages=allowed.manage_guild or allowed.administrator,
    )


def may_manage(person: Person, settings: ServerSettings) -> bool:
    """Return whether somebody may manage the bot in the server that they are in."""
    if person.guild_id is None:
        return False
    return person.manages or not person.roles.isdisjoint(settings.manage_roles)


def require_manager(person: Person, settings: ServerSettings) -> int:
    """Return the server's id, if `person` may manage the bot there.

    Raises:
        RefusedError: they may not, or this is a direct message.
    """
    if person.guild_id is None:
        raise RefusedError("discord.server_only")
    if not may_manage(person, settings):
        raise RefusedError("discord.manage_server_only")
    return person.guild_id


def require_asker(person: Person, settings: ServerSettings) -> None:
    """Let somebody ask: where the bot answers, with a role that may ask. Who manages may ask everywhere.

    Raises:
        RefusedError: not here, or not they; the sentence names where and who.
    """
    if person.guild_id is None or may_manage(person, settings):
        return
    if settings.ask_roles and person.roles.isdisjoint(settings.ask_roles):
        raise RefusedError("discord.not_your_role")
    here = {person.channel_id, person.parent_id}
    if settings.channels and not person.told and here.isdisjoint(settings.channels):
        shown = " ".join(f"<#{channel}>" for channel in settings.channels[:CHANNELS_NAMED])
        raise RefusedError("discord.not_this_channel", channels=shown)


CHANNELS_NAMED = 10  # of those in which the bot answers; more would be a wall


def _manages(source: discord.Interaction[Any] | discord.Message) -> bool:
    if isinstance(source, discord.Interaction):
        permissions = source.permissions
    else:
        author = source.author
        permissions = author.guild_permissions if isinstance(author, discord.Member) else discord.Permissions.none()
    return permissions.manage_guild or permissions.administrator
