"""Who may do what. Checked in code at every command, press and form: what Discord hides is only hidden.

Managing is for people who may manage the server, and for the roles that the server's settings name. What all servers
share is the owner's alone. Pure functions over `Person`; `person_of` reads one from what Discord sent just now,
so a role that was taken away counts no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import discord

from bot.discord_app.failures import RefusedError
from bot.state.nouns import ServerSettings


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


def told_member(member: discord.Member, channel_id: int) -> Person:
    """Return a member of a server as they go on from what they were told in the direct messages `channel_id`."""
    allowed = member.guild_permissions
    return Person(
        id=member.id,
        guild_id=member.guild.id,
        channel_id=channel_id,
        roles=frozenset(role.id for role in member.roles),
        manages=allowed.manage_guild or allowed.administrator,
        told=True,
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
