"""Asking in Discord: acknowledge, think elsewhere, render, send."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.answers.answer import Answer, OnPart
from bot.discord_app.asking.question import read_question
from bot.discord_app.asking.unfolding import Unfolding
from bot.discord_app.replies import Card
from bot.discord_app.results import card
from bot.discord_app.sending import acknowledge, fill_in, reply_to, show_typing
from bot.discord_app.speech import language_of, localised
from bot.discord_app.thinking import TooBusyError
from bot.monitoring.measures import Asking as Measured
from bot.monitoring.measures import Way

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier

LIMITS = (TooBusyError,)  # what is raised where too much was asked; the measures count it apart from failures


class Asking(commands.Cog):
    """The three ways to ask."""

    def __init__(self, bot: Sourcier) -> None:
        self._bot = bot

    @app_commands.command(name="ask", description=localised("discord.ask.about"))
    @app_commands.describe(question=localised("discord.ask.question"), private=localised("discord.ask.private"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def ask(
        self,
        interaction: discord.Interaction[Sourcier],
        question: str,
        private: bool = False,
    ) -> None:
        """Answer a question; with `private`, only its asker sees the answer."""
        with self._bot.under_way(), self._bot.measures.asking("command", limits=LIMITS) as measured:
            await acknowledge(interaction, private=private)
            measured.acknowledged()
            asked = read_question(question, language_of(interaction.locale))
            async with Unfolding(lambda part: fill_in(interaction, card(part, show_question=True))) as unfolding:
                answer = await self._answer(asked, measured, show_question=True, on_part=unfolding.offer)
            await fill_in(interaction, answer)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answer a message that mentions the bot, and every direct message."""
        if not self._is_for_me(message):
            return
        way: Way = "direct" if message.guild is None else "mention"
        with self._bot.under_way(), self._bot.measures.asking(way, limits=LIMITS) as measured:
            asked = read_question(message.content, self._bot.language_for(message))
            typing = asyncio.create_task(show_typing(message.channel))
            try:
                answer = await self._answer(asked, measured, show_question=False)
            finally:
                typing.cancel()
            await reply_to(message, answer)

    async def _answer(
        self, question: str, measured: Measured, *, show_question: bool, on_part: OnPart | None = None
    ) -> Card:
        """Return what is sent for `question`: worked out and rendered off the event loop, once the index is open."""
        await self._bot.prepared()
        desk = self._bot.desk

        def work() -> Card:
            result = desk.answer(question, on_part=on_part)
            measured.outcome = "answered" if isinstance(result, Answer) else "refused"
            return card(result, show_question=show_question)

        return await self._bot.thinking.run(work)

    def _is_for_me(self, message: discord.Message) -> bool:
        said = message.type in {discord.MessageType.default, discord.MessageType.reply}
        if not said or message.author.bot or message.webhook_id is not None:
            return False
        return message.guild is None or self._bot.user in message.mentions
