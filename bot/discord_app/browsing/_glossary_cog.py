"""`/glossary`: what a term means, or for oneself a list of all terms, or that a term is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.browsing.terms import explain, list_card, listed, suggestions, term_card
from bot.discord_app.paging import page_in
from bot.discord_app.routing import Press
from bot.discord_app.sending import acknowledge, acknowledge_press, fill_in, tell_alone
from bot.discord_app.speech import localised
from bot.discord_app.visiting import begin_visit, look, suggest

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier


class Glossary(commands.Cog):
    """The command, its list's buttons, and its menus."""

    def __init__(self, bot: Sourcier) -> None:
        self._bot = bot
        bot.routes.add("glossary", self._turn)
        bot.routes.add("term", self._choose)

    @app_commands.command(name=localised("discord.glossary.name"), description=localised("discord.glossary.about"))
    @app_commands.rename(term=localised("discord.glossary.term_name"))
    @app_commands.describe(term=localised("discord.glossary.term"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def glossary(self, interaction: discord.Interaction[Sourcier], term: str = "") -> None:
        """Show what a term means, or the first page of all terms."""
        with self._bot.under_way():
            visit = await begin_visit(self._bot, interaction)
            wanted = " ".join(term.split())
            with self._bot.pacing.turn(visit.person.id):
                await acknowledge(interaction, private=visit.settings.private or not wanted)
                if wanted:
                    found = await look(self._bot, visit, lambda desk, scope: explain(desk, scope, wanted))
                    card = term_card(found, visit.language)
                    if found.meanings:
                        await fill_in(interaction, card)
                    else:
                        await tell_alone(interaction, card)
                else:
                    page = await look(self._bot, visit, lambda desk, scope: listed(desk, scope, 0))
                    await fill_in(interaction, list_card(page, visit.language))

    @glossary.autocomplete("term")
    async def _suggest(self, interaction: discord.Interaction[Sourcier], typed: str) -> list[app_commands.Choice[str]]:
        return await suggest(self._bot, interaction, lambda desk, scope: suggestions(desk, scope, typed))

    async def _turn(self, interaction: discord.Interaction[Any], press: Press) -> None:
        visit = await begin_visit(self._bot, interaction)
        number = page_in(press)
        self._bot.leafing.take(visit.person.id)
        await acknowledge_press(interaction)
        page = await look(self._bot, visit, lambda desk, scope: listed(desk, scope, number))
        await fill_in(interaction, list_card(page, visit.language))

    async def _choose(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Show what a term of a menu means, to whoever chose it."""
        visit = await begin_visit(self._bot, interaction)
        wanted = press.values[0] if press.values else ""
        with self._bot.pacing.turn(visit.person.id):
            await acknowledge(interaction, private=True)
            found = await look(self._bot, visit, lambda desk, scope: explain(desk, scope, wanted))
            await fill_in(interaction, term_card(found, visit.language))
