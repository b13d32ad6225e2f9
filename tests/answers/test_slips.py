"""A misspelt word stands for the likest of those known."""

import pytest

from bot.answers.questions.slips import LONGEST_SLIPPED, SLIP, SLIP_IN_NAME, meant, one_slip_from


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


@pytest.mark.parametrize(
    ("word", "meant_word", "kind"),
    [
        ("jupitre", "jupiter", 0),
        ("siern", "siren", 0),
        ("vacine", "vaccine", 0),
        ("lunnes", "lunes", 0),
        ("dicord", "discord", 1),
        ("crisper", "crispr", 1),
        ("copylef", "copyleft", 1),
        ("tokomak", "tokamak", 2),
    ],
)
def test_what_was_meant_is_one_slip_away(word, meant_word, kind):
    """Turned round, double or not; one letter more or less; another letter."""
    found = one_slip_from(word)
    assert [meant_word in those for those in found].index(True) == kind


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("mango", "manga"),  # too short for another letter
        ("simon", "simone"),
        ("plant", "planet"),
        ("daniela", "daniel"),  # the last letter tells two names apart
        ("oracle", "boracle"),
        ("oracle", "roacle"),  # so does the first
    ],
)
def test_another_word_is_no_slip(word, other):
    kinds = one_slip_from(word)
    assert any(kinds)
    assert all(other not in kind for kind in kinds)


@pytest.mark.parametrize("word", ["oslo", "wasp39", "a" * (LONGEST_SLIPPED + 1)])
def test_a_very_short_or_long_word_or_one_with_figures_has_no_slips(word):
    assert one_slip_from(word) == []


def test_no_word_is_its_own_slip():
    kinds = one_slip_from("satellite")
    assert all(kinds)
    assert all("satellite" not in kind for kind in kinds)
