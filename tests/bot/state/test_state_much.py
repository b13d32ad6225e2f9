"""A person of whom much is kept: others get their turn while it is given out and deleted."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import event

from bot.state import keeping, people
from tests.bot.state.makers import ALICE, BOB, TODAY, answer, kept

MANY = 300


async def kept_answers(state, count=MANY):
    """Keep so many answers of Alice; return their ids."""
    made = [kept(answer(f"question {number}?")) for number in range(count)]
    for one in made:
        await state.answers.keep(one)
    return [one.id for one in made]


@asynccontextmanager
async def turns():
    """Count how often another task gets its turn."""
    taken = [0]

    async def take():
        while True:
            taken[0] += 1
            await asyncio.sleep(0)

    task = asyncio.create_task(take())
    yield taken
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_others_get_their_turn_while_much_is_given_out(state, monkeypatch):
    """No more rows than a page are made ready between two turns of another task."""
    await kept_answers(state)
    written, made = people._written, []
    async with turns() as taken:

        def count(row):
            made.append(taken[0])
            return written(row)

        monkeypatch.setattr(people, "_written", count)
        given = await state.people.export(ALICE)
    assert len(given["answers"]) == MANY
    assert max(made.count(turn) for turn in set(made)) <= keeping.ROWS_AT_ONCE


async def test_forgetting_many_answers_takes_a_few_statements(state):
    """Those who follow up are looked for a link at a time, not an answer at a time."""
    ids = await kept_answers(state)
    theirs = kept(answer("and then?"), asker_id=BOB, before=ids[7], earlier=("question 7?",))
    last = kept(answer("and then?"), asker_id=BOB, before=theirs.id, earlier=("question 7?", "and then?"))
    await state.answers.keep(theirs)
    await state.answers.keep(last)
    engine = state._database._engine.sync_engine
    said = []

    def note(*given):
        said.append(given[2])

    event.listen(engine, "before_cursor_execute", note)
    await state.people.forget(ALICE, TODAY)
    event.remove(engine, "before_cursor_execute", note)
    assert len(said) < 40
    assert [(await state.answers.get(one.id)).earlier for one in (theirs, last)] == [(), ("and then?",)]
