"""Whoever builds is killed: at a random moment, or at any one thing that it does to the disk."""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from index.builds.building import build_index
from index.errors import NoIndexError
from index.keeping.snapshot import Store
from tests.faults.answers import encoder, open_and_read
from tests.faults.children import Child, build
from tests.faults.injecting import Disk, Operation
from tests.faults.scenario import Scenario
from tests.faults.tidiness import segments_of, strays

LAST = 17  # the operations that put a snapshot in its place and in use, from the rename of its folder


def steps_of(scenario: Scenario, folder: Path) -> list[Operation]:
    """Return what a rebuild does to the disk, in a copy in `folder`."""
    return _steps(scenario, scenario.copy(folder))


def steps_of_first(scenario: Scenario, folder: Path) -> list[Operation]:
    """Return what a first build does to the disk, in `folder`."""
    return _steps(scenario, Store(folder))


def _steps(scenario: Scenario, store: Store) -> list[Operation]:
    disk = Disk(store.folder)
    with disk.watching():
        build_index(scenario.roots, store.folder, encoder())
    return disk.operations


def kill_at(scenario: Scenario, folder: Path, number: int) -> list[str]:
    """Have a rebuild die at the operation `number` of the disk; return what was wrong then, a sentence each."""
    store = scenario.copy(folder)
    child = Child(build, scenario.roots, store.folder, number)
    while child.hear() is not None:
        pass
    code = child.end()
    found = [] if code == -signal.SIGKILL else [f"the child ended with {code}, wanted to die at {number}"]
    return found + look_after(scenario, store)


@dataclass(frozen=True, slots=True)
class Moment:
    """When a child is killed, in seconds after its build began."""

    seconds: float


def moments(scenario: Scenario, folder: Path, count: int, seed: int) -> list[Moment]:
    """Return `count` random moments of a rebuild, which is timed first."""
    store = scenario.copy(folder)
    child = Child(build, scenario.roots, store.folder, 0)
    child.hear()
    began = time.monotonic()
    child.hear()
    took = time.monotonic() - began
    child.end()
    chosen = random.Random(seed)
    return [Moment(chosen.uniform(0, took)) for _ in range(count)]


def kill_after(scenario: Scenario, folder: Path, moment: Moment) -> list[str]:
    """Kill a rebuild at a moment of it; return what was wrong then, a sentence each."""
    store = scenario.copy(folder)
    child = Child(build, scenario.roots, store.folder, 0)
    child.hear()
    child.is_done_within(moment.seconds)
    child.kill()
    child.end()
    return look_after(scenario, store)


def look_after(scenario: Scenario, store: Store) -> list[str]:
    """Return what is wrong in a store whose rebuild was killed, and after the next."""
    finished = segments_of(store.folder) - segments_of(scenario.folder)
    found = []
    in_use = open_and_read(store)
    wanted = scenario.before.answers if in_use.name == scenario.before.name else scenario.after
    found += [f"after the kill {one}" for one in in_use.answers.differences(wanted)]
    report = build_index(scenario.roots, store.folder, encoder())
    found += [f"after the next build {one}" for one in open_and_read(store).answers.differences(scenario.after)]
    found += strays(store)
    if finished and len(finished) == scenario.segments and report.encoded:
        found.append(f"{report.encoded} passages were encoded again, whose segments were whole: {sorted(finished)}")
    return found


def kill_first_build_at(scenario: Scenario, folder: Path, number: int) -> list[str]:
    """Have a first build die at the operation `number`; return what was wrong then, a sentence each."""
    store = Store(folder)
    child = Child(build, scenario.roots, store.folder, number)
    while child.hear() is not None:
        pass
    child.end()
    found: list[str] = []
    with suppress(NoIndexError):
        found += open_and_read(store).answers.differences(scenario.after)
    build_index(scenario.roots, store.folder, encoder())
    return found + open_and_read(store).answers.differences(scenario.after) + strays(store)


def spread(steps: Sequence[Operation], count: int, start: int = 0) -> list[int]:
    """Return the numbers of `count` operations, the last ones all among them and the others spread evenly."""
    apart = max(1, (len(steps) - LAST) // max(1, count - LAST))
    chosen = [*steps[start:-LAST:apart], *steps[-LAST:]]
    return [one.number for one in chosen]
