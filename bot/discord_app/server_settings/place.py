"""What a server has just now: the channels, roles and collections that its settings can name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import discord

from bot.discord_app.controls import WRITTEN_IN
from corpus.collections import is_of_server


@dataclass(frozen=True, slots=True)
class Place:
    """One server. `channels` and `roles` are names by id, in Discord's order; `writable` are channels open to the bot.

    `everyone` is the role that everybody has. `collections` are the shared ones; `people` counts those who have each
    role, None where Discord did not say; `chat_model` says whether the host has set one; `media` are channels
    that Discord's menu of channels does not show.
    """

    name: str
    everyone: int
    channels: Mapping[int, str] = field(default_factory=dict)
    writable: frozenset[int] = frozenset()
    roles: Mapping[int, str] = field(default_factory=dict)
    collections: tuple[str, ...] = ()
    people: Mapping[int, int] | None = None
    chat_model: bool = True
    media: frozenset[int] = frozenset()


def place_of(
    guild: discord.Guild, collections: Iterable[str], *, people: Mapping[int, int] | None, chat_model: bool
) -> Place:
    """Return what `guild` has, of which `collections` are all that the index holds, servers' own among them."""
    written = [channel for channel in guild.channels if channel.type in WRITTEN_IN]
    written.sort(key=lambda channel: (channel.position, channel.id))
    roles = sorted(guild.roles, key=lambda role: (-role.position, role.id))
    return Place(
        name=guild.name,
        everyone=guild.id,
        channels={channel.id: channel.name for channel in written},
        media=frozenset(channel.id for channel in written if channel.type is discord.ChannelType.media),
        writable=frozenset(channel.id for channel in written if _may_write(guild, channel)),
        roles={role.id: role.name for role in roles if role.id != guild.id},
        collections=tuple(sorted(name for name in collections if not is_of_server(name))),
        people=people,
        chat_model=chat_model,
    )


def _may_write(guild: discord.Guild, channel: discord.abc.GuildChannel) -> bool:
    allowed = channel.permissions_for(guild.me)
    in_threads_only = channel.type in {discord.ChannelType.forum, discord.ChannelType.media}
    return allowed.view_channel and (allowed.send_messages_in_threads if in_threads_only else allowed.send_messages)
