"""Whatever the articles hold, what is quoted of it is short, whole and verbatim; with the shipped encoder and lexicon.

Each article names an animal of its own, by which questions find it.
"""

import random

import pytest

from bot.answers.answer import Answer, NoAnswer
from bot.answers.answering import Answerer
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from tests.answers.sound import unsound
from tests.small_index import build_search

WORDS = """
le projet réunit des centres de calcul the satellites carry atomic clocks and investit milliards
"""
DRAWN = random.Random(1)


def drawn(number, between=" "):
    return between.join(DRAWN.choice(WORDS.split()) for _ in range(number))


def letters(number):
    return "".join(DRAWN.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(number))


ARTICLES = {
    "table.md": "# Prices\n\n| name | price |\n|--|--|\n"
    + "\n".join(f"| Tapir {n} | {3 * n} euros |" for n in range(300)),
    "numbers.txt": "\n".join(f"{DRAWN.random():.9f}" for _ in range(2000)) + "\nQuagga 17",
    "endless.txt": f"{drawn(10_000)} the numbat eats termites {drawn(8_000)}",
    "clauses.txt": f"{drawn(8_000, ', ')}, the wombat eats grass, {drawn(8_000, ', ')}",
    "wall.txt": f"The okapi lives {letters(100_000)} okapi {letters(1_900)}",
    "wall_only.txt": f"Quokka{letters(99_700)}",
    "wall_of_signs.txt": "(" * 50_000 + "the gerbil" + ")" * 50_000,
    "wall_of_digits.txt": "The fossa has 1" + ",000" * 25_000 + " hairs",
    "wall_of_names.txt": "The Dugong " + "Xa " * 33_000,
    "acronym.txt": f"A right of first refusal (ROFR){letters(5_000)} binds the lemur. " + "ABC " * 25_000,
    "stops.txt": "the tarsier" + ". " * 40_000 + "\n\n" + "." * 40_000,
    "markup.md": "\n\n".join(
        f"**Bold {n}** _it_ `code` [link](https://e.org/{n}) <b>x</b> ![img](a.png) the kinkajou eats {n} figs"
        for n in range(300)
    ),
    "markup.txt": "\n".join(
        f"> **Bold {n}** [link](https://e.org/{n}) `x` the caracal eats {n} birds" for n in range(300)
    ),
    "title.md": "---\ntitle: The axolotl\n---\n",
    "heading.md": "# The pangolin\n",
    "mixed.md": "The fennec est un renard which lives dans le désert. 耳廓狐。 Фенек живёт в пустыне.\n\n" * 100,
    "chinese.txt": "阿贝" * 50_000,
}
QUESTIONS = [
    *("how much is Tapir 250?", "combien coûte le Tapir 17 ?", "Quagga", "what is 0.5?", "what does the numbat eat?"),
    *("what does the wombat eat?", "where does the okapi live?", "okapi", "quokka", "where does the Quokka live?"),
    *(
        "gerbil",
        "who is the gerbil?",
        "how many hairs has the fossa?",
        "what is 1,000?",
        "who is Xa?",
        "what is Dugong?",
    ),
    *("what is ROFR?", "ABC", "what is ABC?", "what binds the lemur?", "tarsier", "when was the tarsier?"),
    *("how many figs does the kinkajou eat?", "what is the kinkajou?", "how many birds does the caracal eat?"),
    *(
        "what is the axolotl?",
        "pangolin",
        "where does the fennec live?",
        "où vit le fennec ?",
        "阿贝",
        "что такое Фенек?",
    ),
    *(
        "who carries atomic clocks?",
        "combien de milliards investit le projet ?",
        "qui investit ?",
        "when do clocks run?",
    ),
]


@pytest.fixture(scope="module")
def search(tmp_path_factory):
    found = build_search(tmp_path_factory.mktemp("odd"), ARTICLES, encoder=load_encoder(), lexicon=load_lexicon())
    yield found
    found.close()


@pytest.fixture(scope="module")
def answerer(search):
    return Answerer(search)


@pytest.mark.parametrize("question", QUESTIONS)
def test_odd_articles_give_sound_quotes_or_a_refusal(answerer, search, question):
    assert unsound(answerer.answer(question), search) == []


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("how much is Tapir 250?", "Tapir 250 | 750 euros"),
        ("what does the numbat eat?", "the numbat eats termites"),
        ("what does the wombat eat?", "the wombat eats grass"),
        ("where does the okapi live?", "The okapi lives"),
        ("what does the kinkajou eat?", "the kinkajou eats"),
        ("what does the caracal eat?", "the caracal eats"),
        ("where does the fennec live?", "The fennec est un renard which lives dans le désert."),
    ],
    ids=["a table", "no full stop", "clauses", "before a wall", "Markdown", "raw Markdown", "languages"],
)
def test_the_words_that_answer_are_found_in_the_odd(answerer, question, words):
    answer = Answerer(answerer._search, least=0.0).answer(question)
    assert isinstance(answer, Answer)
    assert any(words in one.quote for one in answer.citations)


@pytest.mark.parametrize("question", ["gerbil", "where does the Quokka live?", "what is the pangolin?"])
def test_what_holds_no_quotable_words_is_refused(answerer, question):
    """A word of 2,000 characters is no quote, and a title is no sentence."""
    assert isinstance(answerer.answer(question), NoAnswer)
