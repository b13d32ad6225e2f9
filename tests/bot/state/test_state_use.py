import asyncio
import subprocess
import sys
from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.state import State
from bot.state.nouns import DayOfUse, Limit
from bot.state.tables import USE
from tests.bot.state.makers import ALICE, BIGGEST, BOB, SERVER, TODAY
from tests.source_code import ROOT

YESTERDAY = TODAY - timedelta(days=1)


async def taken(state, server=SERVER):
    query = select(func.coalesce(func.sum(USE.c.taken), 0)).where(USE.c.guild_id == server)
    async with state.use._database.reading() as connection:
        return (await connection.execute(query)).scalar_one()


async def test_a_person_asks_up_to_the_limit_of_a_day(state):
    """Then hears of it; another person, another day and another server count by themselves."""
    limits = {"person_limit": 2, "daily_limit": 0}
    assert [await state.use.take(SERVER, ALICE, TODAY, **limits) for _ in range(4)] == [
        *(None, None),
        *(Limit("person", 2), Limit("person", 2)),
    ]
    assert await state.use.take(SERVER, BOB, TODAY, **limits) is None
    assert await state.use.take(SERVER, ALICE, YESTERDAY, **limits) is None
    assert await state.use.take(5, ALICE, TODAY, **limits) is None
    assert await state.use.take(None, ALICE, TODAY, **limits) is None
    assert await taken(state) == 4


async def test_a_server_asks_up_to_the_limit_of_a_day(state):
    """Whoever it is; direct messages are no server's."""
    limits = {"person_limit": 0, "daily_limit": 2}
    assert await state.use.take(SERVER, ALICE, TODAY, **limits) is None
    assert await state.use.take(SERVER, BOB, TODAY, **limits) is None
    assert await state.use.take(SERVER, BIGGEST, TODAY, **limits) == Limit("server", 2)
    assert await state.use.take(None, BIGGEST, TODAY, **limits) is None
    assert await taken(state) == 2


async def test_what_was_given_back_can_be_asked_again(state):
    """By the same person on the same day alone, and never more than was taken."""
    limits = {"person_limit": 1, "daily_limit": 0}
    assert await state.use.take(SERVER, ALICE, TODAY, **limits) is None
    await state.use.give_back(SERVER, BOB, TODAY)
    await state.use.give_back(SERVER, ALICE, YESTERDAY)
    assert await state.use.take(SERVER, ALICE, TODAY, **limits) == Limit("person", 1)
    for _ in range(3):
        await state.use.give_back(SERVER, ALICE, TODAY)
    assert await taken(state) == 0
    assert await state.use.take(SERVER, ALICE, TODAY, **limits) is None
    assert await state.use.take(SERVER, ALICE, TODAY, **limits) == Limit("person", 1)


async def test_without_limits_everything_is_taken(state):
    """0 is no limit."""
    for _ in range(5):
        assert await state.use.take(SERVER, ALICE, TODAY, person_limit=0, daily_limit=0) is None
    assert await taken(state) == 5


async def test_what_a_limit_refused_is_not_counted_against_a_raised_one(state):
    """A manager who raises the limit lets people go on at once."""
    for _ in range(9):
        await state.use.take(SERVER, ALICE, TODAY, person_limit=1, daily_limit=0)
    assert await state.use.take(SERVER, ALICE, TODAY, person_limit=2, daily_limit=0) is None


async def test_days_say_who_asked_and_what_came_of_it(state):
    """Oldest first; whom a limit refused did not ask."""
    for person, day, outcome in [
        *((ALICE, TODAY, "answered"), (ALICE, TODAY, "refused"), (BOB, TODAY, "answered")),
        (BOB, YESTERDAY, "refused"),
    ]:
        await state.use.take(SERVER, person, day, person_limit=0, daily_limit=0)
        await state.use.count(SERVER, person, day, outcome)
    await state.use.take(SERVER, 77, TODAY, person_limit=0, daily_limit=1)
    assert await state.use.by_day(SERVER, since=YESTERDAY) == [
        DayOfUse(YESTERDAY, 1, 0, 1),
        DayOfUse(TODAY, 2, 2, 1),
    ]
    assert await state.use.by_day(SERVER, since=TODAY) == [DayOfUse(TODAY, 2, 2, 1)]
    assert (await state.use.by_day(SERVER, since=TODAY))[0].asked == 3
    assert await state.use.people(SERVER, since=YESTERDAY) == 2
    assert await state.use.people(5, since=YESTERDAY) == 0
    assert await state.use.by_day(5, since=YESTERDAY) == []


async def test_an_outcome_counts_though_nothing_was_taken(state):
    """The day may have changed between the question and its answer."""
    await state.use.count(None, ALICE, TODAY, "answered")
    await state.use.count(SERVER, ALICE, TODAY, "refused")
    assert await state.use.by_day(SERVER, since=TODAY) == [DayOfUse(TODAY, 1, 0, 1)]


@pytest.mark.parametrize("limits", [{"person_limit": 0, "daily_limit": 20}, {"person_limit": 5, "daily_limit": 0}])
async def test_many_at_once_never_get_more_than_the_limit(state, limits):
    """Eight people's sixty-four questions at the same moment, over several connections."""
    asks = [state.use.take(SERVER, number % 8 + 1, TODAY, **limits) for number in range(64)]
    got = Counter(await asyncio.gather(*asks))
    allowed = 20 if limits["daily_limit"] else 40
    assert got[None] == allowed
    assert await taken(state) == allowed


async def test_many_at_once_lose_no_count(state):
    """Outcomes that are counted together all count."""
    await asyncio.gather(*(state.use.count(SERVER, number % 3 + 1, TODAY, "answered") for number in range(60)))
    assert await state.use.by_day(SERVER, since=TODAY) == [DayOfUse(TODAY, 3, 60, 0)]


async def test_whoever_gives_up_waiting_leaves_the_rest_working(state):
    """A cancelled question holds no lock and counts once or not at all."""
    tasks = [
        asyncio.create_task(state.use.take(SERVER, ALICE, TODAY, person_limit=0, daily_limit=50)) for _ in range(30)
    ]
    for number, task in enumerate(tasks):
        await asyncio.sleep(0)
        if number % 3 == 0:
            task.cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert {type(one) for one in results} <= {type(None), asyncio.CancelledError}
    assert results.count(None) <= await taken(state) <= 30
    assert await state.use.take(SERVER, BOB, TODAY, person_limit=0, daily_limit=50) is None


TAKER = """
import asyncio, sys
from datetime import date
from bot.state import State

async def main(address, person):
    state = await State.open(address)
    got = await asyncio.gather(
        *(state.use.take(1001, person, date(2026, 3, 1), person_limit=0, daily_limit=100) for _ in range(40))
    )
    await state.close()
    print(got.count(None))

asyncio.run(main(sys.argv[1], int(sys.argv[2])))
"""


def test_several_processes_never_get_more_than_the_limit(empty_address):
    """Four at once on an empty database, forty questions each; none fails, and together they get what is allowed."""
    started = [
        subprocess.Popen(
            [sys.executable, "-c", TAKER, empty_address, str(n)], stdout=subprocess.PIPE, cwd=ROOT, text=True
        )
        for n in range(1, 5)
    ]
    outputs = [one.communicate()[0] for one in started]
    assert [one.returncode for one in started] == [0] * 4
    assert sum(map(int, outputs)) == 100

    async def all_taken():
        state = await State.open(empty_address)
        found = await taken(state)
        await state.close()
        return found

    assert asyncio.run(all_taken()) == 100


steps = st.lists(
    st.tuples(
        st.sampled_from([ALICE, BOB, BIGGEST]),
        st.sampled_from([None, SERVER]),
        st.sampled_from([TODAY, YESTERDAY]),
        st.integers(0, 3),
        st.integers(0, 4),
        st.booleans(),
    ),
    max_size=25,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(steps=steps)
def test_limits_are_kept_in_any_order_and_company(opened, steps):
    """Against a plain count: whatever was asked before, alone or together with the next, none gets too much."""
    runner, state = opened

    async def go():
        async with state.use._database.writing() as connection:
            await connection.execute(USE.delete())
        theirs, all_of_it = Counter(), Counter()
        together = []
        for person, server, day, person_limit, daily_limit, wait in steps:
            together.append((person, server, day, person_limit, daily_limit))
            if not wait:
                continue
            results = await asyncio.gather(
                *(state.use.take(s, p, d, person_limit=pl, daily_limit=dl) for p, s, d, pl, dl in together)
            )
            for (p, s, d, _, _), got in zip(together, results, strict=True):
                if got is None:
                    theirs[s, d, p] += 1
                    all_of_it[s, d] += 1
            for (p, s, d, pl, dl), got in zip(together, results, strict=True):
                if got is None and len(together) == 1:
                    assert not pl or theirs[s, d, p] <= pl
                    assert not dl or all_of_it[s, d] <= dl
                if got is not None:
                    assert (theirs[s, d, p] if got.of == "person" else all_of_it[s, d]) >= got.most
            together = []
        async with state.use._database.reading() as connection:
            query = select(USE.c.guild_id, USE.c.day, USE.c.person_id, USE.c.taken).where(USE.c.taken > 0)
            kept = {
                (row.guild_id or None, row.day, row.person_id): row.taken for row in await connection.execute(query)
            }
        assert kept == dict(theirs)

    runner.run(go())


@pytest.fixture
def opened(address):
    """The state and the loop it was opened on, one for all of hypothesis's examples."""
    with asyncio.Runner() as runner:
        state = runner.run(State.open(address))
        yield runner, state
        runner.run(state.close())
