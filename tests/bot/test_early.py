"""A question is answered while the articles are looked at; the answer counts if they have not changed."""

import pytest
from typer.testing import CliRunner

from bot import ahead, cli
from index.errors import DamagedIndexError
from index.keeping.snapshot import Changes
from tests.bot.terminal_fakes import FakeIndex, FakeParts

pytestmark = pytest.mark.usefixtures("bare_host")

QUESTION = ("what is ROFR?", ())


@pytest.fixture
def parts(monkeypatch):
    """The parts that the next command gets, made ready to be spoilt; a look at the articles is under way."""
    made = FakeParts(cli.settings_from(None, None))
    monkeypatch.setattr("bot.wiring.CorpusParts", lambda settings, surveyor=None: made)
    monkeypatch.setattr(ahead.LookAhead, "under_way", True)
    return made


@pytest.fixture
def order(monkeypatch):
    """What an index was asked for, in order."""
    called = []
    for name in ("answer", "changes"):
        real = getattr(FakeIndex, name)

        def noted(self, *arguments, _name=name, _real=real, **others):
            called.append(_name)
            return _real(self, *arguments, **others)

        monkeypatch.setattr(FakeIndex, name, noted)
    return called


def ask(*arguments):
    return CliRunner().invoke(cli.app, ["ask", "what is ROFR?", *arguments])


def test_the_answer_comes_before_the_look_and_is_given_once(parts, order):
    result = ask()
    assert (result.exit_code, order) == (0, ["answer", "changes"])
    assert result.stdout.startswith("ROFR stands for")
    assert [index.asked for index in parts.opened] == [[QUESTION]]


def test_a_changed_index_is_asked_again(parts, order):
    parts.pending = Changes(added=("new.md",))
    result = ask()
    assert order == ["answer", "changes", "answer"]
    assert [index.asked for index in parts.opened] == [[QUESTION], [QUESTION]]
    assert result.stdout.count("ROFR stands for") == 1


def test_where_no_look_is_under_way_the_articles_come_first(parts, order, monkeypatch):
    monkeypatch.setattr(ahead.LookAhead, "under_way", False)
    ask()
    assert order == ["changes", "answer"]


def test_a_question_about_a_server_waits(parts, order):
    """Its articles may be new."""
    ask("--server", "7")
    assert order == ["changes", "answer"]


def test_a_conversation_waits(parts, order):
    """Its questions are not known yet."""
    CliRunner().invoke(cli.app, ["ask", "-"], input="what is ROFR?\n")
    assert order == ["changes", "answer"]


@pytest.mark.parametrize(
    ("variable", "value"), [("SOURCIER_CHAT_MODEL", "openai:some"), ("SOURCIER_RERANKER", "/models/some")]
)
def test_a_model_is_asked_once(parts, order, monkeypatch, variable, value):
    monkeypatch.setenv(variable, value)
    parts.pending = Changes(added=("new.md",))
    ask()
    assert order == ["changes", "answer"]


@pytest.mark.parametrize("error", [DamagedIndexError("damaged"), OSError(5, "Input/output error")])
def test_what_goes_wrong_ahead_is_mended_first(parts, order, monkeypatch, error):
    """An index that turns out damaged is brought up to date, and then asked."""
    parts.pending = Changes(added=("new.md",))
    real = FakeIndex.answer

    def fails_once(self, *arguments, **others):
        if self is parts.opened[0]:
            raise error
        return real(self, *arguments, **others)

    monkeypatch.setattr(FakeIndex, "answer", fails_once)
    result = ask()
    assert (result.exit_code, order) == (0, ["changes", "answer"])
    assert result.stdout.startswith("ROFR stands for")


def test_what_stays_wrong_is_told(parts, monkeypatch):
    def fails(*_, **__):
        msg = "the words are damaged"
        raise DamagedIndexError(msg)

    monkeypatch.setattr(FakeIndex, "answer", fails)
    result = ask()
    assert (result.exit_code, "the words are damaged" in result.stderr) == (1, True)
