"""Search goes on while the index is built anew; `python -m tests.faults` has it go on for a minute."""

from tests.faults.threads import search_while_building


def test_searches_beside_builds_are_answered_from_one_snapshot_each(tmp_path):
    """Four threads ask while six rebuilds are published: nothing crashes or raises, and no passage is a wrong one."""
    searched = search_while_building(tmp_path, builds=6)
    assert searched.problems == ()
    assert searched.builds == 6
    assert searched.answers > 0


def test_another_process_searches_on_beside_builds_too(tmp_path):
    """It is told of each new snapshot, and answers from the one that was asked of."""
    searched = search_while_building(tmp_path, builds=6, processes=1)
    assert searched.problems == ()
    assert (searched.builds, searched.others) == (6, 1)
    assert searched.answers > 0
