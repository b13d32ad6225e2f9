"""Work that takes the processor, kept off the event loop: a few threads and a bounded queue.

The threads are daemons, so a question that never ends cannot keep the process from leaving.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")

# Questions that may wait beside those being worked on. An answer takes hundredths of a second with the shipped
# encoder and about a second with a heavy one, so the last in the queue waits some 16 seconds on four threads.
# Where a chat model writes, which takes up to half a minute, `Sourcier.answering` gives answers threads of their own.
LONGEST_QUEUE = 64


class TooBusyError(Exception):
    """More is waiting than can be done in decent time."""


class Thinking:
    """Runs functions on its own threads. Used from one event loop."""

    def __init__(self, threads: int, *, waiting: int = LONGEST_QUEUE, name: str = "thinking") -> None:
        self._jobs: SimpleQueue[tuple[Future[Any], Callable[[], Any]] | None] = SimpleQueue()
        self._most = threads + waiting
        self._under_way = 0
        self.threads = [
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True) for number in range(threads)
        ]
        for thread in self.threads:
            thread.start()

    @property
    def under_way(self) -> int:
        """How many pieces of work are being done or wait."""
        return self._under_way

    async def run(self, work: Callable[[], T], *, whatever_waits: bool = False) -> T:
        """Return what `work` returns, or raise what it raises.

        Cancelled before its turn, `work` does not run; cancelled later, its result is dropped. `whatever_waits` is for
        what nobody would ask for again: it takes its turn after all that waits, however much that is.

        Raises:
            TooBusyError: too much is waiting already.
        """
        if self._under_way >= self._most and not whatever_waits:
            raise TooBusyError
        future: Future[T] = Future()
        self._under_way += 1
        self._jobs.put((future, work))
        try:
            return await asyncio.wrap_future(future)
        finally:
            self._under_way -= 1

    def close(self) -> None:
        """Let the threads end after what is queued; waits for nothing."""
        for _ in self.threads:
            self._jobs.put(None)

    def _work(self) -> None:
        while (job := self._jobs.get()) is not None:
            _do(*job)
            del job  # a waiting thread keeps no question


def _do(future: Future[T], work: Callable[[], T]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = work()
    except BaseException as error:  # noqa: BLE001 - handed to whoever awaits it
        future.set_exception(error)
    else:
        future.set_result(result)
