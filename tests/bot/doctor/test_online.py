"""What only the network knows: a Discord and a chat server on the loopback address that refuse in every way."""

import importlib.util
import logging
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from aiohttp import web
from discord.http import Route

from bot.discord_app import probing
from bot.discord_app.probing import Visit, visit
from bot.doctor import chat, online
from bot.settings import load_settings
from tests.answers.chat.server import KEY, serving

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.Gabcde.not-one"  # noqa: S105 - not one
BOT, GUILD, OTHER = 123456789012345678, 223456789012345678, 323456789012345678


class Discord:
    """As much of Discord as a visit sees."""

    def __init__(self):
        self.status = 200
        self.guilds = [GUILD]
        self.flags = 0
        self.now = datetime.now(UTC)
        self.tokens = []

    async def answer(self, request):
        self.tokens.append(request.headers.get("Authorization"))
        date = {"Date": format_datetime(self.now, usegmt=True)}
        if request.path == "/gateway":
            return web.json_response({"url": "wss://x"}, headers=date)
        if self.status != 200:
            return web.json_response({"message": "no", "code": 0}, status=self.status)
        match request.path:
            case "/users/@me":
                body = {"id": str(BOT), "username": "sourcier", "discriminator": "0", "avatar": None, "bot": True}
            case "/oauth2/applications/@me":
                body = {"id": str(BOT), "name": "Sourcier", "icon": None, "description": "", "bot_public": True}
                body |= {"bot_require_code_grant": False, "verify_key": "x", "flags": self.flags, "owner": self.owner}
            case "/users/@me/guilds":
                body = [{"id": str(one), "name": "x", "icon": None, "features": []} for one in self.guilds]
            case _:
                return web.json_response({"message": "Unknown Guild", "code": 10004}, status=404)
        answer = web.json_response(body)
        answer.headers["Content-Type"] = "application/json"  # discord.py reads no other spelling as JSON
        return answer

    owner = {"id": "1", "username": "someone", "discriminator": "0", "avatar": None}  # noqa: RUF012 - never changed


@pytest.fixture
async def discord(monkeypatch):
    """A Discord of one's own, at which discord.py looks."""
    made = Discord()
    pages = web.Application()
    pages.router.add_route("*", "/{path:.*}", made.answer)
    runner = web.AppRunner(pages)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]
    monkeypatch.setattr(Route, "BASE", f"http://127.0.0.1:{port}")
    yield made
    await runner.cleanup()


def troubles(came, guild_id=None):
    return {one.kind: one for one in online.discord(came, guild_id) if one.state != "ok"}


async def test_a_bot_that_is_where_it_should_be(discord, caplog):
    """Its token goes to Discord and nowhere else."""
    with caplog.at_level(logging.INFO):
        came = await visit(TOKEN, GUILD)
    assert (came.outcome, came.name, came.servers, came.in_guild) == ("in", "Sourcier", 1, True)
    assert troubles(came, GUILD) == {}
    assert f"Bot {TOKEN}" in discord.tokens
    assert TOKEN not in caplog.text


async def test_a_token_that_discord_refuses(discord):
    """It was reset since, perhaps."""
    discord.status = 401
    (found,) = troubles(await visit(TOKEN, None)).values()
    assert (found.kind, found.state, "Reset Token" in found.remedy) == ("token-refused", "broken", True)
    assert TOKEN not in found.found + found.remedy


async def test_a_discord_that_fails(discord):
    """It says with which status."""
    discord.status = 503
    (found,) = troubles(await visit(TOKEN, None)).values()
    assert (found.kind, found.found) == ("discord-failing", "Discord answered with status 503.")
    assert "discordstatus.com" in found.remedy


async def test_a_discord_that_cannot_be_reached(monkeypatch):
    """Nobody listens there."""
    monkeypatch.setattr(Route, "BASE", "http://127.0.0.1:1")
    (found,) = troubles(await visit(TOKEN, None)).values()
    assert (found.kind, found.state, "firewall" in found.remedy) == ("discord-unreachable", "broken", True)


async def test_a_discord_that_never_answers(discord, monkeypatch):
    """It is waited for, though not for ever."""
    monkeypatch.setattr(probing, "LONGEST_S", 0.0)
    assert await visit(TOKEN, None) == Visit("unreachable", "no answer within 0 seconds")


async def test_a_bot_that_is_not_in_the_server_of_the_settings(discord):
    """Its commands would appear nowhere."""
    (found,) = troubles(await visit(TOKEN, OTHER), OTHER).values()
    assert (found.kind, found.state, str(OTHER) in found.found) == ("guild-absent", "broken", True)
    assert f"client_id={BOT}&" in found.remedy


async def test_a_bot_in_no_server(discord):
    """The remedy invites it."""
    discord.guilds = []
    (found,) = troubles(await visit(TOKEN, None)).values()
    assert (found.kind, found.state, f"client_id={BOT}&" in found.remedy) == ("guild-none", "warning", True)


@pytest.mark.parametrize(("flags", "words"), [(0, "none is needed"), (1 << 18, "Sourcier needs none")])
async def test_privileged_intents_are_not_needed(discord, flags, words):
    """Whether they are on or off, nothing is wrong."""
    discord.flags = flags
    (found,) = [one for one in online.discord(await visit(TOKEN, None), None) if one.kind == "intents"]
    assert (found.state, words in found.found) == ("ok", True)


@pytest.mark.parametrize(("ahead", "way"), [(timedelta(hours=2), "behind"), (-timedelta(hours=2), "ahead of")])
async def test_a_clock_that_is_off(discord, ahead, way):
    """By what Discord says of the time, also where the token is refused."""
    discord.now += ahead
    discord.status = 401
    found = troubles(await visit(TOKEN, None))["clock-off"]
    assert (found.state, f"seconds {way} Discord's" in found.found) == ("warning", True)


# The chat model


@pytest.fixture
def served(bare_host, monkeypatch):
    """A chat server that behaves as its model is called."""
    with serving() as server:
        monkeypatch.setenv("SOURCIER_CHAT_BASE_URL", server.url)
        monkeypatch.setenv("SOURCIER_CHAT_API_KEY", KEY)
        yield server


def asked(monkeypatch, model):
    monkeypatch.setenv("SOURCIER_CHAT_MODEL", model)
    (found,) = chat.chat_answers(load_settings())
    return found


def test_a_chat_model_that_answers(served, monkeypatch):
    """One short question is what it costs."""
    assert asked(monkeypatch, "openai:endless").state == "ok"
    (request,) = served.requests
    assert [one["content"] for one in request["messages"]] == ["Say: yes"]


@pytest.mark.parametrize(
    ("model", "kind", "remedy"),
    [
        ("401", "chat-refused", "SOURCIER_CHAT_API_KEY"),
        ("404", "chat-refused", "SOURCIER_CHAT_MODEL"),
        ("500", "chat-overloaded", "Try again later"),
        ("html", "chat-malformed", "Try again later"),
    ],
)
def test_a_chat_server_that_does_not(served, monkeypatch, model, kind, remedy):
    """By what it says; the key is in neither sentence."""
    found = asked(monkeypatch, f"openai:{model}")
    assert (found.kind, found.state, remedy in found.remedy) == (kind, "broken", True)
    assert "leave SOURCIER_CHAT_MODEL unset" in found.remedy
    assert KEY not in found.found + found.remedy


def test_a_chat_server_that_cannot_be_reached(bare_host, monkeypatch):
    """Nobody listens there."""
    monkeypatch.setenv("SOURCIER_CHAT_BASE_URL", "http://127.0.0.1:1/v1")
    found = asked(monkeypatch, "openai:some-model")
    assert (found.kind, found.state, "SOURCIER_CHAT_BASE_URL" in found.remedy) == ("chat-unreachable", "broken", True)


@pytest.mark.parametrize(
    ("model", "kind", "remedy"),
    [
        ("anthropic:claude", "chat-package", "-m pip install -e '.[anthropic]'"),
        ("openai:gpt", "chat-key", "SOURCIER_CHAT_API_KEY"),
        ("opnai:gpt", "chat-name", "Did you mean openai?"),
    ],
)
def test_a_chat_model_that_cannot_be_called(bare_host, monkeypatch, model, kind, remedy):
    """Found without a network."""
    if kind == "chat-package" and importlib.util.find_spec("langchain_anthropic"):
        pytest.skip("the package that should be missing is installed")
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("SOURCIER_CHAT_MODEL", model)
    (found,) = chat.chat(load_settings())
    assert (found.kind, found.state, remedy in found.remedy) == (kind, "broken", True)
