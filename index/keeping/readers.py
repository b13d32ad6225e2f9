"""Marks of those who read a snapshot, so that nobody tidies away what they have yet to open.

A mark is a shared lock of the kernel on the snapshot's folder, so a process that is killed leaves none behind, and a
manifest that is written anew takes none away. Where the file system knows no such locks, or the platform (Windows),
there are no marks.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform != "win32":
    import fcntl


class ReaderMark:
    """A mark on the snapshot in the folder `path`, until `close`."""

    def __init__(self, path: Path) -> None:
        self._handle: int | None = None
        if sys.platform == "win32":
            return
        try:
            self._handle = os.open(path, os.O_RDONLY)
            fcntl.flock(self._handle, fcntl.LOCK_SH)  # it waits no longer than somebody looks whether there is a mark
        except OSError:  # no locks there; or it is being deleted, which opening it will tell
            self.close()

    def close(self) -> None:
        """Take the mark away; may be called twice."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)


def is_read(path: Path) -> bool:
    """Return whether any process, this one too, has a mark on the snapshot in the folder `path`."""
    if sys.platform == "win32":
        return False
    try:
        handle = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(handle)
    return False
