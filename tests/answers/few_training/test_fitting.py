"""What is learned of few passages beside the reader, on made-up numbers and a handful of questions."""

from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest

from bot.answers.sentences.choosing import choose
from bot.answers.sentences.model import shipped_model
from bot.answers.sentences.reader import shipped_reader
from bot.answers.training.few.figures import figures, unseen_confidences
from bot.answers.training.few.fitting import (
    confidences_unseen,
    fit_choice_of_few,
    fit_confidence_of_few,
    judge,
    ordered,
)
from bot.answers.training.fitting import fit_ranking
from bot.answers.training.samples import RIGHT
from bot.answers.understanding import understand
from index.encoders import load_encoder
from index.matching.piece_table import shipped_pieces
from index.words.lexicon import load_lexicon
from tests.answers.few_training.conftest import ARTICLES
from tests.small_index import build_search

TABLE = shipped_pieces()
MODEL, READER = shipped_model(TABLE.digest), shipped_reader(TABLE.digest)


@pytest.mark.usefixtures("one_thread")
def test_a_ranking_adds_what_the_logits_before_lack():
    """They know half; the first number knows the other half."""
    random = np.random.default_rng(0)
    rows, before, marks = [], [], []
    for _ in range(300):
        right = int(random.integers(4))
        is_right = np.arange(4) == right
        rows.append(np.stack([is_right + random.normal(0, 0.3, 4), random.normal(size=4)], axis=1).astype(np.float32))
        before.append((is_right * (random.random() < 0.5) * 3).astype(np.float32))
        marks.append((is_right * RIGHT).astype(np.int8))
    ones = np.ones(len(rows), np.float32)
    network = fit_ranking(rows, before, marks, ones, hidden=4, rounds=10, decay=0.01, seed=0)

    def first(logits):
        return np.mean([int(np.argmax(one)) == int(np.argmax(mark)) for one, mark in zip(logits, marks, strict=True)])

    assert first([one + network.logits(row) for one, row in zip(before, rows, strict=True)]) > first(before) + 0.1


@pytest.mark.usefixtures("one_thread")
def test_the_choice_of_few_puts_what_answers_first(samples):
    choice = fit_choice_of_few(samples, MODEL)
    ours = [one for one in samples if (one.marks == RIGHT).any()]
    assert all(one.marks[ordered(one, MODEL, choice)[0]] == RIGHT for one in ours)


@pytest.mark.usefixtures("one_thread")
def test_a_question_is_judged_as_it_is_answered(samples, tmp_path):
    """The first sentence is that of `choose`; it counts as answered where one of the first two holds it."""
    judged = [judge(one, MODEL, MODEL.choice_of_few, READER, TABLE) for one in samples]
    assert {one.inputs.shape for one in judged} == {MODEL.confidence_of_few.means.shape}
    with closing(build_search(tmp_path, ARTICLES, encoder=load_encoder(), lexicon=load_lexicon())) as search:
        for one in judged:
            if one.sample.way == "whole":
                understood = understand(one.sample.question.text, search)
                chosen = choose(understood.query, understood.asked, understood.hits, search, MODEL, READER)
                assert chosen.evidence[0].text == one.sample.reading.text(int(one.order[0]))
    assert all(one.given for one in judged if one.sample.way == "handful" and (one.sample.marks == RIGHT).any())
    assert not any(one.given for one in judged if one.sample.way == "without")


@pytest.mark.usefixtures("one_thread")
def test_a_confidence_of_few_is_figured_without_its_own_folder(samples):
    """Each half by the other; lines for the three ways of asking."""
    judged = [judge(one, MODEL, MODEL.choice_of_few, READER, TABLE) for one in samples]
    others = [replace(one, sample=replace(one.sample, folder="village")) for one in judged]
    half = {"town": 0, "village": 1}
    unseen = confidences_unseen([*judged, *others], half)
    sure = unseen_confidences([*judged, *others], half, unseen)
    ours = fit_confidence_of_few(judged, seed=0).logits(np.stack([one.inputs for one in others]))
    np.testing.assert_allclose(sure[len(judged) :], ours, atol=1e-5)
    lines = list(figures([*judged, *others], half, unseen))
    assert lines[0].startswith("right sentence read")
    assert any(line.startswith("whole, 8 answered and 2 of near_miss: AUROC") for line in lines)
