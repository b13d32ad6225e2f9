"""`/help`: for oneself, to anybody anywhere; it needs no right and works without an index."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.browsing.guide import Described, described, help_card
from bot.discord_app.desk import Desk, Scope
from bot.discord_app.rights import may_manage, person_of
from bot.discord_app.sending import acknowledge, fill_in
from bot.discord_app.speech import language_of, localised
from bot.discord_app.thinking import TooBusyError
from bot.discord_app.visiting import Visit, look
from corpus.article import Language
from corpus.errors import CorpusError
from index.errors import IndexFloorError

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier

log = logging.getLogger("sourcier.discord")


class Help(commands.Cog):
    """The command."""

    def __init__(self, bot: Sourcier) -> None:
        self._bot = bot

    @app_commands.command(name=localised("discord.guide.name"), description=localised("discord.guide.about_command"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def help(self, interaction: discord.Interaction[Sourcier]) -> None:
        """Tell what the bot does and how to ask."""
        with self._bot.under_way():
            person, language = person_of(interaction), language_of(interaction.locale)
            self._bot.leafing.take(person.id)
            await acknowledge(interaction, private=True)
            settings = await self._bot.state.settings.of(person.guild_id)
            card = help_card(
                await self._commands(language),
                self._bot.command_ids,
                await self._examples(Visit(person, settings, language)),
                language,
                manages=may_manage(person, settings),
                mention=self._bot.user.mention if self._bot.user is not None else "@Sourcier",
                direct=person.guild_id is None,
            )
            await fill_in(interaction, card)

    async def _commands(self, language: Language) -> list[Described]:
        """Return the commands of this version, wherever they are registered."""
        tree = self._bot.tree
        payloads: dict[str, dict[str, Any]] = {}
        for guild in (None, *self._bot.guilds):
            for command in tree.get_commands(guild=guild):
                translator = tree.translator
                made = await command.get_translated_payload(tree, translator) if translator else command.to_dict(tree)
                payloads.setdefault(f"{made.get('type')}:{made['name']}", made)
        return described(payloads.values(), language)

    async def _examples(self, visit: Visit) -> list[str]:
        """Return questions to try; none where the index cannot be asked: the help is to help then too."""

        def found(desk: Desk, scope: Scope) -> list[str]:
            return self._bot.examples.of(desk, scope, visit.language)

        try:
            return await look(self._bot, visit, found)
        except (IndexFloorError, CorpusError, OSError, TooBusyError) as error:
            log.info("/help: no examples: %s", type(error).__name__)
            return []
