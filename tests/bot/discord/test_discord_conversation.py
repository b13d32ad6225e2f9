"""What a question goes on from, and how a server's settings and limits bear on it, in a simulated Discord."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import discord
import pytest

from bot.answers.answer import NoAnswer
from bot.discord_app.article_choices import key_of
from bot.discord_app.asking.pipeline import Inquiry, _still_chosen
from bot.state.nouns import KeptAnswer
from bot.state.people import NOBODY
from index.errors import NoIndexError
from tests.bot.discord.fakes import ROFR, STARGATE, text_of

QUESTION = "what is ROFR?"


async def thread_of(env, world, **options):
    """A thread of the channel, opened at a message where one is given."""
    if not options:
        options = {"type": discord.ChannelType.public_thread}
    made = await env.bot.get_channel(world.channel.id).create_thread(name="talk", **options)
    await env.settle()
    return next(one for one in world.channel.threads if one.id == made.id)


async def mention(env, person, channel, text, **options):
    await person.send(channel, f"<@{env.bot.user.id}> {text}", **options)
    return channel.last_message


async def test_a_reply_to_an_answer_goes_on_from_it(world, env, desk):
    """Whoever replies, with the questions before, three at most; in the open channel nothing else is carried."""
    answer = await mention(env, world.alice, world.channel, QUESTION)
    for number in range(4):
        answer = await mention(env, world.mod, world.channel, f"and {number}?", reply_to=answer)
    assert desk.calls[-1].earlier == ("and 0?", "and 1?", "and 2?")
    await mention(env, world.alice, world.channel, "and now?")
    assert desk.calls[-1].earlier == ()


async def test_a_follow_up_is_handed_on_as_it_was_read(world, env, desk):
    """So a chain keeps what it is about, however long it gets."""
    desk.answers["since when?"] = replace(ROFR, question="since when?", read_as="since when? (ROFR)")
    answer = await mention(env, world.alice, world.channel, "since when?")
    await mention(env, world.mod, world.channel, "and why?", reply_to=answer)
    assert desk.calls[-1].earlier == ("since when? (ROFR)",)


async def test_a_thread_is_a_conversation(world, env, desk):
    """Its newest answer is gone on from, whoever asked; another thread's is not."""
    thread = await thread_of(env, world)
    await mention(env, world.alice, thread, QUESTION)
    await mention(env, world.mod, thread, "and since when?")
    assert desk.calls[-1].earlier == (QUESTION,)
    other = await thread_of(env, world)
    await mention(env, world.mod, other, "and since when?")
    assert desk.calls[-1].earlier == ()


async def test_a_thread_opened_at_an_answer_goes_on_from_it(world, env, desk):
    """Though nothing was asked in it yet."""
    answer = await mention(env, world.alice, world.channel, QUESTION)
    message = await env.bot.get_channel(world.channel.id).fetch_message(answer.id)
    thread = await thread_of(env, world, message=message)
    await mention(env, world.mod, thread, "and since when?")
    assert desk.calls[-1].earlier == (QUESTION,)


async def test_private_answers_are_no_part_of_a_threads_conversation(world, env, desk):
    """Neither for others nor, in public, for their asker."""
    thread = await thread_of(env, world)
    await world.alice.slash(thread, "ask", question="my secret question", private=True)
    for person in (world.mod, world.alice):
        await mention(env, person, thread, "and since when?")
        assert "my secret question" not in desk.calls[-1].earlier


async def test_a_direct_message_goes_on_from_the_last_one(world, env, desk):
    """An hour later it is another conversation; each person has their own."""
    await world.alice.send_dm(QUESTION)
    await world.mod.send_dm("and since when?")
    assert desk.calls[-1].earlier == ()
    await world.alice.send_dm("and since when?")
    assert desk.calls[-1].earlier == (QUESTION,)


async def test_an_old_conversation_is_over(world, env, desk, bot, monkeypatch):
    """Nobody means what was said hours ago."""
    await world.alice.send_dm(QUESTION)
    latest = bot.state.answers.latest_in

    async def later(channel_id, *, asker_id=None, since):
        return await latest(channel_id, asker_id=asker_id, since=since + timedelta(hours=1))

    monkeypatch.setattr(bot.state.answers, "latest_in", later)
    await world.alice.send_dm("and since when?")
    assert desk.calls[-1].earlier == ()


async def test_settings_decide_privacy_length_chat_and_collections(world, desk, bot):
    """By default; whoever asks may still choose to show the answer."""
    desk.library = [STARGATE, replace(STARGATE, id="b.md", collection="newsroom")]
    for name, value in (("private", True), ("length", "short"), ("chat", False), ("collections", ["newsroom"])):
        await bot.state.settings.set(world.guild.id, name, value)
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert result.ephemeral
    call = desk.calls[-1]
    assert (call.length, call.chat, call.scope) == ("short", False, frozenset({"newsroom", f"server-{world.guild.id}"}))
    shown = await world.alice.slash(world.channel, "ask", question=QUESTION, private=False)
    assert not shown.ephemeral


async def test_channels_and_roles_are_checked_for_every_way(world, env, desk, bot):
    """Privately for a command; whoever manages the server may ask everywhere."""
    other = world.guild.create_text_channel("bots")
    role = world.guild.create_role("readers")
    await bot.state.settings.set(world.guild.id, "channels", [other.id])
    refused = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert refused.ephemeral
    assert refused.response.content == f"In this server I answer in other channels: <#{other.id}>"
    said = await mention(env, world.alice, world.channel, QUESTION)
    assert said.content == refused.response.content
    assert await world.alice.autocomplete(world.channel, "ask", "article", "") == []
    await world.alice.slash(other, "ask", question=QUESTION)
    await world.mod.slash(world.channel, "ask", question=QUESTION)
    await bot.state.settings.set(world.guild.id, "ask_roles", [role.id])
    refused = await world.alice.slash(other, "ask", question=QUESTION)
    assert refused.response.content.startswith("In this server, asking me is for people with certain roles")
    assert desk.asked == [QUESTION, QUESTION]
    env.errors.clear()


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("person_limit", "You have asked as much today as this server allows one person (1)."),
        ("daily_limit", "This server has asked as much today as its limit allows (1)."),
    ],
)
async def test_a_days_limit_says_when_it_ends(setting, sentence, world, env, desk, bot):
    """In the reader's own words for the time; direct messages have none."""
    await bot.state.settings.set(world.guild.id, setting, 1)
    await world.alice.slash(world.channel, "ask", question=QUESTION)
    refused = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert refused.response.content.startswith(sentence)
    assert refused.ephemeral
    ends = int(refused.response.content.split("<t:")[1].split(":R>")[0])
    assert ends % 86_400 == 0
    assert 0 < ends - datetime.now(UTC).timestamp() <= 86_400
    await world.alice.send_dm(QUESTION)
    assert desk.asked == [QUESTION, QUESTION]
    env.errors.clear()


async def test_a_limit_that_is_found_late_is_told_in_private_too(world, env, desk, bot, monkeypatch):
    """The database is slow: what everybody saw of the question is taken away, and its asker alone reads why."""
    await bot.state.settings.set(world.guild.id, "person_limit", 1)
    await world.alice.slash(world.channel, "ask", question=QUESTION)

    async def at_once(count):
        """Wait no moment."""

    monkeypatch.setattr("bot.discord_app.asking.counting.Counting.refused_soon", at_once)
    late = await world.alice.slash(world.channel, "ask", question=QUESTION)
    (said,) = late.followups
    assert said.ephemeral
    assert said.content.startswith("You have asked as much today")
    assert late.response is None
    assert desk.asked == [QUESTION]
    env.errors.clear()


async def test_who_comes_when_all_are_busy_is_told_in_private(world, env, bot):
    """Nothing of it stays in the channel."""
    bot.thinking._most = 0
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    (said,) = result.followups
    assert said.ephemeral
    assert result.response is None
    assert world.channel.history() == []
    env.errors.clear()


async def test_one_question_at_a_time(world, env, desk, bot):
    """Whoever asks again meanwhile is told to wait, privately, by every way to ask."""
    answer = (await world.alice.slash(world.channel, "ask", question=QUESTION)).response
    follow = answer.components[-1]["components"][1]["custom_id"]
    form = await world.alice.click(answer, custom_id=follow)
    with bot.pacing.turn(world.alice.id):
        for result in (
            await world.alice.slash(world.channel, "ask", question=QUESTION),
            await world.alice.submit_modal(form, {"question": QUESTION}),
        ):
            assert result.response.content == "I am still working on your last question. Please wait for its answer."
            assert result.ephemeral
        said = await mention(env, world.alice, world.channel, QUESTION)
        assert said.content == "I am still working on your last question. Please wait for its answer."
        await world.mod.slash(world.channel, "ask", question=QUESTION)
    assert desk.asked == [QUESTION, QUESTION]
    env.errors.clear()


async def test_an_article_is_offered_and_asked_alone(world, desk):
    """By what is typed of its title, with a key that fits a choice though its id does not."""
    long = replace(STARGATE, id="x" * 300 + ".md", title="Élections")
    desk.library = [STARGATE, long, *(replace(STARGATE, id=f"{n}.md", title="t" * 300) for n in range(40))]
    offered = await world.alice.autocomplete(world.channel, "ask", "article", "elec")
    assert offered == [{"name": "Élections", "value": key_of(long.id)}]
    everything = await world.alice.autocomplete(world.channel, "ask", "article", "")
    assert len(everything) == 25
    assert all(len(one["name"]) <= 100 and len(one["value"]) <= 100 for one in everything)
    await world.alice.slash(world.channel, "ask", question=QUESTION, article=offered[0]["value"])
    assert desk.calls[-1].article_id == long.id


async def _asked_of_one_article(env, world, desk):
    """A thread with an answer from one article alone."""
    thread = await thread_of(env, world)
    await world.alice.slash(thread, "ask", question=QUESTION, article=key_of(STARGATE.id))
    return thread


async def test_a_follow_up_stays_with_the_article_that_was_chosen(world, env, desk):
    """Where it leans on the question before, or is surely answered there; the answer says so."""
    thread = await _asked_of_one_article(env, world, desk)
    desk.answers["and since when?"] = replace(ROFR, question="and since when?", read_as="ROFR since when?", sure=False)
    desk.answers["what is a lease?"] = replace(ROFR, question="what is a lease?")
    for question in ("and since when?", "what is a lease?"):
        said = text_of(await mention(env, world.mod, thread, question))
        assert "I looked into the same article as before, and no other." in said
        assert desk.calls[-1].article_id == STARGATE.id
        assert desk.calls[-1].chat
    assert "same article" not in text_of(thread.history()[0])


@pytest.mark.parametrize("reason", ["unsure", "refused", "gone"])
async def test_a_follow_up_that_the_chosen_article_does_not_answer_is_asked_of_all(world, env, desk, reason):
    """So is one whose article has gone; and what follows is asked of all as well."""
    thread = await _asked_of_one_article(env, world, desk)
    if reason == "unsure":
        desk.answers["what is a lease?"] = replace(ROFR, question="what is a lease?", sure=False)
    elif reason == "gone":
        desk.answers["what is a lease?"] = replace(ROFR, question="what is a lease?")
        desk.library = []
    said = text_of(await mention(env, world.mod, thread, "what is a lease?"))
    assert "same article" not in said
    assert desk.calls[-1].article_id is None
    desk.library = [STARGATE]
    desk.answers["and why?"] = replace(ROFR, question="and why?")
    await mention(env, world.mod, thread, "and why?")
    assert desk.calls[-1].article_id is None


def _article_kept(desk, *, private, of_all=None, before_private=False, shared=None):
    """What a follow-up whose chosen article answers it unsurely is asked of."""
    result = replace(ROFR, only=STARGATE.id)
    before = KeptAnswer(
        "a1", 1, 2, 3, "command", result, "s1", datetime.now(UTC), private=before_private, shared_id=shared
    )
    desk.answers["and why?"] = replace(ROFR, question="and why?", read_as="ROFR and why?", sure=False)
    if of_all is not None:
        answer = desk.answer
        desk.answer = lambda *a, **k: of_all if k.get("article_id") is None else answer(*a, **k)
    inquiry = Inquiry(None, "and why?", "mention", private=private, before=before)
    return _still_chosen(desk, inquiry, (QUESTION,), None)


def test_an_unsure_answer_of_the_chosen_article_gives_way_to_a_sure_one_of_all(desk):
    """And to what is said of the articles themselves."""
    assert _article_kept(desk, private=False) == STARGATE.id
    assert _article_kept(desk, private=False, of_all=replace(ROFR, sure=True)) is None
    assert _article_kept(desk, private=False, of_all=NoAnswer("and why?", "Two.", "empty", "en")) is None


def test_an_article_chosen_in_private_is_not_told_by_a_public_follow_up(desk):
    """Which it was is as private as the question, until that is shared."""
    assert _article_kept(desk, private=False, before_private=True) is None
    assert _article_kept(desk, private=True, before_private=True) == STARGATE.id
    assert _article_kept(desk, private=False, before_private=True, shared=9) == STARGATE.id


async def test_an_article_that_is_not_there_is_refused(world, env, desk, bot):
    """So is one of a collection that this server does not read."""
    library = desk.library
    elsewhere = [replace(STARGATE, collection="server-1")]
    for typed, held in (("none", library), (key_of("gone.md"), library), (key_of(STARGATE.id), elsewhere)):
        desk.library = held
        result = await world.alice.slash(world.channel, "ask", question=QUESTION, article=typed)
        (said,) = result.followups
        assert said.ephemeral
        assert said.content.startswith("I have no article of that name here.")
        assert result.response is None
    assert desk.asked == []
    assert world.channel.history() == []
    env.errors.clear()


async def test_a_refusal_is_told_though_what_everybody_saw_cannot_be_taken_away(world, env, desk):
    """Discord fails at the deletion; it had gone already; a private question and a direct message need none."""
    for status, code in ((403, 50001), (404, 10008)):
        env.inject_error("DELETE", "/webhooks/*", status=status, code=code)
        result = await world.alice.slash(world.channel, "ask", question=QUESTION, article="none")
        (said,) = result.followups
        assert said.ephemeral
        assert said.content.startswith("I have no article of that name here.")
    result = await world.alice.slash(world.channel, "ask", question=QUESTION, article="none", private=True)
    assert result.ephemeral
    assert result.response.content.startswith("I have no article of that name here.")
    result = await world.alice.user.slash("ask", question=QUESTION, article="none")
    assert result.response.content.startswith("I have no article of that name here.")
    env.errors.clear()


async def test_no_article_is_offered_without_an_index(world, desk):
    """Nothing fails while somebody types."""
    desk.error = NoIndexError("x")
    assert await world.alice.autocomplete(world.channel, "ask", "article", "s") == []


async def test_what_was_given_is_kept_and_counted(world, env, desk, bot):
    """With the way, the index, the message that it stands in; a refusal is noted as a gap."""
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    kept = await bot.state.answers.at_message(result.response.id)
    assert (kept.way, kept.snapshot, kept.asker_id, kept.private) == ("command", "s1", world.alice.id, False)
    assert kept.result == ROFR
    answer = await mention(env, world.mod, world.channel, "who is the mayor?")
    assert (await bot.state.answers.at_message(answer.id)).way == "mention"
    (day,) = await bot.state.use.by_day(world.guild.id, since=datetime.now(UTC).date())
    assert (day.people, day.answered, day.refused) == (2, 1, 1)
    (gap,) = await bot.state.gaps.untold(world.guild.id, limit=5)
    assert (gap.question, gap.asker_id, gap.channel_id) == ("who is the mayor?", world.mod.id, world.channel.id)


async def test_an_unsure_answer_is_counted_as_one_and_noted_as_a_gap(world, desk, bot):
    desk.answers[QUESTION] = replace(ROFR, sure=False)
    await world.alice.slash(world.channel, "ask", question=QUESTION)
    (day,) = await bot.state.use.by_day(world.guild.id, since=datetime.now(UTC).date())
    assert (day.answered, day.refused) == (1, 0)
    (gap,) = await bot.state.gaps.untold(world.guild.id, limit=5)
    assert (gap.question, gap.asker_id, gap.unsure) == (QUESTION, world.alice.id, True)


async def test_what_one_chosen_article_does_not_answer_is_no_gap(world, bot):
    """Others may answer it, and nobody is to be told later that they do now."""
    await world.alice.slash(world.channel, "ask", question="who is the mayor?", article=key_of(STARGATE.id))
    assert await bot.state.gaps.untold(world.guild.id, limit=5) == []
    (day,) = await bot.state.use.by_day(world.guild.id, since=datetime.now(UTC).date())
    assert (day.answered, day.refused) == (0, 1)


async def test_a_gap_of_a_private_question_names_nobody_and_can_be_forgotten(world, bot):
    """Those who manage the server read the question alone; whoever asked it can still have it deleted."""
    await world.alice.slash(world.channel, "ask", question="am I being let go?", private=True)
    (gap,) = await bot.state.gaps.untold(world.guild.id, limit=5)
    assert (gap.question, gap.asker_id) == ("am I being let go?", NOBODY)
    await bot.state.people.forget(world.alice.id, datetime.now(UTC).date())
    assert await bot.state.gaps.untold(world.guild.id, limit=5) == []


async def test_what_is_no_question_is_neither_kept_nor_a_gap(world, desk, bot):
    """A greeting gets its sentence, without buttons."""
    desk.answers["hello"] = replace(desk.answer("hello"), reason="empty", text="I see no question here.", nearest=())
    result = await world.alice.slash(world.channel, "ask", question="hello")
    assert "I see no question here." in text_of(result.response)
    assert await bot.state.answers.at_message(result.response.id) is None
    assert await bot.state.gaps.untold(world.guild.id, limit=5) == []


async def test_questions_in_direct_messages_are_nobodys_gaps(world, bot):
    """No server's moderators are to read them."""
    await world.alice.send_dm("who is the mayor?")
    assert (await bot.state.people.kept_about(world.alice.id)).gaps == 0


async def test_a_reply_whose_text_discord_hides_is_said_to_be_unread(world, env, desk):
    """Not the general help; a mention without a question still gets that."""
    answer = (await world.alice.slash(world.channel, "ask", question=QUESTION)).response
    await world.alice.send(world.channel, "and since when?", reply_to=answer)
    said = world.channel.last_message
    assert said.content.startswith("I cannot read a reply that does not mention me")
    assert len(desk.calls) == 1
    help_ = await mention(env, world.alice, world.channel, "", reply_to=answer)
    assert help_.content.startswith("Ask me about something")
    env.errors.clear()
