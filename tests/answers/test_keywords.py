"""A question of key words is read as a full one."""

import pytest

from bot.answers.answering import Answerer
from bot.answers.keywords import written_out
from corpus.languages import detect_question_language
from index.building import build_index
from index.candidates import Query
from index.search import Search
from index.snapshot import Store, open_snapshot
from tests.fakes import WordEncoder, WordLexicon


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    (folder / "casgevy.md").write_text("Casgevy is a treatment. Its price is two million dollars.", encoding="utf-8")
    store, encoder = Store(tmp_path_factory.mktemp("store")), WordEncoder([])
    build_index(folder, store.folder, encoder)
    search = Search(open_snapshot(store, encoder), encoder, WordLexicon())
    yield Answerer(search)
    search.close()


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
        "price " * 9,
    ],
)
def test_sentences_single_words_and_topics_stay_as_they_are(question):
    assert written(question) == ""


@pytest.mark.parametrize(
    ("question", "read_as"),
    [
        ("and the price?", "and the price? (Casgevy)"),
        ("and its price?", "and its price? (Casgevy)"),
        ("the price?", "the price? (Casgevy)"),
        ("and price", "and price (Casgevy)"),
        ("casgevy price", ""),
    ],
)
def test_key_words_that_follow_on_are_read_with_the_question_before(answerer, question, read_as):
    assert answerer.understand(question, earlier=["what is Casgevy?"]).read_as == read_as


def test_a_prize_is_no_price():
    assert written("prix nobel", "fr") == ""
    assert written("prix nobel médecine", "fr") == ""
