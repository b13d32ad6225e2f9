"""An answer shown in Discord while it is being written: the newest part, not too often, and never after the whole."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from contextvars import copy_context
from types import TracebackType
from typing import Self

import aiohttp
import discord

from bot.answers.answer import Answer

EVERY_S = 1.2  # Discord lets an interaction's answer be edited five times in five seconds; the last edit needs room


class Unfolding:
    """Shows parts of one answer with `show` until the block that it stands in ends. Made on the event loop."""

    def __init__(self, show: Callable[[Answer], Awaitable[object]], *, every_s: float = EVERY_S) -> None:
        self._show = show
        self._every_s = every_s
        self._loop = asyncio.get_running_loop()
        self._context = copy_context()  # discord.py keeps there by which client an interaction is answered
        self._newest: Answer | None = None
        self._showing: asyncio.Task[None] | None = None
        self._ended = asyncio.Event()

    def offer(self, part: Answer) -> None:
        """Have `part` shown soon, unless a newer one comes first. May be called from any thread."""
        self._loop.call_soon_threadsafe(self._take, part, context=self._context)

    async def __aenter__(self) -> Self:
        """Begin."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        """Show no more parts; an edit under way is waited for, so that it cannot arrive after the whole answer."""
        self._ended.set()
        self._newest = None
        if self._showing is not None:
            await asyncio.wait([self._showing])

    def _take(self, part: Answer) -> None:
        if self._ended.is_set():
            return
        self._newest = part
        if self._showing is None or self._showing.done():
            self._showing = asyncio.create_task(self._show_all())

    async def _show_all(self) -> None:
        while self._newest is not None:
            part, self._newest = self._newest, None
            with suppress(discord.HTTPException, aiohttp.ClientError):  # the whole answer will tell what is wrong
                await self._show(part)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ended.wait(), self._every_s)
