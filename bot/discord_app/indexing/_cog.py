"""`/rebuild-index`: for those who manage the server, one at a time, followed in a message of its own.

The articles that all servers share lie in the host's folder, and only the host changes them. A rebuild reads again what
lies on disk and changes nothing there, so managers of a server may begin one, in every mode, for all servers.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.failures import RefusedError, Told, explain
from bot.discord_app.indexing import wording
from bot.discord_app.indexing.board import Board
from bot.discord_app.indexing.cooling import CoolDown
from bot.discord_app.indexing.forgetting import forget_gone
from bot.discord_app.indexing.naming import Sight
from bot.discord_app.indexing.pace import Pace
from bot.discord_app.indexing.telling import Findings, outcome_told, plan_told, sight_for, tell_one
from bot.discord_app.indexing.undertaking import (
    CancelledRebuildError,
    Outcome,
    Undertaking,
    in_use,
    planned,
    rebuilt,
)
from bot.discord_app.indexing.unfinished import forget, remember, tell_unfinished
from bot.discord_app.replies import notice
from bot.discord_app.rights import may_manage, person_now, person_of
from bot.discord_app.routing import Press
from bot.discord_app.sending import acknowledge, acknowledge_press, fill_in, link
from bot.discord_app.speech import language_of, localised
from bot.discord_app.visiting import manager_of
from bot.rebuilding import RebuildError
from bot.state.actions import Action
from bot.state.errors import StateError
from bot.texts import say
from corpus.article import Language
from corpus.errors import CorpusError
from index.builds.building import BuildStep
from index.errors import ChangedIndexError, IndexFloorError, NoIndexError

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier

log = logging.getLogger("sourcier.discord")

LEAVING_S = 2.0  # how long a rebuild that is dropped may take to say so


class Indexing(commands.Cog):
    """The command, the one rebuild that may be under way, and the buttons below it."""

    def __init__(self, bot: Sourcier) -> None:
        self._bot = bot
        self._under_way: asyncio.Task[object] | None = None
        self._undertaking: Undertaking | None = None
        self._cooling = CoolDown(time.monotonic)
        bot.routes.add(wording.STOP, self._stop)
        bot.routes.add(wording.USE, self._use)
        bot.routes.add(wording.DISCARD, self._discard)

    @app_commands.command(name=localised("discord.rebuild.name"), description=localised("discord.rebuild.about"))
    @app_commands.rename(mode=localised("discord.rebuild.mode_name"))
    @app_commands.describe(mode=localised("discord.rebuild.mode"))
    @app_commands.choices(
        mode=[
            app_commands.Choice(name=localised("discord.rebuild.mode_changes"), value="changes"),
            app_commands.Choice(name=localised("discord.rebuild.mode_all"), value="all"),
            app_commands.Choice(name=localised("discord.rebuild.mode_dry_run"), value="dry-run"),
        ]
    )
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def rebuild_index(self, interaction: discord.Interaction[Sourcier], mode: str = "changes") -> None:
        """Bring the index up to date, by what changed or all anew; or only tell what that would do."""
        guild_id = await manager_of(self._bot, interaction)
        self._require_quiet()
        async with self._bot.building:
            self._under_way = asyncio.current_task()
            await acknowledge(interaction, private=True)
            self._cooling.take(guild_id)
            await _Rebuild(self._bot, interaction, guild_id, mode).run(self._begin())

    def _begin(self) -> Undertaking:
        self._undertaking = Undertaking()
        return self._undertaking

    async def cog_unload(self) -> None:
        """Drop the rebuild under way; the index in use is not touched by that."""
        if self._under_way is not None and not self._under_way.done():
            self._under_way.cancel()
            await asyncio.wait([self._under_way], timeout=LEAVING_S)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """End what the message of a rebuild says that went with an earlier process; not of one of this process."""
        if self._undertaking is None:
            await tell_unfinished(self._bot)

    async def _stop(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Cancel the rebuild whose message this is; where it no longer runs, say so in its place."""
        guild_id = await manager_of(self._bot, interaction)
        running = self._undertaking
        if running is None or press.arguments != (running.id,) or not self._bot.building.locked():
            await acknowledge_press(interaction)
            sentence = say(language_of(interaction.locale), "discord.rebuild.not_running")
            await fill_in(interaction, wording.undone(sentence))
            return
        running.cancel(interaction.user.id)
        await acknowledge_press(interaction)
        await self._note(guild_id, interaction.user.id, Action.INDEX_REBUILD_CANCELLED)

    async def _use(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Put an index in use that was built and held back."""
        guild_id, name = await manager_of(self._bot, interaction), press.arguments[0]
        self._require_quiet()
        async with self._bot.building:
            await acknowledge_press(interaction)
            await self._require_say(interaction, guild_id, name)
            before = await self._bot.thinking.run(lambda: self._put_in_use(name), whatever_waits=True)
            await forget_gone(self._bot, name, since=before)
        await self._note(guild_id, interaction.user.id, Action.INDEX_USE, snapshot=name)
        sentence = say(language_of(interaction.locale), "discord.rebuild.used", who=f"<@{interaction.user.id}>")
        await fill_in(interaction, wording.done(sentence))

    async def _discard(self, interaction: discord.Interaction[Any], press: Press) -> None:
        """Delete an index that was built and held back."""
        guild_id, name = await manager_of(self._bot, interaction), press.arguments[0]
        self._require_quiet()
        async with self._bot.building:
            await acknowledge_press(interaction)
            await self._bot.thinking.run(lambda: self._delete(name), whatever_waits=True)
        await self._note(guild_id, interaction.user.id, Action.INDEX_DISCARD, snapshot=name)
        sentence = say(language_of(interaction.locale), "discord.rebuild.discarded", who=f"<@{interaction.user.id}>")
        await fill_in(interaction, wording.undone(sentence))

    def _require_quiet(self) -> None:
        if self._bot.building.locked():
            raise RefusedError("discord.rebuild.busy")

    async def _require_say(self, interaction: discord.Interaction[Any], guild_id: int, name: str) -> None:
        """Refuse where other servers' questions got too bad, or nobody knows whose did: that is the owner's to say."""
        build = await self._bot.state.builds.of(name)
        concerned = set(build.report.get("held", ())) if build is not None else None
        theirs = concerned is not None and concerned <= {guild_id}
        if not theirs and not await self._bot.is_owner(interaction.user):
            raise RefusedError("discord.owner_only")

    def _put_in_use(self, name: str) -> str | None:
        """Put an index that waits in use, and return the name of the one before."""
        try:
            self._require_waiting(name)
            before = in_use(self._bot.desk)
            self._bot.desk.use(name, instead_of=before)
        except (NoIndexError, ChangedIndexError):
            raise RefusedError("discord.rebuild.not_waiting") from None
        return before

    def _delete(self, name: str) -> None:
        try:
            self._require_waiting(name)
            self._bot.desk.discard(name)
        except (NoIndexError, ChangedIndexError):
            raise RefusedError("discord.rebuild.not_waiting") from None

    def _require_waiting(self, name: str) -> None:
        if not any(one.waiting for one in self._bot.desk.versions() if one.name == name):
            raise RefusedError("discord.rebuild.not_waiting")

    async def _note(self, guild_id: int, person_id: int, action: Action, **detail: object) -> None:
        await self._bot.state.audit.note(guild_id, person_id, action, discord.utils.utcnow(), detail)


class _Rebuild:
    """One run of the command, after it was acknowledged."""

    def __init__(self, bot: Sourcier, interaction: discord.Interaction[Any], guild_id: int, mode: str) -> None:
        self._bot = bot
        self._interaction = interaction
        self._guild_id = guild_id
        self._mode = mode
        self._language: Language = language_of(interaction.locale)

    async def run(self, undertaking: Undertaking) -> None:
        """Put up the message, do what was asked for, and show what came of it."""
        language, dry_run = self._language, self._mode == "dry-run"
        await self._bot.prepared()
        found = "" if dry_run else await self._found()
        action = Action.INDEX_DRY_RUN if dry_run else Action.INDEX_REBUILD
        now = discord.utils.utcnow()
        await self._bot.state.audit.note(
            self._guild_id, self._interaction.user.id, action, now, {} if dry_run else {"mode": self._mode}
        )
        everything = self._mode == "all"
        card = wording.beginning(language, undertaking.id, everything=everything, dry_run=dry_run, found=found)
        board = await Board.put_up(self._interaction, card)
        plan, build = partial(self._plan, board, undertaking), partial(self._build, board, undertaking, found)
        try:
            await self._follow(board, undertaking, plan if dry_run else build)
        finally:
            if board.is_drawn:
                await forget(self._bot)

    async def _announce(self, message: discord.Message) -> None:
        """Say where the progress stands, and keep it: a crash leaves the message as it is."""
        begun = "discord.rebuild.looking_begun" if self._mode == "dry-run" else "discord.rebuild.begun"
        await link(self._interaction, notice(say(self._language, begun, where=message.jump_url)))
        await remember(self._bot, message, self._language)

    async def _found(self) -> str:
        """Return what differs on disk, as a glance tells; nothing where no index is open yet."""
        try:
            changes = await self._bot.thinking.run(self._bot.desk.changes, whatever_waits=True)
        except (IndexFloorError, CorpusError):
            return ""  # the build itself will tell
        return wording.found_on_disk(changes, self._language)

    async def _follow(
        self, board: Board, undertaking: Undertaking, work: Callable[[], Coroutine[Any, Any, Findings]]
    ) -> None:
        try:
            if board.message is not None:
                await self._announce(board.message)
            found = await undertaking.do(work())
        except CancelledRebuildError as cancelled:
            who = f"<@{cancelled.person_id}>"
            found = Findings(wording.undone(say(self._language, "discord.rebuild.cancelled", who=who)))
        except ChangedIndexError:
            found = Findings(wording.undone(say(self._language, "discord.rebuild.overtaken")))
        except (RebuildError, IndexFloorError) as error:
            outcome = explain(error, self._language, "/rebuild-index")
            found = Findings(wording.undone(outcome.sentence if isinstance(outcome, Told) else ""))
        except BaseException:
            await board.drop(wording.undone(say(self._language, "discord.rebuild.stopped")))
            raise
        if board.message is None:
            await board.settle(found.for_one)
            return
        await tell_one(self._interaction, found.details)  # before: once the result shows, its buttons may be pressed
        await board.settle(found.shown)

    async def _plan(self, board: Board, undertaking: Undertaking) -> Findings:
        def on_step(step: BuildStep) -> None:
            board.show(lambda: wording.progress(step, self._language, undertaking.id, dry_run=True))

        plan = await planned(self._bot, everything=False, on_step=on_step)
        return await plan_told(self._bot, plan, await self._sight(), self._language)

    async def _build(self, board: Board, undertaking: Undertaking, found: str) -> Findings:
        language, pace, following = self._language, Pace(), self._bot.following
        occasion, questions = await following.occasion(), await self._bot.state.golden.of(None)

        def on_step(step: BuildStep) -> None:
            left_s = pace.left_s(step, discord.utils.utcnow())
            tested = bool(questions)
            board.show(
                lambda: wording.progress(step, language, undertaking.id, left_s=left_s, tested=tested, found=found)
            )

        def on_asked(done: int, total: int) -> None:
            board.show(lambda: wording.judging(done, total, language, undertaking.id, found=found))

        outcome = await rebuilt(
            self._bot,
            undertaking,
            questions,
            everything=self._mode == "all",
            on_step=on_step,
            on_asked=on_asked,
            may_manage=self._may_still_manage,
        )
        if outcome.is_too_bad:
            await following.hold(occasion)
        await self._write_down(outcome)
        return outcome_told(outcome, await self._sight(), language)

    async def _sight(self) -> Sight:
        return await sight_for(self._bot, self._interaction.user, self._guild_id)

    async def _may_still_manage(self) -> bool:
        """Return whether whoever began may manage the server now: a build takes minutes, and roles are taken away.

        Where Discord does not say, another manager decides whether the index is put in use.
        """
        guild = self._interaction.guild
        if guild is None:
            return False
        try:
            person = await person_now(guild, person_of(self._interaction))
        except RefusedError:
            return False
        return may_manage(person, await self._bot.state.settings.of(guild.id))

    async def _write_down(self, outcome: Outcome) -> None:
        """Keep the report. That the state refuses is no reason to hide what was done."""
        report = outcome.report
        log.info("index rebuilt: %s", outcome.in_words)
        try:
            await self._bot.state.builds.note(
                self._guild_id,
                self._interaction.user.id,
                report.snapshot,
                discord.utils.utcnow(),
                in_use=outcome.in_use,
                report=outcome.record(self._mode),
            )
        except StateError as error:
            log.error("rebuild: its report could not be kept: %s", error)
