"""No file of a store can be damaged unnoticed, or crash who opens it; `python -m tests.faults` damages them more."""

import pytest

from index.keeping.snapshot import Store
from tests.faults.damages import all_damages, try_damages
from tests.faults.damaging import Damage, files_of
from tests.faults.scenario import make_scenario, told


@pytest.fixture(scope="module")
def scenario(tmp_path_factory):
    return make_scenario(tmp_path_factory.mktemp("damage"))


def test_any_damage_to_any_file_is_found_at_opening(scenario, tmp_path):
    """In a process of its own: the snapshot before is used instead, or none, and nothing crashes."""
    store = scenario.copy(tmp_path / "store")
    damages = [damage for those in all_damages(store, seed=1, count=2, most=2).values() for damage in those]
    assert told(try_damages(store, damages, scenario.sound(scenario.older))) == []


@pytest.mark.parametrize("holds", [b"", b"\n", b"nowhere\n", b"..\n", b"\xff\xfe\n", b"a\0b\n", b"/\n", None])
def test_a_damaged_pointer_crashes_nothing(scenario, tmp_path, holds):
    """Whatever it names instead, nobody is answered from anything but a snapshot as it was built."""
    store = scenario.copy(tmp_path / "store")
    pointer = store.folder / "current"
    damage = Damage("other", pointer, pointer.read_bytes(), holds)
    found = try_damages(store, [damage], scenario.sound(scenario.older, scenario.before))
    assert [problem for problem in told(found) if "NoIndexError" not in problem] == []


def test_files_of_a_store_are_all_damaged(scenario):
    """Those of the snapshot in use and of all segments, the manifest too."""
    store = Store(scenario.folder)
    names = {path.name for path in files_of(store)}
    assert "manifest.json" in names
    assert len(names) > 5
