"""What was measured of an index, as it is written down and told."""

import errno
import logging

import pytest

from bot.answers.evaluation.judging import Judged
from bot.measured import golden_of, of_answers, of_retrieval, spoken_figures, write_down
from index.errors import DamagedIndexError
from index.evaluation.questions import Question
from index.evaluation.runs import Run
from tests.conftest import NEEDS_MEASURES

WHOLE = {
    "golden": {"passed": 11, "of": 12, "passed_before": None, "servers": {"7": {"passed": 3, "of": 4}}},
    "retrieval": {"recall_at_5": 0.914, "mrr_at_10": 0.8},
    "answers": {"right": 0.876, "refused": None},
}


def judged(*, answerable, answered, right=False):
    return Judged(
        id="q",
        domain="own",
        kind="",
        answerable=answerable,
        pair="en-en",
        found=True,
        answered=answered,
        sure=answered,
        right=right,
        first_right=right,
        gold=None,
        gold_anyway=None,
        citations=1,
        verbatim=1,
        sentences=1,
        listed=0,
        confidence=0.5,
        milliseconds=1.0,
    )


def test_figures_are_told_on_one_line():
    """Those that there are."""
    assert spoken_figures(WHOLE) == "golden 11/12 · recall@5 0.91 · right 0.88"
    assert spoken_figures({"retrieval-words": {"recall_at_5": 0.5}}) == ""
    assert spoken_figures({}) == ""


@pytest.mark.parametrize(
    "odd", [{"golden": None}, {"golden": {"passed": "all", "of": 0}}, {"retrieval": 7}, {"answers": {"right": []}}]
)
def test_what_another_version_wrote_is_passed_over(odd):
    """Whatever it looks like."""
    assert spoken_figures(odd) == ""
    assert golden_of(odd, 7) is None
    assert golden_of({"golden": {"servers": odd}}, 7) is None


def test_a_server_is_told_of_its_own_questions_alone():
    """By its id."""
    assert golden_of(WHOLE, 7) == (3, 4)
    assert golden_of(WHOLE, 8) is None


@NEEDS_MEASURES
def test_retrieval_is_the_mean_over_all_questions(tmp_path):
    """One question's article is first, one's second, one's missing."""
    questions = [Question(one, "?", "en", "own", "", {"a.md": 1}) for one in ("q1", "q2", "q3")]
    run = Run("sourcier", {"q1": ["a.md", "b.md"], "q2": ["b.md", "a.md"], "q3": ["b.md"]})
    assert of_retrieval(questions, run, [tmp_path / "own.csv"]) == {
        "files": ["own.csv"],
        "questions": 3,
        "recall_at_5": 0.6667,
        "mrr_at_10": 0.5,
    }


def test_answers_are_shares_of_what_can_be_answered_and_of_what_cannot(tmp_path):
    """Null where there is nothing of a kind."""
    right, wrong = (judged(answerable=True, answered=True, right=one) for one in (True, False))
    silent = judged(answerable=True, answered=False)
    due, made_up = (judged(answerable=False, answered=one) for one in (False, True))
    assert of_answers([right, right, wrong, silent, due, made_up], [tmp_path / "own.csv"]) == {
        "files": ["own.csv"],
        "questions": 6,
        "answered": 0.75,
        "right": 0.5,
        "refused": 0.5,
    }
    assert of_answers([right], [])["refused"] is None
    assert of_answers([due], [])["right"] is None


@pytest.mark.parametrize(
    "error",
    [OSError(errno.ENOSPC, "No space left on device", "/x/manifest.json.new"), DamagedIndexError("/x: is missing")],
)
def test_what_cannot_be_written_down_is_a_line_in_the_log(caplog, error):
    """And nothing else: the disk is full, or the index was deleted meanwhile."""

    class Refusing:
        def note(self, *_):
            raise error

    with caplog.at_level(logging.WARNING):
        write_down(Refusing(), "s1", "golden", {})
    (line,) = caplog.messages
    assert line == f"what golden measured of the index s1 could not be written down: {error}"
