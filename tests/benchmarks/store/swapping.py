"""Answers from several threads while the index is rebuilt under them, as a process of its own, and prints JSON.

    python -m tests.benchmarks.store.swapping DATA CORPUS QUESTIONS ANSWERS ASKED

First a steady part without rebuilds, then `ANSWERS` answers or more while articles that are quoted change, an index
is built by a process as the bot does it, and the desk takes it, five times at least. Every answer is told with the
snapshot it came from in ASKED, a file of JSON; whoever started this compares them with what that snapshot gives.
"""

from __future__ import annotations

import ctypes
import gc
import hashlib
import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.answers.answer import Answer, NoAnswer
from bot.settings import Settings
from bot.terminal.records import as_line, of_answer
from bot.wiring import CorpusParts, Desk, OpenIndex
from tests.benchmarks.store.changing import Changes, changing, touch
from tests.benchmarks.store.processes import memory_of, run, sourcier
from tests.benchmarks.store.table import median_of, percentile

THREADS = 4  # as many as the bot works on at the same time, by default
STEADY = 0.3  # of the answers under swaps, so many before them
SWAPS, MOST_SWAPS = 5, 12
PAUSE_S = 1.0
QUOTED_CHANGED = 10  # articles that each rebuild finds changed
QUESTIONS = 120

ANSWERED_BY = threading.local()


class Told:
    """An open index that leaves its name with each answer, for the thread that asked."""

    def __init__(self, index: OpenIndex) -> None:
        self._index = index

    def __getattr__(self, name: str) -> Any:
        return getattr(self._index, name)

    def answer(self, *arguments: Any, **options: Any) -> Answer | NoAnswer:
        """Answer, and say by which snapshot."""
        ANSWERED_BY.name = self._index.manifest.name
        return self._index.answer(*arguments, **options)


class ToldParts(CorpusParts):
    """Parts whose indexes say which they are."""

    def open(self, name: str | None = None) -> Any:
        """Open the index."""
        return Told(super().open(name))


def fingerprint(result: Answer | NoAnswer, corpus: Path) -> str:
    """Return what tells an answer from any other: all that a machine is told of it."""
    return hashlib.sha256(as_line(of_answer(result, corpus)).encode()).hexdigest()[:16]


def sources(result: Answer | NoAnswer) -> int:
    """Return how many citations an answer has."""
    return len(result.citations) if isinstance(result, Answer) else 0


@dataclass
class Asking:
    """Threads that ask, and what came of it. `told` counts (snapshot, question, fingerprint, sources)."""

    desk: Desk
    corpus: Path
    texts: Sequence[str]
    times: list[float] = field(default_factory=list)
    told: Counter[tuple[str, int, str, int]] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, answers: int, *, until: threading.Event | None = None) -> None:
        """Ask until there are so many answers, and `until` is set."""
        asked, under_way = 0, set[Future[None]]()
        with ThreadPoolExecutor(THREADS) as threads:
            while True:
                while len(under_way) < THREADS and (asked < answers or not (until is None or until.is_set())):
                    under_way.add(threads.submit(self._ask, asked % len(self.texts)))
                    asked += 1
                if not under_way:
                    return
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                self.failed += [one for one in map(failure_of, done) if one]

    def _ask(self, number: int) -> None:
        started = time.perf_counter()
        result = self.desk.answer(self.texts[number])
        took = time.perf_counter() - started
        mark = (getattr(ANSWERED_BY, "name", ""), number, fingerprint(result, self.corpus), sources(result))
        with self._lock:
            self.times.append(took)
            self.told[mark] += 1


def failure_of(done: Future[None]) -> str:
    """Return what went wrong, whatever it was; nothing where all went well."""
    error = done.exception()
    return "" if error is None else f"{type(error).__name__}: {error}"[:600]


def resident() -> dict[str, float]:
    """Return KiB resident and its own, garbage collected, and again after the allocator gave back what it can."""
    gc.collect()
    kept = memory_of("self")
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    trimmed = memory_of("self")
    return {
        "rss_kib": kept["Rss"],
        "own_kib": kept["Anonymous"],
        "trimmed_kib": trimmed["Rss"],
        "trimmed_own_kib": trimmed["Anonymous"],
    }


@dataclass
class Rebuilding:
    """Changes quoted articles, has a process build the index, and takes it, again and again."""

    desk: Desk
    settings: Settings
    quoted: Sequence[str]
    changes: Changes
    enough: threading.Event
    ended: threading.Event
    seconds: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Rebuild until all answers are there, or there were as many swaps as are wanted at most."""
        folders = ["--corpus", self.settings.corpus, "--data-dir", self.settings.data_dir]
        try:
            while not self.ended.is_set() and len(self.seconds) < MOST_SWAPS:
                swap = len(self.seconds)
                for place in range(QUOTED_CHANGED):
                    article = self.quoted[(swap * QUOTED_CHANGED + place) % len(self.quoted)]
                    touch(self.changes, self.settings.corpus / article, swap)
                started = time.perf_counter()
                run(sourcier("rebuild-index", "--progress-json", *folders))
                self.desk.reload()
                self.seconds.append(time.perf_counter() - started)
                if len(self.seconds) >= SWAPS:
                    self.enough.set()
                self.ended.wait(PAUSE_S)
        finally:
            self.enough.set()  # those who ask come to an end, whatever happened here


def quoted_articles(desk: Desk, texts: Sequence[str]) -> list[str]:
    """Return the articles that answers quote, those of the first questions first."""
    found: dict[str, None] = {}
    for text in texts:
        result = desk.answer(text)
        if isinstance(result, Answer):
            found |= {citation.article_id: None for citation in result.citations}
    return list(found)


def main() -> None:
    """Play, and print."""
    data, corpus, questions, answers, asked = sys.argv[1:]
    settings = Settings(corpus=Path(corpus), data_dir=Path(data), _env_file=None)  # type: ignore[call-arg]
    texts = json.loads(Path(questions).read_text())[:QUESTIONS]
    wanted = int(answers)
    with closing(Desk(settings, ToldParts(settings))) as desk, changing(settings.corpus) as changes:
        quoted = quoted_articles(desk, texts)
        steady = Asking(desk, settings.corpus, texts)
        steady.run(max(len(texts), int(wanted * STEADY)))
        before = resident()
        enough, ended = threading.Event(), threading.Event()
        rebuilding = Rebuilding(desk, settings, quoted, changes, enough, ended)
        swapped = Asking(desk, settings.corpus, texts)
        with ThreadPoolExecutor(1) as beside:
            rebuilt = beside.submit(rebuilding.run)
            swapped.run(wanted, until=enough)
            ended.set()
        if broken := failure_of(rebuilt):
            sys.exit(f"no more swaps after {len(rebuilding.seconds)}: {broken}")
        after = resident()
    Path(asked).write_text(json.dumps([[*mark, count] for mark, count in (steady.told + swapped.told).items()]))
    print(
        json.dumps(
            {
                "steady": len(steady.times),
                "answers": len(swapped.times),
                "failed": len(steady.failed) + len(swapped.failed),
                "why": (steady.failed + swapped.failed)[:3],
                "swaps": len(rebuilding.seconds),
                "rebuild_s": median_of(rebuilding.seconds),
                "quoted": len(quoted),
                "steady_p50_s": median_of(steady.times),
                "steady_p99_s": percentile(steady.times, 0.99),
                "p50_s": median_of(swapped.times),
                "p99_s": percentile(swapped.times, 0.99),
                "max_s": max(swapped.times, default=0.0),
                "before": before,
                "after": after,
            }
        )
    )


if __name__ == "__main__":
    main()
