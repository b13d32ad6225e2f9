"""The bot's own command, with every callback of its event loop timed; nothing in the product knows of it.

    python -m tests.benchmarks.crowd.watched FILE run …

writes a line of JSON to FILE for each callback that held the loop for more than a millisecond, as it happens: wall and
processor seconds of the loop's own thread, and what it was. Processor time is what the work itself took; wall time also
counts waiting for a core that other processes have.
"""

from __future__ import annotations

import asyncio
import json
import sys
import threading
import time
from pathlib import Path

WORTH_A_LINE_S = 0.001


def watch(file: Path) -> None:
    """Time every callback of the main thread's event loops from now on."""
    run = asyncio.Handle._run
    main = threading.main_thread()
    lines = file.open("a", encoding="utf-8", buffering=1)

    def timed(handle: asyncio.Handle) -> None:
        began, worked = time.perf_counter(), time.thread_time()
        run(handle)
        wall_s = time.perf_counter() - began
        if wall_s > WORTH_A_LINE_S and threading.current_thread() is main:
            at = {"wall_s": wall_s, "cpu_s": time.thread_time() - worked, "what": _name(handle), "at": time.time()}
            lines.write(json.dumps(at) + "\n")

    asyncio.Handle._run = timed


def _name(handle: asyncio.Handle) -> str:
    owner = getattr(handle._callback, "__self__", None)
    if isinstance(owner, asyncio.Task):
        return getattr(owner.get_coro(), "__qualname__", repr(owner.get_coro()))
    return getattr(handle._callback, "__qualname__", type(handle._callback).__name__)


if __name__ == "__main__":
    watched, *rest = sys.argv[1:]
    watch(Path(watched))
    sys.argv = ["sourcier", *rest]
    from bot.cli import main

    main()
