"""Which segments become one."""

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from index.builds.merging import MIDDLING, MOST_OF_A_SIZE, SMALL, WORN, Weight, plan_merges
from index.segments.postings import MOST_ROWS


def weights(*live, part="", rows=None):
    return [Weight(part, one, rows or one) for one in live]


def test_a_few_small_segments_stay_as_they_are():
    assert plan_merges(weights(5, 10, 4096, 100)) == []


def test_many_small_segments_become_one():
    """The large one beside them is left alone."""
    assert plan_merges(weights(5, 10, 200_000, 4096, 100, 1)) == [[0, 1, 3, 4, 5]]


def test_segments_of_different_parts_are_never_merged():
    """What is a server's stays apart from what all may read."""
    assert plan_merges([*weights(5, 5, 5), *weights(5, 5, 5, part="server-1")]) == []


def test_no_segment_becomes_larger_than_a_segment_can_be():
    plans = plan_merges(weights(*[60_000] * 6))
    assert plans == [[0, 1, 2, 3], [4, 5]]


def test_a_worn_segment_is_written_anew_without_its_dead():
    assert plan_merges(weights(200_000, rows=300_000 - 40_000)) == []
    assert plan_merges(weights(150_000, rows=250_000)) == [[0]]


def test_a_segment_that_lacks_codes_is_written_anew():
    """It was made in a portion, and is too large to be looked through in full."""
    assert plan_merges([Weight("", 9000, 9000, uncoded=True)]) == [[0]]


def test_a_segment_without_anything_alive_is_nobodys_business():
    """It is left out of the snapshot as it is."""
    assert plan_merges([Weight("", 0, 1000, articles=0)]) == []


def test_segments_of_articles_without_passages_become_one_too():
    """They are nothing but headings."""
    assert plan_merges([Weight("", 0, 0, articles=1)] * 5) == [[0, 1, 2, 3, 4]]


def test_a_segment_that_lost_an_article_is_written_anew_without_it():
    """Its text stays in no file, unless the segment is large: that takes `--all`."""
    assert plan_merges([Weight("", 90, 100, 9, lost=True)]) == [[0]]
    assert plan_merges([Weight("", 90_000, 90_009, 9, lost=True)]) == []


@given(
    st.lists(
        st.builds(
            lambda part, live, dead: Weight(part, live, live + dead, live),
            st.sampled_from(["", "server-1"]),
            st.integers(0, MOST_ROWS // 2) | st.integers(0, 5000),
            st.integers(0, 5000),
        ),
        max_size=30,
    )
)
def test_a_plan_keeps_to_what_it_promises(some):
    """No segment stands in two plans, parts stay apart, and what is left is few of each small size and not worn."""
    plans = plan_merges(some)
    places = list(chain(*plans))
    assert len(places) == len(set(places))
    for plan in plans:
        assert len({some[place].part for place in plan}) == 1
        assert sum(some[place].live for place in plan) <= MOST_ROWS
    left = [one for place, one in enumerate(some) if place not in places and one.articles]
    assert not any(one.rows - one.live > WORN * one.rows for one in left)
    for part in ("", "server-1"):
        for least, most in ((0, SMALL), (SMALL, MIDDLING)):
            like = [one for one in left if one.part == part and least < one.live <= most]
            assert len(like) <= MOST_OF_A_SIZE
