"""The log: lines for people or for programs, and no token or key in either, whoever wrote the record."""

import json
import logging
import sys
from datetime import UTC, datetime

import pytest

from bot.answers.answer import Answer
from bot.settings import load_settings, secret_values
from bot.state import State
from bot.state.answers import new_answer_id
from bot.state.nouns import KeptAnswer
from bot.terminal.logs import HIDDEN, LoggedLines, formatter, formatter_for, log_to_stderr
from bot.wiring import Desk, state_address
from tests.answers.chat.server import KEY, serving

pytestmark = pytest.mark.usefixtures("bare_host")

TOKEN = "MTIzNDU2Nzg5.Gabcde.s3cr3t-part-of-it"  # noqa: S105 - not one


QUESTION = "Who hid the turquoise ledger in the ferry of Marlow?"
ASKER = 424_242_424_242_424_242
NOTE = "---\ntitle: Ferry\nlang: en\n---\n\nThe clerk hid the turquoise ledger in the ferry of Marlow.\n"


@pytest.fixture
def log_alone(monkeypatch):
    """Return a function that sets the log up in a process in which nothing was said of it before."""
    named = [logging.getLogger(name) for name in (None, "sourcier", "openai")]
    levels = [one.level for one in named]

    def begin():
        monkeypatch.setattr(logging.getLogger(), "handlers", [])  # pytest adds its own after the fixtures
        monkeypatch.setattr(logging, "captureWarnings", lambda capture: None)
        settings = load_settings()
        log_to_stderr(settings)
        return settings

    yield begin
    for one, level in zip(named, levels, strict=True):
        one.setLevel(level)


def record(message, *args, level=logging.WARNING, name="sourcier.discord", error=None, **extra):
    made = logging.LogRecord(name, level, "file.py", 1, message, args, error)
    made.__dict__.update(extra)
    return made


def test_a_json_line_says_when_how_grave_who_and_what():
    """The time in UTC; what was given with `extra` stands beside it."""
    made = record("ready as %s", "Sourcier", articles=20)
    made.created = 1_800_000_000.5
    assert json.loads(formatter_for("json", ()).format(made)) == {
        "time": "2027-01-15T08:00:00.500+00:00",
        "level": "warning",
        "logger": "sourcier.discord",
        "message": "ready as Sourcier",
        "articles": 20,
    }


def test_an_extra_field_takes_nobodys_place():
    """Nor does one that JSON has no word for stop the line."""
    line = json.loads(formatter_for("json", ()).format(record("here", level=logging.INFO, time="never", what={1})))
    assert line["time"] != "never"
    assert line["what"] == "{1}"


def test_a_record_is_one_line_whatever_is_in_it():
    """Also with a traceback, a line feed and what some readers take for one."""
    try:
        raise ValueError("broken\nin two")
    except ValueError:
        line = formatter_for("json", ()).format(record("a\nb\u2028c", error=sys.exc_info()))
    assert len(line.splitlines()) == 1
    read = json.loads(line)
    assert read["message"] == "a\nb\u2028c"
    assert read["exception"].startswith("Traceback (most recent call last):")
    assert read["exception"].endswith("ValueError: broken\nin two")


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_secret_never_reaches_a_line(form):
    """Not in a message, its arguments, an extra field's value, an exception."""
    try:
        raise RuntimeError(f"refused {TOKEN}")
    except RuntimeError:
        made = record("header %s", f"Bot {TOKEN}", error=sys.exc_info(), header=TOKEN)
    line = formatter_for(form, [TOKEN]).format(made)
    assert TOKEN not in line
    assert f"header Bot {HIDDEN}" in line
    assert f"refused {HIDDEN}" in line


def test_a_secret_that_json_spells_otherwise_is_hidden_too():
    """A quotation mark and a backslash are escaped there."""
    line = formatter_for("json", ['pass"word\\here']).format(record('it is pass"word\\here'))
    assert json.loads(line)["message"] == f"it is {HIDDEN}"


def test_a_secret_within_another_leaves_nothing_of_it():
    """The longer is taken out first."""
    assert formatter_for("text", ["abcdef", "abcdef-ghijkl"]).format(record("abcdef-ghijkl")).endswith(f": {HIDDEN}")


def test_what_is_too_short_for_a_secret_stays():
    """A server of one's own may take any word for a key; it would be cut out of every sentence."""
    assert formatter_for("text", ["none"]).format(record("none left")).endswith(": none left")


def test_every_secret_of_the_process_is_known(monkeypatch):
    """Those of the settings, a password within an address, and a provider's own variable."""
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("SOURCIER_CHAT_API_KEY", "sk-of-the-settings")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-provider")
    monkeypatch.setenv("SOURCIER_STATE", "postgresql://me:of-the-state@db.example/sourcier")
    wanted = {TOKEN, "sk-of-the-settings", "sk-of-the-provider", "of-the-state"}
    assert wanted <= secret_values(load_settings())


def test_the_settings_choose_the_format(monkeypatch):
    """In any case, as levels are."""
    monkeypatch.setenv("SOURCIER_LOG_FORMAT", "JSON")
    assert json.loads(formatter(load_settings()).format(record("so")))["message"] == "so"


def test_the_whole_process_logs_so(monkeypatch, log_alone, capsys):
    """Discord's library and Python's warnings too; what is below the level is left out."""
    monkeypatch.setenv("SOURCIER_LOG_FORMAT", "json")
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    log_alone()
    logging.getLogger("discord.gateway").info("identified with %s", TOKEN)
    logging.getLogger("discord.gateway").debug("payload")
    logging.getLogger("sourcier.discord").debug("looked")
    logging.getLogger("py.warnings").warning("old")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [(line["logger"], line["message"]) for line in lines] == [
        ("discord.gateway", f"identified with {HIDDEN}"),
        ("py.warnings", "old"),
    ]


def test_what_migrates_the_state_is_quiet(monkeypatch, capsys):
    """It would tell of six parts of itself at each start, before it looks at the database."""
    root, migrating = logging.getLogger(), logging.getLogger("alembic")
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "level", root.level)
    monkeypatch.setattr(migrating, "level", logging.NOTSET)
    log_to_stderr(load_settings(log_level="info"))
    logging.getLogger("alembic.runtime.plugins").info("setup plugin of its own")
    logging.getLogger("alembic.runtime.plugins").warning("heard")
    said = capsys.readouterr().err
    assert "heard" in said
    assert "setup plugin" not in said


def test_at_debug_only_sourcier_tells_more(monkeypatch, log_alone, capsys):
    """A library's debug log has whatever passes through it, also one that sets its own level, as OPENAI_LOG does."""
    monkeypatch.setenv("SOURCIER_LOG_LEVEL", "debug")
    logging.getLogger("openai").setLevel(logging.DEBUG)
    log_alone()
    for name in ("openai._base_client", "discord.gateway", "aiosqlite", "sourciers", "sourcier", "sourcier.chat"):
        logging.getLogger(name).debug("%s debugs", name)
    logging.getLogger("discord.gateway").info("connected")
    told = [line.partition(" DEBUG ")[2] or line.partition(" INFO ")[2] for line in _lines(capsys)]
    assert told == ["sourcier: sourcier debugs", "sourcier.chat: sourcier.chat debugs", "discord.gateway: connected"]


def test_above_info_the_level_is_everybodys(monkeypatch, log_alone, capsys):
    monkeypatch.setenv("SOURCIER_LOG_LEVEL", "error")
    log_alone()
    for name in ("discord.gateway", "sourcier.discord"):
        logging.getLogger(name).warning("slow")
        logging.getLogger(name).error("gone")
    assert [line.partition(" ERROR ")[2] for line in _lines(capsys)] == [
        "discord.gateway: gone",
        "sourcier.discord: gone",
    ]


async def test_no_question_is_in_the_log_at_any_level(monkeypatch, log_alone, tmp_path, capsys):
    """A chat model is asked and the answer is kept, by the real clients of both."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "ferry.md").write_text(NOTE, encoding="utf-8")
    with serving() as server:
        for name, value in (
            ("CORPUS", tmp_path / "notes"),
            ("LOG_LEVEL", "debug"),
            ("CHAT_MODEL", "openai:m"),
            ("CHAT_BASE_URL", server.url),
            ("CHAT_API_KEY", KEY),
        ):
            monkeypatch.setenv(f"SOURCIER_{name}", str(value))
        settings = log_alone()
        desk = Desk(settings)
        desk.parts.build()
        result = desk.answer(QUESTION)
        desk.close()
        assert server.requests
    assert isinstance(result, Answer)
    state = await State.open(state_address(settings))
    try:
        kept = KeptAnswer(new_answer_id(), 1, 2, ASKER, "command", result, "s1", datetime.now(UTC))
        await state.answers.keep(kept)
    finally:
        await state.close()
    told = capsys.readouterr().err
    for private in ("turquoise", str(ASKER), KEY):
        assert private not in told


def _lines(capsys):
    return capsys.readouterr().err.splitlines()


def test_what_would_be_printed_is_logged_a_line_a_record(caplog):
    """However it comes: in pieces, several lines at once, empty ones between."""
    stream = LoggedLines(logging.getLogger("sourcier"))
    with caplog.at_level("INFO"):
        for text in ("No index", " yet.\n\n", "reading 1/2\nreading 2/2\nenc"):
            stream.write(text)
    assert [made.getMessage() for made in caplog.records] == ["No index yet.", "reading 1/2", "reading 2/2"]
