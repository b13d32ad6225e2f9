"""Several rankings into one."""

import pytest

from index.fusion import RANK_CONSTANT, Fused, Ranking, fuse


def test_a_row_gets_the_sum_of_its_weighted_reciprocal_ranks():
    """Row 7 is first in one ranking of weight 1 and second in one of weight 0.5."""
    fused = fuse([Ranking([7, 8]), Ranking([9, 7], weight=0.5)])
    assert fused[0] == Fused(7, pytest.approx(1 / (RANK_CONSTANT + 1) + 0.5 / (RANK_CONSTANT + 2)))
    assert [one.row for one in fused] == [7, 8, 9]


def test_equal_scores_keep_the_order_of_rows():
    """The ranking is the same every time."""
    assert [one.row for one in fuse([Ranking([5]), Ranking([3])])] == [3, 5]


def test_no_rankings_give_nothing():
    """An empty fusion is empty."""
    assert fuse([]) == []
