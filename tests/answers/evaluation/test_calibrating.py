"""A threshold chosen by a handful of confidences that one can sort by eye."""

from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.evaluation.calibrating import FEWEST_ANSWERABLE, MOST_REFUSED, calibrate, check_enough, choose
from index.errors import EvaluationInputError
from tests.answers.evaluation.made import judged, unanswerable

TWENTY = [0.05, 0.25, *(0.4 + place / 50 for place in range(18))]  # two may be refused; 0.4 must not
SHARES = st.lists(st.integers(0, 1000).map(lambda thousandth: thousandth / 1000), max_size=40)


def test_all_is_refused_that_lies_below_what_must_be_answered():
    """Midway between 0.3, the surest to refuse, and 0.4."""
    assert choose(TWENTY, [0.1, 0.3, 0.9]) == pytest.approx(0.35)


def test_no_more_is_refused_than_needs_be():
    """The 0.25 is answered, since refusing it would refuse nothing that should be."""
    assert choose(TWENTY, [0.1, 0.9]) == pytest.approx((0.1 + 0.25) / 2)


def test_without_unanswerable_questions_a_tenth_is_refused():
    """All that is less sure than 0.4, as rounded to three places."""
    assert choose(TWENTY, []) == pytest.approx(0.3995)


def test_nothing_is_refused_where_that_would_cost_too_much():
    assert choose(TWENTY, [0.5, 0.9]) == 0
    assert choose([0.0] * 20, [0.0]) == 0


@given(st.lists(st.integers(0, 1000).map(lambda one: one / 1000), min_size=1, max_size=40), SHARES)
def test_the_choice_is_the_best_that_spares_nine_in_ten(answerable, unanswerable_ones):
    """Against every threshold there could be, one by one."""

    def refused(values, threshold):
        return sum(one < threshold for one in values)

    allowed = [
        threshold / 2000
        for threshold in range(2002)
        if refused(answerable, threshold / 2000) <= MOST_REFUSED * len(answerable)
    ]
    found = choose(answerable, unanswerable_ones)
    assert refused(answerable, found) <= MOST_REFUSED * len(answerable)
    if unanswerable_ones:
        assert refused(unanswerable_ones, found) == max(refused(unanswerable_ones, one) for one in allowed)
    else:
        assert refused(answerable, found) == max(refused(answerable, one) for one in allowed)


def test_the_choice_is_told_with_what_it_refuses():
    asked = [judged(id=f"q{place:02}", confidence=value) for place, value in enumerate(TWENTY)]
    asked += [unanswerable("near_miss", value, id=f"u{value}") for value in (0.1, 0.3, 0.9)]
    found = calibrate(asked)
    assert (found.answerable, found.unanswerable) == (20, 3)
    assert found.chosen.threshold == pytest.approx(0.35)
    assert found.chosen.refused_answerable == pytest.approx(2 / 20)
    assert found.chosen.refused_unanswerable == pytest.approx(2 / 3)


def test_each_half_is_tried_with_the_others_threshold():
    """By ids, one half has 0.2, 0.8 × 9 and off the corpus 0.4; the other 0.65 × 10 and 0.5.

    The first chooses 0.6, midway between 0.4 and 0.8, which refuses the 0.5 of the other; the second 0.575, midway
    between 0.5 and 0.65, which refuses the 0.2 and 0.4 of the first.
    """
    one_half, other = [0.2, *[0.8] * 9], [0.65] * 10
    asked = [
        judged(id=f"q{2 * place + half:02}", confidence=value)
        for half, values in enumerate((one_half, other))
        for place, value in enumerate(values)
    ]
    asked += [unanswerable("off_corpus", 0.4, id="u0"), unanswerable("off_corpus", 0.5, id="u1")]
    tried = calibrate(asked[::-1]).tried
    assert tried.threshold == pytest.approx((0.6 + 0.575) / 2)
    assert tried.refused_answerable == pytest.approx((0 + 1) / 20)
    assert tried.refused_unanswerable == 1


def test_what_has_no_evidence_at_all_is_refused_by_any_threshold():
    """Four of twenty are refused already, so no threshold is worth more."""
    asked = [judged(id=f"q{place:02}", confidence=0.0 if place < 4 else 0.75) for place in range(20)]
    found = calibrate([*asked, unanswerable("off_corpus", 0.0), unanswerable("off_corpus", 0.5)]).chosen
    assert found.threshold == 0
    assert (found.refused_answerable, found.refused_unanswerable) == (pytest.approx(0.2), 0.5)


def test_without_unanswerable_questions_their_share_is_unknown():
    found = calibrate([judged(id=f"q{place:02}", confidence=value) for place, value in enumerate(TWENTY)])
    assert isnan(found.chosen.refused_unanswerable)
    assert isnan(found.tried.refused_unanswerable)
    assert found.chosen.refused_answerable == pytest.approx(0.1)


@pytest.mark.parametrize("number", [0, FEWEST_ANSWERABLE - 1])
def test_too_few_questions_choose_nothing(number):
    wanted = rf"a threshold wants 20 questions with an article to be chosen by, found {number}; add some"
    with pytest.raises(EvaluationInputError, match=wanted):
        calibrate([*[judged()] * number, *[unanswerable("off_corpus", 0.1)] * 50])
    with pytest.raises(EvaluationInputError, match=wanted):
        check_enough(number)
