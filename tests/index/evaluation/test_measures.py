"""The measures against values by hand and against a slow, obvious implementation."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.evaluation.measures import DEEPEST, MEASURES, RESAMPLES, estimates, measure
from tests.conftest import NEEDS_MEASURES

IDS = [f"a{number}" for number in range(14)]


def slowly(right, ranking):
    """Return the five values as their definitions say, one step after the other."""
    shares = [sum(article in right for article in ranking[:depth]) / len(right) for depth in (1, 5, 10)]
    reciprocal = 0.0
    for rank, article in enumerate(ranking[:10], start=1):
        if article in right:
            reciprocal = 1 / rank
            break
    gained = sum(right.get(article, 0) / math.log2(rank + 1) for rank, article in enumerate(ranking[:10], start=1))
    best = sorted(right.values(), reverse=True)[:10]
    ideal = sum(grade / math.log2(rank + 1) for rank, grade in enumerate(best, start=1))
    return (*shares, reciprocal, gained / ideal)


@NEEDS_MEASURES
def test_measures_by_hand():
    """Right answers at ranks 2 and 7 of two; nDCG is (1/log2(3) + 1/log2(8)) / (1 + 1/log2(3))."""
    ranking = ["x1", "a", "x2", "x3", "x4", "x5", "b", "x6"]
    values = measure({"q": {"a": 1, "b": 1}}, {"q": ranking})
    ndcg = (1 / math.log2(3) + 1 / 3) / (1 + 1 / math.log2(3))
    assert values["q"] == pytest.approx((0.0, 0.5, 1.0, 0.5, ndcg))


@NEEDS_MEASURES
def test_a_question_without_a_ranking_counts_nothing_found():
    values = measure({"q": {"a": 1}, "r": {"a": 1}, "s": {"a": 1}}, {"q": ["a"], "r": []})
    assert values == {"q": (1.0,) * 5, "r": (0.0,) * 5, "s": (0.0,) * 5}


@NEEDS_MEASURES
def test_nothing_judged_measures_nothing():
    assert measure({}, {"q": ["a"]}) == {}


@NEEDS_MEASURES
def test_what_stands_beyond_rank_ten_counts_nowhere():
    ranking = [*(f"x{number}" for number in range(DEEPEST)), "a"]
    assert measure({"q": {"a": 1}}, {"q": ranking})["q"] == (0.0,) * len(MEASURES)


@NEEDS_MEASURES
@given(
    st.dictionaries(
        st.sampled_from(["q1", "q2", "q3"]),
        st.tuples(
            st.dictionaries(st.sampled_from(IDS), st.integers(1, 3), min_size=1, max_size=13),
            st.permutations(IDS).flatmap(lambda ids: st.integers(0, len(ids)).map(lambda end: ids[:end])),
        ),
        min_size=1,
    )
)
def test_the_library_agrees_with_the_slow_definitions(drawn):
    """Whatever the ids: trec_eval breaks ties of score by id, so a rank must never be a tie."""
    judgements = {key: right for key, (right, _) in drawn.items()}
    rankings = {key: ranking for key, (_, ranking) in drawn.items()}
    values = measure(judgements, rankings)
    assert values.keys() == judgements.keys()
    for key, (right, ranking) in drawn.items():
        assert values[key] == pytest.approx(slowly(right, ranking), abs=1e-6)


def test_the_interval_holds_the_mean_and_is_the_same_each_time():
    values = np.random.default_rng(3).random((200, 2))
    first, second = estimates(values)
    assert (first, second) == estimates(values)
    assert first.value == pytest.approx(values[:, 0].mean())
    # The percentile interval of 200 uniform values is near the normal one: 1.96 times the standard error each way.
    error = values[:, 0].std() / math.sqrt(200)
    assert first.low == pytest.approx(first.value - 1.96 * error, abs=0.3 * error)
    assert first.high == pytest.approx(first.value + 1.96 * error, abs=0.3 * error)


@given(st.lists(st.integers(-1, 1), min_size=1, max_size=40))
def test_the_interval_is_that_of_the_resamples_drawn_one_by_one(drawn):
    """The same numbers in one loop a resample, without the chunks."""
    values = np.array(drawn, dtype=np.float64)[:, None]
    random = np.random.default_rng(20261124)
    rows = random.integers(0, len(drawn), size=(RESAMPLES, len(drawn)), dtype=np.int32)
    means = sorted(sum(drawn[row] for row in one) / len(drawn) for one in rows.tolist())
    (found,) = estimates(values)
    assert (found.low, found.high) == pytest.approx(tuple(np.percentile(means, [2.5, 97.5])))


@pytest.mark.parametrize(
    ("differences", "surely"), [([1.0] * 30, True), ([-1.0] * 30, True), ([1.0, -1.0] * 15, False), ([0.0] * 9, False)]
)
def test_a_difference_is_sure_where_its_interval_excludes_zero(differences, surely):
    (found,) = estimates(np.array(differences)[:, None])
    assert found.excludes_zero is surely


def test_no_question_has_no_mean():
    (found,) = estimates(np.zeros((0, 1)))
    assert math.isnan(found.value)
    assert not found.excludes_zero
