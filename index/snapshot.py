"""Built indexes on disk: immutable folders, a manifest each, one pointer to the one in use.

    STORE/current                     the name of the snapshot in use
    STORE/writer.lock                 held by the process that builds
    STORE/calibration.json            what other floors keep with a corpus, from one snapshot to the next
    STORE/snapshots/NAME/manifest.json  passages.sqlite  vectors/  words/  pieces/  glossary.sqlite
                                      collections.npy  changes.json

A snapshot is written in a hidden folder beside its place, checked, renamed, and then pointed to by one atomic
rename: whoever opens the store sees the old one or the new one, never a half. A damaged snapshot in use is passed
over for the one before it.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.article import Article
from corpus.library import Problem, Scan
from index.admitting import Admission, Admitted
from index.counting import Counted, Counting
from index.encoders.protocol import Encoder
from index.errors import (
    DamagedIndexError,
    IncompatibleIndexError,
    IndexBusyError,
    IndexFloorError,
    NoIndexError,
)
from index.glossary import Glossary
from index.passage_store import ArticleCard, PassageStore
from index.pieces import PieceIndex
from index.readers import ReaderMark, is_read
from index.scope import Scope, admits
from index.vectors import VectorIndex

# Grows with every change of what lies in a snapshot, and of how articles are cleaned, cut or mined for the glossary:
# articles are taken over from one build to the next, so an old cut would live on.
FORMAT_VERSION = 5
KEPT = 3  # snapshots left on disk: the one in use and two to fall back on; beside them two newer ones that wait

PASSAGES, VECTORS, WORDS, PIECES = "passages.sqlite", "vectors", "words", "pieces"
GLOSSARY, COLLECTIONS, MANIFEST = "glossary.sqlite", "collections.npy", "manifest.json"
LOCK, BUILDING = "writer.lock", ".building-"
CHANGES = "changes.json"  # what the build changed, see `index.versions`; no part of answering
REBUILD, REBUILD_ALL = "run `sourcier rebuild-index`", "run `sourcier rebuild-index --all`"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot says of itself. `checksums` maps each file, below the snapshot, to its SHA-256.

    `pieces_digest` is that of the table whose word pieces it holds; `collections` counts the articles of each, by name.
    """

    name: str
    format_version: int
    encoder_id: str
    encoder_digest: str
    pieces_digest: str
    dimensions: int
    articles: int
    passages: int
    languages: dict[str, int]
    collections: dict[str, int]
    built_at: str
    build_seconds: float
    problems: list[Problem] = field(default_factory=list)
    checksums: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changes:
    """Article ids that differ between a folder and a snapshot, each sorted."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many articles differ."""
        return len(self.added) + len(self.changed) + len(self.removed)


class Snapshot:
    """One opened snapshot: passages, vectors, words, word pieces and glossary that belong together.

    Safe to read from several threads.
    """

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest
        with ExitStack() as opened:
            opened.enter_context(closing(ReaderMark(folder / MANIFEST)))
            self.passages = opened.enter_context(closing(PassageStore(folder / PASSAGES)))
            self.glossary = opened.enter_context(closing(Glossary(folder / GLOSSARY)))
            self.vectors = VectorIndex(folder / VECTORS)
            self.pieces = PieceIndex(folder / PIECES)
            rows = (self.passages.count(), self.vectors.count, self.pieces.count)
            if set(rows) != {manifest.passages}:
                msg = (
                    f"{folder}: {rows[0]} passages, {rows[1]} vectors and {rows[2]} sets of word pieces, wanted "
                    f"{manifest.passages} of each; {REBUILD_ALL}"
                )
                raise DamagedIndexError(msg)
            of_rows = _read_collections(folder / COLLECTIONS, manifest)
            self._counting = Counting(manifest.collections, of_rows, folder / WORDS, self.pieces)
            self._admission = Admission(manifest.collections, of_rows, self.vectors)
            self._opened = opened.pop_all()

    def admitted(self, scope: Scope | None) -> Admitted | None:
        """Return what `scope` admits; None where that is everything, so that there is nothing to filter."""
        return self._admission.of(scope)

    def counted(self, scope: Scope | None) -> Counted:
        """Return the words and word pieces over which all that is counted for `scope` is counted."""
        return self._counting.of(scope)

    def names_in(self, scope: Scope | None) -> frozenset[str] | None:
        """Return the names of the collections here that `scope` admits; None where these are all."""
        admitted = self.admitted(scope)
        return admitted.collections if admitted else None

    def articles(self) -> list[ArticleCard]:
        """Return every article of every collection without its text, by id."""
        return self.passages.cards()

    def articles_in(self, scope: Scope | None) -> list[ArticleCard]:
        """Return the articles of `scope` without their texts, by title, then id."""
        names = self.names_in(scope)
        cards = [card for card in self.articles() if names is None or card.collection in names]
        return sorted(cards, key=lambda card: (card.title.casefold(), card.id))

    def article(self, article_id: str, scope: Scope | None) -> Article | None:
        """Return the article `article_id`, or None where `scope` has none of that id."""
        article = self.passages.article(article_id)
        return article if article is not None and admits(scope, article.collection) else None

    def changes_since(self, scan: Scan) -> Changes:
        """Return what differs by size or modification time between the folder now and the files that were read."""
        held = {card.id: (card.size_bytes, card.modified_ns) for card in self.articles()}
        built_ns = int(datetime.fromisoformat(self.manifest.built_at).timestamp() * 1e9)
        unreadable = {problem.path for problem in self.manifest.problems}
        mended = {file.id for file in scan.files if file.modified_ns > built_ns}
        now = {file.id: (file.size_bytes, file.modified_ns) for file in scan.files}
        return Changes(
            added=tuple(sorted(key for key in now if key not in held and (key not in unreadable or key in mended))),
            changed=tuple(sorted(key for key, look in now.items() if key in held and held[key] != look)),
            removed=tuple(sorted(key for key in held if key not in now)),
        )

    def close(self) -> None:
        """Let go of the files."""
        self._opened.close()


class Store:
    """The folder that holds the snapshots of one corpus."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def snapshots(self) -> Path:
        """Where the snapshots lie."""
        return self.folder / "snapshots"

    def current(self) -> str | None:
        """Return the name of the snapshot in use, or None before the first build."""
        return (self.read("current") or "").strip() or None

    def names(self) -> list[str]:
        """Return the snapshots on disk, newest first."""
        if not self.snapshots.is_dir():
            return []
        found = (path.name for path in self.snapshots.iterdir() if path.is_dir() and not path.name.startswith("."))
        return sorted(found, reverse=True)

    def is_being_written(self) -> bool:
        """Return whether a process holds the store for writing right now.

        To know, the lock is taken for a moment where it is free; a build that begins in that moment finds it busy.
        """
        from filelock import FileLock, Timeout

        lock = self.folder / LOCK
        if not lock.exists():
            return False
        try:
            with FileLock(lock, timeout=0):
                return False
        except Timeout:
            return True

    def left_over(self) -> list[Path]:
        """Return the folders of builds that are under way, or were killed."""
        return sorted(self.snapshots.glob(f"{BUILDING}*"))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the store for writing.

        Raises:
            IndexBusyError: another process holds it.
        """
        from filelock import FileLock, Timeout  # loads asyncio, which a question does not need

        self.snapshots.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.folder / LOCK, timeout=0):
                for left_over in self.left_over():
                    shutil.rmtree(left_over, ignore_errors=True)
                yield
        except Timeout as error:
            msg = f"another process is building {self.folder}; wait for it to end, then try again"
            raise IndexBusyError(msg) from error

    def new_folder(self) -> Path:
        """Make the hidden folder in which a snapshot is written; its name sorts after those of all before it."""
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}-{secrets.token_hex(2)}"
        folder = self.snapshots / f"{BUILDING}{name}"
        (folder / WORDS).parent.mkdir(parents=True)
        return folder

    def in_use_since(self) -> datetime | None:
        """Return when the snapshot in use was put in use."""
        try:
            return datetime.fromtimestamp((self.folder / "current").stat().st_mtime, UTC)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def publish(self, folder: Path, manifest: Manifest, *, put_in_use: bool = True) -> None:
        """Write the manifest with every file's checksum, check the whole, and put it in use, or have it wait."""
        manifest.checksums.update(checksums(folder))
        (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1, ensure_ascii=False), encoding="utf-8")
        Snapshot(folder, manifest).close()
        for path in [*folder.rglob("*"), folder]:
            _sync(path)
        final = self.snapshots / manifest.name
        folder.rename(final)
        _sync(self.snapshots)
        if put_in_use:
            self.write("current", manifest.name + "\n")
        self._prune()

    def point_to(self, name: str) -> None:
        """Put a sound snapshot in use; see `index.versions.use_version`, which makes sure of it."""
        self.write("current", name + "\n")
        self._prune()

    def read(self, name: str) -> str | None:
        """Return what the file `name` beside `current` holds, with marks where it is not UTF-8; None without it."""
        try:
            return (self.folder / name).read_text(encoding="utf-8", errors="replace")
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, name: str, text: str) -> None:
        """Put the file `name` beside `current`, whole, by one atomic rename."""
        fresh = self.folder / f"{name}.new"
        fresh.write_text(text, encoding="utf-8")
        _sync(fresh)
        fresh.replace(self.folder / name)
        _sync(self.folder)

    def remove(self, name: str) -> bool:
        """Take the file `name` beside `current` away; return whether it was there."""
        try:
            (self.folder / name).unlink()
        except (FileNotFoundError, NotADirectoryError):
            return False
        return True

    def _prune(self) -> None:
        """Delete all but the one in use, those to fall back on, the newest that wait, and any that is being read."""
        names, current = self.names(), self.current() or ""
        waiting = [name for name in names if name > current][: KEPT - 1]
        kept = {current, *waiting, *[name for name in names if name < current][: KEPT - 1]}
        for name in names:
            if name not in kept and not is_read(self.snapshots / name / MANIFEST):
                shutil.rmtree(self.snapshots / name, ignore_errors=True)


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of a snapshot folder.

    Raises:
        DamagedIndexError: it is missing or not a manifest.
        IncompatibleIndexError: it has another format version.
    """
    path = folder / MANIFEST
    try:
        values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        version = values["format_version"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = f"{path}: not a readable manifest ({type(error).__name__}); {REBUILD_ALL}"
        raise DamagedIndexError(msg) from error
    if version != FORMAT_VERSION:
        msg = f"{folder}: index format {version}, this version of Sourcier reads {FORMAT_VERSION}; {REBUILD_ALL}"
        raise IncompatibleIndexError(msg)
    try:
        values["problems"] = [Problem(**one) for one in values["problems"]]
        return Manifest(**{one.name: values[one.name] for one in fields(Manifest)})
    except (KeyError, TypeError) as error:
        msg = f"{path}: the manifest lacks {error}; {REBUILD_ALL}"
        raise DamagedIndexError(msg) from error


def open_snapshot(store: Store, encoder: Encoder) -> Snapshot:
    """Return the snapshot in use, or the newest sound one before it where that is damaged.

    Raises:
        NoIndexError: nothing was built yet.
        IncompatibleIndexError: it was made with another encoder or format.
        DamagedIndexError: no snapshot is sound.
    """
    current = store.current()
    if current is None:
        msg = f"there is no index in {store.folder} yet; {REBUILD}"
        raise NoIndexError(msg)
    first_error: DamagedIndexError | None = None
    for name in [current, *(name for name in store.names() if name < current)]:
        try:
            return open_named(store, name, encoder)
        except DamagedIndexError as error:
            first_error = first_error or error
        except IncompatibleIndexError:
            if first_error is None:
                raise
    assert first_error is not None  # noqa: S101 - the loop ran at least once and did not return
    raise first_error


def open_named(store: Store, name: str, encoder: Encoder) -> Snapshot:
    """Return the snapshot `name`, its files checked against the manifest; errors as for `open_snapshot`."""
    folder = store.snapshots / name
    manifest = read_manifest(folder)
    if (manifest.encoder_digest, manifest.dimensions) != (encoder.digest, encoder.dimensions):
        msg = (
            f"the index in {store.folder} was made with the encoder {manifest.encoder_id} "
            f"({manifest.dimensions} wide, {manifest.encoder_digest[:12]}), the settings name {encoder.id} "
            f"({encoder.dimensions} wide, {encoder.digest[:12]}); {REBUILD}, or set the encoder back"
        )
        raise IncompatibleIndexError(msg)
    check_files(folder, manifest)
    return Snapshot(folder, manifest)


def check_files(folder: Path, manifest: Manifest) -> None:
    """Compare every file of a snapshot with its checksum.

    Raises:
        DamagedIndexError: one is missing, cannot be read or has changed.
    """
    try:
        found = checksums(folder)
    except OSError as error:
        msg = f"{error.filename or folder} cannot be read ({error.strerror}); {REBUILD_ALL}"
        raise DamagedIndexError(msg) from error
    for path, wanted in manifest.checksums.items():
        if found.get(path) != wanted:
            what = "is missing" if path not in found else "has changed since it was written"
            msg = f"{folder / path} {what}; {REBUILD_ALL}"
            raise DamagedIndexError(msg)


def checksums(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below `folder`, by POSIX path; the manifest and lock files left out."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != MANIFEST and path.suffix != ".lock":
            with path.open("rb") as file:
                found[path.relative_to(folder).as_posix()] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def write_collections(path: Path, numbers: Sequence[int]) -> None:
    """Write of each passage, in row order, the number of its article's collection."""
    np.save(path, np.asarray(numbers, np.int32), allow_pickle=False)


def _read_collections(path: Path, manifest: Manifest) -> NDArray[np.int32]:
    try:
        numbers: NDArray[np.int32] = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, EOFError, ValueError) as error:
        msg = f"{path}: the passages' collections cannot be read ({error}); {REBUILD_ALL}"
        raise DamagedIndexError(msg) from error
    if numbers.shape != (manifest.passages,) or (len(numbers) and int(numbers.max()) >= len(manifest.collections)):
        msg = f"{path}: {len(numbers)} passages of collections, wanted {manifest.passages}; {REBUILD_ALL}"
        raise DamagedIndexError(msg)
    return numbers


def _sync(path: Path) -> None:
    """Have the disk hold what was written to `path`, a file or a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        msg = f"{path} could not be written to disk: {error.strerror}; the index in use is unchanged"
        raise IndexFloorError(msg) from error
    finally:
        os.close(handle)
