"""Calls of a model: tries, pauses, the deadline and what is counted, on a clock of the test's where time matters."""

import itertools
import threading
import time

import pytest

from bot.answers.chat.breaker import Breaker
from bot.answers.chat.calling import Caller
from bot.answers.chat.deadline import until
from bot.answers.chat.errors import ChatModelError, PassingError
from bot.answers.chat.messages import ChatModel, Message, Piece
from bot.answers.chat.usage import Usage
from tests.answers.chat.models import FakeModel

HELLO = (Message("user", "hello"),)


class Model:
    """Does one script after another: pieces are said, an error is raised, an event is waited for."""

    name = "fake:scripted"

    def __init__(self, *scripts):
        self.scripts = list(scripts)
        self.calls = 0

    def stream(self, messages):
        self.calls += 1
        for item in self.scripts.pop(0):
            match item:
                case Exception():
                    raise item
                case threading.Event():
                    item.wait(10)
                case _:
                    yield item


def busy(retry_after_s=None):
    return PassingError("overloaded", "busy", retry_after_s=retry_after_s)


def a_caller(model, **changes):
    pauses = []
    given = {"timeout_s": 30.0, "retries": 2, "sleep": pauses.append, **changes}
    return Caller(model, **given), pauses


def called(caller, usage=None):
    return list(caller.call(HELLO, caller.deadline(), usage if usage is not None else Usage()))


def test_the_fakes_are_chat_models():
    models: list[ChatModel] = [FakeModel(lambda given: ""), Model()]
    assert [one.name for one in models] == ["fake:model", "fake:scripted"]


def test_what_the_model_says_is_handed_on_and_counted():
    usage = Usage()
    caller, _ = a_caller(Model([Piece("a"), Piece("", 10, 0), Piece("b", 0, 3)]))
    assert called(caller, usage) == ["a", "b"]
    assert (usage.requests, usage.retries, usage.tokens_in, usage.tokens_out, usage.uncounted) == (1, 0, 10, 3, 0)


def test_a_passing_failure_is_tried_again_after_growing_pauses():
    usage = Usage()
    caller, pauses = a_caller(Model([busy()], [busy()], [Piece("a", 1, 1)]))
    assert called(caller, usage) == ["a"]
    assert pauses == [0.5, 1.0]
    assert (usage.requests, usage.retries, usage.uncounted) == (3, 2, 2)


def test_the_server_says_how_long_to_wait():
    caller, pauses = a_caller(Model([busy(7.0)], [Piece("a")]))
    assert called(caller) == ["a"]
    assert pauses == [7.0]


def test_no_try_begins_after_the_deadline():
    model = Model([busy(31.0)], [Piece("a")])
    caller, pauses = a_caller(model)
    with pytest.raises(PassingError, match="busy"):
        called(caller)
    assert (model.calls, pauses) == (1, [])


def test_after_the_deadline_nothing_is_asked_and_nothing_counts_as_failed():
    model, usage, breaker = Model([Piece("a")]), Usage(), Breaker(failures=1)
    caller, _ = a_caller(model, breaker=breaker, clock=lambda: 30.0)
    with pytest.raises(PassingError, match="SOURCIER_CHAT_TIMEOUT_S") as caught:
        list(caller.call(HELLO, 30.0, usage))
    assert (caught.value.failure, model.calls, usage.requests) == ("slow", 0, 0)
    assert breaker.allows()


def test_tries_are_bounded():
    model = Model([busy()], [busy()], [busy()], [Piece("a")])
    with pytest.raises(PassingError, match="busy"):
        called(a_caller(model)[0])
    assert model.calls == 3


@pytest.mark.parametrize(
    "script", [[ChatModelError("refused", "no")], [Piece("a"), PassingError("cut_off", "no")]], ids=["final", "begun"]
)
def test_what_will_not_pass_and_what_had_begun_is_not_tried_again(script):
    model = Model(script, [Piece("b")])
    with pytest.raises(ChatModelError, match="no"):
        called(a_caller(model)[0])
    assert model.calls == 1


def test_while_it_is_down_nobody_calls():
    model = Model(*[[busy()]] * 4)
    caller, _ = a_caller(model, retries=0, breaker=Breaker(failures=3))
    for _ in range(3):
        with pytest.raises(PassingError, match="busy"):
            called(caller)
    with pytest.raises(ChatModelError, match="failed several times in a row") as caught:
        called(caller)
    assert (caught.value.failure, model.calls) == ("paused", 3)


def test_leaving_early_is_no_failure():
    breaker = Breaker(failures=1)
    caller, _ = a_caller(Model([Piece("a"), Piece("b")], [Piece("c")]), breaker=breaker)
    pieces = caller.call(HELLO, caller.deadline(), Usage())
    assert next(pieces) == "a"
    pieces.close()
    assert called(caller) == ["c"]


def test_a_model_that_says_nothing_is_left_at_the_deadline():
    """However its client blocks; the thread ends when the client does."""
    held = threading.Event()
    caller, _ = a_caller(Model([Piece("a"), held, Piece("b")]), timeout_s=0.1)
    with pytest.raises(PassingError, match="SOURCIER_CHAT_TIMEOUT_S") as caught:
        called(caller)
    assert caught.value.failure == "slow"
    held.set()


def test_a_reader_that_dies_ends_the_answer(monkeypatch):
    """An error that the door does not know goes to the log by way of the thread's hook, and the answer ends."""
    seen = []
    monkeypatch.setattr(threading, "excepthook", lambda args: seen.append(args.exc_type))
    caller, _ = a_caller(Model([Piece("a"), KeyError("odd")]))
    with pytest.raises(ChatModelError, match="failed unforeseen"):
        called(caller)
    assert seen == [KeyError]


def test_what_is_left_behind_is_closed():
    closed = threading.Event()
    go_on = threading.Event()

    def talk():
        try:
            while True:
                yield "x"
                go_on.wait(10)
        finally:
            closed.set()

    items = until(time.monotonic() + 10, talk, time.monotonic)
    assert next(items) == "x"
    items.close()
    go_on.set()
    assert closed.wait(10)


def test_what_is_said_without_a_pause_ends_at_the_deadline_too():
    """However much lies ready: the clock is looked at before each piece."""
    ticks = itertools.count()
    said = until(5.0, lambda: (one for one in itertools.repeat("x")), lambda: float(next(ticks)))
    assert list(itertools.islice(said, 5)) == ["x"] * 5
    with pytest.raises(PassingError, match="did not answer in the time"):
        next(said)
