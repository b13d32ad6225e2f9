"""Cells, views, comparisons and shares, on rankings that one can count by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.evaluation.questions import Question
from index.evaluation.report import report, seen_in
from index.evaluation.runs import Run
from tests.conftest import NEEDS_MEASURES

pytestmark = NEEDS_MEASURES

LANGUAGES = {f"{language}{number}": language for language in ("en", "fr") for number in range(10)}


def asked(key, language, right, *, domain="d", source=""):
    return Question(key, "what?", language, domain, source, dict.fromkeys(right, 1))


def cell_of(made, view, pair, domain="d", source=""):
    (found,) = [
        one for one in made.cells if (one.view, one.pair, one.domain, one.source) == (view, pair, domain, source)
    ]
    return found


def value(cell, measure="recall_at_5"):
    return cell.measured[measure].value


RANKING = ["fr0", "fr1", "en1", "en0"]
BOTH = asked("q", "en", ["en0", "fr1"])


def test_alone_counts_the_articles_of_one_language_only():
    assert seen_in("alone", BOTH, "en", RANKING, LANGUAGES) == ["en1", "en0"]
    assert seen_in("alone", BOTH, "fr", RANKING, LANGUAGES) == ["fr0", "fr1"]


def test_mixed_counts_all_but_the_right_answers_in_the_other_language():
    assert seen_in("mixed", BOTH, "en", RANKING, LANGUAGES) == ["fr0", "en1", "en0"]
    assert seen_in("mixed", BOTH, "fr", RANKING, LANGUAGES) == ["fr0", "fr1", "en1"]


def test_an_article_that_the_index_lacks_is_wrong_in_the_mixed_list_only():
    """As in a run that was made from another index."""
    ranking = ["gone", "en0"]
    assert seen_in("mixed", BOTH, "en", ranking, LANGUAGES) == ["gone", "en0"]
    assert seen_in("alone", BOTH, "en", ranking, LANGUAGES) == ["en0"]


@given(st.permutations(sorted(LANGUAGES)), st.sets(st.sampled_from(sorted(LANGUAGES)), min_size=1))
def test_no_view_ranks_a_right_answer_worse_than_the_list_does(ranking, right):
    """And what is alone stands at least as high as what is mixed."""
    question = asked("q", "en", right)
    for answered in ("en", "fr"):
        alone = seen_in("alone", question, answered, ranking, LANGUAGES)
        mixed = seen_in("mixed", question, answered, ranking, LANGUAGES)
        for article in (one for one in mixed if LANGUAGES[one] == answered):
            assert alone.index(article) <= mixed.index(article) <= ranking.index(article)


def test_a_pair_takes_its_own_questions_and_articles():
    questions = [BOTH, asked("r", "fr", ["fr5"]), asked("s", "fr", ["en5"])]
    made = report(questions, Run("me", {"q": RANKING, "r": ["fr5"], "s": []}), LANGUAGES)
    counts = {one.pair: one.questions for one in made.cells if one.view == "alone"}
    assert counts == {"en-en": 1, "en-fr": 1, "fr-fr": 1, "fr-en": 1}
    ranks = {one.pair: value(one, "mrr_at_10") for one in made.cells if one.view == "alone"}
    assert ranks == {"en-en": 0.5, "en-fr": 0.5, "fr-fr": 1.0, "fr-en": 0.0}
    assert value(cell_of(made, "mixed", "en-en"), "mrr_at_10") == pytest.approx(1 / 3)


def test_sources_have_cells_of_their_own_beside_the_domains():
    questions = [asked("q", "en", ["en0"], source="b"), asked("r", "en", ["en1"], source="a")]
    made = report(questions, Run("me", {"q": ["en0"], "r": ["en0"]}), LANGUAGES)
    shown = [(one.source, one.questions, value(one, "recall_at_1")) for one in made.cells if one.view == "alone"]
    assert shown == [("", 2, 0.5), ("a", 1, 0.0), ("b", 1, 1.0)]


def test_a_comparison_is_paired():
    """Two runs that differ on one of four questions: their difference is a quarter, and nothing is sure of it."""
    questions = [asked(f"q{number}", "en", [f"en{number}"]) for number in range(4)]
    ours = Run("me", {one.id: list(one.right) for one in questions})
    theirs = Run("it", {**ours.rankings, "q3": ["en9"]})
    compared = cell_of(report(questions, ours, LANGUAGES, theirs), "alone", "en-en").against["recall_at_5"]
    assert (compared.other, compared.difference.value) == (0.75, 0.25)
    assert compared.difference.low == 0.0
    assert not compared.sure


@pytest.mark.parametrize(("count", "sure"), [(5, False), (6, True)])
def test_a_handful_of_questions_is_sure_of_nothing(count, sure):
    """However clear it looks: five of five on one side come about by chance one time in sixteen."""
    questions = [asked(f"q{number}", "en", [f"en{number}"]) for number in range(count)]
    ours, theirs = Run("me", {one.id: list(one.right) for one in questions}), Run("it", {})
    (cell,) = (one for one in report(questions, ours, LANGUAGES, theirs).cells if one.view == "alone")
    assert cell.against["recall_at_5"].difference.excludes_zero
    assert cell.against["recall_at_5"].sure is sure


def test_a_run_against_itself_differs_by_nothing():
    run = Run("me", {"q": RANKING})
    cells = report([BOTH], run, LANGUAGES, run).cells
    assert cells
    for cell in cells:
        assert cell.against
        for compared in cell.against.values():
            assert (compared.difference.value, compared.difference.low, compared.difference.high) == (0, 0, 0)


def test_without_a_comparison_there_is_none():
    cells = report([BOTH], Run("me", {}), LANGUAGES).cells
    assert cells
    assert all(not one.against for one in cells)


def test_the_share_of_the_same_questions_and_of_the_whole_domain():
    """`both` is found in English only; `one` has no French answer, so it counts in the whole domain alone."""
    questions = [asked("both", "en", ["en0", "fr0"]), asked("one", "en", ["en1"])]
    made = report(questions, Run("me", {"both": ["en0", "fr9", "fr0"], "one": []}), LANGUAGES)
    summary = next(one for one in made.summaries if one.view == "alone")
    assert (summary.same.within, summary.same.across, summary.same.share) == (1.0, 1.0, 1.0)
    assert (summary.whole.within, summary.whole.across, summary.whole.share) == (0.5, 1.0, 2.0)


def test_the_mean_share_is_over_the_domains_that_have_one():
    """Each domain counts the same, however many questions it has; `lone` crosses no language."""
    questions = [
        asked("a", "en", ["en0", "fr0"], domain="found"),
        asked("b", "fr", ["en1", "fr1"], domain="lost"),
        asked("c", "fr", ["fr2"], domain="lone"),
    ]
    made = report(questions, Run("me", {"a": ["en0", "fr0"], "b": ["fr1"], "c": ["fr2"]}), LANGUAGES)
    assert made.mean_same["alone"] == 0.5
    assert math.isnan(next(one for one in made.summaries if one.domain == "lone").whole.share)


def test_nothing_found_within_has_no_share():
    made = report([asked("a", "en", ["en0", "fr0"])], Run("me", {"a": ["fr0"]}), LANGUAGES)
    assert math.isnan(made.mean_same["alone"])
