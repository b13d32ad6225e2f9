"""`/privacy show` and `/privacy forget`: seen by the person alone, in direct messages too, and open to everybody."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.privacy.wording import forgotten_card, in_file, kept_card, question_card, shown_card
from bot.discord_app.replies import Card
from bot.discord_app.routing import Press
from bot.discord_app.sending import acknowledge, acknowledge_press, fill_in
from bot.discord_app.speech import language_of, localised

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier


class Privacy(commands.Cog):
    """The two commands and their buttons. What they concern is always what is kept about whoever presses."""

    group = app_commands.Group(
        name=localised("discord.privacy.name"),
        description=localised("discord.privacy.about"),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )

    def __init__(self, bot: Sourcier) -> None:
        self._bot = bot
        bot.routes.add("privacy-ask", self._ask)
        bot.routes.add("privacy-forget", self._forget)
        bot.routes.add("privacy-keep", self._keep)

    @group.command(name=localised("discord.privacy.show_name"), description=localised("discord.privacy.show"))
    async def show(self, interaction: discord.Interaction[Sourcier]) -> None:
        """Show what is kept about the person, with all of it in a file."""
        with self._bot.under_way():
            await acknowledge(interaction, private=True)
            people, person_id, now = self._bot.state.people, interaction.user.id, datetime.now(UTC)
            kept, export = await people.kept_about(person_id), await people.export(person_id)
            data = await self._bot.thinking.run(lambda: in_file(export))
            card = shown_card(kept, self._bot.retention, data, now, language_of(interaction.locale))
            await fill_in(interaction, card)

    @group.command(name=localised("discord.privacy.forget_name"), description=localised("discord.privacy.forget"))
    async def forget(self, interaction: discord.Interaction[Sourcier]) -> None:
        """Ask whether all that is kept about the person is to be deleted."""
        with self._bot.under_way():
            await acknowledge(interaction, private=True)
            await fill_in(interaction, await self._question(interaction))

    async def _ask(self, interaction: discord.Interaction[Any], press: Press) -> None:
        await acknowledge(interaction, private=True)
        await fill_in(interaction, await self._question(interaction))

    async def _question(self, interaction: discord.Interaction[Any]) -> Card:
        people, person_id = self._bot.state.people, interaction.user.id
        kept, gone = await people.kept_about(person_id), await people.would_forget(person_id, datetime.now(UTC).date())
        return question_card(kept, gone, language_of(interaction.locale))

    async def _forget(self, interaction: discord.Interaction[Any], press: Press) -> None:
        await acknowledge_press(interaction)
        gone = await self._bot.state.people.forget(interaction.user.id, datetime.now(UTC).date())
        await fill_in(interaction, forgotten_card(gone, language_of(interaction.locale)))

    async def _keep(self, interaction: discord.Interaction[Any], press: Press) -> None:
        await acknowledge_press(interaction)
        await fill_in(interaction, kept_card(language_of(interaction.locale)))
