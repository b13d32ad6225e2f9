"""Refusals, and the articles that they name."""

import numpy as np
import pytest

from bot.answers.trust.refusing import nearest_to, of_one_article, refusal, shares_nothing
from bot.texts import say
from corpus.article import Article, Passage
from index.hits import Hit
from index.matching.candidates import Query
from index.words.terms import read_terms
from tests.fakes import WordLexicon

LEXICON = WordLexicon({"moon": "lun", "lun": "moon"})
SATURN = Article("saturn.md", "Saturn", "en", "Saturn has 274 moons. Cassini counted some.")
LUNES = Article("lunes.md", "Les lunes", "fr", "Mars a deux lunes.")
SHARES = Article("shares.md", "Share capital", "en", "The capital of a company is parted into shares.")


def asked(question, language="en"):
    return Query(question, language, read_terms(question, language, LEXICON), np.zeros(2, np.float32))


def near(question, *articles, weights=None, language="en"):
    query = asked(question, language)
    return [one.id for one in nearest_to(query, hits(*articles), weights or [1.0] * len(query.terms))]


def hits(*articles):
    return [
        Hit(rank, article, Passage(article.id, 0, len(article.text)), 1 / rank)
        for rank, article in enumerate(articles, 1)
    ]


def test_the_articles_that_name_what_is_asked_about_are_near_and_no_others():
    assert near("how many moons has Mars?", SATURN, LUNES, SHARES) == ["lunes.md"]


@pytest.mark.parametrize(("question", "language"), [("how many moons?", "en"), ("combien de lunes ?", "fr")])
def test_where_nothing_is_named_those_that_share_words_are_near(question, language):
    """In either language, in the order in which they were found."""
    assert near(question, SHARES, SATURN, LUNES, language=language) == ["saturn.md", "lunes.md"]


def test_one_common_word_of_several_brings_nothing_near():
    """Share capital is not near the capital of Peru."""
    assert near("what is the capital of Peru?", SHARES, SATURN, weights=[1.0, 2.0]) == []


def test_a_word_that_stands_nowhere_counts_no_more_than_the_rarest_that_stands():
    """Among few articles it would count so much that none of them is near; a name counts what it does."""
    assert near("when does the capital end?", SATURN, SHARES, weights=[0.7, 2.2]) == ["shares.md"]
    assert near("when does the capital of Peru end?", SATURN, SHARES, weights=[0.7, 2.2, 2.2]) == []
    assert near("when does anything end?", SATURN, SHARES, weights=[2.2, 2.2]) == []


def test_what_shares_much_less_than_another_is_not_near():
    """One word of three stands in the first, all of them in the second."""
    both = Article("both.md", "Moons", "en", "These moons were counted by an old telescope.")
    assert near("counted moons telescope", SATURN, both, weights=[1.0, 1.0, 3.0]) == ["both.md"]


@pytest.mark.parametrize("question", ["asdf qwer zxcv", "purple monkey dishwasher"])
def test_a_question_of_words_that_stand_nowhere_shares_nothing(question):
    assert shares_nothing(asked(question).terms, hits(SATURN, LUNES))
    assert near(question, SATURN, LUNES, SHARES) == []


@pytest.mark.parametrize(("question", "language"), [("blue moons", "en"), ("lunes bleues", "fr")])
def test_a_word_in_either_language_is_shared(question, language):
    assert not shares_nothing(asked(question, language).terms, hits(SATURN))
    assert not shares_nothing(asked(question, language).terms, hits(LUNES))


def test_a_refusal_names_what_it_is_given():
    named = refusal("combien ?", "fr", "not_answered", [SATURN], 0.12345)
    assert [(one.article_id, one.title) for one in named.nearest] == [("saturn.md", "Saturn")]
    assert (named.text, named.confidence) == (
        "Je n’ai rien trouvé dans les articles qui réponde à cette question.",
        0.123,
    )


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("reason", ["nothing_found", "not_answered"])
def test_a_refusal_of_one_article_has_its_title_and_its_reason(language, reason):
    """And names nothing that comes near: only this one was looked into."""
    refused = of_one_article(refusal("how many moons?", language, reason, [SATURN]), "Les lunes")
    marked = {"en": "“Les lunes”", "fr": "«\u00a0Les lunes\u00a0»"}[language]
    assert refused.text == say(language, f"answers.{reason}_in", title=marked)
    assert (refused.reason, refused.nearest) == (reason, ())


def test_what_asks_nothing_is_refused_alike_of_one_article():
    empty = refusal("?", "en", "empty")
    assert of_one_article(empty, "Saturn") == empty
