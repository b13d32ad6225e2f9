"""The snapshots of a store as people choose between them: listing, putting one in use, taking one away.

A version that is newer than the one in use waits: it was built without being put in use, or somebody went back behind
it. Going back undoes the last change of what is in use (`index.keeping.history`), and goes to nothing that only ever
waited. Only `use_version` moves what is in use, by one atomic rename, after the version was opened and its files
checked.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from index.encoders.protocol import Encoder
from index.errors import (
    ChangedIndexError,
    DamagedIndexError,
    IncompatibleIndexError,
    IndexFloorError,
    NoIndexError,
)
from index.keeping import disk
from index.keeping.disk import size_bytes
from index.keeping.manifest import DensePart, Manifest, read_manifest
from index.keeping.snapshot import CHANGES, check_snapshot, open_named
from index.keeping.store import KEPT, Store


@dataclass(frozen=True, slots=True)
class ArticleName:
    """An article as lists name it; `collection` is empty where an earlier version wrote it down."""

    id: str
    title: str
    collection: str = ""


@dataclass(frozen=True, slots=True)
class BuildChanges:
    """What a build made of the snapshot `before` it (None where there was none that could be read), each by id."""

    before: str | None = None
    added: tuple[ArticleName, ...] = ()
    changed: tuple[ArticleName, ...] = ()
    removed: tuple[ArticleName, ...] = ()

    def beside(self, ids: Collection[str]) -> tuple[ArticleName, ...]:
        """Return the articles that changed and are not among `ids`; none of a first build, in which all are new."""
        changed = () if self.before is None else (*self.added, *self.changed, *self.removed)
        return tuple(one for one in changed if one.id not in ids)


@dataclass(frozen=True, slots=True)
class Version:
    """A snapshot on disk. `problem` says why it cannot be used, and is empty where it can; counts are then 0.

    `waiting` says that it is newer than the one in use; `unused`, that it is known never to have been in use.
    `steps_back` is how far going back goes to come to it: 1 for what was in use before the one that is, 0 where going
    back does not come to it. `dense` and `evaluation` are the manifest's; where that cannot be read, there are none.
    """

    name: str
    in_use: bool
    waiting: bool
    built_at: datetime | None = None
    articles: int = 0
    passages: int = 0
    languages: Mapping[str, int] = field(default_factory=dict)
    encoder_id: str = ""
    problem: str = ""
    dense: DensePart | None = None
    evaluation: Mapping[str, Any] = field(default_factory=dict)
    unused: bool = False
    steps_back: int = 0


@dataclass(frozen=True, slots=True)
class Verified:
    """A snapshot whose every file was read. `problem` says what is wrong with it and is empty where nothing is.

    `damaged` says that its files are not those that were built; one of another version of Sourcier only cannot be read.
    """

    name: str
    in_use: bool
    problem: str = ""
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Pruned:
    """The snapshots that were deleted, newest first, and the bytes on disk that this freed."""

    names: tuple[str, ...]
    freed_bytes: int


def list_versions(store: Store, encoder: Encoder | None = None, *, check: bool = False) -> list[Version]:
    """Return the snapshots on disk, newest first.

    With `encoder`, those that another encoder made have a problem too; with `check`, every file is read and compared
    with its checksum, which takes about a second for each gigabyte.
    """
    current, twins = store.current(), store.twins()
    names = [name for name in store.names() if name == current or name not in twins]
    history = store.history()
    before = [name for name in store.stand_ins() if name in names and name in history.order]
    steps = {name: place for place, name in enumerate(before, start=1)}
    return [
        replace(
            _version(store, name, current, encoder, check=check),
            unused=name != current and history.is_unused(name),
            steps_back=steps.get(name, 0),
        )
        for name in names
    ]


def earlier(found: Iterable[Version]) -> Version | None:
    """Return that of the versions listed which was in use before the one that is, or the next before it that is whole.

    None that only ever waited is gone back to.
    """
    there = [one for one in found if one.steps_back and not one.problem]
    return min(there, key=lambda one: one.steps_back, default=None)


def use_version(
    store: Store, name: str, encoder: Encoder, *, instead_of: str | None = None, back: bool = False
) -> Manifest:
    """Put a snapshot that is on disk in use, once it was opened and found whole; return its manifest.

    With `instead_of`, only if that is the one in use now. `back` says that this is going back (see `earlier`): going
    back again then goes on, else it comes back to what is in use now. Whatever is raised, what was in use stays in use.

    Raises:
        ChangedIndexError: another than `instead_of` is in use.
        DamagedIndexError: a file of it is missing or has changed.
        IncompatibleIndexError: another encoder or version of Sourcier made it.
        IndexBusyError: another process is building.
        NoIndexError: there is no snapshot of that name.
        IndexFloorError: the disk refused.
    """
    _require(store, name)
    with _refusing(store), store.writing():
        current = store.current()
        if instead_of is not None and current != instead_of:
            msg = f"{store.folder}: {current} is in use, wanted {instead_of}; look at `sourcier index versions` again"
            raise ChangedIndexError(msg)
        _require(store, name)
        snapshot = open_named(store, name, encoder)
        snapshot.close()
        store.point_to(name, back=back)
        return snapshot.manifest


def discard_version(store: Store, name: str) -> None:
    """Delete a snapshot that is not in use.

    Raises:
        ChangedIndexError: it is in use.
        IndexBusyError: another process is building.
        NoIndexError: there is no snapshot of that name.
        IndexFloorError: the disk refused.
    """
    with _refusing(store), store.writing():
        _require(store, name)
        if name == store.current():
            msg = f"{store.folder}: {name} is in use and is kept; put another in use first"
            raise ChangedIndexError(msg)
        store.drop(name)
        store.prune()


def verify_versions(store: Store, name: str | None = None) -> list[Verified]:
    """Read every file of all snapshots, or of `name` alone, and compare it with its checksum; newest first.

    Raises:
        NoIndexError: there is no snapshot of that name.
    """
    if name is not None:
        _require(store, name)
    current = store.current()
    return [_verified(store, one, current) for one in ([name] if name is not None else store.names())]


def prune_versions(store: Store, *, keep: int = KEPT, dry_run: bool = False) -> Pruned:
    """Delete all snapshots but the one in use, the `keep` - 1 before it, those that wait and any that is being read.

    Those before it are the ones that were in use; older ones that only ever waited go first, and damaged ones before
    those.

    With `dry_run` nothing is deleted, and the bytes are those of the folders that would be.

    Raises:
        IndexBusyError: another process is building.
        IndexFloorError: the disk refused.
    """
    with _refusing(store), store.writing():
        chosen = store.superfluous(keep, thorough=True)
        if dry_run:
            return Pruned(tuple(chosen), _alone_bytes(store, chosen))
        held = size_bytes(store.folder)
        store.take_away(chosen)
        gone = set(chosen) - set(store.names())
        return Pruned(tuple(name for name in chosen if name in gone), held - size_bytes(store.folder))


def write_changes(path: Path, changes: BuildChanges) -> None:
    """Write what a build changed."""
    disk.write_bytes(path, json.dumps(asdict(changes)).encode())


def read_changes(store: Store, name: str) -> BuildChanges | None:
    """Return what the build of a snapshot changed; None where it does not say so, or there is no such snapshot."""
    if name not in store.names():
        return None
    try:
        values = json.loads((store.snapshots / name / CHANGES).read_text(encoding="utf-8"))
        lists = {kind: tuple(ArticleName(**one) for one in values[kind]) for kind in ("added", "changed", "removed")}
        return BuildChanges(values["before"], **lists)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _version(store: Store, name: str, current: str | None, encoder: Encoder | None, *, check: bool) -> Version:
    in_use, waiting = name == current, current is None or name > current
    folder = store.snapshots / name
    try:
        manifest = read_manifest(folder)
        built_at = datetime.fromisoformat(manifest.built_at)
        if check:
            check_snapshot(store, name)
    except (DamagedIndexError, IncompatibleIndexError, ValueError) as error:
        return Version(name, in_use, waiting, problem=str(error))
    problem = ""
    if encoder is not None and (manifest.encoder_digest, manifest.dimensions) != (encoder.digest, encoder.dimensions):
        problem = f"made with the encoder {manifest.encoder_id}, the settings name {encoder.id}"
    return Version(
        name,
        in_use,
        waiting,
        built_at if built_at.tzinfo else built_at.replace(tzinfo=UTC),
        manifest.articles,
        manifest.passages,
        manifest.languages,
        manifest.encoder_id,
        problem,
        manifest.dense,
        manifest.evaluation,
    )


def _verified(store: Store, name: str, current: str | None) -> Verified:
    try:
        check_snapshot(store, name)
    except DamagedIndexError as error:
        return Verified(name, name == current, str(error), damaged=True)
    except IncompatibleIndexError as error:
        return Verified(name, name == current, str(error))
    return Verified(name, name == current)


def _alone_bytes(store: Store, names: Collection[str]) -> int:
    """Return what snapshots take, with the segments that no other names."""
    held = store.named([name for name in store.names() if name not in names])
    segments = [] if held is None else [name for name in store.segment_names() if name not in held]
    return sum(
        map(size_bytes, (*(store.snapshots / name for name in names), *(store.segments / one for one in segments)))
    )


def _require(store: Store, name: str) -> None:
    if name not in store.names():  # also what is no name but a path
        there = store.names()
        if not there:
            msg = f"there is no index in {store.folder} yet, and none called {name!r}; {disk.REBUILD}"
        else:
            near = get_close_matches(name, there, n=1)
            held = f"is one, {there[0]}" if len(there) == 1 else f"are {len(there)}, the newest {there[0]}"
            hint = f"did you mean {near[0]}?" if near else f"there {held};"
            msg = f"{store.folder} holds no index {name!r}; {hint} `sourcier index versions` lists them"
        raise NoIndexError(msg)


@contextmanager
def _refusing(store: Store) -> Iterator[None]:
    """Say what the disk refused in the floor's own error."""
    try:
        yield
    except OSError as error:
        msg = f"{disk.refusal(error, store.folder)}; the index in use is unchanged"
        raise IndexFloorError(msg) from error
