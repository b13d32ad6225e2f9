"""Parts of the training of the model of answers, on a handful of made-up pairs."""

import numpy as np
import pytest

from bot.answers.training.fitting import fit_confidence
from bot.answers.training.samples import askings, folded, passage_id
from bot.answers.training.translating import WordByWord
from index.training.pairs import Pair
from index.words.lexicon import load_lexicon

PAIRS = [
    Pair("dictionary", "titles", "Black Sea", "mer Noire", "en", "fr"),
    Pair("parallel", "p", "the founder of the company", "le fondateur de la société", "en", "fr"),
    *(Pair("parallel", "p", "x", "y", "en", "fr") for _ in range(2)),
    Pair("parallel", "p", "a founder", "un fondateur", "en", "fr"),
]


@pytest.fixture(scope="module")
def words():
    return WordByWord(PAIRS, load_lexicon(), seed=0)


def test_a_question_is_translated_word_by_word(words):
    """Asking words by a table, entries of several words whole, others by the lexicon, numbers and marks as they are."""
    assert words.translate("How many ports are on the Black Sea?", "en").startswith("Combien de")
    assert "mer Noire" in words.translate("How many ports are on the Black Sea?", "en")
    assert words.translate("In 1977?", "en") == "Dans 1977 ?"
    assert words.translate("Qui ?", "fr") == "Who ?"


def test_a_word_that_is_not_known_stays(words):
    assert words.translate("Zorglubism", "en") == "Zorglubism"


def test_questions_with_answers_are_asked():
    """Those of the sources that say what answers; the same pair is always in the same half."""
    pairs = [
        Pair("qa", "piaf", "Qui a fondé Oracle ?", "Larry Ellison l'a fondé.", "fr", "fr", "Oracle", answer="Larry"),
        Pair("qa", "pubmedqa", "Is it?", "It is.", "en", "en", answer="yes"),
        Pair("qa", "piaf", "Quoi ?", "Rien.", "fr", "fr"),
    ]
    found = askings([*PAIRS, *pairs], seed=0)
    assert {one.question for one in found if not one.translated} == {"Qui a fondé Oracle ?"}
    assert {one.language for one in found if one.translated} <= {"en"}
    assert {one.passage for one in found} == {passage_id(pairs[0])}
    assert askings([*PAIRS, *pairs], seed=0) == found


def test_texts_are_compared_folded():
    assert folded("L’An\n 2000") == "l'an 2000"


def test_a_confidence_is_learned_from_what_tells():
    """The first number says it all, the second nothing."""
    random = np.random.default_rng(0)
    rows = random.normal(size=(400, 2)).astype(np.float32)
    right = rows[:, 0] > 0
    network = fit_confidence(rows, right, np.ones(400, np.float32), rounds=20)
    logits = network.logits(np.array([[2, 0], [-2, 0]], np.float32))
    assert logits[0] > 1
    assert logits[1] < -1
