"""How much the reader counts, on made-up judgements."""

import numpy as np
import pytest

from bot.answers.sentences.reader import Blend, Read
from bot.answers.sentences.reading import FEATURES, Reading
from bot.answers.training.reader.blending import AS_IT_IS, WITHOUT, Judged, fit_blend, is_fair
from bot.answers.training.reader.figures import area, figures, sure
from bot.answers.training.samples import ELSEWHERE, RIGHT, Asking

ASKING = Asking("Who?", "en", "p", "a", "piaf", held=True, half=0)


def judged(choice, reader, marks, *, none=0.0, way=AS_IT_IS, sure=0.0, found=True):
    """Return what is said of some sentences, which are in the order of the choice or not."""
    nowhere, logits = np.zeros(len(choice), np.bool_), np.array(choice, np.float32)
    ranked = np.argsort(-logits, kind="stable")
    return Judged(
        ASKING,
        way,
        Reading((), (), np.zeros((len(choice), len(FEATURES)), np.float32), nowhere, nowhere, None, ()),
        logits,
        ranked,
        sure,
        Read(np.array(reader, np.float32)[ranked], none),
        np.array(marks, np.int8),
        found,
    )


def questions(helpful, count=400):
    """Return questions whose reader knows which sentence answers, or draws; the choice knows half of the time."""
    random = np.random.default_rng(0)
    some = []
    for _ in range(count):
        right = int(random.integers(3))
        marks = [RIGHT if place == right else 0 for place in range(3)]
        noise = random.normal(size=(2, 3))
        reader = noise[1] + (2.0 * (np.array(marks) == RIGHT) if helpful else 0.0)
        some.append(judged(noise[0] + (np.array(marks) == RIGHT), reader, marks, sure=1.0))
        without = noise[1][:2] - (2.0 if helpful else 0.0)
        some.append(judged(noise[0][:2], without, [0, 0], way=WITHOUT, sure=-1.0 + noise[0][0], found=False))
    return some


@pytest.mark.usefixtures("one_thread")
def test_a_reader_counts_as_much_as_it_knows():
    """One that knows counts, one that draws does not."""
    assert fit_blend(questions(helpful=True)).choice > 1
    assert fit_blend(questions(helpful=False)).choice == pytest.approx(0, abs=0.15)


@pytest.mark.usefixtures("one_thread")
def test_the_blended_confidence_tells_answered_questions():
    """Better than the network's alone, where the reader knows more."""
    some = questions(helpful=True)
    blend = fit_blend(some)
    ours = [one for one in some if one.way == AS_IT_IS]
    others = [one for one in some if one.way == WITHOUT]
    assert area(sure(ours, blend), sure(others, blend)) > 0.95
    assert float((sure(ours, blend) > 0).mean()) > 0.8


@pytest.mark.usefixtures("one_thread")
def test_the_same_questions_give_the_same_blend():
    first, second = (fit_blend(questions(helpful=True)) for _ in range(2))
    assert first.choice == second.choice
    assert np.array_equal(first.confidence, second.confidence)


def test_the_order_is_blended():
    """By the choice alone where the reader counts nothing."""
    one = judged([2, 1, 0], [0, 5, 0], [0, RIGHT, 0], none=1.0, sure=0.5)
    assert one.order(0.0).tolist() == [0, 1, 2]
    assert one.order(1.0).tolist() == [1, 0, 2]
    assert one.inputs(0.0).tolist() == [0.5, 4.0, -1.0, 0.0]
    assert one.inputs(1.0).tolist() == [0.5, 4.0, 4.0, 0.0]


def test_a_question_without_its_passage_that_is_answered_elsewhere_is_not_learned_from():
    """Only those that nothing answers say what no answer looks like."""
    assert is_fair(judged([1, 0], [0, 0], [0, 0], way=WITHOUT), 0.0)
    assert not is_fair(judged([1, 0], [0, 0], [0, ELSEWHERE], way=WITHOUT), 0.0)
    assert is_fair(judged([1, 0], [0, 0], [0, ELSEWHERE]), 0.0)


def test_the_figures_say_what_was_before_and_after():
    """By source, and the threshold that refuses a tenth."""
    blend = Blend(1.0, np.array([1, 1, 0, 0], np.float32), 0.0)
    some = [
        judged([2, 1, 0, 0], [0, 5, 0, 0], [0, 0, 0, RIGHT]),
        judged([2, 1, 0, 0], [0, 5, 0, 0], [0, RIGHT, 0, 0]),
        judged([2, 1], [-3, -3], [0, 0], way=WITHOUT, found=False),
    ]
    lines = list(figures(some, blend))
    (piaf,) = [line for line in lines if line.strip().startswith("piaf")]
    assert piaf.split() == ["piaf", "2", "0.000", "0.500", "0.500", "0.500", "0.500", "0.500"]
    assert any("with reader: AUROC 1.0000; refusing 10% of the first, below 0.9933" in line for line in lines)


def test_the_area_counts_equal_ones_a_half():
    assert area(np.array([1.0, 2.0]), np.array([1.0, 0.0])) == 0.875
