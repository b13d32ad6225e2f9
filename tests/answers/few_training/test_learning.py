"""A reader that is taught further, on a handful of questions."""

import random
from dataclasses import replace

import numpy as np
import pytest

from bot.answers.sentences.reader import READ, shipped_reader
from bot.answers.training.few import learning
from bot.answers.training.few.learning import Ordered, exchanged, learn, network_of, shown, words_asked
from bot.answers.training.reader.network import exported
from bot.answers.training.reader.rows import make_rows
from bot.answers.training.samples import ELSEWHERE, RIGHT
from index.matching.piece_table import shipped_pieces

TABLE = shipped_pieces()


@pytest.fixture(scope="module")
def few(samples):
    return [Ordered(one, np.arange(len(one.reading.sentences))) for one in samples]


def leads(reader, few):
    """Return by how much the best right sentence is ahead of all else that is said."""
    found = []
    for example in shown(few, TABLE, random.Random(0)):
        said = reader.read(example.question, example.candidates)
        right = np.array(example.marks[: len(said.sentences)]) == RIGHT
        if right.any():
            found.append(said.sentences[right].max() - max(said.none, *said.sentences[~right]))
    return np.array(found)


def test_a_network_says_what_the_reader_says(few):
    """Weight for weight, but for the rounding of pieces."""
    reader = shipped_reader(TABLE.digest)
    again = exported(network_of(reader))
    one = shown(few, TABLE, random.Random(0))[0]
    was, now = reader.read(one.question, one.candidates), again.read(one.question, one.candidates)
    np.testing.assert_allclose(now.sentences, was.sentences, atol=0.1)
    assert now.none == pytest.approx(was.none, abs=0.1)


def test_questions_are_shown_in_another_order_each_time(few):
    draw = random.Random(0)
    orders = [[len(one.text) for one in example.candidates] for example in shown(few, TABLE, draw)]
    others = [[len(one.text) for one in example.candidates] for example in shown(few, TABLE, draw)]
    assert orders != others
    assert max(map(len, orders)) <= READ


def test_a_question_may_ask_about_another_thing(few):
    """Nothing answers it then, though the sentences are the same; what names the other thing counts neither way."""
    one = next(each for each in few if each.sample.question.text == "How much is a kayak a day?")
    places = one.order.tolist()
    example = shown([one], TABLE, random.Random(1))[0]
    example = replace(example, marks=[int(one.sample.marks[place]) for place in places[:READ]])
    others = {("town", "en", "other"): ["choir"]}
    other = exchanged(one, places[:READ], example, others, TABLE, random.Random(0))
    assert other.question.tolist() == TABLE.in_order(["How much is a choir a day?"])[0].tolist()
    assert RIGHT in example.marks
    for place, mark in zip(places, other.marks, strict=False):
        reading = one.sample.reading
        assert mark == (ELSEWHERE if "choir" in f"{reading.text(place)} {reading.article(place).title}".lower() else 0)
    said = {("town", "en", "other"): ["club"]}
    assert exchanged(one, places[:READ], example, said, TABLE, random.Random(0)) is example


def test_what_is_asked_about_are_numbers_names_and_what_stands_behind_an_article(few):
    found = words_asked(few)
    assert found["town", "en", "other"] == ["kayak", "club", "choir", "founder", "capital"]
    assert found["town", "en", "name"] == ["Peru"]
    assert found["town", "fr", "other"] == ["tournoi", "échecs"]


@pytest.mark.usefixtures("one_thread")
def test_it_learns_what_answers(few, monkeypatch):
    """The right sentences get further ahead; the seed says how far."""
    monkeypatch.setattr(learning, "WARM_UP", 1)
    reader = shipped_reader(TABLE.digest)
    many = make_rows(shown(few, TABLE, random.Random(1)), TABLE.size)
    taught = []
    losses = []
    for _ in range(2):
        network = network_of(reader)
        learn(network, few, many, TABLE, rounds=12, on_round=lambda _, loss: losses.append(loss))
        taught.append(leads(exported(network), few))
    assert losses[11] < losses[0]
    assert taught[0].mean() > leads(reader, few).mean() + 0.5
    assert taught[0].tolist() == taught[1].tolist()
