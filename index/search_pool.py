"""Searching on several processors: other processes search beside this one where questions come at once.

Threads that search share one interpreter, and two of them get no more done than one. So a process is started where a
question comes while another is looked for, and searches from then on. Each opens the snapshot in use for itself; files
are mapped, so what they have in common lies in memory once. What they find is the same to the last digit. One that
fails is let go of, and its question is looked for here. One that had nothing to do for a while ends.

The others are `python -m index.search_worker`, see `index.children`.
"""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.children import TEXTS, Child, ChildDiedError
from index.hit_records import HIT_FIELDS, Records
from index.keeping.snapshot import Snapshot
from index.matching.candidates import Query
from index.processors import cores
from index.query_records import QUERY_FIELDS, record_of
from index.scope import Scope

log = logging.getLogger("sourcier")

WORKER = "index.search_worker"
FIELDS = [*HIT_FIELDS, *QUERY_FIELDS]
"""What this process and the others tell each other of hits and questions: they have to agree."""

MANY = 100_000  # passages, from which on a search takes so long (7 ms and more) that others who ask notice
MOST = 3  # other processes unless somebody wants more: each takes some hundred megabytes of its own
# Questions of one process, which then need not wait for threads of this one, each of which waits for Python's lock, to
# hand on the next; and how long one of these may keep the lock from the others. Eight at once on two cores got 1.62 of
# what one alone does with two questions and Python's 5 ms, 1.75 with three, 1.79 with four and 1 ms, over a million
# passages; over 377,000 they got 1.64 and 1.57 with four, 1.81 and 1.73 with six, medians of seven rounds in turn.
AT_ONCE = 6
LOCKED_S = 0.001
FAILURES = 3  # lost processes, after which no other is started

# A search takes some hundredths of a second and opening a large index a few seconds, unless the machine swaps.
SEARCHING_S, OPENING_S = 30.0, 300.0


def processes_for(passages: int) -> int:
    """Return how many processes are worth their memory beside this one, for an index of so many passages."""
    return min(MOST, cores() - 1) if passages >= MANY else 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question for the snapshot of that name: one that was read, or words, to be answered from `scope`."""

    snapshot: str
    question: str | Query
    limit: int
    scope: Scope | None = None

    def request(self) -> dict[str, object]:
        """Return it as it is sent."""
        question = self.question
        return {
            "snapshot": self.snapshot,
            "question": record_of(question) if isinstance(question, Query) else question,
            "limit": self.limit,
            "scope": None if self.scope is None else sorted(self.scope),
        }


class Worker:
    """Another process that searches.

    `opened` is the snapshot that it searches, `taken` how many questions it has to answer. One that is `lost` answers
    nothing any more, for what `problem` says, or because nothing was asked of it for long.

    Raises:
        ChildDiedError: it cannot be started.
    """

    def __init__(self, store: Path) -> None:
        self._child = Child(WORKER, str(store))
        self.process_id = self._child.process_id
        self.opened: str | None = None
        self.taken = 0
        self.problem = ""
        self.lost = False

    @property
    def left(self) -> bool:
        """Whether it ended by itself, because nothing was asked of it for long."""
        return self._child.left

    def open(self, name: str) -> bool:
        """Have it search the snapshot `name`, and return whether it can."""
        return self._ask({"open": name, "fields": FIELDS}, OPENING_S) is not None

    def find(self, wanted: Wanted) -> Records | None:
        """Return what it finds, as `hits_of` takes it; None where it failed."""
        answer = self._ask(wanted.request(), SEARCHING_S)
        return None if answer is None else Records(answer["hits"], answer["articles"], answer[TEXTS])

    def stop(self) -> None:
        """End it; may be called twice."""
        self._child.stop()

    def _ask(self, request: dict[str, object], timeout_s: float) -> dict[str, Any] | None:
        try:
            answer = self._child.ask(request, timeout_s)
        except ChildDiedError as error:
            self.lost = True
            self.problem = "" if self._child.left else str(error)
            return None
        if "error" in answer:
            self.lost = True
            self.problem = answer["error"]
            return None
        return answer


class SearchPool:
    """Places to search a store's snapshot in use: this process, and others. Safe to use from several threads."""

    def __init__(self, store: Path, processes: int | None = None) -> None:
        """`processes` says how many there may be beside this one; without it, `processes_for` does."""
        self._store = store
        self._wanted = processes
        self._changed = threading.Condition()
        self._opened: list[tuple[str, int]] = []  # snapshots with how many passages they hold; the last is searched
        self._here = 0  # threads that search in this process
        self._cores = 1
        self._workers: set[Worker] = set()
        self._starting = False
        self._failures = 0  # since one last answered

    @property
    def _in_use(self) -> str | None:
        return self._opened[-1][0] if self._opened else None

    @property
    def _most(self) -> int:
        """How many other processes there may be."""
        if sys.platform == "win32":  # where one cannot wait for pipes
            return 0
        if self._wanted is not None:
            return self._wanted
        return processes_for(self._opened[-1][1]) if self._opened else 0

    @property
    def process_ids(self) -> list[int]:
        """The numbers of the other processes that there are now."""
        with self._changed:
            return sorted(worker.process_id for worker in self._workers)

    def use(self, snapshot: Snapshot) -> None:
        """Have the others search `snapshot` from now on, until `leave` is called for it."""
        with self._changed:
            self._opened.append((snapshot.folder.name, snapshot.manifest.passages))
            self._cores = cores()  # now and not for each question: to look for a container's limit takes a while
            self._renew_idle()

    def leave(self, snapshot: Snapshot) -> None:
        """Have the others search what `use` was called for before, if there is any that was not left; else end them."""
        with self._changed:
            self._opened.remove((snapshot.folder.name, snapshot.manifest.passages))
            workers: set[Worker] = set()
            if self._opened:
                self._renew_idle()
            else:
                workers, self._workers = self._workers, workers
        for worker in workers:
            worker.stop()

    @contextmanager
    def place(self, snapshot: Snapshot) -> Iterator[Worker | None]:
        """Wait for a place to search `snapshot`, and hold it; None is this process."""
        worker = self._take(snapshot.folder.name)
        try:
            yield worker
        finally:
            if worker is not None:
                self._give_back(worker)
            else:
                with self._changed:
                    self._here -= 1
                    self._wake()

    def _take(self, name: str) -> Worker | None:
        with self._changed:
            self._forget_left()
            while True:
                worker = self._free(name) if self._here else None
                if worker is not None:
                    worker.taken += 1
                    return worker
                if self._here and name == self._in_use:
                    self._start_another()
                # Threads that search at once take turns with Python's lock some hundred times a question: over a
                # million passages, eight on two cores got 0.6 of what one alone does, and 1.0 where two at a time do.
                if self._here < max(1, self._cores - sum(map(self._is_there, self._workers))):
                    self._here += 1
                    return None
                self._changed.wait()

    def _wake(self) -> None:
        """Have one go on who waits for a place: all, where some wait for another snapshot, who could not take it."""
        if len(self._opened) == 1:
            self._changed.notify()
        else:
            self._changed.notify_all()

    def _free(self, name: str) -> Worker | None:
        """Return the worker with the least to do that can answer from the snapshot `name`; None where there is none."""
        known = (one for one in self._workers if name == self._in_use and self._is_there(one))
        return min((one for one in known if one.taken < AT_ONCE), key=lambda one: one.taken, default=None)

    def _is_there(self, worker: Worker) -> bool:
        """Whether a worker answers from the snapshot in use."""
        return worker.opened is not None and worker.opened == self._in_use and not worker.lost

    def _forget_left(self) -> None:
        """Forget those that had nothing to do for long and ended; `_changed` is held."""
        for worker in [one for one in self._workers if not one.taken and one.left]:
            self._workers.discard(worker)
            worker.stop()

    def _give_back(self, worker: Worker) -> None:
        with self._changed:
            worker.taken -= 1
            if not worker.lost:
                self._failures = 0
            self._wake()
            if not worker.taken and not self._is_there(worker):
                self._renew(worker)

    def _start_another(self) -> None:
        if len(self._workers) >= self._most or self._starting or self._failures >= FAILURES:
            return
        self._starting = True
        try:
            _in_background(self._start)
        except RuntimeError as error:  # no thread can be started
            self._starting = False
            self._failed(str(error))

    def _start(self) -> None:
        try:
            worker = Worker(self._store)
        except ChildDiedError as error:
            with self._changed:
                self._starting = False
            self._failed(str(error))
            return
        sys.setswitchinterval(min(sys.getswitchinterval(), LOCKED_S))
        with self._changed:
            worker.taken = 1
            self._workers.add(worker)
            self._starting = False
        self._open(worker)

    def _renew_idle(self) -> None:
        """Have those that have nothing to do open the snapshot in use; `_changed` is held."""
        for worker in tuple(self._workers):
            if not worker.taken and worker.opened != self._in_use:
                self._renew(worker)

    def _renew(self, worker: Worker) -> None:
        """Have a worker that has nothing to do open the snapshot in use; `_changed` is held."""
        worker.taken, worker.opened = 1, None
        try:
            _in_background(self._open, worker)
        except RuntimeError as error:  # no thread can be started
            self._workers.discard(worker)
            worker.stop()
            self._failed(str(error))

    def _open(self, worker: Worker) -> None:
        """Have a worker open the snapshot in use, and be there for questions; or let go of it."""
        name: str | None = None
        while True:
            with self._changed:
                if name is not None and name == self._in_use and worker in self._workers:
                    worker.taken, worker.opened = 0, name
                    self._changed.notify_all()
                    return
                name = self._in_use if worker in self._workers and not worker.lost else None
            if name is None or not worker.open(name):
                break
        worker.stop()
        with self._changed:
            counts = worker in self._workers and name in {None, self._in_use}
            self._workers.discard(worker)
            self._changed.notify_all()
        if counts and worker.problem:
            self._failed(worker.problem)

    def _failed(self, problem: str) -> None:
        with self._changed:
            self._failures += 1
            further = "" if self._failures < FAILURES else "; no other one is started"
        log.warning("a process that searches was lost, questions are looked for without it: %s%s", problem, further)


def _in_background(work: Callable[..., None], *arguments: object) -> None:
    threading.Thread(target=work, args=arguments, name="search-pool", daemon=True).start()
