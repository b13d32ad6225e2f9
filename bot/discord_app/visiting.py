"""What every command beside asking begins with: who it is, whether they may, and what they may read.

`look` does the work off the event loop within the collections of the person's server. `suggest` does the same for
choices while somebody types: it is quick or gives nothing, and never fails.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import discord
from discord import app_commands

from bot.discord_app.controls import MOST_CHOICES
from bot.discord_app.desk import Desk, Scope, scope_of
from bot.discord_app.failures import RefusedError
from bot.discord_app.rights import Person, person_of, require_asker, require_manager
from bot.discord_app.soon import in_time, soon
from bot.discord_app.speech import language_of
from bot.discord_app.thinking import TooBusyError
from bot.state.errors import StateError
from bot.state.nouns import ServerSettings
from corpus.article import Language
from corpus.errors import CorpusError
from index.errors import IndexFloorError

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier

log = logging.getLogger("sourcier.discord")

T = TypeVar("T")

SUGGESTED_WITHIN_S = 2.0  # Discord shows choices that come within three seconds


@dataclass(frozen=True, slots=True)
class Visit:
    """Who wants something, what their server has chosen, and the language to speak with them."""

    person: Person
    settings: ServerSettings
    language: Language

    @property
    def guild_id(self) -> int | None:
        """The server's id; None in a direct message."""
        return self.person.guild_id


async def begin_visit(bot: Sourcier, interaction: discord.Interaction[Any]) -> Visit:
    """Return who began `interaction`, if they may ask where they are.

    Raises:
        RefusedError: they may not.
    """
    person = person_of(interaction)
    settings = await soon(bot.state.settings.of(person.guild_id))
    require_asker(person, settings)
    return Visit(person, settings, language_of(interaction.locale))


async def manager_of(bot: Sourcier, interaction: discord.Interaction[Any]) -> int:
    """Return the server of whoever began `interaction`, if they may manage the bot there.

    Raises:
        RefusedError: they may not, or it is a direct message.
    """
    return require_manager(person_of(interaction), await soon(bot.state.settings.of(interaction.guild_id)))


async def look(bot: Sourcier, visit: Visit, work: Callable[[Desk, Scope], T]) -> T:
    """Return what `work` makes of the desk and of what the person may read; it runs on a thread of its own."""
    await bot.prepared()
    desk = bot.desk
    return await bot.thinking.run(lambda: work(desk, scope_of(visit.guild_id, visit.settings, desk)))


async def suggest(
    bot: Sourcier,
    interaction: discord.Interaction[Any],
    work: Callable[[Desk, Scope], Sequence[app_commands.Choice[str]]],
) -> list[app_commands.Choice[str]]:
    """Return the choices that `work` makes, as `suggest_from` does; it runs on a thread of its own."""
    return await suggest_from(bot, interaction, lambda visit: look(bot, visit, work))


async def suggest_from(
    bot: Sourcier,
    interaction: discord.Interaction[Any],
    choose: Callable[[Visit], Awaitable[Sequence[app_commands.Choice[str]]]],
) -> list[app_commands.Choice[str]]:
    """Return at most 25 choices; none where the person may not ask, or the desk is busy, slow or has no index."""

    async def chosen() -> Sequence[app_commands.Choice[str]]:
        return await choose(await begin_visit(bot, interaction))

    try:
        return list(await in_time(chosen(), SUGGESTED_WITHIN_S))[:MOST_CHOICES]
    except (RefusedError, TooBusyError, TimeoutError):
        return []
    except (StateError, IndexFloorError, CorpusError, OSError) as error:
        log.info("no choices: %s", type(error).__name__)
        return []


async def suggest_to_managers(
    bot: Sourcier,
    interaction: discord.Interaction[Any],
    choose: Callable[[Visit], Awaitable[Sequence[app_commands.Choice[str]]]],
) -> list[app_commands.Choice[str]]:
    """Return choices as `suggest_from` does, to those who may manage the server alone."""

    async def chosen(visit: Visit) -> Sequence[app_commands.Choice[str]]:
        require_manager(visit.person, visit.settings)
        return await choose(visit)

    return await suggest_from(bot, interaction, chosen)


def may_see(interaction: discord.Interaction[Any], channel_id: int) -> bool:
    """Return whether the person may read a channel of their server; another private thread counts as closed."""
    if channel_id == interaction.channel_id:
        return True
    guild, member = interaction.guild, interaction.user
    if guild is None or not isinstance(member, discord.Member):
        return False
    channel = guild.get_channel_or_thread(channel_id)
    if channel is None or (isinstance(channel, discord.Thread) and channel.is_private()):
        return False
    return channel.permissions_for(member).view_channel


def all_may_see(interaction: discord.Interaction[Any], channel_id: int) -> bool:
    """Return whether whoever reads the channel of `interaction` may read another: it is that one, or everybody's."""
    if channel_id == interaction.channel_id:
        return True
    guild = interaction.guild
    channel = guild.get_channel_or_thread(channel_id) if guild is not None else None
    if guild is None or channel is None or (isinstance(channel, discord.Thread) and channel.is_private()):
        return False
    return channel.permissions_for(guild.default_role).view_channel


def manager_may_see(interaction: discord.Interaction[Any], channel_id: int) -> bool:
    """Return whether a manager may read what was said in a channel; of one that is gone, administrators alone."""
    guild = interaction.guild
    if guild is None:
        return False
    rules = interaction.permissions.administrator or guild.owner_id == interaction.user.id
    return rules or may_see(interaction, channel_id)
