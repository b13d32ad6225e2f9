"""Processes of their own, which may be killed or crash: each is forked from a clean one that has loaded the index.

What a child does is a function of this module; it says what it has to say through a pipe.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path

from corpus.roots import Root
from index.builds.building import build_index
from index.errors import DamagedIndexError
from index.keeping.snapshot import Store, open_snapshot
from tests.faults.answers import Answers, encoder, searching
from tests.faults.articles import ASKED
from tests.faults.damaging import Damage
from tests.faults.injecting import Disk, killed_at

LONGEST_S = 120.0  # without a word, after which a child is taken to hang; a build here takes about one


class ChildHangsError(AssertionError):
    """A child that was to end did not."""


@cache
def _context() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


class Child:
    """A process that does `work` and is to be ended; `said` is its end of a pipe that stands open here."""

    def __init__(self, work: Callable[..., None], *arguments: object, longest_s: float = LONGEST_S) -> None:
        self._longest_s = longest_s
        self.said, theirs = _context().Pipe(duplex=False)
        self._process: BaseProcess = _context().Process(target=work, args=(theirs, *arguments), daemon=True)
        self._process.start()
        theirs.close()

    def hear(self) -> object:
        """Return what it says next; None where it has ended.

        Raises:
            ChildHangsError: it says nothing for long.
        """
        if not self.said.poll(self._longest_s):
            self.kill()
            msg = f"process {self._process.pid} said nothing for {self._longest_s:.0f} s"
            raise ChildHangsError(msg)
        try:
            return self.said.recv()
        except EOFError:
            return None

    def is_done_within(self, seconds: float) -> bool:
        """Return whether it ends, or says something, before so many seconds are over."""
        return self.said.poll(seconds)

    def kill(self) -> None:
        """Send it SIGKILL, which it may have come before."""
        self._process.kill()

    def end(self) -> int:
        """Wait until it has ended and return how: 0, or the negative of the signal that killed it."""
        self._process.join(LONGEST_S)
        if self._process.exitcode is None:
            self.kill()
            self._process.join()
        code = self._process.exitcode
        self.said.close()
        self._process.close()
        assert code is not None
        return code


def build(said: Connection, roots: Sequence[Root], folder: Path, dies_at: int) -> None:
    """Build, dying at one operation of the disk, never where that is 0; say when it begins, and the name at the end."""
    encoder()
    disk = Disk(folder, killed_at(dies_at) if dies_at else None)
    said.send("begins")
    with disk.watching():
        name = build_index(roots, folder, encoder()).snapshot
    said.send(name)


def put_in_use(said: Connection, folder: Path, name: str, dies_at: int, *, back: bool = False) -> None:
    """Put a snapshot in use that is known to be whole, dying at one operation of the disk, never where that is 0."""
    store = Store(folder)
    with Disk(folder, killed_at(dies_at) if dies_at else None).watching(), store.writing():
        store.point_to(name, back=back)


def go_back(said: Connection, folder: Path, name: str, dies_at: int) -> None:
    """Go back to a snapshot that is known to be whole, dying at one operation of the disk, never where that is 0."""
    put_in_use(said, folder, name, dies_at, back=True)


def note(said: Connection, folder: Path, name: str, test: str, dies_at: int) -> None:
    """Note that a test of a snapshot was passed, dying at one operation of the disk, never where that is 0."""
    with Disk(folder, killed_at(dies_at) if dies_at else None).watching():
        Store(folder).note(name, test, {"passed": 1})


def note_many(said: Connection, folder: Path, name: str, of: int, count: int) -> None:
    """Note `count` tests of a snapshot, as the `of`-th of several who do so."""
    for number in range(count):
        Store(folder).note(name, f"{of}-{number}", {"passed": number})
    said.send(count)


def open_damaged(said: Connection, folder: Path, damages: Sequence[Damage], sound: dict[str, Answers]) -> None:
    """Do each damage, open the store and say what came of it, and undo the damage.

    It says "" where the damage was found: nothing was opened, or a snapshot of `sound`, which answers as it did.
    """
    encoder()
    for damage in damages:
        damage.do()
        said.send(_outcome(Store(folder), sound))
        damage.undo()


def _outcome(store: Store, sound: dict[str, Answers]) -> str:
    try:
        snapshot = open_snapshot(store, encoder())
    except DamagedIndexError:
        return ""
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told
        return f"{type(error).__name__}: {error}"
    try:
        name = snapshot.manifest.name
        if name not in sound:
            return "it was not found"
        asked = ASKED[1]  # in all scopes, which every file has part in
        hits = searching(snapshot).find(asked.question, scope=asked.scope)
        return "" if hits == sound[name].hits[asked] else f"{name} answers otherwise"
    finally:
        snapshot.close()
