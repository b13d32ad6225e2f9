"""How the folders of articles differ from what a snapshot knows of them, by size and time: no file is read."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

import numpy as np

from corpus.scanning import SourceFile, Survey
from corpus.walking import PASSING
from index.errors import IndexFloorError
from index.keeping.catalogue import UNKNOWN, Catalogue
from index.keeping.glancing import Glance
from index.keeping.manifest import Manifest, read_manifest
from index.keeping.store import Store


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells two forms of a file apart without reading it."""

    size_bytes: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Changes:
    """Article ids that differ between a folder and a snapshot, each sorted.

    Those of `touched` have another modification time and the same size: only reading them tells whether they changed.
    `stamps` has their files by id, removed ones as they were read: an article edited twice differs as it did before.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    touched: tuple[str, ...] = ()
    stamps: Mapping[str, Stamp] = field(default_factory=dict, compare=False, kw_only=True)

    @property
    def count(self) -> int:
        """How many articles differ, or may."""
        return len(self.added) + len(self.changed) + len(self.removed) + len(self.touched)

    def among(self, counts: Callable[[str], object]) -> Changes:
        """Return those of the articles whose ids count."""
        kept = (tuple(filter(counts, ids)) for ids in (self.added, self.changed, self.removed, self.touched))
        return Changes(*kept, stamps={one: stamp for one, stamp in self.stamps.items() if counts(one)})


def changes_between(catalogue: Catalogue, manifest: Manifest, survey: Survey, *, servers_only: bool = False) -> Changes:
    """Return what differs between the folders now and the files that were read for a snapshot.

    With `servers_only`, `survey` is of servers' own folders alone, and only what is theirs can differ.
    """
    look = catalogue.survey(survey)
    built_ns, unreadable = manifest.built_ns(), {one.path: one.reason for one in manifest.problems}
    added: list[str] = []
    changed: list[str] = []
    touched: list[str] = []
    stamps: dict[str, Stamp] = {}
    differing = np.flatnonzero(~look.same).tolist()
    for file, number in zip(survey.files(differing), look.numbers[differing].tolist(), strict=True):
        stamps[file.id] = Stamp(file.size_bytes, file.modified_ns)
        if number != UNKNOWN:
            held = catalogue.entries[number]
            alike = held["size_bytes"] == file.size_bytes and held["modified_ns"] != file.modified_ns
            (touched if alike else changed).append(file.id)
        elif file.id not in unreadable or file.modified_ns > built_ns or _is_back(file, unreadable[file.id]):
            added.append(file.id)
    gone = catalogue.of_servers() if servers_only else np.ones(catalogue.count, np.bool_)
    gone[look.numbers[look.numbers != UNKNOWN]] = False
    lost = np.flatnonzero(gone)
    removed = [catalogue.id(number) for number in lost.tolist()]
    known = catalogue.entries[lost]
    stamps.update(zip(removed, map(Stamp, known["size_bytes"].tolist(), known["modified_ns"].tolist()), strict=True))
    return Changes(tuple(sorted(added)), tuple(sorted(changed)), tuple(removed), tuple(sorted(touched)), stamps=stamps)


def _is_back(file: SourceFile, reason: str) -> bool:
    """Return whether a file that was not there, or not to be read, is now: neither moves its time."""
    return reason in PASSING and os.access(file.place, os.R_OK)


def put_aside(
    store: Store, like: Manifest, survey: Callable[[], Survey], counts: Callable[[str], object] = bool
) -> str | None:
    """Return the snapshot that somebody went back behind and that knows the folders as they are now; None without one.

    Only the articles are looked at whose ids count.

    To build the same once more and put that in use would undo what they did. One that was never in use is none: its
    build may have been killed just then. None either where `like`, which is opened, only stands in for a damaged one,
    or where the one put aside is seen to be damaged. It was made by the same encoder. A file of another time and the
    same size is as it was: copied anew, most likely. `survey` is asked for only where somebody went back.
    """
    if store.current() != like.name:
        return None
    used = store.history().used
    newer = [name for name in store.names() if name > like.name and name in used]
    found: Survey | None = None
    for name in newer:
        folder = store.snapshots / name
        with suppress(IndexFloorError, ValueError):  # what cannot be read is not what anybody means
            manifest = read_manifest(folder)
            if (manifest.encoder_digest, manifest.pieces_digest) != (like.encoder_digest, like.pieces_digest):
                continue
            found = found or survey()
            changes = changes_between(Catalogue(folder), manifest, found).among(counts)
            if changes.count == len(changes.touched) and Glance(store.folder, like.name).is_whole(name):
                return name
    return None
