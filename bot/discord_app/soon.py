"""Reading what an acknowledgement depends on, in less than the three seconds that Discord waits for one.

The state may keep a read waiting for five seconds: a backup, another process. What cannot be put off until after the
acknowledgement is read by `soon`, which says then that it is slow.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from bot.discord_app.failures import RefusedError

T = TypeVar("T")

SOON_S = 1.5  # with as much again for an acknowledgement that is tried twice


async def soon(read: Coroutine[Any, Any, T]) -> T:
    """Return what `read` returns. One that is late goes on by itself: to cancel it would wait for it.

    Raises:
        RefusedError: it takes too long.
    """
    task = asyncio.ensure_future(read)
    task.add_done_callback(_look_at)
    await asyncio.wait({task}, timeout=SOON_S)
    if not task.done():
        raise RefusedError("discord.slow_state")
    return task.result()


async def in_time(work: Coroutine[Any, Any, T], seconds: float) -> T:
    """Return what `work` returns; late, it is cancelled, and nobody waits until it has noticed.

    Raises:
        TimeoutError: it takes longer than `seconds`.
    """
    task = asyncio.ensure_future(work)
    task.add_done_callback(_look_at)
    try:
        await asyncio.wait({task}, timeout=seconds)
        if not task.done():
            raise TimeoutError
        return task.result()
    finally:
        task.cancel()


def _look_at(task: asyncio.Future[Any]) -> None:
    """Take what a task raised that nobody waits for any more, which asyncio would log with a traceback."""
    if not task.cancelled():
        task.exception()
