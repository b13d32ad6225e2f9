"""Processes as an operator sees them: how long, how much memory of all of them together, and when something appeared.

Memory is sampled from /proc: the proportional set sizes (PSS) of a process and all it started, added up, in which
a page that several share counts once, beside the same sum of resident set sizes. Linux only.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
LAUNCH = Path(__file__).with_name("launch.py")
SAMPLED_EVERY_S = 0.2  # a sum of a few processes takes about 20 ms of a core at a gigabyte
POLLED_EVERY_S = 0.002
LAST_WORDS = 600  # characters of a failed process's complaint that are shown


class ProcessFailedError(Exception):
    """A measured process failed; the message holds its last words."""


@dataclass(frozen=True, slots=True)
class Ran:
    """One finished process: `seen_s` is when what was waited for was seen, not a number where it never was."""

    wall_s: float
    max_rss_kib: float
    output: str
    seen_s: float = math.nan
    tree_pss_kib: float = math.nan
    tree_rss_kib: float = math.nan

    def record(self) -> dict[str, Any]:
        """Return the last line of its output, a JSON object."""
        lines = [line for line in self.output.splitlines() if line.startswith("{")]
        if not lines:
            msg = f"no JSON in {self.output[-LAST_WORDS:]!r}"
            raise ProcessFailedError(msg)
        found: dict[str, Any] = json.loads(lines[-1])
        return found


def environment(**more: str) -> dict[str, str]:
    """Return this process's environment without the bot's settings, and with this checkout to import from.

    Modules may be kept compiled, as an installed package has them.
    """
    left_out = ("SOURCIER_", "DISCORD_", "PYTHONDONTWRITEBYTECODE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return kept | {"PYTHONPATH": str(ROOT), "TOKENIZERS_PARALLELISM": "true"} | more


def sourcier(*arguments: object) -> list[str]:
    """Return the command `sourcier` with arguments, as this checkout has it."""
    return [sys.executable, "-m", "bot", *map(str, arguments)]


def run(
    command: Sequence[str],
    *,
    env: Mapping[str, str] | None = None,
    sample: bool = False,
    until: Callable[[], bool] | None = None,
    cwd: Path = ROOT,
) -> Ran:
    """Run `command`, whose first word is the path of a program, to its end.

    With `sample`, memory is sampled meanwhile; `until` is polled, and when it became true is told.

    Raises:
        ProcessFailedError: it failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", str(LAUNCH), str(told), *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=dict(env or environment()),
            cwd=cwd,
        )
        heard: dict[str, bytes] = {}
        streams = {"out": process.stdout, "err": process.stderr}
        threads = [threading.Thread(target=_hear, args=(name, stream, heard)) for name, stream in streams.items()]
        sampler = Sampler(process.pid) if sample else None
        for thread in [*threads, *([sampler] if sampler else [])]:
            thread.start()
        seen = _seen(process, until)
        process.wait()
        for thread in threads:
            thread.join()
        if sampler is not None:
            sampler.stop()
        if process.returncode != 0:
            why = heard["err"].decode(errors="replace")[-LAST_WORDS:]
            msg = f"{' '.join(command)} ended with {process.returncode}: {why}"
            raise ProcessFailedError(msg)
        took = json.loads(told.read_text())
    pss, rss = (sampler.pss_kib, sampler.rss_kib) if sampler else (math.nan, math.nan)
    output = heard["out"].decode(errors="replace")
    return Ran(took["wall_s"], float(took["max_rss_kib"]), output, seen - took["started"], pss, rss)


def _seen(process: subprocess.Popen[bytes], until: Callable[[], bool] | None) -> float:
    """Return when `until` became true on the machine's clock, not a number where it did not before the end."""
    while until is not None:
        ended = process.poll() is not None
        if until():
            return time.monotonic()
        if ended:
            break
        time.sleep(POLLED_EVERY_S)
    return math.nan


def _hear(name: str, stream: Any, heard: dict[str, bytes]) -> None:
    heard[name] = stream.read()
    stream.close()


def first_cores(count: int) -> set[int]:
    """Return the first `count` of the cores that this process may use."""
    return set(sorted(os.sched_getaffinity(0))[:count])


class Sampler(threading.Thread):
    """Keeps the largest memory that a process and all it started had together."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._ended = threading.Event()
        self.pss_kib = 0.0
        self.rss_kib = 0.0

    def run(self) -> None:
        """Sample until stopped."""
        while not self._ended.wait(SAMPLED_EVERY_S):
            of_all = [memory_of(pid) for pid in tree_of(self._pid)]
            self.pss_kib = max(self.pss_kib, sum(one.get("Pss", 0) for one in of_all))
            self.rss_kib = max(self.rss_kib, sum(one.get("Rss", 0) for one in of_all))

    def stop(self) -> None:
        """Sample no more."""
        self._ended.set()
        self.join()


def tree_of(pid: int) -> list[int]:
    """Return a process and all that it and its own started and that still run."""
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        with suppress(OSError):
            for task in Path(f"/proc/{one}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
    return found


def memory_of(pid: int | str) -> dict[str, int]:
    """Return KiB of a process by the kernel's names (Rss, Pss, Pss_Anon, Pss_File …); nothing for one that ended."""
    found: dict[str, int] = {}
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
            name, value, *_ = line.split()
            found[name.rstrip(":")] = int(value)
    return found
