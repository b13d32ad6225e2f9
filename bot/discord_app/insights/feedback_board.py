"""The board of `/insights feedback`: what was said of answers, and what managers do about it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.discord_app.desk import scope_of
from bot.discord_app.failures import RefusedError
from bot.discord_app.indexing.naming import shown_id
from bot.discord_app.insights import feedback_cards as cards
from bot.discord_app.insights.cards import DAYS
from bot.discord_app.paging import PageNumber, page_number
from bot.discord_app.replies import Card
from bot.discord_app.routing import Press
from bot.discord_app.sending import patiently
from bot.discord_app.speech import language_of
from bot.discord_app.visiting import manager_may_see
from bot.state.actions import Action
from bot.state.nouns import KeptAnswer, ServerSettings
from bot.texts import say
from index.errors import IndexFloorError

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier

NOWHERE = 0  # no channel: of what was said before channels were kept with it


class FeedbackBoard:
    """Makes the cards that somebody sees who may manage the server; that they may, the caller has seen to."""

    def __init__(
        self, bot: Sourcier, interaction: discord.Interaction[Sourcier], guild_id: int, settings: ServerSettings
    ) -> None:
        self._bot = bot
        self._interaction = interaction
        self._guild_id = guild_id
        self._settings = settings
        self._language = language_of(interaction.locale)
        self._book = bot.state.feedback

    async def pressed(self, press: Press) -> Card:
        """Return what a press on a card leads to.

        Raises:
            RefusedError: it is none of this version's.
        """
        times = cards.times_read(press.values)
        match press.arguments:
            case (cards.DONE, page):
                return await self.done(page_number(page))
            case (cards.OPEN, page):
                return await self.open(page_number(page))
            case (cards.FINISH, page) if times:
                count = await self._book.finish(self._guild_id, times, datetime.now(UTC))
                return await self.open(page_number(page), said=await self._noted(Action.FEEDBACK_DONE, count))
            case (cards.REOPEN, page) if times:
                count = await self._book.reopen(self._guild_id, times)
                return await self.done(page_number(page), said=await self._noted(Action.FEEDBACK_REOPEN, count))
            case _:
                raise RefusedError("discord.press_unknown")

    async def open(self, number: int = 1, *, said: str = "") -> Card:
        """Return a page of what waits, below what was just `said`."""
        count = await self._book.complaint_count(self._guild_id)
        page = PageNumber.at(number, count, cards.EACH_FEEDBACK)
        since = datetime.now(UTC) - timedelta(days=DAYS)
        helpful, unhelpful = await self._book.counts(self._guild_id, since=since)
        done = await self._book.complaint_count(self._guild_id, done=True)
        shown = await self._complaints(page, done=False)
        return cards.feedback_card(shown, page, cards.Heard(helpful, unhelpful, done), self._language, said=said)

    async def done(self, number: int = 1, *, said: str = "") -> Card:
        """Return a page of what was dealt with, below what was just `said`."""
        count = await self._book.complaint_count(self._guild_id, done=True)
        page = PageNumber.at(number, count, cards.EACH_FEEDBACK)
        return cards.done_card(await self._complaints(page, done=True), page, self._language, said=said)

    async def _complaints(self, page: PageNumber, *, done: bool) -> list[cards.Complaint]:
        offset = (page.number - 1) * cards.EACH_FEEDBACK
        found = await self._book.complaints(self._guild_id, limit=cards.EACH_FEEDBACK, offset=offset, done=done)
        titles = await self._titles() if found else {}
        answers = [await self._bot.state.answers.get(one.answer_id) for one in found]
        links = await asyncio.gather(*map(self._link, answers))
        return [
            cards.Complaint(
                one,
                tuple(titles.get(source) or shown_id(source) for source in one.article_ids),
                link,
                closed=not manager_may_see(self._interaction, one.channel_id or NOWHERE),
                shared=kept is not None and kept.shared_id is not None,
            )
            for one, kept, link in zip(found, answers, links, strict=True)
        ]

    async def _noted(self, action: Action, count: int) -> str:
        """Write down what was done, if anything was; return it in words."""
        if not count:
            return say(self._language, "discord.feedback_list.gone")
        person_id = self._interaction.user.id
        await self._bot.state.audit.note(self._guild_id, person_id, action, datetime.now(UTC), {"opinions": count})
        key = "finished" if action is Action.FEEDBACK_DONE else "reopened"
        opinions = cards.opinions(count, self._language)
        return f"✅ {say(self._language, f'discord.feedback_list.{key}', opinions=opinions)}"

    async def _titles(self) -> dict[str, str]:
        """Return the articles' titles by id; none where there is no index."""
        await self._bot.prepared()
        desk = self._bot.desk
        try:
            articles = await self._bot.thinking.run(
                lambda: desk.articles(scope=scope_of(self._guild_id, self._settings, desk))
            )
        except IndexFloorError:
            return {}
        return {article.id: article.title for article in articles}

    async def _link(self, kept: KeptAnswer | None) -> str | None:
        """Return where a public answer, or one that was shared, stands, if it does."""
        if kept is None:
            return None
        message_id = kept.shared_id if kept.private else kept.message_id
        if message_id is None:
            return None
        channel = self._bot.get_partial_messageable(kept.channel_id, guild_id=kept.guild_id)
        message = channel.get_partial_message(message_id)
        try:
            await patiently(message.fetch)
        except discord.NotFound:
            return None
        except (discord.HTTPException, aiohttp.ClientError):
            return message.jump_url  # the bot cannot look; whoever manages the server perhaps can
        return message.jump_url
