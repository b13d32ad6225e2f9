"""What goes with time: old rows once a day, and the data of servers that the bot was removed from, after a while.

The log gets counts only. A database that is gone is tried again the next day.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import discord
from discord.ext import commands, tasks

from bot.discord_app.failures import explain
from bot.state.errors import StateError
from bot.state.nouns import Retention
from corpus.errors import CorpusError
from corpus.refusals import IntakeError

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier

log = logging.getLogger("sourcier.discord")

EVERY_H = 24.0  # what is kept is kept by days
AGAIN_S = 3600.0  # after what nobody foresaw


class Tidying(commands.Cog):
    """Purges when the bot is ready and every day after, and notes which servers the bot is in."""

    def __init__(self, bot: Sourcier, retention: Retention) -> None:
        self._bot = bot
        self._retention = retention

    async def cog_load(self) -> None:
        """Begin; the state is open by now."""
        self._tidy.start()

    async def cog_unload(self) -> None:
        """End; a purge under way leaves everything as it was before."""
        self._tidy.cancel()

    @tasks.loop(hours=EVERY_H)
    async def _tidy(self) -> None:
        try:
            await self._compare()  # before: a server that came back while the bot was away still stands there as left
            purged = await self._bot.state.purge(
                self._retention, datetime.now(UTC), forget_articles=self._forget_articles
            )
        except StateError as error:
            log.warning("what is old could not be deleted, the next try is tomorrow: %s", error)
            return
        gone = ", ".join(f"{count} {kind}" for kind, count in sorted(purged.rows.items()) if count)
        log.info("deleted what is kept no longer: %s", gone or "nothing")

    @_tidy.before_loop
    async def _until_ready(self) -> None:
        """Wait until Discord has said which servers the bot is in."""
        await self._bot.wait_until_ready()

    async def _compare(self) -> int:
        """Note which servers the bot is in, and return how many it was removed from unseen. Raises StateError."""
        try:
            with_articles = await asyncio.to_thread(self._bot.shelf.servers_with_articles)
        except (CorpusError, OSError) as error:
            log.warning("the servers that have articles cannot be listed: %s", error)
            with_articles = []
        there = [guild.id for guild in self._bot.guilds]
        return await self._bot.state.servers.compare(there, datetime.now(UTC), also=with_articles)

    async def _forget_articles(self, guild_id: int) -> bool:
        """Delete the articles of a server that was left, and say whether none remain. The index follows by itself."""
        if self._bot.get_guild(guild_id) is not None:  # added again this moment
            await self._bot.state.servers.joined(guild_id)  # so that nothing else of it is deleted
            return False
        try:
            if await asyncio.to_thread(self._bot.shelf.forget_server, guild_id):
                log.info("deleted the articles of a server that was left")
        except (IntakeError, OSError) as error:
            log.warning("the articles of a server that was left stay until the next try tomorrow: %s", error)
            return False
        return True

    @_tidy.error
    async def _tidied_in_vain(self, error: BaseException) -> None:
        explain(error, "en", "tidying")
        await asyncio.sleep(AGAIN_S)
        self._tidy.restart()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Notice the servers that the bot was removed from, or added to again, while it was away."""
        try:
            left = await self._compare()
        except StateError as error:
            log.warning("the servers could not be compared with those that were known: %s", error)
            return
        if left:
            log.info("removed from %d servers while away; their data goes later", left)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Keep the server's data a while, for whoever removed the bot and adds it again."""
        try:
            await self._bot.state.servers.left(guild.id, datetime.now(UTC))
        except StateError as error:  # the next start notices it again
            log.warning("that the bot was removed from a server could not be noted: %s", error)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Keep what was there before, if anything."""
        try:
            await self._bot.state.servers.joined(guild.id)
        except StateError as error:
            log.warning("that the bot was added to a server could not be noted: %s", error)
