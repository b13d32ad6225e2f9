"""What number words are worth."""

import pytest

from corpus.number_words import ABOUT, FROM_TWO, NUMBERS, RANKS, RANKS_FROM_TWO, SCALES, up_to


@pytest.mark.parametrize(
    ("table", "word", "value"),
    [
        (NUMBERS, "two", 2),
        (NUMBERS, "nineteen", 19),
        (NUMBERS, "ninety", 90),
        (NUMBERS, "seize", 16),
        (NUMBERS, "soixante", 60),
        (RANKS, "third", 3),
        (RANKS, "nineteenth", 19),
        (RANKS, "ninetieth", 90),
        (RANKS, "seizième", 16),
        (RANKS, "soixantième", 60),
        (SCALES, "milliards", 1e9),
        (ABOUT, "dozen", 12),
    ],
)
def test_a_word_is_worth_its_number(table, word, value):
    assert table[word] == value


def test_each_number_has_its_rank():
    for language, words in FROM_TWO.items():
        assert len(RANKS_FROM_TWO[language]) == len(words)
    assert [*RANKS.values()].count(6) == 2  # "six" is one word in both languages, its ranks are not
    assert set(RANKS.values()) == set(NUMBERS.values())


def test_small_numbers_are_those_up_to_one():
    assert up_to(3) == {"two": 2, "three": 3, "deux": 2, "trois": 3}
