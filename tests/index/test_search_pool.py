"""Searching by other processes: what they find is what this one finds, and none is missed when it fails."""

import os
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from corpus.article import Span
from index import search_pool
from index.builds.building import build_index
from index.encoders import shipped_encoder
from index.hit_records import hits_of, records_of
from index.hits import Standing
from index.keeping.snapshot import Store, open_named, open_snapshot
from index.search import Search
from index.search_pool import SearchPool, Wanted, processes_for
from index.words.lexicon import load_lexicon

QUESTIONS = ("who founded Oracle?", "satellite orbit", "qui a fondé Oracle ?", "", "🙂", "ROFR", "nothing of the kind")


@pytest.fixture
def store(tmp_path):
    """Return a store of thirty articles."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(30):
        text = f"Oracle number {number} was founded in {1900 + number} by Ann.\n\nThe satellite has orbit {number}."
        (folder / f"{number:02d}.md").write_text(f"# Oracle {number}\n\n{text}\n", encoding="utf-8")
    (folder / "acronym.md").write_text("The right of first refusal (ROFR) is granted.\n", encoding="utf-8")
    (folder / "fr.md").write_text("# Oracle\n\nLa société Oracle a été fondée par Anne.\n", encoding="utf-8")
    build_index(folder, tmp_path / "store", shipped_encoder())
    return Store(tmp_path / "store")


@pytest.fixture
def pool(store):
    return SearchPool(store.folder, processes=1)


def opened(store, pool=None, name=None):
    encoder = shipped_encoder()
    snapshot = open_snapshot(store, encoder) if name is None else open_named(store, name, encoder)
    return Search(snapshot, encoder, load_lexicon(), pool=pool)


def until(true):
    """Wait until something is so."""
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def ready(pool):
    return any(one.opened == pool._in_use and not one.taken for one in pool._workers)


class Held:
    """Holds this process's own place, so that whoever comes now is sent elsewhere."""

    def __init__(self, search, pool):
        self._search, self._pool = search, pool

    def __enter__(self):
        self._places = []
        while True:
            place = self._pool.place(self._search.snapshot)
            worker = place.__enter__()
            if worker is not None:
                place.__exit__(None, None, None)
                return self
            self._places.append(place)
            if self._pool._workers:
                until(lambda: ready(self._pool))

    def __exit__(self, *_):
        for place in self._places:
            place.__exit__(None, None, None)


@pytest.fixture
def elsewhere(store, pool, monkeypatch):
    """Return a search whose questions another process answers."""
    monkeypatch.setattr(search_pool, "cores", lambda: 2)
    search = opened(store, pool)
    with closing(search):
        with pool.place(search.snapshot), pool.place(search.snapshot):
            pass  # two at once: another process is started
        until(lambda: ready(pool))
        with Held(search, pool):
            yield search


def test_another_process_finds_the_same(elsewhere, store, pool, monkeypatch):
    """Every hit with all its scores and reasons, for questions in words and for those that were read, by scope."""
    asked = []
    real = search_pool.Worker.find
    monkeypatch.setattr(search_pool.Worker, "find", lambda *one: asked.append(one[1]) or real(*one))
    with closing(opened(store)) as alone:
        for question in QUESTIONS:
            for limit in (0, 1, 10):
                assert elsewhere.find(question, limit) == alone.find(question, limit)
            for scope in (frozenset({"articles"}), frozenset({"server-1"}), frozenset()):
                query = elsewhere.read(question, scope=scope)
                assert elsewhere.find(query) == alone.find(query) == alone.find(question, scope=scope)
            assert elsewhere.find(elsewhere.read(question, "fr")) == alone.find(alone.read(question, "fr"))
    assert len(asked) == len(QUESTIONS) * 7
    assert len(pool.process_ids) == 1


def test_many_threads_get_what_one_gets(store, pool):
    """Shared among this process and others."""
    with closing(opened(store, pool)) as search, ThreadPoolExecutor(8) as threads:
        wanted = [search.find(question) for question in QUESTIONS]
        for _ in range(6):
            assert list(threads.map(search.find, QUESTIONS * 3)) == wanted * 3
        until(lambda: len(pool.process_ids) == 1)
    assert pool.process_ids == []


def test_nobody_who_asks_alone_starts_a_process(store, pool):
    with closing(opened(store, pool)) as search:
        for question in QUESTIONS:
            search.find(question)
    assert not pool._starting
    assert pool.process_ids == []


def test_a_query_that_was_changed_is_searched_as_it_is(elsewhere, store, monkeypatch):
    """As one for a definition is, whose words are narrowed; what its text says does not matter then."""
    asked = []
    real = search_pool.Worker.find
    monkeypatch.setattr(search_pool.Worker, "find", lambda *one: asked.append(real(*one)) or asked[-1])
    with closing(opened(store)) as alone:
        for question in ("what does ROFR stand for?", "who founded Oracle with the satellite?"):
            query = alone.read(question)
            assert len(query.terms) > 1
            for term in query.terms:
                narrowed = replace(query, terms=(term,))
                assert elsewhere.find(narrowed) == alone.find(narrowed)
        assert alone.find(replace(query, terms=query.terms[:1])) != alone.find(query)
        other = replace(alone.read("satellite orbit"), text="who founded Oracle?")
        for changed in (other, replace(other, pieces=None), replace(other, hints=query.terms, terms=other.terms[1:])):
            assert elsewhere.find(changed) == alone.find(changed)
    assert all(asked)


def test_hits_of_one_article_share_it(elsewhere):
    """Its text is sent and held once."""
    first, second = elsewhere.find("Oracle", 2)
    again = replace(first, rank=3)
    records = records_of([first, second, again])
    assert (len(records.hits), len(records.articles), len(records.texts)) == (3, 2, 2)
    found = hits_of(records)
    assert found == [first, second, again]
    assert found[0].article is found[2].article


def test_an_article_is_sent_whole(elsewhere):
    """With its address, day and headings; a reranker's word of a hit too."""
    (hit,) = elsewhere.find("Oracle", 1)
    day, spans = date(2026, 1, 2), (Span(0, 2), Span(3, 4))
    article = replace(hit.article, url="https://example.org", published=day, collection="server-1", headings=spans)
    hit = replace(hit, article=article, reranked=Standing(2, -0.1), because=None, alike=3)
    assert hits_of(records_of([hit])) == [hit]


def test_a_process_that_dies_costs_no_answer(store, pool, caplog, monkeypatch):
    """Its questions are looked for here, the log says so, and whoever comes next has another one started."""
    monkeypatch.setattr(search_pool, "cores", lambda: 2)
    with closing(opened(store, pool)) as search, ThreadPoolExecutor(4) as threads:
        wanted = search.find("satellite orbit")

        def asked():
            assert list(threads.map(search.find, ["satellite orbit"] * 12)) == [wanted] * 12
            return pool.process_ids

        until(asked)
        (died,) = pool.process_ids
        until(lambda: ready(pool))
        os.kill(died, signal.SIGKILL)
        until(lambda: asked() and died not in pool.process_ids)
        until(lambda: asked() and pool._failures == 0)
    assert "a process that searches was lost, questions are looked for without it" in caplog.text


def test_no_process_is_started_after_three_were_lost(store, monkeypatch, caplog):
    """One that cannot open the index would only be lost again."""
    monkeypatch.setattr(search_pool, "WORKER", "index.no_such_module")
    pool = SearchPool(store.folder, processes=1)
    with closing(opened(store, pool)) as search, ThreadPoolExecutor(4) as threads:
        wanted = search.find("satellite orbit")

        def lost():
            assert list(threads.map(search.find, ["satellite orbit"] * 8)) == [wanted] * 8
            return pool._failures == search_pool.FAILURES and not pool._starting

        until(lost)
        assert list(threads.map(search.find, ["satellite orbit"] * 8)) == [wanted] * 8
        assert pool._failures == search_pool.FAILURES
        assert pool.process_ids == []
    assert caplog.text.count("; no other one is started") == 1


def test_one_that_had_nothing_to_do_leaves_without_a_word(store, pool, caplog, monkeypatch, tmp_path):
    """It is not counted as lost, and the next who ask at once have another one started."""
    impatient = "import index.search_worker as worker\nworker.IDLE_S = 0.05\nworker.main()\n"
    (tmp_path / "impatient.py").write_text(impatient, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", ":".join((str(tmp_path), *filter(None, sys.path))))
    monkeypatch.setattr(search_pool, "WORKER", "impatient")
    monkeypatch.setattr(search_pool, "cores", lambda: 2)
    with closing(opened(store, pool)) as search:
        with pool.place(search.snapshot), pool.place(search.snapshot):
            pass
        until(lambda: any(one.left for one in pool._workers))
        (left,) = pool.process_ids
        with pool.place(search.snapshot) as first, pool.place(search.snapshot) as second:
            assert (first, second) == (None, None)
        until(lambda: pool.process_ids and pool.process_ids != [left])
    assert caplog.text == ""
    assert pool._failures == 0


class Slow:
    """A worker that is as quick as the test says, and notes what it is asked."""

    problem, lost, left, process_id = "", False, False, 1

    def __init__(self, *_):
        self.opened, self.taken, self.told = None, 0, []
        self.begun, self.may_end = threading.Event(), threading.Event()

    def open(self, name):
        self.told.append(name)
        self.begun.set()
        assert self.may_end.wait(60)
        return True

    def find(self, wanted):
        assert self.told[-1] == wanted.snapshot

    def stop(self):
        pass


class Opened:
    """As much of a snapshot as a pool looks at."""

    def __init__(self, name):
        self.folder = Path(name)
        self.manifest = SimpleNamespace(passages=1)


def test_one_that_opens_another_index_is_handed_to_nobody(pool, monkeypatch):
    """Though it had that one open before: it would answer from the other."""
    worker = Slow()
    monkeypatch.setattr(search_pool, "Worker", lambda _: worker)
    monkeypatch.setattr(search_pool, "cores", lambda: 3)
    first, second = Opened("first"), Opened("second")
    pool.use(second)
    with pool.place(second), pool.place(second):
        pass
    assert worker.begun.wait(60)
    worker.begun.clear()
    pool.use(first)  # while it opens the second
    worker.may_end.set()
    until(lambda: worker.told == ["second", "first"] and worker.opened == "first")
    worker.may_end.clear()
    worker.begun.clear()
    pool.use(second)
    assert worker.begun.wait(60)
    pool.use(first)
    pool.use(second)
    for snapshot in (first, second):
        with pool.place(snapshot) as one, pool.place(snapshot) as other:
            assert (one, other) == (None, None)
    worker.may_end.set()
    until(lambda: worker.opened == "second")
    with pool.place(second) as here, pool.place(second) as there:
        assert (here, there) == (None, worker)
        there.find(Wanted("second", "", 1, None))


def test_where_no_thread_can_be_started_questions_are_looked_for_here(store, pool, monkeypatch, caplog):
    """Three times, and then no more is tried."""

    def none(*_):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(search_pool, "_in_background", none)
    monkeypatch.setattr(search_pool, "cores", lambda: 2)
    with closing(opened(store, pool)) as search:
        for _ in range(5):
            with pool.place(search.snapshot) as one, pool.place(search.snapshot) as other:
                assert (one, other) == (None, None)
        assert search.find("satellite orbit")
    assert pool._failures == search_pool.FAILURES
    assert caplog.text.count("can't start new thread") == search_pool.FAILURES


def test_a_new_index_is_searched_by_others_too(store, pool, tmp_path):
    """Those who began with the old one go on with it, in this process; the old one's close ends nobody."""
    with ThreadPoolExecutor(4) as threads:
        old = opened(store, pool)
        list(threads.map(old.find, QUESTIONS * 4))
        until(lambda: ready(pool))
        before = old.find("zeppelin")
        (tmp_path / "articles" / "new.md").write_text("# Zeppelin\n\nThe zeppelin flies.\n", encoding="utf-8")
        build_index(tmp_path / "articles", store.folder, shipped_encoder())
        new = opened(store, pool)
        assert list(threads.map(old.find, ["zeppelin"] * 8)) == [before] * 8
        until(lambda: ready(pool))
        assert [one.opened for one in pool._workers] == [store.current()]
        old.close()
        assert len(pool.process_ids) == 1
        found = list(threads.map(new.find, ["zeppelin"] * 16))
        assert {one[0].article.id for one in found} == {"new.md"}
        new.close()
    assert pool.process_ids == []


def test_of_two_that_have_it_open_one_may_close(elsewhere, store, pool):
    """The process goes on for the other."""
    other = opened(store, pool)
    other.close()
    other.close()
    assert len(pool.process_ids) == 1
    until(lambda: ready(pool))
    assert elsewhere.find("satellite orbit")


def test_a_new_index_that_is_given_up_leaves_the_old_one_searched(store, pool, tmp_path):
    """As where something else of it cannot be opened."""
    with closing(opened(store, pool)) as search, ThreadPoolExecutor(4) as threads:
        list(threads.map(search.find, QUESTIONS * 4))
        until(lambda: ready(pool))
        (tmp_path / "articles" / "new.md").write_text("# Zeppelin\n\nThe zeppelin flies.\n", encoding="utf-8")
        build_index(tmp_path / "articles", store.folder, shipped_encoder())
        opened(store, pool).close()
        until(lambda: ready(pool))
        assert [one.opened for one in pool._workers] == [search.snapshot.folder.name]


def test_an_index_that_is_only_tried_is_searched_here(elsewhere, store, pool):
    """No process opens it."""
    tried = opened(store, name=store.current())
    with closing(tried):
        assert tried.find("satellite orbit") == elsewhere.find("satellite orbit")
    assert len(pool.process_ids) == 1


def test_one_whose_index_is_damaged_says_so_and_is_let_go(store, pool, caplog):
    """The bot goes on with what it has open."""
    with closing(opened(store, pool)) as search, ThreadPoolExecutor(4) as threads:
        wanted = search.find("satellite orbit")
        with (search.snapshot.folder / "catalogue.txt").open("ab") as file:
            file.write(b"more")

        def lost():
            assert list(threads.map(search.find, ["satellite orbit"] * 8)) == [wanted] * 8
            return pool._failures > 0

        until(lost)
    assert "catalogue.txt" in caplog.text


def test_only_large_indexes_are_worth_another_process(monkeypatch):
    """One for each further processor, three at most."""
    for processors, wanted in ((1, 0), (2, 1), (4, 3), (16, 3)):
        monkeypatch.setattr(search_pool, "cores", lambda processors=processors: processors)
        assert processes_for(search_pool.MANY) == wanted
        assert processes_for(search_pool.MANY - 1) == 0


def test_threads_wait_for_one_place_each(store):
    """With no other process, as many threads search as there are processors."""
    search, most, now, lock = opened(store), [], [], threading.Lock()
    real = search._find

    def counted(*asked):
        with lock:
            now.append(1)
            most.append(len(now))
        time.sleep(0.01)
        try:
            return real(*asked)
        finally:
            now.pop()

    search._find = counted
    with closing(search), ThreadPoolExecutor(8) as threads:
        list(threads.map(search.find, QUESTIONS * 3))
    assert max(most) == min(8, search_pool.cores())
