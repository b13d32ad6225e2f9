"""The biggest, the oldest, the first: told by a sentence that says so, of one thing, in either language."""

import pytest

from bot.answers.answer import Answer
from bot.answers.answering import Answerer
from bot.answers.wanted.introducing import sentences_of
from bot.answers.wanted.superlatives import superlative_asked, topped_first
from bot.texts import say
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from tests.answers.judges import certain
from tests.small_index import build_search

ARTICLES = {
    "towers.md": """---
title: The towers of Saint Martin
lang: en
---

Saint Martin has nine towers. The towers of Saint Martin stand along the wall, and its smallest towers are hard to see.

## The north

The largest tower of Saint Martin is the Bell Tower, built in 1420.
""",
    "lacs.md": """---
title: Les lacs de Vieuville
lang: fr
---

Vieuville compte quatre lacs. Le plus profond lac de Vieuville est le lac Noir. Les lacs de Vieuville sont froids.
""",
    "moons.md": """---
title: Saturn's moon count
lang: en
---

Saturn now has 274 confirmed moons, almost twice as many as all the other planets together. Saturn and Jupiter have long
competed for the largest family.
""",
    "lunes.md": """---
title: Avec 82 lunes, Saturne passe devant
lang: fr
---

La plus grande lune de Saturne, Titan, a été découverte par un Hollandais en 1655. Dix-sept lunes tournent à l’envers.
""",
}


@pytest.fixture(scope="module")
def search(tmp_path_factory):
    found = build_search(tmp_path_factory.mktemp("index"), ARTICLES, encoder=load_encoder(), lexicon=load_lexicon())
    yield found
    found.close()


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("What is the biggest tower?", "Its largest tower is old.", True),
        ("What is the biggest tower?", "La plus grande tour est vieille.", True),
        ("quelle est la plus grosse amende ?", "The largest fine was paid.", True),
        ("quel est le lac le plus profond ?", "the deepest lake", True),
        ("quel est le moins cher ?", "Le plus cher est en or.", False),
        ("what is the smallest tower?", "Its smallest towers are hard to see.", False),
        ("what are the smallest towers?", "Its smallest towers are hard to see.", True),
        ("what is the largest port?", "It is one of the largest.", False),
        ("what is the largest port?", "It is one of Europe's largest.", False),
        ("what is the largest port?", "It is one of the world's largest.", False),
        ("what is the largest port?", "It is the world's largest.", True),
        ("quel est le plus ancien port ?", "C’est l’un de ses plus anciens.", False),
        ("what is the smallest ship?", "Its smallest ships are hard to see.", False),
        ("what are the smallest ships?", "Its smallest ships are hard to see.", True),
        ("what is the largest port?", "It is the second-largest port.", False),
        ("quelle est la plus petite lune ?", "Elle fait apparaître des corps plus petits.", False),
        ("quel port est le plus ancien ?", "Le port est le plus ancien de tous.", True),
        ("quel port de la ville est le plus ancien ?", "Le port est vieux.", False),
        ("which ships are the smallest?", "Its smallest ships are hard to see.", True),
        ("Who was the first director?", "Its first director came in 1970.", True),
        ("which port is the busiest?", "The port is the busiest of all.", True),
        ("the smallest? (towers, Saint Martin)", "Its smallest towers are hard to see.", False),
        ("the smallest? (towers, Saint Martin)", "Its smallest tower is hard to see.", True),
        ("la plus grosse (amendes)", "The largest fine was paid.", True),
        ("les plus grosses ? (amendes)", "Les plus grosses amendes restent rares.", True),
    ],
)
def test_a_superlative_is_told_by_its_words_or_their_translation(search, question, text, told):
    asked = superlative_asked(search.read(question))
    assert asked is not None
    assert asked.told_in(text) is told


@pytest.mark.parametrize(
    "question",
    [
        *("what is in the forest?", "who destroyed the most valuable tower?", "where do most people live?"),
        *("when? (the biggest tower)", "the biggest tower? (Saint Martin)"),
        *(
            "what is the second largest port?",
            "why is it the largest?",
            "que fait le plus souvent la ville ?",
            "",
            "what is " + "a " * 1000,
        ),
    ],
)
def test_other_questions_ask_for_no_superlative(search, question):
    assert superlative_asked(search.read(question)) is None


@pytest.mark.parametrize(
    ("question", "quote", "sure"),
    [
        ("What is the biggest tower of Saint Martin?", "The largest tower of Saint Martin", True),
        ("What is the smallest tower of Saint Martin?", "smallest towers", False),
        ("quel est le lac le plus profond de Vieuville ?", "Le plus profond lac", True),
    ],
)
def test_an_answer_is_sure_only_where_it_tells_the_superlative(search, question, quote, sure):
    answer = certain(search).answer(question)
    assert isinstance(answer, Answer)
    assert quote in answer.citations[0].quote
    assert (answer.lead != say(answer.language, "answers.unsure")) is sure


def test_a_sentence_of_the_other_language_comes_first_that_has_it_of_the_kind(search):
    answer = Answerer(search).answer("what is the deepest lake of Vieuville?")
    assert isinstance(answer, Answer)
    assert "Le plus profond lac de Vieuville" in answer.citations[0].quote


@pytest.mark.parametrize("text", ["a " * 1000, "the most " * 250, "la plus " * 250, "x" * 100_000, '"' * 2000])
def test_what_strangers_write_has_none(search, text):
    asked = superlative_asked(search.read("what is the biggest tower?"))
    assert asked is not None
    assert not asked.told_in(text)


@pytest.mark.parametrize("question", ["what is the largest moon of Saturn?", "which moon of Saturn is the largest?"])
def test_it_comes_before_what_tells_the_superlative_of_something_else(search, question):
    """A family that is the largest is no moon; the model alone takes the English sentence before it."""
    answer = Answerer(search).answer(question)
    assert isinstance(answer, Answer)
    assert answer.citations[0].quote.startswith("La plus grande lune de Saturne")


def test_the_largest_of_what_was_counted_before_is_one_of_those(search):
    answer = Answerer(search).answer("the largest?", earlier=["how many moons does Saturn have?"])
    assert isinstance(answer, Answer)
    assert answer.citations[0].quote.startswith("La plus grande lune de Saturne")


def topped(search, question, *, best, likely, hits=None):
    """Return the text that comes first where the sentence that begins with `best` is the likeliest, or nothing."""
    query = search.read(question)
    found = search.find(query)
    every = [one for hit in found for one in sentences_of(hit)]
    first = next(one for one in every if one.text.startswith(best))
    then = topped_first([first], found if hits is None else hits, query, likely=likely)
    return then[0].text if then else ""


@pytest.mark.parametrize("likely", [False, True])
def test_a_sentence_that_tells_it_of_the_kind_comes_before_the_likeliest(search, likely):
    question = "What is the biggest tower of Saint Martin?"
    assert topped(search, question, best="Saint Martin has", likely=likely).startswith("The largest tower")
    assert topped(search, question, best="Saint Martin has", likely=likely, hits=()) == ""


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("What is the biggest tower of Brackwater?", "Saint Martin has"),  # told of another place
        ("What is the tallest tower of Saint Martin?", "Saint Martin has"),  # told nowhere
        ("What is the biggest tower of Saint Martin?", "The largest"),  # told by the likeliest
        ("Where is the tower of Saint Martin?", "Saint Martin has"),  # not asked
    ],
)
def test_else_the_likeliest_stays_first(search, question, best):
    assert topped(search, question, best=best, likely=True) == ""


def test_a_likely_answer_stays_beside_what_tells_it(search):
    """Both are quoted then; where it is not likely, what tells it comes first."""
    question = "quel est le lac le plus profond de Vieuville ?"
    assert topped(search, question, best="Vieuville compte", likely=True) == ""
    assert topped(search, question, best="Vieuville compte", likely=False).startswith("Le plus profond lac")
