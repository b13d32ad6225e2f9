"""Rows of tables that are told of another case than a question says."""

import pytest

from bot.answers.answer import Answer
from bot.answers.answering import Answerer
from bot.answers.layout.conditions import is_of_another_case
from bot.answers.shown.quotes import Quote
from corpus.article import Span
from index.words.lexicon import load_lexicon
from tests.answers.test_laid_out_otherwise import page
from tests.small_index import build_search

ARTICLES = {
    "pool.md": page(
        "Prices of the swimming pool",
        "## Members\n\n| Who | Ticket | Ticket per month |\n|---|---|---|\n"
        "| Juniors | 2 € | 15 € |\n| Adults | 3 € | 25 € |\n\n"
        "## Hours\n\n| Day | Sauna | Pool |\n|---|---|---|\n"
        "| Monday | 9 am – 5 pm | 2 pm – 4 pm |\n| Sunday | – | 10 am – noon |",
    ),
    "bateaux.md": page(
        "Location de bateaux",
        "| Bateau | Prix hors saison | Poids à vide | Durée minimum |\n|---|---|---|---|\n"
        "| Canoë | 12 € | 28 kg | 2 h |\n| Dériveur | 30 € | 90 kg | 3 h |",
        "fr",
    ),
    "rooms.md": page(
        "Rooms of the hostel",
        "| Room | Price without breakfast | Last arrival |\n|---|---|---|\n"
        "| Single | 41 € | 11 pm |\n| Dormitory | 22 € | 10 pm |",
    ),
    "judo.md": page(
        "Judo",
        "| Class | Day | Teacher | Age |\n|---|---|---|---|\n"
        "| Judo | Monday | Carl Finn | 6–11 years |\n| Kendo | Friday | Dora Lind | from 16 years |",
    ),
    "printing.md": page(
        "Printing",
        "| Kind | Members | Cost per page |\n|---|---|---|\n"
        "| Colour | 50 pages | 0.20 € |\n| Black | 200 pages | 0.05 € |",
    ),
    "camp.md": page(
        "Summer camp",
        "| Group | Week 1 | Week 2 | Leader |\n|---|---|---|---|\n"
        "| Otters | 80 € | 90 € | Ines Ford |\n| Foxes | 100 € | 110 € | Paul Low |",
    ),
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    return Answerer(build_search(tmp_path_factory.mktemp("conditions"), ARTICLES, lexicon=load_lexicon()))


@pytest.mark.parametrize(
    ("question", "sure"),
    [
        ("prix du canoë hors saison", True),
        ("prix du canoë en saison", False),
        ("poids du dériveur à vide", True),
        ("poids du dériveur chargé", False),
        ("durée minimum pour le canoë", True),
        ("durée maximum pour le canoë", False),
        ("price of the single without breakfast", True),
        ("price of the single with breakfast", False),
        ("when is the last arrival for the dormitory", True),
        ("when is the first arrival for the dormitory", False),
        ("how much is a ticket per month for juniors", True),
        ("how much is a ticket per week for juniors", False),
        ("how much is a ticket for juniors over 14", False),
        ("when does the sauna open on Monday", True),
        ("when is the sauna closed on Monday", False),
        ("who is the teacher of judo", True),
        ("who is the teacher of judo for a 14 year old", False),
    ],
)
def test_a_row_of_another_case_is_not_surely_told(answerer, question, sure):
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert answer.sure is sure


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("how much is a page in colour for members", "0.20 €"),  # and not "50 pages"
        ("how much is week 2 for the otters", "90 €"),
        ("how much are 2 weeks for the otters", "80 € | 90 €"),
        ("how much is it for 2 otters", "80 € | 90 €"),  # and not "Week 2"
    ],
)
def test_what_is_numbered_or_counted_is_no_price_and_no_week(answerer, question, cell):
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert answer.sure
    assert answer.citations[0].highlight == cell


def test_a_price_is_no_row_that_is_called_by_its_number(answerer):
    """Otters of 90 are not those who pay 90 €."""
    answer = answerer.answer("fee per week for otters of 90")
    assert not (isinstance(answer, Answer) and answer.sure)


HALL = page(
    "The hall",
    "## Under 30\n\n| Pass | Per day | Opening | At most |\n|---|---|---|---|\n| Green | 5 € | 9 am | 20 |\n\n"
    "## Non-members\n\n| Pass | Price | Age |\n|---|---|---|\n| Blue | 7 € | 6–11 years |\n| Red | 9 € | 6–11 |\n\n"
    "## Rules\n\nThe blue pass is 7 €.",
)


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    return build_search(tmp_path_factory.mktemp("hall"), {"hall.md": HALL}, lexicon=load_lexicon())


@pytest.mark.parametrize(
    ("question", "line", "value", "other"),
    [
        ("how much is the green pass per day under 30?", "Green |", "5 €", False),
        ("how much is the green pass per day?", "Green |", "5 €", True),  # for others than those under 30
        ("how much is the green pass per day under 30 and over 12?", "Green |", "5 €", False),
        ("how much is the green pass per week under 30?", "Green |", "5 €", True),
        ("how much is the green pass under 30?", "Green |", "5 €", False),
        ("when does the green pass open under 30?", "Green |", "9 am", False),
        ("closing of the green pass under 30?", "Green |", "9 am", True),
        ("green pass under 30, at least?", "Green |", "20", True),
        ("green pass under 30, at most?", "Green |", "20", False),
        ("how much is the blue pass for non-members?", "Blue |", "7 €", False),
        ("how much is the blue pass for members?", "Blue |", "7 €", True),
        ("how much is the blue pass?", "Blue |", "7 €", False),
        ("how much is the blue pass for a 9 year old?", "Blue |", "7 €", False),
        ("how much is the blue pass for a 12 year old?", "Blue |", "7 €", True),
        ("how much is the red pass for a 12 year old?", "Red |", "9 €", False),  # "6–11" may be hours
        ("how much is the blue pass for 12 people?", "Blue |", "7 €", False),
        ("how much is the blue pass over 12?", "The blue", "7 €", False),  # no row of a table
    ],
)
def test_what_makes_a_row_one_of_another_case(hall, question, line, value, other):
    query = hall.read(question, "en")
    (card,) = hall.snapshot.articles_in(None)
    article = hall.snapshot.passages.article(card.id)
    start = article.text.index(line)
    end = article.text.find("\n", start)
    quote = Quote(article, Span(start, end if end >= 0 else len(article.text)), value)
    assert is_of_another_case(query, [quote]) is other
