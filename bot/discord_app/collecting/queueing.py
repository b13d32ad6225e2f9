"""Who may add articles now: one command of each server at a time, few articles at once, and not too many waiting.

In memory. A place is taken before anything is downloaded, so that what waits holds no bytes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from bot.discord_app.failures import RefusedError
from bot.discord_app.thinking import TooBusyError

AT_ONCE = 2  # articles that are downloaded or read: each up to 20 MB, some times over while it is read
MOST = 16  # articles being added or waiting; the last of them waits some eight minutes, of Discord's fifteen


class AddingQueue:
    """Places of those who add articles; whoever has one waits for a `slot`. Used from one event loop."""

    def __init__(self) -> None:
        self._adding: dict[int | None, int] = {}  # how many articles of whom
        self.slot = asyncio.Semaphore(AT_ONCE)

    @contextmanager
    def place(self, guild_id: int | None, articles: int = 1) -> Iterator[None]:
        """Give a server, or with None the shared articles, places in the queue; they are free again after the block.

        Raises:
            RefusedError: something is being added there already.
            TooBusyError: too many wait.
        """
        if guild_id in self._adding:
            raise RefusedError("discord.corpus.add.one_at_a_time")
        if sum(self._adding.values()) + articles > MOST:
            raise TooBusyError
        self._adding[guild_id] = articles
        try:
            yield
        finally:
            del self._adding[guild_id]
