"""`/why`: how the passages behind an answer were ranked, for oneself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.browsing.ranks import rank, suggestions, why_card
from bot.discord_app.controls import MOST_CHOICES
from bot.discord_app.failures import RefusedError
from bot.discord_app.sending import acknowledge, fill_in
from bot.discord_app.speech import localised
from bot.discord_app.visiting import Visit, begin_visit, look, may_see, suggest_from
from bot.state.nouns import KeptAnswer

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier

# What "Copy Message Link" gives, and a message's number alone.
MESSAGE = re.compile(r"(?:https?://(?:\w+\.)?discord(?:app)?\.com/channels/(?:\d{1,20}|@me)/\d{1,20}/)?(\d{15,20})/?")
ANSWER_ID = re.compile(r"[\w-]{6,24}")


class Why(commands.Cog):
    """The command."""

    def __init__(self, bot: Sourcier) -> None:
        self._bot = bot

    @app_commands.command(name=localised("discord.why.name"), description=localised("discord.why.about"))
    @app_commands.rename(answer=localised("discord.why.answer_name"))
    @app_commands.describe(answer=localised("discord.why.answer"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def why(self, interaction: discord.Interaction[Sourcier], answer: str) -> None:
        """Show how the passages behind an answer were ranked."""
        with self._bot.under_way():
            visit = await begin_visit(self._bot, interaction)
            with self._bot.pacing.turn(visit.person.id):
                await acknowledge(interaction, private=True)
                kept = await self._meant(interaction, visit, answer.strip())
                found = await look(self._bot, visit, lambda desk, scope: rank(desk, scope, kept))
                await fill_in(interaction, why_card(kept, found, visit.language))

    @why.autocomplete("answer")
    async def _suggest(self, interaction: discord.Interaction[Sourcier], typed: str) -> list[app_commands.Choice[str]]:
        async def recent(visit: Visit) -> list[app_commands.Choice[str]]:
            answers = self._bot.state.answers
            newest = await answers.recent(visit.person.id, guild_id=visit.guild_id, limit=MOST_CHOICES)
            return suggestions(newest, typed)

        return await suggest_from(self._bot, interaction, recent)

    async def _meant(self, interaction: discord.Interaction[Any], visit: Visit, text: str) -> KeptAnswer:
        """Return the answer that `text` names: its id, or the link or number of its message.

        Raises:
            RefusedError: there is none here, or it is private and somebody else's.
        """
        kept = None
        if found := MESSAGE.fullmatch(text):
            kept = await self._bot.state.answers.at_message(int(found[1]))
        elif ANSWER_ID.fullmatch(text):
            kept = await self._bot.state.answers.get(text)
        if kept is None or kept.guild_id != visit.guild_id:
            raise RefusedError("discord.why.gone")
        if kept.asker_id == visit.person.id:
            return kept
        if visit.guild_id is None or not may_see(interaction, kept.channel_id):
            raise RefusedError("discord.why.gone")
        if kept.private and kept.shared_id is None:
            raise RefusedError("discord.why.not_yours")
        return kept
