"""Learning how the ways of matching make one score."""

import shutil
from dataclasses import replace

import numpy as np
import pytest

from index.matching.parts import ACROSS, PARTS
from index.matching.ranking import Links, Ranking
from index.training.pairs import Pair, TrainingDataError
from index.training.ranking import Asked, built, fit, held_back_questions, learn_ranking, recalls, shares_in_one_list
from tests.fakes import WordEncoder

MEANING, WORDS = PARTS.index("meaning"), PARTS.index("words")


def asked_of(rng, *, telling, count=12):
    """One question with 12 candidates, half across: `telling` is large in the one that answers on each side."""
    values = rng.normal(size=(len(PARTS), count))
    values[ACROSS] = np.arange(count) % 2
    answers = np.zeros(count, np.bool_)
    answers[:2] = True
    values[telling, :2] += 6.0
    links = Links(np.full(count, -1), np.zeros(count, np.float32))
    return Asked("quiz", "fr", values, answers, links, frozenset(("en", "fr")))


def test_the_part_that_tells_the_answer_gets_the_weight():
    """Noise gets nearly none."""
    rng = np.random.default_rng(0)
    asked = [asked_of(rng, telling=MEANING).side(across=False) for _ in range(200)]
    weights = fit(asked, [WORDS, MEANING])
    assert weights[1] > 1.0
    assert abs(weights[0]) < weights[1] / 5


def test_a_learned_ranking_finds_the_answers_on_both_sides():
    """Within the language and across."""
    rng = np.random.default_rng(1)
    asked = [asked_of(rng, telling=MEANING) for _ in range(200)]
    ranking = learn_ranking(asked)
    assert recalls(asked, ranking, first=1) == {
        "quiz fr-en": (pytest.approx(1.0, abs=0.03), 200),
        "quiz fr-fr": (pytest.approx(1.0, abs=0.03), 200),
    }


def test_a_question_whose_answer_is_no_candidate_counts_as_missed():
    """In the language in which the answer stands, and in no other."""
    missed = replace(asked_of(np.random.default_rng(4), telling=MEANING), answers=np.zeros(12, np.bool_))
    zeros = dict.fromkeys(PARTS, 0.0)
    asked = [replace(missed, answered_in=frozenset(("en",)))]
    assert recalls(asked, Ranking(zeros, zeros)) == {"quiz fr-en": (0.0, 1)}


def test_counterparts_find_what_the_question_does_not():
    """Within, the passage that answers is easy to tell; across, nothing tells it but its counterpart."""
    rng = np.random.default_rng(6)
    links = Links(np.array([1, 0, *[-1] * 10]), np.full(12, 0.9, np.float32))
    asked = [replace(asked_of(rng, telling=MEANING), links=links) for _ in range(200)]
    for one in asked:
        one.values[MEANING, 1] = rng.normal()
    ranking = learn_ranking(asked)
    assert recalls(asked, ranking, first=1)["quiz fr-en"][0] > 0.9
    deaf = replace(ranking, across={**ranking.across, "counterpart": 0.0})
    assert recalls(asked, deaf, first=1)["quiz fr-en"][0] < 0.5


def test_answers_that_only_the_other_language_holds_come_forward():
    """In every question own answers stand beside those across and score higher; alone, those across must show."""
    rng = np.random.default_rng(7)
    asked = [asked_of(rng, telling=MEANING) for _ in range(200)]
    for one in asked:
        one.values[MEANING, one.values[ACROSS] > 0] -= 3.0
    ranking = learn_ranking(asked)
    assert min(shares_in_one_list(asked, ranking, first=2)) > 0.8


def test_a_side_that_scores_too_high_is_held_down():
    """Answers stand within only, and passages across look as good: the learned shift puts them behind."""
    rng = np.random.default_rng(2)
    asked = []
    for number in range(200):
        one = asked_of(rng, telling=MEANING)
        within_only = one.answers & (one.values[ACROSS] == 0)
        asked.append(replace(one, answers=within_only) if number % 10 else one)
    ranking = learn_ranking(asked)
    assert ranking.across["across"] < 0


def test_the_same_questions_give_the_same_weights():
    """Nothing in learning is left to chance."""
    first, second = (learn_ranking([asked_of(np.random.default_rng(3), telling=WORDS)] * 20) for _ in range(2))
    assert first == second


def test_held_back_questions_come_with_the_passages_that_answer_them():
    """In an index of them and of others; a question in two rows has both passages."""
    pairs = [
        Pair("qa", "quiz", f"question {number}", f"passage {number}", "fr", "fr", title=f"title {number}")
        for number in range(200)
    ]
    articles, wanted = held_back_questions(pairs)
    texts = {one.article.id: one.article.text for one in articles}
    assert len(articles) == 200
    assert 0 < len(wanted) < 30
    for (question, language, source), names in wanted.items():
        assert (language, source) == ("fr", "quiz")
        assert [texts[name] for name in names] == [question.replace("question", "passage")]


def test_the_index_that_is_asked_is_built_once(tmp_path):
    """A training that was stopped goes on with it; other passages need another."""
    pairs = [Pair("qa", "quiz", f"question {number}", f"passage {number}", "fr", "fr") for number in range(40)]
    articles, _ = held_back_questions(pairs)
    encoder = WordEncoder([("passage",)])

    def name(some):
        snapshot = built(some, tmp_path / "work", encoder)
        snapshot.close()
        return snapshot.manifest.name

    first = name(articles)
    assert name(articles) == first
    english = [replace(one, article=replace(one.article, language="en")) for one in articles]
    assert name(english) != first
    second = name(articles)
    shutil.rmtree(tmp_path / "work" / "snapshots")
    assert name(articles) != second


def test_questions_that_find_no_answer_teach_nothing():
    """The error says what to look at."""
    missed = replace(asked_of(np.random.default_rng(5), telling=MEANING), answers=np.zeros(12, np.bool_))
    with pytest.raises(TrainingDataError, match="no held-back question has an answer among its candidates"):
        learn_ranking([missed])
