"""How late the event loop comes: a timer that says so each time it rings."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

EVERY_S = 0.1


async def watch_the_loop(tell: Callable[[float], None], every_s: float = EVERY_S) -> None:
    """Tell until cancelled, every `every_s` seconds, how many seconds late this task was woken."""
    now = asyncio.get_running_loop().time
    while True:
        due = now() + every_s
        await asyncio.sleep(every_s)
        tell(max(0.0, now() - due))
