"""Questions into messages: rights, a turn, the acknowledgement, the pipeline, and the card with its buttons."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

import discord

from bot.discord_app.asking.buttons import answer_card
from bot.discord_app.asking.conversation import answer_before, may_see
from bot.discord_app.asking.pipeline import Given, Inquiry, Pipeline
from bot.discord_app.asking.unfolding import Unfolding
from bot.discord_app.examples import question_in
from bot.discord_app.failures import RefusedError
from bot.discord_app.replies import Card
from bot.discord_app.results import card
from bot.discord_app.rights import Person, person_now, person_of, require_asker
from bot.discord_app.sending import acknowledge, fill_in, reply_to, show_typing
from bot.discord_app.soon import soon
from bot.discord_app.speech import likely_language_in
from bot.discord_app.thinking import TooBusyError
from bot.discord_app.visiting import Visit
from bot.state.errors import StateError
from bot.state.nouns import KeptAnswer, ServerSettings

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier

LIMITS = (TooBusyError, RefusedError)  # of one who may ask: too much, too fast; measured apart from failures


@dataclass(frozen=True, slots=True)
class PressedOn:
    """An answer, and who pressed a button of it, as one of the server that it is from, with its settings."""

    kept: KeptAnswer
    person: Person
    settings: ServerSettings


class Counter:
    """Takes questions from interactions and messages, and answers them there."""

    def __init__(self, bot: Sourcier) -> None:
        self.bot = bot
        self.pipeline = Pipeline(bot)

    async def may_ask(self, source: discord.Interaction[Any] | discord.Message) -> tuple[Person, ServerSettings]:
        """Return who asks, and the settings of their server.

        Raises:
            RefusedError: they may not ask, or not here.
        """
        person = person_of(source)
        settings = await soon(self.bot.state.settings.of(person.guild_id))
        require_asker(person, settings)
        return person, settings

    async def respond(self, interaction: discord.Interaction[Any], inquiry: Inquiry, settings: ServerSettings) -> None:
        """Answer a command or a form; only what its asker alone sees is private."""
        with self.bot.measures.asking(inquiry.way, limits=LIMITS) as measured:
            with self.bot.pacing.turn(inquiry.person.id):
                async with self.pipeline.counting(inquiry.person, settings) as count:
                    await count.refused_soon()
                    # In a direct message nobody else reads along, and what is ephemeral would be gone soon.
                    await acknowledge(interaction, private=inquiry.private and not inquiry.person.told)
                    measured.acknowledged()
                    async with Unfolding(
                        lambda part: fill_in(interaction, card(part, show_question=True))
                    ) as unfolding:
                        given = await self.pipeline.answer(inquiry, settings, count, unfolding.offer)
            # The turn has ended: whoever reads the answer may ask at once, though Discord has not confirmed it yet.
            measured.outcome = given.outcome
            message = await fill_in(interaction, _card(given, show_question=True))
        await self.pipeline.told(given, message.id)

    async def reply(self, message: discord.Message) -> None:
        """Answer a message by a reply, going on from the conversation that it is part of."""
        person, settings = await self.may_ask(message)
        if _is_unread(message):
            raise RefusedError("discord.unread_reply")
        visit = Visit(person, settings, self.bot.language_for(message))
        question = await question_in(self.bot, visit, message.content, message)
        way: Literal["direct", "mention"] = "direct" if message.guild is None else "mention"
        with self.bot.measures.asking(way, limits=LIMITS) as measured:
            with self.bot.pacing.turn(person.id):
                before = await self._before(message, person)
                if before is not None and before.told:
                    person, settings = await self.member_told(before, person.id)
                likely = likely_language_in(message.guild)
                inquiry = Inquiry(person, question, way, private=person.told, before=before, likely_language=likely)
                typing = asyncio.create_task(show_typing(message.channel))
                try:
                    async with self.pipeline.counting(person, settings) as count:
                        given = await self.pipeline.answer(inquiry, settings, count)
                finally:
                    typing.cancel()
            measured.outcome = given.outcome
            sent = await reply_to(message, _card(given, show_question=False))
        await self.pipeline.told(given, sent.id)

    async def pressed(self, interaction: discord.Interaction[Any], answer_id: str) -> PressedOn:
        """Return the answer whose button was pressed, and who pressed it, if they may ask where it is from.

        Raises:
            RefusedError: it is no longer kept, or not for whoever pressed, or they may no longer ask.
        """
        found = await self.kept(interaction, answer_id)
        if found is None:
            await self.may_ask(interaction)
            raise RefusedError("discord.gone")
        return found

    async def kept(self, interaction: discord.Interaction[Any], answer_id: str) -> PressedOn | None:
        """Return the same; None where it is no longer kept, or not for whoever pressed.

        Raises:
            RefusedError: they may no longer ask.
        """
        self.bot.leafing.take(interaction.user.id)
        found = await soon(self.bot.state.answers.get(answer_id))
        if found is None or not may_see(found, interaction.user.id, interaction.guild_id):
            return None
        if found.told and interaction.guild_id is None:
            return PressedOn(found, *await self.member_told(found, interaction.user.id))
        return PressedOn(found, *await self.may_ask(interaction))

    async def member_told(self, told: KeptAnswer, person_id: int) -> tuple[Person, ServerSettings]:
        """Return whoever was told an answer in a direct message as the member of its server that they are now.

        Raises:
            RefusedError: they have left it, may no longer ask in it, or Discord does not say; or the bot has left it.
        """
        guild = self.bot.get_guild(told.guild_id or 0)
        if guild is None:
            raise RefusedError("discord.gone")
        person = await person_now(guild, Person(person_id, guild.id, told.channel_id, told=True))
        settings = await self.bot.state.settings.of(guild.id)
        require_asker(person, settings)
        return person, settings

    async def _before(self, message: discord.Message, person: Person) -> KeptAnswer | None:
        try:
            return await answer_before(self.bot.state.answers, message, person, datetime.now(UTC))
        except StateError as error:
            self.pipeline.failed(error)
            return None


def _is_unread(message: discord.Message) -> bool:
    """Return whether a reply came without all that it holds: Discord shows that only of what mentions the bot."""
    is_reply = message.type is discord.MessageType.reply
    return is_reply and not (message.content or message.attachments or message.stickers or message.embeds)


def _card(given: Given, *, show_question: bool) -> Card:
    if given.kept is None:
        return card(given.result, show_question=show_question)
    return answer_card(given.kept, show_question=show_question)
