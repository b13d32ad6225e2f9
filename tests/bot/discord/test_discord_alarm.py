"""Whoever runs the bot hears that an index is damaged, once, where they take messages."""

import pytest

from bot.discord_app.client import LOOK_EVERY_S
from bot.discord_app.indexing.alarm import MARK
from bot.state.errors import StateError
from index.errors import DamagedIndexError
from index.keeping.snapshot import PassedOver

DAMAGED = (PassedOver("s2", "/data/indexes/notes/snapshots/s2/glossary.sqlite has changed since it was written"),)


@pytest.fixture
def owner(env, bot, world):
    """Somebody of the server runs the bot."""
    bot.owner_id, bot.owner_ids = world.mod.user.id, set()
    return world.mod.user


def told(person):
    """Return what was written to somebody in direct messages."""
    channel = person.dm_channel
    return [message.content for message in channel.history()] if channel is not None else []


async def look(env, times=1):
    """Let the bot look whether there is another index."""
    for _ in range(times):
        await env.advance_time(LOOK_EVERY_S + 1)


async def test_the_owner_is_told_once_that_an_earlier_index_answers(env, owner, desk, bot, world, caplog):
    """In both languages, with the file as it is called within the index; where that lies is the log's to say."""
    desk.passed = DAMAGED
    await look(env, 3)
    (message,) = told(owner)
    assert "`s2`, is damaged on disk" in message
    assert "`s2`, est endommagé sur le disque" in message
    assert "The damaged file is `glossary.sqlite`." in message
    assert "Le fichier endommagé est `glossary.sqlite`." in message
    assert "/data" not in message
    assert "glossary.sqlite has changed" in caplog.text
    assert told(world.alice.user) == []
    assert await bot.state.marks.get(MARK) == "s2"


async def test_another_damaged_index_is_told_again(env, owner, desk):
    """The first may have been mended meanwhile."""
    desk.passed = DAMAGED
    await look(env)
    desk.passed = ()
    await look(env)
    desk.passed = (PassedOver("s3", "a file is missing"),)
    await look(env)
    assert [("`s2`" in one, "`s3`" in one) for one in told(owner)] == [(True, False), (False, True)]


async def test_what_was_told_before_a_restart_is_not_told_again(env, owner, desk, bot):
    """A bot that is started again and again by a host does not write each time."""
    await bot.state.marks.set(MARK, "s2")
    desk.passed = DAMAGED
    await look(env, 2)
    assert told(owner) == []


@pytest.mark.parametrize(("status", "times"), [(500, 1), (503, 3)])
async def test_where_discord_fails_it_is_told_at_a_later_look(env, owner, desk, caplog, status, times):
    """Unavailable, it is tried three times before that; and then it is told once."""
    desk.passed = DAMAGED
    env.inject_error("POST", "/channels/*/messages", status=status, times=times)
    await look(env, 4)
    assert caplog.text.count("could not be told of the damaged index") == 1
    assert len(told(owner)) == 1


async def test_an_owner_who_takes_no_messages_is_written_to_once(env, owner, desk, bot, caplog):
    """The log tells."""
    desk.passed = DAMAGED
    env.inject_error("POST", "/channels/*/messages", status=403, code=50007, times=1)
    await look(env, 3)
    assert told(owner) == []
    assert caplog.text.count("takes no direct messages") == 1


async def test_an_index_that_cannot_be_replaced_by_an_earlier_one_is_told(env, owner, desk):
    """People who ask read that the index cannot be used."""
    desk.error = DamagedIndexError("/data/segments/0123456789abcdef0123456789abcdef/ends.npy: cannot be read (gone)")
    await look(env, 2)
    (message,) = told(owner)
    assert "there is no whole one before it: I cannot answer" in message
    assert "The damaged file is `segments/01234567…/ends.npy`." in message
    assert "cannot be read" not in message


async def test_a_damage_without_a_file_points_to_the_log(env, owner, desk):
    """Rather than to nothing."""
    desk.error = DamagedIndexError("the vectors do not fit together")
    await look(env, 2)
    (message,) = told(owner)
    assert "Which file it is stands in my log." in message
    assert "Le fichier en cause est nommé dans mon journal." in message


async def test_a_state_that_cannot_be_read_stops_no_alarm(env, owner, desk, bot, monkeypatch):
    """It is told once a start then."""

    async def refuse(*_):
        raise StateError("the state cannot be used (disk is full)")

    monkeypatch.setattr(bot.state.marks, "get", refuse)
    monkeypatch.setattr(bot.state.marks, "set", refuse)
    desk.passed = DAMAGED
    await look(env, 3)
    assert len(told(owner)) == 1
