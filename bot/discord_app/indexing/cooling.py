"""How often the managers of one server may have the index rebuilt, which is all servers'. Kept in memory."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable

from bot.discord_app.failures import RefusedError

MOST = 6  # in a row; more changes nothing that the last one did not
WITHIN_S = 600.0
MINUTE_S = 60.0


class CoolDown:
    """Counts beginnings by server. Used from one event loop; `now` gives seconds that only grow."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._begun: dict[int, deque[float]] = {}

    def take(self, guild_id: int) -> None:
        """Count one more.

        Raises:
            RefusedError: there were too many of late; the sentence says how long to wait.
        """
        now = self._now()
        for other, times in list(self._begun.items()):
            while times and now - times[0] >= WITHIN_S:
                times.popleft()
            if not times:
                del self._begun[other]
        times = self._begun.setdefault(guild_id, deque())
        if len(times) >= MOST:
            minutes = math.ceil((times[0] + WITHIN_S - now) / MINUTE_S)
            raise RefusedError("discord.rebuild.too_often", minutes=max(1, minutes))
        times.append(now)
