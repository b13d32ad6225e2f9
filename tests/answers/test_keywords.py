"""A question of key words is read as a full one."""

import pytest

from bot.answers.answering import Answerer
from bot.answers.questions.keywords import written_out
from corpus.languages import detect_question_language
from index.matching.candidates import Query
from tests.small_index import build_search

ARTICLES = {
    "ice.md": """---
title: Ice age
lang: en
---

An ice age is a long period of cold, in which a glacier covers much of a continent. The last one ended 11,700 years ago.
""",
    "tuning.md": """---
title: Fine-tuning
lang: en
---

Fine tuning is the training of a model that has been trained before. Casgevy is no model, and its price is two million
dollars.
""",
}


def written(question, language=None):
    return written_out(Query(question, language or detect_question_language(question), (), None))


@pytest.mark.parametrize(
    ("question", "language", "full"),
    [
        ("casgevy price", "en", "what is the casgevy price"),
        ("price of casgevy?", "en", "what is the price of casgevy"),
        ("max roles server", "en", "how many roles server at most"),
        ("group dm max people", "en", "how many people group dm at most"),
        ("slow mode max", "en", "how much is slow mode at most"),
        ("age min discord", "en", "what is the age discord at least"),
        ("iter température", "fr", "quel est iter température"),
        ("prix casgevy", "fr", "quel est prix casgevy"),
        ("amende max rgpd", "fr", "quel est amende rgpd au plus"),
        ("rôles max", "fr", "combien de rôles au plus"),
        ("the price of casgevy", "en", "what is the price of casgevy"),
        ("l’âge min sur discord", "fr", "quel est âge sur discord au moins"),
        ("discord max file size", "en", "how much is discord file size at most"),
        ("steps to claim land", "en", "how to claim land"),
        ("What are the steps to claim land?", "en", "how to claim land"),
        ("the process for claiming land", "en", "how to claiming land"),
        ("quelles sont les étapes pour voter ?", "fr", "comment voter"),
        ("la marche à suivre pour voter", "fr", "comment voter"),
        ("quelle est la démarche pour s'inscrire", "fr", "comment s'inscrire"),
        ("les démarches afin d'adhérer", "fr", "comment adhérer"),
        ("les étapes pour ne pas être désinscrit", "fr", "comment ne pas être désinscrit"),
        ("quelles sont les démarches pour l'obtenir ?", "fr", "comment l'obtenir"),
        ("procédure d'inscrire un enfant", "fr", "comment inscrire un enfant"),
    ],
)
def test_key_words_that_ask_for_a_measure_are_written_out(question, language, full):
    assert written(question, language) == full


@pytest.mark.parametrize(
    "question",
    [
        "what is the price of casgevy?",
        "the price of casgevy is too high",
        "price",
        "explain the price limit",
        "tell me the casgevy price",
        "avoid a gdpr fine",
        "that's fine",
        "up to date",
        "min number of satellites",
        "Max Schrems",
        "fines of the GDPR",
        "quel est le prix du vaccin ?",
        "price " * 15,
        "define speed",
        "limit order definition",
        "tell me the price",
        "i want the casgevy price",
        "et le prix de l’essence",
        "taille et date",
        "what is the process of law?",
        "what are the instructions for parking?",
        "the process for evening classes",
        "the way to the station",
        "quelle est la procédure de janvier ?",
        "quelle est la procédure d'ouverture de compte ?",
        "quelles sont les démarches d'hiver ?",
        "procédure pour les mineurs",
        "les étapes pour le permis",
        "what is the first step of the stairs made of?",
        "la procédure de divorce",
        "steps",
        "what's the second step to claim land",  # what is found may be another step alone
        "step 2 to claim land",
        "deuxième étape pour voter",
        "who wrote the instructions to the crew?",
    ],
)
def test_sentences_single_words_and_topics_stay_as_they_are(question):
    assert written(question) == ""


@pytest.mark.parametrize(
    "question",
    [
        "Max Planck",
        "max planck institute",
        "Mad Max",
        "Mad Max price",
        "iPhone 15 Pro Max",
        "minimum wage in france",
        "maximum likelihood",
        "min heap",
    ],
)
def test_a_name_and_a_term_keep_their_words(question):
    assert written(question, "en") == ""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    search = build_search(tmp_path_factory.mktemp("index"), ARTICLES)
    yield Answerer(search)
    search.close()


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("ice age", "ice age"),
        ("fine tuning", "fine tuning"),
        ("Ice Age?", "Ice Age?"),
        ("glacier size", "what is the glacier size"),
    ],
)
def test_key_words_that_are_the_title_of_an_article_ask_for_it(answerer, question, text):
    assert answerer.understand(question).query.text == text


def test_key_words_that_follow_on_are_read_after_the_question_before(answerer):
    assert answerer.understand("and the price?", earlier=["what is Casgevy?"]).read_as == "and the price? (Casgevy)"
    assert answerer.understand("the price?", earlier=["what is Casgevy?"]).read_as == "the price? (Casgevy)"


def test_a_prize_is_no_price():
    assert written("prix nobel", "fr") == ""
    assert written("prix nobel médecine", "fr") == ""
