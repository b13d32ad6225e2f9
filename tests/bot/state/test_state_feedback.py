from dataclasses import replace

from bot.state.nouns import Retention
from bot.state.tables import ANSWERS
from tests.bot.state.makers import ALICE, BIGGEST, BOB, NOW, SERVER, TODAY, ago, answer, feedback, gap, kept, refusal

NASTY, FITTED = "a\0b\ud800c", "a\ufffdb\ufffdc"


async def test_feedback_comes_back_as_it_was_given(state):
    """Every field; another person's is another's."""
    given = feedback(person_id=BOB, guild_id=None, article_ids=("a.md", "b.md"), complaint="outdated")
    await state.feedback.give(given)
    assert await state.feedback.of("a", BOB) == given
    assert await state.feedback.of("a", ALICE) is None
    assert await state.feedback.of("b", BOB) is None


async def test_a_person_says_one_thing_of_an_answer(state):
    """The last one counts."""
    await state.feedback.give(feedback())
    changed = feedback(helpful=True, complaint=None, words="")
    await state.feedback.give(changed)
    assert await state.feedback.of("a", ALICE) == changed
    assert await state.feedback.counts(SERVER, since=ago(days=1)) == (1, 0)


async def test_feedback_takes_any_text(state):
    """What a database refuses is made fit."""
    await state.feedback.give(feedback(words=NASTY, question=NASTY, article_ids=(NASTY,)))
    back = await state.feedback.of("a", ALICE)
    assert (back.words, back.question, back.article_ids) == (FITTED, FITTED, (FITTED,))


async def test_complaints_are_what_did_not_help_newest_first(state):
    """In pages, of one server."""
    said = [feedback(f"a{number}", created_at=ago(days=number)) for number in range(4)]
    for one in (*said, feedback("good", helpful=True), feedback("elsewhere", guild_id=5)):
        await state.feedback.give(one)
    assert await state.feedback.complaints(SERVER, limit=3) == said[:3]
    assert await state.feedback.complaints(SERVER, limit=3, offset=3) == said[3:]
    assert await state.feedback.complaints(99, limit=3) == []


async def test_feedback_is_counted_by_whether_it_helped(state):
    """Since a time."""
    for number, helpful in enumerate([True, True, False]):
        await state.feedback.give(feedback(f"a{number}", helpful=helpful))
    await state.feedback.give(feedback("old", created_at=ago(days=40)))
    assert await state.feedback.counts(SERVER, since=ago(days=30)) == (2, 1)
    assert await state.feedback.counts(99, since=ago(days=30)) == (0, 0)


async def test_what_was_dealt_with_is_done_until_it_is_opened_again(state):
    """The last first; what helped, and another server's, is neither. It stays counted."""
    said = [feedback(f"a{number}", created_at=ago(days=number)) for number in range(3)]
    times = [one.created_at for one in said]
    helped, elsewhere = feedback("good", helpful=True, created_at=NOW), feedback("b", guild_id=5, created_at=NOW)
    for one in (*said, helped, elsewhere):
        await state.feedback.give(one)
    assert await state.feedback.finish(SERVER, [times[2], ago(days=99)], ago(hours=2)) == 1
    assert await state.feedback.finish(SERVER, times[1:], ago(hours=1)) == 1
    done = [replace(said[1], done_at=ago(hours=1)), replace(said[2], done_at=ago(hours=2))]
    assert await state.feedback.complaints(SERVER, limit=9, done=True) == done
    assert await state.feedback.complaints(SERVER, limit=9, offset=1, done=True) == done[1:]
    assert await state.feedback.complaints(SERVER, limit=9) == said[:1]
    assert [await state.feedback.complaint_count(SERVER, done=one) for one in (False, True)] == [1, 2]
    assert await state.feedback.counts(SERVER, since=ago(days=30)) == (1, 3)
    assert await state.feedback.reopen(SERVER, times) == 2
    assert await state.feedback.reopen(SERVER, times) == 0
    assert await state.feedback.complaints(SERVER, limit=9) == said
    assert await state.feedback.finish(5, [], NOW) == 0
    assert await state.feedback.complaints(5, limit=9) == [elsewhere]


async def test_what_is_said_anew_waits_again(state):
    """Of an answer whose feedback was dealt with, and by its own time: what was said before is no longer found."""
    await state.feedback.give(feedback(created_at=ago(days=1)))
    assert await state.feedback.finish(SERVER, [ago(days=1)], NOW) == 1
    again = feedback(words="It still is.", created_at=NOW)
    await state.feedback.give(again)
    assert await state.feedback.complaints(SERVER, limit=9) == [again]
    assert await state.feedback.finish(SERVER, [ago(days=1)], NOW) == 0


async def test_a_person_is_given_out_when_their_feedback_was_dealt_with(state):
    """And nothing of who did it; what waits has no time."""
    await state.feedback.give(feedback("a", created_at=ago(days=1)))
    await state.feedback.give(feedback("b"))
    await state.feedback.finish(SERVER, [ago(days=1)], NOW)
    given = {row["answer_id"]: row["done_at"] for row in (await state.people.export(ALICE))["feedback"]}
    assert given == {"a": NOW.isoformat(), "b": None}
    assert (await state.people.forget(ALICE, TODAY)).feedback == 2
    assert await state.feedback.complaint_count(SERVER, done=True) == 0


async def test_what_was_dealt_with_goes_with_its_time(state):
    """From when it was said, as what waits does."""
    await state.feedback.give(feedback(created_at=ago(days=400)))
    await state.feedback.finish(SERVER, [ago(days=400)], NOW)
    assert (await state.purge(Retention(), NOW)).rows["feedback"] == 1


async def test_a_gap_comes_back_as_it_was_noted(state):
    """With an id of its own."""
    await state.gaps.note(gap(question=NASTY, guild_id=SERVER, asker_id=BIGGEST, language="fr"))
    (back,) = await state.gaps.untold(SERVER, limit=5)
    assert back.id > 0
    assert back == gap(id=back.id, question=FITTED, asker_id=BIGGEST, language="fr")
    assert await state.gaps.untold(5, limit=5) == []


async def test_a_gap_is_unsure_while_its_unsure_answer_is_kept(state):
    await state.answers.keep(kept(answer(sure=False), id="a"))
    await state.answers.keep(kept(refusal(), id="b"))
    for answer_id in ("a", "b", "c"):
        await state.gaps.note(gap(answer_id))
    assert {one.answer_id: one.unsure for one in await state.gaps.untold(SERVER, limit=5)} == {
        "a": True,
        "b": False,
        "c": False,
    }
    await state.answers.drop_articles(["oracle.md"])
    assert {one.unsure for one in await state.gaps.untold(SERVER, limit=5)} == {False}


async def test_a_gap_is_understood_as_its_answer_tells(state):
    """For as long as that is kept, then as it was noted; one from before gaps told how they were understood, too."""
    own = kept(refusal("and it?", read_as="who owns it? (the moon)"), earlier=("where is the moon?",), before="m")
    old = kept(answer("and when?", read_as="when did Ellison buy Oracle?", sure=False))
    await state.answers.keep(own)
    await state.answers.keep(old)
    await state.gaps.note(gap(own.id, question="who owns it? (the moon)"))
    await state.gaps.note(gap(old.id, question="and when?"))
    found = {one.answer_id: one for one in await state.gaps.untold(SERVER, limit=5)}
    assert (found[own.id].question, found[own.id].understood) == ("and it?", "who owns it? (the moon)")
    assert found[own.id].earlier == ("where is the moon?",)
    assert (found[old.id].question, found[old.id].understood) == ("and when?", "when did Ellison buy Oracle?")
    async with state.gaps._database.writing() as connection:
        await connection.execute(ANSWERS.delete())
    found = {one.answer_id: one for one in await state.gaps.untold(SERVER, limit=5)}
    assert [found[one.id].understood for one in (own, old)] == ["who owns it? (the moon)", "and when?"]


async def test_a_gap_is_noted_once_for_an_answer(state):
    """Twice is no error."""
    await state.gaps.note(gap())
    await state.gaps.note(gap(question="again?"))
    assert [one.question for one in await state.gaps.untold(SERVER, limit=5)] == ["again?"]


async def test_whoever_was_told_is_not_told_again(state):
    """`told` counts those who had not been."""
    for name in "abc":
        await state.gaps.note(gap(name))
    newest, middle, oldest = await state.gaps.untold(SERVER, limit=5)
    assert [one.answer_id for one in (newest, middle, oldest)] == ["c", "b", "a"]
    assert await state.gaps.told([newest.id, middle.id], NOW) == 2
    assert await state.gaps.told([newest.id, oldest.id], ago(days=1)) == 1
    assert await state.gaps.untold(SERVER, limit=5) == []
    told = {row["id"]: row["told_at"] for row in (await state.people.export(ALICE))["gaps"]}
    assert told == {newest.id: NOW.isoformat(), middle.id: NOW.isoformat(), oldest.id: ago(days=1).isoformat()}


async def test_gaps_are_dropped_by_their_own_server(state):
    """Another's stay."""
    await state.gaps.note(gap("a"))
    await state.gaps.note(gap("b", guild_id=5))
    (ours,) = await state.gaps.untold(SERVER, limit=5)
    (theirs,) = await state.gaps.untold(5, limit=5)
    assert await state.gaps.drop([ours.id, theirs.id], guild_id=SERVER) == 1
    assert await state.gaps.untold(SERVER, limit=5) == []
    assert await state.gaps.untold(5, limit=5) == [theirs]
