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
        ("2.5–3.5 m", [(3, 3)]),
        ("De 6 à 7,99 m", [(6, 7)]),
        ("under 7.5 m", [(0, 7)]),
        ("more than 7.5 m", [(8, MOST)]),
        ("20 à 3", []),
        ("From 6 to 11 years", [(6, 11)]),
        ("No more than 10 people", [(0, 10)]),
        ("pas plus de 10", [(0, 10)]),
        ("Not under 60", [(60, MOST)]),
        ("Over 18 and under 60", [(19, 59)]),
        ("moins de 26 ans ou plus de 65 ans", [(0, 25), (66, MOST)]),
        ("1 and 4", []),
        ("up to 2,000", [(0, 2000)]),
        ("moins de 1 000 personnes", [(0, 999)]),
        ("801 à 1 400", [(801, 1400)]),
        ("up to 12 3", [(0, 12)]),
        ("12 15 and over", [(15, MOST)]),
        ("plus de 1\u202f000 personnes", [(1001, MOST)]),
        ("no fewer than 3", [(3, MOST)]),
        ("not less than 5", [(5, MOST)]),
        ("no younger than 12", [(12, MOST)]),
        ("not more than 5", [(0, 5)]),
        ("", []),
    ],
)
def test_the_ranges_that_a_label_names(text, ranges):
    assert sorted(ranges_in(text)) == ranges


@pytest.mark.parametrize(
    ("text", "number", "lies"),
    [("12–17 years", 12, True), ("12–17 years", 18, False), ("Under 18", 18, False), ("Plan 3", 3, False)],
)
def test_what_lies_in_a_range(text, number, lies):
    assert covers(text, number) is lies
