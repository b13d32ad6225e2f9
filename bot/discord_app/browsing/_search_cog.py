"""`/search`: passages alone, in pages.

Whoever may ask may search, one thing at a time and so many a minute; the daily limits count questions only, since a
search costs no chat model. The words are kept where there is a second page, for its buttons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.asking.question import LONGEST_QUESTION
from bot.discord_app.browsing.hits import find, search_card
from bot.discord_app.browsing.searching import first_passages
from bot.discord_app.examples import question_in
from bot.discord_app.failures import RefusedError
from bot.discord_app.paging import page_in
from bot.discord_app.routing import Press
from bot.discord_app.sending import acknowledge, acknowledge_press, fill_in
from bot.discord_app.soon import soon
from bot.discord_app.speech import localised
from bot.discord_app.visiting import begin_visit, look

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier


class Searching(commands.Cog):
    """The command, and the buttons that turn its pages."""

    def __init__(self, bot: Sourcier) -> None:
        self._bot = bot
        bot.routes.add("search", self._turn)

    @app_commands.command(name=localised("discord.search.name"), description=localised("discord.search.about"))
    @app_commands.rename(
        question=localised("discord.search.question_name"), private=localised("discord.search.private_name")
    )
    @app_commands.describe(question=localised("discord.search.question"), private=localised("discord.search.private"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def search(
        self,
        interaction: discord.Interaction[Sourcier],
        question: app_commands.Range[str, None, LONGEST_QUESTION],
        private: bool | None = None,
    ) -> None:
        """Show the passages that have most to do with a question."""
        bot = self._bot
        with bot.under_way():
            visit = await begin_visit(bot, interaction)
            words = await question_in(bot, visit, question, interaction)
            with bot.pacing.turn(visit.person.id):
                await acknowledge(interaction, private=visit.settings.private if private is None else private)
                await fill_in(interaction, await first_passages(bot, visit, words))

    async def _turn(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Show another page: in place for whoever searched, to others for themselves."""
        bot = self._bot
        visit = await begin_visit(bot, interaction)
        number = page_in(press)
        bot.leafing.take(visit.person.id)
        kept = await soon(bot.state.searches.get(press.arguments[0]))
        if kept is None or kept.kind != "search" or kept.guild_id != visit.guild_id:
            raise RefusedError("discord.search.gone")
        message = interaction.message
        theirs = kept.person_id == visit.person.id or (message is not None and message.flags.ephemeral)
        await (acknowledge_press(interaction) if theirs else acknowledge(interaction, private=True))
        found = await look(bot, visit, lambda desk, scope: find(desk, scope, kept.words, number))
        await fill_in(interaction, search_card(kept.words, found, visit.language, kept.id))
