"""A question that names a place is never surely answered from what does not speak of it."""

import numpy as np
import pytest

from bot.answers.shown.quotes import Quote
from bot.answers.values.places import NAMES, STATE_OF, WHOLES
from bot.answers.wanted.whereabouts import State, Town, is_elsewhere, places_asked, speaks_of
from corpus.article import Article, Span
from index.matching.candidates import Query
from index.words.terms import read_terms
from tests.fakes import WordLexicon

LEXICON = WordLexicon({"lisbon": "lisbonne"})
UK, FRANCE, US = (State(STATE_OF[name]) for name in ("uk", "france", "us"))


def asked(question, language="en"):
    return Query(question, language, read_terms(question, language, LEXICON), np.zeros(2, np.float32))


@pytest.mark.parametrize(
    ("question", "language", "found"),
    [
        ("how long do pumps last in the UK?", "en", [UK]),
        ("how long do pumps last in the united kingdom", "en", [UK]),
        ("how long do they last in the us?", "en", [US]),
        ("combien de temps dure une pompe au royaume-uni ?", "fr", [UK]),
        ("et aux États-Unis ou en France ?", "fr", [US, FRANCE]),
        ("can you tell us how long they last?", "en", []),
        ("j'ai eu combien de jours ?", "fr", []),
        ("how long do I roast a turkey?", "en", []),
        ("who owns Air France?", "en", []),
        ("où en France œuvre l'association ?", "fr", [FRANCE]),
        ("how long do pumps last?", "en", []),
    ],
)
def test_states_are_read_with_or_without_capitals(question, language, found):
    assert list(places_asked(asked(question, language))) == found


@pytest.mark.parametrize(
    ("question", "language", "names"),
    [
        ("what is the deposit in New York?", "en", [["new", "york"]]),
        ("quel est le dépôt de garantie à Lyon ?", "fr", [["lyon"]]),
        ("what did Saturn do in March?", "en", []),
        ("what happened in 2019?", "en", []),
    ],
)
def test_other_places_are_names_behind_a_word_of_place(question, language, names):
    found = places_asked(asked(question, language))
    assert all(isinstance(one, Town) for one in found)
    assert [[term.folded for term in one.terms] for one in found] == names


def told(text, question, *, title="Heat pumps", language="en", asked_in="en"):
    article = Article("one", title, language, text)
    quote = Quote(article, Span(0, text.find(".") + 1))
    return not is_elsewhere([quote], (), asked(question, asked_in))


@pytest.mark.parametrize(
    ("text", "title", "language"),
    [
        ("They last 20 years. The UK has many.", "Heat pumps", "en"),
        ("They last 20 years.", "Heat pumps in the UK", "en"),
        ("They last 20 years. British homes are cold.", "Heat pumps", "en"),
        ("Elles durent 20 ans. Au Royaume-Uni, il y en a peu.", "Pompes à chaleur", "fr"),
        ("Elles durent 20 ans. Le climat britannique est doux.", "Pompes à chaleur", "fr"),
        ("They last 20 years in England.", "Heat pumps", "en"),
    ],
)
def test_a_place_is_named_in_either_language_and_by_its_short_names(text, title, language):
    assert told(text, "how long do they last in the UK?", title=title, language=language)
    assert told(text, "combien de temps au Royaume-Uni ?", title=title, language=language, asked_in="fr")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("They last 15 years. The American owner pays more.", "Heat pumps"),
        ("They last 15 years.", "Heat pumps in France"),
        ("They last 15 years.\n\nNobody told us more.", "Heat pumps"),
    ],
)
def test_an_article_that_does_not_name_the_place_is_about_another(text, title):
    assert not told(text, "how long do they last in the UK?", title=title)


def test_a_place_named_once_under_the_name_of_another_is_not_what_it_is_about():
    text = "They last 15 years. Some are cheap." + " More follows." * 3 + "\n\nIn France they last longer."
    assert told(text, "how long do they last in France?")
    assert not told(text, "how long do they last in France?", title="Heat pumps in the UK")


@pytest.mark.parametrize(
    ("question", "sure"),
    [("how long do they last in Lisbon?", True), ("how long do they last in Porto?", False)],
)
def test_a_town_has_to_be_named_too(question, sure):
    assert told("Elles durent 20 ans à Lisbonne.", question, title="Pompes", language="fr") is sure


def test_a_question_without_a_place_is_about_no_other():
    assert told("They last 15 years.", "how long do they last?", title="Heat pumps in France")


def test_what_holds_in_the_whole_holds_in_its_parts_but_not_in_another_part():
    query = asked("how long in Scotland?")
    kingdom = Article("one", "Pumps in the UK", "en", "They last.")
    england = Article("two", "Pumps in England", "en", "They last.")
    assert speaks_of(places_asked(query), kingdom, Span(0, 10), "They last.", query)
    assert not speaks_of(places_asked(query), england, Span(0, 10), "They last.", query)


def test_every_whole_and_part_is_a_state_that_is_known():
    assert {*WHOLES, *(one for held in WHOLES.values() for one in held)} <= NAMES
