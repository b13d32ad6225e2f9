"""The one place where the index floor writes to disk, and where arrays are mapped.

What is written is on the disk when the function returns: files and, with `sync_folder`, the names in a folder. Every
failure is an `OSError` that names the path.
"""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import DamagedIndexError

REBUILD, REBUILD_ALL = "run `sourcier rebuild-index`", "run `sourcier rebuild-index --all`"


def write_bytes(path: Path, *chunks: bytes | memoryview) -> None:
    """Write a new file of `chunks`, one after the other, and have the disk hold it."""
    try:
        with path.open("xb") as file:
            for chunk in chunks:
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _named(error, path) from error


def write_array(path: Path, array: NDArray[Any]) -> None:
    """Write `array` as a new .npy file; `read_array` maps it again."""
    header = io.BytesIO()
    flat = np.ascontiguousarray(array)
    np.lib.format.write_array_header_1_0(header, np.lib.format.header_data_from_array_1_0(flat))
    write_bytes(path, header.getvalue(), flat.reshape(-1).view(np.uint8).data)


def read_array(path: Path) -> NDArray[Any]:
    """Return the array in a .npy file, mapped and read-only.

    Raises:
        DamagedIndexError: there is none, or it is damaged.
    """
    try:
        found: NDArray[Any] = np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    except (OSError, EOFError, ValueError) as error:
        msg = f"{path}: cannot be read ({error}); {REBUILD_ALL}"
        raise DamagedIndexError(msg) from error
    return found


def make_folder(path: Path) -> None:
    """Make a new folder, and those above it that are missing."""
    path.mkdir(parents=True)


def rename(path: Path, to: Path) -> None:
    """Give a file or folder another name, which nothing has, and have the disk hold it."""
    path.rename(to)
    sync_folder(to.parent)


def replace(path: Path, text: str) -> None:
    """Write the file `path` anew, whole, by one atomic rename."""
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    write_bytes(fresh, text.encode("utf-8"))
    fresh.replace(path)
    sync_folder(path.parent)


def sync_folder(path: Path) -> None:
    """Have the disk hold the names in a folder."""
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
