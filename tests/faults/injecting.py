"""A disk that counts what is done below one folder, and refuses, or has the process die, at a chosen operation.

It stands in for the functions of `os` and `io` that `index.keeping.disk` works with, so everything that Python writes
is seen, whoever writes it; what a library writes from C is not, which `Disk.unseen` tells. An operation that is refused
is not done; of a write that falls short the first half is. Lock files are left alone.
"""

from __future__ import annotations

import builtins
import errno
import io
import os
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NoReturn
from unittest import mock

Kind = Literal["open", "write", "fsync", "rename", "mkdir", "unlink", "rmdir"]
PUTTING: tuple[Kind, ...] = ("open", "write", "mkdir")
REMOVING: tuple[Kind, ...] = ("unlink", "rmdir")

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_RANDOM = re.compile(r"[0-9]{8}T[0-9]+Z-[0-9a-f]{4}|[0-9a-f]{32}")


class Died(BaseException):
    """The process is taken for dead: nothing that it would still do to the disk is done."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing done to the disk, counted from 1; `path` is what it was done to, `to` its new name."""

    number: int
    kind: Kind
    path: Path
    to: Path | None = None

    def name(self, folder: Path) -> str:
        """Return what is done, the same from one build to the next."""
        what = self.path.relative_to(folder).as_posix() if self.path != folder else "."
        return f"{self.kind} {_RANDOM.sub('NAME', what)}"


Strike = Callable[[Operation], None]
"""What is done before an operation: nothing, or it raises."""


class _FallsShortError(Exception):
    """Half of what is to be written is written before the error."""

    def __init__(self, then: Callable[[], NoReturn]) -> None:
        super().__init__()
        self.then = then


@dataclass(frozen=True, slots=True)
class Fault:
    """What a disk answers: an error's number; after half a write with `short`; to all that follows with `lasting`."""

    name: str
    code: int
    short: bool = False
    lasting: bool = False

    def at(self, number: int) -> Strike:
        """Return the strike that refuses the operation `number`; where lasting, all later ones that need room too."""

        def strike(operation: Operation) -> None:
            later = self.lasting and operation.number > number and operation.kind in PUTTING
            if operation.number == number and self.short and operation.kind == "write":
                raise _FallsShortError(lambda: _refuse(self.code, operation))
            if operation.number == number or later:
                _refuse(self.code, operation)

        return strike


FAULTS = (
    Fault("no space", errno.ENOSPC),
    Fault("I/O error", errno.EIO),
    Fault("no permission", errno.EACCES),
    Fault("short write", errno.ENOSPC, short=True, lasting=True),
)


def dies_at(number: int) -> Strike:
    """Return the strike that raises `Died` at the operation `number` and at all that follow."""

    def strike(operation: Operation) -> None:
        if operation.number == number and operation.kind == "write":
            raise _FallsShortError(_die)
        if operation.number >= number:
            _die()

    return strike


def killed_at(number: int) -> Strike:
    """Return the strike that kills this process at the operation `number`."""

    def kill() -> NoReturn:
        os.kill(os.getpid(), signal.SIGKILL)
        raise Died  # it is dead

    def strike(operation: Operation) -> None:
        if operation.number == number:
            if operation.kind == "write":
                raise _FallsShortError(kill)
            kill()

    return strike


def _die() -> NoReturn:
    raise Died


def _refuse(code: int, operation: Operation) -> NoReturn:
    # The kernel's errors on an open file name no path; those on a path do.
    named = () if operation.kind in ("write", "fsync") else (str(operation.path),)
    raise OSError(code, os.strerror(code), *named)


class Disk:
    """What was done below `folder` while `watching`.

    `made` are the files that were made and are still there; `unsynced` what the disk may not hold yet: files written
    to, and folders in which a name was made.
    """

    def __init__(self, folder: Path, strike: Strike | None = None) -> None:
        self.folder = folder
        self.operations: list[Operation] = []
        self.made: set[Path] = set()
        self.unsynced: set[Path] = set()
        self._strike = strike
        self._before = _files(folder)
        self._opened: dict[int, Path | None] = {}
        self._before_rename: Callable[[Path, Path], None] | None = None

    def unseen(self) -> list[Path]:
        """Return the files that came below the folder without being seen."""
        return sorted(_files(self.folder) - self._before - self.made)

    def before_rename(self, look: Callable[[Path, Path], None]) -> None:
        """Have `look` called with both names before each rename."""
        self._before_rename = look

    @contextmanager
    def watching(self) -> Iterator[Disk]:
        """Stand in for the functions of `os` and `io`."""
        raw = _raw(self)
        opened = _opening(self, raw, io.open)
        with ExitStack() as patches:
            for module, name, stand_in in (
                (io, "open", opened),
                (builtins, "open", opened),
                (os, "open", self._os_open(os.open)),
                (os, "fsync", self._fsync(os.fsync)),
                (os, "mkdir", self._on_path("mkdir", os.mkdir)),
                (os, "unlink", self._on_path("unlink", os.unlink)),
                (os, "remove", self._on_path("unlink", os.remove)),
                (os, "rmdir", self._on_path("rmdir", os.rmdir)),
                (os, "rename", self._renaming(os.rename)),
                (os, "replace", self._renaming(os.replace)),
            ):
                patches.enter_context(mock.patch.object(module, name, stand_in))
            yield self

    def path(self, path: Any, dir_fd: int | None = None) -> Path | None:
        """Return the path where it lies below the folder and is no lock file."""
        if isinstance(path, int):
            found = self._opened.get(path)
        else:
            found = Path(os.fsdecode(path))
            if dir_fd is not None:
                above = self._opened.get(dir_fd)
                found = above / found if above else None
        if found is None or found.suffix == ".lock" or not found.is_relative_to(self.folder):
            return None
        return found

    def does(self, kind: Kind, path: Path, to: Path | None = None) -> None:
        """Count an operation, and have it refused where that is wanted."""
        operation = Operation(len(self.operations) + 1, kind, path, to)
        self.operations.append(operation)
        if self._strike is not None:
            self._strike(operation)

    def holds(self, handle: int, path: Path | None) -> None:
        """Remember what an open file is called, None where that is of no interest: numbers are given again."""
        self._opened[handle] = path

    def puts(self, path: Path) -> None:
        """Remember that a file was made."""
        self.made.add(path)
        self.unsynced |= {path, path.parent}

    def _on_path(self, kind: Kind, real: Callable[..., None]) -> Callable[..., None]:
        def stand_in(path: Any, *args: Any, dir_fd: int | None = None, **options: Any) -> None:
            found = self.path(path, dir_fd)
            if found is not None and not (kind == "mkdir" and found.exists()):  # that does nothing, whoever asks
                self.does(kind, found)
            real(path, *args, dir_fd=dir_fd, **options)
            if found is not None and kind == "mkdir":
                self.unsynced.add(found.parent)
            elif found is not None:
                self.made.discard(found)
                self.unsynced.discard(found)

        return stand_in

    def _renaming(self, real: Callable[..., None]) -> Callable[..., None]:
        def stand_in(source: Any, target: Any, **options: Any) -> None:
            path, to = self.path(source), self.path(target)
            if path is not None and to is not None:
                self.does("rename", path, to)
                if self._before_rename is not None:
                    self._before_rename(path, to)
            real(source, target, **options)
            if path is not None and to is not None:
                self.made = {_moved(one, path, to) for one in self.made}
                self.unsynced = {_moved(one, path, to) for one in self.unsynced} | {path.parent, to.parent}

        return stand_in

    def _fsync(self, real: Callable[[Any], None]) -> Callable[[Any], None]:
        def stand_in(file: Any) -> None:
            path = self.path(file if isinstance(file, int) else file.fileno())
            if path is not None:
                self.does("fsync", path)
            real(file)
            self.unsynced -= {path} if path is not None else set()

        return stand_in

    def _os_open(self, real: Callable[..., int]) -> Callable[..., int]:
        def stand_in(path: Any, flags: int, *args: Any, dir_fd: int | None = None, **options: Any) -> int:
            found = self.path(path, dir_fd)
            if found is not None and flags & _WRITING:
                self.does("open", found)
            handle = real(path, flags, *args, dir_fd=dir_fd, **options)
            self.holds(handle, found)
            if found is not None and flags & _WRITING:
                self.puts(found)
            return handle

        return stand_in


def _raw(disk: Disk) -> type[io.FileIO]:
    class Raw(io.FileIO):
        """A file each write to which is an operation."""

        _refused: Callable[[], NoReturn] | None = None

        def write(self, data: Any, /) -> int:
            if self._refused is not None:
                self._refused()
            path = Path(os.fsdecode(self.name))
            try:
                disk.does("write", path)
            except _FallsShortError as short:
                self._refused = short.then  # what writes the rest comes here again
                whole = memoryview(data).cast("B")
                if len(whole) < 2:
                    short.then()
                return super().write(whole[: len(whole) // 2])
            return super().write(data)

    return Raw


def _opening(disk: Disk, raw: type[io.FileIO], real: Callable[..., Any]) -> Callable[..., Any]:
    def stand_in(
        file: Any,
        mode: str = "r",
        buffering: int = -1,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
        closefd: bool = True,
        opener: Any = None,
    ) -> Any:
        path = None if isinstance(file, int) else disk.path(file)
        if path is None or not set(mode) & set("wxa+"):
            other = real(file, mode, buffering, encoding, errors, newline, closefd, opener)
            if not isinstance(file, int):
                disk.holds(other.fileno(), None)
            return other
        disk.does("open", path)
        handle = raw(path, mode.replace("t", "").replace("b", "") + "b")
        disk.holds(handle.fileno(), path)
        disk.puts(path)
        if buffering == 0:
            return handle
        binary = io.BufferedRandom(handle) if "+" in mode else io.BufferedWriter(handle)
        return binary if "b" in mode else io.TextIOWrapper(binary, encoding, errors, newline)

    return stand_in


def _files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock"}


def _moved(path: Path, source: Path, to: Path) -> Path:
    return to / path.relative_to(source) if path.is_relative_to(source) else path
