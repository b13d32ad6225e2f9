"""A circuit breaker: after some failures in a row nobody calls for a while, then one call tries whether it works.

Safe to use from several threads. The clock is given, so that tests need not wait.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

FAILURES = 3  # in a row; fewer would close the line for a hiccup
WAIT_S = 30.0  # people ask again within a minute; a server that is down for longer costs one wait in thirty seconds


class Breaker:
    """Says whether a call may be made; whoever was allowed one reports how it went."""

    def __init__(
        self, *, failures: int = FAILURES, wait_s: float = WAIT_S, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = failures
        self._wait_s = wait_s
        self._clock = clock
        self._lock = threading.Lock()
        self._failed = 0
        self._closed_until: float | None = None

    def allows(self) -> bool:
        """Return whether a call may be made now; after a pause, to one caller only until it has reported.

        A trial of which nothing is heard counts as failed when the wait is over again.
        """
        with self._lock:
            if self._closed_until is None:
                return True
            now = self._clock()
            if now < self._closed_until:
                return False
            self._closed_until = now + self._wait_s
            return True

    def succeeded(self) -> None:
        """Take calls again, from everyone."""
        with self._lock:
            self._failed = 0
            self._closed_until = None

    def failed(self) -> None:
        """Count a failure; with enough of them in a row, take no calls for the wait."""
        with self._lock:
            self._failed += 1
            if self._failed >= self._most:
                self._closed_until = self._clock() + self._wait_s
