"""Having the index follow the articles: after each change, and for what was missed.

A rebuild goes the way of `/rebuild-index`: the new index waits, the golden questions of all servers judge it, and it
is put in use if none objects. What was missed, because the bot was ended or another process was building, is caught up
at the next look, once; only servers' own articles set that off. What golden questions held back is not tried again by
itself, also after a restart: it would wait anew each time for somebody to discard it. It is once an article, the golden
questions or how much a server lets pass has changed: then the judgement may be another. What the host changes in the
shared folder waits for `/rebuild-index`, or goes along with the next rebuild, which reads all there is.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal, NewType

import discord

from bot.discord_app.collecting.refreshing import Refreshing
from bot.discord_app.indexing.naming import OF_SERVER
from bot.discord_app.indexing.undertaking import Outcome, Undertaking, in_use, rebuilt
from bot.rebuilding import RebuildError
from bot.state.errors import StateError
from bot.state.nouns import FOLLOWED
from bot.state.people import NOBODY
from corpus.errors import CorpusError
from index.errors import ChangedIndexError, IndexBusyError, IndexFloorError
from index.keeping.snapshot import Changes

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier

log = logging.getLogger("sourcier.discord")

HELD = "following:held"  # the mark of the occasion at which golden questions held an index back last

Standing = Literal["in_use", "held", "later", "waits"]
"""How the index stands after a change: it has it, is held back by golden questions, or will have it: by itself, or by
`/rebuild-index`."""

LATER = (IndexBusyError, ChangedIndexError, StateError)  # what passes: another look helps
FAILED = (RebuildError, IndexFloorError, CorpusError, OSError)


Occasion = NewType("Occasion", str)
"""What a rebuild would go by: the articles that differ and how, and who judges the new index."""


@dataclass(frozen=True, slots=True)
class Changer:
    """Who changed articles, and in which server."""

    guild_id: int | None
    person_id: int


class Following:
    """Brings the index up to date. Used from one event loop."""

    def __init__(self, bot: Sourcier) -> None:
        self._bot = bot
        self._refreshing = Refreshing(self._refresh)
        self._tried: Occasion | None = None  # at which nothing came into use, so that it is not tried for ever
        self._catching: asyncio.Task[None] | None = None
        self._changers: list[Changer] = []  # whose changes the next rebuild brings

    async def follow(self, changer: Changer | None = None) -> Outcome:
        """Bring the index up to date with all that lies on disk now, for `changer`; for nobody where it catches up.

        Raises:
            IndexFloorError, RebuildError, CorpusError, OSError, StateError: that failed.
        """
        if changer is not None:
            self._changers.append(changer)
        return await self._refreshing.done()

    async def look(self) -> None:
        """Begin to catch up, if servers' own articles differ from the index and that was not tried in vain.

        Not where somebody went back behind an index that has them: that would undo it. They come with the next change.

        Raises:
            IndexFloorError, CorpusError: that cannot be found out.
        """
        if self._bot.building.locked() or (self._catching is not None and not self._catching.done()):
            return
        missed = await self._missed()
        if not missed.count:
            return
        try:
            occasion = await self._occasion(missed)
            tried = occasion in (self._tried, await self._bot.state.marks.get(HELD))
        except StateError as error:
            log.warning("index: whether it was held back cannot be looked up: %s", error)
            return
        if not tried and not await self._gone_back():
            self._catching = asyncio.create_task(self._catch_up(missed.count, occasion))
        else:
            self._tried = occasion

    async def occasion(self) -> Occasion | None:
        """Return what a rebuild would go by now; None where there is no index to compare with.

        Raises:
            StateError: who would judge it cannot be looked up.
        """
        try:
            return await self._occasion(await self._missed())
        except (IndexFloorError, CorpusError):
            return None

    async def hold(self, occasion: Occasion | None) -> None:
        """Remember that golden questions held an index back at an occasion, so that it is not built again."""
        if occasion is None:
            return
        self._tried = occasion
        try:
            await self._bot.state.marks.set(HELD, occasion)
        except StateError as error:
            log.warning("index: that it was held back cannot be remembered: %s", error)

    def drop(self) -> None:
        """End what is under way; the index in use is not touched by that."""
        if self._catching is not None:
            self._catching.cancel()
        self._refreshing.drop()

    async def _missed(self) -> Changes:
        return await self._bot.thinking.run(lambda: self._bot.desk.changes(servers_only=True), whatever_waits=True)

    async def _gone_back(self) -> bool:
        aside = await self._bot.thinking.run(lambda: self._bot.desk.put_aside(OF_SERVER.match), whatever_waits=True)
        if aside is not None:
            log.info("index: %s has the articles of servers as they are; somebody went back behind it", aside)
        return aside is not None

    async def _occasion(self, missed: Changes) -> Occasion:
        questions = await self._bot.state.golden.of(None)
        judges = [(one.id, (await self._bot.state.settings.of(one.guild_id)).tolerance) for one in questions]
        told = json.dumps([asdict(missed), judges], sort_keys=True)
        return Occasion(hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest())

    async def _catch_up(self, count: int, occasion: Occasion) -> None:
        log.info("index: %d articles of servers are not as it has them; it is rebuilt", count)
        try:
            outcome = await self.follow()
        except LATER as error:
            log.info("index: it is rebuilt later: %s", error)
            return
        except FAILED as error:
            log.error("index: it could not follow the articles of servers, and waits for a rebuild: %s", error)
        else:
            log.info("index: %s", "rebuilt" if outcome.in_use else "held back by golden questions")
        self._tried = occasion

    async def _refresh(self) -> Outcome:
        changers, self._changers = self._changers, []
        outcome: Outcome | None = None
        try:
            before = await self._bot.thinking.run(lambda: in_use(self._bot.desk), whatever_waits=True)
            try:
                outcome = await self._rebuild()
            except ChangedIndexError:  # another was put in use meanwhile, perhaps without this change
                outcome = await self._rebuild()
        finally:
            if outcome is None:  # the rebuild that will bring these changes is theirs too
                self._changers = [*changers, *self._changers]
        if outcome.report.snapshot != before:  # else nothing had changed, and whose it is stands written already
            log.info("index followed the articles: %s", outcome.in_words)
            await self._write_down(outcome, changers)
        return outcome

    async def _write_down(self, outcome: Outcome, changers: Sequence[Changer]) -> None:
        """Keep for whom the index was rebuilt. That the state refuses is no reason to hide that it is."""
        report, now = outcome.record(FOLLOWED), discord.utils.utcnow()
        try:
            for one in dict.fromkeys(changers) or (Changer(None, NOBODY),):
                await self._bot.state.builds.note(
                    one.guild_id, one.person_id, outcome.report.snapshot, now, in_use=outcome.in_use, report=report
                )
        except StateError as error:
            log.error("index: for whom it was rebuilt could not be kept: %s", error)

    async def _rebuild(self) -> Outcome:
        async with self._bot.building:
            occasion = await self.occasion()
            questions = await self._bot.state.golden.of(None)
            outcome = await rebuilt(
                self._bot,
                Undertaking(),
                questions,
                everything=False,
                on_step=lambda step: None,
                on_asked=lambda done, total: None,
                may_manage=_checked_before,
            )
            if not outcome.in_use:
                await self.hold(occasion)
            return outcome


async def _checked_before() -> bool:
    """Return that whoever changed the articles might: the index has to follow what lies on disk now."""
    return True
