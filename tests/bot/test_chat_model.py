"""A chat model behind the commands: the real parts, the real client, a server on this machine."""

import json
import subprocess
import sys
import threading

import pytest
from typer.testing import CliRunner

from bot import cli
from bot.answers.chat.errors import ChatSetupError
from bot.answers.chat.usage import Usage
from bot.settings import load_settings
from bot.wiring import CorpusParts, Desk
from tests.answers.chat.server import KEY, serving
from tests.bot.terminal_fakes import FakeParts
from tests.source_code import ROOT

pytestmark = pytest.mark.usefixtures("bare_host")

QUESTION = "When was the ferry of Marlow sunk?"
NOTE = "---\ntitle: Ferry\nlang: en\n---\n\nThe ferry of Marlow was sunk in 1907. Nobody was hurt.\n"
WRITTEN = "The ferry of Marlow was sunk in 1907 [1]."


@pytest.fixture
def server():
    with serving() as made:
        yield made


@pytest.fixture
def host(tmp_path, monkeypatch, server):
    """A host with one article, whose chat model is the server."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "ferry.md").write_text(NOTE, encoding="utf-8")
    for name, value in (
        ("CORPUS", tmp_path / "notes"),
        ("DATA_DIR", tmp_path / "data"),
        ("CHAT_MODEL", "openai:m"),
        ("CHAT_BASE_URL", server.url),
        ("CHAT_API_KEY", KEY),
        ("CHAT_TIMEOUT_S", "10"),
        ("CHAT_RETRIES", "0"),
    ):
        monkeypatch.setenv(f"SOURCIER_{name}", str(value))
    for name in ("OPENAI_API_KEY", "OPENAI_ADMIN_KEY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def run(*arguments, stdin=None):
    return CliRunner().invoke(cli.app, list(arguments), input=stdin)


def test_a_question_is_answered_by_the_model_and_counted(host):
    result = run("ask", QUESTION)
    assert result.exit_code == 0
    assert WRITTEN in result.stdout
    assert "Written by openai:m from these quotes." in result.stdout
    said = run("status").stdout
    assert "Chat model     openai:m" in said
    assert "1 question, 1 request\n" in said
    assert "900 tokens read, 60 written\n" in said


def test_json_tells_who_wrote_and_what_it_cost(host):
    record = json.loads(run("ask", "--json", QUESTION).stdout)
    assert (record["origin"], record["remark"]) == ("openai:m", "")
    assert record["text"].startswith(WRITTEN)
    chat = json.loads(run("status", "--json").stdout)["chat"]
    assert (chat["model"], chat["questions"], chat["tokens_in"], chat["fallbacks"]) == ("openai:m", 1, 900, {})


def test_where_the_model_is_down_the_extracted_answer_says_so(host, server, monkeypatch):
    server.behaviour = "500"
    record = json.loads(run("ask", "--json", QUESTION).stdout)
    assert record["origin"] == "extracted"
    assert record["remark"] == "The chat model is overloaded. This answer was put together without it."
    assert record["citations"][0]["quote"] == "The ferry of Marlow was sunk in 1907."
    assert json.loads(run("status", "--json").stdout)["chat"]["fallbacks"] == {"overloaded": 1}


def test_what_the_quotes_alone_would_not_surely_answer_is_no_sure_answer(host):
    """The model says the same two sentences to a question that they do not answer."""
    sure, unsure = (json.loads(run("ask", "--json", asked).stdout) for asked in (QUESTION, "Who built the ferry?"))
    assert (sure["sure"], unsure["sure"], unsure["origin"]) == (True, False, "openai:m")
    assert "The ferry of Marlow was sunk in 1907 [1]." in unsure["text"]


def test_where_the_model_is_down_each_question_of_a_message_is_answered(host, server, monkeypatch):
    message = f"{QUESTION} Was anybody hurt on the ferry?"
    server.behaviour = "500"
    told = json.loads(run("ask", "--json", message).stdout)
    monkeypatch.delenv("SOURCIER_CHAT_MODEL")
    plain = json.loads(run("ask", "--json", message).stdout)
    assert len(plain["parts"]) == 2
    assert {**told, "remark": ""} == plain
    assert len(server.requests) == 1


def test_a_conversation_shows_how_a_follow_up_was_read(host):
    """The server rewrites nothing, so the words are carried over."""
    said = run("ask", "--json", "-", stdin="What is the ferry of Marlow?\nand when did it sink?\n").stdout
    record = json.loads(said.splitlines()[1])
    assert record["read_as"] == "and when did it sink? (ferry of Marlow)"


@pytest.mark.parametrize("command", [["ask", QUESTION], ["chat"], ["run"]])
@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SOURCIER_CHAT_MODEL", "opennai:m", "'opennai' is no provider; did you mean openai?"),
        ("SOURCIER_CHAT_MODEL", "anthropic:m", f"run: {sys.executable} -m pip install -e '.[anthropic]'"),
        ("SOURCIER_CHAT_MODEL", "m", "wanted `provider:model`"),
        ("SOURCIER_CHAT_BASE_URL", "nowhere", "wanted the address of a server"),
    ],
)
def test_a_wrong_setting_is_named_before_anything_is_done(host, monkeypatch, command, name, value, sentence):
    monkeypatch.setattr("bot.cli.log_to_stderr", lambda settings: None)
    monkeypatch.setenv("DISCORD_TOKEN", "MTIz.not.one")
    monkeypatch.setenv(name, value)
    result = run(*command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert sentence in result.stderr
    assert not (host / "data" / "indexes").exists()


def test_a_missing_key_is_named_before_anything_is_done(host, monkeypatch):
    monkeypatch.delenv("SOURCIER_CHAT_API_KEY")
    monkeypatch.delenv("SOURCIER_CHAT_BASE_URL")
    result = run("ask", QUESTION)
    assert result.exit_code == 2
    assert result.stderr.startswith(
        "sourcier: SOURCIER_CHAT_MODEL is 'openai:m', which needs a key; set SOURCIER_CHAT_"
    )


def test_what_does_not_answer_does_not_need_the_model(host, monkeypatch):
    """Looking at the index works with a chat model that cannot be loaded."""
    run("ask", QUESTION)
    monkeypatch.setenv("SOURCIER_CHAT_MODEL", "anthropic:m")
    assert run("search", "ferry").exit_code == 0
    assert "0 questions, 0 requests" in run("status").stdout


def test_one_caller_serves_every_index(host):
    """It remembers failures and holds back, whatever index is opened meanwhile."""
    parts = CorpusParts(load_settings())
    assert parts.caller("openai:m") is parts.caller("openai:m")


def test_a_desk_hands_on_the_parts_of_an_answer(host):
    parts = CorpusParts(load_settings())
    parts.build()
    desk = Desk(load_settings(), parts)
    seen = []
    answer = desk.answer(QUESTION, on_part=lambda part: seen.append((part.lead, threading.current_thread())))
    desk.close()
    assert seen[0] == (WRITTEN, threading.current_thread())
    assert seen[-1][0] == answer.lead == f"{WRITTEN}\nNobody was hurt [1]."


def test_the_index_that_the_fakes_open_takes_what_the_desk_hands_on(host):
    parts = FakeParts(load_settings())
    assert Desk(load_settings(), parts).answer("x", on_part=print).origin == "extracted"


def test_a_chat_model_that_cannot_be_loaded_is_named_by_prepare(host, monkeypatch):
    monkeypatch.setenv("SOURCIER_CHAT_MODEL", "ollama:m")
    with pytest.raises(ChatSetupError, match=r"pip install -e '\.\[ollama\]'"):
        CorpusParts(load_settings()).prepare()


def test_without_a_chat_model_status_tells_of_none(host, monkeypatch):
    monkeypatch.delenv("SOURCIER_CHAT_MODEL")
    assert json.loads(run("status", "--json").stdout)["chat"] is None
    assert json.loads(run("ask", "--json", QUESTION).stdout)["origin"] == "extracted"
    assert not (host / "data" / "chat-usage.json").exists()
    assert Usage().record()["questions"] == 0


def test_without_a_chat_model_nothing_of_it_is_loaded(host, monkeypatch):
    """A question in a fresh process leaves LangChain and the package that writes answers alone."""
    monkeypatch.delenv("SOURCIER_CHAT_MODEL")
    script = (
        "import sys\nfrom bot.settings import load_settings\nfrom bot.wiring import CorpusParts, Desk\n"
        "parts = CorpusParts(load_settings())\nparts.build()\n"
        f"print(Desk(load_settings(), parts).answer({QUESTION!r}).origin)\n"
        "print(*(name for name in ('langchain', 'langchain_core', 'openai', 'bot.answers.chat.writing') "
        "if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "extracted\n\n"
