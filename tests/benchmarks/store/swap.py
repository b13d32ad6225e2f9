"""Step `swap`: the index is rebuilt and swapped under load, and every answer is compared with what its snapshot gives.

The answers are made by `swapping`, a process of its own. Here each snapshot is opened as soon as it is in use, so that
it is not tidied away, and is asked the same questions afterwards, one at a time.
"""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.wiring import OpenIndex
from tests.benchmarks.store.asking import ONE_THREAD
from tests.benchmarks.store.bench import Bench, Built, note
from tests.benchmarks.store.processes import environment, run
from tests.benchmarks.store.swapping import THREADS, fingerprint, sources
from tests.benchmarks.store.table import Goal, Row, number, quantity, ratio

LOOKED_EVERY_S = 0.02
SLOWER, LARGER = 2.0, 1.1


@dataclass
class Compared:
    """What answers are beside those of their snapshots, each a count of answers; `differ` counts questions."""

    right: int = 0
    mixed: int = 0
    short: int = 0
    unknown: int = 0
    differ: int = 0
    snapshots: int = 0
    examples: list[str] = field(default_factory=list)


@contextmanager
def held(built: Built) -> Iterator[dict[str, OpenIndex]]:
    """Keep every snapshot that comes into use open, by name."""
    parts, found, ended = built.parts(), dict[str, OpenIndex](), threading.Event()

    def look() -> None:
        while True:
            name = parts.current()
            if name is not None and name not in found:
                found[name] = parts.open(name)
            if ended.wait(LOOKED_EVERY_S):
                return

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield found
    finally:
        ended.set()
        thread.join()
        for index in found.values():
            index.close()


def compare(told: list[list[Any]], indexes: dict[str, OpenIndex], texts: list[str], corpus: Path) -> Compared:
    """Return how the answers, rows of snapshot, question, fingerprint, sources and count, fare beside what is right."""
    found, right = Compared(snapshots=len({row[0] for row in told})), dict[tuple[str, int], tuple[str, int]]()
    for name, question, mark, cited, count in told:
        if name not in indexes:
            found.unknown += count
            continue
        if (name, question) not in right:
            result = indexes[name].answer(texts[question], ())
            right[name, question] = fingerprint(result, corpus), sources(result)
        wanted, most = right[name, question]
        if mark == wanted:
            found.right += count
        elif cited < most:
            found.short += count
        else:
            found.mixed += count
        if mark != wanted:
            found.examples.append(f"{name} {texts[question]!r}")
    by_question: dict[int, set[str]] = {}
    for (_, question), (wanted, _) in right.items():
        by_question.setdefault(question, set()).add(wanted)
    found.differ = sum(len(marks) > 1 for marks in by_question.values())
    return found


def swap(bench: Bench) -> list[Row]:
    """Rebuild under load, and compare."""
    built, asked = bench.built("ten"), bench.work / "asked.json"
    run(built.command("rebuild-index"))
    note(f"{bench.answers:,} answers under swaps: {built.articles:,} articles")
    command = [sys.executable, "-m", "tests.benchmarks.store.swapping"]
    command += map(str, (built.data, built.folder, bench.questions(), bench.answers, asked))
    with held(built) as indexes:
        told = run(command, env=environment(**ONE_THREAD)).record()
        note("  comparing")
        found = compare(json.loads(asked.read_text()), indexes, bench.asked(), built.folder)
    run(built.command("rebuild-index"))
    work = f"swap under load, {built.articles:,} articles, {THREADS} threads"
    wrong = told["failed"] + found.mixed + found.short + found.unknown
    of = (
        f"of {told['steady'] + told['answers']:,}: {told['failed']} failed, {found.mixed} mixed, {found.short} short, "
        f"{found.unknown} of no known snapshot; {told['swaps']} swaps, {found.snapshots} snapshots answered, "
        f"{found.differ} questions have another answer in another" + "".join(f"\n{why}" for why in told["why"])
    )
    slower = (
        f"p99 {quantity(told['p99_s'] * 1000, 'ms')} against {quantity(told['steady_p99_s'] * 1000, 'ms')} steady; p50 "
        f"{quantity(told['p50_s'] * 1000, 'ms')} against {quantity(told['steady_p50_s'] * 1000, 'ms')}; a rebuild and "
        f"swap {quantity(told['rebuild_s'], 's')}"
    )
    before, after = told["before"], told["after"]
    memory = (
        f"{quantity(after['rss_kib'], 'KiB')} against {quantity(before['rss_kib'], 'KiB')}, after gc; own "
        f"{quantity(after['own_kib'], 'KiB')} against {quantity(before['own_kib'], 'KiB')}"
    )
    trimmed = (
        f"{quantity(after['trimmed_kib'], 'KiB')} against {quantity(before['trimmed_kib'], 'KiB')}; own "
        f"{quantity(after['trimmed_own_kib'], 'KiB')} against {quantity(before['trimmed_own_kib'], 'KiB')}"
    )
    times = ratio(told["p99_s"], told["steady_p99_s"], "more")
    share = after["rss_kib"] / before["rss_kib"]
    own = after["trimmed_kib"] / before["trimmed_kib"]
    return [
        Row(work, "failed, mixed or short answers", "", wrong, Goal("less", 0), of),
        Row(
            work,
            "p99 over the steady one",
            "x",
            times,
            Goal("less", SLOWER),
            slower,
            limit=f"max {number(told['max_s'])} s",
        ),
        Row(work, "memory after swaps over before", "x", share, Goal("less", LARGER), memory),
        Row(work, "the same after malloc_trim", "x", own, Goal("less", LARGER), trimmed),
    ]
