"""How likely a whole answer is, learned from what is told to questions by what had not seen their folder."""

import numpy as np
import pytest

from bot.answers.sentences.model import shipped_model
from bot.answers.sentences.reader import shipped_reader
from bot.answers.training.few.keeping import Unseen, keep_half
from bot.answers.training.few.sureness import (
    Noting,
    Told,
    ask_folder,
    averaged,
    fit_sureness,
    sureness_figures,
    sureness_unseen,
)
from bot.answers.training.fitting import fit_confidence
from index.matching.piece_table import shipped_pieces
from index.matching.ranking import load_ranking


@pytest.fixture(scope="module")
def told(tmp_path_factory, folder):
    work, digest = tmp_path_factory.mktemp("work"), shipped_pieces().digest
    keep_half(work, 0, {folder.name: 0}, Unseen(shipped_model(digest), shipped_reader(digest), load_ranking()))
    return ask_folder(work, folder)


def test_what_is_noted_is_what_was_asked():
    noting, rows = Noting(), np.arange(6, dtype=np.float32).reshape(2, 3)
    assert noting.logits(rows).tolist() == [0, 0]
    assert [row.tolist() for row in noting.noted] == rows.tolist()


@pytest.mark.usefixtures("one_thread")
def test_answers_of_the_whole_folder_and_of_handfuls_are_told(told):
    """Right are those alone that quote what answers, and none where the article is gone."""
    width = len(shipped_model(shipped_pieces().digest).sureness_of_few.means)
    assert {len(one.inputs) for one in told} == {width}
    whole = [one for one in told if one.way == "whole"]
    assert any(one.right for one in whole)
    assert any(one.right for one in told if one.way == "handful")
    assert not any(one.right for one in told if one.kind in {"near_miss", "off_corpus"})
    assert {one.kind for one in told if one.way == "without"} <= {"off_corpus"}


def made(count, folders=("a", "b"), seed=0):
    """Answers of which the first number says how likely they are right."""
    random = np.random.default_rng(seed)
    for number in range(count):
        inputs = random.normal(size=4).astype(np.float32)
        right = bool(random.random() < 1 / (1 + np.exp(-4 * inputs[0])))
        kind = "same" if right or number % 3 else "near_miss"
        yield Told(folders[number % len(folders)], "handful" if number % 5 == 0 else "whole", kind, inputs, right)


@pytest.mark.usefixtures("one_thread")
def test_what_tells_right_from_wrong_is_learned():
    network = fit_sureness(list(made(800)))
    rows = np.stack([one.inputs for one in made(400, seed=1)])
    right = np.array([one.right for one in made(400, seed=1)])
    assert ((network.logits(rows) > 0) == right).mean() > 0.8


@pytest.mark.usefixtures("one_thread")
def test_the_mean_of_several_is_one_network():
    rows = np.stack([one.inputs for one in made(100)])
    right, ones = np.array([one.right for one in made(100)]), np.ones(100, np.float32)
    several = [fit_confidence(rows, right, ones, rounds=2, seed=seed) for seed in (0, 1, 2)]
    mean = np.mean([one.logits(rows) for one in several], axis=0)
    assert averaged(several).logits(rows) == pytest.approx(mean, abs=1e-5)


@pytest.mark.usefixtures("one_thread")
def test_each_half_is_judged_by_the_other():
    half = {"a": 0, "b": 1}
    answers = list(made(400))
    unseen = sureness_unseen(answers, half)
    rows = np.stack([one.inputs for one in answers])
    other = fit_sureness([one for one in answers if one.folder == "b"])
    assert unseen[0].logits(rows) == pytest.approx(other.logits(rows))
    lines = list(sureness_figures(answers, half, unseen))
    assert lines[0].startswith("whole: 320 answers")
    assert any(line.startswith("handful: 80 answers") for line in lines)
    assert sum("near misses: AUROC 0." in line for line in lines) == 2
