"""The folder of a collection that takes articles in: what lies in it, who may change it, how a file gets there whole.

    COLLECTION/NAME.md …       the articles
    COLLECTION/.sources/       what is known of each (`corpus.sources`)
    COLLECTION/.incoming/      files that are being tried; what a crash left there is cleared away
    COLLECTION/.trash/STAMP/   one removed or replaced article each
    COLLECTION/.lock           held by whoever changes the collection

Hidden folders are no part of the collection to `corpus.library`.
"""

from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from corpus.errors import CorpusError
from corpus.library import SourceFile
from corpus.refusals import IntakeError
from corpus.roots import Root, scan_roots
from corpus.sources import SOURCES, Source, digest_of, record_of

INCOMING, TRASH, LOCK = ".incoming", ".trash", ".lock"
LOCK_S = 10.0  # whoever holds it moves one file
STALE_S = 3600.0  # no intake takes that long


@contextmanager
def on_disk() -> Iterator[None]:
    """Say what the disk refuses as an `IntakeError`, without the path."""
    try:
        yield
    except OSError as error:
        raise IntakeError("disk", cause=(error.strerror or type(error).__name__).lower()) from error


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Hold the collection alone.

    Raises:
        IntakeError: somebody else does not let go of it.
    """
    from filelock import FileLock, Timeout  # loads asyncio, which a question does not need

    lock = FileLock(folder / LOCK, timeout=LOCK_S)
    try:
        lock.acquire()
    except Timeout as error:
        raise IntakeError("busy") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def staged(folder: Path, name: str, data: bytes) -> Iterator[Path]:
    """Give a file of this name and content, on the collection's own disk but not in the collection, for a while."""
    incoming = folder / INCOMING
    incoming.mkdir(parents=True, exist_ok=True)
    _clear_stale(incoming)
    place = incoming / secrets.token_hex(8)
    place.mkdir()
    try:
        path = place / name
        write_durably(path, data)
        yield path
    finally:
        shutil.rmtree(place, ignore_errors=True)


def put(staged_file: Path, place: Path) -> None:
    """Move a staged file to its place in one step: readers see all of it or nothing."""
    staged_file.replace(place)
    sync_folder(place.parent)


def keep_source(folder: Path, digest: str, source: Source) -> None:
    """Write the record of a file, in one step."""
    place = folder / SOURCES / f"{digest}.json"
    place.parent.mkdir(exist_ok=True)
    passing = place.with_name(f".{digest}.{secrets.token_hex(4)}")
    try:
        write_durably(passing, record_of(source))
        passing.replace(place)
    finally:
        passing.unlink(missing_ok=True)
    sync_folder(place.parent)


def write_durably(path: Path, data: bytes) -> None:
    """Write a new file and have it on the disk."""
    with path.open("xb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where the platform can."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def root_of(place: Root | Path) -> Root:
    """Return a collection's root; a folder alone is one whose ids are paths below it."""
    return place if isinstance(place, Root) else Root(place)


def path_below(root: Root, article_id: str) -> PurePosixPath:
    """Return where an article lies below its root."""
    return PurePosixPath(article_id.removeprefix(root.id_prefix))


def files_of(root: Root) -> tuple[SourceFile, ...]:
    """Return the articles' files; none where there is no folder yet.

    Raises:
        IntakeError: the folder cannot be listed.
    """
    if not root.folder.is_dir():
        return ()
    try:
        return scan_roots([root]).files
    except CorpusError as error:  # whose words name the folder
        raise IntakeError("disk", cause="the folder cannot be listed") from error


def file_of(root: Root, article_id: str) -> SourceFile:
    """Return the file of one article, which is looked up in the collection: no path is made of an id.

    Raises:
        IntakeError: there is none, or it lies outside the folder.
    """
    file = next((one for one in files_of(root) if one.id == article_id), None)
    if file is None:
        raise IntakeError("not_found", name=article_id[:200])
    if not file.path.parent.resolve().is_relative_to(root.folder.resolve()):
        raise IntakeError("elsewhere", name=article_id[:200])
    return file


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    return digest_of(path.read_bytes())


class Digests:
    """Digests of files, taken from the records where a file still looks as it did when it was taken in."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        known: dict[tuple[int, int], str | None] = {}
        for digest, source in sources.items():
            if source.size_bytes is not None and source.modified_ns is not None:
                look = (source.size_bytes, source.modified_ns)
                known[look] = None if look in known else digest  # where clocks are coarse, two files may look alike
        self._known = known

    def of(self, file: SourceFile) -> str:
        """Return the SHA-256 of a file's bytes, which are read only if nobody knows it."""
        return self._known.get((file.size_bytes, file.modified_ns)) or digest_of_file(file.path)

    def known(self, path: Path) -> str | None:
        """Return the SHA-256 of the bytes of the file at `path` where somebody knows it: it is not read."""
        look = path.lstat()
        return self._known.get((look.st_size, look.st_mtime_ns))


def now() -> str:
    """Return the time as records write it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _clear_stale(incoming: Path) -> None:
    for left_over in incoming.iterdir():
        try:
            stale = time.time() - left_over.stat().st_mtime > STALE_S
        except OSError:  # somebody else's, who is done with it
            continue
        if stale:
            shutil.rmtree(left_over, ignore_errors=True)
