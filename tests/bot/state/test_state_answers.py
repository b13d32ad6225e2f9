import asyncio
from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from bot.answers.answer import Answer, Citation, Doubt, Nearest, NoAnswer
from bot.state.answers import new_answer_id
from bot.state.errors import StateError
from bot.state.tables import ANSWERS, UNFIT
from tests.bot.state.makers import ALICE, BIGGEST, BOB, CHANNEL, NOW, SERVER, TODAY, ago, answer, kept, refusal

NASTY = "zero \0 half \ud83d other \udc00 whole \U0001f600 \u202e right-to-left é"
FITTED = "zero \ufffd half \ufffd other \ufffd whole \U0001f600 \u202e right-to-left é"


def test_an_answers_id_fits_a_button_and_is_new():
    """Twelve characters that need no escaping."""
    ids = {new_answer_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert {len(one) for one in ids} == {12}


@pytest.mark.parametrize("result", [answer(), answer(sure=False), refusal()], ids=["answer", "unsure", "refusal"])
async def test_what_is_kept_comes_back(state, result):
    """Every field, also those that are seldom filled."""
    given_out = kept(result, earlier=("first?", "second?"), before="abc", private=True, message_id=5, shared_id=6)
    await state.answers.keep(given_out)
    assert await state.answers.get(given_out.id) == given_out
    assert await state.answers.get("never") is None


async def test_ids_may_be_as_large_as_discord_makes_them(state):
    """2^63-1 fits every column."""
    largest = kept(guild_id=BIGGEST, channel_id=BIGGEST, asker_id=BIGGEST, message_id=BIGGEST, shared_id=BIGGEST)
    await state.answers.keep(largest)
    assert await state.answers.at_message(BIGGEST) == largest


async def test_a_number_that_no_database_holds_is_a_state_error(state):
    """2^63 is one too many."""
    with pytest.raises(StateError, match="the state in"):
        await state.answers.at_message(2**63)


async def test_text_that_databases_refuse_is_made_fit(state):
    """NUL and halves of surrogate pairs become one character each, so places in the text stay right."""
    given_out = kept(refusal(NASTY), earlier=(NASTY,))
    await state.answers.keep(given_out)
    back = await state.answers.get(given_out.id)
    assert (back.question, back.earlier, len(back.question)) == (FITTED, (FITTED,), len(NASTY))
    assert await state.answers.get("\0\ud800") is None


async def test_a_very_long_question_is_kept(state):
    """Half a million characters."""
    given_out = kept(refusal("é" * 500_000))
    await state.answers.keep(given_out)
    assert await state.answers.get(given_out.id) == given_out


words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40)
numbers = st.floats(0, 1)
languages = st.sampled_from(["en", "fr"])
dates = st.none() | st.dates()
counts = st.integers(0, 2**40)
citations = st.builds(
    Citation, counts, words, words, st.none() | words, dates, words, languages, words, counts, counts, st.none() | words
)
answers = st.builds(
    Answer,
    words,
    words,
    st.lists(citations, min_size=1, max_size=3).map(tuple),
    languages,
    words,
    numbers,
    words,
    words,
    st.booleans(),
)
nearest = st.builds(Nearest, words, words, st.none() | words, dates)
reasons = st.sampled_from(["empty", "nothing_found", "not_answered"])
refusals = st.builds(
    NoAnswer, words, words, reasons, languages, st.lists(nearest, max_size=3).map(tuple), numbers, words
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(result=answers | refusals)
def test_any_answer_comes_back_as_it_was(kept_and_read, result):
    """Whatever stands in its fields, through the database and not only through JSON."""
    assert kept_and_read(result) == result


@pytest.fixture
def kept_and_read(address):
    """Return a function that keeps a result and reads it again, on one loop for all of hypothesis's examples."""
    from bot.state import State

    with asyncio.Runner() as runner:
        state = runner.run(State.open(address))

        async def both(result):
            given_out = kept(result)
            await state.answers.keep(given_out)
            return (await state.answers.get(given_out.id)).result

        yield lambda result: runner.run(both(result))
        runner.run(state.close())


@given(text=st.text(st.characters(exclude_categories=())))
def test_text_that_was_made_fit_can_be_written_anywhere(text):
    """It has UTF-8, no NUL, and its length."""
    from bot.state.tables import fit

    made = fit({"a": [text]})["a"][0]
    assert len(made) == len(text)
    assert "\0" not in made
    assert made.encode().decode() == made
    assert (made == text) == (UNFIT.search(text) is None)


async def test_numbers_that_json_does_not_know_are_left_out(state):
    """PostgreSQL refuses NaN in JSON."""
    await state.audit.note(SERVER, ALICE, "x", NOW, {"share": float("nan"), "all": [float("inf"), 1.5]})
    assert (await state.audit.newest(SERVER, limit=1))[0].detail == {"share": None, "all": [None, 1.5]}


async def test_an_answer_is_found_by_its_message(state):
    """Also by the one that shows a private answer to all."""
    given_out = kept(private=True)
    await state.answers.keep(given_out)
    await state.answers.placed(given_out.id, 11)
    await state.answers.placed(given_out.id, 12, shared=True)
    there = replace(given_out, message_id=11, shared_id=12)
    assert await state.answers.at_message(11) == there
    assert await state.answers.at_message(12) == there
    assert await state.answers.at_message(13) is None


async def test_an_id_is_kept_once(state):
    """A second answer under it is refused, and the first stays."""
    first = kept(id="same")
    await state.answers.keep(first)
    with pytest.raises(StateError):
        await state.answers.keep(kept(refusal(), id="same"))
    assert await state.answers.get("same") == first


async def test_the_latest_answer_of_a_channel_is_the_newest_public_one(state):
    """Of everybody or of one asker, and not older than asked for."""
    old, of_bob, of_alice, private = (
        kept(created_at=ago(minutes=9)),
        kept(created_at=ago(minutes=3), asker_id=BOB),
        kept(created_at=ago(minutes=4)),
        kept(created_at=ago(minutes=1), private=True),
    )
    for one in (old, of_bob, of_alice, private, kept(channel_id=9)):
        await state.answers.keep(one)
    assert await state.answers.latest_in(CHANNEL, since=ago(minutes=5)) == of_bob
    assert await state.answers.latest_in(CHANNEL, asker_id=ALICE, since=ago(minutes=5)) == of_alice
    assert await state.answers.latest_in(CHANNEL, since=ago(minutes=2)) is None
    assert await state.answers.latest_in(CHANNEL, asker_id=77, since=ago(minutes=99)) is None


async def test_the_public_answers_of_an_article_are_the_newest_of_one_server(state):
    """Whole, whatever the length of its path."""
    path = "é/" * 2000 + "1.md"
    old, new = (kept(answer(asked, path), created_at=ago(days=days)) for asked, days in (("old?", 2), ("new?", 1)))
    hidden = kept(answer("private?", path), private=True), kept(answer("direct?", path), guild_id=None)
    for one in (old, new, *hidden, kept(answer("other?", path), guild_id=5)):
        await state.answers.keep(one)
    assert await state.answers.public_citing(path, guild_id=SERVER, limit=5) == [new, old]
    assert await state.answers.public_citing(path, guild_id=SERVER, limit=1) == [new]


async def test_the_recent_answers_are_of_one_person_in_one_place(state):
    """Newest first; None is for direct messages."""
    first, second = kept(created_at=ago(days=2)), kept(refusal(), private=True)
    direct = kept(guild_id=None)
    for one in (first, second, direct, kept(asker_id=BOB)):
        await state.answers.keep(one)
    assert await state.answers.recent(ALICE, guild_id=SERVER, limit=5) == [second, first]
    assert await state.answers.recent(ALICE, guild_id=SERVER, limit=1) == [second]
    assert await state.answers.recent(ALICE, guild_id=None, limit=5) == [direct]


async def test_answers_go_with_the_articles_they_cite(state):
    """Those of other articles stay."""
    gone, also, stays = kept(answer("1?", "a.md", "b.md")), kept(answer("2?", "b.md")), kept(answer("3?", "c.md"))
    for one in (gone, also, stays):
        await state.answers.keep(one)
    assert await state.answers.drop_articles(["b.md", "none.md"]) == 2
    assert await state.answers.drop_articles(["b.md"]) == 0
    assert await state.answers.get(gone.id) is None
    assert await state.answers.get(stays.id) == stays
    assert await state.answers.public_citing("a.md", guild_id=SERVER, limit=5) == []


async def test_any_number_of_articles_can_go_at_once(state):
    """More than a statement takes values."""
    await state.answers.keep(kept(answer("?", "39999.md")))
    assert await state.answers.drop_articles([f"{number}.md" for number in range(40_000)]) == 1
    assert await state.answers.drop_articles([]) == 0


async def test_an_article_may_have_a_path_of_any_length(state):
    """Two that begin alike are told apart."""
    one, other = "é/" * 2000 + "1.md", "é/" * 2000 + "2.md"
    given_out = kept(answer("deep?", one))
    await state.answers.keep(given_out)
    assert await state.answers.public_citing(one, guild_id=SERVER, limit=5) == [given_out]
    assert await state.answers.public_citing(other, guild_id=SERVER, limit=5) == []
    assert await state.answers.drop_articles([other]) == 0
    assert await state.answers.drop_articles([one]) == 1


async def test_an_answer_kept_before_it_said_whether_it_is_sure_opens(state):
    from sqlalchemy import update

    from bot.state.tables import ANSWERS

    given_out = kept(answer(sure=False))
    await state.answers.keep(given_out)
    before = {name: value for name, value in asdict(given_out.result).items() if name != "sure"}
    before["citations"] = [one | {"published": str(one["published"])} for one in before["citations"]]
    async with state.answers._database.writing() as connection:
        await connection.execute(update(ANSWERS).values(result=before))
    assert (await state.answers.get(given_out.id)).result == answer()


async def test_why_an_answer_is_not_sure_is_kept(state):
    """An older answer, which has no word of it, opens too: see above."""
    given_out = kept(replace(answer(sure=False), doubt=Doubt("words", ("harp",), 0.4)))
    await state.answers.keep(given_out)
    assert await state.answers.get(given_out.id) == given_out


async def test_an_answer_of_another_version_is_no_longer_kept(state):
    """What cannot be read is as good as gone; its button says so kindly."""
    from sqlalchemy import update

    from bot.state.tables import ANSWERS

    given_out = kept(message_id=4)
    await state.answers.keep(given_out)
    async with state.answers._database.writing() as connection:
        await connection.execute(update(ANSWERS).values(result={"question": "?", "citations": []}))
    assert await state.answers.get(given_out.id) is None
    assert await state.answers.at_message(4) is None
    assert await state.answers.recent(ALICE, guild_id=SERVER, limit=3) == []


async def test_unsure_answers_are_counted_by_day(state):
    """One server's, from a day on; neither refusals nor an answer from before answers said whether they are sure."""
    unsure = answer(sure=False)
    for result, days, server in (
        (unsure, 0, SERVER),
        (unsure, 0, SERVER),
        (unsure, 1, SERVER),
        (unsure, 2, SERVER),
        (unsure, 0, 5),
        (answer(), 0, SERVER),
        (refusal(), 0, SERVER),
    ):
        await state.answers.keep(kept(result, guild_id=server, created_at=ago(days=days)))
    old = kept(answer("long ago?"))
    await state.answers.keep(old)
    async with state.answers._database.writing() as connection:
        written = (await connection.execute(select(ANSWERS.c.result).where(ANSWERS.c.id == old.id))).scalar_one()
        del written["sure"]
        await connection.execute(update(ANSWERS).where(ANSWERS.c.id == old.id).values(result=written))
    found = await state.answers.unsure_days(SERVER, since=TODAY - timedelta(days=1))
    assert found == {TODAY: 2, TODAY - timedelta(days=1): 1}
