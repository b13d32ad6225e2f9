"""The snapshots of a store as people choose between them."""

import json
import os
import signal
import subprocess
import sys
from itertools import pairwise

import pytest
from filelock import FileLock

from index.builds.building import build_index
from index.errors import ChangedIndexError, DamagedIndexError, IncompatibleIndexError, IndexBusyError, NoIndexError
from index.keeping.catalogue import NUMBERS
from index.keeping.manifest import DensePart
from index.keeping.snapshot import CHANGES, KEPT, MANIFEST, Store, open_snapshot
from index.keeping.versions import (
    ArticleName,
    BuildChanges,
    discard_version,
    earlier,
    list_versions,
    read_changes,
    use_version,
)
from tests.fakes import WordEncoder


@pytest.fixture
def encoder():
    return WordEncoder([("oracle",), ("satellites",)])


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    write(folder, "gps", "GPS", "The satellites of the system carry atomic clocks.")
    write(folder, "oracle", "Oracle", "Oracle has a founder who likes islands.")
    return folder


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


@pytest.fixture
def build(articles, store, encoder):
    """Builds the index and returns the snapshot's name."""
    return lambda **options: build_index(articles, store.folder, encoder, **options).snapshot


def write(folder, name, title, text):
    (folder / f"{name}.md").write_text(f"---\ntitle: {title}\nlang: en\n---\n\n{text}\n", encoding="utf-8")


def damage(store, name, file=NUMBERS):
    path = store.snapshots / name / file
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_a_candidate_is_written_whole_and_is_not_in_use(build, store, encoder):
    """Readers go on with the one before; the candidate can be put in use as it lies there."""
    before = build()
    candidate = build(put_in_use=False)
    assert store.current() == before
    assert [(one.name, one.in_use, one.waiting) for one in list_versions(store, encoder, check=True)] == [
        (candidate, False, True),
        (before, True, False),
    ]
    assert use_version(store, candidate, encoder).name == candidate
    snapshot = open_snapshot(store, encoder)
    assert snapshot.manifest.name == store.current() == candidate
    snapshot.close()


def test_a_first_candidate_is_no_index_in_use(build, store, encoder):
    """Nothing answers before somebody puts it in use."""
    build(put_in_use=False)
    assert store.current() is None
    assert [one.waiting for one in list_versions(store)] == [True]
    with pytest.raises(NoIndexError):
        open_snapshot(store, encoder)


def test_versions_tell_what_they_hold_newest_first(build, store, encoder, articles):
    """Their counts, languages and encoder."""
    first = build()
    write(articles, "new", "New", "Something new.")
    second = build()
    newer, older = list_versions(store, encoder)
    assert (newer.name, newer.articles, older.name, older.articles) == (second, 3, first, 2)
    assert newer.languages == {"en": 3, "fr": 0}
    assert newer.encoder_id == "fake:words"
    assert newer.built_at is not None
    assert newer.built_at.utcoffset() is not None
    assert (newer.problem, older.problem) == ("", "")


def test_what_tests_found_is_noted_with_the_version(build, store, encoder):
    """Each by its name, and a later result in place of the one before; it stays sound, and who reads it marked."""
    first, second = build(), build()
    snapshot = open_snapshot(store, encoder)
    store.note(second, "golden", {"passed": 1, "of": 2})
    store.note(second, "retrieval", {"recall_at_5": 0.5})
    store.note(second, "golden", {"passed": 2, "of": 2})
    newer, older = list_versions(store, encoder, check=True)
    assert newer.evaluation == {"golden": {"passed": 2, "of": 2}, "retrieval": {"recall_at_5": 0.5}}
    assert (older.evaluation, newer.problem) == ({}, "")
    assert newer.dense == DensePart()
    use_version(store, first, encoder)
    assert store.superfluous(1) == []
    snapshot.close()
    with pytest.raises(DamagedIndexError):
        store.note("nothing", "golden", {})


def test_going_back_puts_the_one_before_in_use(build, store, encoder):
    """And going forward again is the same act."""
    first, second = build(), build()
    before = earlier(list_versions(store, encoder))
    assert before is not None
    assert before.name == first
    use_version(store, first, encoder, back=True)
    assert store.current() == first
    assert [one.waiting for one in list_versions(store)] == [True, False]
    assert earlier(list_versions(store, encoder)) is None
    use_version(store, second, encoder)
    assert store.current() == second


@pytest.mark.parametrize("name", ["", ".", "..", "../store", "20200101T000000000000Z-0000", "a/b", "/etc"])
def test_what_is_no_version_cannot_be_used_or_discarded(build, store, encoder, name):
    """Nor does a path reach out of the store."""
    current = build()
    with pytest.raises(NoIndexError, match="sourcier index versions"):
        use_version(store, name, encoder)
    with pytest.raises(NoIndexError, match="sourcier index versions"):
        discard_version(store, name)
    assert read_changes(store, name) is None
    assert store.current() == current


def test_a_damaged_version_is_named_and_never_put_in_use(build, store, encoder):
    """A flipped byte is found by the check of all files, an unreadable manifest by the list itself."""
    first, second, third = build(), build(), build()
    damage(store, second)
    (store.snapshots / first / MANIFEST).write_text("{}")
    problems = {one.name: one.problem for one in list_versions(store, encoder, check=True)}
    assert "has changed since it was written" in problems[second]
    assert "has changed since it was written" in problems[first]
    assert problems[third] == ""
    for name in (first, second):
        with pytest.raises(DamagedIndexError):
            use_version(store, name, encoder)
    assert store.current() == third


def test_a_version_of_another_encoder_is_named_and_refused(build, store, encoder, articles):
    """With both names."""
    theirs = build()
    other = WordEncoder([("oracle",)], name="other")
    build_index(articles, store.folder, other)
    problems = {one.name: one.problem for one in list_versions(store, other)}
    assert problems[theirs] == "made with the encoder fake:words, the settings name fake:other"
    assert earlier(list_versions(store, other)) is None
    with pytest.raises(IncompatibleIndexError):
        use_version(store, theirs, other)


def test_use_is_refused_where_another_is_in_use_than_was_meant(build, store, encoder):
    """Two people at once: the second learns that things have changed."""
    first, second = build(), build()
    use_version(store, first, encoder, instead_of=second)
    with pytest.raises(ChangedIndexError, match=f"{first} is in use, wanted {second}"):
        use_version(store, first, encoder, instead_of=second)
    assert store.current() == first


def test_use_and_discard_are_refused_while_somebody_builds(build, store, encoder):
    """The build would put its own in use a moment later."""
    first, second = build(), build()
    with FileLock(store.folder / "writer.lock"):
        for act in (lambda: use_version(store, first, encoder), lambda: discard_version(store, first)):
            with pytest.raises(IndexBusyError):
                act()
    assert store.current() == second


def test_discarding_takes_a_candidate_away_and_never_the_one_in_use(build, store):
    """Its folder is gone."""
    current, candidate = build(), build(put_in_use=False)
    discard_version(store, candidate)
    assert store.names() == [current]
    with pytest.raises(ChangedIndexError, match="is in use and is kept"):
        discard_version(store, current)


def test_pruning_keeps_the_one_in_use_its_fallbacks_and_the_newest_that_wait(build, store):
    """However many candidates pile up behind it."""
    used = [build() for _ in range(KEPT + 1)]
    waiting = [build(put_in_use=False) for _ in range(KEPT + 2)]
    assert store.current() == used[-1]
    assert store.names() == [*waiting[:-KEPT:-1], *used[: -KEPT - 1 : -1]]


def test_going_back_deletes_nothing_newer_that_is_kept(build, store, encoder):
    """Somebody who went back too far can go forward again."""
    first, second, third = build(), build(), build()
    use_version(store, first, encoder)
    assert store.names() == [third, second, first]


def test_a_build_tells_which_articles_it_changed(build, store, articles):
    """By id and title, those removed by the title that they had; a first build names none, for it added all."""
    first = build()
    write(articles, "new", "Something new", "A new page.")
    write(articles, "gps", "GPS today", "The satellites moved.")
    (articles / "oracle.md").unlink()
    second = build()
    assert read_changes(store, second) == BuildChanges(
        first,
        (ArticleName("new.md", "Something new", "articles"),),
        (ArticleName("gps.md", "GPS today", "articles"),),
        (ArticleName("oracle.md", "Oracle", "articles"),),
    )
    assert read_changes(store, first) == BuildChanges()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"before": null, "added": 3, "changed": [], "removed": []}'])
def test_changes_that_cannot_be_read_are_none(build, store, text):
    """An index stands without them."""
    name = build()
    path = store.snapshots / name / CHANGES
    path.write_text(text)
    assert read_changes(store, name) is None
    path.unlink()
    assert read_changes(store, name) is None


KILLED = """
import os, signal, sys
from pathlib import Path
from index.builds.building import build_index
from index.keeping.snapshot import Store
from index.keeping.versions import use_version
from tests.fakes import WordEncoder

encoder = WordEncoder([("oracle",), ("satellites",)])
store = Store(Path(sys.argv[2]))
name = build_index(Path(sys.argv[1]), store.folder, encoder, put_in_use=False).snapshot
if sys.argv[3] == "at the rename":
    Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
    use_version(store, name, encoder)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that kills")
@pytest.mark.parametrize("moment", ["after the build", "at the rename"])
def test_a_kill_between_build_and_use_leaves_the_old_in_use(build, store, encoder, articles, moment):
    """The candidate lies there whole; the next process can put it in use, or build another."""
    before = build()
    child = subprocess.run(
        [sys.executable, "-c", KILLED, str(articles), str(store.folder), moment],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert child.returncode == -signal.SIGKILL
    assert store.current() == before
    candidate, old = list_versions(store, encoder, check=True)
    assert (candidate.waiting, candidate.problem, old.in_use) == (True, "", True)
    use_version(store, candidate.name, encoder)
    assert store.current() == candidate.name
    build()


def test_a_full_disk_at_the_switch_leaves_the_old_in_use(build, store, encoder, monkeypatch):
    """The pointer is written beside its place first."""
    before, candidate = build(), build(put_in_use=False)

    def full(*_):
        raise OSError(28, "No space left on device", str(store.folder))

    monkeypatch.setattr("index.keeping.snapshot.Path.replace", full)
    with pytest.raises(Exception, match=r"is full \(No space left on device\); .*; the index in use is unchanged"):
        use_version(store, candidate, encoder)
    assert store.current() == before


def test_names_sort_by_the_time_they_were_made(build):
    """What waits is told from what was before by its name alone."""
    names = [build() for _ in range(4)]
    assert all(earlier < later for earlier, later in pairwise(names))


def test_changes_are_json_that_any_reader_takes(build, store):
    """With the fields that this module names."""
    name = build()
    assert set(json.loads((store.snapshots / name / CHANGES).read_text())) == {"before", "added", "changed", "removed"}
