"""An answer that a model wrote is as sure as what it begins on: the quote that answers without the model."""

import pytest

from bot.answers.answer import Answer, NoAnswer
from bot.answers.sentences.confidence import LEAST, UNSURE
from bot.texts import say
from tests.answers.chat.models import FakeModel, line, obedient
from tests.answers.chat.test_writing import FRENCH, QUESTION, UNKNOWN, Talker, asked, extracted

LIT = "The lighthouse of Corran Point was lit for the first time in 1874."
OTTERS = "Otters came back to the Wen after the weirs were opened."
OF_BOTH = "When was the lighthouse of Corran Point lit, otters?"  # both are found; the lighthouse surely answers
DOUBTFUL = "Who lit the lighthouse of Corran Point?"


def saying(*sentences):
    """Return a model that says `sentences` in their order, each from the passage that has it."""

    def says(given):
        at = {one: number for one in sentences for number, text in given.passages.items() if one in text}
        return "".join(line(one, at[one], one) for one in sentences)

    return FakeModel(says)


def unsure(language):
    return say(language, "answers.chat.unsure")


@pytest.mark.parametrize("question", [QUESTION, FRENCH])
def test_it_is_sure_where_it_begins_on_what_surely_answers_without_the_model(search, question):
    assert extracted(search, question).sure
    result, _ = asked(search, FakeModel(obedient), question)
    assert result.sure
    assert unsure(result.language) not in result.lead


def test_it_is_unsure_where_the_quote_alone_is(search):
    plain = extracted(search, DOUBTFUL)
    result, _ = asked(search, saying(LIT), DOUBTFUL)
    assert (isinstance(plain, Answer), plain.sure, plain.citations[0].quote) == (True, False, LIT)
    assert (result.sure, result.origin, result.confidence) == (False, "fake:model", UNSURE)
    assert result.lead == f"{unsure('en')}\n{LIT[:-1]} [1]."


def test_it_is_unsure_where_nothing_answers_without_the_model(search):
    assert isinstance(extracted(search, least=1.1), NoAnswer)
    result, _ = asked(search, saying(LIT), least=1.1)
    assert (result.sure, result.lead) == (False, f"{unsure('en')}\n{LIT[:-1]} [1].")


@pytest.mark.parametrize(("said", "sure"), [((LIT, OTTERS), True), ((OTTERS, LIT), False), ((OTTERS,), False)])
def test_it_is_unsure_where_it_begins_on_another_quote(search, said, sure):
    """It is of the lighthouse's that it is sure that it answers; nothing tells that of the otters'."""
    assert extracted(search, OF_BOTH).sure
    result, usage = asked(search, saying(*said), OF_BOTH)
    assert usage.kept == len(said)
    assert result.sure is sure


def test_it_says_so_in_the_question_s_language(search):
    result, _ = asked(search, FakeModel(obedient), FRENCH, least=1.1)
    assert result.lead.startswith("Je ne suis pas sûr que cela réponde à la question.")


@pytest.mark.parametrize("least", [LEAST, 1.1])
def test_on_the_way_it_is_as_sure_as_at_the_end(search, least):
    parts = []
    result, _ = asked(search, FakeModel(obedient), least=least, on_part=parts.append)
    assert result.sure is (least == LEAST)
    assert [part.sure for part in parts] == [result.sure] * 2


@pytest.mark.parametrize("question", [QUESTION, DOUBTFUL])
def test_without_the_model_the_quotes_are_as_sure_as_ever(search, question):
    result, _ = asked(search, Talker(), question)
    assert result.sure is extracted(search, question).sure


def test_a_refusal_stays_one_where_the_model_finds_nothing(search):
    result, _ = asked(search, Talker('{"cannot_answer": true}'), UNKNOWN)
    assert isinstance(result, NoAnswer)
