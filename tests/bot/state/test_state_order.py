"""In which order one transaction deletes: in two orders, two of them would wait for each other in PostgreSQL."""

import re

import pytest
from sqlalchemy import event

from bot.state import database as database_module
from bot.state.keeping import IN_TURN
from bot.state.nouns import Gap, Retention
from bot.state.tables import LEFT, MARKS, METADATA
from tests.bot.state.makers import ALICE, BOB, CHANNEL, NOW, SERVER, TODAY, ago, kept

CHANGING = re.compile(r'(?:DELETE FROM|UPDATE) "?(\w+)')


@pytest.fixture
def transactions(state):
    """The tables in which each transaction deleted or changed rows, in turn."""
    done, engine = [[]], state._database._engine.sync_engine

    def noted(connection, cursor, statement, *rest):
        if (changing := CHANGING.match(statement)) is not None:
            done[-1].append(changing[1])

    event.listen(engine, "before_cursor_execute", noted)
    event.listen(engine, "commit", lambda connection: done.append([]))
    return done


async def some_rows(state):
    """Keep answers of two people, one of which goes on from the other's, and what comes with them."""
    first = kept(created_at=ago(days=40))
    await state.answers.keep(first)
    await state.answers.keep(kept(asker_id=BOB, before=first.id, earlier=(first.question,), created_at=ago(days=1)))
    await state.gaps.note(Gap(0, SERVER, CHANNEL, ALICE, "why?", "en", first.id, ago(days=40)))
    await state.use.take(SERVER, ALICE, TODAY, person_limit=9, daily_limit=9)


async def test_every_table_has_its_turn():
    """But the one that nothing is deleted from."""
    assert {*IN_TURN, MARKS} == set(METADATA.tables.values())
    assert IN_TURN[-1] is LEFT


async def test_whatever_is_deleted_is_deleted_in_one_order(state, transactions, monkeypatch):
    """A person's rows, those of articles that went, old ones, and those of several servers that were left."""
    monkeypatch.setattr(database_module, "AT_ONCE", 1)
    turns = [table.name for table in IN_TURN]
    await some_rows(state)
    await state.people.forget(ALICE, TODAY)
    await some_rows(state)
    await state.answers.drop_articles(["oracle.md", "other.md"])
    await some_rows(state)
    for server in (SERVER, SERVER + 1):
        await state.servers.left(server, ago(days=31))
    await state.purge(Retention(), NOW)
    assert max(len(set(tables)) for tables in transactions) == len(turns) - 1  # all but who was forgotten
    for tables in transactions:
        assert tables == sorted(tables, key=turns.index)
