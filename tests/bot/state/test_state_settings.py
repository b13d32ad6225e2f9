import asyncio
from contextlib import asynccontextmanager
from dataclasses import fields

import pytest

from bot.state import State
from bot.state.nouns import ServerSettings
from bot.state.tables import SETTINGS
from tests.bot.state.makers import BIGGEST, NOW, SERVER, ago

CHOSEN = {
    "channels": (1, BIGGEST),
    "ask_roles": (3,),
    "manage_roles": (4, 5),
    "private": True,
    "length": "long",
    "chat": False,
    "collections": ("technology", "été"),
    "daily_limit": 500,
    "person_limit": 7,
    "tolerance": 0.25,
}


def test_every_setting_is_tried_here():
    """A new one needs a line above."""
    assert set(CHOSEN) == {one.name for one in fields(ServerSettings)}


@pytest.mark.parametrize("name", CHOSEN)
async def test_a_setting_is_kept_beyond_a_restart(state, address, name):
    """And goes back to its default alone."""
    wanted = ServerSettings(**{name: CHOSEN[name]})
    assert await state.settings.set(SERVER, name, CHOSEN[name]) == wanted
    again = await State.open(address)
    assert await again.settings.of(SERVER) == wanted
    assert await again.settings.of(5) == ServerSettings()
    assert await again.settings.reset(SERVER, name) == ServerSettings()
    await again.close()


async def test_all_settings_go_back_at_once(state):
    """Those of another server stay."""
    for name, value in CHOSEN.items():
        await state.settings.set(SERVER, name, value)
    await state.settings.set(5, "private", True)
    assert await state.settings.of(SERVER) == ServerSettings(**CHOSEN)
    assert await state.settings.reset(SERVER) == ServerSettings()
    assert await state.settings.of(5) == ServerSettings(private=True)


async def test_direct_messages_have_the_defaults(state):
    """No server, nothing chosen."""
    assert await state.settings.of(None) == ServerSettings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("length", "huge"),
        ("daily_limit", -1),
        ("person_limit", 2**31),
        ("tolerance", float("nan")),
        ("tolerance", 1.5),
        ("channels", "all"),
        ("private", "perhaps"),
        ("colour", "red"),
    ],
)
async def test_what_a_setting_does_not_take_is_refused_by_name(state, name, value):
    """And nothing changes."""
    with pytest.raises(ValueError, match=name):
        await state.settings.set(SERVER, name, value)
    assert await state.settings.of(SERVER) == ServerSettings()


async def test_what_another_version_set_counts_as_not_set(state, address):
    """A name that is gone, a value that is no longer taken; the rest holds."""
    rows = [("length", "huge"), ("colour", "red"), ("private", True)]
    async with state.settings._database.writing() as connection:
        values = [{"guild_id": SERVER, "name": name, "value": value} for name, value in rows]
        await connection.execute(SETTINGS.insert(), values)
    assert await state.settings.of(SERVER) == ServerSettings(private=True)


async def test_a_reader_on_its_way_does_not_bring_back_what_was_before(state):
    """However reading and setting overlap, what was set last is what holds."""
    for number in range(1, 15):
        state.settings.forget_known(SERVER)
        reads = [state.settings.of(SERVER) for _ in range(4)]
        await asyncio.gather(*reads, state.settings.set(SERVER, "person_limit", number))
        assert (await state.settings.of(SERVER)).person_limit == number


async def test_settings_that_were_all_read_at_the_start_change_as_others_do(state):
    """A server that chose nothing then has the defaults, without a look."""
    await state.settings.set(SERVER, "private", True)
    state.settings.forget_known(SERVER)
    await state.settings.load()
    assert await state.settings.of(SERVER) == ServerSettings(private=True)
    assert await state.settings.of(5) == ServerSettings()
    await state.settings.set(5, "chat", False)
    await state.servers.left(SERVER, ago(days=1))
    await state.servers.forget_left(NOW)
    assert await state.settings.of(SERVER) == ServerSettings()
    assert await state.settings.of(5) == ServerSettings(chat=False)


@pytest.mark.parametrize("looked_at", [False, True])
async def test_what_is_set_while_all_are_read_stays_set(state, monkeypatch, looked_at):
    """Whether or not somebody has looked at it meanwhile."""
    book, database = state.settings, state.settings._database
    await book.set(SERVER, "person_limit", 1)
    reading, read, go_on = database.reading, asyncio.Event(), asyncio.Event()

    @asynccontextmanager
    async def slow():
        async with reading() as connection:
            yield connection
        read.set()
        await go_on.wait()

    monkeypatch.setattr(database, "reading", slow)
    loading = asyncio.create_task(book.load())
    await read.wait()
    monkeypatch.undo()
    await book.set(SERVER, "person_limit", 5)
    if looked_at:
        await book.of(SERVER)
    go_on.set()
    await loading
    assert (await book.of(SERVER)).person_limit == 5
