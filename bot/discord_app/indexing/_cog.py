"""`/rebuild-index`: for those who manage the server, one at a time, followed in a message of its own."""

from __future__ import annotations

import asyncio
import logging
from contextlib import aclosing
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord_app.failures import RefusedError, Told, explain
from bot.discord_app.indexing import wording
from bot.discord_app.indexing.board import Board
from bot.discord_app.replies import notice
from bot.discord_app.sending import acknowledge, link
from bot.discord_app.speech import language_of, localised
from bot.rebuilding import RebuildError
from bot.texts import say
from corpus.article import Language
from index.building import BuildReport
from index.errors import IndexFloorError

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier

log = logging.getLogger("sourcier.discord")

LEAVING_S = 2.0  # how long a rebuild that is dropped may take to say so


class Indexing(commands.Cog):
    """The command, and the one rebuild that may be under way."""

    def __init__(self, bot: Sourcier) -> None:
        self._bot = bot
        self._under_way: asyncio.Task[object] | None = None

    @app_commands.command(name="rebuild-index", description=localised("discord.rebuild.about"))
    @app_commands.describe(mode=localised("discord.rebuild.mode"))
    @app_commands.choices(
        mode=[
            app_commands.Choice(name=localised("discord.rebuild.mode_changes"), value="changes"),
            app_commands.Choice(name=localised("discord.rebuild.mode_all"), value="all"),
        ]
    )
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def rebuild_index(self, interaction: discord.Interaction[Sourcier], mode: str = "changes") -> None:
        """Bring the index up to date, by what changed or all anew."""
        language = language_of(interaction.locale)
        if interaction.guild_id is None:
            raise RefusedError("discord.server_only")
        if not (interaction.permissions.manage_guild or interaction.permissions.administrator):
            raise RefusedError("discord.manage_server_only")
        if self._bot.building.locked():
            raise RefusedError("discord.rebuild.busy")
        async with self._bot.building:
            self._under_way = asyncio.current_task()
            everything = mode == "all"
            await acknowledge(interaction, private=True)
            board = await Board.put_up(interaction, wording.beginning(language, everything=everything))
            if board.message is not None:
                begun = say(language, "discord.rebuild.begun", where=board.message.jump_url)
                await link(interaction, notice(begun))
            await self._follow(board, language, everything=everything)

    async def cog_unload(self) -> None:
        """Drop the rebuild under way; the index in use is not touched by that."""
        if self._under_way is not None and not self._under_way.done():
            self._under_way.cancel()
            await asyncio.wait([self._under_way], timeout=LEAVING_S)

    async def _follow(self, board: Board, language: Language, *, everything: bool) -> None:
        """Rebuild, show it on `board`, have the desk take the new index, and show what was done."""
        try:
            report = await self._rebuild(board, language, everything=everything)
            await self._bot.thinking.run(self._bot.desk.reload, whatever_waits=True)
        except (RebuildError, IndexFloorError) as error:
            outcome = explain(error, language, "/rebuild-index")
            text = outcome.sentence if isinstance(outcome, Told) else ""
        except BaseException:
            await board.drop(say(language, "discord.rebuild.stopped"))
            raise
        else:
            log.info(
                "index rebuilt: %d articles (%d added, %d changed, %d removed), %d passages, %.1f s, %d unreadable",
                *(report.articles, report.added, report.changed, report.removed, report.passages),
                *(report.seconds, len(report.problems)),
            )
            text = wording.result(report, language)
        await board.settle(text)

    async def _rebuild(self, board: Board, language: Language, *, everything: bool) -> BuildReport:
        report: BuildReport | None = None
        async with aclosing(self._bot.rebuild(everything=everything)) as items:
            async for item in items:
                if isinstance(item, BuildReport):
                    report = item
                else:
                    board.show(wording.progress(item, language))
        if report is None:
            msg = "the rebuild ended without a report"
            raise RebuildError(msg)
        return report
