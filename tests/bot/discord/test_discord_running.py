"""The bot's start: what can go wrong there has a sentence and an exit status; what it logs tells no secret."""

import asyncio
import logging
import os
import signal

import aiohttp
import discord
import pytest

from bot.discord_app import run_bot, running
from bot.places import USED_BY
from bot.settings import load_settings
from bot.texts import say
from bot.wiring import Desk

TOKEN = "MTIz.secret.token"  # noqa: S105 - not one


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    return load_settings(data_dir=str(tmp_path))


@pytest.fixture(autouse=True)
def library_log():
    """Whatever a start does to discord.py's loggers is undone."""
    library, client = logging.getLogger("discord"), logging.getLogger("discord.client")
    level, filters = library.level, list(client.filters)
    yield
    library.setLevel(level)
    client.filters[:] = filters


def started(settings):
    """Return the exit status of a bot with the real desk."""
    return run_bot(settings, Desk(settings))


class Response:
    """As much of an HTTP response as discord.py's errors look at."""

    def __init__(self, status):
        self.status = status
        self.reason = "so"


@pytest.mark.parametrize(
    ("error", "status", "sentence"),
    [
        (discord.LoginFailure("x"), 2, "Discord refuses the token in DISCORD_TOKEN."),
        (aiohttp.ClientConnectionError("x"), 1, "Discord cannot be reached (ClientConnectionError)."),
        (OSError("x"), 1, "Discord cannot be reached (OSError)."),
        (discord.DiscordServerError(Response(503), "x"), 1, "Discord answered with status 503."),
    ],
)
def test_a_start_that_fails_says_why(error, status, sentence, settings, monkeypatch, capfd):
    """On standard error, without a traceback and without the token."""

    async def start(self, token, *, reconnect=True):
        raise error

    monkeypatch.setattr("discord.Client.start", start)
    assert started(settings) == status
    out, err = capfd.readouterr()
    assert err.startswith(f"sourcier: {sentence}")
    assert err.count("\n") == 1
    assert out == ""
    assert TOKEN not in err


def test_a_start_says_which_servers_articles_are_read(settings, monkeypatch, caplog):
    """Where none lie under the corpus's own name."""

    async def start(self, token, *, reconnect=True):
        raise discord.LoginFailure("x")

    monkeypatch.setattr("discord.Client.start", start)
    first, second = (settings.data_dir / "servers" / name for name in ("a-12345678", "b-12345678"))
    with caplog.at_level(logging.INFO, "sourcier.discord"):
        started(settings)
        assert "servers' own articles" not in caplog.text
        (first / "7").mkdir(parents=True)
        (first / USED_BY).write_bytes(b"/gone/first\0")
        started(settings)
        assert f"servers' own articles are those in {first}, " in caplog.text
        caplog.clear()
        (second / "7").mkdir(parents=True)
        (first / USED_BY).unlink()
        started(settings)
    told = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert told == [
        f"the servers' own articles in {one} are not answered from; `sourcier doctor` says what to do"
        for one in (first, second)
    ]


def test_a_log_for_programs_holds_the_reason_too(settings, monkeypatch, caplog, capfd):
    """A sentence printed beside the lines would be one that they cannot read."""

    async def start(self, token, *, reconnect=True):
        raise discord.LoginFailure("x")

    monkeypatch.setattr("discord.Client.start", start)
    assert started(settings.model_copy(update={"log_format": "json"})) == 2
    assert [made.getMessage() for made in caplog.records if made.levelname == "CRITICAL"] == [
        say("en", "discord.token_refused")
    ]
    assert capfd.readouterr().err == ""


def test_without_a_token_nothing_is_started(settings, capfd):
    """The console script says how to get one; this says only that it is missing."""
    assert started(settings.model_copy(update={"discord_token": None})) == 2
    assert "DISCORD_TOKEN is not set" in capfd.readouterr().err


def test_a_lost_connection_is_one_line(caplog):
    """discord.py would log a traceback for each."""
    running._calm_library_log()
    log = logging.getLogger("discord.client")
    try:
        raise ConnectionResetError(104, "gone")
    except ConnectionResetError:
        log.exception("Attempting a reconnect in %.2fs", 1.5)
    (record,) = caplog.records
    assert record.getMessage() == "Attempting a reconnect in 1.50s (ConnectionResetError)"
    assert record.exc_info is None


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_what_asks_the_bot_to_end_is_heard(number):
    """A terminal that closes, too."""

    async def heard():
        told = running.told_to_leave()
        os.kill(os.getpid(), number)
        return await asyncio.wait_for(told.wait(), 60)

    before = signal.getsignal(number)
    try:
        assert asyncio.run(heard())
    finally:
        signal.signal(number, before)


def test_a_bot_that_nohup_started_stays_when_its_terminal_closes():
    async def heard():
        told = running.told_to_leave()
        os.kill(os.getpid(), signal.SIGHUP)
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(told.wait(), 60)
        return signal.getsignal(signal.SIGHUP)

    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert asyncio.run(heard()) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
