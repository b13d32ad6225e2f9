"""Examples made of texts, and drawn from readings."""

import random

import numpy as np
import pytest

from bot.answers.sentences.reader import READ
from bot.answers.training.reader import made
from bot.answers.training.reader.drawn import draw_examples, exchanged, named
from bot.answers.training.reader.made import (
    asked_of_documents,
    asked_of_pairs,
    hidden_in_documents,
    hidden_in_pairs,
)
from bot.answers.training.reader.readings import Read, load_readings, save_readings
from bot.answers.training.samples import RIGHT
from tests.answers.reader_training.conftest import DOCUMENTS, FOUNDERS, PAIRS, READINGS


def spoken(examples):
    """Return examples as plain numbers, to compare them."""
    return [
        (
            one.question.tolist(),
            [(c.hit, c.place, c.title.tolist(), c.text.tolist()) for c in one.candidates],
            list(one.marks),
            one.answer,
        )
        for one in examples
    ]


@pytest.mark.parametrize(("make", "given"), [(asked_of_pairs, PAIRS), (asked_of_documents, DOCUMENTS)])
def test_made_questions_have_one_right_sentence_or_none(cutter, make, given):
    """Seven in ten of them one; where its answer stands in the same words, it is said."""
    examples = make(given, 60, cutter, random.Random(1))
    right = [list(one.marks).count(RIGHT) for one in examples]
    assert set(right) == {0, 1}
    assert 0.6 < np.mean(right) < 0.85
    assert all(one.answer is None for one in examples if RIGHT not in one.marks)
    assert sum(one.answer is not None for one in examples) > len(examples) / 4
    assert all(1 <= len(one.candidates) <= READ for one in examples)


@pytest.mark.parametrize(("make", "given"), [(asked_of_pairs, PAIRS), (asked_of_documents, DOCUMENTS)])
def test_the_right_sentence_says_what_is_asked_for(cutter, make, given):
    """At the pieces named, which do not stand in the question."""
    examples = [one for one in make(given, 30, cutter, random.Random(2)) if one.answer is not None]
    assert examples
    for one in examples:
        text = one.candidates[list(one.marks).index(RIGHT)].text
        answer = text[one.answer.start : one.answer.stop].tolist()
        assert answer
        asked = one.question.tolist()
        assert all(asked[at : at + len(answer)] != answer for at in range(len(asked)))


@pytest.mark.parametrize(("make", "given"), [(asked_of_pairs, PAIRS), (asked_of_documents, DOCUMENTS)])
@pytest.mark.parametrize("spoiled", ["NOT_THERE", "EXCHANGED", "CUT_OUT"])
def test_a_spoiled_question_has_no_right_sentence(cutter, make, given, spoiled, monkeypatch):
    """Its sentence is not there, a word of it was exchanged, or the sentence lost its answer."""
    for name in ("NOT_THERE", "EXCHANGED", "CUT_OUT"):
        monkeypatch.setattr(made, name, 1.0 if name == spoiled else 0.0)
    monkeypatch.setattr(made, "SAME_LANGUAGE", 1.0)
    with_right = [one for one in make(given, 30, cutter, random.Random(3)) if RIGHT in one.marks]
    if spoiled == "EXCHANGED":  # a draw of the same word exchanges nothing, and is answered
        assert len(with_right) < len(make(given, 30, cutter, random.Random(3))) / 2
    else:
        assert with_right == []


def test_hidden_texts_ask_nothing(cutter):
    """A pair's sides stand as question and candidate; a document's sentences in any order, under their title or not."""
    pairs = hidden_in_pairs(PAIRS, cutter, random.Random(0))
    documents = hidden_in_documents(DOCUMENTS, cutter, random.Random(0))
    assert [len(one.candidates) for one in pairs] == [1] * len(PAIRS)
    assert [len(one.candidates) for one in documents] == [3] * len(DOCUMENTS)
    assert not any(mark for one in (*pairs, *documents) for mark in one.marks)
    for one in documents:
        assert bool(len(one.question)) != bool(len(one.candidates[0].title))


@pytest.mark.parametrize(
    "make",
    [
        lambda cutter: asked_of_pairs(PAIRS, 3, cutter, random.Random(5)),
        lambda cutter: asked_of_documents(DOCUMENTS, 3, cutter, random.Random(5)),
        lambda cutter: draw_examples(READINGS, 4, cutter, random.Random(5)),
    ],
    ids=["pairs", "documents", "readings"],
)
def test_the_same_seed_makes_the_same_examples(cutter, make):
    assert spoken(make(cutter)) == spoken(make(cutter))


def test_a_question_by_people_is_seen_as_it_was_read(cutter):
    """First, with its likeliest sentences in their order; then drawn anew."""
    examples = draw_examples(READINGS, 4, cutter, random.Random(0))
    assert len(examples) == 4 * len(READINGS)
    first = examples[0]
    assert [one.place for one in first.candidates] == [one.place for one in READINGS[0].sentences[:READ]]
    assert first.marks[0] == RIGHT
    answer = first.candidates[0].text[first.answer.start : first.answer.stop]
    assert answer.tolist() == cutter.cut([FOUNDERS[0]])[0].tolist()


def test_drawn_questions_lose_what_answers_or_ask_about_another(cutter):
    """Then no sentence is marked right; else one is."""
    many = draw_examples(READINGS, 60, cutter, random.Random(0))
    right = np.array([list(one.marks).count(RIGHT) for one in many])
    assert set(right.tolist()) == {0, 1}
    assert 0.7 < right.mean() < 0.92


def test_exchanged_words_are_names_and_numbers_of_the_question():
    """That its sentences say, for others that they do not say; the rest stays."""
    right = [READINGS[0].sentences[0]]
    assert named("Who founded Oracle in 1977?") == {True: ["1977"], False: ["Oracle"]}
    others = {True: ["1850"], False: ["Rome"]}
    found = {exchanged(READINGS[0].question, right, others, random.Random(seed)) for seed in range(20)}
    assert found == {
        "Who founded the company in Rome in 1901?",
        "Who founded the company in Paris in 1850?",
    }
    assert exchanged("Who was it?", right, others, random.Random(0)) is None
    said = {True: ["1901"], False: ["Paris"]}
    assert exchanged(READINGS[0].question, right, said, random.Random(0)) is None


def test_readings_are_kept_as_they_are(tmp_path):
    """In a file of json."""
    empty = Read("Quoi ?", "", ())
    save_readings(tmp_path / "readings.json", [*READINGS, empty])
    assert load_readings(tmp_path / "readings.json") == [*READINGS, empty]
