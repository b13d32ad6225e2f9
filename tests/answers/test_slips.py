"""A misspelt word stands for the likest of those known."""

import pytest

from bot.answers.slips import SLIP, SLIP_IN_NAME, meant


@pytest.mark.parametrize(
    ("word", "known", "least", "expected"),
    [
        ("telecsope", ["telescope", "telegram"], SLIP, "telescope"),
        ("azikwe", ["azikiwe", "azi"], SLIP_IN_NAME, "azikiwe"),
        ("austria", ["australia"], SLIP_IN_NAME, ""),
        ("austria", ["australia"], SLIP, "australia"),
        ("oslo", ["Xoslo", "toslo"], SLIP, ""),  # another first letter
        ("abcdefghijklmnop", ["abcdefghijklmnopqrs"], SLIP, ""),  # three letters longer
        ("lunnes", [], SLIP, ""),
        ("", ["", "a"], SLIP, ""),
    ],
)
def test_a_slip_is_like_what_was_meant_and_as_long(word, known, least, expected):
    assert meant(word, known, least) == expected
