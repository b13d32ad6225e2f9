"""How fast one person may ask: one question at a time, and so many a minute. Kept in memory, for one process.

A bucket of `per_minute` tokens that fills evenly: whoever asks rarely never notices it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.discord_app.failures import RefusedError

MINUTE_S = 60.0
MOST_KEPT = 10_000  # people; beyond it those whose buckets are full again are forgotten


class Pacing:
    """Gives turns to ask, or to read. Used from one event loop; `now` gives seconds that only grow.

    `too_fast` is the key of the sentence for those who exceed it.
    """

    def __init__(self, per_minute: int, now: Callable[[], float], *, too_fast: str = "discord.too_fast") -> None:
        self._per_minute = per_minute
        self._too_fast = too_fast
        self._now = now
        self._asking: set[int] = set()
        self._buckets: dict[int, tuple[float, float]] = {}  # tokens, and when that was

    @contextmanager
    def turn(self, person_id: int) -> Iterator[None]:
        """Let one person ask one question; the turn ends with the block.

        Raises:
            RefusedError: their last question is not answered yet, or they have asked too much in a minute.
        """
        if person_id in self._asking:
            raise RefusedError("discord.one_at_a_time")
        self.take(person_id)
        self._asking.add(person_id)
        try:
            yield
        finally:
            self._asking.discard(person_id)

    def take(self, person_id: int) -> None:
        """Let one person do one thing of a minute's, whatever else of theirs is under way.

        Raises:
            RefusedError: they have done too much in a minute.
        """
        now = self._now()
        tokens = self._tokens(person_id, now)
        if tokens < 1:
            seconds = math.ceil((1 - tokens) * MINUTE_S / self._per_minute)
            raise RefusedError(self._too_fast, seconds=seconds)
        self._buckets[person_id] = (tokens - 1, now)
        if len(self._buckets) > MOST_KEPT:
            most = self._per_minute
            self._buckets = {one: kept for one, kept in self._buckets.items() if self._tokens(one, now) < most - 1e-9}

    def _tokens(self, person_id: int, now: float) -> float:
        tokens, then = self._buckets.get(person_id, (float(self._per_minute), now))
        return min(float(self._per_minute), tokens + (now - then) * self._per_minute / MINUTE_S)
