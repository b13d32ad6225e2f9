"""What tests found of a snapshot, written into its manifest beside whatever else is done to the store.

A manifest is read, added to and put back whole under a lock of its own, which nobody holds for longer than that takes:
no note waits for a build, and no build for a test. Whoever takes a snapshot away holds it too, so that no note is
written into a folder that goes. A snapshot that was put in the place of another with the same articles, its twin, has
what is noted of that one too, before or after.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from index.errors import IndexBusyError, IndexFloorError, NoIndexError
from index.keeping import disk
from index.keeping.manifest import MANIFEST, read_manifest, write_manifest

NOTING = "noting.lock"

LONGEST_S = 30.0  # one who holds it takes some milliseconds; on a disk that hangs, nobody waits for ever


@contextmanager
def noting(folder: Path, longest_s: float = LONGEST_S) -> Iterator[None]:
    """Hold the manifests of the store in `folder`.

    Raises:
        IndexBusyError: another holds them for all that time.
        OSError: the disk refused.
    """
    from filelock import FileLock, Timeout  # loads asyncio, which a question does not need

    try:
        with FileLock(folder / NOTING, timeout=longest_s):
            yield
    except Timeout as error:
        msg = f"another process has held {folder / NOTING} for {longest_s:.0f} s; try again, or end the one that hangs"
        raise IndexBusyError(msg) from error


def note(folder: Path, name: str, test: str, result: Mapping[str, Any]) -> None:
    """Write what a test found of the snapshot `name` into the manifest of that one, or of what took its place.

    Raises:
        IndexFloorError: there is no such snapshot, its manifest cannot be read, or another holds the manifests.
        OSError: the disk refused; the manifest is as it was.
    """
    snapshots = _snapshots(folder)
    if not snapshots.is_dir():
        msg = f"{folder} holds no index {name!r}; `sourcier index versions` lists them"
        raise NoIndexError(msg)
    with noting(folder):
        place = snapshots / _heir(snapshots, name)
        manifest = read_manifest(place)
        write_manifest(place, replace(manifest, evaluation=manifest.evaluation | {test: dict(result)}))


def hand_over(folder: Path, name: str) -> None:
    """Write what was noted of a snapshot into the manifest of the one that took its place, if there is one.

    Raises:
        IndexBusyError: another holds the manifests.
        OSError: the disk refused.
    """
    with noting(folder):
        _hand_over(_snapshots(folder), name)


def drop(folder: Path, name: str) -> None:
    """Take a snapshot away, as far as that goes; what is left is taken away the next time."""
    with suppress(OSError, IndexBusyError), noting(folder):
        _hand_over(_snapshots(folder), name)
        disk.remove_tree(_snapshots(folder) / name)


def forget_half_notes(folder: Path) -> None:
    """Take away what notes left half written whose process was killed."""
    if any(_half_notes(folder)):
        with suppress(OSError, IndexBusyError), noting(folder, 0):
            for path in _half_notes(folder):
                path.unlink(missing_ok=True)


def _half_notes(folder: Path) -> Iterator[Path]:
    return _snapshots(folder).glob(f"*/{disk.fresh(MANIFEST)}")


def _snapshots(folder: Path) -> Path:
    return folder / "snapshots"


def _hand_over(snapshots: Path, name: str) -> None:
    heir = _heir(snapshots, name)
    if heir == name:
        return
    with suppress(IndexFloorError):
        manifest = read_manifest(snapshots / heir)
        noted = read_manifest(snapshots / name).evaluation | manifest.evaluation
        if noted != manifest.evaluation:
            write_manifest(snapshots / heir, replace(manifest, evaluation=noted))


def _heir(snapshots: Path, name: str) -> str:
    """Return the snapshot that took the place of `name`, or of the one that did; `name` itself without any."""
    of = {}
    for other in disk.folders(snapshots):
        with suppress(IndexFloorError):
            of[read_manifest(snapshots / other).twin] = other
    for _ in of:
        name = of.get(name, name)
    return name
