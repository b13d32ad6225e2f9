"""What a collection holds, one article less, and all of it as an archive."""

from __future__ import annotations

import json
import tempfile
import zipfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from corpus.intake.limits import LIMITS, IntakeLimits
from corpus.intake.places import Digests, changing, file_of, files_of, on_disk, path_below, root_of
from corpus.intake.trash import Trashed, discard, entitled, forget_oldest
from corpus.library import SourceFile
from corpus.refusals import IntakeError
from corpus.roots import Root
from corpus.sources import Source, all_sources

SOURCES_LIST = "sources.json"  # no article has this ending
_BLOCK_BYTES = 262_144


@dataclass(frozen=True, slots=True)
class Listed:
    """One file of a collection. `source` is what was noted when it was taken in; None for one put there by hand."""

    id: str
    size_bytes: int
    modified: datetime
    source: Source | None


@dataclass(frozen=True, slots=True)
class Export:
    """A collection as a zip archive in a temporary file, which is gone once it is closed."""

    file: IO[bytes]
    articles: int
    size_bytes: int


def remove(place: Root | Path, article_id: str, *, limits: IntakeLimits = LIMITS) -> Trashed:
    """Move one article to the collection's trash, from where `restore` brings it back.

    Raises:
        IntakeError: there is no such article, it lies outside the folder, or the disk refuses.
    """
    root = root_of(place)
    with on_disk():
        file_of(root, article_id)  # before a lock is made in a folder that is none
        with changing(root.folder):
            one = discard(root, file_of(root, article_id))
            forget_oldest(root, limits)
            return entitled(root, [one])[0]


def listing(place: Root | Path) -> tuple[Listed, ...]:
    """Return the files of a collection by id, without reading them as articles.

    Raises:
        IntakeError: the disk refuses.
    """
    with on_disk():
        root = root_of(place)
        return tuple(_listed(root, files_of(root)))


def export(place: Root | Path, *, limits: IntakeLimits = LIMITS) -> Export:
    """Return an archive of all files of a collection, and of a list of where each came from.

    The caller closes its file.

    Raises:
        IntakeError: it is larger than `limits.export_bytes`, or the disk refuses.
    """
    with on_disk():
        root = root_of(place)
        files = files_of(root)
        listed = _listed(root, files)
        sources = {str(path_below(root, one.id)): asdict(one.source) for one in listed if one.source is not None}
        packed = tempfile.TemporaryFile()  # noqa: SIM115 - handed to the caller
        try:
            with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
                for file in files:
                    _pack(archive, file.path, str(path_below(root, file.id)), packed, limits)
                archive.writestr(SOURCES_LIST, json.dumps(sources, ensure_ascii=False, indent=1))
            size_bytes = packed.seek(0, 2)
            packed.seek(0)
        except BaseException:
            packed.close()
            raise
        return Export(packed, len(files), size_bytes)


def _pack(archive: zipfile.ZipFile, path: Path, name: str, packed: IO[bytes], limits: IntakeLimits) -> None:
    entry = zipfile.ZipInfo.from_file(path, name, strict_timestamps=False)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with path.open("rb") as source, archive.open(entry, "w") as target:
        while block := source.read(_BLOCK_BYTES):
            target.write(block)
            if packed.tell() > limits.export_bytes:
                raise IntakeError("export_too_large", megabytes=max(1, limits.export_bytes // 1_000_000))


def _listed(root: Root, files: tuple[SourceFile, ...]) -> list[Listed]:
    sources = all_sources(root.folder)
    digests = Digests(sources)
    return [
        Listed(
            file.id,
            file.size_bytes,
            datetime.fromtimestamp(file.modified_ns / 1e9, UTC),
            sources.get(digests.of(file)) if sources else None,
        )
        for file in files
    ]
