"""The disk refuses one thing that a rebuild does: no space, an error, no permission, half a write."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index.builds.building import build_index
from index.errors import IndexFloorError
from index.keeping.snapshot import Store
from tests.faults.answers import encoder, open_and_read
from tests.faults.injecting import REMOVING, Disk, Fault, Operation
from tests.faults.scenario import Scenario
from tests.faults.tidiness import strays

WRITER = "writer.json"  # says who builds


def refuse_at(scenario: Scenario, folder: Path, fault: Fault, number: int) -> list[str]:
    """Have the operation `number` of a rebuild refused; return what was wrong then, a sentence each."""
    store = scenario.copy(folder)
    disk = Disk(store.folder, fault.at(number))
    refused = ""
    try:
        with disk.watching():
            build_index(scenario.roots, store.folder, encoder())
    except IndexFloorError as error:
        refused = str(error)
    except OSError as error:
        return [f"{type(error).__name__} came through: {error}"]
    if len(disk.operations) < number:
        return [f"the build did {len(disk.operations)} things to the disk, wanted {number}"]
    told = [] if _is_of_writer(disk.operations, number) else _told(disk.operations[number - 1], refused, store)
    return [*told, *_look_after(scenario, store, was_refused=bool(refused))]


def _is_of_writer(operations: Sequence[Operation], number: int) -> bool:
    """Return whether an operation writes down who builds, without which a build goes on."""
    step = operations[number - 1]
    before = operations[number - 2] if number > 1 else step
    syncs_it = step.kind == "fsync" and before.kind == "rename" and before.path.name.startswith(WRITER)
    return step.path.name.startswith(WRITER) or syncs_it


def _told(operation: Operation, refused: str, store: Store) -> list[str]:
    if operation.kind in REMOVING:  # what cannot be tidied away now, the next build tidies away
        return []
    if not refused:
        return ["nobody was told"]
    # Of a full disk, of rights, and of what lies hidden, the store is named, else the file.
    return [] if str(store.folder) in refused else [f"{refused!r} does not name {store.folder}"]


def _look_after(scenario: Scenario, store: Store, *, was_refused: bool) -> list[str]:
    in_use = open_and_read(store)
    found = []
    if was_refused and in_use.name != scenario.before.name:
        found.append(f"{in_use.name} is in use, wanted {scenario.before.name} still")
    wanted = scenario.before.answers if in_use.name == scenario.before.name else scenario.after
    found += [f"after the refusal {one}" for one in in_use.answers.differences(wanted)]
    build_index(scenario.roots, store.folder, encoder())
    found += [f"after the next build {one}" for one in open_and_read(store).answers.differences(scenario.after)]
    return found + strays(store)


def pointer_moves_early(scenario: Scenario, folder: Path) -> list[Path]:
    """Return what the disk may not hold yet when a rebuild moves the pointer to it: files, and folders' names."""
    store = scenario.copy(folder)
    disk = Disk(store.folder)
    early: list[Path] = []

    def look(_: Path, to: Path) -> None:
        if to == store.folder / "current":
            early.extend(sorted(disk.unsynced - {store.folder}))  # which is synced with the pointer itself

    disk.before_rename(look)
    with disk.watching():
        build_index(scenario.roots, store.folder, encoder())
    return early


def unseen_files(scenario: Scenario, folder: Path) -> list[Path]:
    """Return the files that a rebuild writes where no fault can be injected."""
    store = scenario.copy(folder)
    disk = Disk(store.folder)
    with disk.watching():
        build_index(scenario.roots, store.folder, encoder())
    return disk.unseen()
