"""`/insights`: for those who manage the server, and seen by them alone, since it holds what members asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.desk import Scope, scope_of
from bot.discord_app.failures import RefusedError
from bot.discord_app.insights import cards
from bot.discord_app.insights.cards import DAYS
from bot.discord_app.insights.chart import drawn_days
from bot.discord_app.insights.feedback_board import FeedbackBoard
from bot.discord_app.insights.feedback_cards import FEEDBACK
from bot.discord_app.insights.groups import Group, answerable_first, grouped_gaps, seen_by
from bot.discord_app.insights.telling import Telling, Told
from bot.discord_app.insights.trying import Trials
from bot.discord_app.paging import page_number
from bot.discord_app.replies import Card
from bot.discord_app.rights import person_now, person_of, require_manager
from bot.discord_app.routing import Press
from bot.discord_app.sending import acknowledge, acknowledge_press, fill_in
from bot.discord_app.speech import language_of, localised
from bot.discord_app.visiting import manager_may_see
from bot.state.actions import Action
from bot.state.nouns import DayOfUse, Gap, ServerSettings
from bot.texts import say
from corpus.article import Language
from index.errors import IndexFloorError

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier

MOST_GAPS = 300  # questions that are grouped at once, newest first: a tenth of a second


@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
@app_commands.allowed_installs(guilds=True, users=False)
class Insights(
    commands.GroupCog,
    group_name=localised("discord.insights.command"),
    group_description=localised("discord.insights.about"),
):
    """The three commands, and the presses on their cards."""

    def __init__(self, bot: Sourcier) -> None:
        self._bot = bot
        self._trials = Trials()
        bot.routes.add(cards.GAPS, self._pressed)
        bot.routes.add(FEEDBACK, self._pressed_feedback)

    @app_commands.command(name=localised("discord.insights.gaps"), description=localised("discord.insights.gaps_about"))
    async def gaps(self, interaction: discord.Interaction[Sourcier]) -> None:
        """Show the questions without an answer."""
        with self._bot.under_way():
            await acknowledge(interaction, private=True)
            _, settings = await self._managed(interaction)
            await fill_in(interaction, await self._gaps_card(interaction, settings, 1))

    @app_commands.command(
        name=localised("discord.insights.feedback"), description=localised("discord.insights.feedback_about")
    )
    async def feedback(self, interaction: discord.Interaction[Sourcier]) -> None:
        """Show what people said of answers."""
        with self._bot.under_way():
            await acknowledge(interaction, private=True)
            board = FeedbackBoard(self._bot, interaction, *await self._managed(interaction))
            await fill_in(interaction, await board.open())

    @app_commands.command(
        name=localised("discord.insights.usage"), description=localised("discord.insights.usage_about")
    )
    async def usage(self, interaction: discord.Interaction[Sourcier]) -> None:
        """Show how much was asked."""
        with self._bot.under_way():
            await acknowledge(interaction, private=True)
            guild_id, _ = await self._managed(interaction)
            await fill_in(interaction, await self._usage_card(guild_id, language_of(interaction.locale)))

    async def _pressed_feedback(self, interaction: discord.Interaction[Sourcier], press: Press) -> None:
        """Take a press on a card of what people said."""
        board = FeedbackBoard(self._bot, interaction, *await self._managed(interaction))
        await acknowledge_press(interaction)
        await fill_in(interaction, await board.pressed(press))

    async def _pressed(self, interaction: discord.Interaction[Sourcier], press: Press) -> None:
        """Take a press on a card of gaps."""
        guild_id, settings = await self._managed(interaction)
        await acknowledge_press(interaction)
        language = language_of(interaction.locale)
        match press.arguments:
            case ("page", page):
                shown = await self._gaps_card(interaction, settings, page_number(page))
            case ("open", newest) if press.values:
                group = await self._group(guild_id, press.values[0], newest)
                group = await self._tried(group, guild_id, settings)
                shown = cards.group_card(_seen(interaction, group), _number(newest), language)
            case ("tell", chosen, newest):
                group = await self._group(guild_id, chosen, newest)
                shown = await self._tell(interaction, group, settings, language)
            case ("dismiss", chosen, newest):
                group = await self._group(guild_id, chosen, newest)
                dropped = await self._bot.state.gaps.drop([gap.id for gap in group.gaps], guild_id=guild_id)
                await self._note(interaction, Action.GAPS_DISMISS, questions=dropped)
                said = say(language, "discord.gaps.dismissed", questions=cards.counted(dropped, language))
                shown = await self._gaps_card(interaction, settings, 1, said=f"✅ {said}")
            case _:
                raise RefusedError("discord.press_unknown")
        await fill_in(interaction, shown)

    async def _tell(
        self,
        interaction: discord.Interaction[Sourcier],
        group: Group,
        settings: ServerSettings,
        language: Language,
    ) -> Card:
        """Tell those who asked, if this person still may; return the gaps that are left under what came of it."""
        guild = interaction.guild
        if guild is None:
            raise RefusedError("discord.server_only")
        telling = Telling(self._bot, guild, settings, await self._scope(guild.id, settings))
        answers = await telling.answers(group.gaps)
        require_manager(await person_now(guild, person_of(interaction)), await self._bot.state.settings.of(guild.id))
        outcome = await telling.tell(group.gaps, answers)
        if outcome.told:
            told = len({gap.asker_id for gap in outcome.told})
            await self._note(interaction, Action.GAPS_TELL, people=told, questions=len(outcome.told))
        return await self._gaps_card(interaction, settings, 1, said=_said(outcome, language))

    async def _managed(self, interaction: discord.Interaction[Sourcier]) -> tuple[int, ServerSettings]:
        """Return the server and its settings, if this person may manage the bot there."""
        person = person_of(interaction)
        settings = await self._bot.state.settings.of(person.guild_id)
        return require_manager(person, settings), settings

    async def _scope(self, guild_id: int, settings: ServerSettings) -> Scope:
        await self._bot.prepared()
        return await self._bot.thinking.run(lambda: scope_of(guild_id, settings, self._bot.desk))

    async def _groups(self, guild_id: int, *, up_to: int | None = None) -> list[Group]:
        """Return the groups of gaps, of those up to one number perhaps."""
        gaps = await self._bot.state.gaps.untold(guild_id, limit=MOST_GAPS)
        gaps = [gap for gap in gaps if up_to is None or gap.id <= up_to]
        if not gaps:
            return []
        questions = [gap.understood for gap in gaps]
        return grouped_gaps(gaps, await self._bot.thinking.run(lambda: self._bot.desk.group(questions)))

    async def _answerable(self, groups: Sequence[Group], guild_id: int, settings: ServerSettings) -> set[int]:
        """Return the ids of those groups whose newest question is surely answered now; none without an index."""
        if not groups:
            return set()
        try:
            scope = await self._scope(guild_id, settings)
            return await self._trials.answerable(groups, self._bot.desk, self._bot.thinking, scope)
        except IndexFloorError:  # the questions can be seen all the same
            return set()

    async def _group(self, guild_id: int, chosen: str, newest: str) -> Group:
        """Return the group that holds a gap, of the gaps that there were when the card was made.

        Raises:
            RefusedError: it is no longer waiting.
        """
        groups = await self._groups(guild_id, up_to=_number(newest))
        wanted = _number(chosen)
        found = next((group for group in groups if any(gap.id == wanted for gap in group.gaps)), None)
        if found is None:
            raise RefusedError("discord.gaps.gone")
        return found

    async def _tried(self, group: Group, guild_id: int, settings: ServerSettings) -> Group:
        """Return a group with whether any of its questions is surely answered now, however it was put."""
        each = {gap.understood: Group((gap,)) for gap in reversed(group.gaps)}
        answerable = await self._answerable([*reversed(each.values())], guild_id, settings)
        return replace(group, answerable=bool(answerable))

    async def _gaps_card(
        self, interaction: discord.Interaction[Sourcier], settings: ServerSettings, page: int, *, said: str = ""
    ) -> Card:
        guild_id, _ = await self._managed(interaction)
        found = await self._groups(guild_id)
        marked = answerable_first(found, await self._answerable(found, guild_id, settings))
        groups = [_seen(interaction, one) for one in marked]
        looked_at = sum(len(group.gaps) for group in groups)
        most = MOST_GAPS if looked_at >= MOST_GAPS else None
        asked = bool(groups) or await self._bot.state.use.people(guild_id, since=date.min) > 0
        return cards.gaps_card(groups, page, language_of(interaction.locale), most=most, said=said, asked=asked)

    async def _usage_card(self, guild_id: int, language: Language) -> Card:
        today = datetime.now(UTC).date()
        since = today - timedelta(days=DAYS - 1)
        known = await self._bot.state.use.by_day(guild_id, since=since)
        days = cards.all_days(await self._with_unsure(known, guild_id, since), since, today)
        asked_by = await self._bot.state.use.people(guild_id, since=since)
        picture = None
        if any(day.asked for day in days):
            picture = await self._bot.thinking.run(lambda: drawn_days(days, language))
        return cards.usage_card(days, asked_by, picture, language)

    async def _with_unsure(self, days: list[DayOfUse], guild_id: int, since: date) -> list[DayOfUse]:
        """Return days with how many answers were unsure, where answers are kept for as long as these days go back."""
        kept_days = self._bot.retention.answers_days
        if kept_days is not None and kept_days < DAYS:
            return days
        unsure = await self._bot.state.answers.unsure_days(guild_id, since=since)
        return [replace(day, unsure=min(unsure[day.day], day.answered)) for day in days]

    async def _note(self, interaction: discord.Interaction[Sourcier], action: Action, **detail: int) -> None:
        guild_id, person_id = interaction.guild_id, interaction.user.id
        await self._bot.state.audit.note(guild_id, person_id, action, datetime.now(UTC), detail)


def _seen(interaction: discord.Interaction[Sourcier], group: Group) -> Group:
    """Return a group with its texts as far as whoever looks may read the channels that they were asked in."""
    return seen_by(group, lambda channel_id: manager_may_see(interaction, channel_id))


def _said(outcome: Told, language: Language) -> str:
    """Return what came of telling, a line for each thing."""

    def askers(gaps: list[Gap]) -> str:
        return cards.people(len({gap.asker_id for gap in gaps}), language)

    lines = []
    if outcome.told:
        questions = cards.counted(len(outcome.told), language)
        told = say(language, "discord.gaps.told", people=askers(outcome.told), questions=questions)
        lines.append(f"✅ {told}")
    else:
        lines.append(say(language, "discord.gaps.told_nobody"))
    if outcome.unanswered:
        questions = cards.counted(len(outcome.unanswered), language)
        lines.append(say(language, "discord.gaps.unanswered", questions=questions))
    if outcome.closed:
        lines.append(say(language, "discord.gaps.closed", people=askers(outcome.closed)))
    if outcome.left:
        lines.append(say(language, "discord.gaps.left", people=askers(outcome.left)))
    if outcome.forgotten:
        questions = cards.counted(len(outcome.forgotten), language)
        lines.append(say(language, "discord.gaps.asker_forgotten", questions=questions))
    if outcome.failed:
        lines.append(say(language, "discord.gaps.failed", people=askers(outcome.failed)))
    return "\n".join(lines)


def _number(text: str) -> int:
    """Return the number in a custom id or a menu's value; one that no gap has where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_ID else -1


LONGEST_ID = 18  # digits of a row's number
