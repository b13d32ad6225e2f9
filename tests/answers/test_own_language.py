"""Articles of both languages that tell the same: the question's own comes first."""

from dataclasses import replace

import pytest

from bot.answers import answering
from bot.answers.answering import Answerer
from bot.answers.questions.question import read_kind
from bot.answers.sentences.choosing import choose
from bot.answers.sentences.model import shipped_model
from bot.answers.wanted.own_language import own_language_first
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from tests.small_index import build_search

ARTICLES = {
    "fees.md": "# Fees\n\nThe yearly fee is 35 euros.\n\nThe club of Varech was founded on 1 March 1987 by Ada Brun."
    "\n\nThe walk of Varech lasts 3 hours.\n\nThe club of Varech has 48 members.\n\n"
    "The fair of Varech took place on 2 June 1990.\n\nThe choir of Varech has 30 boats.\n",
    "cotisations.md": "# Cotisations\n\nLa cotisation annuelle est de 35 euros.\n\n"
    "Le club de Varech a été fondé le 1er mars 1987 par Ada Brun.\n\nLa marche de Varech dure 3 jours.\n\n"
    "Le club de Varech compte 48 membres.\n\nLa foire de Varech a eu lieu le 2 mai 1990.\n\n"
    "La chorale de Varech compte 30 chanteurs.\n",
}


@pytest.fixture(scope="module")
def search(tmp_path_factory):
    found = build_search(tmp_path_factory.mktemp("index"), ARTICLES, encoder=load_encoder(), lexicon=load_lexicon())
    yield found
    found.close()


def reordered(search, question, first):
    """The question as it is read, and its sentences, alike likely and one with `first` in it at the head."""
    query = search.read(question)
    asked, model = read_kind(question), shipped_model(search.table.digest)
    choice = choose(query, asked, search.find(query), search, model)
    evidence = sorted(choice.evidence, key=lambda one: first not in one.text)
    assert first in evidence[0].text
    return query, asked, tuple(replace(one, share=0.5) for one in evidence), choice.rarities


@pytest.mark.parametrize(
    ("question", "first", "then"),
    [
        ("How much is the yearly fee?", "La cotisation", "The yearly fee"),
        ("When was the club of Varech founded?", "Le club", "The club of Varech was founded"),
        ("Who founded the club of Varech?", "Le club", "The club of Varech was founded"),
        ("How many members does the club of Varech have?", "48 membres", "48 members"),
        ("Combien coûte la cotisation annuelle ?", "The yearly fee", "La cotisation"),
        ("Quand le club de Varech a-t-il été fondé ?", "The club of Varech was founded", "Le club"),
    ],
)
def test_what_tells_the_same_in_the_questions_language_comes_first(search, question, first, then):
    query, asked, evidence, weights = reordered(search, question, first)
    found = own_language_first(evidence, query, asked, weights)
    assert then in found[0].text
    assert found[0].article.language == query.language
    assert sorted(one.text for one in found) == sorted(one.text for one in evidence)


def test_it_is_as_likely_as_the_other(search):
    query, asked, evidence, weights = reordered(search, "How much is the yearly fee?", "La cotisation")
    less = (evidence[0], *(replace(one, share=0.2) for one in evidence[1:]))
    assert own_language_first(less, query, asked, weights)[0].share == 0.5


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("How long does the walk of Varech last?", "La marche"),  # three days are not three hours
        ("When was the fair of Varech?", "La foire"),  # in May, and in June
        ("How many people are in the choir of Varech?", "La chorale"),  # thirty singers, and thirty boats
    ],
)
def test_what_tells_something_else_does_not(search, question, first):
    query, asked, evidence, weights = reordered(search, question, first)
    assert own_language_first(evidence, query, asked, weights) == evidence


def test_what_is_unlikely_or_lacks_a_name_does_not(search):
    query, asked, evidence, weights = reordered(search, "How much is the yearly fee?", "La cotisation")
    for changed in ({"share": 0.05}, {"lacks_name": True}, {"covered": 0.0}):
        others = (evidence[0], *(replace(one, **changed) for one in evidence[1:]))
        assert own_language_first(others, query, asked, weights) == others
    assert own_language_first((), query, asked, weights) == ()


@pytest.mark.parametrize(
    ("question", "language", "told"),
    [
        ("How many members does the club of Varech have?", "en", "48"),
        ("Combien de membres compte le club de Varech ?", "fr", "48"),
        ("Who founded the club of Varech?", "en", "Ada"),
        ("Qui a fondé le club de Varech ?", "fr", "Ada"),
        ("When was the club of Varech founded?", "en", "1987"),
    ],
)
def test_an_answer_begins_with_it(search, monkeypatch, question, language, told):
    """However the sentences are chosen."""

    def other_language_first(query, asked, *rest):
        found = choose(query, asked, *rest)
        others = sorted(found.evidence, key=lambda one: (one.article.language == language, told not in one.text))
        shares = [0.6, *[0.4] * len(others)]
        evidence = tuple(replace(one, share=share) for one, share in zip(others, shares, strict=False))
        return replace(found, evidence=evidence)

    monkeypatch.setattr(answering, "choose", other_language_first)
    first = Answerer(search).answer(question).citations[0]
    assert (first.language, told in first.quote) == (language, True)
