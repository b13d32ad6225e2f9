import asyncio
import logging
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from bot.discord_app.tidying import Tidying
from bot.state.errors import StateError
from bot.state.nouns import Retention, ServerSettings
from bot.wiring import retention
from tests.bot.state.makers import SERVER, kept


@pytest.fixture
async def tidying(open_state, shelf):
    """The feature over a real state and real folders, without its clock."""
    state = await open_state()
    bot = SimpleNamespace(state=state, guilds=[], shelf=shelf, get_guild=lambda guild_id: None)
    yield Tidying(bot, Retention())
    await state.close()


def days_ago(days):
    return datetime.now(UTC) - timedelta(days=days)


async def test_the_bot_deletes_what_is_old_when_it_starts(world, env, bot, make_bot, open_state):
    """And every day after."""
    old = kept(created_at=days_ago(31))
    await bot.state.answers.keep(old)
    again = make_bot(retention=Retention())
    await env.restart_bot(again)
    beside = await open_state()
    for _ in range(500):  # turns of the loop, until the purge that began with the bot is through
        if await beside.answers.get(old.id) is None:
            break
    assert await beside.answers.get(old.id) is None
    assert again.get_cog("Tidying")._tidy.hours == 24
    await beside.close()


async def test_the_log_counts_and_tells_nothing(tidying, caplog):
    """No question, no id."""
    caplog.set_level(logging.INFO)
    state = tidying._bot.state
    old, new = kept(created_at=days_ago(31)), kept(created_at=days_ago(29))
    for one in (old, new):
        await state.answers.keep(one)
    await tidying._tidy.coro(tidying)
    assert await state.answers.get(old.id) is None
    assert await state.answers.get(new.id) == new
    await tidying._tidy.coro(tidying)
    assert [one.getMessage() for one in caplog.records] == [
        "deleted what is kept no longer: 1 answers",
        "deleted what is kept no longer: nothing",
    ]


async def test_a_server_comes_back_to_what_it_had(tidying):
    """Removed and added again: nothing is deleted, however late the next purge."""
    state, guild = tidying._bot.state, SimpleNamespace(id=SERVER)
    await state.settings.set(SERVER, "private", True)
    await tidying.on_guild_remove(guild)
    await tidying.on_guild_join(guild)
    assert (await state.purge(Retention(), datetime.now(UTC) + timedelta(days=99))).rows["left_servers"] == 0
    assert await state.settings.of(SERVER) == ServerSettings(private=True)


async def test_a_server_that_stays_away_is_deleted(tidying):
    """After the grace, and not before."""
    state = tidying._bot.state
    await state.settings.set(SERVER, "private", True)
    await tidying.on_guild_remove(SimpleNamespace(id=SERVER))
    await state.purge(Retention(), datetime.now(UTC) + timedelta(days=29))
    assert await state.settings.of(SERVER) == ServerSettings(private=True)
    await state.purge(Retention(), datetime.now(UTC) + timedelta(days=31))
    assert await state.settings.of(SERVER) == ServerSettings()


async def test_a_removal_while_the_bot_was_away_is_noticed_when_it_is_ready(tidying, caplog):
    """And those where it still is are not touched."""
    caplog.set_level(logging.INFO)
    state = tidying._bot.state
    for server in (SERVER, 5):
        await state.settings.set(server, "private", True)
    tidying._bot.guilds = [SimpleNamespace(id=5)]
    await tidying.on_ready()
    await state.purge(Retention(), datetime.now(UTC) + timedelta(days=31))
    assert await state.settings.of(SERVER) == ServerSettings()
    assert await state.settings.of(5) == ServerSettings(private=True)
    assert caplog.messages == ["removed from 1 servers while away; their data goes later"]


def with_article(shelf, server):
    """Give a server an article; return its folder."""
    shelf.add(shelf.root(server), "a.md", b"# Moons\n\nSaturn has many moons that somebody counted.\n")
    return shelf.servers / str(server)


async def test_the_articles_of_a_server_go_with_its_rows(tidying, shelf, caplog):
    """Those of others stay."""
    caplog.set_level(logging.INFO)
    state = tidying._bot.state
    theirs, others = with_article(shelf, SERVER), with_article(shelf, 5)
    await state.settings.set(SERVER, "private", True)
    await state.servers.left(SERVER, days_ago(29))
    await tidying._tidy.coro(tidying)
    assert theirs.is_dir()
    await state.servers.joined(SERVER)
    await state.servers.left(SERVER, days_ago(31))
    await tidying._tidy.coro(tidying)
    assert not theirs.exists()
    assert (others / "a.md").is_file()
    assert "deleted the articles of a server that was left" in caplog.messages
    assert not any(str(SERVER) in one for one in caplog.messages)


async def test_articles_that_cannot_be_deleted_are_tried_again(tidying, shelf, monkeypatch):
    """The server stays noted for that; its rows go."""
    state = tidying._bot.state
    theirs = with_article(shelf, SERVER)
    await state.settings.set(SERVER, "private", True)
    await state.servers.left(SERVER, days_ago(31))
    with monkeypatch.context() as broken:

        def refuse(path):
            raise OSError(5, "Input/output error")

        broken.setattr("corpus.intake.leaving.shutil.rmtree", refuse)
        await tidying._tidy.coro(tidying)
    assert await state.settings.of(SERVER) == ServerSettings()
    assert not theirs.exists()  # nobody reads it any more
    assert [one.name[:6] for one in shelf.servers.iterdir()] == [".gone-"]
    await tidying._tidy.coro(tidying)
    assert list(shelf.servers.iterdir()) == []


async def test_a_server_that_is_back_this_moment_keeps_its_articles(tidying, shelf):
    """And all else: the bot was added between two of Discord's messages."""
    theirs, state = with_article(shelf, SERVER), tidying._bot.state
    await state.settings.set(SERVER, "private", True)
    await state.servers.left(SERVER, days_ago(31))
    tidying._bot.get_guild = lambda guild_id: SimpleNamespace(id=guild_id)
    await tidying._tidy.coro(tidying)
    assert (theirs / "a.md").is_file()
    assert (await state.settings.of(SERVER)).private


async def test_a_server_that_came_back_while_the_bot_was_away_loses_nothing(tidying, shelf, caplog):
    """What Discord says of the servers is waited for: until then, the state has it as one that was left long ago."""
    caplog.set_level(logging.INFO)
    state, ready = tidying._bot.state, asyncio.Event()
    theirs = with_article(shelf, SERVER)
    await state.settings.set(SERVER, "private", True)
    await state.servers.left(SERVER, days_ago(31))
    tidying._bot.wait_until_ready = ready.wait
    await tidying.cog_load()
    await asyncio.sleep(0)
    tidying._bot.guilds = [SimpleNamespace(id=SERVER)]
    ready.set()
    for _ in range(5000):  # turns of the loop, until the purge is through
        if caplog.messages:
            break
        await asyncio.sleep(0.001)
    await tidying.cog_unload()
    assert caplog.messages == ["deleted what is kept no longer: nothing"]
    assert (theirs / "a.md").is_file()
    assert await state.settings.of(SERVER) == ServerSettings(private=True)


async def test_articles_that_cannot_be_listed_hold_nothing_up(tidying, shelf, monkeypatch):
    """The servers that the state knows are compared all the same."""

    def refuse():
        raise OSError(13, "Permission denied")

    state = tidying._bot.state
    await state.settings.set(SERVER, "private", True)
    monkeypatch.setattr(tidying._bot, "shelf", SimpleNamespace(servers_with_articles=refuse))
    await tidying.on_ready()
    assert (await state.purge(Retention(), datetime.now(UTC) + timedelta(days=31))).rows["left_servers"] == 1


async def test_a_server_of_which_only_articles_are_left_is_noticed(tidying, shelf):
    """All its rows were too old."""
    theirs = with_article(shelf, SERVER)
    await tidying.on_ready()
    await tidying._bot.state.purge(
        Retention(), datetime.now(UTC) + timedelta(days=31), forget_articles=tidying._forget_articles
    )
    assert not theirs.exists()


class Gone:
    """A state whose database is gone."""

    @property
    def servers(self):
        return self

    async def purge(self, *_, **__):
        raise StateError("gone")

    left = joined = compare = purge


async def test_a_database_that_is_gone_is_tried_again_another_time(tidying, caplog):
    """The bot goes on; the log says so once for each try."""
    tidying._bot.state, state = Gone(), tidying._bot.state
    guild = SimpleNamespace(id=SERVER)
    await tidying._tidy.coro(tidying)
    await tidying.on_ready()
    await tidying.on_guild_remove(guild)
    await tidying.on_guild_join(guild)
    assert [one.levelname for one in caplog.records] == ["WARNING"] * 4
    assert all("gone" in one for one in caplog.messages)
    tidying._bot.state = state


def test_each_time_comes_from_its_setting():
    """Rebuilds are kept as the audit log is."""
    from bot.settings import Settings

    chosen = Settings(
        keep_answers_days=1,
        keep_feedback_days=2,
        keep_gaps_days=3,
        keep_counts_days=4,
        keep_audit_days=5,
        keep_left_servers_days=6,
    )
    assert retention(chosen) == Retention(1, 2, 3, 4, 5, 5, 6)


def test_the_defaults_of_settings_and_of_the_bot_are_the_same(bare_host):
    """A bot made without settings, in a test, keeps as one with them."""
    from bot.settings import Settings

    assert retention(Settings()) == Retention()
