"""A quote that opens with a "Yes" or a "No" brings the question of the page that it answers."""

import pytest

from bot.answers.shown.quotes import Quote, numbered
from bot.answers.shown.yes_or_no import LONGEST_QUESTION, with_question
from corpus.article import Article, Span


def widened(text, quote, language="en"):
    start = text.index(quote)
    return with_question(Article("faq.md", "FAQ", language, text), Span(start, start + len(quote))).of(text)


@pytest.mark.parametrize(
    ("before", "asks", "between", "answers", "language"),
    [
        ("# FAQ\n\n", "Can I leave it with you?", "\n\n", "No. You stay with us.", "en"),
        ("", "Do I have to pay?", "\n", "No, but a donation helps us.", "en"),
        ("Q: ", "Can children come alone?", "\nA: ", "No. A grown-up must be with them.", "en"),
        ("Q2. ", "Is there a locker?", "\n\nA2: ", "Yes, at the end of the corridor.", "en"),
        ("- ", "Is it free?", " ", "Yes!", "en"),
        ("We often hear this. ", "Do you repair phones?", " ", "Yes - if you bring the part.", "en"),
        ("3. ", "Peut-on payer par carte ?", " ", "Non : les espèces seules sont acceptées.", "fr"),
        ("", "Les chiens sont-ils admis ?", "\n- ", "Oui, en laisse.", "fr"),
        ("", "Vous ne venez pas ?", " ", "Si, dès 9 h.", "fr"),
        ("", "2.5 kg of bread: may I bring it?", "\n\n", "No. Bring less.", "en"),
        ("", "10.30 am, is it too late?", "\n\n", "Yes it is.", "en"),
    ],
)
def test_the_question_comes_with_its_answer(before, asks, between, answers, language):
    text = f"{before}{asks}{between}{answers}"
    assert widened(text, answers, language) == f"{asks}{between}{answers}"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Who came?\n\nNo one came.", "No one came."),
        ("The house is small. No. 5 is closed.", "No. 5 is closed."),
        ("It is closed. No, it is open.", "No, it is open."),
        ("Which bus goes there?\n\nNo. 5 goes there.", "No. 5 goes there."),
        ("Can I come?\n\nEveryone can. No, not on Monday.", "No, not on Monday."),
        ("Can I come? Members can.", "Members can."),
        ("Que faire ?\n\nSi vous venez, apportez un pain.", "Si vous venez, apportez un pain."),
        (f"{'Can they really ' * 12}come?\n\nNo. They cannot.", "No. They cannot."),
    ],
)
def test_what_needs_no_question_is_quoted_as_it_was(text, quote):
    assert widened(text, quote) == quote


def test_a_question_as_long_as_one_may_be_is_brought_whole():
    asks = f"{'x' * (LONGEST_QUESTION - 1)}?"
    assert widened(f"{asks}\n\nA: No. Never.", "No. Never.").startswith(asks)


def test_the_citation_stands_at_its_offsets():
    article = Article("faq.md", "FAQ", "en", "FAQ\n\nCan I leave it with you?\n\nNo. You stay with us.")
    start = article.text.index("No.")
    [cited] = numbered([Quote(article, Span(start, len(article.text)))])
    assert cited.quote == "Can I leave it with you?\n\nNo. You stay with us."
    assert article.text[cited.start : cited.end] == cited.quote


@pytest.mark.parametrize(
    ("asked", "brought"),
    [
        ("can I leave it with you", False),
        ("Could I leave my kettle with you?", False),
        ("where do I stay?", True),
        ("Puis-je vous la laisser ?", True),
    ],
)
def test_who_asked_the_very_question_is_not_told_it_again(asked, brought):
    article = Article("faq.md", "FAQ", "en", "FAQ\n\nCan I leave it with you?\n\nNo. You stay with us.")
    start = article.text.index("No.")
    [cited] = numbered([Quote(article, Span(start, len(article.text)))], asked)
    assert cited.quote.startswith("Can I") is brought


@pytest.mark.parametrize(
    ("page", "asked", "language"),
    [
        ("Peut-on venir sans billet ?\n\nNon. Achetez-en un.", "peut-on venir avec un billet ?", "fr"),
        ("Is it not open on Sunday?\n\nNo. It is closed.", "is it open on Sunday?", "en"),
        ("Must I pay before I come?\n\nNo. Pay later.", "must I pay after I come?", "en"),
        ("Can I come?\n\nNo. Members only.", "which bus do I take to come?", "en"),
    ],
)
def test_who_asked_otherwise_reads_the_question_of_the_page(page, asked, language):
    """The contrary, another order, or what no Yes or No tells."""
    article = Article("faq.md", "FAQ", language, page)
    start = page.index("\n\n") + 2
    [cited] = numbered([Quote(article, Span(start, len(page)))], asked)
    assert cited.quote == page


def test_a_question_that_is_quoted_already_is_not_told_twice():
    page = "Can I leave it with you?\n\nNo. You stay with us."
    article, start = Article("faq.md", "FAQ", "en", page), page.index("No.")
    cited = numbered([Quote(article, Span(0, start - 2)), Quote(article, Span(start, len(page)))])
    assert [one.quote for one in cited] == [page]
