"""The cell of a table that a question asks for: by its row, its column, the heading above and ranges of numbers."""

import pytest

from bot.answers.answer import Answer
from bot.answers.answering import Answerer
from index.words.lexicon import load_lexicon
from tests.answers.test_laid_out_otherwise import page
from tests.small_index import build_search

ARTICLES = {
    "tarifs.md": page(
        "Tarifs de l'atelier",
        "## Les adhésions\n\n| Formule | Par mois | Par an | Casier |\n|---|---|---|---|\n"
        "| Curieux | 9 € | 90 € | non |\n"
        "| Résident | 48 € | 470 € | grand |\n\n"
        "## Machines, tarif adhérent\n\n| Machine | L'heure | La demi-journée | Caution |\n|---|---|---|---|\n"
        "| Découpe laser | 8 € | 26 € | aucune |\n| Fraiseuse | 11 € | 36 € | 50 € |\n\n"
        "## Machines, tarif extérieur\n\n| Machine | L'heure | La demi-journée | Caution |\n|---|---|---|---|\n"
        "| Découpe laser | 19 € | 61 € | 100 € |\n| Fraiseuse | 27 € | 88 € | 150 € |",
        "fr",
    ),
    "rules.md": page(
        "Penalties",
        "| Fault | 1st time | 2nd time | 3rd time |\n|---|---|---|---|\n"
        "| Badge lent to somebody | blocked 14 days | blocked 90 days | out |\n"
        "| Workshop left dirty | warning | cleaning duty | blocked 7 days |",
    ),
    "cup.md": page(
        "Points of the cup",
        "| Place | Under 20 players | 20 to 31 players | 32 players and more |\n|---|---|---|---|\n"
        "| Winner | 35 | 50 | 65 |\n| Finalist | 29 | 40 | 52 |",
    ),
    "matches.md": page(
        "Matches",
        "| Match | Day | Hall | Seats |\n|---|---|---|---|\n| Opening | 4 May | Blue hall | 36 |\n"
        "| Final | 9 June | Blue hall | 16 |\n| Finals of the young | 2 June | Red hall | 20 |",
    ),
    "pool.md": page(
        "The pool",
        "## Members\n\n| Pass | Per day | Per week | Under 12 |\n|---|---|---|---|\n"
        "| Slide | 3 € | 15 € | 2 € |\n\n## Non-members\n\n"
        "| Pass | Per day | Per week | Under 12 |\n|---|---|---|---|\n"
        "| Sauna | 5 € | 25 € | 4 € |\n\n"
        "## Limits\n\n| Limit | Free | Pro | Team |\n|---|---|---|---|\n| Users | 1 | 1 | 25 |\n"
        "| Upload | 5 MB | 9 MB | 80 MB |\n\n## Hours\n\n| Day | Desk | Phone |\n|---|---|---|\n"
        "| Monday | 9 am – 5 pm | closed |\n| Tuesday | closed | 2 pm – 4 pm |",
    ),
    "plans.md": page(
        "Hosting plans",
        "## Redis\n\n| Size | Price per month | Connections | Memory |\n|---|---|---|---|\n"
        "| S | 4 € | 50 | 128 MB |\n| M | 9 € | 250 | 768 MB |\n\n"
        "## Postgres\n\n| Size | Price per month | Connections | Storage |\n|---|---|---|---|\n"
        "| S | 5 € | 20 | 2 GB |\n| M | 13 € | 60 | 15 GB |",
    ),
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    return Answerer(build_search(tmp_path_factory.mktemp("celled"), ARTICLES, lexicon=load_lexicon()))


@pytest.mark.parametrize(
    ("question", "row", "cell"),
    [
        ("combien coûte l'année en formule résident", "Résident | 48 € | 470 € | grand", "470 €"),
        ("tarif mensuel résident ?", "Résident | 48 € | 470 € | grand", "48 €"),
        ("how much is half a day on the laser for members", "Découpe laser | 8 € | 26 € | aucune", "26 €"),
        ("prix de la demi-journée de fraiseuse pour un extérieur", "Fraiseuse | 27 € | 88 € | 150 €", "88 €"),
        (
            "what happens the second time i lend my badge to somebody",
            "Badge lent to somebody | blocked 14 days | blocked 90 days | out",
            "blocked 90 days",
        ),
        ("how many points for the finalist with 25 players", "Finalist | 29 | 40 | 52", "40"),
        ("how many points does the winner get with 12 players", "Winner | 35 | 50 | 65", "35"),
        ("how many connections on a postgres M", "M | 13 € | 60 | 15 GB", "60"),
        ("combien de connexions sur un redis M", "M | 9 € | 250 | 768 MB", "250"),
    ],
)
def test_the_cell_is_told_with_its_row(answerer, question, row, cell):
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert [one.quote for one in answer.citations] == [row]
    assert answer.citations[0].answering.rpartition(": ")[2] == cell


@pytest.fixture(scope="module")
def of_groups(tmp_path_factory):
    """Return an answerer over tables whose rows stand in groups, one of a page and one of Markdown."""
    hours = (
        "<h1>Opening hours</h1><p>The tool library lends drills, saws and ladders to all who live in Fernhill.</p>"
        "<table><tr><th>Day</th><th>From</th><th>To</th></tr><tr><th colspan=3>Winter (October to March)</th></tr>"
        "<tr><td>Tuesday</td><td>10 am</td><td>1 pm</td></tr><tr><td>Saturday</td><td>9 am</td><td>4 pm</td></tr>"
        "<tr><th colspan=3>Summer (April to September)</th></tr><tr><td>Tuesday</td><td>11 am</td><td>7 pm</td></tr>"
        "<tr><td>Saturday</td><td>8 am</td><td>6 pm</td></tr></table>"
    )
    fares = page(
        "The ferry",
        "| Fare | Single | Return |\n|---|---|---|\n"
        "| **Residents** | | |\n| Adult | 2 € | 3 € |\n| Bicycle | 1 € | 2 € |\n"
        "| **Visitors** | | |\n| Adult | 6 € | 9 € |\n| Bicycle | 4 € | 5 € |\n| Coach | 40 € | 70 € |",
    )
    articles = {"hours.html": f"<html lang='en'><body>{hours}</body></html>", "ferry.md": fares}
    return Answerer(build_search(tmp_path_factory.mktemp("groups"), articles, lexicon=load_lexicon()))


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("when do you close on saturday in summer?", ["Summer (April to September)", "Saturday | 8 am | 6 pm"]),
        ("what time do you open on tuesdays in winter?", ["Winter (October to March)", "Tuesday | 10 am | 1 pm"]),
        ("how much is a return for an adult visitor?", ["Visitors", "Adult | 6 € | 9 €"]),
        ("combien coûte un aller-retour pour un habitant avec son vélo ?", ["Residents", "Bicycle | 1 € | 2 €"]),
    ],
)
def test_a_row_of_a_group_is_quoted_with_what_the_group_is_of(of_groups, question, quotes):
    answer = of_groups.answer(question)
    assert isinstance(answer, Answer)
    assert [one.quote for one in answer.citations][:2] == quotes
    assert len(answer.citations[1].columns) == 3


def test_a_row_that_no_other_begins_like_is_quoted_alone(of_groups):
    answer = of_groups.answer("how much is a single for a coach?")
    assert isinstance(answer, Answer)
    assert [one.quote for one in answer.citations] == ["Coach | 40 € | 70 €"]


def test_how_late_is_told_of_each_group(of_groups):
    answer = of_groups.answer("how late are you open on saturdays?")
    assert isinstance(answer, Answer)
    assert {"Saturday | 9 am | 4 pm", "Saturday | 8 am | 6 pm"} <= {one.quote for one in answer.citations}


def test_a_row_of_two_tables_is_not_surely_of_either(answerer):
    answer = answerer.answer("combien coûte l'heure de fraiseuse ?")
    assert isinstance(answer, Answer)
    quotes = [one.quote for one in answer.citations]
    assert "Fraiseuse | 11 € | 36 € | 50 €" in quotes
    assert "Fraiseuse | 27 € | 88 € | 150 €" in quotes


def test_what_rows_of_other_things_say_of_a_room_is_not_surely_of_it(answerer):
    """How many may play in the hall is told of each match, and not of the hall."""
    answer = answerer.answer("how many seats in the blue hall?")
    assert isinstance(answer, Answer)
    assert not answer.sure


def test_of_two_cells_that_hold_the_same_none_is_in_bold(answerer):
    """The first would be shown, under the name of another column."""
    answer = answerer.answer("how many users with Pro?")
    assert isinstance(answer, Answer)
    assert answer.citations[0].quote == "Users | 1 | 1 | 25"
    assert answer.citations[0].answering == ""


@pytest.mark.parametrize(
    "question",
    [
        "how much is the slide for members over 12?",
        "how much is the slide per hour?",
        "how much is the sauna per day for members?",
        "what is the minimum upload with Pro?",
        "when is the desk closed on Monday?",
        "when does the desk close on Tuesday?",
        "when does the phone close on Monday?",
    ],
)
def test_a_cell_of_another_case_is_not_surely_told(answerer, question):
    answer = answerer.answer(question)
    assert not (isinstance(answer, Answer) and answer.sure)


@pytest.mark.parametrize(
    "question",
    [
        "combien coûte l'heure de tour à bois ?",  # no such row
        "what is the penalty for smoking in the workshop the second time",
        "how fast is the laser for members",  # no such column
    ],
)
def test_a_cell_that_is_not_there_is_not_surely_told(answerer, question):
    answer = answerer.answer(question)
    assert not (isinstance(answer, Answer) and answer.sure)


TIMETABLES = {
    "classes.md": page(
        "Classes",
        "| Day | Time | Class | Teacher | Assistant coach |\n|---|---|---|---|---|\n"
        "| Sat | 10:00 – 11:00 | Yoga | Ada Low | Bo Reed |\n"
        "| Tuesday evening | 18:00 – 19:30 | Judo | Carl Finn | Dora Lind |",
    ),
    "clans.md": page(
        "Clans",
        "| Clan | Tag | Chief | Members | Ally |\n|---|---|---|---|---|\n"
        "| Bigorn | BIG | Toto Roc | 4 | Ressac |\n| Ressac | RSC | Nym Eria | 3 | Bigorn |",
    ),
    "posts.md": page(
        "Who helps at the fair",
        "| Post | 10 am – 2 pm | 2 pm – 6 pm | 6 pm – 11 pm |\n|---|---|---|---|\n"
        "| Till | Gerard | Fabienne | Leila |\n| Grill | Roland | Yves | Hugo |",
    ),
    "apps.md": page(
        "Apps",
        "| App | Needs server | System |\n|---|---|---|\n"
        "| Heron 2.5 | 3.1 or newer | iOS 16 |\n| Heron 2.4 | 3.0 | iOS 15 |",
    ),
}


@pytest.fixture(scope="module")
def of_timetables(tmp_path_factory):
    return Answerer(build_search(tmp_path_factory.mktemp("timetables"), TIMETABLES, lexicon=load_lexicon()))


@pytest.mark.parametrize(
    ("question", "cells"),
    [
        ("when is yoga?", "Sat | 10:00 – 11:00"),
        ("when is judo?", "Tuesday evening | 18:00 – 19:30"),
        ("what day is yoga?", "Sat"),
        ("at what time is yoga?", "10:00 – 11:00"),
        ("who gives the yoga class?", "Ada Low"),
        ("how many members has Ressac?", "3"),
        ("who is the chief of Ressac?", "Nym Eria"),
        ("who is at the till from 2 pm to 6 pm?", "Fabienne"),
    ],
)
def test_the_cell_of_a_timetable_or_of_one_among_rivals(of_timetables, question, cells):
    answer = of_timetables.answer(question)
    assert isinstance(answer, Answer)
    assert [one.highlight for one in answer.citations] == [cells]


def test_a_verb_alone_calls_no_column(of_timetables):
    """What system it needs is not which server."""
    answer = of_timetables.answer("what system does Heron 2.5 need?")
    assert isinstance(answer, Answer)
    assert answer.citations[0].highlight != "3.1 or newer"
