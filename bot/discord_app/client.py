"""The client: what it listens to, what it puts together, how it starts and how it leaves.

No privileged intent: commands, direct messages and messages that mention the bot carry their text anyway.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands, tasks

from bot.discord_app.asking._cog import Asking
from bot.discord_app.auditing._cog import Auditing
from bot.discord_app.beating import Heartbeat
from bot.discord_app.browsing._articles_cog import Articles
from bot.discord_app.browsing._glossary_cog import Glossary
from bot.discord_app.browsing._help_cog import Help
from bot.discord_app.browsing._search_cog import Searching
from bot.discord_app.browsing._why_cog import Why
from bot.discord_app.collecting._cog import Collecting
from bot.discord_app.collecting.following import Following
from bot.discord_app.collecting.shelf import Shelf
from bot.discord_app.desk import Desk, Rebuild
from bot.discord_app.examples import Examples
from bot.discord_app.failures import explain
from bot.discord_app.indexing._cog import Indexing
from bot.discord_app.indexing._index import Index
from bot.discord_app.indexing.alarm import Alarm
from bot.discord_app.indexing.forgetting import forget_gone
from bot.discord_app.insights._cog import Insights
from bot.discord_app.pacing import Pacing
from bot.discord_app.privacy._cog import Privacy
from bot.discord_app.registering import register
from bot.discord_app.replies import NOBODY
from bot.discord_app.routing import Routes, action_of
from bot.discord_app.sending import own_up, own_up_to
from bot.discord_app.server_settings._cog import Settings
from bot.discord_app.speech import Translator, language_of, likely_language_in
from bot.discord_app.thinking import Thinking, TooBusyError
from bot.discord_app.tidying import Tidying
from bot.monitoring.measures import Measures
from bot.state import State
from bot.state.nouns import Retention, ServerSettings
from corpus.article import Language
from corpus.errors import CorpusError
from corpus.languages import detect_question_language
from index.errors import DamagedIndexError, IndexFloorError

log = logging.getLogger("sourcier.discord")

LEAVING_S = 3.0  # how long answers under way may still take when the bot leaves
CLOSING_S = 1.0
PAGES_PER_MINUTE = 120  # pages turned, passages opened, helps asked for: two a second, a minute long, nobody reads
LOOK_EVERY_S = 30.0  # a glance at one small file and at servers' own folders, never at the shared one
SYNC_AGAIN_S = 60.0  # between tries to register the commands while Discord is down


def _log_failure(task: asyncio.Task[None]) -> None:
    """Log what nobody foresaw in a task that nobody waits for."""
    error = None if task.cancelled() else task.exception()
    if error is not None:
        explain(error, "en", "opening the index")


class Tree(app_commands.CommandTree["Sourcier"]):
    """The commands, with the one handler of their errors."""

    async def on_error(
        self, interaction: discord.Interaction[Sourcier], error: app_commands.AppCommandError, /
    ) -> None:
        """Tell the person what came of the command."""
        await own_up(interaction, error, language_of(interaction.locale))


class Sourcier(commands.Bot):
    """The bot. `desk` answers and `rebuild` builds; both may be fakes.

    `open_state` opens what it remembers, `shelf` holds the articles that can be added to. Features tell `measures` of
    their work. The file `heartbeat` is young while Discord is heard.
    """

    state: State  # from `setup_hook` to `close`

    def __init__(
        self,
        desk: Desk,
        rebuild: Rebuild,
        open_state: Callable[[], Awaitable[State]],
        shelf: Shelf,
        *,
        threads: int = 4,
        guild_id: int | None = None,
        asks_per_minute: int = 40,
        measures: Measures | None = None,
        retention: Retention | None = None,
        heartbeat: Path | None = None,
    ) -> None:
        intents = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
        super().__init__(
            command_prefix=commands.when_mentioned,  # no text commands exist; see `on_message`
            help_command=None,
            tree_cls=Tree,
            intents=intents,
            allowed_mentions=NOBODY,
            activity=discord.Activity(type=discord.ActivityType.listening, name="/ask"),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
        )
        self.desk = desk
        self.rebuild = rebuild
        self.shelf = shelf
        self.measures = measures or Measures()
        self.thinking = Thinking(threads)
        self._writing = None if desk.chat_model is None else Thinking(threads, name="writing")
        self.pacing = Pacing(asks_per_minute, time.monotonic)
        self.leafing = Pacing(PAGES_PER_MINUTE, time.monotonic, too_fast="discord.reading_too_fast")
        self.routes = Routes()
        self.examples = Examples()
        self.command_ids: dict[str, int] = {}  # by name, once they are registered
        self.building = asyncio.Lock()  # held while an index is being built
        self.following = Following(self)
        self._open_state = open_state
        self._guild_id = guild_id
        self.retention = retention or Retention()
        self._asked: set[asyncio.Task[Any]] = set()
        self._preparing: asyncio.Task[None] | None = None
        self._syncing: asyncio.Task[None] | None = None
        self._leaving = False
        self._alarm = Alarm(self)
        self._heartbeat = Heartbeat(self, heartbeat)
        self._not_taken: str | None = None  # why the index on disk could not be, as the log says already
        self._seen: str | None = None  # the index of which it is settled that no answer cites what it lacks

    async def setup_hook(self) -> None:
        """Add the features, then open the index and register the commands while the connection is made."""
        self._know_owners()
        self.state = await self._open_state()
        await self.add_cog(Asking(self))
        await self.add_cog(Indexing(self))
        await self.add_cog(Collecting(self))
        await self.add_cog(Searching(self))
        await self.add_cog(Glossary(self))
        await self.add_cog(Articles(self))
        await self.add_cog(Why(self))
        await self.add_cog(Help(self))
        await self.add_cog(Privacy(self))
        await self.add_cog(Settings(self))
        await self.add_cog(Insights(self))
        await self.add_cog(Auditing(self))
        await self.add_cog(Index(self))
        await self.add_cog(Tidying(self, self.retention))
        await self.tree.set_translator(Translator())
        self._preparing = asyncio.create_task(self._prepare())
        self._preparing.add_done_callback(_log_failure)
        self._syncing = asyncio.create_task(self._sync())

    def _know_owners(self) -> None:
        """Keep who owns the bot, as said at the login: `is_owner` would ask Discord while somebody waits."""
        if self.application is None:
            return
        team, leading = self.application.team, (discord.TeamMemberRole.admin, discord.TeamMemberRole.developer)
        if team is None:
            self.owner_id = self.application.owner.id
        else:
            self.owner_ids = {member.id for member in team.members if member.role in leading}

    async def on_ready(self) -> None:
        """Say in the log, and to whoever watches, that questions can come."""
        self._heartbeat.start()
        log.info("ready as %s in %d servers", self.user, len(self.guilds))

    async def on_message(self, message: discord.Message) -> None:
        """Do nothing: there are no text commands. Questions are the listener's in `asking`."""

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """Hand a pressed button, a choice or a sent form to its feature; commands are the tree's."""
        if interaction.type is discord.InteractionType.component:
            self.measures.pressed(action_of(interaction))
        with self.under_way():
            await self.routes.take(interaction)

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        """Handle an error of an event; for a message or a press, tell whose it is."""
        error = sys.exc_info()[1]
        if error is None:
            return
        if event_method == "on_message" and args and isinstance(args[0], discord.Message):
            await own_up_to(args[0], error, self.language_for(args[0]))
        elif event_method == "on_interaction" and args and isinstance(args[0], discord.Interaction):
            await own_up(args[0], error, language_of(args[0].locale))
        else:
            explain(error, "en", event_method)

    def language_for(self, message: discord.Message) -> Language:
        """Return the language to speak with the author of `message`: its own, else its server's."""
        return detect_question_language(message.content, likely_language_in(message.guild))

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Mark the current task as one that answers somebody; leaving waits for it a little."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - coroutines run in tasks
        self._asked.add(task)
        try:
            yield
        finally:
            self._asked.discard(task)

    def answering(self, settings: ServerSettings) -> Thinking:
        """Return whose threads answer a server's questions: waiting for a chat model holds up nothing else."""
        return self._writing if self._writing is not None and settings.chat else self.thinking

    @property
    def answers_under_way(self) -> int:
        """How many pieces of work are being done or wait, on all threads."""
        return self.thinking.under_way + (0 if self._writing is None else self._writing.under_way)

    @property
    def opened(self) -> bool:
        """Whether the state was opened."""
        return hasattr(self, "state")

    async def prepared(self) -> None:
        """Wait until the index is open, or cannot be."""
        if self._preparing is not None:
            await asyncio.wait([self._preparing])

    async def close(self) -> None:
        """Leave: answers under way get a few seconds, a rebuild is dropped, then the connection is closed."""
        if self._leaving:
            return
        self._leaving = True
        if self._asked:
            _, late = await asyncio.wait(self._asked, timeout=LEAVING_S)
            for task in late:
                task.cancel()
            if late:
                log.warning("left %d questions without an answer", len(late))
        self._heartbeat.stop()
        self._look_again.cancel()
        for background in (self._preparing, self._syncing):
            if background is not None:
                background.cancel()
        await super().close()
        with suppress(TimeoutError):
            await asyncio.wait_for(self.thinking.run(self.desk.close), CLOSING_S)
        self.thinking.close()
        if self._writing is not None:
            self._writing.close()
        if self.opened:
            await self.state.close()

    async def _prepare(self) -> None:
        """Open the index, and look from then on whether another was put in use. What fails is told to whoever asks."""
        try:
            await self.thinking.run(self.desk.open)
            articles = (await self.thinking.run(self.desk.manifest)).articles
        except (IndexFloorError, CorpusError, OSError) as error:
            log.error("the index cannot be opened: %s", error)
            if isinstance(error, DamagedIndexError):
                await self._alarm.unusable(await self.thinking.run(self.desk.current), str(error))
        else:
            gc.freeze()  # what lasts is looked through no more: each full look held the event loop for 0.1 s
            log.info("the index is open, with %d articles", articles)
            await self._alarm.look()
        finally:
            if not self._leaving:
                self._look_again.start()

    @tasks.loop(seconds=LOOK_EVERY_S)
    async def _look_again(self) -> None:
        """Take an index that was built elsewhere: at a terminal, by a timer, after this process began.

        Then forget the answers that cite what it lacks, those that were given during the switch among them, and catch
        up with articles of servers that no index holds yet.
        """
        try:
            if await self.thinking.run(self.desk.reload):
                log.info("another index is in use now")
            await self._alarm.look()
            await self._settle()
            await self.following.look()
            self._not_taken = None
        except (IndexFloorError, CorpusError, OSError) as error:
            if str(error) != self._not_taken:  # not every half minute
                self._not_taken = str(error)
                log.warning("the index on disk cannot be taken: %s", error)
            if isinstance(error, DamagedIndexError):
                await self._alarm.unusable(await self.thinking.run(self.desk.current), str(error))
        except TooBusyError:
            log.info("too busy to look for another index")

    async def _settle(self) -> None:
        name = (await self.thinking.run(self.desk.manifest)).name
        older = self._seen is not None and name < self._seen  # somebody went back
        if name != self._seen and (older or await forget_gone(self, name, since=self._seen)):
            self._seen = name

    @_look_again.error
    async def _looked_in_vain(self, error: BaseException) -> None:
        """Log what nobody foresaw, and look again later: a bot that never sees a new index would need a restart."""
        explain(error, "en", "looking for another index")
        await asyncio.sleep(LOOK_EVERY_S)
        self._look_again.restart()

    async def _sync(self) -> None:
        """Register the commands with Discord, as often as it takes."""
        while True:
            if await self._synced():
                return
            await asyncio.sleep(SYNC_AGAIN_S)

    async def _synced(self) -> bool:
        """Try to register the commands; return False where it is worth trying again later."""
        try:
            self.command_ids = await register(self.tree, self.state, self._guild_id)
        except discord.HTTPException as error:
            log.error("the commands could not be registered: %s", error)
            return error.status < 500  # what Discord refuses, it will refuse again
        except (aiohttp.ClientError, OSError) as error:
            log.error("the commands could not be registered: %s", type(error).__name__)
            return False
        return True
