"""Golden questions: whether an answer is the right one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.golden import folded, judge
from tests.bot.discord.fakes import PERU, ROFR

ARTICLE = ROFR.citations[0].article_id


def test_an_answer_that_cites_the_article_passes():
    """Whatever it quotes of it."""
    assert judge(ROFR, ARTICLE) == "passed"


@pytest.mark.parametrize(
    "words", ["droit de premier refus", "DROIT  de\npremier refus (rofr)", "d'un droit", "nouvelle capacite", "  "]
)
def test_words_are_found_without_accents_capitals_and_spaces(words):
    """And with the apostrophe of a keyboard."""
    assert judge(ROFR, ARTICLE, words) == "passed"


def test_words_that_no_quote_of_the_article_holds_are_missing():
    """A quote of another article does not count."""
    assert judge(ROFR, ARTICLE, "right of first refusal") == "words_missing"
    other = replace(ROFR.citations[0], number=2, article_id="other.md", quote="A right of first refusal.")
    both = replace(ROFR, citations=(*ROFR.citations, other))
    assert judge(both, ARTICLE, "right of first refusal") == "words_missing"
    assert judge(both, "other.md", "right of first refusal") == "passed"


def test_another_article_and_a_refusal_are_told_apart():
    """One says that something else was found, the other that nothing was."""
    assert judge(ROFR, "other.md", "droit") == "wrong_article"
    assert judge(PERU, "andes.md") == "refused"


def test_an_unsure_answer_passes_with_the_article_and_the_words_and_is_told_apart():
    unsure = replace(ROFR, sure=False)
    assert judge(unsure, ARTICLE) == judge(unsure, ARTICLE, "droit de premier refus") == "unsure"
    assert judge(unsure, ARTICLE, "right of first refusal") == "words_missing"
    assert judge(unsure, "other.md") == "wrong_article"


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_any_words_of_a_quote_are_found_in_it(words, before, after):
    """However they are written."""
    quote = f"{before} {words} {after}"
    answer = replace(ROFR, citations=(replace(ROFR.citations[0], quote=quote),))
    assert judge(answer, ARTICLE, words) == "passed"


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text):
    """So that it does not matter which side was folded."""
    assert folded(folded(text)) == folded(text)
