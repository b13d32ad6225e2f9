"""`/insights`, played by people in a simulated Discord: gaps and telling, feedback, usage."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import pairwise

import discord
import pytest
import simcord
from PIL import Image
from sqlalchemy import select

from bot.answers.answer import Part
from bot.discord_app.insights.cards import in_words
from bot.discord_app.insights.chart import HEIGHT, WIDTH, drawn_days, short_date
from bot.discord_app.insights.telling import Telling
from bot.state.errors import StateError
from bot.state.nouns import DayOfUse, Feedback, Gap, KeptAnswer
from bot.state.tables import ANSWERS, GAPS
from corpus.article import Passage
from index.errors import NoIndexError
from index.hits import Hit
from tests.bot.discord.fakes import PERU, QUOTE, ROFR, STARGATE, labels_of, text_of

MANAGERS = "Only people who may manage this server (“Manage Server”) can do that."
UNSURE = replace(ROFR, lead="I am not sure.", sure=False)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


class Asked:
    """Lets people have asked what was not answered."""

    def __init__(self, world, bot) -> None:
        self.world = world
        self.bot = bot
        self.number = 0

    async def gap(self, question, who=None, *, private=False, message=None, channel=None, minutes=0, unsure=False):
        self.number += 1
        where, asker = channel or self.world.channel, who or self.world.alice
        kept = KeptAnswer(
            id=f"answer-{self.number}",
            guild_id=self.world.guild.id,
            channel_id=where.id,
            asker_id=asker.id,
            way="command",
            result=replace(UNSURE if unsure else PERU, question=question),
            snapshot="s0",
            created_at=NOW,
            private=private,
            message_id=message.id if message is not None else None,
        )
        state = self.bot.state
        await state.answers.keep(kept)
        when = NOW + timedelta(minutes=minutes)
        await state.gaps.note(Gap(0, kept.guild_id, where.id, asker.id, question, "en", kept.id, when))

    async def waiting(self):
        return [gap.question for gap in await self.bot.state.gaps.untold(self.world.guild.id, limit=50)]


@pytest.fixture
def asked(world, bot):
    return Asked(world, bot)


async def opened(world, group=0, who=None):
    """Show the gaps and choose one in the menu; return the message."""
    person = who or world.mod
    message = (await person.slash(world.channel, "insights gaps")).response
    menu = message.components[1]["components"][0]
    await person.select(message, [menu["options"][group]["value"]], custom_id=menu["custom_id"])
    return message


def cannot_tell(message):
    """Whether the button that tells the askers is disabled."""
    (button,) = [one for one in message.components[-1]["components"] if one["label"] == "Tell them"]
    return button.get("disabled", False)


async def test_gaps_are_grouped_and_the_most_asked_stand_first(world, env, asked, desk):
    """With counts and an example, for who manages alone; no asker is named."""
    bob = world.guild.add_member(env.create_user("bob"))
    await asked.gap("where is the office?")
    await asked.gap("what is the capital of Peru?")
    await asked.gap("What is the capital of PERU?", bob)
    result = await world.mod.slash(world.channel, "insights gaps")
    said = text_of(result.response)
    assert result.ephemeral
    assert "**1.** What is the capital of PERU?\n-# 2 questions · newest <t:" in said
    assert "**2.** where is the office?\n-# 1 question · newest <t:" in said
    assert "alice" not in said
    assert str(world.alice.id) not in said
    assert {call.chat for call in desk.calls} == {False}
    assert {call.scope for call in desk.calls} == {frozenset({"articles", f"server-{world.guild.id}"})}


async def test_what_got_an_unsure_answer_is_told_from_what_found_nothing(world, asked):
    """Of a group, how many were; the text of what was asked in private is not shown for it."""
    await asked.gap("where is the office?", unsure=True)
    await asked.gap("what is the capital of Peru?")
    await asked.gap("What is the capital of PERU?", unsure=True)
    await asked.gap("who runs it?")
    await asked.gap("my secret?", private=True, unsure=True)
    said = text_of((await world.mod.slash(world.channel, "insights gaps")).response)
    lines = said.splitlines()
    small = {before: line for before, line in pairwise(lines) if before.startswith("**")}
    assert {before[7:]: " · ".join(line.split(" · ")[2:]) for before, line in small.items()} == {
        "What is the capital of PERU?": "1 of them with an unsure answer",
        "*asked in private, so its text is not shown*": "unsure answer",
        "who runs it?": "",
        "where is the office?": "unsure answer",
    }
    assert "my secret?" not in said


async def test_an_unsure_answer_is_no_news(world, asked, desk):
    """Neither is the question said to be answered, nor can anybody be told; once it is surely answered, they are."""
    desk.answers = {"what is ROFR?": UNSURE}
    await asked.gap("what is ROFR?", unsure=True)
    message = await opened(world)
    assert "The articles do not surely answer this yet." in text_of(message)
    assert cannot_tell(message)
    desk.answers, desk.snapshot = {"what is ROFR?": ROFR}, "s2"
    message = await opened(world)
    assert "The articles answer this now." in text_of(message)
    assert not cannot_tell(message)
    await world.mod.click(message, label="Tell them")
    assert "✅ Told: 1 person, about 1 question." in text_of(message)
    assert await asked.waiting() == []


PRICE, AND_ADULTS, ADULTS = "what do children pay?", "and adults?", "what do adults pay?"
PAID = replace(ROFR, question=PRICE)
READ = replace(PERU, question=AND_ADULTS, read_as=ADULTS)


async def followed_up(env, world, first, second):
    """Let somebody follow up on somebody's question; return both answers."""
    answer = (await first.slash(world.channel, "ask", question=PRICE)).response
    form = await second.click(answer, label="Follow up")
    return answer, (await second.submit_modal(form, {"question": AND_ADULTS})).response


async def test_a_follow_up_waits_as_it_was_understood(world, env, asked, desk, bot):
    """Shown, tried and posted so: its bare words, which the articles would answer, ask something else."""
    desk.answers = {PRICE: PAID, AND_ADULTS: READ}
    _, refused = await followed_up(env, world, world.alice, world.alice)
    desk.answers[AND_ADULTS] = replace(ROFR, question=AND_ADULTS)
    desk.asked.clear()
    message = await opened(world)
    assert desk.asked == [ADULTS]
    assert f"- {ADULTS}\nThe articles do not surely answer this yet." in text_of(message)
    assert cannot_tell(message)
    desk.answers[ADULTS], desk.snapshot = replace(UNSURE, question=ADULTS), "s2"
    assert "The articles do not surely answer this yet." in text_of(await opened(world))
    desk.answers[ADULTS], desk.snapshot = replace(ROFR, question=ADULTS), "s3"
    await world.mod.click(await opened(world), label="Tell them")
    told = world.channel.last_message
    assert f"-# Question: {AND_ADULTS}\n-# Understood as: {ADULTS}\n" in text_of(told)
    assert told.reference.message_id == refused.id
    kept = await bot.state.answers.at_message(told.id)
    assert (kept.question, kept.understood, kept.earlier) == (AND_ADULTS, ADULTS, (PRICE,))


async def kept_questions(bot):
    async with bot.state.gaps._database.reading() as connection:
        return list((await connection.execute(select(GAPS.c.question))).scalars())


async def test_a_follow_up_on_ones_own_question_is_kept_as_it_was_understood(world, env, desk, bot):
    """So that it can be tried when its answer is no longer kept."""
    desk.answers = {PRICE: PAID, AND_ADULTS: READ}
    await followed_up(env, world, world.alice, world.alice)
    assert await kept_questions(bot) == [ADULTS]


async def test_a_follow_up_on_anothers_question_is_kept_as_it_was_asked(world, env, asked, desk, bot):
    """Their words are not its asker's: they are known while its answer is kept, and until they want to be forgotten."""
    desk.answers = {PRICE: PAID, AND_ADULTS: READ, ADULTS: replace(ROFR, question=ADULTS)}
    await followed_up(env, world, world.mod, world.alice)
    assert await kept_questions(bot) == [AND_ADULTS]
    message = await opened(world)
    assert f"- {ADULTS}\n✅ The articles answer this now." in text_of(message)
    await world.mod.click(message, label="Tell them")
    told = world.channel.last_message
    assert ADULTS in text_of(told)
    await bot.state.people.forget(world.mod.id, date(2026, 1, 1))
    kept = await bot.state.answers.at_message(told.id)
    assert (kept.asker_id, kept.understood, kept.earlier) == (world.alice.id, AND_ADULTS, ())


async def test_a_private_follow_up_is_kept_as_it_was_asked(told, world, env, desk, bot):
    """Kept under nobody's id, so that what was asked before could never be forgotten with it."""
    asks = "and who has it?"
    desk.answers[asks] = replace(PERU, question=asks, read_as="who has a ROFR?")
    form = await world.alice.user.click(told, custom_id=told_button(told, "follow"))
    await world.alice.user.submit_modal(form, {"question": asks})
    (gap,) = await bot.state.gaps.untold(world.guild.id, limit=5)
    assert (gap.question, gap.private, gap.asker_id) == (asks, True, 0)
    assert asks in await kept_questions(bot)
    assert "who has a ROFR?" not in await kept_questions(bot)


async def test_no_gaps_is_good_news(world, french):
    """Said in the person's language, once anything was asked here."""
    none = "Aucune question n’attend de réponse\u00a0: "
    result = await world.mod.slash(world.channel, "insights gaps")
    assert f"{none}personne ne m’a encore rien demandé ici." in text_of(result.response)
    await world.alice.slash(world.channel, "ask", question="what is ROFR?")
    result = await world.mod.slash(world.channel, "insights gaps")
    assert f"{none}les articles ont répondu à toutes." in text_of(result.response)


async def test_what_can_be_answered_now_stands_first(world, asked, desk):
    """Asked again when the card is made, once an index: turning a page asks nothing again."""
    await asked.gap("what is ROFR?")
    for _ in range(2):
        await asked.gap("where is the office?")
    result = await world.mod.slash(world.channel, "insights gaps")
    said = text_of(result.response)
    assert "**1.** what is ROFR?\n-# 1 question" in said
    assert said.index("✅ The articles answer this now") < said.index("**2.** where")
    assert sorted(desk.asked) == ["what is ROFR?", "where is the office?"]
    await world.mod.slash(world.channel, "insights gaps")
    assert len(desk.asked) == 2
    desk.snapshot = "s2"
    await world.mod.slash(world.channel, "insights gaps")
    assert len(desk.asked) == 4


async def test_at_most_so_many_are_tried_at_one_look(world, asked, desk):
    """The next look goes on from there."""
    for number in range(30):
        await asked.gap(f"question {number}?")
    result = await world.mod.slash(world.channel, "insights gaps")
    assert len(desk.asked) == 25
    assert "1/4" in labels_of(result.response)
    await world.mod.click(result.response, label="▶")
    assert "2/4" in labels_of(result.response)
    assert len(desk.asked) == 30


async def test_without_an_index_gaps_can_be_seen(world, asked, desk):
    """Nothing is answerable then."""
    await asked.gap("where is the office?")

    def fail():
        raise NoIndexError("x")

    desk.collections = fail
    result = await world.mod.slash(world.channel, "insights gaps")
    assert "**1.** where is the office?" in text_of(result.response)


async def test_text_of_a_private_question_is_never_shown(world, asked):
    """It is counted, also beside public ones like it."""
    await asked.gap("my secret?", private=True)
    await asked.gap("where is the office?")
    await asked.gap("WHERE is the office?", private=True)
    message = (await world.mod.slash(world.channel, "insights gaps")).response
    said = text_of(message)
    assert "**1.** where is the office?\n-# 2 questions" in said
    assert "**2.** *asked in private, so its text is not shown*" in said
    assert "secret" not in said + str(message.components)
    assert "WHERE" not in said + str(message.components)
    message = await opened(world, 1)
    assert "secret" not in text_of(message) + str(message.components)


@pytest.fixture
def staff(world):
    """A channel that the manager cannot read."""
    return world.guild.create_text_channel(
        "staff", overwrites={world.guild.default_role: discord.PermissionOverwrite(view_channel=False)}
    )


async def test_text_from_a_channel_that_the_manager_cannot_read_is_not_shown(world, env, asked, staff):
    """It is counted, also beside others like it; an administrator and the owner read it, of gone channels too."""
    await asked.gap("who gets fired?", channel=staff)
    await asked.gap("where is the office?")
    await asked.gap("WHERE is the office?", channel=staff)
    message = (await world.mod.slash(world.channel, "insights gaps")).response
    said = text_of(message)
    assert "**1.** where is the office?\n-# 2 questions" in said
    assert "**2.** *asked in a channel that you cannot read, so its text is not shown*" in said
    message = await opened(world, 1)
    for hidden in ("fired", "WHERE"):
        assert hidden not in said + text_of(message) + str(message.components)
    admins = world.guild.create_role("admins", permissions=discord.Permissions(administrator=True))
    chief = world.guild.add_member(env.create_user("chief"), roles=[admins])
    assert "who gets fired?" in text_of((await chief.slash(world.channel, "insights gaps")).response)


async def test_text_from_a_channel_that_is_gone_is_for_administrators(world, env, asked):
    """Nobody can tell any more who could read it."""
    other = world.guild.create_text_channel("other")
    await asked.gap("who gets fired?", channel=other)
    env.backend.delete_channel(other.id)
    said = text_of((await world.mod.slash(world.channel, "insights gaps")).response)
    assert "fired" not in said
    assert "asked in a channel that you cannot read" in said


async def test_feedback_from_a_channel_that_the_manager_cannot_read_holds_no_question(world, bot, asked, staff):
    """Nor where nothing is known of its channel."""
    await bot.state.feedback.give(complaint(world, 1, question="who gets fired?", channel_id=staff.id))
    await bot.state.feedback.give(complaint(world, 2, question="who gets hired?", channel_id=None))
    said = text_of((await world.mod.slash(world.channel, "insights feedback")).response)
    assert said.count("*asked in a channel that you cannot read, so its text is not shown*") == 2
    assert "who gets" not in said


async def test_telling_answers_in_reply_and_pings_the_askers_alone(world, env, asked, desk, bot):
    """The refusal is replied to, who asked is named, and they are told once."""
    bob = world.guild.add_member(env.create_user("bob"))
    refusal = await world.mod.send(world.channel, "(the refusal)")
    await asked.gap("what is ROFR?", message=refusal)
    await asked.gap("what is ROFR?", bob)
    message = await opened(world)
    assert "“Tell them” posts the answer" in text_of(message)
    await world.mod.click(message, label="Tell them")
    told = world.channel.last_message
    assert f"<@{bob.id}> <@{world.alice.id}>: you asked me this when" in text_of(told)
    assert "**[1]** [Stargate" in text_of(told)
    assert told.reference.message_id == refusal.id
    (sent,) = [one for one in env.http_requests if one.method == "POST" and one.path.endswith("/messages")]
    allowed = sent.json["allowed_mentions"]
    assert allowed["parse"] == []
    assert {int(one) for one in allowed["users"]} == {bob.id, world.alice.id}
    assert not allowed.get("replied_user")
    assert "✅ Told: 2 people, about 2 questions." in text_of(message)
    assert await asked.waiting() == []
    (entry,) = await bot.state.audit.newest(world.guild.id, limit=5)
    assert (entry.action, entry.person_id) == ("gaps.tell", world.mod.id)
    assert entry.detail == {"people": 2, "questions": 2}
    kept = await bot.state.answers.at_message(told.id)
    assert kept.question == "what is ROFR?"


async def test_telling_twice_tells_once(world, env, asked):
    """A second card that is still open finds nothing to tell."""
    await asked.gap("what is ROFR?")
    first, second = await opened(world), await opened(world)
    await world.mod.click(first, label="Tell them")
    count = len(list(world.channel.history()))
    pressed = await world.mod.click(second, label="Tell them")
    assert pressed.followups[0].content == "These questions are no longer waiting: somebody has dealt with them."
    assert len(list(world.channel.history())) == count
    env.errors.clear()


async def test_what_is_no_longer_answered_is_said_and_stays(world, asked, desk):
    """Nobody is told anything, though the card offered it."""
    await asked.gap("what is ROFR?")
    message = await opened(world)
    desk.answers = {}
    await world.mod.click(message, label="Tell them")
    said = text_of(message)
    assert "Nobody was told.\nStill without a sure answer: 1 question." in said
    assert await asked.waiting() == ["what is ROFR?"]


async def test_a_group_can_be_told_where_any_of_its_questions_has_an_answer(world, asked, desk):
    """Also where the newest has none, or the list was too long to try it; who asked otherwise waits."""
    desk.group = lambda questions: [list(range(len(questions)))]
    await asked.gap("what is ROFR?")
    await asked.gap("ROFR means what?")
    message = await opened(world)
    assert "✅ The articles answer this now." in text_of(message)
    await world.mod.click(message, label="Tell them")
    assert "✅ Told: 1 person, about 1 question.\nStill without a sure answer: 1 question." in text_of(message)
    assert await asked.waiting() == ["ROFR means what?"]


SEVERAL = "what is ROFR? is there a bar? who pays?"
BAR = replace(ROFR.citations[0], number=2, article_id="bar.md")
PARTS = (
    Part("what is ROFR?", "It is [1].", 1),
    Part("is there a bar?", "I found nothing.", 0, sure=False),
    Part("who pays?", "I am not sure.", 1, "who pays? (bar)", sure=False),
)


@pytest.mark.parametrize(
    ("parts", "waits", "unsure"),
    [(PARTS, "is there a bar? who pays? (bar)", True), (PARTS[:2], "is there a bar?", False)],
)
async def test_of_several_questions_those_that_failed_are_the_gap(world, bot, desk, parts, waits, unsure):
    """Shown, tried again, told and kept by themselves: the others have their answers."""
    cited = (ROFR.citations[0], BAR)[: len(parts) - 1]
    desk.answers = {SEVERAL: replace(ROFR, question=SEVERAL, sure=False, parts=parts, citations=cited)}
    await world.alice.slash(world.channel, "ask", question=SEVERAL)
    assert await kept_questions(bot) == [waits]
    said = text_of((await world.mod.slash(world.channel, "insights gaps")).response)
    assert f"**1.** {waits}\n-# 1 question" in said
    assert ("unsure answer" in said) is unsure
    assert desk.asked[-1] == waits
    desk.answers[waits], desk.snapshot = replace(ROFR, question=waits), "s2"
    await world.mod.click(await opened(world), label="Tell them")
    assert f"-# Question: {waits}\n" in text_of(world.channel.last_message)


async def test_the_list_says_what_it_holds(world, asked, french):
    """Unsure answers are among them."""
    await asked.gap("where is the office?", unsure=True)
    said = text_of((await world.mod.slash(world.channel, "insights gaps")).response)
    assert said.startswith("### Questions sans réponse sûre\n")


async def test_a_group_says_how_many_others_asked_where_nobody_reads_along(world, asked, staff):
    """In private and in channels closed to whoever looks, beside those that are shown."""
    await asked.gap("where is the office?")
    for where in ({"private": True}, {"private": True}, {"channel": staff}):
        await asked.gap("Where is the OFFICE?", **where)
    said = text_of(await opened(world))
    assert (
        "- where is the office?\n-# and 2 asked in private: the text is not shown\n"
        "-# and 1 asked in a channel that you cannot read: the text is not shown\n"
    ) in said
    assert "OFFICE" not in said


async def test_who_asked_in_private_is_told_in_private(world, asked):
    """Nothing stands in the channel."""
    await asked.gap("what is ROFR?", private=True)
    message = await opened(world)
    await world.mod.click(message, label="Tell them")
    told = text_of(world.alice.user.dm_channel.last_message)
    assert told.startswith("You asked me this in **Test Guild** when the articles could not surely answer it.")
    assert "**[1]** [Stargate" in told
    assert all("Stargate" not in text_of(one) for one in world.channel.history())
    assert await asked.waiting() == []


@pytest.fixture
async def told(world, env, bot, desk):
    """Alice's answer in a direct message: she asked in private, it was refused, and its article came to her server."""
    collection = f"server-{world.guild.id}"
    start = STARGATE.text.index(QUOTE)
    citation = replace(ROFR.citations[0], start=start, end=start + len(QUOTE), collection=collection)
    desk.answers = {}
    refused = await world.alice.slash(world.channel, "ask", question="what is ROFR?", private=True)
    assert refused.ephemeral
    desk.answers = {"what is ROFR?": replace(ROFR, citations=(citation,))}
    desk.library = [replace(STARGATE, collection=collection)]
    desk.snapshot = "s2"
    message = await opened(world)
    await world.mod.click(message, label="Tell them")
    assert "✅ Told: 1 person, about 1 question." in text_of(message)
    return world.alice.user.dm_channel.last_message


async def test_who_really_asked_in_private_is_told(told, world, bot):
    """The gap names nobody; its kept answer does."""
    assert text_of(told).startswith("You asked me this in **Test Guild** when the articles could not surely answer it.")
    assert await bot.state.gaps.untold(world.guild.id, limit=5) == []
    assert [button["label"] for button in told_buttons(told)] == ["Passage", "Follow up", "👍", "👎"]


def told_buttons(message):
    rows = [one if isinstance(one, dict) else one.to_dict() for one in message.components]
    return [one for row in rows if row["type"] == 1 for one in row["components"]]


def told_button(message, action):
    ids = [one["custom_id"] for one in told_buttons(message)]
    return next(one for one in ids if one.split(":")[1] == action)


async def test_where_nothing_tells_who_asked_that_is_said(world, bot, desk):
    """What was kept of their answer has been purged."""
    desk.answers = {}
    await world.alice.slash(world.channel, "ask", question="what is ROFR?", private=True)
    desk.answers = {"what is ROFR?": ROFR}
    async with bot.state.answers._database.writing() as connection:
        await connection.execute(ANSWERS.delete())
    message = await opened(world)
    await world.mod.click(message, label="Tell them")
    said = text_of(message)
    assert "Nobody was told.\nAsked in private, and I no longer know by whom: 1 question." in said


async def test_what_was_told_in_private_opens_what_its_server_reads(told, world, env, desk, make_bot):
    """Its passage and a further question, also after a restart; as one of the server, counted and kept there."""
    await env.restart_bot(make_bot())
    alice = world.alice.user
    shown = await alice.click(told, custom_id=told_button(told, "passage"))
    assert f"**{QUOTE}**" in text_of(shown.response)
    form = await alice.click(told, custom_id=told_button(told, "follow"))
    answer = await alice.submit_modal(form, {"question": "and who has it?"})
    assert not answer.ephemeral
    assert desk.calls[-1].scope == frozenset({f"server-{world.guild.id}"})
    assert desk.calls[-1].earlier == ("what is ROFR?",)
    kept = await env.bot.state.answers.at_message(answer.response.id)
    assert (kept.guild_id, kept.private, kept.told) == (world.guild.id, True, True)
    (gap,) = await env.bot.state.gaps.untold(world.guild.id, limit=5)
    assert (gap.question, gap.private, gap.asker_id) == ("and who has it?", True, 0)
    again = await alice.click(answer.response, custom_id=told_button(answer.response, "follow"))
    assert again.modal["title"] == "Ask differently"


async def test_what_came_closest_is_one_page_in_a_direct_message(told, world, bot, desk):
    """From what the server reads, and kept as nobody's: a button there would look for a second page outside it."""
    article = replace(STARGATE, collection=f"server-{world.guild.id}")
    passages = [Passage(article.id, at, at + 200) for at in range(0, 1600, 200)]
    desk.hits = [Hit(rank, article, one, fused=1.0) for rank, one in enumerate(passages, 1)]
    alice = world.alice.user
    form = await alice.click(told, custom_id=told_button(told, "follow"))
    refused = (await alice.submit_modal(form, {"question": "who keeps the droit de premier refus?"})).response
    shown = await alice.click(refused, custom_id=told_button(refused, "closest"))
    said = text_of(shown.response)
    assert "Passages 1 to 5 of the 5 best" in said
    assert "**5.** [" in said
    assert "**6.**" not in said
    assert told_buttons(shown.response) == []
    assert (await bot.state.people.kept_about(world.alice.id)).searches == 0


async def test_a_reply_to_what_was_told_is_answered_as_in_its_server(told, world, desk):
    """In a direct message, from the server's articles."""
    reference = {"message_id": str(told.id), "channel_id": str(told.channel.id)}
    await world.alice.user.send_dm("and who has it?", reference=reference)
    assert desk.calls[-1].scope == frozenset({f"server-{world.guild.id}"})


async def test_who_has_left_opens_nothing_of_what_was_told(told, world, env):
    """Nor who lost the role that may ask."""
    readers = world.guild.create_role("readers")
    await env.bot.state.settings.set(world.guild.id, "ask_roles", (readers.id,))
    alice = world.alice.user
    for action in ("passage", "follow", "good", "bad"):
        said = (await alice.click(told, custom_id=told_button(told, action))).response.content
        assert said.startswith("In this server, asking me is for people with certain roles")
    world.guild.remove_member(world.alice)
    for action in ("passage", "follow", "good", "bad"):
        said = (await alice.click(told, custom_id=told_button(told, action))).response.content
        assert said == "That is from a server that you have left, and for its people alone."
    env.errors.clear()


async def test_nothing_of_what_was_told_opens_while_discord_does_not_say_who_may(told, world, env):
    """Whoever presses may have left the server."""
    alice = world.alice.user
    env.inject_error("GET", "/guilds/*/members/*", status=500, times=None)
    said = (await alice.click(told, custom_id=told_button(told, "passage"))).response.content
    assert said.startswith("Discord does not tell me just now whether you may do that")
    env.errors.clear()


async def test_a_told_answer_that_cannot_be_kept_keeps_nobody_from_being_told(world, bot, asked, monkeypatch):
    """In another channel, or alone; and what was told is written down."""
    await asked.gap("what is ROFR?")
    await asked.gap("what is ROFR?", world.mod, channel=world.guild.create_text_channel("other"))
    await asked.gap("what is ROFR?", private=True)
    message = await opened(world)

    async def full(_):
        raise StateError("full")

    monkeypatch.setattr(bot.state.answers, "keep", full)
    await world.mod.click(message, label="Tell them")
    assert "✅ Told: 2 people, about 3 questions." in text_of(message)
    assert await asked.waiting() == []
    assert [entry.action for entry in await bot.state.audit.newest(world.guild.id, limit=5)] == ["gaps.tell"]


@pytest.mark.parametrize(("elsewhere", "waiting"), [(True, 1), (False, 2)])
async def test_whoever_could_not_be_told_any_more_is_still_waiting(
    world, env, bot, asked, monkeypatch, elsewhere, waiting
):
    """Where the state fails in between: nobody is marked whose message is not sent, be it one for several."""
    await asked.gap("what is ROFR?")
    other = world.guild.create_text_channel("other") if elsewhere else world.channel
    await asked.gap("what is ROFR?", world.mod, channel=other)
    message = await opened(world)
    told, marks = bot.state.gaps.told, []

    async def once(*arguments):
        marks.append(arguments)
        if len(marks) > 1:
            raise StateError("full")
        return await told(*arguments)

    monkeypatch.setattr(bot.state.gaps, "told", once)
    await world.mod.click(message, label="Tell them")
    assert await asked.waiting() == ["what is ROFR?"] * waiting
    env.errors.clear()


async def test_who_takes_no_direct_messages_is_said(world, env, asked):
    """And can be told later."""
    await asked.gap("what is ROFR?", private=True)
    env.inject_error("POST", "/channels/*/messages", status=403, code=50007, times=1)
    message = await opened(world)
    await world.mod.click(message, label="Tell them")
    assert "Direct messages closed: 1 person." in text_of(message)
    assert await asked.waiting() == ["what is ROFR?"]


async def test_who_has_left_or_may_no_longer_ask_is_told_nothing(world, env, bot, asked):
    """What a server's articles say is for its people."""
    bob = world.guild.add_member(env.create_user("bob"))
    await asked.gap("what is ROFR?", bob)
    world.guild.remove_member(bob)
    message = await opened(world)
    await world.mod.click(message, label="Tell them")
    assert "Gone, or no longer allowed to ask me: 1 person." in text_of(message)
    readers = world.guild.create_role("readers")
    await bot.state.settings.set(world.guild.id, "ask_roles", (readers.id,))
    await asked.gap("what is ROFR?")
    message = await opened(world)
    await world.mod.click(message, label="Tell them")
    assert "Gone, or no longer allowed to ask me: 1 person." in text_of(message)
    assert await asked.waiting() == []
    assert not any(one.author == env.bot.user and not one.flags.ephemeral for one in world.channel.history())


async def test_where_the_bot_may_answer_no_more_askers_are_told_in_private(world, env, bot, asked):
    """By the settings, or by Discord."""
    other = world.guild.create_text_channel("other")
    closed = world.guild.create_text_channel(
        "closed", overwrites={world.guild.me: discord.PermissionOverwrite(send_messages=False)}
    )
    await bot.state.settings.set(world.guild.id, "channels", (other.id, closed.id))
    await asked.gap("what is ROFR?")
    await asked.gap("what is ROFR?", world.mod, channel=closed)
    message = await opened(world)
    await world.mod.click(message, label="Tell them")
    assert "✅ Told: 2 people, about 2 questions." in text_of(message)
    for person in (world.alice, world.mod):
        assert "**[1]** [Stargate" in text_of(person.user.dm_channel.last_message)


async def test_an_asker_of_whom_discord_says_nothing_is_told_later(world, env, asked):
    """They may have left, or not."""
    await asked.gap("what is ROFR?")
    message = await opened(world)
    env.inject_error("GET", f"/guilds/*/members/{world.alice.id}", status=500, times=None)
    await world.mod.click(message, label="Tell them")
    assert "Could not be told just now: 1 person." in text_of(message)
    assert await asked.waiting() == ["what is ROFR?"]


async def test_nobody_is_told_while_discord_does_not_say_who_may(world, env, asked):
    """Whoever pressed may have lost the right while answers were looked for."""
    await asked.gap("what is ROFR?")
    message = await opened(world)
    env.inject_error("GET", f"/guilds/*/members/{world.mod.id}", status=500, times=None)
    await world.mod.click(message, label="Tell them")
    assert await asked.waiting() == ["what is ROFR?"]
    assert not any(one.author == env.bot.user and not one.flags.ephemeral for one in world.channel.history())
    env.errors.clear()


@pytest.mark.parametrize("status", [500, 503])
async def test_when_discord_is_down_nobody_counts_as_told(status, world, env, asked, monkeypatch):
    """The manager reads that it failed, and it can be tried again."""
    monkeypatch.setattr("bot.discord_app.sending.PAUSES_S", (0.0, 0.0))
    await asked.gap("what is ROFR?")
    message = await opened(world)
    env.inject_error("POST", "/channels/*/messages", status=status, times=None)
    await world.mod.click(message, label="Tell them")
    assert "Could not be told just now: 1 person." in text_of(message)
    assert await asked.waiting() == ["what is ROFR?"]


async def test_a_refusal_that_was_deleted_is_not_replied_to(world, env, asked):
    """The answer stands by itself; so it does where the bot may not read the history."""
    refusal = await world.mod.send(world.channel, "(the refusal)")
    await asked.gap("what is ROFR?", message=refusal)
    env.inject_error("POST", "/channels/*/messages", status=400, code=160002, times=1)
    message = await opened(world)
    await world.mod.click(message, label="Tell them")
    told = world.channel.last_message
    assert "**[1]** [Stargate" in text_of(told)
    assert told.reference is None


async def test_dismissing_deletes_the_group(world, env, bot, asked):
    """And only it; what came after the card was made stays."""
    await asked.gap("where is the office?")
    await asked.gap("who?")
    message = await opened(world, 1)
    await asked.gap("where is the office?")
    await world.mod.click(message, label="Dismiss")
    assert "✅ Dismissed: 1 question." in text_of(message)
    assert await asked.waiting() == ["where is the office?", "who?"]
    (entry,) = await bot.state.audit.newest(world.guild.id, limit=5)
    assert (entry.action, entry.detail) == ("gaps.dismiss", {"questions": 1})


async def test_presses_work_after_a_restart(world, env, make_bot, asked):
    """The custom id says it all."""
    await asked.gap("what is ROFR?")
    message = await opened(world)
    await env.restart_bot(make_bot())
    await world.mod.click(message, label="Tell them")
    assert "✅ Told: 1 person, about 1 question." in text_of(message)


async def test_people_without_the_right_see_nothing(world, env, asked, desk):
    """Commands and presses, also where a role was taken away since; in direct messages they are not offered."""
    await asked.gap("what is ROFR?")
    (command,) = [one for one in await env.bot.tree.fetch_commands() if one.name == "insights"]
    world.guild.set_command_permissions(command, {world.alice: True})
    for name in ("insights gaps", "insights feedback", "insights usage"):
        result = await world.alice.slash(world.channel, name)
        assert result.response.content == MANAGERS
        assert result.ephemeral
        with pytest.raises(simcord.SetupError):
            await world.mod.user.slash(name)
    message = await opened(world)
    world.guild.remove_member(world.mod)
    mod = world.guild.add_member(world.mod.user)
    for label in ("Tell them", "Dismiss", "All questions"):
        assert (await mod.click(message, label=label)).response.content == MANAGERS
    assert await asked.waiting() == ["what is ROFR?"]
    env.errors.clear()


async def test_a_right_lost_while_answers_were_worked_out_counts(world, env, asked, monkeypatch):
    """It is looked at once more before anybody is told."""
    await asked.gap("what is ROFR?")
    message = await opened(world)
    answers = Telling.answers

    async def lose_the_right(telling, gaps):
        found = await answers(telling, gaps)
        del env.backend.get_guild(world.guild.id).members[world.mod.id]
        return found

    monkeypatch.setattr(Telling, "answers", lose_the_right)
    pressed = await world.mod.click(message, label="Tell them")
    assert pressed.followups[0].content == "That is from a server that you have left, and for its people alone."
    assert await asked.waiting() == ["what is ROFR?"]
    env.errors.clear()


def complaint(world, number, **changes):
    given = Feedback(
        answer_id=f"answer-{number}",
        person_id=number,
        guild_id=world.guild.id,
        asker_id=world.alice.id,
        helpful=False,
        question=f"question {number}?",
        article_ids=("stargate.md", "gone.md"),
        created_at=NOW + timedelta(minutes=number),
        channel_id=world.channel.id,
        complaint="source",
        words="see the *other* article",
    )
    return replace(given, **changes)


async def test_feedback_shows_what_was_said_newest_first(world, bot, asked):
    """With sources by title, the reason, a link while the message stands, and the counts."""
    stands = await world.mod.send(world.channel, "(an answer)")
    await asked.gap("question 1?", message=stands)
    book = bot.state.feedback
    await book.give(complaint(world, 1, created_at=datetime.now(UTC)))
    await book.give(complaint(world, 2, complaint=None, words=""))
    await book.give(complaint(world, 3, helpful=True, created_at=datetime.now(UTC)))
    result = await world.mod.slash(world.channel, "insights feedback")
    said = text_of(result.response)
    assert result.ephemeral
    assert "In the last 30 days: 👍 1 · 👎 1" in said
    assert said.index("**1.** question 1?") < said.index("**2.** question 2?")
    assert "👎 not the right source: see the \\*other\\* article" in said
    assert "👎 no reason given" in said
    assert "-# Sources: Stargate, un pari à 500 milliards · gone.md" in said
    assert f"[see the answer]({stands.jump_url})" in said
    await world.mod.delete(stands)
    result = await world.mod.slash(world.channel, "insights feedback")
    assert "see the answer" not in text_of(result.response)


async def test_feedback_on_a_private_answer_holds_no_question(world, bot, asked):
    """Nor a link; forgotten questions are said to be forgotten."""
    await asked.gap("my secret?", private=True)
    await bot.state.feedback.give(complaint(world, 1, question="my secret?"))
    await bot.state.feedback.give(complaint(world, 2, question=""))
    said = text_of((await world.mod.slash(world.channel, "insights feedback")).response)
    assert "secret" not in said
    assert "*asked in private, so its text is not shown*" in said
    assert "*question no longer kept*" in said


async def test_feedback_on_an_answer_that_its_asker_has_shared_shows_the_question(world, bot, asked):
    """With a link to where it was shared."""
    await asked.gap("what is ROFR?", private=True)
    await bot.state.feedback.give(complaint(world, 1, question="what is ROFR?"))
    shared = await world.mod.send(world.channel, "(the answer, shared)")
    await bot.state.answers.placed("answer-1", shared.id, shared=True)
    said = text_of((await world.mod.slash(world.channel, "insights feedback")).response)
    assert "**1.** what is ROFR?\n" in said
    assert f"[see the answer]({shared.jump_url})" in said


async def test_feedback_is_paged(world, bot, french):
    """Four to a page."""
    for number in range(9):
        await bot.state.feedback.give(complaint(world, number))
    message = (await world.mod.slash(world.channel, "insights feedback")).response
    assert "1/3" in labels_of(message)
    await world.mod.click(message, label="▶")
    await world.mod.click(message, label="▶")
    assert "**9.** question 0?" in text_of(message)
    assert "👎 pas la bonne source\u00a0: see" in text_of(message)


def menu_in(message):
    return next(one for row in message.components for one in row.get("components", ()) if one.get("options"))


async def chosen(world, message, *places, who=None):
    """Choose what stands at these places in the menu of a board; return what that came to."""
    menu = menu_in(message)
    values = [menu["options"][place]["value"] for place in places]
    return await (who or world.mod).select(message, values, custom_id=menu["custom_id"])


async def test_what_was_dealt_with_is_marked_as_done(world, bot):
    """One or several of the page in the menu, which goes on with the next; it is written down, and stays counted."""
    for number in range(5):
        await bot.state.feedback.give(complaint(world, number, created_at=datetime.now(UTC)))
    message = (await world.mod.slash(world.channel, "insights feedback")).response
    menu = menu_in(message)
    assert (menu["placeholder"], menu["max_values"]) == ("Mark as done…", 4)
    assert menu["options"][0]["label"] == "1. question 4?"
    assert menu["options"][0]["description"] == "not the right source: see the *other* article"
    assert not any(label.startswith("Done") for label in labels_of(message))
    await chosen(world, message, 0, 2)
    said = text_of(message)
    assert said.startswith(
        "✅ Done: 2 opinions.\n\n### Answers that were of no help\nIn the last 30 days: 👍 0 · 👎 5\n"
    )
    assert [f"question {number}?" in said for number in range(5)] == [True, True, False, True, False]
    assert labels_of(message)[-1] == "Done (2)"
    (entry,) = await bot.state.audit.newest(world.guild.id, limit=5)
    assert (entry.action, entry.detail, entry.person_id) == ("feedback.done", {"opinions": 2}, world.mod.id)


async def test_what_is_done_can_be_seen_and_put_back(world, bot, french):
    """The last done first, with when; back on the list it stands where it stood."""
    for number in range(2):
        await bot.state.feedback.give(complaint(world, number))
    message = (await world.mod.slash(world.channel, "insights feedback")).response
    await chosen(world, message, 1)
    await chosen(world, message, 0)
    assert "Tous les avis ont été traités." in text_of(message)
    await world.mod.click(message, label="Avis traités (2)")
    said = text_of(message)
    assert said.startswith("### Réponses jugées inutiles\u00a0: avis traités\n**1.** question 1?\n")
    assert said.count("· traité le <t:") == 2
    await chosen(world, message, 1)
    said = text_of(message)
    assert said.startswith("✅ De nouveau dans la liste\u00a0: 1 avis.")
    assert "question 0?" not in said
    await chosen(world, message, 0)
    assert "Aucun avis n’est marqué comme traité." in text_of(message)
    await world.mod.click(message, label="Avis à traiter")
    said = text_of(message)
    assert said.index("**1.** question 1?") < said.index("**2.** question 0?")
    assert [one.action for one in await bot.state.audit.newest(world.guild.id, limit=9)] == [
        *["feedback.reopen"] * 2,
        *["feedback.done"] * 2,
    ]


async def test_done_on_the_last_page_shows_the_one_before(world, bot):
    """Both lists have pages."""
    for number in range(9):
        await bot.state.feedback.give(complaint(world, number))
    message = (await world.mod.slash(world.channel, "insights feedback")).response
    for _ in range(2):
        await world.mod.click(message, label="▶")
    await chosen(world, message, 0)
    assert "2/2" in labels_of(message)
    for _ in range(2):
        await chosen(world, message, *range(4))
    await world.mod.click(message, label="Done (9)")
    assert "1/3" in labels_of(message)
    await world.mod.click(message, label="▶")
    assert "2/3" in labels_of(message)


async def test_of_two_who_mark_the_same_one_is_told_that_the_other_was_faster(world, bot):
    """So is who marks what was changed meanwhile, which waits; nothing is written down of it."""
    await bot.state.feedback.give(complaint(world, 1))
    await bot.state.feedback.give(complaint(world, 2))
    first, second = [(await world.mod.slash(world.channel, "insights feedback")).response for _ in range(2)]
    await chosen(world, first, 0)
    await bot.state.feedback.give(complaint(world, 1, words="on second thoughts", created_at=datetime.now(UTC)))
    await chosen(world, second, 0, 1)
    said = text_of(second)
    assert said.startswith("Nothing was changed: somebody was faster, or has changed what they said.\n")
    assert "on second thoughts" in said
    assert len(await bot.state.audit.newest(world.guild.id, limit=5)) == 1


async def test_a_menu_of_feedback_tells_nothing_that_the_board_hides(world, bot, staff):
    """No person and no answer by its id, no question asked in private or where the manager may not read."""
    await bot.state.feedback.give(complaint(world, 1, question="my secret?", private=True))
    await bot.state.feedback.give(complaint(world, 2, question="who gets fired?", channel_id=staff.id))
    await bot.state.feedback.give(complaint(world, 3, question=""))
    message = (await world.mod.slash(world.channel, "insights feedback")).response
    written = str(message.components)
    for hidden in ("secret", "fired", "answer-", str(world.alice.id)):
        assert hidden not in written
    assert [one["label"] for one in menu_in(message)["options"]] == [
        "1. question no longer kept",
        "2. asked in a channel that you cannot read, so its text is not shown",
        "3. asked in private, so its text is not shown",
    ]


async def test_presses_on_feedback_work_after_a_restart_and_for_managers_alone(world, env, bot, make_bot):
    """The custom id and the value say it all."""
    for number in range(5):
        await bot.state.feedback.give(complaint(world, number))
    message = (await world.mod.slash(world.channel, "insights feedback")).response
    await env.restart_bot(make_bot())
    await chosen(world, message, 0)
    assert "✅ Done: 1 opinion." in text_of(message)
    world.guild.remove_member(world.mod)
    mod = world.guild.add_member(world.mod.user)
    assert (await chosen(world, message, 0, who=mod)).response.content == MANAGERS
    assert (await mod.click(message, label="Done (1)")).response.content == MANAGERS
    assert await env.bot.state.feedback.complaint_count(world.guild.id, done=True) == 1
    env.errors.clear()


async def test_without_feedback_that_is_said(world):
    """Kindly."""
    said = text_of((await world.mod.slash(world.channel, "insights feedback")).response)
    assert "Nobody has said that an answer was of no help." in said


async def test_usage_is_counted_and_drawn(world, env, bot, desk):
    """Counts of 30 days, a picture, and its numbers in words."""
    today = datetime.now(UTC).date()
    use = bot.state.use
    for person, outcome in ((1, "answered"), (1, "answered"), (2, "refused")):
        await use.count(world.guild.id, person, today, outcome)
    await use.count(world.guild.id, 3, today - timedelta(days=40), "answered")
    result = await world.mod.slash(world.channel, "insights usage")
    said = text_of(result.response)
    assert result.ephemeral
    assert "Questions: **3** (2 answered, 1 without an answer)" in said
    assert "People who asked: **2**" in said
    (picture,) = result.response.attachments
    assert picture.filename == "usage.png"
    gallery = result.response.components[0]["components"][1]
    about = f"Questions a day, answered and without an answer: {short_date(today, 'en')} 2 and 1"
    assert gallery["items"][0]["description"] == about


@pytest.mark.parametrize(
    ("language", "about"),
    [
        ("en", "Questions a day, answered (unsure ones among them) and without an answer: 1 Feb 3 (1 unsure) and 1, "),
        (
            "fr",
            "Questions par jour, avec réponse (dont incertaines) et sans réponse\u00a0: "
            "01/02 3 (dont 1 incertaine) et 1, ",
        ),
    ],
)
def test_a_chart_names_in_words_what_is_drawn(language, about):
    """Unsure answers too; a day without any has none."""
    days = [DayOfUse(date(2026, 2, 1), 1, 3, 1, 1), DayOfUse(date(2026, 2, 2), 1, 2, 0)]
    second = "2 Feb 2 and 0" if language == "en" else "02/02 2 et 0"
    assert in_words(days, language) == about + second


async def test_usage_tells_how_many_answers_were_unsure(world, desk, bot, french):
    """For as long as answers are kept: where that is less long than the counts, nobody can say."""
    desk.answers["maybe?"] = replace(UNSURE, question="maybe?")
    for question in ("maybe?", "what is ROFR?", "maybe?", "why?"):
        await world.alice.slash(world.channel, "ask", question=question)
    said = text_of((await world.mod.slash(world.channel, "insights usage")).response)
    assert "Questions\u00a0: **4** (3 avec réponse, dont 2 incertaines, 1 sans réponse)" in said
    assert "🟩 avec réponse · 🟨 réponse incertaine · 🟧 sans réponse" in said
    bot.retention = replace(bot.retention, answers_days=29)
    said = text_of((await world.mod.slash(world.channel, "insights usage")).response)
    assert "Questions\u00a0: **4** (3 avec réponse, 1 sans réponse)" in said
    assert "🟨" not in said


async def test_without_any_use_that_is_said(world, french):
    """And no picture is drawn."""
    result = await world.mod.slash(world.channel, "insights usage")
    assert "Personne ne m’a rien demandé" in text_of(result.response)
    assert result.response.attachments == []


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("most", [0, 1, 7, 12_345])
def test_a_chart_is_a_small_picture_whatever_the_numbers(language, most):
    """Bars stand on the axis, in the colours that are explained beside it; no letter of it needs an accent."""
    days = [
        DayOfUse(date(2026, 2, 1) + timedelta(days=n), 1, most * (n % 2), most, most * (n % 4 == 1)) for n in range(30)
    ]
    data = drawn_days(days, language)
    with Image.open(BytesIO(data)) as picture:
        assert picture.size == (WIDTH, HEIGHT)
        colours = {colour for _, colour in picture.convert("RGB").getcolors(10_000_000)}
    assert ((0x78, 0xB1, 0x59) in colours) == (most > 0)
    assert ((0xF4, 0x90, 0x0C) in colours) == (most > 0)
    assert ((0xFD, 0xCB, 0x58) in colours) == (most > 0)
    assert len(data) < 60_000
    assert all(short_date(date(2026, month, 1), language).isascii() for month in range(1, 13))
