"""What a thing does, asked by its name alone."""

import pytest

from bot.answers.sentences.choosing import Evidence
from bot.answers.wanted.doing import asks_doing, done_first
from corpus.article import Article, Span
from corpus.languages import detect_question_language
from index.matching.candidates import Query
from index.words.terms import read_terms
from tests.fakes import WordLexicon


def query(text):
    language = detect_question_language(text)
    return Query(text, language, read_terms(text, language, WordLexicon()), None)


def evidence(text, *, before="", language="fr"):
    whole = f"{before} {text}" if before else text
    start = len(whole) - len(text)
    span = Span(0, len(before)) if before else None
    return Evidence(Article("one", "Title", language, whole), Span(start, len(whole)), span, 0.5, 0.5)


@pytest.mark.parametrize(
    "text", ["que fait la CNIL ?", "What does the CNIL do?", "qu’est-ce que fait la CNIL ?", "La CNIL fait quoi ?"]
)
def test_a_name_and_do_ask_what_it_does(text):
    assert asks_doing(query(text))


@pytest.mark.parametrize("text", ["what does a bot do?", "que fait la CNIL des plaintes ?", "what is the CNIL?"])
def test_anything_else_asks_more(text):
    assert not asks_doing(query(text))


def test_the_sentence_that_the_thing_or_its_pronoun_opens_says_what_it_does():
    counts = evidence("La CNIL compte 18 membres.")
    of_another = evidence("Il pèse lourd.", before="Le Monde parle de la CNIL.")
    does = evidence("Elle informe, conseille et sanctionne.", before="La CNIL compte 18 membres.")
    names = evidence("The CNIL advises people.", language="en")
    assert done_first([counts, of_another, does, names], query("que fait la CNIL ?")) == (does,)
    assert done_first([counts, names, does], query("what does the CNIL do?")) == (names,)
    assert done_first([counts, of_another], query("que fait la CNIL ?")) == ()
