"""Threads search while the articles change and are built anew: each answer is that of one snapshot, as it was built."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from index.builds.building import build_index
from index.hits import Hit
from index.keeping.snapshot import Store, open_snapshot
from index.search import Search
from index.search_pool import SearchPool
from tests.faults.answers import Answers, build_fresh, encoder, searching
from tests.faults.articles import ASKED, Asked, Library, Look, draft_of
from tests.faults.children import Child

THREADS = 4
OWN = 10  # every so many questions a thread opens what is in use by itself, as another process would
STATES = 3  # of the articles, each of which is built in turn: as many as snapshots are kept


@dataclass(frozen=True, slots=True)
class Answered:
    """What a thread was told, by the snapshot that it asked."""

    snapshot: str
    asked: Asked
    hits: Sequence[Hit]


@dataclass(slots=True)
class _Lent:
    search: Search
    users: int = 0
    is_retired: bool = False


class _Shared:
    """The search that all threads use; one that went out of use is closed when its last user has given it back."""

    def __init__(self, store: Store, processes: int) -> None:
        self._store = store
        self.pool = SearchPool(store.folder, processes)
        self._lock = threading.Lock()
        self._lent = _Lent(self._open(self.pool))

    @contextmanager
    def using(self, *, own: bool) -> Iterator[Search]:
        """Lend the search, or with `own` one that nobody else uses."""
        if own:
            search = self._open()
            try:
                yield search
            finally:
                search.close()
            return
        with self._lock:
            lent = self._lent
            lent.users += 1
        try:
            yield lent.search
        finally:
            with self._lock:
                lent.users -= 1
                self._close(lent)

    def renew(self) -> None:
        """Have all use what is in use now."""
        fresh = _Lent(self._open(self.pool))
        with self._lock:
            old, self._lent = self._lent, fresh
            old.is_retired = True
            self._close(old)

    def end(self) -> None:
        """Close what is left."""
        self._lent.search.close()

    def _open(self, pool: SearchPool | None = None) -> Search:
        return searching(open_snapshot(self._store, encoder()), pool)

    @staticmethod
    def _close(lent: _Lent) -> None:
        if lent.is_retired and not lent.users:
            lent.search.close()


@dataclass(slots=True)
class Heard:
    """What the threads brought: how many answers, those that are to be looked at, and what was raised."""

    answers: int = 0
    kinds: dict[tuple[str, Asked], list[Sequence[Hit]]] = field(default_factory=dict)
    raised: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, answered: Answered) -> None:
        """Keep each different answer once."""
        with self.lock:
            self.answers += 1
            kept = self.kinds.setdefault((answered.snapshot, answered.asked), [])
            if answered.hits not in kept:
                kept.append(answered.hits)


@dataclass(frozen=True, slots=True)
class Searched:
    """How much was asked and built, by how many further processes at the end, and what was wrong, a sentence each."""

    answers: int
    builds: int
    others: int
    problems: tuple[str, ...]


def search_while_building(folder: Path, *, builds: int, seconds: float = 0, processes: int = 0) -> Searched:
    """Return what four threads were told while at least so many builds went through, and so many seconds.

    So many `processes` search beside the one that has the threads.
    """
    child = Child(_search, folder, builds, seconds, processes, longest_s=seconds + LONGEST_S)
    found = child.hear()
    code = child.end()
    if not isinstance(found, Searched):
        return Searched(0, 0, 0, (f"the process died with {code}",))
    return found


LONGEST_S = 300.0


def _search(said: Connection, folder: Path, builds: int, seconds: float, processes: int) -> None:
    library = Library(folder / "articles")
    states = [_state(library, number) for number in range(STATES)]
    wanted = []
    for number, state in enumerate(states):
        library.change_all(state)
        wanted.append(build_fresh(library.roots(), folder / f"fresh-{number}"))
    store = Store(folder / "store")
    of = {build_index(library.roots(), store.folder, encoder()).snapshot: wanted[-1]}
    shared, heard, stop = _Shared(store, processes), Heard(), threading.Event()
    threads = [threading.Thread(target=_ask, args=(shared, heard, stop, seed)) for seed in range(THREADS)]
    for thread in threads:
        thread.start()
    until = time.monotonic() + seconds
    done = 0
    try:
        while done < builds or time.monotonic() < until:
            library.change_all(states[done % STATES])
            of[build_index(library.roots(), store.folder, encoder()).snapshot] = wanted[done % STATES]
            shared.renew()
            done += 1
    finally:
        stop.set()
        for thread in threads:
            thread.join()
        others = len(shared.pool.process_ids)
        shared.end()
    said.send(Searched(heard.answers, done, others, (*_raised(heard), *_wrong(heard, of))))


def _state(library: Library, number: int) -> dict[str, Look]:
    """Return one state of the articles, with texts that no other has and texts that all have."""
    for name in range(8):
        library.write(f"shared/{name}.md", draft_of(name if name < 5 else name + 10 * number))
    library.write("servers/7/own.md", draft_of(30 + number))
    return dict(library.looks)


def _ask(shared: _Shared, heard: Heard, stop: threading.Event, seed: int) -> None:
    chosen = random.Random(seed)
    count = 0
    while not stop.is_set():
        asked = chosen.choice(ASKED)
        count += 1
        try:
            with shared.using(own=count % OWN == 0) as search:
                hits = search.find(asked.question, scope=asked.scope)
                heard.take(Answered(search.snapshot.manifest.name, asked, hits))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            with heard.lock:
                heard.raised.append(f"{type(error).__name__}: {error}")


def _raised(heard: Heard) -> list[str]:
    return [f"{count} times {error}" for error, count in Counter(heard.raised).items()]


def _wrong(heard: Heard, of: Mapping[str, Answers]) -> list[str]:
    found = []
    for (snapshot, asked), answers in heard.kinds.items():
        for hits in answers:
            if hits != of[snapshot].hits[asked]:
                found.append(f"{asked} of {snapshot}: {[hit.text for hit in hits]}")
            found += [f"{hit.text!r} is not in {hit.article.id}" for hit in hits if hit.text not in hit.article.text]
    return found
