"""What is deleted is gone from the disk too, SQLite's write-ahead log included."""

import asyncio
import sqlite3
from datetime import timedelta

import pytest

from bot.state import State, database
from bot.state.errors import StateError
from bot.state.nouns import Retention
from tests.bot.state.makers import ALICE, NOW, TODAY, answer, kept

ASKED = "zanzibar-7041"


def on_disk(folder):
    """Which files of the database hold the secret."""
    return sorted(one.name for one in folder.iterdir() if ASKED.encode() in one.read_bytes())


@pytest.fixture
async def sqlite(tmp_path):
    """A state in a file, with one answer to a secret question."""
    state = await State.open(f"sqlite:///{tmp_path / 'state.sqlite'}")
    await state.answers.keep(kept(answer(f"what is {ASKED}?")))
    yield state
    await state.close()


async def test_what_a_person_has_forgotten_is_in_no_file(sqlite, tmp_path):
    """Neither in the database nor in the log beside it, while the bot goes on."""
    assert on_disk(tmp_path) == ["state.sqlite-wal"]
    await sqlite.people.forget(ALICE, TODAY)
    assert on_disk(tmp_path) == []
    assert (tmp_path / "state.sqlite-wal").stat().st_size == 0


async def test_what_is_purged_is_in_no_file(sqlite, tmp_path):
    """By time."""
    await sqlite.purge(Retention(), NOW + timedelta(days=99))
    assert on_disk(tmp_path) == []


async def test_a_reader_that_stays_puts_it_off(sqlite, tmp_path, monkeypatch, caplog):
    """A backup of another process: what was deleted is deleted, the log goes with the next purge."""
    caplog.set_level("INFO")
    monkeypatch.setattr(database, "CLEARING_MS", 1)
    reader = sqlite3.connect(tmp_path / "state.sqlite", isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM answers").fetchall()
    gone = await sqlite.people.forget(ALICE, TODAY)
    assert gone.answers == 1
    assert any("somebody else reads it" in one for one in caplog.messages)
    reader.execute("COMMIT")
    reader.close()
    await sqlite.purge(Retention(), NOW)
    assert on_disk(tmp_path) == []


async def test_a_log_that_cannot_be_emptied_hides_no_deletion(sqlite, monkeypatch, caplog):
    """The disk is full just then."""

    async def refuse(driver):
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(database, "_checkpointed", refuse)
    with pytest.raises(StateError):
        await sqlite._database.clear_log()
    assert (await sqlite.people.forget(ALICE, TODAY)).answers == 1
    assert any("until the next purge" in one for one in caplog.messages)


async def test_others_write_on_while_the_log_is_emptied(sqlite):
    """Each in its turn."""
    others = [sqlite.answers.keep(kept(answer(f"question {number}?"))) for number in range(20)]
    await asyncio.gather(sqlite.people.forget(ALICE, TODAY), *others)
    await sqlite.answers.keep(kept(answer("and then?")))
    assert (await sqlite.people.kept_about(ALICE)).answers >= 1


async def test_postgresql_keeps_its_own(state):
    """There is nothing to be done."""
    assert await state._database.clear_log() is True
