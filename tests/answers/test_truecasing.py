"""A question in small letters is read with the capitals that its names have in the articles."""

import pytest

from bot.answers.answering import Answerer
from bot.answers.questions.truecasing import truecased
from bot.answers.understanding import Understood
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from tests.small_index import build_search

ARTICLES = {
    "openai.md": """---
title: A company
lang: en
---

The company OpenAI has a contract. Its CEO, Sam Altman, signed it with Apple in March. He ate an apple, and an apple
again, on a march through the woods. Nobody at OpenAI counted the apples. Lanterns hang there since April. SETI
listens. The trees of Škoda bear fruit.
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
    return truecased(query, search.find(query))


@pytest.mark.parametrize(
    ("question", "cased"),
    [
        ("who is the ceo of openai", "who is the CEO of OpenAI"),
        ("who is the ceo of openai?", "who is the CEO of OpenAI?"),
        ("qui est sam altman", "qui est Sam Altman"),
        ("combien de lunes a saturne ?", "combien de lunes a Saturne ?"),
        ("how many moons does saturn have", "how many moons does Saturn have"),  # as "Saturne" has it
        ("who hears seti", "who hears SETI"),  # an acronym may open its sentence
        ("what fruit has škoda", "what fruit has Škoda"),
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
        "which planet has moons",  # more often "planète" than "Planète"
        "le telescope voit la planete",
        "combien de lunes",
    ],
)
def test_what_is_no_name_stays_as_it_is(search, question):
    assert read(search, question) == ""


def test_a_word_of_no_article_is_no_name(search):
    """It may be half a word or misspelt: more questions would be refused wrongly than rightly."""
    assert read(search, "who is the ceo of zorblax") == "who is the CEO of zorblax"


def test_a_question_is_read_with_its_capitals(search):
    understood = Answerer(search).understand("who is the ceo of openai")
    assert isinstance(understood, Understood)
    assert understood.query.text == "who is the CEO of OpenAI"


def test_how_it_was_read_is_not_shown(search):
    assert Answerer(search).answer("who is the ceo of openai").read_as == ""


def test_only_the_capitals_change(search):
    question = "  who is the ceo of openai, and when did sam altman sign?? "
    assert read(search, question).lower() == search.read(question).text
