"""A store that hypothesis plays with; `python -m tests.faults` has it play longer."""

from tests.faults.model import Ground, play


def test_a_rebuild_says_what_a_first_build_says_whatever_came_before(tmp_path):
    """Articles added, changed, moved, deleted and restored; builds that die or are refused; versions gone back to."""
    ground = Ground(tmp_path)
    play(ground, games=6, steps=15)
    assert ground.played.rebuilds > 6
