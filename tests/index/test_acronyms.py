"""Acronyms and what they stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.acronyms import find_expansions


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Microsoft dispose d’un droit de premier refus (ROFR).", ("ROFR", "droit de premier refus")),
        ("Microsoft holds a right of first refusal (ROFR).", ("ROFR", "right of first refusal")),
        ("The ROFR (right of first refusal) is old.", ("ROFR", "right of first refusal")),
        ("Le ROFR, ou droit de premier refus, est ancien.", ("ROFR", "droit de premier refus")),
        ("GPS stands for Global Positioning System and works.", ("GPS", "Global Positioning System")),
        (
            "la CNIL (Commission nationale de l'informatique et des libertés)",
            ("CNIL", "Commission nationale de l'informatique et des libertés"),
        ),
        ("le produit intérieur brut (PIB) baisse", ("PIB", "produit intérieur brut")),
        ("des vaccins à ARN messager (ARNm)", ("ARNm", "ARN messager")),
    ],
)
def test_finds_the_long_form(text, pair):
    """Both orders, appositions, and a French name for an English acronym."""
    assert [(one.short, one.long) for one in find_expansions(text)] == [pair]


@pytest.mark.parametrize(
    "text",
    ["It began in 2019 (GDPR).", "He left (see below).", "(ROFR)", "Paris (France) is large.", "Elle dit : (OK)."],
)
def test_finds_nothing_where_nothing_is_defined(text):
    """A bracket alone defines nothing."""
    assert find_expansions(text) == []


@given(st.text(alphabet=st.sampled_from("ABab (),.'’é-0\n")))
def test_every_long_form_stands_in_the_text(text):
    """A long form is a verbatim run at its span, whatever the text."""
    assert all(one.span.of(text) == one.long for one in find_expansions(text))
