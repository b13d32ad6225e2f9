"""The one place where the index floor writes to disk, and where arrays are mapped.

What is written in a folder that is still being made is on the disk once `sync_tree` was called for it: file systems
write many files at once as fast as one. Whatever else is written or renamed is there when the function returns. Every
failure is an `OSError` that names the path.
"""

from __future__ import annotations

import errno
import io
import os
import shutil
import tokenize
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import DamagedIndexError, IndexFloorError

# All that numpy raises where the header of a .npy file is damaged; the warning, where warnings are errors.
UNREADABLE = (
    *(OSError, EOFError, ValueError, TypeError, KeyError, SyntaxError, OverflowError, MemoryError),
    *(tokenize.TokenError, Warning),
)

# Smaller files are read: a mapped one keeps a file open, and a process may have a thousand of them.
MAPPED_FROM_BYTES = 1 << 20
SHORT = (errno.EMFILE, errno.ENFILE, errno.ENOMEM)  # what the system says of itself, not of a file

# Files whose writing is waited for together: on ext4, 38 small ones take a tenth of the time that they take in turn.
SYNCED_AT_ONCE = 16

FULL = (errno.ENOSPC, errno.EDQUOT)
FORBIDDEN = (errno.EROFS, errno.EACCES, errno.EPERM)
NO_PLACE = (errno.ENOENT, errno.ENOTDIR)  # below /proc, say, or below a file

# A page of a mapped file that is looked at comes with all that the kernel holds together with it: what was written at
# once, up to 2 MiB since Linux 6.18, where a search wants a row or two. Blocks of this size cost no time.
WRITTEN_AT_ONCE = 1 << 16  # bytes

BUILDING = ".building-"  # what the name of a folder begins with that is being made

REBUILD = "run `sourcier rebuild-index`"  # takes over what is whole, and reads again what is not


def write_bytes(path: Path, *chunks: bytes | memoryview) -> None:
    """Write a new file of `chunks`, one after the other."""
    try:
        with path.open("xb", buffering=WRITTEN_AT_ONCE) as file:
            for chunk in (memoryview(one).cast("B") for one in chunks):
                for start in range(0, len(chunk), WRITTEN_AT_ONCE):
                    file.write(chunk[start : start + WRITTEN_AT_ONCE])
    except OSError as error:
        raise _named(error, path) from error


def write_array(path: Path, array: NDArray[Any]) -> None:
    """Write `array` as a new .npy file; `read_array` maps it again."""
    header = io.BytesIO()
    flat = np.ascontiguousarray(array)
    np.lib.format.write_array_header_1_0(header, np.lib.format.header_data_from_array_1_0(flat))
    write_bytes(path, header.getvalue(), flat.reshape(-1).view(np.uint8).data)


def read_array(path: Path) -> NDArray[Any]:
    """Return the array in a .npy file, read-only: a large one mapped, a small one in memory.

    Raises:
        DamagedIndexError: there is none, or it is damaged.
        IndexFloorError: the system has no more files or memory to give.
    """
    try:
        mapped = path.stat().st_size > MAPPED_FROM_BYTES
        found: NDArray[Any] = np.asarray(np.load(path, mmap_mode="r" if mapped else None, allow_pickle=False))
        found.flags.writeable = False
    except UNREADABLE as error:
        refuse_if_short(error, path)
        msg = f"{path}: cannot be read ({error}); {REBUILD}"
        raise DamagedIndexError(msg) from error
    return found


def refuse_if_short(error: BaseException, path: Path) -> None:
    """Raise `IndexFloorError` where the system has no more files or memory to give, which is no damage."""
    if isinstance(error, OSError) and error.errno in SHORT:
        msg = (
            f"{path} cannot be opened: {error.strerror}; let the process open more files (`ulimit -n`, LimitNOFILE= in "
            "systemd) or give it more memory"
        )
        raise IndexFloorError(msg) from error


def refusal(error: OSError, folder: Path) -> str:
    """Return what the disk refused to somebody who writes in `folder`, and what to do about it, for people.

    It names that folder, not the hidden places in it whose names mean nothing and which are gone by then.
    """
    place = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else folder
    inside = place.is_relative_to(folder)
    where, why = folder if inside else place.parent, error.strerror or type(error).__name__
    if error.errno in FULL:
        return f"the disk that holds {where} is full ({why}); free some space on it"
    if error.errno in FORBIDDEN:
        return f"{where} may not be written ({why}); let this user write there, or name another folder"
    hidden = inside and any(part.startswith(".") for part in place.relative_to(folder).parts)
    if error.errno in NO_PLACE and not hidden:
        return f"{place} is not there and cannot be made ({why}); name another folder, where files can be written"
    return f"{folder if hidden else place}: {why}"


def closed(*places: Path) -> Path | None:
    """Return the first of the folders, or of those above where they are not there, that may not be written; else None.

    By its permissions and its disk's; whether there is room is another question.
    """
    for place in places:
        there = next(one for one in (place, *place.absolute().parents) if one.is_dir())
        if not os.access(there, os.W_OK | os.X_OK, effective_ids=os.access in os.supports_effective_ids):
            return there
    return None


def make_folder(path: Path) -> None:
    """Make a new folder, and those above it that are missing."""
    path.mkdir(parents=True)


def rename(path: Path, to: Path) -> None:
    """Give a file or folder another name, which nothing has, and have the disk hold it."""
    path.rename(to)
    sync(to.parent)


def replace(path: Path, data: bytes, *, keep: bool = False) -> None:
    """Write the file `path` anew, whole, by one atomic rename.

    With `keep`, the former file is put back where the disk will not say that it holds the new one's name.
    """
    new, former = path.with_name(fresh(path.name)), _former(path)
    new.unlink(missing_ok=True)
    write_bytes(new, data)
    sync(new)
    if keep:
        _keep(path, former)
    new.replace(path)
    try:
        sync(path.parent)
    except OSError:
        if keep:
            _put_back(path, former)
        raise
    if keep:
        forget_former(path)


def fresh(name: str) -> str:
    """Return what a file is called beside its place before `replace` gives it its `name`."""
    return f"{name}.new"


def forget_former(path: Path) -> None:
    """Take away the former file that `replace` left beside `path` where the process was killed in it."""
    with suppress(OSError):
        _former(path).unlink(missing_ok=True)


def _former(path: Path) -> Path:
    return path.with_name(f"{path.name}.former")


def _keep(path: Path, former: Path) -> None:
    """Give the file `path` a second name, which needs no room, or copy it where the file system knows no such thing."""
    former.unlink(missing_ok=True)
    if not path.exists():
        return
    try:
        former.hardlink_to(path)
    except OSError:
        write_bytes(former, path.read_bytes())


def _put_back(path: Path, former: Path) -> None:
    with suppress(OSError):
        if former.exists():
            former.replace(path)
        else:
            path.unlink()


def folders(place: Path) -> list[str]:
    """Return the names of the finished folders in `place`, which may be missing; in no order."""
    if not place.is_dir():
        return []
    return [path.name for path in place.iterdir() if path.is_dir() and not path.name.startswith(".")]


def copy(path: Path, to: Path) -> None:
    """Copy a file, or a folder with all that it holds, to where nothing is."""
    if path.is_dir():
        make_folder(to)
        for one in sorted(path.iterdir()):
            copy(one, to / one.name)
    else:
        write_bytes(to, path.read_bytes())


def size_bytes(folder: Path) -> int:
    """Return what all files below `folder` take; a file that is removed meanwhile counts nothing."""
    total = 0
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):
            total += path.stat().st_size if path.is_file() else 0
    return total


def sync_tree(folder: Path) -> None:
    """Have the disk hold a folder with all that is in it."""
    paths = [*folder.rglob("*"), folder]
    with ThreadPoolExecutor(min(SYNCED_AT_ONCE, len(paths))) as threads:
        for _ in threads.map(sync, paths):
            pass


def sync(path: Path) -> None:
    """Have the disk hold what was written to a file, or the names in a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        raise _named(error, path) from error
    finally:
        os.close(handle)


def remove_tree(path: Path) -> None:
    """Take a folder away with all that it holds, as far as that goes; what is left is taken away the next time."""
    shutil.rmtree(path, ignore_errors=True)


def _named(error: OSError, path: Path) -> OSError:
    return OSError(error.errno, error.strerror, error.filename or str(path))
