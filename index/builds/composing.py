"""From articles and where they stand to a snapshot on disk, and what keeps its segments few.

A snapshot's own files say which articles live and what is known of all of them together. They are written anew each
time, from those of the snapshot before where that is much less work, and are the same either way.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from corpus.walking import Problem
from index.builds.merging import plan_merges
from index.builds.placing import Placed
from index.encoders.protocol import Encoder
from index.errors import IndexFloorError
from index.glossaries.glossary_writing import update_glossary, write_glossary
from index.keeping import disk
from index.keeping.catalogue import NUMBERS, TEXT, Catalogue, row_map, write_catalogue
from index.keeping.disk import BUILDING
from index.keeping.hashing import checksum
from index.keeping.manifest import FORMAT_VERSION, DensePart, Manifest
from index.keeping.noting import hand_over
from index.keeping.readers import is_read
from index.keeping.rows import RowMap
from index.keeping.snapshot import CHANGES, COUNTERPARTS, GLOSSARY, Snapshot
from index.keeping.store import Store
from index.keeping.versions import BuildChanges, write_changes
from index.matching.counterparts import find_counterparts, rows_kept, update_counterparts, write_counterparts
from index.matching.dense_recall import SAMPLED, recall_at_10
from index.matching.pieces import PieceTable
from index.segments.segment import CARD, Segment

CODES = "codes"  # the way of finding the nearest where a segment has many passages of a language

AT_ONCE = 8192  # rows that are merged before a snapshot is put in use; it takes a fraction of a second

OnWritten = Callable[[int, int], None]
"""Told how many of how many steps of writing are done."""


@dataclass(frozen=True, slots=True)
class Composed:
    """A snapshot that is whole in its hidden folder."""

    folder: Path
    manifest: Manifest


def compose(
    placed: Placed,
    changes: BuildChanges,
    encoder: Encoder,
    table: PieceTable,
    problems: Sequence[Problem],
    started: float,
    on_written: OnWritten,
    *,
    in_haste: bool = True,
    twin: str = "",
) -> Composed:
    """Write a snapshot of the articles placed into a hidden folder of the store, and check that it opens.

    Segments are merged first; `in_haste`, those alone that are merged in little time, or are mostly new. `twin` is the
    snapshot of the same articles whose place it takes.

    Raises:
        OSError: the disk refused.
    """
    for plan in plan_merges(placed.weights()):
        if not in_haste or _soon(placed, plan):
            placed.merge(plan)
    on_written(0, 4)
    segments, listing = placed.used()
    folder = placed.store.new_folder()
    try:
        write_catalogue(folder, listing)
        catalogue = Catalogue(folder)
        rows = row_map(catalogue, [one.card.rows for one in segments])
        on_written(1, 4)
        _write_glossary(folder, placed, catalogue, changes)
        on_written(2, 4)
        _write_counterparts(folder, placed, segments, rows)
        on_written(3, 4)
        write_changes(folder / CHANGES, changes)
        manifest = Manifest(
            name=folder.name.removeprefix(BUILDING),
            format_version=FORMAT_VERSION,
            encoder_id=encoder.id,
            encoder_digest=encoder.digest,
            pieces_digest=table.digest,
            dimensions=encoder.dimensions,
            articles=catalogue.count,
            passages=catalogue.passages,
            languages={str(language): count for language, count in catalogue.spoken().items()},
            collections=dict(catalogue.collections),
            # Not in whole seconds: a file of the same second that could not be read would count as written since.
            built_at=datetime.now(UTC).isoformat(timespec="microseconds"),
            twin=twin,
            build_seconds=round(time.monotonic() - started, 3),
            problems=list(problems),
            segments=_named(placed.store, segments),
        )
        on_written(4, 4)
        return Composed(folder, _finish(placed, folder, manifest, segments))
    except BaseException:
        disk.remove_tree(folder)
        raise


def tidy(placed: Placed, made: Composed, started: float) -> Manifest:
    """Merge what took too long to be merged before, and put a snapshot of the same articles in use; return what is.

    Where the disk refuses, the snapshot that was `made` stays in use, and the next build merges.
    """
    plans = plan_merges(placed.weights())
    if not plans:
        return made.manifest
    try:
        return _tidied(placed, made, plans, started)
    except (OSError, IndexFloorError):
        placed.store.prune()
        return made.manifest


def _tidied(placed: Placed, made: Composed, plans: Sequence[Sequence[int]], started: float) -> Manifest:
    for plan in plans:
        placed.merge(plan)
    segments, listing = placed.used()
    store, former = placed.store, placed.store.snapshots / made.manifest.name
    folder = store.new_folder()
    try:
        write_catalogue(folder, listing)
        own = {PurePosixPath(path).parts[0] for path in made.manifest.checksums}
        for name in sorted(own - {NUMBERS, TEXT}):  # where articles stand is all that changes
            disk.copy(former / name, folder / name)
        manifest = replace(
            made.manifest,
            name=folder.name.removeprefix(BUILDING),
            build_seconds=round(time.monotonic() - started, 3),
            segments=_named(store, segments),
            twin=made.manifest.name,
        )
        manifest = _finish(placed, folder, manifest, segments)
        store.publish(folder, manifest.name)
    finally:
        disk.remove_tree(folder)
    with suppress(OSError, IndexFloorError):  # it is tried again when the former one goes
        hand_over(store.folder, former.name)
    if not is_read(former):
        store.drop(former.name)
        store.prune()
    return manifest


def _soon(placed: Placed, plan: Sequence[int]) -> bool:
    """Return whether segments are merged before the snapshot is put in use."""
    live = placed.live()
    total = sum(live[number] for number in plan)
    return total <= AT_ONCE or sum(live[number] for number in plan if placed.is_new(number)) >= total / 2


def _named(store: Store, segments: Iterable[Segment]) -> dict[str, str]:
    return {one.name: checksum(store.segments / one.name / CARD) for one in segments}


def _write_glossary(folder: Path, placed: Placed, catalogue: Catalogue, changes: BuildChanges) -> None:
    said = placed.definitions()
    speaking = sorted({one.article_id for one in said})
    cards = placed.cards(speaking)
    dates = {one: card.published for one, card in cards.items() if card.published}
    named = {one: catalogue.collection(catalogue.find(one)) for one in speaking}
    before = placed.before
    if before is None or len(placed.new) == catalogue.count:
        write_glossary(folder / GLOSSARY, said, dates, named)
        return
    gone = placed.new.union(one.id for one in changes.removed)
    update_glossary(folder / GLOSSARY, before.folder / GLOSSARY, gone, said, dates, named)


def _write_counterparts(folder: Path, placed: Placed, segments: Sequence[Segment], rows: RowMap) -> None:
    parts = [one.card.part for one in segments]
    vectors = [one.vectors for one in segments]
    before = placed.before
    if before is None:
        found = find_counterparts(vectors, rows, parts)
    else:
        kept = rows_kept(before.rows, rows, placed.homes(segments))
        found = update_counterparts(before.counterparts, kept, vectors, rows, parts)
    disk.make_folder(folder / COUNTERPARTS)
    write_counterparts(folder / COUNTERPARTS, found)


def _finish(placed: Placed, folder: Path, manifest: Manifest, segments: Sequence[Segment]) -> Manifest:
    """Open what was written, to see that it fits together and to measure it; write its manifest, and return that."""
    for one in segments:
        one.hold()
    with closing(Snapshot(folder, manifest, segments, beside=placed.before)) as snapshot:
        manifest = replace(manifest, dense=_dense(placed, snapshot))
    return placed.store.finish(folder, manifest)


def _dense(placed: Placed, snapshot: Snapshot) -> DensePart:
    """Return how the nearest passages are found; what was measured stays true while no large segment is new."""
    coded = [number for number, one in enumerate(snapshot.segments) if one.vectors.codebook is not None]
    if not coded:
        return DensePart()
    before = placed.before
    if before is not None and before.manifest.dense.method == CODES:
        known = {one.name for one in before.segments}
        if all(snapshot.segments[number].name in known for number in coded):
            return before.manifest.dense
    return DensePart(CODES, round(recall_at_10(snapshot.vectors), 4), SAMPLED)
