"""The day of what a heading names is told by the heading, where that has one."""

import pytest

from bot.answers.answer import Answer
from bot.answers.answering import Answerer
from index.words.lexicon import load_lexicon
from tests.answers.test_laid_out_otherwise import page
from tests.small_index import build_search

ARTICLES = {
    "newsletter.md": page(
        "Summer newsletter",
        "## Flea market, 13 September\n\nIn the courtyard and on the pavement. Please book a table by 31 August.\n\n"
        "## Courtyard party, Saturday 20 June\n\nEverybody brings a dish.\n\n"
        "## Registration for the run, until 30 May\n\nForms at the desk.\n\n"
        "## Mending evening\n\nOn 4 July, in the kitchen.",
    ),
    "lettre.md": page(
        "Infolettre du printemps",
        "## Atelier à Rennes, 16 mai\n\nDe 13 h à 19 h.\n\n## Atelier à Liège, 30 mai\n\nSeulement vingt places.\n\n"
        "## Camp de juillet, 6 au 11 juillet\n\nAu refuge.",
        "fr",
    ),
    "facade.md": page(
        "Travaux de façade",
        "## Étape 4 – 26 mai 2026\n\nPeinture.\n\n## Étape 3 – 5 mai 2026\n\nUn carreau cassé a été remplacé.",
        "fr",
    ),
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    return Answerer(build_search(tmp_path_factory.mktemp("dated"), ARTICLES, lexicon=load_lexicon()))


@pytest.mark.parametrize(
    ("question", "heading", "day"),
    [
        ("when is the flea market?", "Flea market, 13 September", "13 September"),
        ("what day is the courtyard party", "Courtyard party, Saturday 20 June", "Saturday 20 June"),
        ("quelles sont les dates du camp de juillet ?", "Camp de juillet, 6 au 11 juillet", "6 au 11 juillet"),
        ("c'est quand l'atelier à Liège", "Atelier à Liège, 30 mai", "30 mai"),
        ("quand finit le camp de juillet ?", "Camp de juillet, 6 au 11 juillet", "6 au 11 juillet"),
        ("when is the workshop in Liège?", "Atelier à Liège, 30 mai", "30 mai"),
        ("quand a eu lieu l'étape 3 de la façade ?", "Étape 3 – 5 mai 2026", "5 mai 2026"),
    ],
)
def test_the_heading_that_names_it_tells_the_day(answerer, question, heading, day):
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert [one.quote for one in answer.citations] == [heading]
    assert answer.citations[0].answering == day
    assert answer.sure


def test_the_day_of_it_is_not_surely_when_it_ends(answerer):
    answer = answerer.answer("when does the flea market end?")
    assert not (isinstance(answer, Answer) and answer.sure)


def test_a_day_until_which_something_is_so_is_not_surely_when_it_begins(answerer):
    answer = answerer.answer("when does registration for the run open?")
    assert not (isinstance(answer, Answer) and answer.sure)


def test_of_two_that_are_called_so_both_are_told_and_none_surely(answerer):
    answer = answerer.answer("quand a lieu l'atelier ?")
    assert isinstance(answer, Answer)
    assert {one.quote for one in answer.citations} == {"Atelier à Rennes, 16 mai", "Atelier à Liège, 30 mai"}
    assert not answer.sure


@pytest.mark.parametrize(
    "question", ["until when can i book a table for the flea market?", "when is the mending evening?"]
)
def test_another_day_is_not_told_by_a_heading(answerer, question):
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert not any(one.quote.startswith("Flea market") for one in answer.citations)
