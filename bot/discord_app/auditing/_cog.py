"""`/audit`: the log of what was done, for those who manage the server, paged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.auditing.wording import AUDIT, EACH, audit_card
from bot.discord_app.failures import RefusedError
from bot.discord_app.paging import PageNumber, page_number
from bot.discord_app.replies import Card
from bot.discord_app.rights import person_of, require_manager
from bot.discord_app.routing import Press
from bot.discord_app.sending import acknowledge, acknowledge_press, fill_in
from bot.discord_app.server_settings.place import place_of
from bot.discord_app.speech import language_of, localised

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier


class Auditing(commands.Cog):
    """The command, and its pages."""

    def __init__(self, bot: Sourcier) -> None:
        self._bot = bot
        bot.routes.add(AUDIT, self._turned)

    @app_commands.command(name=localised("discord.audit.command"), description=localised("discord.audit.about"))
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def audit(self, interaction: discord.Interaction[Sourcier]) -> None:
        """Show what was done last."""
        with self._bot.under_way():
            await acknowledge(interaction, private=True)
            await fill_in(interaction, await self._card(interaction, await self._managed(interaction), 1))

    async def _turned(self, interaction: discord.Interaction[Sourcier], press: Press) -> None:
        """Show another page."""
        guild_id = await self._managed(interaction)
        await acknowledge_press(interaction)
        page = page_number(press.arguments[0]) if press.arguments else 1
        await fill_in(interaction, await self._card(interaction, guild_id, page))

    async def _managed(self, interaction: discord.Interaction[Sourcier]) -> int:
        person = person_of(interaction)
        return require_manager(person, await self._bot.state.settings.of(person.guild_id))

    async def _card(self, interaction: discord.Interaction[Sourcier], guild_id: int, number: int) -> Card:
        guild = interaction.guild
        if guild is None:
            raise RefusedError("discord.server_only")
        page = PageNumber.at(number, await self._bot.state.audit.count(guild_id), EACH)
        entries = await self._bot.state.audit.newest(guild_id, limit=EACH, offset=(page.number - 1) * EACH)
        place = place_of(guild, (), people=None, chat_model=True)
        questions = {one.id: one.question for one in await self._bot.state.golden.of(guild_id)}
        return audit_card(entries, page, place, language_of(interaction.locale), questions)
