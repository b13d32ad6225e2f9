"""Reading on all cores: the same segments as one process makes, and what happens when another one fails."""

import os
import signal
import subprocess
import sys

import pytest

from index.builds import crew, reading
from index.builds.building import build_index
from index.builds.planning import plan_build
from index.encoders import shipped_encoder
from index.errors import IndexFloorError
from index.keeping.snapshot import Store, open_snapshot
from index.search import Search
from tests.fakes import WordEncoder, WordLexicon

QUESTIONS = ("Oracle", "satellite orbit", "droit de refus", "who founded it?")


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(40):
        text = f"Oracle number {number} was founded in {1900 + number}.\n\nThe satellite has orbit {number}."
        (folder / f"{number:02d}.md").write_text(f"# Oracle {number}\n\n{text}\n", encoding="utf-8")
    (folder / "acronym.md").write_text("The right of first refusal (ROFR) is granted.\n", encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    return folder


@pytest.fixture
def shared(monkeypatch):
    """Have small corpora be shared among processes, in several portions."""
    monkeypatch.setattr(crew, "ALONE", 0)
    monkeypatch.setattr(crew, "FILES_AT_ONCE", 7)
    monkeypatch.setattr(crew, "processes_for", lambda *_: 2)
    monkeypatch.setattr("index.builds.building.processes_for", lambda *_: 2)


def answers(store):
    search = Search(open_snapshot(store, shipped_encoder()), shipped_encoder(), WordLexicon())
    found = [[(hit.article.id, hit.passage.start, hit.fused) for hit in search.find(one)] for one in QUESTIONS]
    terms = search.snapshot.glossary.entries()
    search.close()
    return found, terms


def test_several_processes_make_what_one_makes(articles, shared, tmp_path, monkeypatch):
    """Passages, scores, terms and what cannot be read."""
    many = build_index(articles, tmp_path / "many", shipped_encoder())
    monkeypatch.setattr("index.builds.building.processes_for", lambda *_: 1)
    one = build_index(articles, tmp_path / "one", shipped_encoder())
    assert (many.articles, many.passages, many.encoded) == (one.articles, one.passages, one.encoded) == (41, 41, 41)
    assert many.problems == one.problems
    assert answers(Store(tmp_path / "many")) == answers(Store(tmp_path / "one"))


def test_what_did_not_change_is_told_from_what_did(articles, shared, tmp_path):
    """A file that only was touched is read and left where it stands."""
    build_index(articles, tmp_path / "store", shipped_encoder())
    for path in articles.glob("*.md"):
        os.utime(path, (1, 1))
    (articles / "07.md").write_text("Something else entirely.", encoding="utf-8")
    report = build_index(articles, tmp_path / "store", shipped_encoder())
    assert (report.added, report.changed, report.unchanged, report.encoded) == (0, 1, 40, 1)


def test_vectors_are_taken_over_by_other_processes_too(articles, shared, tmp_path):
    """All files have other names: all are read, and nothing is encoded."""
    build_index(articles, tmp_path / "store", shipped_encoder())
    articles.rename(tmp_path / "elsewhere")
    (tmp_path / "articles").mkdir()
    (tmp_path / "elsewhere").rename(tmp_path / "articles" / "moved")
    report = build_index(tmp_path / "articles", tmp_path / "store", shipped_encoder())
    assert (report.added, report.removed, report.encoded) == (41, 41, 0)


def test_a_process_that_dies_is_told_and_the_next_build_goes_on(articles, shared, tmp_path, monkeypatch):
    """The segments that were made before are taken over."""
    real, done = crew._Worker.do, []

    def dies(worker, task):
        if len(done) == 3:
            os.kill(worker._child.process_id, signal.SIGKILL)
        made = real(worker, task)
        done.append(made)
        return made

    monkeypatch.setattr(crew._Worker, "do", dies)
    with pytest.raises(
        IndexFloorError, match=r"a process that reads articles died.*run `sourcier rebuild-index` again"
    ):
        build_index(articles, tmp_path / "store", shipped_encoder())
    monkeypatch.setattr(crew._Worker, "do", real)
    report = build_index(articles, tmp_path / "store", shipped_encoder())
    assert report.articles == 41
    assert report.encoded <= 41 - 3 * 7 + 1


@pytest.mark.parametrize("where", ["read_article", "mine"])
@pytest.mark.parametrize("error", [IndexError("list index out of range"), ValueError("odd"), RecursionError()])
def test_an_article_that_brings_a_fault_to_light_stops_no_other(articles, tmp_path, monkeypatch, caplog, where, error):
    """Whether in the reading of its file or in what is made of its text.

    It is named with the true reason, also by what only plans, and its fault is logged.
    """
    real = getattr(reading, where)

    def breaks(of, *rest):
        if of.id == "07.md":
            raise error
        return real(of, *rest)

    monkeypatch.setattr(reading, where, breaks)
    planned = plan_build(articles, tmp_path / "index", WordEncoder(()))
    caplog.clear()
    report = build_index(articles, tmp_path / "index", WordEncoder(()))
    problem, _ = sorted(report.problems, key=lambda one: one.path)
    assert (problem.path, problem.code) == ("07.md", "fails")
    assert problem.reason.startswith(f"{type(error).__name__} while its article was read, a fault of Sourcier's; ")
    assert (set(planned.problems), report.articles) == (set(report.problems), 40)
    (logged,) = caplog.records
    assert logged.getMessage() == "07.md cannot be indexed, a fault of Sourcier's; please report it"
    assert logged.exc_info[1] is error
    again = build_index(articles, tmp_path / "index", WordEncoder(()), only_if_changed=True)
    assert (again.problems, again.snapshot) == (report.problems, report.snapshot)
    monkeypatch.undo()
    assert build_index(articles, tmp_path / "index", WordEncoder(()), only_if_changed=True).articles == 41


def test_a_disk_that_refuses_another_process_is_named(articles, shared, tmp_path):
    """As it is where this process writes."""
    store = Store(tmp_path / "store")
    store.snapshots.mkdir(parents=True)
    store.segments.write_text("in the way", encoding="utf-8")
    with pytest.raises(IndexFloorError, match=r"segments.*; nothing was put in use"):
        build_index(articles, store.folder, shipped_encoder())


def test_the_processes_end_with_the_one_that_started_them():
    """Their standard input ends, whatever happened to it."""
    child = subprocess.run(
        [sys.executable, "-P", "-m", "index.builds.crew"], input=b"", capture_output=True, check=False, timeout=120
    )
    assert (child.returncode, child.stdout) == (0, b"")


def test_an_encoder_of_the_hosts_reads_in_this_process():
    """Others would have to load it once each."""
    assert crew.processes_for([], WordEncoder([])) == 1


def test_portions_are_bounded_by_files_and_by_bytes():
    wanted = [crew.Wanted(crew.SourceFile(str(number), f"/{number}", 1_500_000, 0)) for number in range(5)]
    assert [len(task.wanted) for task in crew.tasks_of(wanted, None, ())] == [2, 2, 1]
