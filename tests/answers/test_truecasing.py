"""A question in small letters is read with the capitals that its names have in the articles."""

import pytest

from bot.answers.answer import Answer, NoAnswer
from bot.answers.answering import Answerer
from bot.answers.truecasing import truecased
from index.encoders import load_encoder
from index.lexicon import load_lexicon
from tests.small_index import build_search

ARTICLES = {
    "openai.md": """---
title: A company
lang: en
---

The company OpenAI has a contract. Its CEO, Sam Altman, signed it with Apple in March. He ate an apple, and an apple
again, on a march through the woods. Nobody at OpenAI counted the apples. Lanterns hang there since April. SETI
listens. The zibblet is blue.
""",
    "saturne.md": """---
title: Les lunes
lang: fr
---

La planète Saturne compte 82 lunes. Les élus des États-Unis comptent celles de Saturne. Le télescope voit la planète. On
lit là-bas la revue Planète.
""",
}


@pytest.fixture(scope="module")
def search(tmp_path_factory):
    search = build_search(tmp_path_factory.mktemp("index"), ARTICLES, encoder=load_encoder(), lexicon=load_lexicon())
    yield search
    search.close()


def read(search, question):
    query = search.read(question)
    return truecased(query, search.find(query), search)


@pytest.mark.parametrize(
    ("question", "cased"),
    [
        ("who is the ceo of openai", "who is the CEO of OpenAI"),
        ("who is the ceo of openai?", "who is the CEO of OpenAI?"),
        ("qui est sam altman", "qui est Sam Altman"),
        ("combien de lunes a saturne ?", "combien de lunes a Saturne ?"),
        ("how many moons does saturn have", "how many moons does Saturn have"),  # as "Saturne" has it
        ("who hears seti", "who hears SETI"),  # an acronym may open its sentence
        ("que comptent les etats-unis ?", "que comptent les États-Unis ?"),
    ],
)
def test_names_get_the_capitals_of_the_passages_found(search, question, cased):
    assert read(search, question) == cased


@pytest.mark.parametrize(
    "question",
    [
        "who is the CEO of openai",  # writes capitals
        "what did OpenAI sign",
        "what did he eat, an apple",  # more often a fruit here
        "what hangs there since april",  # a month is no name
        "where do lanterns hang",  # a capital that opens a sentence
        "is the zibblet green",  # in no dictionary, but in an article
        "which planet has moons",  # more often "planète" than "Planète"
        "le telescope voit la planete",
        "combien de lunes",
    ],
)
def test_what_is_no_name_stays_as_it_is(search, question):
    assert read(search, question) == ""


def test_a_word_of_no_article_and_no_dictionary_is_a_name(search):
    assert read(search, "who is the ceo of zorblax") == "who is the CEO of Zorblax"


def test_of_many_words_of_no_article_a_few_are_names(search):
    """Each name costs a look at every sentence; 500 of them would cost a second."""
    words = [f"zorbl{letter}x" for letter in "abcdefgh"]
    assert read(search, " ".join(words)) == " ".join([*map(str.capitalize, words[:3]), *words[3:]])


def test_a_word_that_the_dictionary_knows_is_none(search):
    assert read(search, "who is the ceo of the bakery") == "who is the CEO of the bakery"


def test_half_a_word_is_none(search):
    assert read(search, "how many moons max") == ""


def test_a_word_of_which_one_is_meant_is_none(search):
    assert read(search, "is there a zorblax among the planets") == ""


def test_nothing_is_told_of_a_name_that_no_article_has(search):
    answerer = Answerer(search)
    for question in ("who is the ceo of zorblax", "did zorblax eat an apple"):
        refused = answerer.answer(question)
        assert isinstance(refused, NoAnswer)
        assert refused.reason == "nothing_found"
    assert isinstance(answerer.answer("who is the ceo of openai"), Answer)


def test_how_it_was_read_is_not_shown(search):
    assert Answerer(search).answer("who is the ceo of openai").read_as == ""


def test_only_the_capitals_change(search):
    question = "  who is the ceo of openai, and when did sam altman sign?? "
    assert read(search, question).lower() == search.read(question).text
