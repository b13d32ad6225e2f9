"""Which sentence comes first where the likeliest does not tell what is asked."""

import numpy as np
import pytest

from bot.answers.questions.question import read_kind
from bot.answers.sentences.choosing import Evidence
from bot.answers.wanted.telling import measured_first, telling_first
from corpus.article import Article, Span
from index.matching.candidates import Query
from index.words.terms import read_terms
from tests.fakes import WordLexicon

WEBB = "A rocket carried the telescope. The mirror is 6.5 metres across. The shield has five layers."
MIROIR = "Une fusée a emporté le télescope. Le miroir mesure 6,5 mètres. L’écran a cinq couches."


def order_of(question, *sentences, language="en", articles=None):
    """Return in what order sentences come that are each of one article, or of `articles`, likeliest first."""
    evidence = tuple(
        Evidence(Article(name, "T", language, text), Span(0, len(text)), None, 0.5, 0.5)
        for name, text in zip(articles or ["one"] * len(sentences), sentences, strict=True)
    )
    query = Query(question, language, read_terms(question, language, WordLexicon()), np.zeros(2, np.float32))
    return [one.text for one in telling_first(evidence, query, read_kind(question))]


def first_of(question, *sentences, **given):
    return order_of(question, *sentences, **given)[0]


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("what is the diameter of the mirror?", WEBB, "en"),
        ("how wide is the mirror?", WEBB, "en"),
        ("quel est le diamètre du miroir ?", MIROIR, "fr"),
    ],
)
def test_a_sentence_that_tells_the_measure_of_the_thing_comes_first(question, text, language):
    sentences = text.replace(". ", ".|").split("|")
    assert first_of(question, *sentences, language=language) == sentences[1]


def test_one_that_tells_another_things_measure_stays_where_it_is():
    """It holds fewer words of the question than the likeliest, or stands in another article."""
    likeliest, other = "The plasma of the tokamak is hot.", "Magnets near the plasma work at -269 °C."
    question = "what is the temperature of the plasma of the tokamak?"
    assert first_of(question, likeliest, other) == likeliest
    mirror = "The mirror is 6.5 metres across."
    found = first_of("how wide is the mirror?", "A mirror shines.", mirror, articles=["one", "other"])
    assert found == "A mirror shines."


def test_the_likeliest_stays_first_where_it_tells():
    told = "The mirror is 2 metres across."
    assert first_of("how wide is the mirror?", told, "The mirror is 6.5 metres across.") == told


def test_of_two_that_tell_it_the_one_of_all_that_is_asked_comes_first():
    """The "long" of "how long" is of no long break."""
    long, short = "A long break takes six hours.", "A short break takes ten minutes."
    assert first_of("how long is a short break?", long, short) == short
    assert first_of("how long is a long break?", long, short) == long
    assert first_of("how long is a break?", long, short) == long
    assert first_of("how long is a short break?", long, short, articles=["one", "two"]) == long
    assert first_of("how long is a short break?", long, "A short break is nice.") == long


def test_it_costs_has_the_words_before_it():
    """Of what a price or a measure is told, and of nothing else."""
    text = "The pottery course runs on six mornings. It costs £180."
    article = Article("one", "T", "en", text)
    first, second = Span(0, text.index(" It")), Span(text.index("It"), len(text))
    evidence = (Evidence(article, first, None, 0.6, 0.6), Evidence(article, second, first, 0.4, 0.4))
    for question, place in (("how much is the pottery course?", 1), ("where is the pottery course?", 0)):
        query = Query(question, "en", read_terms(question, "en", WordLexicon()), np.zeros(2, np.float32))
        assert telling_first(evidence, query, read_kind(question))[0] is evidence[place]


def test_what_else_tells_it_comes_before_what_does_not():
    likeliest, other, first = "The mirror and the parts shine.", "It has 18 of them.", "The mirror has 18 parts."
    assert order_of("how many parts has the mirror?", likeliest, other, first) == [first, other, likeliest]


@pytest.mark.parametrize(
    ("question", "before", "text"),
    [
        ("how much does Casgevy cost?", "Casgevy is a treatment.", "Its price is two million dollars."),
        ("combien coûte Casgevy ?", "Casgevy est un traitement.", "Il faut compter deux millions de dollars."),
        ("how long does a timeout last at most?", "Then comes the timeout.", "It ends after 28 days."),
        ("quel est le délai pour signaler une fuite ?", "On signale une fuite.", "Il reste 72 heures."),
    ],
)
def test_a_measure_told_without_the_words_that_ask_for_it_is_found(question, before, text):
    assert measured(question, before, text) == [text]


@pytest.mark.parametrize(
    ("question", "before", "text"),
    [
        ("how much does Casgevy cost?", "A tablet was made.", "Its price is two million dollars."),
        ("how much does Casgevy cost?", "Casgevy is a treatment.", "It cures two million people."),
        ("how long does a timeout last?", "A kick comes first.", "It ends after 28 days."),
        ("how many people had Casgevy?", "Casgevy is a treatment.", "It cures two million people."),
        ("how long does it last?", "Then comes the timeout.", "It ends after 28 days."),
    ],
)
def test_another_things_measure_and_a_mere_number_are_not(question, before, text):
    assert measured(question, before, text) == []


def measured(question, before, text):
    language = "fr" if text.startswith("Il ") else "en"
    whole, start = f"{before} {text}", len(before) + 1
    article = Article("one", "T", language, whole)
    one = Evidence(article, Span(start, len(whole)), Span(0, start - 1), 0.5, 0.5, passage=Span(0, len(whole)))
    query = Query(question, language, read_terms(question, language, WordLexicon()), np.zeros(2, np.float32))
    return [found.text for found in measured_first([one], query, read_kind(question))]


@pytest.mark.parametrize(
    ("question", "text", "heading", "language", "told"),
    [
        ("how many years do I need to get redundancy money", "You need two years' service.", "Redundancy", "en", True),
        ("how many years do I need to get redundancy money", "You need service.", "Redundancy", "en", False),
        ("how many years do I need to get redundancy money", "The pay is two years' wages.", "Wages", "en", False),
        ("combien d'années de service pour une prime", "Il faut deux ans de service.", "La prime", "fr", True),
        ("combien d'années de service pour une prime", "Le maire a deux ans.", "Le maire", "fr", False),
    ],
)
def test_units_that_are_counted_are_told_under_a_heading_that_says_of_what(question, text, heading, language, told):
    """More than half of the question stands in the sentence or its heading."""
    one = Evidence(Article("one", "T", language, text), Span(0, len(text)), None, 0.5, 0.5, heading=heading)
    query = Query(question, language, read_terms(question, language, WordLexicon()), np.zeros(2, np.float32))
    assert bool(measured_first([one], query, read_kind(question))) is told
