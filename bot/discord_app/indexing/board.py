"""Where a rebuild is followed: one ordinary message that is edited, never more often than every two seconds.

An interaction's token lives fifteen minutes and a rebuild may take longer, so the progress stands in a message of its
own. Where the bot may not write, or the message is deleted, the interaction's response takes its place while it can.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import aiohttp
import discord
from discord.ext import tasks

from bot.discord_app.replies import Card, arguments
from bot.discord_app.sending import patiently, send_once

log = logging.getLogger("sourcier.discord")

PAUSE_S = 2.0
LAST_TRIES = 60  # drawings of the result before it is given up: some three minutes of an outage of Discord's
TOO_SOON = timedelta(seconds=0.9 * PAUSE_S)  # a tick that follows a slow drawing sooner than this is skipped


class Board:
    """Shows the newest card it was given. Make it with `put_up`, end it with `settle`."""

    def __init__(self, interaction: discord.Interaction[Any], message: discord.Message | None, card: Card) -> None:
        self.message = message
        self._interaction = interaction
        self._shown = card
        self._wanted: Callable[[], Card] = lambda: card
        self._final = False
        self._failed = 0  # drawings in a row
        self._drawn_at = discord.utils.utcnow()
        self._ticking = tasks.Loop(
            self._tick,
            seconds=PAUSE_S,
            hours=0,
            minutes=0,
            time=discord.utils.MISSING,
            count=None,
            reconnect=True,
            name=None,
        )
        self._ticks = self._ticking.start()

    @classmethod
    async def put_up(cls, interaction: discord.Interaction[Any], card: Card) -> Board:
        """Return a board that shows `card` in the interaction's channel, or in its response."""
        message: discord.Message | None = None
        channel = interaction.channel
        if isinstance(channel, discord.abc.Messageable):
            try:
                message = await send_once(channel, arguments(card))
            except (discord.HTTPException, aiohttp.ClientError) as error:
                log.info("rebuild: no message in the channel (%s); its progress stands in the response", error)
        board = cls(interaction, message, card)
        if message is None:
            await board._draw(card)
        return board

    @property
    def is_drawn(self) -> bool:
        """Whether Discord took the last card that was drawn."""
        return not self._failed

    def show(self, render: Callable[[], Card]) -> None:
        """Have what `render` returns shown at the next drawing; it is called only then."""
        self._wanted = render

    async def settle(self, card: Card) -> None:
        """Show `card` for good, at the next drawing that Discord takes."""
        self._wanted = lambda: card
        self._failed = 0
        self._final = True
        await asyncio.wait([self._ticks])

    async def drop(self, card: Card) -> None:
        """Show `card` at once and for good: something broke, or the bot is leaving."""
        self._ticking.cancel()
        await self._draw(card)

    async def _tick(self) -> None:
        passed = discord.utils.utcnow() - self._drawn_at
        if timedelta(0) <= passed < TOO_SOON:
            return
        wanted = self._wanted()
        if wanted != self._shown:
            await self._draw(wanted)
        if self._final and (self._shown == self._wanted() or self._failed >= LAST_TRIES):
            self._ticking.stop()

    async def _draw(self, card: Card) -> None:
        """Show `card`. What Discord refuses is logged: the rebuild goes on, and the next drawing may succeed."""
        self._drawn_at = discord.utils.utcnow()
        before, self._shown = self._shown, card
        self._failed += 1
        given = arguments(card)
        try:
            if self.message is not None:
                message = self.message
                await patiently(lambda: message.edit(**given))
                self._failed = 0
                return
        except (discord.NotFound, discord.Forbidden):
            self.message = None
        except (discord.HTTPException, aiohttp.ClientError) as error:
            log.info("rebuild: its progress could not be shown: %s", type(error).__name__)
            self._shown = before
            return
        try:
            await patiently(lambda: self._interaction.edit_original_response(content=None, **given))
            self._failed = 0
        except (discord.HTTPException, aiohttp.ClientError) as error:
            log.info("rebuild: its progress can be shown nowhere: %s", type(error).__name__)
