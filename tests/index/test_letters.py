"""How well the letters of a short form fit the words of a long one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.glossaries.letters import FITS, fit_before, letters_of, words_in


@pytest.mark.parametrize(
    ("short", "letters"),
    [("APIs", "api"), ("NGO'S", "ngo"), ("ARNm", "arnm"), ("r.o.f.r.", "rofr"), ("ALÉNA", "alena"), ("AIDS", "aids")],
)
def test_dots_accents_and_the_plural_are_no_letters(short, letters):
    """A capital S belongs to the acronym."""
    assert letters_of(short) == letters


def test_initials_cost_nothing():
    """Each content word gives its initial, the words that hold them together give none."""
    text = "comité de la santé"
    fit = fit_before(words_in(text, 0, len(text)), "cs")
    assert fit is not None
    assert (fit.first, fit.last, fit.cost) == (0, 3, 0.0)


@pytest.mark.parametrize(
    ("text", "letters", "long"),
    [
        ("with in vitro fertilization", "ivf", "in vitro fertilization"),
        ("heard in a standard planning competition", "ipc", None),
        ("the Air-Conditioning and Refrigeration Institute", "ari", "Air-Conditioning and Refrigeration Institute"),
        ("la sous-direction antiterroriste", "sdat", "sous-direction antiterroriste"),
        ("le service de tourisme", "dt", None),
        ("la France insoumise", "lfi", "la France insoumise"),
        ("les membres des Républicains", "lr", None),
        ("as soon as possible", "asap", "as soon as possible"),
    ],
)
def test_a_small_word_opens_a_long_form_only_where_all_else_fits(text, letters, long):
    """One that joins opens none, but for a part of a word; a determiner only one with a capital."""
    fit = fit_before(words_in(text, 0, len(text)), letters)
    words = words_in(text, 0, len(text))
    assert (text[words[fit.first].start :] if fit else None) == long


@pytest.mark.parametrize(
    ("text", "letters", "long"),
    [
        ("join the Trap, Neuter, Return programme", "tnr", "Trap, Neuter, Return programme"),
        ("the Neighbourhood Watch scheme", "nw", "Neighbourhood Watch scheme"),
        ("the Neighbourhood Watch evening", "nw", None),
        ("the Trap, Neuter, Return evening", "tnr", None),
        ("the World Food Programme", "wfp", "World Food Programme"),
        ("l'aide au développement du programme", "ad", None),
        ("the plan", "tp", None),
    ],
)
def test_a_word_that_says_of_what_kind_a_thing_is_needs_no_letter(text, letters, long):
    """Right behind the name alone; where it has a letter, that counts."""
    fit = fit_before(words_in(text, 0, len(text)), letters)
    words = words_in(text, 0, len(text))
    assert (text[words[fit.first].start :] if fit else None) == long


def all_costs(words, letters, at_end, first=True):
    """The slow, obvious way: every way of dealing the letters out to the words, none cheaper than the fast way's."""
    from index.glossaries.letters import _letters_cost

    if not words:
        return 0.0 if not letters else float("inf")
    word, rest = words[0], words[1:]
    skipped = 0.0 if word.holds else at_end if not rest else 0.3 if word.joined else 1.0
    best = float("inf") if first else skipped + all_costs(rest, letters, at_end, first=False)
    for taken in range(1, min(6, len(letters)) + 1):
        cost = _letters_cost(word, letters[:taken], opening=first)
        best = min(best, cost + all_costs(rest, letters[taken:], at_end, first=False))
    return best


@given(
    st.lists(st.text(alphabet="abd", min_size=1, max_size=4) | st.sampled_from(["de", "form"]), min_size=1, max_size=5),
    st.text(alphabet="abd", min_size=2, max_size=4),
)
def test_the_fit_is_the_cheapest_of_all_ways(words, letters):
    """Against every way of dealing the letters out."""
    text = " ".join(words)
    known = words_in(text, 0, len(text))
    at_end = 0.5 if words[-1] == "form" and len(words) > 1 and not known[-2].holds else 2.0
    costs = [all_costs(known[first:], letters, at_end) for first in range(len(known))]
    for first, word in enumerate(known):
        if word.holds and (word.lower != "a" or costs[first] > 0.6):  # no name begins with "de" or "d"
            costs[first] = float("inf")
    least = min(costs)
    fit = fit_before(known, letters)
    if least > FITS * len(letters):
        assert fit is None
    else:
        assert fit is not None
        assert fit.cost == pytest.approx(least)
        assert costs[fit.first] == pytest.approx(least)
