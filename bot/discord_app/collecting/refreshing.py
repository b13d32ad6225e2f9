"""Bringing the index up to date after articles came or went: one rebuild for all that came meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable


class Refreshing:
    """Runs `refresh` after a change, once for all changes that wait for it. Used from one event loop."""

    def __init__(self, refresh: Callable[[], Awaitable[None]]) -> None:
        self._refresh = refresh
        self._next: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._turn = asyncio.Lock()

    async def done(self) -> None:
        """Return when a refresh that began after this call has ended, or raise what it raised."""
        if self._next is None:
            self._next = asyncio.create_task(self._run())
            self._tasks.add(self._next)
            self._next.add_done_callback(self._tasks.discard)
        await asyncio.shield(self._next)

    def drop(self) -> None:
        """End the refreshes; the index in use is not touched by that."""
        for task in self._tasks:
            task.cancel()

    async def _run(self) -> None:
        async with self._turn:
            self._next = None  # what changes from here on needs another one
            await self._refresh()
