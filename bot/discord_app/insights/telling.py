"""Telling those who asked that the articles can answer them now: once each, and nobody but them.

The answer is posted where the question was asked, in reply to what they got where that still stands, and pings its
askers, who want to know. What was asked in private, or where the bot may answer no more, goes into a direct message.
Those who have left the server, or may no longer ask in it, are told nothing. A gap asked in private names nobody: its
asker is found by the answer that they got, for as long as that is kept.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

import aiohttp
import discord

from bot.answers.answer import Answer, NoAnswer
from bot.discord_app.asking.buttons import answer_card
from bot.discord_app.desk import Scope
from bot.discord_app.escaping import fitted
from bot.discord_app.failures import RefusedError
from bot.discord_app.replies import NOBODY, Card, arguments, within
from bot.discord_app.rights import Person, RightsUnknownError, person_now, require_asker
from bot.discord_app.sending import NO_HISTORY, patiently, send_once
from bot.state.answers import new_answer_id
from bot.state.errors import StateError
from bot.state.nouns import Gap, KeptAnswer, ServerSettings
from bot.state.people import NOBODY as NOBODY_KNOWN
from bot.texts import say

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier

log = logging.getLogger("sourcier.discord")

LONGEST_SERVER = 100  # characters of a server's name; Discord's own limit
MOST_MENTIONED = 20  # askers in one message; more are told in another


@dataclass(slots=True)
class Told:
    """What came of telling: gaps by what happened to them."""

    told: list[Gap] = field(default_factory=list)
    unanswered: list[Gap] = field(default_factory=list)
    closed: list[Gap] = field(default_factory=list)
    left: list[Gap] = field(default_factory=list)
    forgotten: list[Gap] = field(default_factory=list)
    failed: list[Gap] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _News:
    """An answer for those who asked one question in one channel; where one of them alone is meant, in private."""

    answer: Answer
    gaps: tuple[Gap, ...]
    snapshot: str


class Telling:
    """Tells the askers of some gaps of one server."""

    def __init__(self, bot: Sourcier, guild: discord.Guild, settings: ServerSettings, scope: Scope) -> None:
        self._bot = bot
        self._guild = guild
        self._settings = settings
        self._scope = scope

    async def answers(self, gaps: Iterable[Gap]) -> dict[str, Answer]:
        """Return the sure answers that there are now, by question as understood; an unsure one is no news."""
        found: dict[str, Answer] = {}
        desk, settings = self._bot.desk, self._settings
        for question in dict.fromkeys(gap.understood for gap in gaps):

            def ask(question: str = question) -> Answer | NoAnswer:
                return desk.answer(question, scope=self._scope, length=settings.length, chat=settings.chat)

            result = await self._bot.answering(settings).run(ask)
            if isinstance(result, Answer) and result.sure:
                found[question] = result
        return found

    async def tell(self, gaps: Sequence[Gap], answers: Mapping[str, Answer]) -> Told:
        """Tell the askers whose question is among the answered; each is marked right before their message is sent.

        So nobody is told twice, and of those whose message could not be sent any more nobody is taken for told.
        """
        outcome = Told()
        snapshot = (await self._bot.thinking.run(self._bot.desk.manifest)).name
        in_channels: dict[tuple[int, str], list[Gap]] = {}
        for gap in [await self._with_asker(noted) for noted in gaps]:
            if gap.understood not in answers:
                outcome.unanswered.append(gap)
                continue
            place = await self._place(gap, outcome)
            if place == "channel":
                in_channels.setdefault((gap.channel_id, gap.understood), []).append(gap)
            elif place == "alone" and await self._mark(gap):
                await self._alone(_News(answers[gap.understood], (gap,), snapshot), outcome)
        for (_, question), asked in in_channels.items():
            for start in range(0, len(asked), MOST_MENTIONED):
                some = tuple(asked[start : start + MOST_MENTIONED])
                await self._in_channel(_News(answers[question], some, snapshot), outcome)
        return outcome

    async def _mark(self, gap: Gap) -> bool:
        """Mark a gap as told; return whether nobody had before."""
        return await self._bot.state.gaps.told([gap.id], datetime.now(UTC)) == 1

    async def _with_asker(self, gap: Gap) -> Gap:
        """Return a gap with who asked, nobody where what they got is no longer kept."""
        if gap.asker_id != NOBODY_KNOWN:
            return gap
        kept = await self._bot.state.answers.get(gap.answer_id)
        return gap if kept is None else replace(gap, asker_id=kept.asker_id)

    async def _place(self, gap: Gap, outcome: Told) -> Literal["channel", "alone", "nowhere"]:
        """Return where an asker is to be told."""
        if gap.asker_id == NOBODY_KNOWN:
            if await self._mark(gap):
                outcome.forgotten.append(gap)
            return "nowhere"
        asker = Person(gap.asker_id, self._guild.id, gap.channel_id, told=True)
        try:
            require_asker(await person_now(self._guild, asker), self._settings)
        except RightsUnknownError as error:
            _not_told(error)
            outcome.failed.append(gap)
            return "nowhere"
        except RefusedError:  # they have left the server, or have no role that may ask
            if await self._mark(gap):
                outcome.left.append(gap)
            return "nowhere"
        return "alone" if gap.private or not self._answers_in(gap.channel_id) else "channel"

    def _answers_in(self, channel_id: int) -> bool:
        """Return whether the settings let the bot answer in a channel or a thread."""
        channel = self._guild.get_channel_or_thread(channel_id)
        here = {channel_id, getattr(channel, "parent_id", None)}
        return not self._settings.channels or not here.isdisjoint(self._settings.channels)

    async def _in_channel(self, news: _News, outcome: Told) -> None:
        """Post the answer where it was asked; to each alone where the channel has gone or is closed to the bot."""
        marked: list[Gap] = []
        try:
            for gap in news.gaps:
                if await self._mark(gap):
                    marked.append(gap)  # noqa: PERF401 - those before an error have to be known
            reference = await self._reference(marked)
        except StateError:  # those marked are told nothing now, and wait as long as that can be written
            for gap in marked:
                await self._bot.state.gaps.release(gap.id)
            raise
        if not marked:
            return
        news = replace(news, gaps=tuple(marked))
        channel = self._bot.get_partial_messageable(news.gaps[0].channel_id, guild_id=self._guild.id)
        askers = list(dict.fromkeys(gap.asker_id for gap in news.gaps))
        mentions = " ".join(f"<@{asker}>" for asker in askers)
        kept = _kept(news, news.gaps[0].channel_id, private=False)
        shown = _with_head(kept, say(news.answer.language, "discord.gaps.news", people=mentions))
        allowed = discord.AllowedMentions(
            everyone=False, roles=False, replied_user=False, users=[discord.Object(asker) for asker in askers]
        )
        given = arguments(shown) | {"allowed_mentions": allowed}
        try:
            message = await _send(channel, given, reference)
        except (discord.Forbidden, discord.NotFound):
            for gap in news.gaps:
                await self._alone(replace(news, gaps=(gap,)), outcome)
        except (discord.HTTPException, aiohttp.ClientError) as error:
            await self._take_back(news.gaps, outcome, error)
        else:
            outcome.told += news.gaps
            await self._keep(replace(kept, message_id=message.id))

    async def _alone(self, news: _News, outcome: Told) -> None:
        """Tell one asker in a direct message."""
        (gap,) = news.gaps
        server = fitted(self._guild.name, LONGEST_SERVER)
        try:
            channel = await patiently(lambda: self._bot.create_dm(discord.Object(gap.asker_id)))
            kept = _kept(news, channel.id, private=True)
            shown = _with_head(kept, say(news.answer.language, "discord.gaps.news_private", server=server))
            given = arguments(shown) | {"allowed_mentions": NOBODY}
            message = await send_once(channel, given)
        except (discord.Forbidden, discord.NotFound):
            await self._bot.state.gaps.release(gap.id)
            outcome.closed.append(gap)
        except (discord.HTTPException, aiohttp.ClientError) as error:
            await self._take_back([gap], outcome, error)
        else:
            outcome.told.append(gap)
            await self._keep(replace(kept, message_id=message.id))

    async def _keep(self, kept: KeptAnswer) -> None:
        """Keep an answer that was told, for its buttons; those after it are told though that cannot be."""
        try:
            await self._bot.state.answers.keep(kept)
        except StateError as error:
            log.error("an answer was told and is not kept, so that its buttons do nothing: %s", error)

    async def _reference(self, gaps: Iterable[Gap]) -> discord.MessageReference | None:
        """Return the newest reply to these gaps that stands in a message, to reply to."""
        for gap in gaps:
            kept = await self._bot.state.answers.get(gap.answer_id)
            if kept is not None and kept.message_id is not None and not kept.private:
                return discord.MessageReference(
                    message_id=kept.message_id,
                    channel_id=gap.channel_id,
                    guild_id=self._guild.id,
                    fail_if_not_exists=False,
                )
        return None

    async def _take_back(self, gaps: Iterable[Gap], outcome: Told, error: Exception) -> None:
        _not_told(error)
        for gap in gaps:
            await self._bot.state.gaps.release(gap.id)
            outcome.failed.append(gap)


def _not_told(error: Exception) -> None:
    log.warning("an answer could not be told: %s", type(error).__name__)


def _kept(news: _News, channel_id: int, *, private: bool) -> KeptAnswer:
    """Return the answer as it is kept, so that its buttons work and a reply to it goes on from it.

    One in a direct message is the server's all the same: its buttons look where the answer came from. A follow-up is
    one again: it stands as it was asked and as it was understood, and goes on from what it went on from.
    """
    gap, answer = news.gaps[0], news.answer
    if gap.read_as:
        answer = replace(answer, question=gap.question, read_as=answer.read_as or gap.read_as)
    return KeptAnswer(
        id=new_answer_id(),
        guild_id=gap.guild_id,
        channel_id=channel_id,
        asker_id=gap.asker_id,
        way="told" if private else "follow_up",
        result=answer,
        snapshot=news.snapshot,
        created_at=datetime.now(UTC),
        earlier=gap.earlier,
        before=gap.answer_id if gap.earlier else None,
        private=private,
    )


def _with_head(kept: KeptAnswer, head: str) -> Card:
    """Return an answer's card, buttons and all, with a sentence of ours above."""
    shown = answer_card(kept, show_question=True)
    return replace(shown, parts=within((head, *shown.parts)))


async def _send(
    channel: discord.PartialMessageable, given: dict[str, Any], reference: discord.MessageReference | None
) -> discord.Message:
    """Send, in reply to `reference` where the bot may read the history."""
    if reference is not None:
        try:
            return await send_once(channel, given | {"reference": reference})
        except discord.HTTPException as error:
            if error.code != NO_HISTORY:
                raise
    return await send_once(channel, given)
