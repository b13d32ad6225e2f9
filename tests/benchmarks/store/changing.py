"""Step `change`: one article changed, added, deleted, or none, among ten and a hundred thousand."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from index.keeping.snapshot import Store
from tests.benchmarks.store import others
from tests.benchmarks.store.bench import Bench, Built, note
from tests.benchmarks.store.machine import best
from tests.benchmarks.store.processes import Ran, run
from tests.benchmarks.store.table import Goal, Row, median_of, number, quantity, spread_of

IN_USE_S = {"ten": 1.0, "hundred": 3.0}
SENTENCE = "\nThe number of this repetition is {number}, and it was written at {ns}.\n"


@dataclass
class Changes:
    """Changes to a folder of articles that can be taken back."""

    folder: Path
    before: dict[Path, str | None] = field(default_factory=dict)

    def write(self, path: Path, text: str | None) -> None:
        """Have `path` hold a text, or be gone; what it held first is remembered."""
        if path not in self.before:
            self.before[path] = path.read_text(encoding="utf-8") if path.exists() else None
        if text is None:
            path.unlink()
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def take_back(self) -> None:
        """Have everything as it was."""
        for path, text in self.before.items():
            if text is not None:
                path.write_text(text, encoding="utf-8")
            else:
                path.unlink(missing_ok=True)
        self.before.clear()


@contextmanager
def changing(folder: Path) -> Iterator[Changes]:
    """Give changes to a folder, taken back in the end whatever happens."""
    changes = Changes(folder)
    try:
        yield changes
    finally:
        changes.take_back()


def change(bench: Bench) -> list[Row]:
    """Measure both sizes, or one where there are no more articles."""
    sizes = ("ten", "hundred") if bench.count("hundred") > bench.count("ten") else ("ten",)
    return [row for name in sizes for row in of_size(bench, name)]


def of_size(bench: Bench, name: str) -> list[Row]:
    """Measure one size."""
    built = bench.built(name)
    run(built.command("rebuild-index"))  # what an earlier run left changed
    scanned_s = best(lambda: scan(built.folder), 3)
    files = sorted(built.folder.rglob("*.md"))
    times = bench.repetitions
    with changing(built.folder) as changes:
        done = {
            "changed": repeat(
                built, times, lambda number: touch(changes, files[(7919 * (number + 1)) % len(files)], number)
            ),
            "added": repeat(built, times, lambda number: touch(changes, new(built, number), number)),
            "deleted": repeat(built, times, lambda number: changes.write(new(built, number), None)),
            "nothing": repeat(built, min(3, times), lambda _: None),
        }
    run(built.command("rebuild-index"))
    machine = bench.measure_machine()
    limit = (
        f"a Python that imports numpy and faiss {number(machine.nothing_s)} s, looking at every file "
        f"{number(scanned_s)} s, one file on disk {quantity(machine.sync_s * 1000, 'ms')}"
    )
    peers, alone = others.pairs_of_all(bench, "one changed article", others.change) if name == "ten" else ({}, {})
    rows = []
    for what, runs in done.items():
        whole, seen = [one.wall_s for one in runs], [one.seen_s for one in runs]
        if what == "nothing":
            work = f"nothing changed among {built.articles:,}"
            rows.append(Row(work, "whole command", "s", median_of(whole), spread=spread_of(whole, "s")))
            continue
        work, goal = f"one article {what} among {built.articles:,}", Goal("less", IN_USE_S[name])
        told = f"{spread_of(seen, 's')}; whole command {quantity(median_of(whole), 's')}"
        first = what == "changed"
        told_by = (peers, limit) if first else ({}, "")
        rows.append(Row(work, "command to in use", "s", median_of(seen), goal, told, *told_by))
        if first:
            built_s = [one.record()["seconds"] for one in runs]
            rows.append(
                Row(work, "the build alone, all loaded", "s", median_of(built_s), None, spread_of(built_s, "s"), alone)
            )
    return rows


def repeat(built: Built, times: int, alter: Callable[[int], object]) -> list[Ran]:
    """Alter the folder and bring the index up to date, so many times."""
    store, runs = built.parts().store, []
    for number_ in range(times):
        alter(number_)
        before = store.current()
        runs.append(run(built.command("rebuild-index", "--json"), until=partial(_is_another, store, before)))
        note(f"  {built.articles:,}: in use after {runs[-1].seen_s:.2f} s, whole {runs[-1].wall_s:.2f} s")
    return runs


def _is_another(store: Store, before: str | None) -> bool:
    return store.current() != before


def touch(changes: Changes, path: Path, number_: int) -> None:
    """Have an article say one sentence more, or be there with it."""
    text = path.read_text(encoding="utf-8") if path.exists() else "---\ntitle: New\nlanguage: en\n---\n"
    changes.write(path, text + SENTENCE.format(number=number_, ns=time.time_ns()))


def new(built: Built, number_: int) -> Path:
    """Return the path of an article that is not there."""
    return built.folder / "new" / f"new-{number_}.md"


def scan(folder: Path) -> int:
    """Look at every file's size and time, as cheaply as can be; return how many there are."""
    count, waiting = 0, [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                else:
                    entry.stat()
                    count += 1
    return count
