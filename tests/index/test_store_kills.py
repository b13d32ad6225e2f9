"""A build that is killed loses nothing; `python -m tests.faults` kills more of them."""

import pytest

from tests.faults.kills import kill_after, kill_at, kill_first_build_at, moments, spread, steps_of
from tests.faults.scenario import make_scenario, told


@pytest.fixture(scope="module")
def scenario(tmp_path_factory):
    return make_scenario(tmp_path_factory.mktemp("kills"))


def test_a_rebuild_killed_at_any_moment_leaves_a_whole_snapshot_in_use(scenario, tmp_path):
    """Old or new, and the next rebuild makes what a first build makes, with nothing left lying about."""
    chosen = moments(scenario, tmp_path / "timed", 6, seed=1)
    found = {
        f"kill {number}, after {one.seconds:.3f} s": kill_after(scenario, tmp_path / "store", one)
        for number, one in enumerate(chosen, 1)
    }
    assert told(found) == []


def test_a_rebuild_killed_at_any_step_leaves_a_whole_snapshot_in_use(scenario, tmp_path):
    """At each thing done to the disk, from the first file to the last name that the disk is to hold."""
    steps = steps_of(scenario, tmp_path / "timed")
    names = {one.number: f"{one.number} {one.name(tmp_path / 'timed')}" for one in steps}
    found = {names[number]: kill_at(scenario, tmp_path / "store", number) for number in spread(steps, 24)}
    assert told(found) == []


@pytest.mark.parametrize("number", [1, 2, 5, 13, 34])
def test_a_first_build_killed_at_any_step_leaves_no_index_or_a_whole_one(scenario, tmp_path, number):
    """And the next build goes through."""
    assert kill_first_build_at(scenario, tmp_path / "store", number) == []
