"""What the bot tells its measures, in a simulated Discord, and what is watched of it."""

import asyncio
import json
import socket
from contextlib import aclosing

import aiohttp
import discord
import pytest

from bot.discord_app import running
from bot.discord_app.measuring import is_connected, latency_s, measured, watched
from bot.discord_app.routing import custom_id
from bot.discord_app.thinking import TooBusyError
from bot.monitoring.measures import Measures
from bot.rebuilding import RebuildError
from bot.settings import load_settings
from corpus.article import Article, Passage
from index.errors import IndexBusyError
from index.hits import Hit
from tests.bot.discord.fakes import REPORT, FakeDesk, FakeRebuild

MOONS = Article("moons.md", "The moons of Saturn", "en", "Saturn has 274 known moons.", None)


class Told(Measures):
    """Remembers what it is told, without the seconds."""

    def __init__(self):
        self.list = []
        self.seconds = []

    def asked(self, way, outcome, seconds):
        self.list.append(("asked", way, outcome))
        self.seconds.append(seconds)

    def acknowledged(self, way, seconds):
        self.list.append(("acknowledged", way))
        self.seconds.append(seconds)

    def rebuilt(self, outcome, seconds):
        self.list.append(("rebuilt", outcome))

    def pressed(self, kind):
        self.list.append(("pressed", kind))


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def bot(make_bot, told):
    return make_bot(measures=told)


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", "MTIz.not.one")
    return load_settings(data_dir=str(tmp_path))


@pytest.mark.parametrize(("question", "outcome"), [("what is ROFR?", "answered"), ("capital of Peru?", "refused")])
async def test_a_command_is_counted(world, told, question, outcome):
    """When it was acknowledged, then what became of it, in that order."""
    await world.alice.slash(world.channel, "ask", question=question)
    assert told.list == [("acknowledged", "command"), ("asked", "command", outcome)]
    acknowledged_s, asked_s = told.seconds
    assert 0 <= acknowledged_s <= asked_s


async def test_a_mention_and_a_direct_message_are_ways_of_their_own(env, world, bot, told):
    """What is shown at once there is that somebody types, which Discord does not confirm."""
    await world.alice.send(world.channel, f"<@{bot.user.id}> what is ROFR?")
    await world.alice.send_dm("what is ROFR?")
    assert told.list == [("asked", "mention", "answered"), ("asked", "direct", "answered")]


@pytest.mark.parametrize(("held", "outcome"), [([MOONS], "answered"), ([], "refused")])
async def test_the_sources_of_a_message_are_counted_as_a_question(world, desk, told, held, outcome):
    """They are one towards the day's limits too."""
    desk.library = held
    desk.hits = [Hit(1, one, Passage(one.id, 0, len(one.text)), 1.0) for one in held]
    said = await world.mod.send(world.channel, MOONS.text)
    await world.alice.context_menu(world.channel, "Find sources for this message", said)
    assert told.list == [("acknowledged", "sources"), ("asked", "sources", outcome)]


async def test_sources_too_many_are_counted_apart(env, world, bot, told):
    """The day's limit was reached."""
    await bot.state.settings.set(world.guild.id, "person_limit", 1)
    said = await world.mod.send(world.channel, MOONS.text)
    for _ in range(2):
        await world.alice.context_menu(world.channel, "Find sources for this message", said)
    assert [one for one in told.list if one[0] == "asked"] == [
        ("asked", "sources", "refused"),
        ("asked", "sources", "limited"),
    ]
    env.errors.clear()


async def test_a_press_is_counted_by_its_action(world, bot, told):
    """What follows may be an answer's id."""

    async def pressed(interaction, press):
        await interaction.response.defer()

    bot.routes.add("probe", pressed)
    view = discord.ui.View(timeout=None)
    view.add_item(discord.ui.Button(label="Passage", custom_id=custom_id("probe", 1234, 2)))
    message = await bot.get_channel(world.channel.id).send("Here", view=view)
    await world.alice.click(message, label="Passage")
    assert told.list == [("pressed", "probe")]


async def test_a_question_that_fails_is_counted_so(env, world, desk, told):
    """Its asker reads an incident id; the host sees the count grow."""
    desk.error = ValueError("broken")
    await world.alice.slash(world.channel, "ask", question="what is ROFR?")
    assert told.list[-1] == ("asked", "command", "failed")
    env.errors.clear()


async def test_a_question_too_many_is_counted_apart(env, world, bot, told, monkeypatch):
    """Nothing is broken then."""

    async def full(work, *, whatever_waits=False):
        raise TooBusyError

    monkeypatch.setattr(bot.thinking, "run", full)
    await world.alice.slash(world.channel, "ask", question="what is ROFR?")
    assert told.list[-1] == ("asked", "command", "limited")
    env.errors.clear()


async def test_a_connected_bot_is_seen_as_such(env, bot, settings):
    """With how far Discord is; a bot that has closed has neither."""
    seen = watched(bot, settings, lambda: None)
    assert is_connected(bot)
    assert seen.reasons() == ["no index is open"]
    assert seen.under_way() == 0
    assert seen.chat() is None


async def test_a_bot_that_never_connected_says_so(make_bot, settings):
    """There is no latency then, rather than one that is no number."""
    bot = make_bot(threads=1)
    assert latency_s(bot) is None
    assert watched(bot, settings, lambda: None).reasons() == ["not connected to Discord", "no index is open"]


@pytest.mark.parametrize(
    ("items", "error", "outcome"),
    [
        ([REPORT], None, "done"),
        ([RebuildError("no")], RebuildError, "failed"),
        ([IndexBusyError("no")], IndexBusyError, "busy"),
    ],
)
async def test_a_rebuild_is_counted_by_what_became_of_it(told, items, error, outcome):
    """What it raises goes on its way."""
    fake = FakeRebuild()
    fake.items = items
    counted = measured(fake, told)
    try:
        seen = [item async for item in counted(everything=True)]
    except (RebuildError, IndexBusyError) as raised:
        seen = [type(raised)]
    assert seen == ([error] if error else items)
    assert fake.calls == [True]
    assert told.list == [("rebuilt", outcome)]


async def test_a_rebuild_that_is_dropped_is_closed_and_counted(told):
    """Closing the counted one closes the other, whose process must end."""
    fake = FakeRebuild()
    async with aclosing(measured(fake, told)(everything=False)) as items:
        await anext(items)
    assert fake.closed == 1
    assert told.list == [("rebuilt", "stopped")]


async def test_a_plan_is_no_rebuild(told):
    """And what is wanted of a rebuild is handed on."""
    fake = FakeRebuild()
    counted = measured(fake, told)
    assert [item async for item in counted.plan(everything=False)] == fake.plans
    assert told.list == []
    assert [item async for item in counted(everything=False, put_in_use=False)] == fake.items
    assert fake.waits == [True]


async def test_the_running_bot_serves_its_measures(settings, monkeypatch):
    """Health says why it is not well before Discord is there; the port is closed when the bot has left."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    pages = {}

    async def start(self, token, *, reconnect=True):
        async with aiohttp.ClientSession() as session:
            for path in ("/health", "/metrics"):
                async with session.get(f"http://127.0.0.1:{port}{path}") as answer:
                    pages[path] = (answer.status, await answer.text())
        raise discord.LoginFailure

    monkeypatch.setattr("discord.Client.start", start)
    serving = settings.model_copy(update={"metrics_port": port})
    assert await running._serve(serving, FakeDesk(), "MTIz.not.one", lambda: None) == running.WRONG_TOKEN
    status, page = pages["/health"]
    assert status == 503
    assert json.loads(page)["reasons"] == ["not connected to Discord", "no index is open"]
    assert "sourcier_connected 0.0" in pages["/metrics"][1]
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", port)


async def test_without_a_port_nothing_is_served(settings, monkeypatch):
    """And Prometheus's client is not even loaded for it."""
    seen = []

    async def start(self, token, *, reconnect=True):
        seen.append(type(self.measures))
        raise discord.LoginFailure

    monkeypatch.setattr("discord.Client.start", start)
    await running._serve(settings, FakeDesk(), "MTIz.not.one", lambda: None)
    assert seen == [Measures]
