"""Hearing that files changed: the door to the system's notifications of a folder and all below it.

Nothing is promised but a wake-up: what changed is for the listener's owner to look at, who looks now and then anyway.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

QUIET_S = 0.5  # without a further change before it is told: an editor and a copy write in several steps
LONGEST_S = 3.0  # from the first change until it is told, however many follow: a long copy is taken up as it comes
LOOK_EVERY_S = 30.0  # as often as a bot looks for a new index; 100,000 files are looked at in less than a second
POLL_EVERY_S = 2.0  # where no change is told
SOON_S = 2.0  # until it is tried again whether another process still builds, or whether a folder is back
CHECK_S = 1.0  # between two looks whether the folders that are listened to are still the same ones


class Listener:
    """Hears of changed files below some folders, on a thread of its own, from `start` to `stop`."""

    def __init__(self, folders: Sequence[Path], besides: Sequence[Path] = (), *, polling: bool = False) -> None:
        """What changes below `besides`, where the index itself is written, is passed over. Polling hears nothing."""
        self._folders = folders
        self._besides = tuple(f"{folder.resolve()}/" for folder in besides)
        self._changed = threading.Event()
        self._stopped = threading.Event()
        self._deaf = polling
        self._thread = threading.Thread(target=self._run, name="listening", daemon=True)

    def start(self) -> None:
        """Begin to listen, unless it polls."""
        if not self._deaf:
            self._thread.start()

    def stop(self) -> None:
        """Listen no more."""
        self._stopped.set()

    def wait(self, *, soon: bool = False) -> bool:
        """Wait until something changed or it is time to look again, `soon` or not; return whether something changed."""
        if self._deaf or soon:
            heard = self._changed.wait(SOON_S if soon else POLL_EVERY_S)
        else:
            heard = self._changed.wait(LOOK_EVERY_S)
        self._changed.clear()
        return heard

    def _run(self) -> None:
        while not self._stopped.is_set():
            there = [place for place in map(_place, self._folders) if place]
            if there:
                self._listen(there)
            self._stopped.wait(CHECK_S)

    def _listen(self, there: Sequence[_Place]) -> None:
        """Hear of changes in the folders that are there until others are."""
        from watchfiles import watch

        heard = watch(
            *(place.folder for place in there),
            watch_filter=self._counts,
            debounce=int(LONGEST_S * 1000),
            step=int(QUIET_S * 1000),
            stop_event=self._stopped,
            rust_timeout=int(CHECK_S * 1000),
            yield_on_timeout=True,
            ignore_permission_denied=True,
        )
        begun = False  # what happened between the last look and the first that is heard was told by nobody
        try:
            for changes in heard:
                now = [place for place in map(_place, self._folders) if place]
                if changes or now != there or not begun:
                    self._changed.set()
                begun = True
                if now != there:
                    return
        except FileNotFoundError:  # a folder went while it was entered
            self._changed.set()
        except (OSError, RuntimeError):  # the system hands out no more watches; `RuntimeError` is watchfiles' own
            self._deaf = True
            self._changed.set()
            self._stopped.set()

    def _counts(self, _: object, path: str) -> bool:
        return not path.startswith(self._besides)


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder that is there, and which one it is: one that was removed and made anew is another."""

    folder: Path
    device: int
    number: int


def _place(folder: Path) -> _Place | None:
    try:
        status = folder.stat()
    except OSError:
        return None
    return _Place(folder, status.st_dev, status.st_ino) if folder.is_dir() else None
