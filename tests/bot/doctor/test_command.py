"""`sourcier doctor`: what it prints, what it leaves with, and that nothing stops it."""

import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.doctor.checkup import examine
from bot.doctor.finding import Check, broken, fine, note, warning, worst
from bot.terminal.findings import summed_up

SECRET = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.s3cr3t"  # noqa: S105 - not one

OK, NOTE = fine("a", "A."), note("n", "N.", "Do n.")
WARNING, BROKEN = warning("b", "B.", "Mend b."), broken("c", "C.", "Mend c.")


def doctor(*words):
    return CliRunner().invoke(app, ["doctor", *words])


def test_something_broken_is_a_failure(host, monkeypatch):
    """With the remedy below it, and a sentence that counts."""
    monkeypatch.setenv("DISCORD_TOKEN", "1.2.3")
    done = doctor()
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("broken"))
    assert lines[at].split(None, 1)[1].startswith("DISCORD_TOKEN is three parts, the first of which names no bot")
    assert lines[at + 1].split()[0] == "→"
    assert lines[-1].startswith("1 thing broken")


def test_asking_in_a_terminal_needs_no_token(host, monkeypatch):
    """So that there is none is no failure; it is said where to get one for the bot."""
    monkeypatch.delenv("DISCORD_TOKEN")
    done = doctor()
    lines = done.stdout.splitlines()
    at = next(number for number, line in enumerate(lines) if "DISCORD_TOKEN is not set" in line)
    assert (done.exit_code, lines[at].split()[0]) == (0, "warning")
    assert (
        lines[at + 1]
        .split(None, 1)[1]
        .startswith("For the Discord bot: on https://discord.com/developers/applications")
    )
    assert lines[-1].startswith("Nothing is broken; ")


def test_a_warning_is_none(host, monkeypatch):
    """Monitoring need not wake anybody for it."""
    monkeypatch.setenv("SOURCIER_CORPSE", "x")
    done = doctor()
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1].startswith("Nothing is broken; ")


def test_what_is_asked_of_a_reader_stands_below_no_ok(host):
    """A line that is ok asks nothing; what harms nothing and could be deleted is a note."""
    other = host / "data" / "indexes" / "old-12345678"
    other.mkdir()
    (other / "texts").write_bytes(bytes(1000))
    lines = doctor().stdout.splitlines()
    (at,) = (number for number, line in enumerate(lines) if "holds indexes of another corpus" in line)
    assert (lines[at].split()[0], lines[at + 1].split(None, 1)[0]) == ("note", "→")
    assert not [line for line in lines if line.startswith("ok") and "delete" in line]


def test_json_is_one_object(host, monkeypatch):
    """Whose keys are a promise."""
    monkeypatch.setenv("SOURCIER_LOG_LEVEL", "loud")
    done = doctor("--json")
    (line,) = done.stdout.splitlines()
    record = json.loads(line)
    assert (done.exit_code, record["state"]) == (1, "broken")
    assert {"kind", "state", "found", "remedy"} == set(record["findings"][0])
    assert [one["kind"] for one in record["findings"] if one["state"] == "broken"] == ["setting-wrong"]


@pytest.mark.parametrize("token", [SECRET, SECRET.replace(".", ""), f"Bot {SECRET}"])
def test_no_token_is_ever_shown(host, monkeypatch, token):
    """Whatever is wrong with it, in either form."""
    monkeypatch.setenv("DISCORD_TOKEN", token)
    said = doctor().output + doctor("--json").output
    assert "s3cr3t" not in said


def test_a_check_that_cannot_look_stops_no_other():
    """A package that is missing, a disk that fails."""

    def without_package():
        raise ModuleNotFoundError("No module named 'faiss'", name="faiss")

    def without_disk():
        raise OSError(5, "Input/output error", "/data/x")

    checks = [Check("the index", without_package), Check("the disk", without_disk), Check("a", lambda: [OK])]
    package, disk, last = examine(checks)
    assert (package.kind, package.found) == (
        "package-unusable",
        "What is about the index cannot be looked at: No module named 'faiss'.",
    )
    assert (disk.kind, disk.found) == (
        "unreadable",
        "What is about the disk cannot be looked at: /data/x: Input/output error.",
    )
    assert last == OK


@pytest.mark.parametrize(
    ("findings", "state", "sentence"),
    [
        ([OK], "ok", "Everything is in order."),
        ([OK, NOTE], "ok", "Everything is in order."),
        ([OK, WARNING], "warning", "Nothing is broken; 1 warning."),
        ([BROKEN, OK], "broken", "1 thing broken."),
        ([BROKEN, WARNING, BROKEN, WARNING], "broken", "2 things broken, and 2 warnings."),
    ],
)
def test_what_is_worst_counts(findings, state, sentence):
    assert (worst(findings), summed_up(findings)) == (state, sentence)


def test_it_reaches_no_network_by_itself(host):
    """In a process that cannot open a connection."""
    script = (
        "import socket, sys\n"
        "def refuse(*_): raise AssertionError('a connection was tried')\n"
        "socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse\n"
        "sys.argv = ['sourcier', 'doctor']\n"
        "from bot.cli import main\n"
        "main()\n"
    )
    environment = {**os.environ, "SOURCIER_CHAT_MODEL": "openai:gpt", "SOURCIER_CHAT_API_KEY": "sk-not-one"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "The chat model openai:gpt can be called" in done.stdout
