"""Ranges of numbers in labels, and what lies in them."""

import pytest

from bot.answers.values.ranges import MOST, covers, ranges_in


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("12–17 years", [(12, 17)]),
        ("De 20 à 31 joueurs", [(20, 31)]),
        ("between 20 and 31 players", [(20, 31)]),
        ("Moins de 20 joueurs", [(0, 19)]),
        ("Under 18", [(0, 17)]),
        ("up to 5 guests", [(0, 5)]),
        ("jusqu'à 5 invités", [(0, 5)]),
        ("32 joueurs et plus", [(32, MOST)]),
        ("65 and over", [(65, MOST)]),
        ("16+", [(16, MOST)]),
        ("dès 14 ans", [(14, MOST)]),
        ("more than 10", [(11, MOST)]),
        ("Plan 3", []),
        ("2.5–3.5 m", []),
        ("20 à 3", []),
        ("", []),
    ],
)
def test_the_ranges_that_a_label_names(text, ranges):
    assert list(ranges_in(text)) == ranges


@pytest.mark.parametrize(
    ("text", "number", "lies"),
    [("12–17 years", 12, True), ("12–17 years", 18, False), ("Under 18", 18, False), ("Plan 3", 3, False)],
)
def test_what_lies_in_a_range(text, number, lies):
    assert covers(text, number) is lies
