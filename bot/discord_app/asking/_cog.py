"""Asking in Discord: the command, the listener and the menus; what they do stands beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.article_choices import article_choices
from bot.discord_app.asking.asked import Counter
from bot.discord_app.asking.menus import Menus
from bot.discord_app.asking.pipeline import Inquiry
from bot.discord_app.asking.pressed import Pressed
from bot.discord_app.asking.question import LONGEST_QUESTION
from bot.discord_app.desk import Desk, Scope
from bot.discord_app.examples import question_in
from bot.discord_app.speech import language_of, likely_language_of, localised
from bot.discord_app.visiting import Visit, suggest

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier


class Asking(commands.Cog):
    """The ways to ask, and the buttons under what they get."""

    def __init__(self, bot: Sourcier) -> None:
        self._bot = bot
        self._counter = Counter(bot)
        self._menus = Menus(bot, self._counter)
        Pressed(bot, self._counter).register(bot.routes)

    async def cog_load(self) -> None:
        """Read the settings of all servers, so that who may ask is known whatever happens to the database."""
        await self._bot.state.settings.load()
        for menu in self._menus.menus:
            self._bot.tree.add_command(menu)

    @app_commands.command(name=localised("discord.ask.name"), description=localised("discord.ask.about"))
    @app_commands.rename(
        question=localised("discord.ask.question_name"),
        private=localised("discord.ask.private_name"),
        article=localised("discord.ask.article_name"),
    )
    @app_commands.describe(
        question=localised("discord.ask.question"),
        private=localised("discord.ask.private"),
        article=localised("discord.ask.article"),
    )
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def ask(
        self,
        interaction: discord.Interaction[Sourcier],
        question: app_commands.Range[str, None, LONGEST_QUESTION],
        private: bool | None = None,
        article: str = "",
    ) -> None:
        """Answer a question; with `private`, only its asker sees the answer; with `article`, from that one alone."""
        with self._bot.under_way():
            person, settings = await self._counter.may_ask(interaction)
            visit = Visit(person, settings, language_of(interaction.locale))
            asked = await question_in(self._bot, visit, question, interaction)
            alone = (settings.private and person.guild_id is not None) if private is None else private
            likely = likely_language_of(interaction.locale)
            inquiry = Inquiry(person, asked, "command", private=alone, article=article, likely_language=likely)
            await self._counter.respond(interaction, inquiry, settings)

    @ask.autocomplete("article")
    async def _articles(self, interaction: discord.Interaction[Sourcier], typed: str) -> list[app_commands.Choice[str]]:
        """Offer the articles that whoever types may ask; none where that cannot be told now."""

        def found(desk: Desk, scope: Scope) -> list[app_commands.Choice[str]]:
            offered = article_choices(desk.articles(scope=scope), typed)
            return [app_commands.Choice(name=one.name, value=one.key) for one in offered]

        return await suggest(self._bot, interaction, found)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that mentions the bot, and every direct message."""
        if self._is_for_me(message):
            with self._bot.under_way():
                await self._counter.reply(message)

    def _is_for_me(self, message: discord.Message) -> bool:
        said = message.type in {discord.MessageType.default, discord.MessageType.reply}
        if not said or message.author.bot or message.webhook_id is not None:
            return False
        return message.guild is None or self._bot.user in message.mentions
