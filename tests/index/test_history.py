"""What was in use before: what going back goes back to, what stands in for a damaged index, what pruning keeps."""

import errno
import os
import shutil

import pytest

from index.builds.building import build_index
from index.errors import DamagedIndexError, IndexFloorError, NoIndexError
from index.keeping.catalogue import NUMBERS
from index.keeping.disk import size_bytes
from index.keeping.glancing import Glance
from index.keeping.history import HISTORY, MOST, History, read_history, write_history
from index.keeping.sealed import sealed
from index.keeping.snapshot import Store, open_snapshot
from index.keeping.versions import discard_version, earlier, list_versions, prune_versions, use_version
from tests.fakes import WordEncoder
from tests.faults import children
from tests.faults.children import Child, put_in_use
from tests.faults.injecting import FAULTS, Disk

ENCODER = WordEncoder([("oracle",)])


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "oracle.md").write_text("---\ntitle: Oracle\nlang: en\n---\n\nOracle has a founder.\n")
    return folder


@pytest.fixture
def build(articles, store):
    """Builds the index and returns the snapshot's name."""
    return lambda **options: build_index(articles, store.folder, ENCODER, **{"keep": 9, **options}).snapshot


def damage(store, name):
    path = store.snapshots / name / NUMBERS
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.unlink()
    path.write_bytes(data)


def back(store):
    """Return what going back goes to, None where there is nothing to go back to."""
    found = earlier(list_versions(store, ENCODER, check=True))
    return found and found.name


def go_back(store):
    """Go back, and return to what."""
    name = back(store)
    use_version(store, name, ENCODER, back=True)
    return name


def opened(store):
    snapshot = open_snapshot(store, ENCODER)
    snapshot.close()
    return snapshot.manifest.name


def test_going_back_passes_over_what_only_waited(build, store):
    """It was held back, and is older than what came into use after it."""
    first, waited = build(), build(put_in_use=False)
    last = build()
    assert {one.name: (one.unused, one.steps_back) for one in list_versions(store)} == {
        last: (False, 0),
        waited: (True, 0),
        first: (False, 1),
    }
    assert back(store) == first


def test_what_waited_and_then_came_into_use_is_gone_back_to(build, store):
    """As every index is that golden questions let through."""
    build()
    second = build(put_in_use=False)
    assert [one.unused for one in list_versions(store)] == [True, False]
    use_version(store, second, ENCODER)
    build()
    assert back(store) == second


def test_going_back_undoes_the_last_change_and_then_the_one_before(build, store):
    """Not by age, nor to what was in use before the one in use first was: whoever put it in use came from elsewhere."""
    store.keep = 9
    first, second, third = build(), build(), build()
    use_version(store, first, ENCODER)
    fourth = build()
    use_version(store, second, ENCODER)
    assert store.history().order == (first, second, third, first, fourth, second)
    assert [go_back(store) for _ in range(5)] == [fourth, first, third, second, first]
    assert back(store) is None
    assert store.history().used == {first, second, third, fourth}


def test_going_back_again_goes_on(build, store):
    """It does not come back to what was just left, but to what is put in use after that."""
    store.keep = 9
    first, second, third = build(), build(), build()
    assert [go_back(store), go_back(store), back(store)] == [second, first, None]
    use_version(store, third, ENCODER)
    assert [go_back(store), back(store)] == [first, None]


def test_putting_the_one_in_use_in_use_is_no_change(build, store):
    first, second = build(), build()
    use_version(store, second, ENCODER)
    assert [go_back(store), back(store)] == [first, None]


def test_going_back_over_what_is_gone_or_damaged_undoes_that_too(build, store):
    """There is no way back to it afterwards."""
    store.keep = 9
    first, second, third = build(), build(), build()
    use_version(store, second, ENCODER)
    damage(store, third)
    assert [go_back(store), back(store)] == [first, None]
    assert store.history().order == (first,)


def test_what_took_the_place_of_another_is_gone_back_to_wherever_that_was(build, store, articles):
    """Files that were only touched cost no way back, and their index is not there twice."""
    store.keep = 9
    first, second = build(), build()
    use_version(store, first, ENCODER)
    os.utime(articles / "oracle.md", ns=(1, 1))
    heir = build(only_if_changed=True)
    assert store.history().order == (heir, second, heir)
    assert [go_back(store), go_back(store), back(store)] == [second, heir, None]
    assert store.names() == [heir, second]


def test_a_history_of_an_earlier_version_goes_back_wherever_a_name_comes_again(store):
    """It knew of no other way to come to a snapshot again."""
    store.folder.mkdir()
    record = {"order": ["a", "b", "c", "a"], "used": ["a", "b", "c"], "since": ""}
    (store.folder / HISTORY).write_bytes(sealed(record))
    for current, order in (("a", ("a",)), ("c", ("a", "b", "c")), ("b", ("a", "b"))):
        assert read_history(store.folder, ["a", "b", "c"], current).order == order


def test_a_first_index_that_waited_is_never_gone_back_to(build, store):
    """Nothing was in use then, and that is known."""
    waited = build(put_in_use=False)
    build()
    assert back(store) is None
    assert [one.unused for one in list_versions(store)] == [False, True]
    discard_version(store, waited)
    second = store.current()
    build()
    assert back(store) == second


def test_what_is_gone_or_damaged_is_passed_over_for_what_was_in_use_before_it(build, store):
    """And of what only waited nothing is taken, though it is newer."""
    first, second, waited, third = build(), build(), build(put_in_use=False), build()
    damage(store, second)
    assert back(store) == first
    discard_version(store, second)
    assert back(store) == first
    discard_version(store, first)
    assert back(store) is None
    assert store.names() == [third, waited]


GARBAGE = [
    None,
    b"",
    b"{}",
    b"\xff\xfe\0",
    b'{"seal": "0", "record": {}}\n',
    sealed({}),
    sealed({"order": 3, "used": [], "since": ""}),
    sealed({"order": []}),
]


@pytest.mark.parametrize("holds", GARBAGE)
def test_without_a_history_that_is_whole_the_newest_older_one_is_gone_back_to(build, store, holds):
    """As in a store of an earlier version; from then on it is known again what waits."""
    first, waited, third = build(), build(put_in_use=False), build()
    (store.folder / HISTORY).unlink()
    if holds is not None:
        (store.folder / HISTORY).write_bytes(holds)
    assert (back(store), opened(store)) == (waited, third)
    fourth, fifth = build(put_in_use=False), build()
    assert store.names() == [fifth, fourth, third, waited, first]
    assert [one.name for one in list_versions(store) if one.unused] == [fourth]
    assert [go_back(store), go_back(store), go_back(store), back(store)] == [third, waited, first, None]


def test_a_bit_that_flips_in_the_history_is_found(build, store):
    """Whichever it is, names are gone by as if there were none."""
    build()
    waited, last = build(put_in_use=False), build()
    path = store.folder / HISTORY
    whole = path.read_bytes()
    for bit in range(0, len(whole) * 8, 7):
        flipped = bytearray(whole)
        flipped[bit // 8] ^= 1 << bit % 8
        path.write_bytes(flipped)
        assert store.stand_ins()[0] == waited
        assert store.current() == last


def test_what_another_version_put_in_use_comes_after_what_is_known(build, store):
    """It writes no history; what is known of before stays known."""
    first, waited, second = build(), build(put_in_use=False), build()
    (store.folder / "current").write_text(f"{waited}\n")
    assert back(store) == second
    assert store.history() == History((first, second, waited), frozenset({first, second, waited}))


def test_pruning_keeps_what_was_in_use_before_what_waited(build, store):
    """However many were held back since; what waited fills what is left."""
    first, second = build(keep=3), build(keep=3)
    waited = [build(keep=3, put_in_use=False) for _ in range(2)]
    assert store.names() == [*waited[::-1], second, first]
    third = build(keep=3)
    assert (store.names(), back(store)) == ([third, second, first], second)
    discard_version(store, first)
    discard_version(store, second)
    held = build(keep=3, put_in_use=False)
    fourth = build(keep=3)
    assert (store.names(), back(store)) == ([fourth, held, third], third)
    store.prune(2)
    assert store.names() == [fourth, third]


def test_pruning_takes_damaged_ones_first(build, store):
    """A build, going back and pruning alike; and they stay where nothing has to go."""
    first, second, third = build(), build(), build()
    damage(store, third)
    fourth = build(keep=3)
    assert store.names() == [fourth, second, first]
    damage(store, second)
    assert store.prune(3) == []
    assert prune_versions(store, keep=2).names == (second,)
    assert (store.names(), back(store)) == ([fourth, first], first)


def test_pruning_reads_old_ones_once(build, store, monkeypatch):
    """Whether each is whole takes a second a gigabyte to know."""
    first, second, _ = build(), build(), build()
    read = []
    monkeypatch.setattr(Glance, "is_whole", lambda self, name: read.append(name) or True)
    assert prune_versions(store, keep=2).names == (first,)
    assert sorted(read) == [first, second]


def test_pruning_keeps_a_damaged_one_that_is_in_use_or_waits(build, store):
    """What goes in their place was in use before, as ever."""
    first, second = build(), build()
    waiting = build(put_in_use=False)
    damage(store, second)
    damage(store, waiting)
    assert prune_versions(store, keep=1).names == (first,)
    assert store.names() == [waiting, second]


def test_a_damaged_segment_of_an_old_snapshot_is_seen(build, store, articles):
    """Even where it is too large to be read at a build, if a file of it is missing."""
    names = []
    for number in range(4):
        (articles / "oracle.md").write_text(f"Oracle has founder {number}.", encoding="utf-8")
        names.append(build())
    current = store.current()
    for number, how in ((2, "bit"), (1, "gone")):
        (own,) = set(store.named([names[number]])) - set(store.named([current]))
        path = next((store.segments / own).glob("words/en/*.npy"))
        if how == "gone":
            path.unlink()
        else:
            data = bytearray(path.read_bytes())
            data[-1] ^= 1
            path.write_bytes(data)
    glance = Glance(store.folder, current)
    assert [glance.is_whole(name) for name in names] == [True, False, False, True]
    assert store.superfluous(2) == [names[2], names[1]]
    short = Glance(store.folder, current)
    short._left_bytes = 0
    assert [short.is_whole(name) for name in names] == [True, False, True, True]


def test_the_last_whole_one_is_kept_where_the_one_in_use_is_damaged(build, store, articles):
    """With what it shares with the one before it, which is then no better."""
    first = build()
    (articles / "oracle.md").write_text("Oracle has a new founder.", encoding="utf-8")
    second, third, waiting = build(), build(), build(put_in_use=False)
    (shared,) = store.named([third])
    path = next((store.segments / shared).glob("words/en/*.npy"))
    path.write_bytes(path.read_bytes()[:-1])
    assert opened(store) == first
    discard_version(Store(store.folder, keep=2), waiting)
    assert store.names() == [third, first]
    assert second not in store.names()
    assert opened(store) == first


@pytest.mark.parametrize(("number", "goes"), [(errno.EIO, 1), (errno.EMFILE, 0)])
def test_an_old_snapshot_that_cannot_be_looked_at_stops_no_build(build, store, articles, monkeypatch, number, goes):
    """Where the disk gives way it goes first, as damaged ones do; where files are short, as if it was looked at."""
    names = []
    for founder in range(3):
        (articles / "oracle.md").write_text(f"Oracle has founder {founder}.", encoding="utf-8")
        names.append(build())

    def measured(folder):
        if folder.name == names[1]:
            raise OSError(number, os.strerror(number), str(folder))
        return size_bytes(folder)

    monkeypatch.setattr("index.keeping.glancing.size_bytes", measured)
    last = build(keep=3)
    assert store.current() == last
    assert store.names() == [last, names[2], names[1 - goes]]


def test_a_damaged_index_in_use_is_passed_over_for_what_was_in_use_before(build, store):
    """Not for what is newer and only waited; that answers nobody, though nothing else is whole."""
    first, waited, last = build(), build(put_in_use=False), build()
    damage(store, last)
    assert opened(store) == first
    damage(store, first)
    with pytest.raises(DamagedIndexError, match=last):
        open_snapshot(store, ENCODER)
    use_version(store, waited, ENCODER)
    assert opened(store) == waited


@pytest.mark.parametrize("holds", ["nowhere", "..", "\0", "\x7f\n\n", "/etc"])
def test_a_damaged_pointer_leads_to_what_was_in_use_last(build, store, holds):
    """Though something newer waits."""
    first, second, waited = build(), build(), build(put_in_use=False)
    (store.folder / "current").write_text(holds)
    assert opened(store) == second
    damage(store, second)
    assert opened(store) == first
    damage(store, first)
    with pytest.raises(DamagedIndexError):
        open_snapshot(store, ENCODER)
    assert waited in store.names()
    repaired = build()
    assert (opened(store), store.current()) == (repaired, repaired)


def test_a_pointer_that_is_gone_is_no_index_in_use(build, store):
    """As before a first build; the next one goes on from what is known."""
    first = build()
    (store.folder / "current").unlink()
    with pytest.raises(NoIndexError):
        open_snapshot(store, ENCODER)
    build()
    assert back(store) == first


def test_a_history_stays_small(build, store):
    """However often somebody goes back and forth; of what is gone, nothing stays."""
    first, second = build(), build()
    for name in (first, second) * (MOST // 2 + 3):
        use_version(store, name, ENCODER)
    assert len(store.history().order) == MOST + 1
    for _ in range(5):
        build(keep=3)
    history = read_history(store.folder, store.names(), store.current())
    assert set(history.order) | history.used <= {*store.names()} | {history.order[0]}
    assert len(history.order) <= len(store.names()) + 1


def test_nobody_knows_of_a_snapshot_that_is_not_on_disk(tmp_path):
    """What is written down of it goes with the next that comes into use."""
    write_history(tmp_path, History(("a", "b", "c"), frozenset({"x", "a", "b", "c"}), ""))
    assert read_history(tmp_path, [], "b").then("d", ["b", "d"]) == History(("b", "d"), frozenset({"b"}), "")


def counted(store, act):
    """Return how many things `act` does to the disk of a store."""
    disk = Disk(store.folder)
    with disk.watching():
        act()
    return len(disk.operations)


def steps(store, tmp_path, name):
    copy = Store(tmp_path / "counted")
    shutil.copytree(store.folder, copy.folder)
    return counted(copy, lambda: use_version(copy, name, ENCODER))


def tried(store, tmp_path, name, number, act=put_in_use):
    """Return a copy of the store in which `name` was to come into use, and whoever did it died at that step."""
    copy = Store(tmp_path / f"tried-{number}")
    shutil.copytree(store.folder, copy.folder)
    child = Child(act, copy.folder, name, number)
    child.hear()
    child.end()
    return copy


@pytest.mark.parametrize("way", ["a new one", "an old one", "back"])
@pytest.mark.parametrize("known", [True, False], ids=["history", "none yet"])
def test_whoever_dies_at_any_step_of_putting_one_in_use_leaves_the_way_back_right(build, store, tmp_path, way, known):
    """The one before is in use, as if nothing had been done, or the new one; what waits is never gone back to."""
    first, second, third = build(), build(), build()
    candidate = build(put_in_use=False)
    if not known:
        (store.folder / HISTORY).unlink()
    name, then = {"a new one": (candidate, third), "an old one": (first, third), "back": (second, first)}[way]
    act = children.go_back if way == "back" else put_in_use
    count = steps(store, tmp_path, name)
    assert count > 14
    seen = set()
    for number in range(1, count + 1):
        copy = tried(store, tmp_path, name, number, act)
        current = copy.current()
        assert (current, back(copy)) in {(third, second), (name, then)}
        seen.add(current)
        assert opened(copy) == current
        use_version(copy, name, ENCODER, back=way == "back")
        assert (copy.current(), back(copy)) == (name, then)
        assert not [one for one in copy.folder.iterdir() if one.suffix in {".new", ".former"}]
    assert seen == {third, name}


@pytest.mark.parametrize("fault", FAULTS, ids=[one.name for one in FAULTS])
def test_a_disk_that_refuses_any_step_of_putting_one_in_use_leaves_the_way_back_right(build, store, tmp_path, fault):
    """What is in use was in use, and what was before it stays that."""
    first, second = build(), build()
    candidate = build(put_in_use=False)
    for number in range(1, steps(store, tmp_path, candidate) + 1):
        copy = Store(tmp_path / f"refused-{number}")
        shutil.copytree(store.folder, copy.folder)
        refused = ""
        with Disk(copy.folder, fault.at(number)).watching():
            try:
                use_version(copy, candidate, ENCODER)
            except (OSError, IndexFloorError) as error:
                refused = str(error)
        assert not refused or str(copy.folder) in refused
        assert (copy.current(), back(copy)) == ((second, first) if refused else (candidate, second))
        use_version(copy, candidate, ENCODER)
        assert (copy.current(), back(copy)) == (candidate, second)


def test_a_history_is_begun_before_what_waits_has_its_name(build, store, tmp_path):
    """So that whoever dies in between leaves nothing that is taken to have been in use."""
    first, second = build(), build()
    (store.folder / HISTORY).unlink()
    copy = Store(tmp_path / "copy")
    shutil.copytree(store.folder, copy.folder)
    folder = copy.new_folder()
    shutil.copytree(copy.snapshots / second, folder, dirs_exist_ok=True)
    name = folder.name.removeprefix(".building-")
    disk = Disk(copy.folder)
    with disk.watching():
        copy.publish(folder, name, put_in_use=False)
    assert [(one.kind, one.path.name) for one in disk.operations if one.kind == "rename"] == [
        ("rename", f"{HISTORY}.new"),
        ("rename", folder.name),
    ]
    assert copy.history() == History((first, second), frozenset({first, second}), second)
    assert copy.history().is_unused(name)
