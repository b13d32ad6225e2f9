"""Who may change articles, asked when the command comes and once more right before the effect.

Between the two a page is fetched and read, which takes a minute perhaps, and roles are taken away.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import discord

from bot.discord_app.collecting.place import Place, Where
from bot.discord_app.failures import RefusedError
from bot.discord_app.rights import person_now, person_of, require_manager
from bot.discord_app.speech import language_of

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier


async def place_of(bot: Sourcier, interaction: discord.Interaction[Any], where: Where) -> Place:
    """Return whose articles are meant, if this person may manage them.

    Raises:
        RefusedError: they may not.
    """
    person = person_of(interaction)
    if person.guild_id is None:
        raise RefusedError("discord.server_only")
    if where == "shared":
        if not await bot.is_owner(interaction.user):
            raise RefusedError("discord.owner_only")
    else:
        require_manager(person, await bot.state.settings.of(person.guild_id))
    return Place(bot.shelf, where, person.guild_id, language_of(interaction.locale))


def permit(bot: Sourcier, interaction: discord.Interaction[Any], place: Place) -> Callable[[], None]:
    """Return what asks, on a thread beside the event loop, whether this person may still change the articles.

    It raises RefusedError where they may not.
    """
    loop = asyncio.get_running_loop()

    def ask() -> None:
        asyncio.run_coroutine_threadsafe(_require_still(bot, interaction, place), loop).result()

    return ask


async def _require_still(bot: Sourcier, interaction: discord.Interaction[Any], place: Place) -> None:
    if place.shared:
        if not await bot.is_owner(interaction.user):
            raise RefusedError("discord.owner_only")
        return
    if interaction.guild is None:
        raise RefusedError("discord.server_only")
    person = await person_now(interaction.guild, person_of(interaction))
    require_manager(person, await bot.state.settings.of(place.guild_id))
