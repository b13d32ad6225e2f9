"""A message that asks several questions: each is asked of the model, and none is lost where that fails."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answers.answer import Answer, NoAnswer
from bot.answers.answering import Answerer
from bot.answers.chat.calling import Caller
from bot.answers.chat.errors import ChatModelError, PassingError
from bot.answers.chat.usage import Usage
from bot.answers.chat.writing import WritingAnswerer
from bot.texts import say
from tests.answers.chat.injections import attacks, reached
from tests.answers.chat.models import FakeModel, giving_up, hostile, line, obedient, read_prompt
from tests.answers.chat.test_writing import UNKNOWN, Talker, asked, extracted

LIGHTHOUSE = "When was the lighthouse of Corran Point lit?"
HIVES = "How many hives does the upper valley keep?"
BRIDGE = "How many arches does the bridge at Oxley have?"
OBSERVATORY = "When did the Hollin observatory buy its second mirror?"
BOTH = f"{LIGHTHOUSE} {HIVES}"
LIT = "The lighthouse of Corran Point was lit for the first time in 1874 [1]."
KEPT = "The upper valley keeps 212 hives, most of them on the southern slope [2]."
DOWN = PassingError("unreachable", "x")
UNREACHABLE = "The chat model could not be reached."

QUESTIONS = [one.question for one in attacks()] + [
    UNKNOWN,
    "Who lit it?",
    "and in Kerouan?",
    "and how many arches does it have?",
    "et qui l'a construit ?",
    "thanks!",
    "where?",
]


class Saying(FakeModel):
    """Says the sentences of the passages that it is asked about."""

    def __init__(self, **more):
        super().__init__(obedient, **more)

    @property
    def asked(self):
        """The questions that it was asked, without those that were to be rewritten."""
        return [read_prompt(call[-1].text).question for call in self.calls if "<passage-" in call[-1].text]


def nearest(given):
    """Says the sentence nearest to the question alone."""
    return obedient(given).splitlines(keepends=True)[0]


def test_each_question_is_asked_of_the_model_by_itself(search):
    model = Saying()
    result, usage = asked(search, model, BOTH)
    assert model.asked == [LIGHTHOUSE, HIVES]
    assert [part.question for part in result.parts] == [LIGHTHOUSE, HIVES]
    assert (usage.questions, usage.requests) == (2, 2)


def test_what_the_model_says_to_each_stands_below_it(search):
    result, _ = asked(search, FakeModel(nearest), BOTH)
    assert [part.said for part in result.parts] == [LIT, KEPT]
    assert [(one.number, one.title) for one in result.sources] == [
        (1, "The lighthouse of Corran Point"),
        (2, "Bees of the upper valley"),
    ]
    assert (result.question, result.origin, result.remark, result.sure) == (BOTH, "fake:model", "", True)


def test_it_is_as_sure_as_the_least_sure_of_them(search):
    result, _ = asked(search, FakeModel(nearest), f"{LIGHTHOUSE} How tall is the bridge at Oxley?")
    assert [part.sure for part in result.parts] == [True, False]
    assert not result.sure


def test_marks_are_right_whatever_the_model_puts_into_quotation_marks(search):
    """One that it opens and never closes makes no quoted text of the marks behind it."""

    def opens(given):
        number, said = next((n, text) for n, text in given.passages.items() if "hives" in text or "1874" in text)
        true = said.partition("\n")[0]
        return line(f"“{true}", number, true) + line(f"{true[:-1]}”.", number, true)

    result, usage = asked(search, FakeModel(opens), BOTH)
    assert usage.kept == 4
    assert result.parts[1].said.count("[2]") == 2
    assert "[1]" not in result.parts[1].said


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(QUESTIONS), min_size=1, max_size=4, unique=True),
    st.lists(st.sampled_from(QUESTIONS), max_size=2),
)
def test_where_the_model_is_down_everybody_gets_what_they_get_without_it(search, questions, earlier):
    message = " ".join(questions)
    plain = Answerer(search).answer(message, earlier=earlier)
    caller = Caller(Talker(error=DOWN), timeout_s=30, retries=0)
    result = WritingAnswerer(search, Answerer(search), caller, lambda usage: None).answer(message, earlier=earlier)
    assert replace(result, remark="") == replace(plain, remark="")
    assert result.remark.startswith(plain.remark)
    assert isinstance(result, NoAnswer) or say(result.language, "answers.chat.unreachable") in result.remark


def test_a_model_that_is_down_is_asked_once_a_message(search):
    """Its breaker counts failures of messages, and nobody waits for it three times."""
    model = FakeModel(obedient, errors=[DOWN] * 3)
    result, usage = asked(search, model, BOTH)
    assert len(model.calls) == 1
    assert (usage.questions, usage.requests, usage.fallbacks) == (2, 1, {"unreachable": 2})
    assert result.remark == f"{UNREACHABLE} This answer was put together without it."
    assert (result.origin, len(result.parts)) == ("extracted", 2)


def test_what_it_wrote_before_it_failed_stands(search):
    result, usage = asked(search, FakeModel(nearest, errors=[None, DOWN]), BOTH)
    plain = extracted(search, BOTH)
    assert [part.said for part in result.parts] == [LIT, plain.parts[1].said]
    assert [(one.number, one.quote) for one in result.citations] == [(one.number, one.quote) for one in plain.citations]
    assert result.remark == f"{UNREACHABLE} Part of this answer was put together without it."
    assert (result.origin, usage.fallbacks) == ("fake:model", {"unreachable": 1})


def test_what_it_writes_behind_what_it_could_not_answer_is_by_it(search):
    def knows_hives(given):
        return nearest(given) if "hives" in given.question else giving_up(given)

    result, _ = asked(search, FakeModel(knows_hives), BOTH)
    assert result.parts[1].said == KEPT
    assert result.origin == "fake:model"
    assert result.remark == (
        "The chat model saw no answer in the passages that it was shown. "
        "Part of this answer was put together without it."
    )


def test_where_it_breaks_off_the_others_are_answered_without_it(search):
    class CutOff(FakeModel):
        def stream(self, messages):
            yield from super().stream(messages)
            raise PassingError("cut_off", "x")

    model = CutOff(nearest)
    result, usage = asked(search, model, BOTH)
    assert [part.said for part in result.parts] == [LIT, extracted(search, BOTH).parts[1].said]
    assert result.remark == (
        "The chat model was interrupted; what it had said until then has been verified. "
        "Part of this answer was put together without it."
    )
    assert (len(model.calls), usage.fallbacks) == (1, {"cut_off": 2})


def test_all_questions_of_a_message_share_the_time_of_one(search):
    now = [0.0]

    class Slow(FakeModel):
        """Has said the first answer in time, and ends after it."""

        def stream(self, messages):
            yield from super().stream(messages)
            now[0] += 31.0

    model, usage = Slow(nearest), Usage()
    caller = Caller(model, timeout_s=30, retries=0, clock=lambda: now[0])
    result = WritingAnswerer(search, Answerer(search), caller, usage.add).answer(BOTH)
    assert (len(model.calls), len(result.parts)) == (1, 2)
    assert [part.quotes for part in result.parts] == [1, 1]
    assert usage.fallbacks == {"slow": 2}


def test_a_follow_up_in_a_message_is_rewritten_behind_the_one_before(search):
    model = Saying(rewritten=json.dumps({"question": "How many arches does the bridge at Oxley have?"}))
    result, usage = asked(search, model, "Who built the bridge at Oxley? And how many arches does it have?")
    assert model.asked == ["Who built the bridge at Oxley?", BRIDGE]
    assert [part.read_as for part in result.parts] == ["", BRIDGE]
    assert (usage.rewritten, usage.requests) == (1, 3)


def test_a_question_that_is_meant_alone_is_asked_alone(search):
    """Behind one on a bridge; what it finds by itself is among what the model reads."""
    model = Saying()
    result, _ = asked(search, model, "who can sing?", earlier=[BRIDGE])
    plain = Answerer(search).answer("who can sing?", earlier=[BRIDGE])
    assert model.asked == ["who can sing?"]
    assert (result.read_as, plain.read_as) == ("", "")
    assert plain.citations[0].quote in model.calls[-1][-1].text


def test_what_is_left_out_is_named_before_what_became_of_the_model(search):
    message = f"{BOTH} {BRIDGE} {OBSERVATORY}"
    model = FakeModel(obedient, errors=[DOWN])
    result, _ = asked(search, model, message)
    assert result.remark == (
        f"I answer up to 3 questions of a message. Left out: “{OBSERVATORY}”. "
        f"{UNREACHABLE} This answer was put together without it."
    )


def test_of_questions_that_nobody_answers_all_are_refused(search):
    message = f"{UNKNOWN} What is the melting point of tungsten hexafluoride?"
    result, _ = asked(search, FakeModel(giving_up), message)
    assert isinstance(result, NoAnswer)
    assert (result.text, result.remark) == (
        "I found nothing in the articles that answers any of these questions.",
        "",
    )
    result, _ = asked(search, Talker(error=DOWN), message)
    assert result.remark == UNREACHABLE


def test_beside_what_asks_nothing_one_question_is_one(search):
    message = f"Does anyone know? {LIGHTHOUSE}"
    result, usage = asked(search, FakeModel(nearest), message)
    assert (result.question, result.lead, result.parts) == (message, LIT, ())
    assert usage.questions == 1


def test_the_answers_before_are_shown_while_one_is_written(search):
    parts = []
    result, _ = asked(search, FakeModel(nearest), BOTH, on_part=parts.append)
    assert [part.text for part in parts] == [f"{LIT}\n\n{result.citations[0].shown_in_marks} [1]", result.text]
    assert all(part.question == BOTH for part in parts)


def test_one_that_was_answered_without_the_model_is_shown_too(search):
    parts = []

    def knows_hives(given):
        return nearest(given) if "hives" in given.question else giving_up(given)

    result, _ = asked(search, FakeModel(knows_hives), BOTH, on_part=parts.append)
    assert [part.text for part in parts] == [result.text]


def test_only_the_article_that_is_wanted_is_named(search):
    result, _ = asked(search, FakeModel(giving_up), f"{UNKNOWN} {OBSERVATORY}", only="i06.md")
    assert isinstance(result, NoAnswer)
    assert "The bridge at Oxley" in result.text


@pytest.mark.parametrize("model", [hostile, obedient])
def test_nothing_that_should_not_reaches_a_reader_of_several(search, model):
    for one, other in zip(attacks()[::4], attacks()[2::4], strict=True):
        parts = []
        result, _ = asked(search, FakeModel(model), f"{one.question} {other.question}", on_part=parts.append)
        assert [reached(shown, search) for shown in (*parts, result)] == [{}] * (len(parts) + 1)


@pytest.mark.parametrize("failure", ["refused", "paused", "malformed"])
def test_each_kind_of_failure_leaves_every_answer(search, failure):
    result, _ = asked(search, Talker(error=ChatModelError(failure, "x")), BOTH)
    assert isinstance(result, Answer)
    assert [part.quotes for part in result.parts] == [1, 1]
