"""What tests found of a snapshot, noted beside other notes, builds and whoever takes snapshots away."""

import shutil
import threading
from dataclasses import replace

import pytest
from filelock import FileLock

from index.builds import composing, merging
from index.builds.building import build_index
from index.errors import DamagedIndexError, IndexBusyError, NoIndexError
from index.keeping import noting
from index.keeping.manifest import MANIFEST, read_manifest, write_manifest
from index.keeping.snapshot import Store, check_snapshot, open_snapshot
from index.keeping.versions import discard_version, list_versions, use_version
from tests.fakes import WordEncoder
from tests.faults.children import Child, note, note_many
from tests.faults.injecting import FAULTS, Disk

ENCODER = WordEncoder([("oracle",)])
NOTED = {"passed": 1}


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    write(folder, 0)
    return folder


@pytest.fixture
def build(articles, store):
    """Builds the index and returns the snapshot's name."""
    return lambda **options: build_index(articles, store.folder, ENCODER, **options).snapshot


def write(folder, number):
    text = f"---\ntitle: Oracle {number}\nlang: en\n---\n\nOracle has {number} founders.\n"
    (folder / f"{number}.md").write_text(text)


def evaluation(store, name):
    """Return what is noted of a snapshot, every file of which is whole."""
    return check_snapshot(store, name).evaluation


def copied(store, folder):
    shutil.copytree(store.folder, folder)
    return Store(folder)


def steps(store, tmp_path, act):
    copy = copied(store, tmp_path / "counted")
    disk = Disk(copy.folder)
    with disk.watching():
        act(copy)
    return len(disk.operations)


def test_many_processes_note_at_once_and_nothing_is_lost(build, store):
    """Each note is there, and the manifest is sealed at every moment somebody looks."""
    name = build()
    children = [Child(note_many, store.folder, name, of, 12) for of in range(4)]
    while not all(child.is_done_within(0) for child in children):
        read_manifest(store.snapshots / name)
    assert [child.hear() for child in children] == [12] * 4
    assert [child.end() for child in children] == [0] * 4
    assert evaluation(store, name) == {f"{of}-{k}": {"passed": k} for of in range(4) for k in range(12)}


def test_many_threads_note_at_once_and_nothing_is_lost(build, store):
    """As the bot's threads do, through one store."""
    name = build()
    failures = []

    def note_some(of):
        try:
            for number in range(8):
                store.note(name, f"{of}-{number}", NOTED)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told
            failures.append(error)

    threads = [threading.Thread(target=note_some, args=(of,)) for of in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert failures == []
    assert len(evaluation(store, name)) == 32


def test_a_note_waits_for_no_build(build, store):
    """The writer's lock is another's for minutes."""
    name = build()
    with FileLock(store.folder / "writer.lock"):
        store.note(name, "golden", NOTED)
    with store.writing():
        store.note(name, "retrieval", NOTED)
    assert evaluation(store, name) == {"golden": NOTED, "retrieval": NOTED}


def test_notes_beside_builds_that_prune_lose_nothing_and_leave_nothing(build, store, articles):
    """Of each index as long as it is there; one that goes meanwhile is said to be gone."""
    noted, gone, stop = {}, [], threading.Event()

    def go_on():
        count = 0
        while not stop.is_set():
            count += 1
            for name in store.names():
                try:
                    store.note(name, str(count), NOTED)
                    noted.setdefault(name, set()).add(str(count))
                except DamagedIndexError:
                    gone.append(name)

    build()
    thread = threading.Thread(target=go_on)
    thread.start()
    for number in range(1, 6):
        write(articles, number)
        build(keep=2)
    stop.set()
    thread.join()
    names = store.names()
    assert len(names) == 2
    assert not set(gone) & set(names)
    for name in names:
        assert noted.get(name, set()) <= set(evaluation(store, name))
    for folder in store.snapshots.iterdir():
        assert (folder.name in names, (folder / f"{MANIFEST}.new").exists()) == (True, False)


def test_whoever_dies_at_any_step_of_a_note_leaves_the_manifest_whole(build, store, tmp_path):
    """With the note or without it; the next note is taken, and nothing half is left by the next build."""
    name = build()
    store.note(name, "first", NOTED)
    count = steps(store, tmp_path, lambda copy: copy.note(name, "second", NOTED))
    assert count >= 6
    seen = set()
    for number in range(1, count + 1):
        copy = copied(store, tmp_path / f"tried-{number}")
        child = Child(note, copy.folder, name, "second", number)
        child.hear()
        assert child.end() != 0
        found = evaluation(copy, name)
        seen.add(len(found))
        assert found in ({"first": NOTED}, {"first": NOTED, "second": NOTED})
        with copy.writing():
            assert list(copy.folder.rglob("*.new")) == []
        copy.note(name, "third", NOTED)
        assert evaluation(copy, name) == {**found, "third": NOTED}
    assert seen == {1, 2}


@pytest.mark.parametrize("fault", FAULTS, ids=[one.name for one in FAULTS])
def test_a_disk_that_refuses_any_step_of_a_note_leaves_the_manifest_whole(build, store, tmp_path, fault):
    """The error names the path, and what was noted before stays."""
    name = build()
    store.note(name, "first", NOTED)
    for number in range(1, steps(store, tmp_path, lambda copy: copy.note(name, "second", NOTED)) + 1):
        copy = copied(store, tmp_path / f"refused-{number}")
        with Disk(copy.folder, fault.at(number)).watching(), pytest.raises(OSError, match="refused-"):
            copy.note(name, "second", NOTED)
        assert evaluation(copy, name) in ({"first": NOTED}, {"first": NOTED, "second": NOTED})
        copy.note(name, "third", NOTED)
        assert {"first", "third"} <= evaluation(copy, name).keys()


@pytest.fixture
def merged_later(monkeypatch):
    """Has each build merge all segments once its snapshot is in use, so that another takes its place."""
    monkeypatch.setattr(composing, "_soon", lambda *_: False)
    monkeypatch.setattr(merging, "MOST_OF_A_SIZE", 0)


@pytest.mark.usefixtures("merged_later")
def test_half_a_note_is_no_part_of_a_snapshot_that_is_merged_from_it(build, store, articles, monkeypatch):
    """Whoever noted was killed between two steps of a build: what was written down goes with the next note."""
    build()
    write(articles, 1)
    compose = composing.compose

    def killed_beside(*arguments, **options):
        made = compose(*arguments, **options)
        (made.folder / f"{MANIFEST}.new").write_bytes(b"half")
        return made

    monkeypatch.setattr("index.builds.building.compose", killed_beside)
    name = build()
    assert read_manifest(store.snapshots / name).twin
    store.note(name, "golden", NOTED)
    assert evaluation(store, name) == {"golden": NOTED}


@pytest.mark.usefixtures("merged_later")
@pytest.mark.parametrize("when", ["before", "amid", "after"])
def test_what_is_noted_of_a_snapshot_is_noted_of_the_one_that_takes_its_place(
    build, store, articles, monkeypatch, when
):
    """Whether it was noted before the other was made, while both are there, or when the first has gone."""
    build()
    write(articles, 1)
    finish, hand_over, former = Store.finish, composing.hand_over, []

    def finished(self, folder, manifest):
        if manifest.twin:
            former.append(manifest.twin)
        if manifest.twin and when == "before":
            store.note(manifest.twin, "golden", NOTED)
        return finish(self, folder, manifest)

    def handed_over(folder, name):
        if when == "amid":
            store.note(name, "golden", NOTED)
        hand_over(folder, name)

    monkeypatch.setattr(Store, "finish", finished)
    monkeypatch.setattr(composing, "hand_over", handed_over)
    name = build()
    if when == "after":
        store.note(former[0], "golden", NOTED)
    assert former[0] not in store.names()
    assert evaluation(store, name) == {"golden": NOTED}
    assert [one.evaluation for one in list_versions(store) if one.in_use] == [{"golden": NOTED}]


@pytest.mark.usefixtures("merged_later")
def test_what_is_noted_of_a_snapshot_that_is_still_read_is_noted_of_the_one_in_its_place(
    build, store, articles, monkeypatch
):
    """Later results take the place of earlier ones, and what the other was noted stays."""
    build()
    write(articles, 1)
    publish, reading = Store.publish, []

    def published(self, folder, name, **options):
        publish(self, folder, name, **options)
        reading.append(open_snapshot(store, ENCODER))
        store.note(name, "early", {"passed": len(reading)})

    monkeypatch.setattr(Store, "publish", published)
    name = build()
    former = reading[0].manifest.name
    assert name != former
    assert former in store.names()
    store.note(former, "late", NOTED)
    assert evaluation(store, name) == {"early": {"passed": 2}, "late": NOTED}
    for one in reading:
        one.close()
    assert store.prune() == [former]
    assert evaluation(store, name) == {"early": {"passed": 2}, "late": NOTED}


def test_what_an_interrupted_build_did_not_hand_over_is_handed_over_when_the_former_goes(build, store, tmp_path):
    """Whatever the disk refuses the first time, the next time it is done."""
    former, name = build(), build()
    for one, more in ((name, {"twin": former}), (former, {"evaluation": {"old": NOTED}})):
        write_manifest(store.snapshots / one, replace(read_manifest(store.snapshots / one), **more))
    count = steps(store, tmp_path, lambda copy: copy.drop(former))
    assert count > 10
    for number in range(1, count + 1):
        copy = copied(store, tmp_path / f"refused-{number}")
        with Disk(copy.folder, FAULTS[0].at(number)).watching():
            copy.drop(former)
        if not evaluation(copy, name):
            assert evaluation(copy, former) == {"old": NOTED}
        copy.drop(former)
        assert copy.names() == [name]
        assert evaluation(copy, name) == {"old": NOTED}


def test_a_manifest_that_another_holds_is_waited_for_but_not_for_ever(build, store, monkeypatch):
    """It says which lock is held; a build that would take a snapshot away leaves it for the next time."""
    first, second = build(), build()
    monkeypatch.setattr(noting, "LONGEST_S", 0.1)
    monkeypatch.setattr(noting.noting.__wrapped__, "__defaults__", (0.1,))
    with FileLock(store.folder / noting.NOTING):
        with pytest.raises(IndexBusyError, match=r"noting\.lock"):
            store.note(second, "golden", NOTED)
        discard_version(store, first)
        assert store.names() == [second, first]
        third = build()
        use_version(store, second, ENCODER)
    store.prune(1)
    assert store.names() == [third, second]


def test_nothing_is_noted_where_there_is_no_index(store, build):
    """Nor is a folder made for it."""
    with pytest.raises(NoIndexError, match="sourcier index versions"):
        store.note("nothing", "golden", NOTED)
    assert not store.folder.exists()
    build()
    with pytest.raises(DamagedIndexError):
        store.note("nothing", "golden", NOTED)
