"""The log: lines for people or for programs, and no token or key in either, whoever wrote the record."""

import json
import logging
import sys

import pytest

from bot.settings import load_settings, secret_values
from bot.terminal.logs import HIDDEN, LoggedLines, formatter, formatter_for, log_to_stderr

pytestmark = pytest.mark.usefixtures("bare_host")

TOKEN = "MTIzNDU2Nzg5.Gabcde.s3cr3t-part-of-it"  # noqa: S105 - not one


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


def test_the_whole_process_logs_so(monkeypatch, capsys):
    """Discord's library and Python's warnings too; what is below the level is left out."""
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(root, "level", root.level)
    monkeypatch.setattr(logging, "captureWarnings", lambda capture: None)
    monkeypatch.setenv("SOURCIER_LOG_FORMAT", "json")
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    log_to_stderr(load_settings())
    logging.getLogger("discord.gateway").info("identified with %s", TOKEN)
    logging.getLogger("discord.gateway").debug("payload")
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


def test_what_would_be_printed_is_logged_a_line_a_record(caplog):
    """However it comes: in pieces, several lines at once, empty ones between."""
    stream = LoggedLines(logging.getLogger("sourcier"))
    with caplog.at_level("INFO"):
        for text in ("No index", " yet.\n\n", "reading 1/2\nreading 2/2\nenc"):
            stream.write(text)
    assert [made.getMessage() for made in caplog.records] == ["No index yet.", "reading 1/2", "reading 2/2"]
