"""The sentence that defines a word, in the asker's language or the other."""

import pytest

from bot.answers.answer import Answer
from bot.answers.answering import Answerer
from index.encoders import load_encoder
from index.lexicon import load_lexicon
from tests.small_index import build_search

FRENCH = """---
title: Mots
lang: fr
---

On appelle hallucination une réponse que le modèle invente et présente comme un fait.

On appelle location un contrat par lequel une chose est prêtée contre un loyer.
"""


@pytest.fixture(scope="module")
def answerer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    search = build_search(folder, {"mots.md": FRENCH}, encoder=load_encoder(), lexicon=load_lexicon())
    yield Answerer(search)
    search.close()


@pytest.mark.parametrize(
    "question", ["what is a hallucination?", "hallucination definition", "c'est quoi une hallucination ?"]
)
def test_a_word_that_is_its_own_translation_is_defined_in_either_language(answerer, question):
    answer = answerer.answer(question)
    assert isinstance(answer, Answer)
    assert (answer.confidence, answer.citations[0].quote.split()[:3]) == (1.0, ["On", "appelle", "hallucination"])


def test_a_false_friend_defines_nothing(answerer):
    """« location » is defined to who asks in French; an English location is another thing."""
    french = answerer.answer("qu'est-ce qu'une location ?")
    assert (french.confidence, french.citations[0].quote.split()[:3]) == (1.0, ["On", "appelle", "location"])
    english = answerer.answer("what is a location?")
    assert not isinstance(english, Answer) or english.confidence < 0.4
