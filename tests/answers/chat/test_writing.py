"""A whole question with a model in this process: written, checked, or answered without it and saying so."""

import json

import pytest

from bot.answers.answer import Answer, NoAnswer
from bot.answers.answering import Answerer
from bot.answers.chat.calling import Caller
from bot.answers.chat.errors import ChatModelError, PassingError
from bot.answers.chat.messages import Piece
from bot.answers.chat.prompting import MOST_STATEMENTS
from bot.answers.chat.usage import Usage
from bot.answers.chat.writing import MOST_OF_SHORT, WritingAnswerer
from bot.answers.sentences.confidence import LEAST
from tests.answers.chat.injections import reached
from tests.answers.chat.models import FakeModel, giving_up, hostile, line, lying, obedient, refusing, sentences

QUESTION = "When was the lighthouse of Corran Point lit?"
FRENCH = "Combien de vaches compte le troupeau de Farouel ?"
UNKNOWN = "What is the boiling point of tungsten hexafluoride?"


class Talker:
    """Says what it is given, whatever the prompt; then raises `error` if there is one."""

    name = "fake:talker"

    def __init__(self, *said, error=None):
        self.said = said
        self.error = error

    def stream(self, messages):
        for text in self.said:
            yield Piece(text)
        if self.error is not None:
            raise self.error


def asked(search, model, question=QUESTION, *, least=LEAST, **more):
    """Return the result and what it cost; what the extraction is less sure of than `least`, it refuses."""
    usage = Usage()
    caller = Caller(model, timeout_s=30, retries=0)
    return WritingAnswerer(search, Answerer(search, least=least), caller, usage.add).answer(question, **more), usage


def extracted(search, question=QUESTION, *, least=LEAST):
    return Answerer(search, least=least).answer(question)


def test_an_answer_is_written_from_verified_quotes(search):
    result, usage = asked(search, FakeModel(obedient))
    assert result.origin == "fake:model"
    assert result.lead.startswith("The lighthouse of Corran Point was lit for the first time in 1874 [1].")
    assert result.citations[0].quote == "The lighthouse of Corran Point was lit for the first time in 1874."
    assert result.remark == ""
    assert (usage.questions, usage.requests, usage.tokens_in, usage.tokens_out, usage.uncounted) == (1, 1, 100, 20, 0)
    assert not usage.fallbacks


def test_what_asks_about_the_articles_themselves_is_answered_without_the_model(search):
    model = FakeModel(obedient)
    result, usage = asked(search, model, "which articles mention Corran Point?")
    assert (result.origin, result.sure, usage.requests, model.calls) == ("extracted", True, 0, [])


def test_a_french_question_is_answered_in_french(search):
    model = FakeModel(obedient)
    result, _ = asked(search, model, FRENCH)
    assert (result.language, result.origin) == ("fr", "fake:model")
    assert "294 vaches" in result.lead
    assert "Answer in French" in model.calls[0][0].text


def test_a_half_true_answer_keeps_the_true_half(search):
    def half(given):
        number, true = next((n, s[0]) for n, text in given.passages.items() if (s := sentences(text)))
        return line("It was lit in 1875.", number, true) + line(true, number, true) + line(true, number, true)

    result, usage = asked(search, FakeModel(half))
    assert result.lead == "The lighthouse of Corran Point was lit for the first time in 1874 [1]."
    assert usage.kept == 1
    assert usage.dropped == {"unknown_number": 1, "repeated": 1}
    assert result.confidence == round(1 / 3, 3)


@pytest.mark.parametrize(
    ("model", "reason", "remark"),
    [
        (FakeModel(lying), "unverified", "Nothing that the chat model said could be verified in the articles."),
        (FakeModel(refusing), "malformed", "The chat model said nothing usable."),
        (Talker(), "malformed", "The chat model said nothing usable."),
        (FakeModel(giving_up), "cannot_answer", "The chat model saw no answer in the passages that it was shown."),
        (Talker(error=PassingError("unreachable", "x")), "unreachable", "The chat model could not be reached."),
        (Talker(error=PassingError("slow", "x")), "slow", "The chat model took too long."),
        (Talker(error=PassingError("overloaded", "x")), "overloaded", "The chat model is overloaded."),
        (
            Talker(error=ChatModelError("refused", "x")),
            "refused",
            "The chat model’s server did not accept the question.",
        ),
        (Talker(error=ChatModelError("malformed", "x")), "malformed", "The chat model said nothing usable."),
        (Talker('{"say": "The', error=PassingError("cut_off", "x")), "cut_off", "The chat model was cut off."),
        (Talker(error=ChatModelError("paused", "x")), "paused", "The chat model is not working at the moment."),
    ],
)
def test_without_the_model_the_extracted_answer_is_given_and_says_so(search, model, reason, remark):
    result, usage = asked(search, model)
    plain = extracted(search)
    assert (result.lead, result.citations, result.origin) == (plain.lead, plain.citations, "extracted")
    assert result.remark == f"{remark} This answer was put together without it."
    assert usage.fallbacks == {reason: 1}


def test_the_remark_is_in_the_question_s_language(search):
    result, _ = asked(search, FakeModel(lying), FRENCH)
    assert result.remark == (
        "Rien de ce qu’a dit le modèle de langage n’a pu être vérifié dans les articles. "
        "Cette réponse a été composée sans lui."
    )


def test_a_failure_is_logged_for_the_host_without_the_question(search, caplog):
    asked(search, Talker(error=PassingError("unreachable", "chat model x: host cannot be reached")))
    assert [one.message for one in caplog.records] == ["chat model x: host cannot be reached"]


@pytest.mark.parametrize("model", [giving_up, lying])
def test_what_neither_answers_is_refused(search, model):
    result, _ = asked(search, FakeModel(model), UNKNOWN)
    assert isinstance(result, NoAnswer)
    assert result.remark == ""


def test_a_refusal_says_that_the_model_was_out_of_reach(search):
    result, _ = asked(search, Talker(error=PassingError("unreachable", "x")), UNKNOWN)
    assert isinstance(result, NoAnswer)
    assert result.remark == "The chat model could not be reached."


def test_what_the_extraction_refuses_the_model_may_answer(search):
    question = "In which trees do raptors breed near Penmore?"

    def knows(given):
        return "".join(
            line("Kites of Penmore nest in oaks.", number, "Kites of Penmore nest in oaks and hunt over the moor")
            for number, text in given.passages.items()
            if "Kites of Penmore nest in oaks" in text
        )

    assert isinstance(extracted(search, question, least=0.9), NoAnswer)
    result, _ = asked(search, FakeModel(knows), question, least=0.9)
    assert isinstance(result, Answer)
    assert result.lead.split("\n")[1:] == ["Kites of Penmore nest in oaks [1]."]
    assert not result.sure


@pytest.mark.parametrize("question", ["", "   ", "merci !", "hello", "qui es-tu ?", "who are you?"])
def test_what_asks_nothing_never_reaches_the_model(search, question):
    model = FakeModel(obedient)
    result, usage = asked(search, model, question, earlier=[QUESTION])
    assert (result.reason, model.calls, usage) == ("empty", [], Usage())


def test_a_cut_answer_keeps_what_had_been_said(search):
    whole = "The lighthouse of Corran Point was lit for the first time in 1874."

    def start(given):
        number = next(number for number, text in given.passages.items() if whole in text)
        return line(whole, number, whole)

    class CutOff(FakeModel):
        def stream(self, messages):
            yield from super().stream(messages)
            raise PassingError("cut_off", "x")

    result, usage = asked(search, CutOff(start))
    assert result.lead == "The lighthouse of Corran Point was lit for the first time in 1874 [1]."
    assert result.remark == "The chat model was interrupted; what it had said until then has been verified."
    assert usage.fallbacks == {"cut_off": 1}


def test_parts_come_as_they_are_verified_and_each_is_an_answer(search):
    parts = []
    result, _ = asked(search, FakeModel(obedient), on_part=parts.append)
    leads = [part.lead for part in parts]
    assert leads == ["\n".join(result.lead.split("\n")[: count + 1]) for count in range(len(parts))]
    assert len(parts) == 2
    assert all(not reached(part, search) for part in parts)


def test_nothing_unverified_is_shown_on_the_way(search):
    for model in (lying, hostile):
        parts = []
        asked(search, FakeModel(model), on_part=parts.append)
        assert [reached(part, search) for part in parts] == [{}] * len(parts)


def test_a_model_that_says_too_much_is_cut_short(search):
    """Six statements at most, however many hold; before them stands that it is unsure."""

    def talkative(given):
        return "".join(line(one, n, one) for n, text in given.passages.items() for one in sentences(text)[:3])

    result, usage = asked(search, FakeModel(talkative), "Where is there a lighthouse, a lake, a mine and a mill?")
    assert len(result.lead.split("\n")) == 1 + MOST_STATEMENTS
    assert usage.kept == MOST_STATEMENTS


def test_a_model_that_never_stops_is_left(search):
    result, usage = asked(search, Talker(*["{" * 500] * 200))
    assert (result.origin, usage.fallbacks) == ("extracted", {"malformed": 1})


def test_a_follow_up_is_rewritten_and_shows_how_it_was_read(search):
    full = "How many arches does the bridge at Oxley have?"
    model = FakeModel(obedient, rewritten=json.dumps({"question": full}))
    result, usage = asked(
        search, model, "and how many arches does it have?", earlier=["who built the bridge at Oxley?"]
    )
    assert result.read_as == full
    assert result.lead.startswith("The bridge at Oxley rests on nine arches of red stone [1].")
    assert (usage.rewritten, usage.requests, usage.questions) == (1, 2, 1)
    assert model.calls[0][1].text.count("\n") == 3


@pytest.mark.parametrize(
    "rewritten", ["", "no", '{"question": "Where is SoftBank?"}', '{"question": "Ping @everyone about the bridge"}']
)
def test_a_bad_rewriting_leaves_the_words_carried_over(search, rewritten):
    model = FakeModel(obedient, rewritten=rewritten)
    result, usage = asked(
        search, model, "and how many arches does it have?", earlier=["who built the bridge at Oxley?"]
    )
    assert result.read_as == "and how many arches does it have? (Oxley)"
    assert usage.rewritten == 0


def test_a_question_that_stands_alone_is_not_rewritten(search):
    model = FakeModel(obedient)
    result, _ = asked(search, model, QUESTION, earlier=["who built the bridge at Oxley?"])
    assert (result.read_as, len(model.calls)) == ("", 1)


def test_where_the_rewriting_fails_the_model_is_not_asked_again(search):
    model = FakeModel(obedient, errors=[PassingError("unreachable", "x")])
    result, usage = asked(
        search, model, "and how many arches does it have?", earlier=["who built the bridge at Oxley?"]
    )
    assert len(model.calls) == 1
    assert (result.origin, result.read_as) == ("extracted", "and how many arches does it have? (Oxley)")
    assert usage.fallbacks == {"unreachable": 1}


@pytest.mark.parametrize("earlier", [(), (QUESTION,)])
def test_a_model_reads_nothing_from_outside_the_scope(search, earlier):
    """Nothing is found there, so that it is asked for no answer; at most what a follow-up means."""
    model = FakeModel(obedient)
    question = "And who lit it?" if earlier else QUESTION
    result, _ = asked(search, model, question, earlier=earlier, scope=frozenset({"server-1"}))
    assert isinstance(result, NoAnswer)
    assert result.nearest == ()
    assert not any("1874" in message.text for messages in model.calls for message in messages)


def test_a_short_answer_is_two_statements(search):
    """Of as many as the model says; what stands first matters most."""

    def all_of_them(given):
        return "".join(line(one, n, one) for n, text in given.passages.items() for one in sentences(text))

    usual, _ = asked(search, FakeModel(all_of_them))
    short, _ = asked(search, FakeModel(all_of_them), length="short")
    assert len(usual.lead.split("\n")) > len(short.lead.split("\n")) == MOST_OF_SHORT
    assert usual.lead.startswith(short.lead)
