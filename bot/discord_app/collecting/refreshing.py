"""Doing something once for all who need it after a change: those who come while it runs share the next time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Refreshing(Generic[T]):
    """Runs `refresh` after a change, once for all changes that wait for it. Used from one event loop."""

    def __init__(self, refresh: Callable[[], Awaitable[T]]) -> None:
        self._refresh = refresh
        self._next: asyncio.Task[T] | None = None
        self._tasks: set[asyncio.Task[T]] = set()
        self._turn = asyncio.Lock()

    async def done(self) -> T:
        """Return what a refresh that began after this call came to, or raise what it raised."""
        if self._next is None:
            self._next = asyncio.create_task(self._run())
            self._tasks.add(self._next)
            self._next.add_done_callback(self._tasks.discard)
        return await asyncio.shield(self._next)

    def drop(self) -> None:
        """End the refreshes; the index in use is not touched by that."""
        for task in self._tasks:
            task.cancel()

    async def _run(self) -> T:
        async with self._turn:
            self._next = None  # what changes from here on needs another one
            return await self._refresh()
