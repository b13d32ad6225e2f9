"""Servers' settings once they were read: known whatever happens to the database, and right after each change."""

import pytest

from bot.state import State
from bot.state.errors import StateError
from bot.state.nouns import ServerSettings


@pytest.fixture
async def open_state(tmp_path):
    """Opens the same state again and again; all are closed in the end."""
    opened = []

    async def open_one():
        opened.append(await State.open(f"sqlite:///{tmp_path / 'state.sqlite'}"))
        return opened[-1]

    yield open_one
    for one in opened:
        await one.close()


async def test_settings_are_known_without_the_database_once_they_were_read(open_state, monkeypatch):
    """Those of servers that chose nothing are the defaults then."""
    first = await open_state()
    await first.settings.set(1, "ask_roles", [7])
    again = await open_state()
    await again.settings.load()

    def broken():
        raise StateError("disk gone")

    monkeypatch.setattr(again._database, "reading", broken)
    assert await again.settings.of(1) == ServerSettings(ask_roles=(7,))
    assert await again.settings.of(2) == ServerSettings()


async def test_changes_count_after_all_were_read(open_state):
    """Set, set again, reset one, reset all."""
    state = await open_state()
    await state.settings.load()
    await state.settings.set(1, "length", "short")
    await state.settings.set(1, "chat", value=False)
    assert await state.settings.of(1) == ServerSettings(length="short", chat=False)
    await state.settings.reset(1, "chat")
    assert await state.settings.of(1) == ServerSettings(length="short")
    await state.settings.reset(1)
    assert await state.settings.of(1) == ServerSettings()
    assert await state.settings.of(None) == ServerSettings()
