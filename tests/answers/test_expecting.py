"""What a question expects as its answer, by the shipped model."""

import numpy as np
import pytest

from bot.answers.questions.expecting import NOTHING, THINGS, question_inputs
from bot.answers.questions.question import KINDS, read_kind
from bot.answers.sentences.model import shipped_model
from index.matching.piece_table import shipped_pieces

TABLE = shipped_pieces()


@pytest.fixture(scope="module")
def expectation():
    return shipped_model(TABLE.digest).expectation


def likeliest(expectation, question):
    expected = expectation.of(question, read_kind(question), TABLE)
    assert float(expected.things.sum()) == pytest.approx(1, abs=1e-5)
    return THINGS[int(expected.things.argmax())]


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("When was the treaty signed?", "year"),
        ("En quelle année le traité a-t-il été signé ?", "year"),
        ("How many moons does Saturn have?", "number"),
        ("Combien de lunes a Saturne ?", "number"),
        ("Who founded Oracle?", "name"),
        ("Qui a fondé Oracle ?", "name"),
        ("Why do stars twinkle?", "other"),
    ],
)
def test_the_kind_of_thing_is_told_by_how_it_is_asked(expectation, question, thing):
    """In both languages."""
    assert likeliest(expectation, question) == thing


def test_pieces_of_a_likely_answer_are_met_better(expectation):
    """A country for "which country", whatever the language of the sentence."""
    question = "Which country won the tournament in that year?"
    expected = expectation.of(question, read_kind(question), TABLE)
    cut = TABLE.cut(["Italy", "Italie", "yesterday", "slowly"])
    most, together = expectation.met(expected, cut, TABLE.cut([question])[0])
    assert min(most[:2]) > max(most[2:])
    assert together.shape == (4,)


def test_what_the_question_says_itself_answers_nothing(expectation):
    """Neither does a text without a piece."""
    question = "Which country won?"
    asked = TABLE.cut([question])[0]
    expected = expectation.of(question, read_kind(question), TABLE)
    most, _ = expectation.met(expected, [*TABLE.cut(["which country"]), asked[:0]], asked)
    assert most.tolist() == [NOTHING, NOTHING]
    assert expectation.met(expected, [], asked)[0].shape == (0,)


def test_the_inputs_tell_the_kind_and_whether_anything_asks():
    """A place a kind, and the last for a question without an asking word."""
    asked = read_kind("When did it end?")
    values = question_inputs("When did it end?", asked, TABLE)
    assert np.flatnonzero(values[: len(KINDS) + 1]).tolist() == [KINDS.index("when")]
    without = question_inputs("ROFR", read_kind("ROFR"), TABLE)
    assert without[len(KINDS)] == 1
