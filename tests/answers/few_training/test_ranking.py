"""How passages are ranked among few, learned from questions to a folder of three articles."""

from dataclasses import replace

import numpy as np
import pytest

from bot.answers.training.few import ranking as learning
from bot.answers.training.few.ranking import fit_ranking_of_few, rank_folders, ranking_figures, rankings_unseen
from bot.answers.training.samples import RIGHT
from index.matching.beside import BESIDE
from tests.answers.few_training.conftest import ASKED


@pytest.fixture(scope="module")
def ranked(folder):
    return rank_folders([folder])


def test_each_question_that_an_article_answers_has_its_passages_marked(ranked):
    """The one that holds the answer is right."""
    assert len(ranked) == sum(bool(one["answers"]) for one in ASKED)
    for one in ranked:
        assert one.inputs.shape == (len(one.scores), len(BESIDE)) == (3, len(BESIDE))
        assert (one.marks == RIGHT).sum() == 1
        assert (one.folder, one.together) == ("town", 1)


def test_folders_laid_together_have_articles_of_one_name(folder, tmp_path, ranked):
    """Each keeps its own, and what another folder says as well counts neither way."""
    other = tmp_path / "village"
    other.symlink_to(folder)
    both = rank_folders([folder, other])
    assert len(both) == 2 * len(ranked)
    for one in both:
        assert (len(one.scores), (one.marks == RIGHT).sum(), one.together) == (6, 1, 2)
        assert (one.marks != 0).sum() == 2


def made_up(random, right):
    """A question whose right passage has most of the words of all, though its score tells nothing."""
    inputs = random.normal(size=(5, len(BESIDE))).astype(np.float32)
    inputs[right, BESIDE.index("words_beside")] += 4
    return inputs, (np.arange(5) == right).astype(np.int8) * RIGHT


@pytest.mark.usefixtures("one_thread")
def test_it_puts_first_what_the_questions_of_the_other_half_teach(ranked, monkeypatch):
    """The figures tell both."""
    monkeypatch.setattr(learning, "ROUNDS", 40)
    random = np.random.default_rng(0)
    examples = []
    for number in range(300):
        inputs, marks = made_up(random, number % 5)
        scores = random.normal(size=5).astype(np.float32)
        examples.append(replace(ranked[0], folder="ab"[number % 2], inputs=inputs, scores=scores, marks=marks))
    half = {"a": 0, "b": 1}
    told = list(ranking_figures(examples, half, rankings_unseen(examples, half)))
    before, after = (float(part.split()[0]) for part in told[1].split(":")[1].split(", "))
    assert before < 0.3
    assert after > 0.8
    same = [fit_ranking_of_few(examples[:50]).of_few.out_weights.tolist() for _ in range(2)]
    assert same[0] == same[1]
