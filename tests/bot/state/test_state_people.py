import json
from dataclasses import replace
from datetime import timedelta

from bot.answers.answer import Part
from bot.state.nouns import Kept, KeptSearch, Retention, ServerSettings
from bot.state.people import HELD
from bot.state.tables import FORGOTTEN, METADATA
from tests.bot.state.makers import ALICE, BIGGEST, BOB, NOW, SERVER, TODAY, ago, answer, feedback, gap, kept, refusal

TOMORROW = TODAY + timedelta(days=1)
FREE = {"person_limit": 0, "daily_limit": 0}


async def leave_traces(state, person=ALICE, server=SERVER, at=NOW):
    """Let one person leave one row of every kind; return their answer."""
    given_out = kept(answer(f"asked by {person}?"), asker_id=person, guild_id=server, created_at=at)
    await state.answers.keep(given_out)
    await state.feedback.give(feedback(given_out.id, person, asker_id=person, guild_id=server, created_at=at))
    await state.searches.keep(KeptSearch(f"{person}-{server}", server, person, "search", "who?", at))
    await state.gaps.note(gap(given_out.id, asker_id=person, guild_id=server, created_at=at))
    await state.use.take(server, person, at.date(), **FREE)
    await state.audit.note(server, person, "settings.set", at, {"name": "private"})
    await state.builds.note(server, person, "snapshot", at, in_use=True, report={})
    if server is not None:
        await state.golden.add(server, "who?", "a.md", "", person, at)
    return given_out


async def test_nothing_is_kept_about_a_stranger(state):
    """Nor does looking leave anything."""
    assert await state.people.kept_about(ALICE) == Kept()
    assert await state.people.forget(ALICE, TODAY) == Kept()
    found = await state.people.export(ALICE)
    assert found == {"person_id": str(ALICE), **{name: [] for name, *_ in HELD}}


async def test_what_is_kept_is_counted_everywhere(state):
    """In servers and direct messages, with the newest questions and since when."""
    await leave_traces(state, server=SERVER, at=ago(days=3))
    await leave_traces(state, server=None)
    await leave_traces(state, person=BOB)
    for number in range(10):
        await state.answers.keep(kept(refusal(f"{number}?"), created_at=ago(hours=20 - number)))
    found = await state.people.kept_about(ALICE)
    assert found.questions == (f"asked by {ALICE}?", *(f"{number}?" for number in range(9, 0, -1)))
    assert (found.answers, found.feedback, found.gaps, found.days_of_use, found.audit) == (12, 2, 2, 2, 2)
    assert found.since == ago(days=3)


async def test_a_day_counts_once_however_many_places_were_asked_in(state):
    """In a server and in direct messages on one day, and in the server on another: two days."""
    for guild, day in ((SERVER, TODAY), (None, TODAY), (SERVER, TOMORROW)):
        await state.use.take(guild, ALICE, day, **FREE)
    assert (await state.people.kept_about(ALICE)).days_of_use == 2
    assert (await state.people.forget(ALICE, TOMORROW)).days_of_use == 1


async def test_what_is_given_out_is_everything_and_plain_json(state):
    """Times in ISO form, Discord's ids as text."""
    given_out = await leave_traces(state, person=BIGGEST)
    await leave_traces(state, person=BOB)
    found = await state.people.export(BIGGEST)
    assert json.loads(json.dumps(found)) == found
    assert {name: len(rows) for name, rows in found.items() if name != "person_id"} == {name: 1 for name, *_ in HELD}
    (one,) = found["answers"]
    assert (one["id"], one["asker_id"], one["guild_id"]) == (given_out.id, str(BIGGEST), str(SERVER))
    assert one["created_at"] == NOW.isoformat()
    assert one["result"]["question"] == given_out.question
    assert found["use"][0]["day"] == TODAY.isoformat()


def test_every_table_that_names_a_person_is_given_out():
    """But the list of those to forget, which holds nothing else."""
    naming = {
        table.name
        for table in METADATA.sorted_tables
        if table is not FORGOTTEN and {"person_id", "asker_id", "added_by"} & set(table.c.keys())
    }
    assert naming == {table.name for _, table, *_ in HELD}


async def test_whoever_is_forgotten_leaves_what_others_rely_on(state):
    """The audit log, golden questions and rebuilds stay; all else goes, of others nothing does."""
    await leave_traces(state, at=ago(days=1))
    others = await leave_traces(state, person=BOB)
    gone = await state.people.forget(ALICE, TODAY)
    assert (gone.answers, gone.feedback, gone.gaps, gone.days_of_use) == (1, 1, 1, 1)
    left = await state.people.export(ALICE)
    assert {name for name, rows in left.items() if rows and name != "person_id"} == {
        *("audit", "builds", "golden_questions")
    }
    assert await state.answers.get(others.id) == others
    assert (await state.people.kept_about(BOB)).feedback == 1
    assert await state.answers.public_citing("oracle.md", guild_id=SERVER, limit=5) == [others]


async def test_forgetting_gives_nobody_a_new_limit(state):
    """Today's count stays until the first purge after today, and no longer."""
    await state.use.take(SERVER, ALICE, TODAY, person_limit=1, daily_limit=0)
    await state.people.forget(ALICE, TODAY)
    assert await state.use.take(SERVER, ALICE, TODAY, person_limit=1, daily_limit=0) is not None
    await state.purge(Retention(), NOW)
    assert (await state.people.kept_about(ALICE)).days_of_use == 1
    await state.use.take(SERVER, ALICE, TOMORROW, **FREE)
    assert (await state.purge(Retention(), NOW + timedelta(days=1))).rows["use"] == 1
    assert [one["day"] for one in (await state.people.export(ALICE))["use"]] == [TOMORROW.isoformat()]
    async with state.people._database.reading() as connection:
        assert (await connection.execute(FORGOTTEN.select())).all() == []


async def test_what_others_said_of_a_forgotten_answer_stays_without_the_question(state):
    """And without whose it was."""
    given_out = kept()
    await state.answers.keep(given_out)
    await state.feedback.give(feedback(given_out.id, BOB))
    await state.people.forget(ALICE, TODAY)
    assert await state.feedback.of(given_out.id, BOB) == feedback(given_out.id, BOB, question="", asker_id=0)


async def test_others_follow_ups_no_longer_know_what_was_asked(state):
    """However far down the conversation; the follow-ups themselves stay."""
    first = kept(answer("alice one?"))
    second = kept(
        answer("bob two?", read_as="bob two, alice one?"), asker_id=BOB, before=first.id, earlier=("alice one?",)
    )
    third = kept(
        refusal("bob three?", read_as="bob three, alice one?"),
        asker_id=BOB,
        before=second.id,
        earlier=("alice one?", "bob two?"),
    )
    unrelated = kept(answer("bob?", read_as="bob at length?"), asker_id=BOB, earlier=("alice one?",))
    parts = (Part("bob?", "So [1].", 1, "bob, alice one?"), Part("and?", "No.", 0, sure=False))
    several = kept(answer("bob? and?", parts=parts), asker_id=BOB, before=first.id, earlier=("alice one?",))
    for one in (first, second, third, unrelated, several):
        await state.answers.keep(one)
    await state.people.forget(ALICE, TODAY)
    left = (await state.answers.get(several.id)).result
    assert left.parts == (replace(parts[0], read_as=""), parts[1])
    found = [await state.answers.get(one.id) for one in (second, third)]
    assert [(one.question, one.earlier) for one in found] == [("bob two?", ()), ("bob three?", ("bob two?",))]
    assert [one.result.read_as for one in found] == ["", ""]
    assert await state.answers.get(unrelated.id) == unrelated


async def test_a_follow_up_on_what_was_understood_no_longer_knows_it(state):
    """A conversation remembers questions as they were understood, not as they were asked."""
    first = kept(answer("alice oen?", read_as="alice one?"))
    result = refusal("and two?", read_as="two, alice one?")
    second = kept(result, asker_id=BOB, before=first.id, earlier=("alice one?",))
    for one in (first, second):
        await state.answers.keep(one)
    await state.gaps.note(gap(second.id, question="and two?", asker_id=BOB))
    assert [one.understood for one in await state.gaps.untold(SERVER, limit=5)] == ["two, alice one?"]
    await state.people.forget(ALICE, TODAY)
    found = await state.answers.get(second.id)
    assert (found.earlier, found.result.read_as) == ((), "")
    (left,) = await state.gaps.untold(SERVER, limit=5)
    assert (left.understood, left.earlier) == ("and two?", ())


async def test_a_follow_up_forgets_each_question_as_it_was_understood(state):
    """Those that were asked in one message are understood one by one."""
    parts = (Part("oen?", "So [1].", 1, "one?"), Part("and two?", "No.", 0, "two, one?"))
    first = kept(answer("oen? and two?", parts=parts, read_as="one? and two?"))
    held = ("one? and two?", "one?", "two, one?", "oen?", "bob's?")
    second = kept(answer("so?"), asker_id=BOB, before=first.id, earlier=held)
    for one in (first, second):
        await state.answers.keep(one)
    await state.people.forget(ALICE, TODAY)
    assert (await state.answers.get(second.id)).earlier == ("bob's?",)


async def test_others_readings_that_hold_what_was_asked_are_forgotten_too(state):
    """Somebody's follow-up was understood by it, and that is what a third one's goes on from."""
    first = kept(answer("alice one?"))
    second = kept(answer("two?", read_as="two, alice one?"), asker_id=BOB, before=first.id, earlier=("alice one?",))
    held = ("alice one?", "two, alice one?")
    third = kept(refusal("three?"), asker_id=5, before=second.id, earlier=held)
    fourth = kept(refusal("four?"), asker_id=5, before=third.id, earlier=("two, alice one?", "three?"))
    for one in (first, second, third, fourth):
        await state.answers.keep(one)
    await state.people.forget(ALICE, TODAY)
    assert [(await state.answers.get(one.id)).earlier for one in (third, fourth)] == [(), ("three?",)]


async def test_what_is_purged_is_purged_from_the_follow_ups_on_it(state):
    """Its asker could not have it forgotten any more. What was asked since, and what follows nothing, stays."""
    first = kept(answer("alice one?"), created_at=ago(days=31))
    second = kept(answer("and two?", read_as="two, alice one?"), asker_id=BOB, before=first.id, earlier=("alice one?",))
    held = ("alice one?", "two, alice one?")
    third = kept(refusal("three?", read_as="three, alice one?"), asker_id=BOB, before=second.id, earlier=held)
    held = ("two, alice one?", "three, alice one?")
    fourth = kept(refusal("4?", read_as="four?"), asker_id=BOB, before=third.id, earlier=held)
    fifth = kept(refusal("5?", read_as="five?"), asker_id=BOB, before=fourth.id, earlier=("three?",))
    alone = kept(answer("oen?", read_as="one?"), asker_id=BOB)
    found = kept(answer("again?", read_as="oen?"), asker_id=BOB, before=alone.id, earlier=("one?",))
    for one in (first, second, third, fourth, fifth, alone, found):
        await state.answers.keep(one)
    retention = Retention(30, None, None, None, None, None, None)
    for _ in range(2):  # a second finds nothing more to take
        await state.purge(retention, NOW)
        left = [await state.answers.get(one.id) for one in (second, third, fourth)]
        assert [(one.question, one.earlier, one.result.read_as) for one in left] == [
            (said, (), "") for said in ("and two?", "three?", "4?")
        ]
        assert await state.answers.get(fifth.id) == fifth
        assert [one.before for one in left] == [None, second.id, third.id]
        assert await state.answers.get(alone.id) == alone
        assert await state.answers.get(found.id) == found


async def test_a_purge_deletes_what_is_older_than_it_is_kept(state):
    """Each kind by its own time, to the second."""
    for number, days in enumerate((10, 9)):
        await leave_traces(state, person=number + 1, at=ago(days=days, seconds=1 if days == 10 else 0))
    retention = Retention(10, 10, 10, 10, 10, 10, None)
    purged = await state.purge(retention, NOW)
    assert purged.rows == {"answers": 1, "searches": 1, "feedback": 1, "gaps": 1, "audit": 1, "builds": 1, "use": 0}
    assert (await state.people.kept_about(1)).answers == 0
    assert (await state.people.kept_about(2)).answers == 1
    (left,) = await state.answers.public_citing("oracle.md", guild_id=SERVER, limit=5)
    assert left.question == "asked by 2?"
    assert (await state.purge(retention, NOW + timedelta(days=1))).rows["use"] == 1
    assert (await state.golden.of(SERVER)) != []


async def test_without_a_time_everything_is_kept(state):
    """None is for ever."""
    await leave_traces(state, at=ago(days=9999))
    purged = await state.purge(Retention(None, None, None, None, None, None, None), NOW)
    assert set(purged.rows.values()) == {0}
    assert (await state.people.kept_about(ALICE)).answers == 1


async def test_a_server_that_was_left_goes_after_a_while(state):
    """Once the time is over, and everything but what is others'."""
    await leave_traces(state)
    await leave_traces(state, person=BOB, server=5)
    await state.settings.set(SERVER, "private", True)
    await state.servers.left(SERVER, ago(days=30))
    assert (await state.purge(Retention(), NOW)).rows["left_servers"] == 0
    await state.servers.left(SERVER, NOW)  # told twice: the first time counts
    assert (await state.purge(Retention(), NOW + timedelta(seconds=1))).rows["left_servers"] == 1
    assert await state.settings.of(SERVER) == ServerSettings()
    assert not any(rows for name, rows in (await state.people.export(ALICE)).items() if name != "person_id")
    assert all(rows for rows in (await state.people.export(BOB)).values())
    assert (await state.purge(Retention(), NOW + timedelta(seconds=1))).rows["left_servers"] == 0


async def test_a_server_that_adds_the_bot_again_loses_nothing(state):
    """Within the time."""
    await state.settings.set(SERVER, "private", True)
    await state.servers.left(SERVER, ago(days=29))
    await state.servers.joined(SERVER)
    await state.servers.joined(5)
    assert (await state.purge(Retention(), NOW + timedelta(days=9))).rows["left_servers"] == 0
    assert await state.settings.of(SERVER) == ServerSettings(private=True)


async def test_servers_left_while_the_bot_was_away_are_noticed(state):
    """Once; those that came back are taken off the list; direct messages are no server."""
    for server in (SERVER, 5, None):
        await leave_traces(state, server=server)
    await state.servers.left(5, ago(days=99))
    assert await state.servers.compare([5, 6], ago(days=40)) == 1
    assert await state.servers.compare([5, 6], NOW) == 0
    assert (await state.purge(Retention(), NOW)).rows["left_servers"] == 1
    kinds = {row["guild_id"] for row in (await state.people.export(ALICE))["answers"]}
    assert kinds == {"5", None}


async def test_gaps_asked_in_private_are_found_by_their_answers(state):
    """They name nobody, and still are a person's to see and to have deleted."""
    given_out = kept(refusal(), private=True)
    await state.answers.keep(given_out)
    await state.gaps.note(gap(given_out.id, asker_id=0))
    await state.gaps.note(gap("another", asker_id=0))
    assert (await state.people.kept_about(ALICE)).gaps == 1
    assert [one["answer_id"] for one in (await state.people.export(ALICE))["gaps"]] == [given_out.id]
    await state.people.forget(ALICE, TODAY)
    assert [one.answer_id for one in await state.gaps.untold(SERVER, limit=5)] == ["another"]
