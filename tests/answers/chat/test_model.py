"""The real langchain-openai client against a server on this machine that behaves well and badly; and bad settings."""

import logging
import socket
import traceback

import pytest

from bot.answers.answering import Answerer
from bot.answers.chat.calling import Caller
from bot.answers.chat.errors import ChatModelError, ChatSetupError, PassingError
from bot.answers.chat.messages import ChatModel, Message
from bot.answers.chat.model import load_chat_model
from bot.answers.chat.usage import Usage
from bot.answers.chat.writing import WritingAnswerer
from tests.answers.chat.injections import attacks, reached
from tests.answers.chat.server import KEY

QUESTION = "When was the lighthouse of Corran Point lit?"
HELLO = (Message("system", "Be kind."), Message("user", "hello"))


@pytest.fixture(autouse=True)
def no_keys(monkeypatch):
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE", "OPENAI_ORG_ID"):
        monkeypatch.delenv(name, raising=False)


def load(name="openai:m", **changes):
    given = {"base_url": None, "api_key": KEY, "timeout_s": 10.0, "max_tokens": 200, **changes}
    return load_chat_model(name, **given)


def at(server, name="openai:m", **changes):
    return load(name, base_url=server.url, **changes)


def said(model):
    return "".join(piece.text for piece in model.stream(HELLO))


def asked(search, model, question=QUESTION, *, timeout_s=10.0, retries=2):
    usage = Usage()
    caller = Caller(model, timeout_s=timeout_s, retries=retries, sleep=lambda seconds: None)
    return WritingAnswerer(search, Answerer(search), caller, usage.add).answer(question), usage


def test_it_is_a_chat_model(server):
    model: ChatModel = at(server, "openai: m ")
    assert model.name == "openai: m "


def test_an_obedient_model_writes_the_answer_and_tells_its_tokens(search, server):
    result, usage = asked(search, at(server))
    assert result.origin == "openai:m"
    assert result.lead.startswith("The lighthouse of Corran Point was lit for the first time in 1874 [1].")
    assert (usage.tokens_in, usage.tokens_out, usage.requests) == (900, 60, 1)


def test_what_is_sent_is_bounded_and_greedy(search, server):
    asked(search, at(server, max_tokens=321))
    (request,) = server.requests
    assert (request["model"], request["temperature"], request["max_tokens"]) == ("m", 0, 321)
    assert request["stream"] is True
    assert request["stream_options"] == {"include_usage": True}
    assert [message["role"] for message in request["messages"]] == ["system", "user"]
    assert set(request) == {"model", "temperature", "max_tokens", "stream", "stream_options", "messages"}


def test_a_server_without_a_key_is_not_sent_the_environment_s(search, server, monkeypatch):
    """It belongs to another server."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-openai")
    asked(search, at(server, api_key=None))
    assert server.keys == ["Bearer none"]


def test_a_key_is_sent(search, server):
    asked(search, at(server))
    assert server.keys == [f"Bearer {KEY}"]


@pytest.mark.parametrize("behaviour", ["lying", "hostile"])
def test_lies_and_obeyed_orders_reach_nobody_through_the_real_client(search, server, behaviour):
    server.behaviour = behaviour
    model = at(server)
    for one in attacks()[::5]:
        result, usage = asked(search, model, one.question)
        assert reached(result, search) == {}
        assert usage.dropped.total() >= 9


@pytest.mark.parametrize(
    ("behaviour", "failure", "sentence"),
    [
        ("html", "malformed", "answered what is no chat completion"),
        ("no_json", "malformed", "answered what is no chat completion"),
    ],
)
def test_what_is_no_chat_completion_is_named_so(search, server, behaviour, failure, sentence):
    server.behaviour = behaviour
    with pytest.raises(ChatModelError, match=sentence) as caught:
        said(at(server))
    assert caught.value.failure == failure
    result, usage = asked(search, at(server))
    assert (result.origin, usage.fallbacks) == ("extracted", {failure: 1})


@pytest.mark.parametrize(
    ("behaviour", "failure"),
    [("empty", "malformed"), ("no_choices", "malformed"), ("refusing", "malformed"), ("giving_up", "cannot_answer")],
)
def test_a_model_that_gives_no_answer_is_done_without(search, server, behaviour, failure):
    server.behaviour = behaviour
    result, usage = asked(search, at(server))
    assert (result.origin, usage.fallbacks, usage.retries) == ("extracted", {failure: 1}, 0)
    assert result.remark.endswith("This answer was put together without it.")


@pytest.mark.parametrize("behaviour", ["slow", "dripping"])
def test_a_slow_server_is_left_in_time(search, server, behaviour):
    """Also one that keeps the connection alive and says nothing."""
    server.behaviour = behaviour
    result, usage = asked(search, at(server), timeout_s=0.5)
    assert (result.origin, usage.fallbacks) == ("extracted", {"slow": 1})


def test_a_client_s_own_timeout_is_a_slow_answer(server):
    server.behaviour = "slow"
    with pytest.raises(ChatModelError, match="did not answer in time") as caught:
        said(at(server, timeout_s=0.3))
    assert caught.value.failure == "slow"


def test_an_endless_answer_is_left(search, server):
    server.behaviour = "endless"
    result, usage = asked(search, at(server), timeout_s=60.0)
    assert (result.origin, usage.fallbacks) == ("extracted", {"malformed": 1})


def test_an_answer_that_is_cut_off_keeps_what_was_whole(search, server):
    server.behaviour = "cut_off"
    result, usage = asked(search, at(server))
    assert result.lead == "The lighthouse of Corran Point was lit for the first time in 1874 [1]."
    assert result.remark.startswith("The chat model was interrupted")
    assert (usage.fallbacks, usage.retries) == ({"cut_off": 1}, 0)


@pytest.mark.parametrize("status", [429, 500, 503, 408])
def test_a_status_that_may_pass_is_tried_again(search, server, status):
    server.statuses = [status, status]
    result, usage = asked(search, at(server))
    assert (result.origin, usage.retries, usage.requests) == ("openai:m", 2, 3)


@pytest.mark.parametrize("status", [429, 500])
def test_a_status_that_stays_is_given_up(search, server, status):
    server.statuses = [status] * 9
    result, usage = asked(search, at(server))
    assert (result.origin, usage.fallbacks, usage.requests) == ("extracted", {"overloaded": 1}, 3)
    assert len(server.requests) == 3


def test_the_server_s_pause_is_kept(server):
    server.statuses = [429, 429, 429]
    for header, expected in (("7", 7.0), ("soon", None), ("-1", None)):
        server.headers = {"Retry-After": header}
        with pytest.raises(PassingError, match="status 429") as caught:
            said(at(server))
        assert caught.value.retry_after_s == expected


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (401, r"refuses the key \(status 401\); check SOURCIER_CHAT_API_KEY"),
        (403, r"refuses the key \(status 403\)"),
        (404, "knows no such model or address; check SOURCIER_CHAT_MODEL and SOURCIER_CHAT_BASE_URL"),
        (400, r"refuses the request \(status 400\)"),
        (422, r"refuses the request \(status 422\)"),
    ],
)
def test_a_refusal_is_named_and_not_tried_again(search, server, status, sentence):
    server.statuses = [status] * 2
    with pytest.raises(ChatModelError, match=sentence) as caught:
        said(at(server))
    assert caught.value.failure == "refused"
    result, usage = asked(search, at(server))
    assert (result.origin, usage.fallbacks, usage.retries) == ("extracted", {"refused": 1}, 0)


def test_a_model_that_takes_no_temperature_is_asked_without(search, server):
    server.bodies = [{"message": "Unsupported value: 'temperature'", "type": "invalid_request_error", "code": None}]
    result, usage = asked(search, at(server))
    assert (result.origin, usage.retries) == ("openai:m", 1)
    assert ["temperature" in request for request in server.requests] == [True, False]


def test_a_used_up_quota_is_named_and_not_tried_again(server):
    server.bodies = [{"message": "x", "type": "insufficient_quota", "code": "insufficient_quota"}]
    server.statuses = [429]
    with pytest.raises(ChatModelError, match="quota is used up") as caught:
        said(at(server))
    assert not isinstance(caught.value, PassingError)


def test_an_address_where_nobody_listens_is_named(search, caplog):
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{reserved.getsockname()[1]}"
        model = load(base_url=f"http://{host}/v1")
        result, usage = asked(search, model)
    assert (result.origin, usage.fallbacks, usage.retries) == ("extracted", {"unreachable": 1}, 2)
    assert result.remark.startswith("The chat model could not be reached.")
    assert [one.message for one in caplog.records if one.name == "sourcier.chat"] == [
        f"chat model openai:m: {host} cannot be reached; check that the server runs, and SOURCIER_CHAT_BASE_URL"
    ]


@pytest.mark.parametrize("status", [400, 401, 404, 429, 500])
def test_the_key_shows_nowhere(server, status, caplog):
    """Not even where the server sends it back."""
    caplog.set_level(logging.DEBUG, logger="sourcier")
    server.statuses = [status]
    model = at(server)
    with pytest.raises(ChatModelError, match="chat model openai:m") as caught:
        said(model)
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + repr(model) + repr(vars(model))
    assert KEY not in shown + caplog.text


# Settings


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("gpt-4.1", "wanted provider:model"),
        (":m", "wanted provider:model"),
        ("openai:", "wanted provider:model"),
        ("opennai:m", "'opennai' is no provider; did you mean openai?"),
        ("zzz:m", "'zzz' is no provider; wanted one that LangChain knows: openai, anthropic, ollama"),
        ("anthropic:m", r"package is not installed; from .*, run: \S+ -m pip install -e '\.\[anthropic\]'"),
        ("ollama:m", r"package is not installed; from .*, run: \S+ -m pip install -e '\.\[ollama\]'"),
        ("mistralai:m", "package is not installed; run: pip install langchain-mistralai"),
        ("google_vertexai:m", "package is not installed; run: pip install langchain-google-vertexai"),
    ],
)
def test_a_name_that_is_wrong_or_lacks_its_package_is_named(name, sentence):
    with pytest.raises(ChatSetupError, match=sentence):
        load(name)


def test_a_missing_key_is_named():
    with pytest.raises(ChatSetupError, match="needs a key; set SOURCIER_CHAT_API_KEY") as caught:
        load(api_key=None)
    assert "OPENAI_API_KEY" in str(caught.value)


def test_a_key_of_the_environment_will_do(monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    assert load(api_key=None).name == "openai:m"


def test_what_a_package_refuses_is_named_without_its_text():
    with pytest.raises(ChatSetupError, match="which its package refuses") as caught:
        load(max_tokens="many")
    assert KEY not in "".join(traceback.format_exception(caught.value))
