from bot.state.nouns import AuditEntry, Build, GoldenQuestion
from tests.bot.state.makers import ALICE, BIGGEST, BOB, NOW, SERVER, ago


async def test_the_audit_log_says_who_did_what_newest_first(state):
    """In pages; what belongs to another server or to all stays out."""
    for number in range(3):
        await state.audit.note(SERVER, ALICE, f"step.{number}", ago(hours=9 - number), {"number": number, "é": [1]})
    await state.audit.note(5, ALICE, "elsewhere", NOW)
    await state.audit.note(None, BOB, "shared", NOW)
    first, second = await state.audit.newest(SERVER, limit=2)
    assert first == AuditEntry(first.id, SERVER, ALICE, "step.2", {"number": 2, "é": [1]}, ago(hours=7))
    assert second.action == "step.1"
    assert [one.action for one in await state.audit.newest(SERVER, limit=2, offset=2)] == ["step.0"]
    assert (await state.audit.newest(5, limit=9))[0].detail == {}


async def test_a_golden_question_is_kept_until_it_is_removed(state):
    """By its own server only."""
    added = await state.golden.add(SERVER, "who\0 owns it?", "é/" * 3000, "Ellison", BIGGEST, NOW)
    assert added == GoldenQuestion(added.id, SERVER, "who\ufffd owns it?", "é/" * 3000, "Ellison", BIGGEST, NOW)
    other = await state.golden.add(5, "?", "b.md", "", ALICE, NOW)
    assert await state.golden.of(SERVER) == [added]
    assert await state.golden.of(None) == [added, other]
    assert not await state.golden.remove(5, added.id)
    assert await state.golden.remove(SERVER, added.id)
    assert not await state.golden.remove(SERVER, added.id)
    assert await state.golden.of(SERVER) == []


async def test_rebuilds_are_told_to_those_who_share_them(state):
    """A server sees its own and the host's, newest first."""
    await state.builds.note(SERVER, ALICE, "one", ago(days=3), in_use=True, report={"added": ["a.md"]})
    await state.builds.note(None, BOB, "two", ago(days=2), in_use=False, report={})
    await state.builds.note(5, BOB, "three", ago(days=1), in_use=True, report={})
    all_of_them = await state.builds.newest(limit=9)
    assert [one.snapshot for one in all_of_them] == ["three", "two", "one"]
    ours = await state.builds.newest(limit=9, guild_id=SERVER)
    assert [one.snapshot for one in ours] == ["two", "one"]
    assert ours[1] == Build(ours[1].id, SERVER, ALICE, "one", True, {"added": ["a.md"]}, ago(days=3))
    assert [one.snapshot for one in await state.builds.newest(limit=1)] == ["three"]


async def test_a_rebuild_for_several_is_told_to_each_server_as_its_own(state):
    """The newest of theirs, else the newest of all."""
    await state.builds.note(SERVER, ALICE, "one", ago(days=2), in_use=True, report={"mode": "followed"})
    await state.builds.note(5, BOB, "one", ago(days=2), in_use=True, report={"mode": "followed"})
    for guild_id, person in ((SERVER, ALICE), (5, BOB), (6, BOB), (None, BOB)):
        build = await state.builds.of("one", guild_id=guild_id)
        assert (build.person_id, build.followed) == (person, True)
    assert await state.builds.of("two", guild_id=SERVER) is None


async def test_a_mark_holds_its_newest_value(state):
    """By name; none that was never set."""
    assert await state.marks.get("commands") is None
    await state.marks.set("commands", "one")
    await state.marks.set("commands", "two")
    await state.marks.set("other", "é")
    assert (await state.marks.get("commands"), await state.marks.get("other")) == ("two", "é")
