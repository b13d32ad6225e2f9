"""Questions that name nothing, and what is told of the community whose articles these are."""

import pytest

from bot.answers.answer import NoAnswer
from bot.answers.answering import Answerer
from bot.answers.questions.of_us import asked_of_us
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from tests.answers.pages import is_sure, page
from tests.small_index import build_search

CLUB = {
    "find-us.md": page(
        "How to find us",
        "Letters go to 9 Salt Lane.\n\nOur boathouse is located behind the old brewery, at 4 Quay Street.",
    ),
    "cotisation.md": page("Cotisation", "La cotisation annuelle est de 38 € par adhérent.", "fr"),
    "rowing.md": page(
        "Timetable of the sessions", "Sessions take place on Mondays from 6 pm to 8 pm.\n\nBring gloves."
    ),
    "news.md": page("News of May", "The jetty was painted. Otters were seen by the weir."),
}
PRESS = {
    "otters.md": page("Otters are back", "Otters were seen by the weir for the first time since 1970."),
    "ferry.md": page("A new ferry", "The town has bought a ferry for 2 million pounds from a yard in Gdansk."),
}


def answerer_of(folder, pages):
    return Answerer(build_search(folder, pages, encoder=load_encoder(), lexicon=load_lexicon()))


@pytest.fixture(scope="module")
def club(tmp_path_factory):
    return answerer_of(tmp_path_factory.mktemp("club"), CLUB)


@pytest.mark.parametrize(
    ("question", "full"),
    [
        ("how much is it?", "how much does it cost?"),
        ("How much?", "how much does it cost?"),
        ("ok so how much is that then", "how much does it cost?"),
        ("c'est combien ?", "combien ça coûte ?"),
        ("combien svp", "combien ça coûte ?"),
        ("where are you guys?", "where are you located?"),
        ("where is it?", "where are you located?"),
        ("c’est où exactement ?", "où êtes-vous ?"),
    ],
)
def test_what_names_nothing_is_asked_of_the_community(question, full):
    assert asked_of_us(question).full == full


@pytest.mark.parametrize(
    "question",
    [
        "how much is the ferry?",
        "where is it written?",
        "how much did it weigh?",
        "combien de loutres ?",
        "où est-ce que je signe ?",
        "where are you from?",
        "when is it?",
        "",
    ],
)
def test_what_names_something_or_asks_otherwise_is_not(question):
    assert asked_of_us(question) is None


@pytest.mark.parametrize(
    ("question", "quote", "sure"),
    [
        ("where are you?", "Our boathouse is located", True),
        ("where is it?", "Our boathouse is located", False),
        ("c'est où ?", "Our boathouse is located", False),
        ("where do you meet?", "Our boathouse is located", True),
        ("how much is it?", "La cotisation annuelle est de 38 €", False),
        ("c'est combien ?", "La cotisation annuelle est de 38 €", False),
    ],
)
def test_the_page_on_the_community_tells_it(club, question, quote, sure):
    """Surely where "you" are asked; "it" may be anything. Where letters go is not where one meets."""
    answer = club.answer(question)
    assert [one.quote.startswith(quote) for one in answer.citations] == [True]
    assert is_sure(answer) is sure


@pytest.mark.parametrize("question", ["when do you meet?", "when do you guys meet", "vous vous réunissez quand ?"])
def test_when_one_meets_is_told_like_the_hours(club, question):
    assert "Mondays from 6 pm" in club.answer(question).citations[0].quote


def test_how_it_was_read_is_shown(club):
    assert club.answer("how much is it?").read_as == "how much does it cost?"


def test_where_a_question_before_tells_what_it_is_that_is_meant(tmp_path):
    """The ferry's price, and not what a club costs."""
    answer = answerer_of(tmp_path, CLUB | PRESS).answer("how much is it?", earlier=["who bought the ferry?"])
    assert "ferry" in answer.citations[0].quote


@pytest.mark.parametrize("question", ["how much is it?", "c'est combien ?", "where are you?", "c'est où ?"])
def test_among_articles_of_no_community_one_is_asked_what_is_meant(tmp_path, question):
    answer = answerer_of(tmp_path, PRESS).answer(question)
    assert isinstance(answer, NoAnswer)
    assert answer.reason == "empty"


@pytest.mark.parametrize(("question", "lang"), [("is it free?", "en"), ("c'est gratuit ?", "fr")])
def test_whether_it_is_free_is_told_by_whether_one_pays(tmp_path, question, lang):
    """Only where nothing else answers, so never surely."""
    asked, told = {
        "en": ("Do I have to pay?", "No, but a gift of 5 euros helps us."),
        "fr": ("Faut-il payer ?", "Non, mais un don de 5 euros nous aide."),
    }[lang]
    pages = {"faq.md": page("Questions", f"## {asked}\n\n{told}\n\n## PDF ?\n\nOK.", lang), **PRESS}
    answer = answerer_of(tmp_path, pages).answer(question)
    assert told in answer.citations[0].quote
    assert not is_sure(answer)
