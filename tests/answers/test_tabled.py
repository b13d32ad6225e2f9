"""Key words that ask for hours or prices are told the table or the lines under a title that names them."""

from dataclasses import replace

import numpy as np
import pytest

from bot.answers.layout.tabled import MOST_ROWS, tabled
from bot.answers.overviews.surveying import says_more
from bot.answers.questions.question import Asked
from bot.answers.shown.quotes import Quote
from corpus.article import Article, Passage, Span
from index.hits import Hit
from index.matching.candidates import Query
from index.words.terms import read_terms
from tests.fakes import WordLexicon

LEXICON = WordLexicon({})
NAMED = Asked("other", topic="named")
HOURS = """The studio is at 9 Mill Lane.

Day | Studio
Tuesday | 14:00–18:00
Sunday | closed

Bus 7 stops there."""
TARIFS = "Ils sont votés en septembre. La journée coûte 30 €. Le thé est offert. La demi-journée coûte 18 €."


def hit(text, title, language="en", name="one"):
    article = Article(name, title, language, text)
    return Hit(1, article, Passage(name, 0, len(text)), 1.0)


def query_of(question, language="en"):
    return Query(question, language, read_terms(question, language, LEXICON), np.zeros(2, np.float32))


def told(question, *hits, language="en", asked=NAMED):
    found = tabled(query_of(question, language), asked, hits)
    return ([quote.span.of(quote.article.text) for quote in found.quotes], found.surely) if found else None


@pytest.mark.parametrize("title", ["Opening hours", "Opening hours and where to find us"])
def test_the_table_under_the_title_is_told_whole(title):
    rows = ["Tuesday | 14:00–18:00", "Sunday | closed"]
    assert told("opening hours", hit(HOURS, title)) == (rows, True)


def test_the_sentences_that_tell_it_are_told_where_no_table_stands():
    lines = ["La journée coûte 30 €.", "La demi-journée coûte 18 €."]
    assert told("tarifs", hit(TARIFS, "Tarifs de l'atelier", "fr"), language="fr") == (lines, True)


def test_sentences_are_not_sure_where_more_is_asked_than_hours_or_prices():
    """A page on interest rates has many amounts."""
    lines = ["La journée coûte 30 €.", "La demi-journée coûte 18 €."]
    assert told("tarifs atelier", hit(TARIFS, "Tarifs de l'atelier", "fr"), language="fr") == (lines, False)


def test_of_a_table_too_long_to_quote_no_part_and_no_other_sentence_is_told():
    rows = "\n".join(f"Day {number} | 9:00–{10 + number}:00" for number in range(MOST_ROWS + 1))
    assert told("opening hours", hit(f"Day | Studio\n{rows}\n\nTea is at 16:00.", "Opening hours")) is None


@pytest.mark.parametrize(
    ("question", "title", "language"),
    [
        ("what are the opening hours?", "Opening hours", "en"),
        ("opening times", "Opening hours", "en"),
        ("quels sont les horaires ?", "Heures d'ouverture", "fr"),
    ],
)
def test_a_question_that_asks_for_all_is_key_words_and_times_are_hours(question, title, language):
    rows = ["Tuesday | 14:00–18:00", "Sunday | closed"]
    asked = Asked("other") if "?" in question else NAMED
    assert told(question, hit(HOURS, title, language), language=language, asked=asked) == (rows, True)


def test_what_stands_under_the_headings_of_a_page_so_called_is_told_too():
    text = "Ask at the desk.\n\nStudio\n\nThe studio opens at 9:00.\n\nKiln\n\nThe kiln is lit at 18:00."
    page = hit(text, "Opening hours")
    headings = tuple(Span(text.index(word), text.index(word) + len(word)) for word in ("Studio\n", "Kiln\n"))
    page = replace(page, article=replace(page.article, headings=headings))
    assert told("opening hours", page) == (["The studio opens at 9:00.", "The kiln is lit at 18:00."], True)


def test_of_two_titles_neither_surely_is_meant():
    both = hit(HOURS, "Opening hours"), hit(HOURS, "Opening hours in summer", name="two")
    assert told("opening hours", *both)[1] is False


@pytest.mark.parametrize(
    ("question", "title", "asked"),
    [
        ("mill lane", "Mill Lane", NAMED),  # asks for neither
        ("opening hours", "Where to find us", NAMED),  # no title
        ("opening fees", "Opening fees", NAMED),  # no money there
        ("when are the opening hours?", "Opening hours", Asked("when")),
        ("what is the Studio Times?", "Studio Times", Asked("other")),  # a name
        ("what is the hours cap?", "Hours cap", Asked("other")),  # of something else
    ],
)
def test_nothing_else_is_told(question, title, asked):
    assert told(question, hit(HOURS, title), asked=asked) is None


@pytest.mark.parametrize(
    ("question", "title", "quote", "more"),
    [
        ("opening hours", "Opening hours and where to find us", "The studio is at 9 Mill Lane.", False),
        ("kiln access", "Help", "Who has access to the kiln?", False),
        ("kiln access", "Help", "Who has access to the kiln? All members.", True),
        ("kiln access", "Kiln access", "Ask at the desk for a key.", True),
        ("hours on Sunday", "Hours", "Sunday | closed", True),
    ],
)
def test_what_says_more_of_a_thing_than_its_name(question, title, quote, more):
    one = Quote(Article("one", title, "en", quote), Span(0, len(quote)))
    assert says_more(one, query_of(question), LEXICON) is more
