"""Figures of a handful of answers, worked out by hand."""

from math import isnan, nan

import pytest

from bot.answers.evaluation.figures import report
from tests.answers.evaluation.made import judged, unanswerable

WRONG = {"right": False, "first_right": False, "gold": False}
REFUSED = {**WRONG, "answered": False, "sure": False, "citations": 0, "verbatim": 0}

ANSWERS = [
    judged(id="1"),
    judged(id="2", first_right=False, sentences=2),
    judged(id="3", found=False, sentences=3, **WRONG),
    judged(id="4", kind="list", sentences=9),
    judged(id="5", confidence=0.25, **REFUSED),
    judged(id="6", pair="en-fr", gold=None, gold_anyway=None, verbatim=0),
    judged(id="7", pair="fr-fr", confidence=0.375, milliseconds=30.0, **REFUSED),
    unanswerable("off_corpus", 0.125, id="8"),
    unanswerable("off_corpus", 0.25, id="9", pair="fr", listed=2),
    unanswerable("near_miss", 0.625, id="10"),
    unanswerable("near_miss", 0.375, id="11"),
]


def shares(cell):
    names = ("found", "answered", "right", "first_right", "gold", "gold_of_found")
    return {name: (getattr(cell, name).of, getattr(cell, name).estimate.value) for name in names}


def test_each_pair_has_its_shares():
    cells = {cell.pair: cell for cell in report(ANSWERS).cells}
    assert list(cells) == ["en-en", "en-fr", "fr-fr"]
    assert shares(cells["en-en"]) == {
        "found": (5, 0.8),
        "answered": (5, 0.8),
        "right": (5, pytest.approx(0.6)),
        "first_right": (4, 0.5),
        "gold": (5, pytest.approx(0.6)),
        "gold_of_found": (4, 0.75),
    }


def test_sentences_are_counted_where_there_is_an_answer_and_no_list():
    """One, two and three; of the refused French question none."""
    cells = {cell.pair: cell for cell in report(ANSWERS).cells}
    assert (cells["en-en"].sentences_median, cells["en-en"].sentences_p90) == (2, 3)
    assert isnan(cells["fr-fr"].sentences_median)


def test_questions_without_words_count_for_the_article_alone():
    (cell,) = [cell for cell in report(ANSWERS).cells if cell.pair == "en-fr"]
    assert (cell.right.estimate.value, cell.gold.of, cell.gold_of_found.of) == (1, 0, 0)
    assert isnan(cell.gold.estimate.value)


def test_refusals_are_held_against_questions_with_words():
    """Two of six are refused wrongly; three of four unanswerable ones rightly."""
    whole = report(ANSWERS).refusals[0]
    assert (whole.language, whole.answerable.of, whole.others.of) == ("", 6, 1)
    assert whole.answerable.estimate.value == pytest.approx(2 / 6)
    assert (whole.off_corpus.of, whole.off_corpus.estimate.value) == (2, 1)
    assert (whole.near_miss.of, whole.near_miss.estimate.value) == (2, 0.5)
    assert (whole.precision.of, whole.precision.estimate.value) == (5, pytest.approx(0.6))
    assert (whole.recall.of, whole.recall.estimate.value) == (4, 0.75)


def test_the_area_is_of_confidence():
    """Of 12 pairs with what is off the corpus 11 are won and one is a tie."""
    whole = report(ANSWERS).refusals[0]
    assert whole.auroc_off_corpus.value == pytest.approx(11.5 / 12)
    assert whole.auroc_near_miss.value == pytest.approx((4 + 4.5) / 12)  # beats 0.625 four times; 0.375 four and a tie


def test_refusals_are_told_by_language_where_there_are_two():
    both = {one.language: one for one in report(ANSWERS).refusals}
    assert list(both) == ["", "en", "fr"]
    assert (both["fr"].answerable.of, both["fr"].off_corpus.of, both["fr"].near_miss.of) == (1, 1, 0)
    assert isnan(both["fr"].auroc_near_miss.value)
    assert [one.language for one in report(ANSWERS[:5]).refusals] == [""]


def test_the_sure_and_the_unsure_are_told_apart():
    """Of the English answers one is unsure, and right; of the three sure ones two are."""
    unsure = [judged(id="1", sure=False), *ANSWERS[1:]]
    cells = {cell.pair: cell for cell in report(unsure).cells}
    assert (cells["en-en"].sure.of, cells["en-en"].sure.estimate.value) == (4, 0.75)
    assert (cells["en-en"].sure_right.of, cells["en-en"].sure_right.estimate.value) == (3, pytest.approx(2 / 3))
    assert (cells["en-en"].unsure_right.of, cells["en-en"].unsure_right.estimate.value) == (1, 1)
    assert (cells["en-fr"].sure_right.of, cells["en-fr"].sure_right.estimate.value) == (1, 1)  # by the article alone
    assert (cells["fr-fr"].sure.of, cells["fr-fr"].sure_right.of) == (0, 0)


def test_a_sure_answer_to_what_is_not_there_is_wrong():
    """Half of six sure answers are right, and of the unsure ones that to a near miss is not."""
    more = [judged(id="1", sure=False), *ANSWERS[1:], unanswerable("near_miss", 0.75, id="12", sure=True)]
    both = {one.language: one for one in report([*more, unanswerable("off_corpus", 0.75, id="13", sure=True)]).surely}
    assert list(both) == ["", "en", "fr"]
    whole = both[""]
    assert (whole.answerable.of, whole.answerable.estimate.value) == (7, pytest.approx(4 / 7))
    assert (whole.off_corpus.of, whole.off_corpus.estimate.value) == (3, pytest.approx(1 / 3))
    assert (whole.near_miss.of, whole.near_miss.estimate.value) == (3, pytest.approx(1 / 3))
    assert (whole.precision.of, whole.precision.estimate.value) == (6, 0.5)
    assert (whole.unsure.of, whole.unsure.estimate.value) == (2, 0.5)
    assert (both["fr"].answerable.of, both["fr"].precision.of) == (1, 0)


def test_without_words_anywhere_all_answerable_questions_count():
    unmarked = [judged(id=str(number), gold=None, gold_anyway=None) for number in range(3)]
    (whole,) = report(unmarked).refusals
    assert (whole.answerable.of, whole.others.of) == (3, 0)


def test_quotes_of_all_answers_count_and_so_do_sources_under_a_refusal():
    """Also those of unanswerable questions."""
    quotes = report(ANSWERS).quotes
    assert (quotes.citations, quotes.verbatim, quotes.listed) == (6, 5, 2)


def test_domains_come_first_where_there_are_several():
    cells = report([*ANSWERS, judged(id="12", domain="news")]).cells
    assert [(cell.domain, cell.pair) for cell in cells] == [
        *(("pets", "en-en"), ("pets", "en-fr"), ("pets", "fr-fr"), ("news", "en-en")),
        *(("", "en-en"), ("", "en-fr"), ("", "fr-fr")),
    ]
    assert cells[4].found.of == 6


def test_a_domain_of_unanswerable_questions_has_no_cells():
    cells = report([*ANSWERS, unanswerable("off_corpus", 0.0, id="12", domain="none")]).cells
    assert {cell.domain for cell in cells} == {""}


def test_times_are_percentiles():
    figures = report(ANSWERS)
    assert (figures.questions, figures.milliseconds_median, figures.milliseconds_p95) == (11, 10, 30)


def test_nothing_asked_is_nothing_known():
    figures = report([])
    assert (figures.questions, figures.cells) == (0, ())
    assert [figures.milliseconds_median, figures.refusals[0].recall.estimate.value] == pytest.approx(
        [nan, nan], nan_ok=True
    )
