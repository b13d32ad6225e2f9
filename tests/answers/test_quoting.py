"""Quotes that stand where they say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.shown.quoting import LONGEST_QUOTE, at_most, trimmed, verified, without_lone_marks
from corpus.article import Article, Span

ARTICLE = Article("a.md", "Title", "en", "One sentence. Another one.", "https://example.org", date(2025, 1, 21))


def test_a_citation_carries_the_quote_and_its_source():
    """Everything a reader is shown comes from the article."""
    citation = verified(ARTICLE, Span(14, 26), 3)
    assert citation is not None
    assert (citation.number, citation.quote, citation.start, citation.end) == (3, "Another one.", 14, 26)
    assert (citation.article_id, citation.title, citation.url) == ("a.md", "Title", "https://example.org")
    assert citation.published == date(2025, 1, 21)


def test_a_quote_that_does_not_stand_is_dropped():
    """Outside the text, empty, or white space only."""
    assert verified(ARTICLE, Span(20, 99), 1) is None
    assert verified(ARTICLE, Span(5, 5), 1) is None
    assert verified(ARTICLE, Span(13, 14), 1) is None
    assert verified(ARTICLE, Span(-3, 5), 1) is None


def test_an_enormous_sentence_is_quoted_by_the_clause_that_answers():
    """The clause with the wanted word is kept whole."""
    clauses = [f"clause number {number} of the sentence" for number in range(60)]
    text = ", ".join(clauses)
    span = at_most(text, Span(0, len(text)), lambda part: float("number 42 " in part))
    quote = span.of(text)
    assert "clause number 42 of the sentence" in quote
    assert len(quote) <= LONGEST_QUOTE
    assert quote.startswith("clause")
    assert quote.endswith("sentence")


def test_a_quote_that_cuts_a_word_is_dropped():
    """Within a word, a number, before a piled mark, behind an apostrophe; not at a full stop without a space."""
    text = "Sales of d’un 1,000 cafe\u0301s ended.Next came e.g. others."
    article = Article("a.md", "Title", "en", text)
    for part in ("ales of", "Sale", "un 1", "000 cafe\u0301s", "of d’un 1", "d’", "1,000 cafe"):
        start = text.index(part)
        assert verified(article, Span(start, start + len(part)), 1) is None, part
    for part in ("Sales of d’un", "1,000", "cafe\u0301s ended.", "Next came e.g. others."):
        start = text.index(part)
        assert verified(article, Span(start, start + len(part)), 1).quote == part


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("« L’API est exclusive à Azure.", "L’API est exclusive à Azure."),
        ("“The API is exclusive.", "The API is exclusive."),
        ("L’API est exclusive. »", "L’API est exclusive."),
        ('It is exclusive."', "It is exclusive."),
        ("« Nous remercions tout le monde. »", "« Nous remercions tout le monde. »"),
        ("« Oui », dit-il, et « non »", "« Oui », dit-il, et « non »"),
        ('A "ban" is for good.', 'A "ban" is for good.'),
        ("« Oui », dit-il, « et je le pense.", "« Oui », dit-il, « et je le pense."),
        ('"Yes," he said, "and I mean it.', '"Yes," he said, "and I mean it.'),
        ("Fin », a-t-il conclu. « Bravo »", "Fin », a-t-il conclu. « Bravo »"),
        ('It measures 6.1"', 'It measures 6.1"'),
        ("Il dit : « l’API", "Il dit : « l’API"),
        ("»", "»"),
    ],
)
def test_a_mark_at_an_end_whose_partner_stands_outside_is_left_out(sentence, quote):
    """Marks within, and pairs, stay; nothing but a mark is no quote either way."""
    span = without_lone_marks(sentence, Span(0, len(sentence)))
    assert span.of(sentence) == (quote if sentence != "»" else "")


def test_a_wall_of_letters_is_left_out_of_a_quote():
    """What stands beside it is quoted where it answers, and nothing otherwise."""
    wall = "x" * (LONGEST_QUOTE + 1)
    text = f"The okapi lives {wall} in Africa"
    whole = Span(0, len(text))
    assert at_most(text, whole, lambda part: float("okapi" in part)).of(text) == "The okapi lives"
    assert at_most(text, whole, lambda part: float("Africa" in part)).of(text) == "in Africa"
    assert at_most(text, whole, lambda part: float("zebra" in part)).of(text) == ""
    assert at_most(text, Span(0, 100), len).of(text) == "The okapi lives"
    assert at_most(text, Span(100, len(text)), len).of(text) == "in Africa"
    assert at_most(wall, Span(0, len(wall)), len).of(wall) == ""


@given(st.text(alphabet=st.sampled_from("ab ,;.'1\u0301\n"), min_size=1, max_size=300), st.data())
def test_a_cut_never_parts_a_word(text, data):
    """Whatever the text, and wherever the span begins and ends: what is cut can be cited, or is empty."""
    ends = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    span = at_most(text, Span(*ends), len, data.draw(st.integers(5, 50)))
    assert ends[0] <= span.start <= span.end <= ends[1]
    cited = verified(Article("a.md", "Title", "en", text), span, 1)
    assert cited is not None or not span.of(text).strip()


@given(st.text(alphabet=st.sampled_from("ab ,;.\n"), min_size=1, max_size=400), st.integers(5, 50))
def test_a_cut_is_within_the_span_and_the_limit(text, limit):
    """Whatever the text."""
    span = at_most(text, Span(0, len(text)), len, limit)
    assert 0 <= span.start <= span.end <= len(text)
    assert span.end - span.start <= max(limit, 0) or len(text) <= limit


def test_trimmed_leaves_no_white_space_and_no_comma():
    """Ends are clean."""
    assert trimmed(" , a b ;", Span(0, 8)) == Span(3, 6)
