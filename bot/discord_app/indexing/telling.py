"""What a rebuild found, for two kinds of eyes: counts for the channel, names for whoever began it.

The names go into a message that they alone see, while the token of their command lives, which is fifteen minutes; what
a build changed stands in `/index changes` after that.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

from bot.discord_app.indexing import wording
from bot.discord_app.indexing.naming import Sight, sight_of
from bot.discord_app.indexing.undertaking import Outcome
from bot.discord_app.replies import Card
from bot.discord_app.sending import follow_up
from corpus.article import Language
from index.builds.building import BuildPlan
from index.errors import IndexFloorError

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier

log = logging.getLogger("sourcier.discord")


@dataclass(frozen=True, slots=True)
class Findings:
    """What everybody in the channel reads, and what only whoever began it does, where there is such a thing."""

    shown: Card
    details: Card | None = None

    @property
    def for_one(self) -> Card:
        """All of it, where nobody else reads along."""
        return wording.joined(self.shown, self.details)


async def sight_for(bot: Sourcier, user: discord.abc.User, guild_id: int) -> Sight:
    """Return what somebody who manages a server may read the names of; whoever runs the bot reads all files'."""
    try:
        owner = await bot.is_owner(user)
    except (discord.HTTPException, aiohttp.ClientError) as error:
        log.info("whether the owner asks cannot be looked up: %s", type(error).__name__)
        owner = False
    return sight_of(guild_id, await bot.state.settings.of(guild_id), owner=owner)


async def plan_told(bot: Sourcier, plan: BuildPlan, sight: Sight, language: Language) -> Findings:
    """Return what a rebuild would do."""
    collections: dict[str, str] = {}
    if sight.collections is not None:
        try:
            cards = await bot.thinking.run(bot.desk.articles, whatever_waits=True)
            collections = {card.id: card.collection for card in cards}
        except IndexFloorError:
            collections = {}  # then nothing is known, and nothing is named
    details = wording.details(
        (
            wording.planned_names(plan, language, sight, collections),
            wording.unread_for(plan.problems, language, sight),
        )
    )
    return Findings(wording.plan(plan, language, sight.in_public()), details)


def outcome_told(outcome: Outcome, sight: Sight, language: Language) -> Findings:
    """Return what came of a rebuild; nothing is named to somebody who may no longer manage the server."""
    report, public = outcome.report, sight.in_public()
    if outcome.in_use:
        shown = wording.result(report, language, public, outcome.changes, outcome.quality)
    else:
        shown = wording.held(report, language, public, outcome.quality, may_manage=outcome.may_manage)
    if not outcome.may_manage:
        return Findings(shown)
    worse = "" if outcome.in_use else wording.worse_questions(outcome.quality, language, sight)
    named = wording.named_changes(outcome.changes, language, sight)
    unread = wording.unread_for(report.problems, language, sight)
    return Findings(shown, wording.details((worse, *named, unread)))


async def tell_one(interaction: discord.Interaction[Any], details: Card | None) -> None:
    """Tell whoever began a rebuild what is for them alone, if anything is, and while that can be."""
    if details is not None:
        await follow_up(interaction, details)
