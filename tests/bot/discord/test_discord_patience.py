"""Acknowledging in time, and honest sentences where the state or Discord fails half-way, in a simulated Discord."""

import asyncio

import pytest

from bot.discord_app.failures import RefusedError, Told, explain
from bot.discord_app.replies import Card
from bot.discord_app.sending import acknowledge, fill_in
from bot.discord_app.soon import in_time, soon
from bot.state.errors import StateError
from corpus.errors import CorpusError
from tests.bot.discord.fakes import text_of
from tests.bot.discord.test_browsing_commands import article, hit

SLOW = "My notes take longer than usual to open. Please try again in a moment."
UNREACHABLE = "I cannot reach my notes just now; answers work, buttons and settings do not."


async def never():
    await asyncio.Event().wait()


@pytest.fixture
def slow(monkeypatch):
    """Returns a function after which a method of a book never answers."""
    monkeypatch.setattr("bot.discord_app.soon.SOON_S", 0.0)

    def make(book, method):
        async def wait(*_given, **_named):
            await asyncio.sleep(0.05)

        monkeypatch.setattr(book, method, wait)

    return make


@pytest.fixture
def calls(env):
    """Returns what the bot asked of Discord since the last look."""
    seen = [len(env.http_requests)]

    def new():
        found = [(one.method, one.path) for one in env.http_requests[seen[0] :]]
        seen[0] = len(env.http_requests)
        return found

    return new


async def test_a_read_that_is_late_is_told_and_goes_on(monkeypatch):
    """It is not cancelled, which would wait for the database."""
    go, gone = asyncio.Event(), asyncio.Event()

    async def read():
        await go.wait()
        gone.set()

    assert await soon(asyncio.sleep(0, 7)) == 7
    monkeypatch.setattr("bot.discord_app.soon.SOON_S", 0.0)
    with pytest.raises(RefusedError, match=r"discord\.slow_state"):
        await soon(read())
    go.set()
    await gone.wait()


async def test_work_that_is_late_is_not_waited_for():
    """Even where it takes its time to notice that it was cancelled."""
    left = asyncio.Event()

    async def stubborn():
        try:
            await never()
        finally:
            await left.wait()

    with pytest.raises(TimeoutError):
        await in_time(stubborn(), 0.0)
    left.set()
    await asyncio.sleep(0)


async def test_the_state_that_cannot_be_reached_has_a_sentence_and_an_incident(caplog):
    """With what the database said in the log alone."""
    told = explain(StateError("the state in /srv cannot be used"), "en", "/x")
    assert isinstance(told, Told)
    assert told.sentence.startswith(UNREACHABLE)
    incident = told.sentence.split("`")[1]
    assert f"incident {incident} in /x" in caplog.text
    assert "/srv" not in told.sentence
    french = explain(StateError("x"), "fr", "/x")
    assert isinstance(french, Told)
    assert french.sentence.startswith("Je n’arrive pas à accéder à mes notes")


async def test_the_owner_is_known_from_the_start(world, env, bot, calls):
    """Nobody waits for Discord to say who that is."""
    calls()
    assert not await bot.is_owner(world.mod)
    assert calls() == []


@pytest.mark.parametrize("kind", ["bad", "follow"])
async def test_a_form_that_waits_for_the_state_says_so(world, env, bot, slow, kind):
    """A form is the first response, so what it needs is read before."""
    answer = (await world.alice.slash(world.channel, "ask", question="what is ROFR?")).response
    slow(bot.state.answers, "get")
    (found,) = [
        one["custom_id"]
        for row in answer.components
        for one in (row if isinstance(row, dict) else row.to_dict()).get("components", ())
        if str(one.get("custom_id", "")).split(":")[1:2] == [kind]
    ]
    pressed = await world.alice.click(answer, custom_id=found)
    assert pressed.response.content == SLOW
    env.errors.clear()


async def test_why_acknowledges_before_it_looks_the_answer_up(world, env, bot, monkeypatch, calls):
    """Its answer is private whatever it is."""
    seen = []

    async def get(_answer_id):
        seen.extend(calls())

    monkeypatch.setattr(bot.state.answers, "get", get)
    calls()
    await world.alice.slash(world.channel, "why", answer="answer-1")
    assert [path.endswith("/callback") for _, path in seen] == [True]
    env.errors.clear()


async def test_turning_a_search_waits_for_the_state_no_longer_than_discord(world, env, bot, slow, desk):
    """Whether the page turns in place depends on who searched."""
    desk.library = [article(number) for number in range(1, 13)]
    desk.hits = [hit(one, rank) for rank, one in enumerate(desk.library, 1)]
    shown = (await world.alice.slash(world.channel, "search", question="refusal")).response
    slow(bot.state.searches, "get")
    pressed = await world.alice.click(shown, label="▶")
    assert pressed.response.content == SLOW
    env.errors.clear()


async def test_an_error_after_a_card_was_shown_replaces_it(world, env, bot, monkeypatch):
    """Discord refuses plain text over a layout; half an answer that looks finished would stay."""

    async def half(interaction, inquiry, settings):
        await acknowledge(interaction, private=False)
        await fill_in(interaction, Card(("Half an answer",), 0))
        raise KeyError("why")

    monkeypatch.setattr(bot.cogs["Asking"]._counter, "respond", half)
    result = await world.alice.slash(world.channel, "ask", question="what is ROFR?")
    assert text_of(result.response).startswith("Something went wrong on my side")
    env.errors.clear()


@pytest.mark.parametrize("error", [CorpusError("/srv"), OSError("/srv"), StateError("/srv")])
@pytest.mark.parametrize(
    ("command", "option", "method", "more"),
    [
        ("ask", "article", "articles", {}),
        ("index rollback", "version", "versions", {}),
        ("index golden-add", "article", "articles", {"question": "x"}),
        ("settings set", "value", "collections", {"setting": "collections"}),
    ],
)
async def test_choices_never_fail(world, env, desk, monkeypatch, caplog, command, option, method, more, error):
    """Nothing is offered then; discord.py logs no traceback, which would hold paths and questions."""

    def fail(*_given, **_named):
        raise error

    monkeypatch.setattr(desk, method, fail)
    assert await world.mod.autocomplete(world.channel, command, option, "x", **more) == []
    assert "Traceback" not in caplog.text
    assert not env.errors


async def test_settings_are_changed_and_written_down_together_or_not_at_all(world, env, bot, monkeypatch):
    """What is said to have failed has not happened."""

    def fail(*_given, **_named):
        raise StateError("disk full")

    monkeypatch.setattr("bot.state.settings.written_down", fail)
    result = await world.mod.slash(world.channel, "settings set", setting="private", value="yes")
    assert result.response.content.startswith(UNREACHABLE)
    assert not (await bot.state.settings.of(world.guild.id)).private
    env.errors.clear()
