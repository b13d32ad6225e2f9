"""The folder that holds the snapshots of one corpus, and the segments that they share.

    STORE/current             the name of the snapshot in use
    STORE/history.json        what was in use before it, see `index.keeping.history`
    STORE/writer.lock         held by the process that builds; STORE/writer.json says who that is
    STORE/noting.lock         held for a moment by whoever writes into a manifest, see `index.keeping.noting`
    STORE/calibration.json    what other floors keep with a corpus, from one snapshot to the next
    STORE/snapshots/NAME/     which articles there are, where they stand, and what is known of them together
    STORE/segments/NAME/      articles with their passages, never changed, named by one snapshot or more

A snapshot is written in a hidden folder beside its place, checked, renamed, and then pointed to by one atomic rename:
whoever opens the store sees the old one or the new one, never a half. Segments that no snapshot names are what a build
left that was stopped: the next one takes from them what it can use, and then they go.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from index.errors import IndexBusyError, IndexFloorError
from index.keeping import disk, noting
from index.keeping.disk import BUILDING
from index.keeping.glancing import Glance
from index.keeping.history import History, has_history, read_history, write_history
from index.keeping.manifest import Manifest, OldFormatError, read_manifest, write_new_manifest
from index.keeping.readers import is_read
from index.keeping.sealed import checksums
from index.keeping.writer import Writer, ourselves, read_writer

CURRENT, LOCK, WRITER = "current", "writer.lock", "writer.json"

STAMP = "%Y%m%dT%H%M%S%fZ"

KEPT = 3  # snapshots left on disk: the one in use and two to fall back on; beside them two newer ones that wait


class Store:
    """The folder that holds the snapshots of one corpus; `keep` of them, the one in use counted, are left on disk."""

    def __init__(self, folder: Path, keep: int = KEPT) -> None:
        self.folder = folder
        self.keep = max(1, keep)

    @property
    def snapshots(self) -> Path:
        """Where the snapshots lie."""
        return self.folder / "snapshots"

    @property
    def segments(self) -> Path:
        """Where the segments lie."""
        return self.folder / "segments"

    def current(self) -> str | None:
        """Return the name of the snapshot in use, or None before the first build."""
        return (self.read(CURRENT) or "").strip() or None

    def names(self) -> list[str]:
        """Return the snapshots on disk, newest first."""
        return sorted(disk.folders(self.snapshots), reverse=True)

    def segment_names(self) -> list[str]:
        """Return the segments on disk, whether a snapshot names them or not."""
        return sorted(disk.folders(self.segments))

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

    def writer(self) -> Writer | None:
        """Return who holds the store for writing right now; None where nobody does.

        The lock is tried, as by `is_being_written`, only where somebody said to hold it.
        """
        told = self.read(WRITER)
        return read_writer(told) if told is not None and self.is_being_written() else None

    def left_over(self) -> list[Path]:
        """Return the folders of builds that are under way, or were killed."""
        return sorted((*self.snapshots.glob(f"{BUILDING}*"), *self.segments.glob(f"{BUILDING}*")))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the store for writing, and take away what a build that was killed left half written.

        Where nothing stands in it in the end, as after a build of a folder that is not there, no folder is left of it.

        Raises:
            IndexBusyError: another process holds it; the message names it.
        """
        from filelock import FileLock, Timeout  # loads asyncio, which a question does not need

        made = [one for one in (self.folder, *self.folder.absolute().parents) if not one.exists()]
        self.snapshots.mkdir(parents=True, exist_ok=True)
        self.segments.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.folder / LOCK, timeout=0):
                for left_over in self.left_over():
                    disk.remove_tree(left_over)
                disk.forget_former(self.folder / CURRENT)
                noting.forget_half_notes(self.folder)
                with suppress(OSError):  # a full disk must not keep anybody from going back to an earlier snapshot
                    disk.replace(self.folder / WRITER, json.dumps(ourselves()).encode())
                try:
                    yield
                finally:
                    with suppress(OSError):
                        self.remove(WRITER)
                    self._vanish_if_empty(made)
        except Timeout as error:
            writer = read_writer(self.read(WRITER) or "")
            who = f"{writer}," if writer.since else str(writer)
            msg = f"{who} is building {self.folder}; wait for it to end, then try again"
            raise IndexBusyError(msg) from error

    def _vanish_if_empty(self, made: Sequence[Path]) -> None:
        """Take away what is there for writing alone if nothing was written, and the folders that were `made` for it.

        The lock is held still: whoever has its file open finds that it has no name any more, and takes a new one.
        """
        with suppress(OSError):  # raised of a folder that holds something, too
            if {one.name for one in self.folder.iterdir()} == {self.snapshots.name, self.segments.name, LOCK}:
                self.snapshots.rmdir()
                self.segments.rmdir()
                (self.folder / LOCK).unlink()
                for one in made:
                    one.rmdir()

    def new_folder(self) -> Path:
        """Make the hidden folder in which a snapshot is written; its name sorts after those of all before it."""
        name = f"{self._moment()}-{secrets.token_hex(2)}"
        folder = self.snapshots / f"{BUILDING}{name}"
        disk.make_folder(folder)
        return folder

    def _moment(self) -> str:
        """Return the time in a name; later than in all names there are, whatever the clock says."""
        now = datetime.now(UTC)
        for newest in self.names()[:1]:
            with suppress(ValueError):  # no name of ours
                stamped = datetime.strptime(newest.partition("-")[0], STAMP).replace(tzinfo=UTC)
                now = max(now, stamped + timedelta(microseconds=1))
        return f"{now:{STAMP}}"

    def in_use_since(self) -> datetime | None:
        """Return when the snapshot in use was put in use."""
        try:
            return datetime.fromtimestamp((self.folder / CURRENT).stat().st_mtime, UTC)
        except (FileNotFoundError, NotADirectoryError):
            return None

    def finish(self, folder: Path, manifest: Manifest) -> Manifest:
        """Write the manifest of what was written in the hidden `folder`, with the checksums of its files."""
        whole = replace(manifest, checksums=checksums(folder))
        write_new_manifest(folder, whole)
        disk.sync_tree(folder)
        return whole

    def publish(self, folder: Path, name: str, *, put_in_use: bool = True) -> None:
        """Give a finished `folder` its `name`, and put it in use, or have it wait.

        Raises:
            OSError: the disk refused; what was in use is in use, and the folder is gone.
        """
        try:
            if not put_in_use and not has_history(self.folder):  # so that it is known that this one only waits
                write_history(self.folder, self.history())
            disk.rename(folder, self.snapshots / name)
            if put_in_use:
                self.point_to(name)
        except OSError:
            if self.current() != name:
                disk.remove_tree(self.snapshots / name)
                disk.remove_tree(folder)
            raise
        if not put_in_use:
            self.prune()

    def point_to(self, name: str, *, back: bool = False) -> None:
        """Put a sound snapshot in use; see `index.keeping.versions.use_version`, which makes sure of it.

        `back` says that this undoes what was put in use after it.

        Raises:
            OSError: the disk refused; what was in use is in use.
        """
        names, current = self.names(), self.current()
        others = [one for one in names if one != name or name <= (current or "")]  # a newer one was not in use yet
        history = read_history(self.folder, others, current, self.heirs())
        write_history(self.folder, history.then(name, names, back=back))
        disk.replace(self.folder / CURRENT, f"{name}\n".encode(), keep=True)
        self.prune(opened=name)

    def history(self) -> History:
        """Return what was in use up to now."""
        return read_history(self.folder, self.names(), self.current(), self.heirs())

    def stand_ins(self) -> list[str]:
        """Return what can take the place of the snapshot in use, best first: the one that was in use before it, and on.

        Then those that may have been in use, the newest first, of those that are older; where nobody knows what is in
        use, of all. What only ever waited is not among them.
        """
        names, current, history = self.names(), self.current(), self.history()
        before = [name for name in dict.fromkeys(reversed(history.order)) if name in names and name != current]
        older = [name for name in names if current not in names or (current and name < current)]
        return before + [name for name in older if name not in before and not history.is_unused(name)]

    def note(self, name: str, test: str, result: Mapping[str, Any]) -> None:
        """Write what a test found of a snapshot into its manifest; see `index.keeping.noting.note`."""
        noting.note(self.folder, name, test, result)

    def drop(self, name: str) -> None:
        """Take a snapshot away, as far as that goes."""
        noting.drop(self.folder, name)

    def read(self, name: str) -> str | None:
        """Return what the file `name` beside `current` holds, with marks where it is not UTF-8; None without it."""
        try:
            return (self.folder / name).read_text(encoding="utf-8", errors="replace")
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, name: str, text: str) -> None:
        """Put the file `name` beside `current`, whole, by one atomic rename."""
        disk.replace(self.folder / name, text.encode("utf-8"))

    def remove(self, name: str) -> bool:
        """Take the file `name` beside `current` away; return whether it was there."""
        try:
            (self.folder / name).unlink()
        except (FileNotFoundError, NotADirectoryError):
            return False
        return True

    def superfluous(self, keep: int | None = None, *, thorough: bool = False, opened: str | None = None) -> list[str]:
        """Return the snapshots that `prune` takes away; `opened` was opened or made just now, so it is whole.

        All but the one in use, those to fall back on, the newest that wait, and any that is being read. Older ones
        that only ever waited are kept where too few others are there to fall back on, and damaged ones where too few
        are whole, as far as a glance tells, or a `thorough` look.
        """
        names, current, kept = self.names(), self.current() or "", (keep or self.keep) - 1
        waiting = [name for name in names if name > current][: max(self.keep, KEPT) - 1]
        twins = self.twins() - {current}
        stand_ins = self.stand_ins()
        older = [*stand_ins, *(name for name in names if name < current and name not in stand_ins)]
        older = [name for name in older if name not in twins]
        if 0 < kept < len(older):
            glance = Glance(self.folder, opened, thorough=thorough)
            older.sort(key=lambda name: not glance.is_whole(name))
        stay = {current, *waiting, *older[:kept]} - twins
        return [name for name in names if name not in stay and not is_read(self.snapshots / name)]

    def twins(self) -> set[str]:
        """Return the snapshots whose place another took: of the same articles, merged anew or merely touched."""
        return set(self.heirs())

    def heirs(self) -> dict[str, str]:
        """Return the snapshots that took the place of others, by the names of those, which may be gone."""
        found = {}
        for name in self.names():
            with suppress(IndexFloorError):
                twin = read_manifest(self.snapshots / name).twin
                if twin:
                    found[twin] = name
        return found

    def prune(self, keep: int | None = None, *, opened: str | None = None) -> list[str]:
        """Delete what is superfluous, and the segments that no snapshot names any more; return the snapshots' names."""
        gone = self.superfluous(keep, opened=opened)
        self.take_away(gone)
        return gone

    def take_away(self, snapshots: Iterable[str]) -> None:
        """Delete snapshots, and the segments that no other names, as far as that goes."""
        for name in snapshots:
            self.drop(name)
        named = self.named(self.names())
        if named is not None:
            for name in set(self.segment_names()) - named:
                disk.remove_tree(self.segments / name)

    def named(self, snapshots: Iterable[str]) -> set[str] | None:
        """Return the segments that any of some snapshots names; None where one does not tell."""
        found: set[str] = set()
        for name in snapshots:
            try:
                found.update(read_manifest(self.snapshots / name).segments)
            except OldFormatError:  # of before there were segments
                continue
            except IndexFloorError:
                return None
        return found
