"""Statements that hold become one answer."""

import pytest

from bot.answers.chat.checking import Quote, Statement
from bot.answers.chat.composing import compose, marked, stands_on
from bot.answers.sentences.confidence import UNSURE
from bot.texts import say
from corpus.article import Article, Span

A = Article("a.md", "A", "en", "One is first. Two is second. Three is third.")
B = Article("b.md", "B", "fr", "Quatre est autre.")


def a_quote(article, words, exact=""):
    start = article.text.index(words)
    inner = article.text.index(exact or words)
    return Quote(article, Span(start, start + len(words)), Span(inner, inner + len(exact or words)))


def composed(*statements, **more):
    return compose(
        [Statement(text, tuple(quotes)) for text, *quotes in statements],
        question="q?",
        language="en",
        origin="fake:model",
        confidence=0.5,
        read_as="r",
        **{"sure": True, **more},
    )


def test_numbers_follow_first_use_and_quotes_of_an_article_share_one():
    answer = composed(
        ("It is four.", a_quote(B, "Quatre est autre.")),
        ("It is one.", a_quote(A, "One is first.")),
        ("Both.", a_quote(A, "Three is third."), a_quote(B, "Quatre est autre.")),
    )
    assert answer.lead == "It is four [1].\nIt is one [2].\nBoth [1] [2]."
    assert [(one.number, one.quote) for one in answer.citations] == [
        (1, "Quatre est autre."),
        (2, "One is first."),
        (2, "Three is third."),
    ]
    assert (answer.origin, answer.confidence, answer.read_as) == ("fake:model", 0.5, "r")


def test_a_quote_is_listed_once_and_overlapping_ones_are_joined():
    answer = composed(
        ("One.", a_quote(A, "One is first. Two is second.")),
        ("Two.", a_quote(A, "Two is second. Three is third.")),
        ("Again.", a_quote(A, "Two is second.")),
    )
    assert [one.quote for one in answer.citations] == ["One is first. Two is second. Three is third."]


def test_quotes_that_would_be_too_long_together_stay_apart():
    text = f"{'x' * 499} {'y' * 89} {'z' * 500}"
    article = Article("l.md", "L", "en", text)
    quotes = [(article, Span(0, 589), Span(0, 9)), (article, Span(500, 1090), Span(500, 509))]
    answer = composed(("L.", *(Quote(*one) for one in quotes)))
    assert [(one.start, one.end) for one in answer.citations] == [(0, 589), (500, 1090)]


def test_the_words_that_the_model_pointed_at_are_made_bold():
    assert composed(("One.", a_quote(A, "One is first.", "first"))).citations[0].highlight == "first"
    assert composed(("One.", a_quote(A, "One is first."))).citations[0].highlight == ""


def test_without_statements_there_is_no_answer():
    assert composed() is None


def test_an_unsure_answer_says_so_first():
    answer = composed(("One.", a_quote(A, "One is first.")), sure=False)
    assert (answer.sure, answer.confidence) == (False, UNSURE)
    assert answer.lead == f"{say('en', 'answers.chat.unsure')}\nOne [1]."


def test_articles_that_are_cited_above_keep_their_numbers():
    answer = composed(
        ("Four.", a_quote(B, "Quatre est autre.")),
        ("One.", a_quote(A, "One is first.")),
        numbers={"c.md": 1, "a.md": 2},
    )
    assert answer.lead == "Four [3].\nOne [2]."


def test_numbers_leave_out_no_place_for_what_cannot_be_quoted():
    """A quote that would cut a word is none, and has no number either."""
    cut = Quote(A, Span(0, 2), Span(0, 2))
    answer = composed(("On.", cut), ("Four.", a_quote(B, "Quatre est autre.")))
    assert answer.lead == "Four [1]."


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        (a_quote(A, "Two is second."), True),
        (a_quote(A, "One is first. Two is second."), True),
        (a_quote(A, "One is first."), False),
        (a_quote(B, "Quatre est autre."), False),
    ],
)
def test_a_statement_stands_on_what_its_quotes_overlap(quote, stands):
    citation = composed(("Two.", a_quote(A, "Two is second."))).citations[0]
    assert stands_on(Statement("S.", (quote,)), citation) is stands


@pytest.mark.parametrize(
    ("text", "expected"),
    [("So.", "So [1] [2]."), ("So?", "So? [1] [2]"), ("So...", "So... [1] [2]"), ("So", "So [1] [2]")],
)
def test_marks_stand_before_the_full_stop(text, expected):
    assert marked(text, [1, 2]) == expected
