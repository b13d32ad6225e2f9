"""How often a build was killed, refused or damaged, and how often something was lost: one table.

    python -m tests.faults [--seconds 60] [--kills 100] [--damages 64] [--every 1] [--only kills,faults]

Ends with 1 where anything failed, and says what.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from tests.faults.damages import all_damages, try_damages
from tests.faults.injecting import FAULTS, Fault, Operation
from tests.faults.kills import kill_after, kill_at, kill_first_build_at, moments, steps_of, steps_of_first
from tests.faults.model import Ground, play
from tests.faults.refusals import pointer_moves_early, refuse_at, unseen_files
from tests.faults.scenario import Scenario, make_scenario, told
from tests.faults.threads import search_while_building

BUILDS_BEFORE = 3  # small rebuilds before the one that is killed or refused, which then merges what they left
GAMES_AT_ONCE, STEPS = 2, 30
SHOWN = 20  # failures of one kind that are printed


@dataclass(frozen=True, slots=True)
class Size:
    """How much is tried of each."""

    seconds: float
    kills: int
    damages: int
    every: int


@dataclass(frozen=True, slots=True)
class Row:
    """What was tried, how often, and what failed, a sentence each."""

    what: str
    tries: int
    failures: Sequence[str]


Part = Callable[[Path, Size], Iterator[Row]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; return how the process is to end."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60, help="how long threads search, and hypothesis plays")
    parser.add_argument("--kills", type=int, default=100, help="random moments at which a rebuild is killed")
    parser.add_argument("--damages", type=int, default=64, help="bit flips and truncations of each file, half and half")
    parser.add_argument("--every", type=int, default=1, help="of what is done to the disk, each so many-th is tried")
    parser.add_argument("--only", default=",".join(PARTS), help=f"some of {', '.join(PARTS)}")
    parser.add_argument("--folder", type=Path, default=_memory(), help="where to work; memory where there is some")
    given = parser.parse_args(arguments)
    chosen = given.only.split(",")
    if unknown := [name for name in chosen if name not in PARTS]:
        parser.error(f"{', '.join(unknown)}: wanted some of {', '.join(PARTS)}")
    size = Size(given.seconds, given.kills, given.damages, max(1, given.every))
    failed: dict[str, Sequence[str]] = {}
    print(f"{'what':<74} {'tries':>7} {'failures':>9} {'seconds':>8}", flush=True)
    for name in chosen:
        with tempfile.TemporaryDirectory(prefix="sourcier-faults-", dir=given.folder) as folder:
            began = time.monotonic()
            for row in PARTS[name](Path(folder).resolve(), size):
                took, began = time.monotonic() - began, time.monotonic()
                print(f"{row.what:<74} {row.tries:>7} {len(row.failures):>9} {took:>8.0f}", flush=True)
                failed |= {row.what: row.failures} if row.failures else {}
    for what, failures in failed.items():
        print(f"\n{what}:")
        for failure in failures[:SHOWN]:
            print(f"  {failure}")
    return 1 if failed else 0


def _memory() -> Path | None:
    """Return a folder in memory, where syncing takes no time: nobody pulls the plug here."""
    memory = Path("/dev/shm")  # noqa: S108 - a folder of our own is made there
    return memory if memory.is_dir() and os.access(memory, os.W_OK) else None


def _kills(folder: Path, size: Size) -> Iterator[Row]:
    scenario = make_scenario(folder / "scenario")
    chosen = moments(scenario, folder / "timed", size.kills, seed=2)
    after = {
        f"kill {number}, after {one.seconds:.3f} s": kill_after(scenario, folder / "store", one)
        for number, one in enumerate(chosen, 1)
    }
    yield _row("rebuild killed at a random moment", after)
    yield _killed_at_steps("rebuild", scenario, folder, size)
    first = {
        _called(step, folder / "counted-first"): kill_first_build_at(
            scenario, folder / f"first-{step.number}", step.number
        )
        for step in steps_of_first(scenario, folder / "counted-first")[:: size.every]
    }
    yield _row("first build killed at each thing that it does to the disk", first)
    grown = make_scenario(folder / "grown", changes_before=BUILDS_BEFORE - 1)
    yield _killed_at_steps(f"rebuild after {BUILDS_BEFORE} others", grown, folder, size)


def _killed_at_steps(what: str, scenario: Scenario, folder: Path, size: Size) -> Row:
    steps = steps_of(scenario, folder / "counted")[:: size.every]
    found = {_called(one, folder / "counted"): kill_at(scenario, folder / "store", one.number) for one in steps}
    return _row(f"{what} killed at each thing that it does to the disk", found)


def _faults(folder: Path, size: Size) -> Iterator[Row]:
    scenario = make_scenario(folder / "scenario")
    grown = make_scenario(folder / "grown", changes_before=BUILDS_BEFORE - 1)
    steps = steps_of(scenario, folder / "counted")[:: size.every]
    for fault in FAULTS:
        found = _refused(scenario, folder, steps, [fault])
        yield _row(f"rebuild, {fault.name} at each thing that it does to the disk", found)
    steps = steps_of(grown, folder / "counted")[:: size.every]
    what = f"rebuild after {BUILDS_BEFORE} others, one of these in turn"
    yield _row(what, _refused(grown, folder, steps, FAULTS))
    early = {str(path): ["not on the disk yet"] for path in pointer_moves_early(scenario, folder / "store")}
    yield Row("pointer moved before the disk holds what it names", 1, told(early))
    unseen = {
        str(path): ["written where no fault can be injected"] for path in unseen_files(scenario, folder / "store")
    }
    yield Row("file written past the functions that were refused", 1, told(unseen))


def _refused(
    scenario: Scenario, folder: Path, steps: Sequence[Operation], faults: Sequence[Fault]
) -> dict[str, list[str]]:
    return {
        _called(one, folder / "counted"): refuse_at(scenario, folder / "store", fault, one.number)
        for one, fault in zip(steps, cycle(faults), strict=False)
    }


def _damages(folder: Path, size: Size) -> Iterator[Row]:
    scenario = make_scenario(folder / "scenario")
    store = scenario.copy(folder / "store")
    sound = scenario.sound(scenario.older)
    done = all_damages(store, seed=3, count=size.damages // 2)
    found: dict[str, list[str]] = {}
    for damages in done.values():
        found |= try_damages(store, damages, sound)
    for what, mark in (("bit flipped", "flipped"), ("file cut short", "cut to")):
        yield _row(f"{what} in each of {len(done)} files", {key: said for key, said in found.items() if mark in key})
    rest = {key: said for key, said in found.items() if "flipped" not in key and "cut to" not in key}
    yield _row(f"each of {len(done)} files gone, emptied, grown, another's", rest)


def _threads(folder: Path, size: Size) -> Iterator[Row]:
    for processes, where in enumerate(("", ", another process searching too")):
        found = search_while_building(folder / str(processes), builds=6, seconds=size.seconds, processes=processes)
        what = f"answer to one of four threads beside {found.builds} rebuilds{where}"
        yield Row(what, found.answers, found.problems)


def _model(folder: Path, size: Size) -> Iterator[Row]:
    ground = Ground(folder)
    until = time.monotonic() + size.seconds
    seed, failures = 0, list[str]()
    while not seed or time.monotonic() < until:
        seed += 1
        try:
            play(ground, games=GAMES_AT_ONCE, steps=STEPS, seed=seed)
        except Exception as error:  # noqa: BLE001 - what hypothesis found, whatever was raised
            notes = "\n".join(getattr(error, "__notes__", []))
            failures.append(f"seed {seed}: {type(error).__name__}: {error}\n{notes}")
            break
    what = f"rebuild beside a first build, in {seed * GAMES_AT_ONCE} games of hypothesis"
    yield Row(what, ground.played.rebuilds, failures)
    yield Row("look at what a snapshot says, in the same games", ground.played.looks, [])


def _row(what: str, tries: Mapping[str, Sequence[str]]) -> Row:
    return Row(what, len(tries), told({name: problems for name, problems in tries.items() if problems}))


def _called(step: Operation, folder: Path) -> str:
    return f"{step.number} {step.name(folder)}"


PARTS: Mapping[str, Part] = {
    "kills": _kills,
    "faults": _faults,
    "damage": _damages,
    "threads": _threads,
    "model": _model,
}


if __name__ == "__main__":
    sys.exit(main())
