"""Each way of finding alone, over one small index."""

from typing import get_args

import pytest

from corpus.article import Article, Passage
from index.builds.building import CutArticle, build_from_articles
from index.evaluation.asking import ask_all
from index.evaluation.questions import Question
from index.evaluation.rankers import Way, ranker
from index.keeping.snapshot import Store, open_snapshot
from index.search import Search
from tests.fakes import WordEncoder, WordLexicon

TEXTS = [
    ("en1", "en", "The founder sleeps. The founder dreams."),
    ("fr1", "fr", "Le fondateur dort."),
    ("en2", "en", "Butter is yellow."),
    ("fr2", "fr", "Le beurre est jaune."),
    ("fr3", "fr", "Oracle est là."),
]


def whole(article_id, language, text):
    return CutArticle(Article(article_id, "", language, text), (Passage(article_id, 0, len(text)),))


@pytest.fixture
def search(tmp_path):
    """An index of five articles; `butter` means `beurre` to the encoder, `founder` is `fondateur` to the lexicon."""
    encoder = WordEncoder([("butter", "beurre"), ("yellow", "jaune"), ("oracle",)])
    build_from_articles([whole(*one) for one in TEXTS], tmp_path / "store", encoder)
    found = Search(open_snapshot(Store(tmp_path / "store"), encoder), encoder, WordLexicon({"founder": "fondateur"}))
    yield found
    found.close()


def test_words_alone_know_neither_translations_nor_meaning(search):
    words = ranker("words", search)
    assert set(words.find("the founder and the butter", 10)) == {"en1", "en2"}
    assert set(words.find("Oracle's founder", 10)) == {"en1", "fr3"}


def test_words_alone_stem_for_each_language(search):
    """The French stem of the plural is looked for in French, the English one in English."""
    assert ranker("words", search).find("qui sont les fondateurs ?", 10) == ("fr1",)


def test_the_encoder_alone_knows_meaning_and_no_words(search):
    dense = ranker("dense", search)
    assert set(dense.find("butter", 1)) == {"en2", "fr2"}
    assert dense.find("founder", 10) == ()


def test_the_encoder_alone_looks_as_deep_in_each_language(search):
    """Also where one language has fewer passages than asked for."""
    assert len(ranker("dense", search).find("butter", 3)) == 5
    assert len(ranker("dense", search).find("butter", 2)) == 4


def test_all_is_what_users_get(search):
    question = "who is the founder of butter?"
    found = ranker("all", search).find(question, 10)
    assert found == tuple(hit.article.id for hit in search.find(question, 10))
    assert {"en1", "fr1", "fr2"} < set(found)


@pytest.mark.parametrize("way", get_args(Way))
def test_an_article_counts_where_its_best_passage_stands(tmp_path, way):
    """Once, however many of its passages are found."""
    text = "Butter. Butter is yellow. More butter."
    passages = (Passage("a", 0, 7), Passage("a", 8, 25), Passage("a", 26, len(text)))
    encoder = WordEncoder([("butter",), ("yellow",)])
    build_from_articles([CutArticle(Article("a", "", "en", text), passages)], tmp_path / "store", encoder)
    search = Search(open_snapshot(Store(tmp_path / "store"), encoder), encoder, WordLexicon())
    assert ranker(way, search).find("yellow butter", 10) == ("a",)
    search.close()


@pytest.mark.parametrize("way", get_args(Way))
def test_a_question_of_nothing_finds_nothing(search, way):
    assert ranker(way, search).find("?!", 10) == ()


def test_a_run_holds_every_question_in_order(search):
    """Also those for which nothing is found; each is told."""
    questions = [Question(key, text, "en", "d", "", {"en1": 1}) for key, text in (("q2", "founder"), ("q1", "?"))]
    told = []
    run = ask_all(ranker("words", search), questions, 10, lambda done, of: told.append((done, of)))
    assert (run.name, dict(run.rankings)) == ("sourcier-words", {"q2": ("en1",), "q1": ()})
    assert told == [(1, 2), (2, 2)]
