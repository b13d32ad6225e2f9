"""Tables whose columns are of years, and rows that are called by a number."""

import pytest

from bot.answers.answering import Answerer
from bot.answers.layout.rows import header_of
from corpus.article import Span
from tests.answers.pages import is_sure, page
from tests.small_index import build_search

ARTICLES = {
    "moorings.md": page(
        "Mooring fees",
        "A boat pays by its length. Sloops and ketches show their papers at the gate.\n\n"
        "| Boat | Length | Fee 2031 | Fee 2032 | Winter storage |\n|---|---|---|---|---|\n"
        "| Sloop | 7 m | £310 | £325 | £90 |\n| Ketch | 11 m | £480 | £505 | £140 |",
    ),
    "jardins.md": page(
        "Parcelles du jardin partagé",
        "Chaque parcelle a son robinet.\n\n| Parcelle | Cotisation 2031 | Cotisation 2032 |\n|---|---|---|\n"
        "| Verger | 41 € | 44 € |\n| Serre | 72 € | 75 € |",
        "fr",
    ),
    "badges.md": page(
        "Badges of the archers",
        "| Badge | Arrows needed | Sessions |\n|---|---|---|\n"
        "| 1 | 12 | 3 |\n| 2 | 30 | 4 |\n| 3 | 60 | 4 |\n| 4 | 90 | 2 |",
    ),
    "couloirs.md": page(
        "Couloirs de la piscine",
        "| N° | Nageurs | Rythme |\n|---|---|---|\n| 1 | 4 | lent |\n| 2 | 6 | moyen |\n| 3 | 8 | rapide |",
        "fr",
    ),
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    return Answerer(build_search(tmp_path_factory.mktemp("tables"), ARTICLES))


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("what is the fee for a ketch in 2032?", "£505"),
        ("sloop fee 2031", "£310"),
        ("fee for a sloop", "£310 | £325"),
        ("winter storage of a ketch", "£140"),
        ("cotisation verger 2032", "44 €"),
        ("quelle est la cotisation de la serre en 2031 ?", "72 €"),
        ("cotisation de la serre", "72 € | 75 €"),
        ("combien coûtait le verger en 2031 ?", "41 €"),
    ],
)
def test_columns_called_by_a_word_and_a_year_tell_of_that_year_or_of_each(answerer, question, cell):
    answer = answerer.answer(question)
    assert [one.highlight for one in answer.citations] == [cell]
    assert is_sure(answer)


@pytest.mark.parametrize("question", ["sloop fee 2029", "combien coûtait la serre en 2029 ?"])
def test_a_year_that_no_column_is_of_is_not_surely_told(answerer, question):
    assert not is_sure(answerer.answer(question))


@pytest.mark.parametrize(
    ("first", "second", "is_header"),
    [
        ("Boat | Fee 2031 | Fee 2032", "Sloop | £310 | £325", True),
        ("Boat | Fee 2031/32 | Fee 2032/33", "Sloop | £310 | £325", True),
        ("Bateau | Tarif 2032", "Ketch | 2000 €", True),
        ("Role | Holder 2031 | Holder 2032", "Chair | Wren | Finch", True),
        ("Founded | May 2031", "Members | 34", False),
        ("Fondé | en 2031", "Membres | 34", False),
        ("Founded | 2031", "Members | 34", False),
        ("Summer fair 2031 | 340 visitors", "Summer fair 2032 | 410 visitors", False),
        ("Ketch | Class of 2031 | red", "Sloop | Class of 2032 | blue", False),
        ("Regatta 2031 | Wren | harbour", "Concert | Finch | hall", False),
        ("Boat | Pier 7 | Fee 2032", "Sloop | Pier 8 | £325", False),
    ],
)
def test_a_first_row_of_years_and_words_names_columns_where_no_such_row_follows(first, second, is_header):
    header = header_of(f"{first}\n{second}", Span(len(first) + 1, len(first) + 1 + len(second)))
    assert header == (Span(0, len(first)) if is_header else None)


@pytest.mark.parametrize(
    ("first", "second", "is_header"),
    [
        ("Pass | Adult | Under 18 | Student", "Season | £145 | £70 | £95", True),
        ("Formule | Moins de 18 ans | Adulte", "Annuelle | 70 € | 145 €", True),
        ("Boat | 1 h | 2 h", "Canoe | £8 | £14", True),
        ("Class | Up to 12 | Price", "Clay | 8 | £14", True),
        ("Hall | max 40 | none", "Attic | max 12 | parking", False),
        ("Hall | 40 seats | parking", "Attic | 12 seats | none", False),
        ("Single | £14 | £11", "Season | £120 | £90", False),
        ("Room 3 | projector | 40", "Room 4 | none | 25", False),
        ("Opening | from 9 am", "Price | £12", False),
    ],
)
def test_a_first_row_with_numbers_names_columns_of_values(first, second, is_header):
    header = header_of(f"{first}\n{second}", Span(len(first) + 1, len(first) + 1 + len(second)))
    assert header == (Span(0, len(first)) if is_header else None)


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        ("how much is the season pass for a student?", "£95"),
        ("price of the season pass for under 18", "£70"),
        ("how much does a day cost an adult?", "£12"),
    ],
)
def test_the_cell_of_the_column_that_is_named_is_in_bold(tmp_path, question, cell):
    rows = "| Season | £145 | £70 | £95 |\n| Day | £12 | £5 | £9 |"
    table = f"| Pass | Adult | Under 18 | Student |\n|---|---|---|---|\n{rows}"
    answer = Answerer(build_search(tmp_path, {"passes.md": page("Passes", table)})).answer(question)
    assert answer.citations[0].highlight == cell


@pytest.mark.parametrize(
    ("line", "sure"), [("When the sauna is open in 2031:", True), ("The sauna opens at 18:30.", False)]
)
def test_prose_with_numbers_of_its_own_does_not_say_what_a_table_is_of(tmp_path, line, sure):
    text = f"{line}\n\n| Day | Morning | Evening |\n|---|---|---|\n| Monday | – | 17:00 |\n| Sunday | – | 19:00 |"
    answer = Answerer(build_search(tmp_path, {"hours.md": page("Club", text)})).answer(
        "when is the sauna open on sunday?"
    )
    assert ("19:00" in answer.citations[0].quote and is_sure(answer)) is sure


@pytest.mark.parametrize(
    ("question", "row", "cell"),
    [
        ("badge 4", "4 | 90 | 2", ""),
        ("what do I need for badge 2", "2 | 30 | 4", "30"),
        ("how many sessions for badge 3?", "3 | 60 | 4", "4"),
        ("couloir n° 2", "2 | 6 | moyen", ""),
        ("quel est le rythme du couloir 3", "3 | 8 | rapide", "rapide"),
        ("combien de nageurs dans le couloir 1 ?", "1 | 4 | lent", "4"),
    ],
)
def test_a_row_is_asked_for_by_its_number_behind_what_it_numbers(answerer, question, row, cell):
    answer = answerer.answer(question)
    assert [(one.quote, one.highlight) for one in answer.citations] == [(row, cell)]
    assert is_sure(answer)


def test_several_rows_are_asked_for_by_their_numbers(answerer):
    answer = answerer.answer("badges 2 and 3")
    assert [one.quote for one in answer.citations] == ["2 | 30 | 4", "3 | 60 | 4"]


@pytest.mark.parametrize("question", ["badge 7", "badge 2.4", "bus 3", "couloir 9", "ligne 2"])
def test_a_number_of_something_else_or_of_no_row_is_no_sure_answer(answerer, question):
    assert not is_sure(answerer.answer(question))
