"""AUROC and sweep, against scikit-learn and what one can count."""

from math import isnan, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from bot.answers.evaluation.separation import auroc, sweep
from tests.answers.evaluation.made import judged, unanswerable

SHARES = st.lists(st.integers(0, 10).map(lambda tenth: tenth / 10), min_size=1, max_size=30)


@given(SHARES, SHARES)
def test_the_area_is_scikit_learns(answerable, other):
    """Ties included."""
    wanted = roc_auc_score([1] * len(answerable) + [0] * len(other), [*answerable, *other])
    assert auroc(answerable, other).value == pytest.approx(wanted)


def test_the_area_counts_a_tie_half():
    """Of four pairs two are won, one is lost, one is a tie."""
    assert auroc([0.9, 0.5], [0.5, 0.7]).value == pytest.approx(2.5 / 4)


def test_the_interval_is_narrower_with_more_questions():
    few, many = (auroc([0.2, 0.6, 0.8, 0.9] * times, [0.1, 0.3, 0.5, 0.7] * times) for times in (3, 300))
    assert few.low < many.low < many.value == few.value < many.high < few.high


def test_the_interval_is_that_of_resampled_questions():
    """The slow way, both sides drawn anew, ends within what a thousand draws leave open."""
    random = np.random.default_rng(5)
    answerable, other = random.normal(1, 1, 80).round(1), random.normal(0, 1, 40).round(1)
    labels = [1] * 80 + [0] * 40
    drawn = [roc_auc_score(labels, [*random.choice(answerable, 80), *random.choice(other, 40)]) for _ in range(1000)]
    found = auroc(answerable.tolist(), other.tolist())
    assert [found.low, found.high] == pytest.approx(np.percentile(drawn, [2.5, 97.5]), abs=0.02)


@pytest.mark.parametrize(("answerable", "other"), [([], [0.1]), ([0.1], []), ([], [])])
def test_one_side_alone_has_no_area(answerable, other):
    assert isnan(auroc(answerable, other).value)


def test_every_threshold_that_changes_something_is_swept():
    """Three answerable questions, one of which would quote other words, one off the corpus, one near miss."""
    points = sweep(
        [
            judged(confidence=0.9),
            judged(confidence=0.6, gold_anyway=False),
            judged(confidence=0.2, answered=False, gold=False),
            unanswerable("off_corpus", 0.1),
            unanswerable("near_miss", 0.6),
        ]
    )
    third = pytest.approx(1 / 3)
    assert [(one.answerable, one.off_corpus, one.near_miss) for one in points] == [
        (0, 0, 0),
        (0, 0, 0),
        (0, 1, 0),
        (third, 1, 0),
        (pytest.approx(2 / 3), 1, 1),
        (1, 1, 1),
    ]
    assert [one.threshold for one in points[:-1]] == [0, 0.1, 0.2, 0.6, 0.9]
    assert [one.gold for one in points] == pytest.approx([2 / 3, 2 / 3, 2 / 3, 1 / 2, 1, nan], nan_ok=True)


def test_a_confidence_of_nothing_is_refused_by_any_threshold():
    """And the last threshold refuses even what is quite sure."""
    points = sweep([judged(confidence=0.0), judged(confidence=1.0)])
    assert [one.answerable for one in points] == [0.5, 0.5, 1]
