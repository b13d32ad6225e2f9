"""Below which confidence a question is refused, in its own language and in the other."""

from contextlib import closing
from dataclasses import replace

import pytest

from bot.answers import answering
from bot.answers.answer import Answer, NoAnswer
from bot.answers.answering import Answerer
from bot.answers.sentences.choosing import choose
from bot.answers.sentences.confidence import FEW, LEAST, LEAST_ACROSS_OF_FEW, LEAST_OF_FEW, least_among
from index.encoders import load_encoder
from index.words.lexicon import load_lexicon
from tests.small_index import build_search

ARTICLES = {
    "chorale.md": "# La chorale\n\nLes choristes répètent le mardi à la salle des fêtes de Blois.",
    "band.md": "# The band\n\nThe trumpeters sell cakes at the old mill.",
}
OWN, ACROSS = "Où répètent les choristes ?", "Where do the choristers rehearse in Blois?"


@pytest.fixture(scope="module")
def search(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    with closing(build_search(folder, ARTICLES, encoder=load_encoder(), lexicon=load_lexicon())) as found:
        yield found


@pytest.mark.parametrize(("passages", "least"), [(0, LEAST_OF_FEW), (FEW - 1, LEAST_OF_FEW), (FEW, LEAST)])
def test_among_few_less_is_enough(passages, least):
    assert least_among(passages) == least


@pytest.mark.parametrize(
    ("given", "own", "across"),
    [(None, LEAST_OF_FEW, LEAST_ACROSS_OF_FEW), (0.3, 0.3, 0.3)],
)
def test_less_is_enough_across_unless_a_host_has_chosen(search, monkeypatch, given, own, across):
    """Each is shown from its threshold on, and refused below it."""
    answerer = Answerer(search, least=given)
    for question, least in ((OWN, own), (ACROSS, across)):
        for confidence in (least - 0.001, least):
            fixed = lambda *told, sure=confidence: replace(choose(*told), confidence=sure)  # noqa: E731
            monkeypatch.setattr(answering, "choose", fixed)
            answer = answerer.answer(question)
            if confidence < least:
                assert isinstance(answer, NoAnswer), (question, confidence)
            else:
                assert isinstance(answer, Answer), (question, confidence)
                assert answer.citations[0].quote.startswith("Les choristes répètent")


def test_among_many_it_is_the_same_across(search, monkeypatch):
    monkeypatch.setattr(answering, "FEW", 0)
    monkeypatch.setattr(answering, "least_among", lambda _: LEAST)
    answerer = Answerer(search)
    monkeypatch.setattr(answering, "choose", lambda *told: replace(choose(*told), confidence=LEAST - 0.001))
    assert isinstance(answerer.answer(ACROSS), NoAnswer)
