"""The two entries of a message's menu: ask about it, and find what the articles say on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.discord_app.asking.asked import LIMITS, Counter
from bot.discord_app.asking.buttons import about_form
from bot.discord_app.asking.claims import claims_card, support_for
from bot.discord_app.asking.question import LONGEST_QUESTION
from bot.discord_app.desk import scope_of
from bot.discord_app.messages import message_menu, text_of
from bot.discord_app.sending import acknowledge, fill_in, show_form
from bot.discord_app.speech import language_of

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier


class Menus:
    """Two context menus over messages."""

    def __init__(self, bot: Sourcier, counter: Counter) -> None:
        self._bot = bot
        self._counter = counter
        self.menus = (
            message_menu("discord.menu.ask.name", self.ask_about),
            message_menu("discord.menu.sources.name", self.find_sources),
        )

    async def ask_about(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        """Open a form that holds the message's text."""
        with self._bot.under_way():
            text = text_of(message, self._bot.user)
            await self._counter.may_ask(interaction)
            await show_form(interaction, about_form(text[:LONGEST_QUESTION], language_of(interaction.locale)))

    async def find_sources(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        """Show whoever chose it passages on what the message claims; it counts as a question."""
        with self._bot.under_way():
            text = text_of(message, self._bot.user)
            person, settings = await self._counter.may_ask(interaction)
            with self._bot.measures.asking("sources", limits=LIMITS) as measured:
                with self._bot.pacing.turn(person.id):
                    async with self._counter.pipeline.counting(person, settings) as count:
                        await acknowledge(interaction, private=True)
                        measured.acknowledged()
                        await count.taken()
                        await self._bot.prepared()
                        desk = self._bot.desk
                        claims = await self._bot.thinking.run(
                            lambda: support_for(desk, text, scope_of(person.guild_id, settings, desk))
                        )
                found = any(one.found for one in claims)
                measured.outcome = "answered" if found else "refused"
                await fill_in(interaction, claims_card(text, claims, language_of(interaction.locale)))
            await self._counter.pipeline.count(person, answered=found)
