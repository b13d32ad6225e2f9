"""A disk that refuses loses nothing; `python -m tests.faults` has every operation refused in every way."""

import pytest

from tests.faults.injecting import FAULTS
from tests.faults.kills import spread, steps_of
from tests.faults.refusals import pointer_moves_early, refuse_at, unseen_files
from tests.faults.scenario import make_scenario, told


@pytest.fixture(scope="module")
def scenario(tmp_path_factory):
    return make_scenario(tmp_path_factory.mktemp("faults"))


@pytest.mark.parametrize(("start", "fault"), list(enumerate(FAULTS)), ids=[one.name for one in FAULTS])
def test_a_rebuild_that_is_refused_leaves_the_index_in_use(scenario, tmp_path, start, fault):
    """It says which path, the snapshot before answers as it did, and the next rebuild leaves nothing lying about."""
    steps = steps_of(scenario, tmp_path / "counted")
    names = {one.number: f"{one.number} {one.name(tmp_path / 'counted')}" for one in steps}
    chosen = spread(steps, 22, start)
    assert told({names[one]: refuse_at(scenario, tmp_path / "store", fault, one) for one in chosen}) == []


def test_the_pointer_waits_for_the_disk(scenario, tmp_path):
    """What it names is on the disk before it names it, so that a power cut takes no snapshot away."""
    assert pointer_moves_early(scenario, tmp_path / "store") == []


def test_faults_reach_every_file_of_a_store(scenario, tmp_path):
    """None is written past the functions in which they can be injected."""
    assert unseen_files(scenario, tmp_path / "store") == []
