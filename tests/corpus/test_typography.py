import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.typography import decode_entities, fold_line, fold_spaces


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("49\u00a0% du\u202fcapital", "49 % du capital"),
        ("zero\u200bwidth, soft\u00adhyphen, bom\ufeff", "zerowidth, softhyphen, bom"),
        ("tab\tand\u2003em  space ", "tab and em space"),
        ("OpenAI. .", "OpenAI."),
        ("OpenAI. . Ensuite", "OpenAI. Ensuite"),
        ("un, , deux; ; trois", "un, deux; trois"),
        ("e\u0301te\u0301", "été"),
    ],
)
def test_what_scraping_leaves_behind_is_mended(written, folded):
    assert fold_line(written) == folded


@pytest.mark.parametrize(
    "text",
    [
        "attendre . . . longtemps",
        "a . . b",
        "fin...",
        "« oui » !",
        "Quoi ? !",
        "3.14, 2.71",
        "cd .. ; ls",
        "l’API d’OpenAI",
    ],
)
def test_what_people_write_on_purpose_stands(text):
    assert fold_line(text) == text


@pytest.mark.parametrize(
    ("written", "decoded"),
    [
        ("Caf&eacute; &amp; th&#233; &#x2014; 5&nbsp;&euro;", "Café & thé — 5\u00a0€"),
        ("&amp;nbsp;deux fois", "\u00a0deux fois"),
        ("R&D, AT&T, ?a=1&copy=2", "R&D, AT&T, ?a=1&copy=2"),
        ("&nosuchname; &", "&nosuchname; &"),
    ],
)
def test_entities_are_decoded_and_bare_ampersands_stand(written, decoded):
    assert decode_entities(written) == decoded


@given(st.text())
def test_folding_twice_changes_nothing(text):
    once = fold_line(text)
    assert fold_line(once) == once


@given(st.text(st.characters(whitelist_categories=["L", "N"])))
def test_letters_and_digits_are_never_lost(text):
    assert fold_spaces(text) == text
