"""Words of a question in texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.sentences.saying import _openings, said_in
from index.matching.candidates import Query
from index.words.analysis import folded_of, stem_of, words
from index.words.terms import read_terms
from tests.fakes import WordLexicon


def said(question, text, language="en"):
    """Return how surely each word of an English question stands in a text."""
    terms = read_terms(question, "en", WordLexicon({"moon": "lun"}))
    return said_in(Query(question, "en", terms, None), [words(text)], [language])[0].tolist()


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("moons", "The moon."),
        ("Moon", "MOONS"),
        ("to die", "He lay dying."),
        ("vie", "Vying for it."),
        ("ebay", "On eBay today."),
        ("élan", "Élan vital."),
        ("etat", "L’État."),
        ("vitamin C", "vitamin c"),
    ],
)
def test_a_word_is_met_however_it_is_written(question, text):
    """In any case, in another form, by a stem that begins otherwise."""
    assert said(question, text)[-1] == 1.0


@pytest.mark.parametrize(
    ("question", "text", "met"),
    [
        ("founder", "The cofounder of Oracle.", 1.0),
        ("auteur", "Son coauteur.", 1.0),
        ("founded", "Its founder was Li.", 0.8),
        ("founded", "Its cofounders.", 0.8),
        ("operate", "They cooperate.", 0.0),
        ("ordinate", "To coordinate.", 0.0),
        ("ver", "A cover.", 0.0),
        ("pain", "Un copain.", 0.0),
        ("median", "A comedian.", 0.0),
    ],
)
def test_who_founds_with_others_founds(question, text, met):
    """What only begins with the same two letters is another word."""
    assert said(question, text) == [pytest.approx(met)]


def test_a_word_of_which_one_letter_is_left_is_met():
    assert said("the k", "Des Ks.", "fr") == [1.0]


def test_a_translation_is_met_in_the_other_language():
    assert said("the moon of Titan", "La lune de Titan.", "fr") == [1.0, 1.0]
    assert said("the moon of Titan", "La lune de Dioné.", "en") == [0.0, 0.0]


@given(st.text(max_size=30), st.sampled_from(["fr", "en"]))
def test_no_word_is_passed_over_that_has_a_stem_asked_for(text, language):
    """Whatever it is: the stemmer and what is looked at before it agree."""
    for word in words(text):
        for form in (stem_of(word, language), folded_of(word)):
            if form and word[:2].isascii():
                assert word[:2] in _openings([form])


def test_a_text_without_words_says_nothing():
    assert said("moon Titan", "…") == [0.0, 0.0]
    assert said("the of", "The moon.") == []
