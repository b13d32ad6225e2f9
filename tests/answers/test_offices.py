"""How an office is qualified that stands in a sentence."""

import pytest

from bot.answers.values.offices import qualified


def qualified_in(text, office):
    start = text.index(office)
    return qualified(text, start, start + len(office))


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("In late May president Ada Low resigned.", "president"),
        ("In late 2024 president Ada Low resigned.", "president"),
        ("In the late 1990s president Low resigned.", "president"),
        ("In the past year president Low resigned.", "president"),
        ("The past season captain Low won.", "captain"),
        ("Le futur mois présidente Low arrive.", "présidente"),
        ("The president, Ada Low, resigned.", "president"),
    ],
)
def test_a_time_before_it_qualifies_no_office(text, office):
    assert not qualified_in(text, office)


@pytest.mark.parametrize(
    ("text", "office", "how"),
    [
        ("The late president Ada Low resigned.", "president", "former"),
        ("Past president Ada Low resigned.", "president", "former"),
        ("The former 44th president, Ada Low", "president", "former"),
        ("The late club president was Ada Low.", "president", "former"),
        ("L'ancienne vice présidente, Ada Low", "présidente", "former"),
        ("L'ancien directeur général, Jo Li", "général", "former"),
        ("Feu le président Low", "président", "former"),
        ("The future club president, Ada Low", "president", "next"),
        ("L'ex-présidente Ada Low", "présidente", "former"),
        ("The vice captain, Jo Li", "captain", "deputy"),
    ],
)
def test_a_word_before_it_does(text, office, how):
    assert qualified_in(text, office) == how
