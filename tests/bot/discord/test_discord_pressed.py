"""The buttons under an answer, pressed by people in a simulated Discord."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.discord_app.asking.buttons import buttons
from bot.state.errors import StateError
from bot.state.nouns import KeptAnswer
from corpus.article import Article, Span
from tests.bot.discord.fakes import PERU, QUOTE, ROFR, STARGATE, labels_of, text_of

QUESTION = "what is ROFR?"
BOLD = f"**{QUOTE}**"


@pytest.fixture
async def answered(world, desk):
    """A public answer of one quote, given to alice, in the article as the index holds it."""
    settle(desk)
    return (await world.alice.slash(world.channel, "ask", question=QUESTION)).response


def settle(desk):
    """Let the fake article hold the quote where the fake answer says."""
    start = STARGATE.text.index(QUOTE)
    citation = replace(ROFR.citations[0], start=start, end=start + len(QUOTE))
    desk.answers[QUESTION] = replace(ROFR, citations=(citation,))


def ids(message):
    """The custom ids of a message's buttons and menus, in rows."""
    rows = [one for one in raw(message) if one["type"] == 1]
    return [[one.get("custom_id") for one in row["components"]] for row in rows]


def raw(message):
    return [one if isinstance(one, dict) else one.to_dict() for one in message.components]


def button(message, action):
    """The custom id of the button of an action."""
    return next(one for row in ids(message) for one in row if one.split(":")[1] == action)


async def press(person, message, action):
    return await person.click(message, custom_id=button(message, action))


async def test_an_answer_has_few_buttons(answered, world):
    """Passage, follow up, helpful or not; a private one can be shared besides; every id fits."""
    assert [[one.split(":")[1] for one in row] for row in ids(answered)] == [["passage", "follow", "good", "bad"]]
    private = (await world.alice.slash(world.channel, "ask", question=QUESTION, private=True)).response
    assert [[one.split(":")[1] for one in row] for row in ids(private)] == [
        ["passage", "follow", "share"],
        ["good", "bad"],
    ]
    assert all(len(one) <= 100 for one in ids(private)[0])


async def test_a_refusal_offers_to_ask_differently_with_the_question_at_hand(world, desk):
    """And the new question is answered beside it."""
    refused = (await world.alice.slash(world.channel, "ask", question="what is the capital of Peru?")).response
    assert [[one.split(":")[1] for one in row] for row in ids(refused)] == [["closest", "follow"]]
    form = await press(world.alice, refused, "follow")
    field = form.modal["components"][0]["component"]
    assert (form.modal["title"], field["value"]) == ("Ask differently", "what is the capital of Peru?")
    answer = await world.alice.submit_modal(form, {"question": QUESTION})
    assert "**[1]**" in text_of(answer.response)
    assert desk.calls[-1].earlier == ("what is the capital of Peru?",)


async def test_passage_shows_the_quote_bold_in_its_paragraph_to_whoever_pressed(answered, world):
    """With the title, the date, the link and where in the article it stands."""
    shown = await press(world.mod, answered, "passage")
    said = text_of(shown.response)
    assert shown.ephemeral
    assert BOLD in said
    assert said.startswith("**[1]** [Stargate, un pari à 500 milliards](https://example.org/stargate#")
    assert "-# 21 January 2025" in said
    assert not {"◀", "▶"} & set(labels_of(shown.response))


async def test_a_list_in_a_passage_has_discords_bullets(world, desk):
    """Its first item too, though the passage begins behind its bullet; speech keeps its dash, and nothing else acts."""
    said = "Qui vient ?"
    text = f"## Liste\n\n- un *crayon*\n* {said}\n• de l'eau\n— Oui, dit-elle.\n- # Fin"
    place = text.index(said)
    citation = replace(ROFR.citations[0], quote=said, start=place, end=place + len(said), article_id="list.md")
    article = Article("list.md", "Liste", "fr", text, headings=(Span(0, 8),))
    desk.library = [article]
    assert text[desk.passages_of("list.md")[0].start :].startswith("un")
    desk.answers[QUESTION] = replace(ROFR, citations=(citation,))
    answer = (await world.alice.slash(world.channel, "ask", question=QUESTION)).response
    shown = text_of((await press(world.alice, answer, "passage")).response)
    lines = ["- un \\*crayon\\*", "- **Qui vient\u00a0?**", "- de l'eau", "— Oui, dit-elle.", "- \\# Fin"]
    assert shown.splitlines()[-5:] == lines


async def test_pages_turn_before_and_after_the_quote_and_back(answered, world, desk):
    """In the same message; the ends are disabled; a page number of another index is brought within."""
    filler = "mot " * 160 + "fin."  # a passage by itself
    long = "\n\n".join([*(f"Avant {n} {filler}" for n in range(3)), QUOTE, f"Après {filler}"])
    desk.library = [replace(STARGATE, text=long)]
    shown = (await press(world.alice, answered, "passage")).response
    assert "4/5" in labels_of(shown)
    assert BOLD in text_of(shown)
    for page in (3, 2, 1):
        await world.alice.click(shown, label="◀")
        assert f"{page}/5" in labels_of(shown)
    said = text_of(shown)
    assert BOLD not in said
    row = next(one for one in raw(shown) if one["type"] == 1)["components"]
    assert [one.get("disabled", False) for one in row] == [True, True, False, False]
    await world.alice.click(shown, label="To the quote")
    assert BOLD in text_of(shown)


async def test_several_quotes_are_chosen_from_a_menu(world, desk):
    """Each opens at its own place."""
    settle(desk)
    first = desk.answers[QUESTION].citations[0]
    other = replace(STARGATE, id="b.md", title="Another [one]", text="Une autre phrase.\n\nFin.")
    second = replace(first, number=2, article_id="b.md", title=other.title, quote="Une autre phrase.", start=0, end=17)
    desk.library = [STARGATE, other]
    desk.answers[QUESTION] = replace(ROFR, citations=(first, second))
    answer = (await world.alice.slash(world.channel, "ask", question=QUESTION)).response
    shown = (await press(world.alice, answer, "passage")).response
    await world.alice.select(shown, ["1"])
    assert "**Une autre phrase.**" in text_of(shown)
    assert text_of(shown).startswith("**[2]** ")


async def test_an_article_that_is_gone_or_changed_is_said_to_be(answered, world, desk):
    """The quote is shown as it was kept; a quote that moved is found."""
    desk.library = [replace(STARGATE, text=f"Tout neuf. {QUOTE} Fin.")]
    assert BOLD in text_of((await press(world.alice, answered, "passage")).response)
    desk.library = [replace(STARGATE, text="Tout autre chose.")]
    said = text_of((await press(world.alice, answered, "passage")).response)
    assert "has changed since" in said
    assert "Microsoft dispose" in said
    desk.library = []
    said = text_of((await press(world.alice, answered, "passage")).response)
    assert "no longer among those I read here" in said
    assert "Microsoft dispose" in said


async def test_a_passage_is_shown_within_what_the_server_reads_now(answered, world, desk, bot):
    """An article of a collection that the server left is not opened, whatever was quoted of it."""
    desk.library = [replace(STARGATE, collection="secret"), replace(STARGATE, id="b.md")]
    await bot.state.settings.set(world.guild.id, "collections", ["articles"])
    said = text_of((await press(world.alice, answered, "passage")).response)
    assert "no longer among those I read here" in said
    assert "Le projet fut annoncé" not in said


async def test_an_answer_of_another_server_opens_nothing(answered, world, env, desk, bot):
    """A button's id that turned up elsewhere is as good as an answer that is no longer kept."""
    elsewhere = env.create_guild()
    room = elsewhere.create_text_channel("room")
    mallory = elsewhere.add_member(env.create_user("mallory"))
    theirs = (await mallory.slash(room, "ask", question=QUESTION)).response
    kept = await bot.state.answers.at_message(answered.id)
    await bot.state.answers.placed(kept.id, 1)
    stolen = ids(theirs)[0][0].rsplit(":", 1)[0] + f":{kept.id}"
    stored = env.backend.get_message(room.id, theirs.id)
    stored.components[-1]["components"][0]["custom_id"] = stolen
    result = await mallory.click(theirs, custom_id=stolen)
    assert result.response.content == "I no longer keep that answer. Please ask the question again."
    env.errors.clear()


async def test_a_role_taken_away_closes_every_button(answered, world, env, bot, desk):
    """The passage, its pages, both votes and the form that was open already: rights are checked at each press."""
    readers = world.guild.create_role("readers")
    filler = "mot " * 160 + "fin."
    desk.library = [replace(STARGATE, text=f"Avant {filler}\n\n{QUOTE}\n\nAprès {filler}")]
    shown = (await press(world.alice, answered, "passage")).response
    form = await press(world.alice, answered, "bad")
    kept = await bot.state.answers.at_message(answered.id)
    await bot.state.settings.set(world.guild.id, "ask_roles", (readers.id,))
    results = [await press(world.alice, answered, action) for action in ("passage", "good", "bad", "follow")]
    results.append(await world.alice.submit_modal(form, {"complaint": ["wrong"], "words": ""}))
    for result in results:
        assert result.ephemeral
        assert result.response.content.startswith("In this server, asking me is for people with certain roles")
    before = text_of(shown)
    turned = await world.alice.click(shown, label="◀")
    assert turned.followups[0].content.startswith("In this server, asking me is for people with certain roles")
    assert text_of(shown) == before
    assert await bot.state.feedback.of(kept.id, world.alice.id) is None
    env.errors.clear()


async def test_what_is_no_longer_kept_is_said_kindly(answered, world, env, bot):
    """By every button; a further question is answered without what came before."""
    form = await press(world.alice, answered, "follow")
    await bot.state.people.forget(world.alice.id, datetime.now(UTC).date())
    for action in ("passage", "good", "bad", "follow"):
        result = await press(world.alice, answered, action)
        assert result.response.content == "I no longer keep that answer. Please ask the question again."
        assert result.ephemeral
    answer = await world.alice.submit_modal(form, {"question": QUESTION})
    assert "**[1]**" in text_of(answer.response)
    env.errors.clear()


async def test_buttons_work_after_a_restart(answered, world, env, make_bot):
    """Nothing is remembered in the process."""
    await env.restart_bot(make_bot())
    assert BOLD in text_of((await press(world.alice, answered, "passage")).response)
    thanks = await press(world.mod, answered, "good")
    assert thanks.response.content == "Thank you, noted: this answer helped you."


async def test_a_vote_is_one_a_person_and_can_be_changed(answered, world, bot):
    """The last one counts, with its reason and words."""
    kept = await bot.state.answers.at_message(answered.id)
    await press(world.alice, answered, "good")
    await press(world.mod, answered, "good")
    assert (await bot.state.feedback.of(kept.id, world.alice.id)).helpful
    form = await press(world.alice, answered, "bad")
    thanks = await world.alice.submit_modal(form, {"complaint": ["outdated"], "words": "  There is a <@1> newer one. "})
    assert thanks.response.content == "Thank you, noted. It helps to make the answers better."
    assert thanks.ephemeral
    said = await bot.state.feedback.of(kept.id, world.alice.id)
    assert (said.helpful, said.complaint, said.words) == (False, "outdated", "There is a <@1> newer one.")
    assert (said.question, said.article_ids, said.asker_id) == (QUESTION, ("stargate.md",), world.alice.id)
    since = datetime.now(UTC) - timedelta(days=1)
    assert await bot.state.feedback.counts(world.guild.id, since=since) == (1, 1)
    await press(world.alice, answered, "good")
    assert (await bot.state.feedback.of(kept.id, world.alice.id)).complaint is None


async def test_a_follow_up_goes_on_from_the_answer(answered, world, desk):
    """With the question before it, in public as what it follows, by whoever pressed."""
    form = await press(world.mod, answered, "follow")
    assert form.modal["title"] == "Follow up"
    result = await world.mod.submit_modal(form, {"question": "and since when?"})
    assert not result.ephemeral
    assert text_of(result.response).startswith("-# Question: and since when?")
    assert desk.calls[-1].earlier == (QUESTION,)
    again = await press(world.alice, result.response, "follow")
    await world.alice.submit_modal(again, {"question": "by whom?"})
    assert desk.calls[-1].earlier == (QUESTION, "and since when?")


async def test_a_follow_up_of_a_private_answer_is_private(world, desk):
    """Though the server does not ask for it."""
    private = (await world.alice.slash(world.channel, "ask", question=QUESTION, private=True)).response
    form = await press(world.alice, private, "follow")
    result = await world.alice.submit_modal(form, {"question": "and since when?"})
    assert result.ephemeral
    assert desk.calls[-1].earlier == (QUESTION,)


async def test_a_follow_up_needs_the_rights_of_asking(answered, world, env, desk, bot):
    """At the press, and again when the form is sent: the role may have gone in between."""
    role = world.guild.create_role("readers")
    form = await press(world.alice, answered, "follow")
    await bot.state.settings.set(world.guild.id, "ask_roles", [role.id])
    result = await world.alice.submit_modal(form, {"question": "and since when?"})
    assert result.response.content.startswith("In this server, asking me is for people with certain roles")
    assert result.ephemeral
    result = await press(world.alice, answered, "follow")
    assert result.modal is None
    assert result.response.content.startswith("In this server, asking me is for people with certain roles")
    assert desk.asked == [QUESTION]
    env.errors.clear()


async def test_a_private_answer_is_shared_once_by_its_asker(world, env, desk, bot):
    """As a message of its own that names who shared it, mentions nobody, and has its own buttons."""
    settle(desk)
    private = (await world.alice.slash(world.channel, "ask", question=QUESTION, private=True)).response
    share = button(private, "share")
    await press(world.alice, private, "share")
    shared = world.channel.last_message
    assert text_of(shared).startswith("-# Shared by alice\n-# Question: what is ROFR?\n")
    assert [one.split(":")[1] for one in ids(shared)[0]] == ["passage", "follow", "good", "bad"]
    posted = [one for one in env.http_requests if one.method == "POST" and one.path.endswith("/messages")]
    assert [one.json["allowed_mentions"] for one in posted] == [{"parse": []}]
    disabled = [one for row in raw(private) if row["type"] == 1 for one in row["components"] if one.get("disabled")]
    assert [(one["label"], one["custom_id"]) for one in disabled] == [("Shared", share)]
    assert BOLD in text_of((await press(world.mod, shared, "passage")).response)
    kept = await bot.state.answers.at_message(shared.id)
    assert kept.private
    form = await press(world.mod, shared, "follow")
    assert not (await world.mod.submit_modal(form, {"question": "since when?"})).ephemeral
    assert desk.calls[-1].earlier == (QUESTION,)


async def test_what_was_asked_privately_before_a_shared_answer_stays_private(world, desk):
    """Others go on from what they see alone."""
    first = (await world.alice.slash(world.channel, "ask", question="my secret question", private=True)).response
    form = await press(world.alice, first, "follow")
    second = (await world.alice.submit_modal(form, {"question": QUESTION})).response
    await press(world.alice, second, "share")
    form = await press(world.mod, world.channel.last_message, "follow")
    await world.mod.submit_modal(form, {"question": "and since when?"})
    assert desk.calls[-1].earlier == (QUESTION,)
    form = await press(world.alice, world.channel.last_message, "follow")
    await world.alice.submit_modal(form, {"question": "by whom?"})
    assert desk.calls[-1].earlier == (QUESTION, "and since when?")


async def test_two_presses_of_share_post_one_message(world, env, bot):
    """The second is told so."""
    private = (await world.alice.slash(world.channel, "ask", question=QUESTION, private=True)).response
    stored = env.backend.get_message(world.channel.id, private.id)
    before = [dict(one) for one in stored.components]
    await press(world.alice, private, "share")
    stored.components = before  # a client that has not heard yet
    result = await press(world.alice, private, "share")
    assert [one.content for one in result.followups] == ["You have already shared this answer."]
    assert sum("Shared by" in text_of(one) for one in world.channel.history()) == 1
    env.errors.clear()


async def test_nothing_is_shared_where_its_asker_may_not_write(world, env):
    """The right may have been taken away after the question."""
    channel = world.guild.create_text_channel("news")
    private = (await world.alice.slash(channel, "ask", question=QUESTION, private=True)).response
    everyone = env.bot.get_guild(world.guild.id).default_role
    await env.bot.get_channel(channel.id).set_permissions(everyone, send_messages=False)
    result = await press(world.alice, private, "share")
    assert [one.content for one in result.followups] == [
        "I can only share it where you asked, and where both you and I may write."
    ]
    assert not any("Shared by" in text_of(one) for one in channel.history())
    env.errors.clear()


async def test_a_share_that_discord_refuses_can_be_tried_again(world, env):
    """A channel closed to the bot is a sentence, and the button stays."""
    private = (await world.alice.slash(world.channel, "ask", question=QUESTION, private=True)).response
    env.inject_error("POST", "/channels/*/messages", status=403, code=50013, times=1)
    result = await press(world.alice, private, "share")
    assert result.followups[0].content.startswith("I can only share it where you asked")
    env.inject_error("POST", "/channels/*/messages", status=503, times=1)
    await press(world.alice, private, "share")
    assert text_of(world.channel.last_message).startswith("-# Shared by alice")
    env.errors.clear()


async def test_a_press_that_expired_or_met_an_outage(answered, world, env, caplog):
    """503 is waited out; an unknown interaction is one quiet line."""
    env.inject_error("POST", "/interactions/*", status=503, times=1)
    assert BOLD in text_of((await press(world.alice, answered, "passage")).response)
    env.inject_error("POST", "/interactions/*", status=404, code=10062, times=1)
    caplog.set_level("INFO", "sourcier")
    await press(world.alice, answered, "passage")
    assert "sourcier:passage: Discord no longer has what it was for (10062)" in caplog.text
    env.inject_error("PATCH", "/webhooks/*", status=404, code=10008, times=1)
    await press(world.alice, answered, "passage")
    assert "sourcier:passage: Discord no longer has what it was for (10008)" in caplog.text
    env.errors.clear()


async def test_french_presses_are_answered_in_french(answered, world, french):
    """By the reader's own setting; the answer itself is in the question's language."""
    shown = text_of((await press(world.mod, answered, "passage")).response)
    assert "-# 21 janvier 2025" in shown
    assert "Microsoft dispose" in shown
    form = await press(world.mod, answered, "bad")
    assert form.modal["title"] == "Qu’est-ce qui n’allait pas\u00a0?"
    thanks = await press(world.mod, answered, "good")
    assert thanks.response.content == "Merci, c’est noté\u00a0: cette réponse vous a été utile."


async def test_in_a_direct_message_the_buttons_work_and_nothing_is_shared(env, world, desk):
    """There is nobody to share with."""
    settle(desk)
    await world.alice.send_dm(QUESTION)
    user = world.alice.user
    answer = user.dm_channel.last_message
    assert [one.split(":")[1] for one in ids(answer)[0]] == ["passage", "follow", "good", "bad"]
    assert BOLD in text_of((await user.click(answer, custom_id=button(answer, "passage"))).response)
    form = await user.click(answer, custom_id=button(answer, "follow"))
    await user.submit_modal(form, {"question": "and since when?"})
    assert desk.calls[-1].earlier == (QUESTION,)


@pytest.mark.parametrize("custom", ["sourcier:passage", "sourcier:page:x:1", "sourcier:source:x"])
async def test_ids_of_another_version_are_refused_kindly(custom, answered, world, env):
    """Whatever they lack."""
    stored = env.backend.get_message(world.channel.id, answered.id)
    stored.components[-1]["components"][0]["custom_id"] = custom
    result = await world.alice.click(answered, custom_id=custom)
    said = [*([result.response.content] if result.ephemeral else []), *(one.content for one in result.followups)]
    assert any("another version" in one or "no longer keep" in one for one in said)
    env.errors.clear()


def test_every_label_is_short_in_both_languages():
    """A telephone shows five of them in a row or two."""
    for language in ("en", "fr"):
        for result in (replace(ROFR, language=language), replace(PERU, language=language)):
            kept = KeptAnswer("a" * 12, 1, 2, 3, "command", result, "s1", datetime.now(UTC), private=True)
            for row in buttons(kept):
                assert len(row) <= 4
                assert sum(len(one.label) for one in row) <= 30


async def test_without_a_database_people_get_their_answer_without_buttons(world, env, bot, monkeypatch, caplog):
    """And the log says so once, however many ask."""

    async def broken(*_given, **_named):
        raise StateError("disk full; make room")

    for book, method in (("use", "take"), ("use", "count"), ("answers", "keep"), ("answers", "latest_in")):
        monkeypatch.setattr(getattr(bot.state, book), method, broken)
    for _ in range(2):
        result = await world.alice.slash(world.channel, "ask", question=QUESTION)
        assert "**[1]**" in text_of(result.response)
        assert ids(result.response) == []
    await world.alice.send_dm(QUESTION)
    assert "**[1]**" in text_of(world.alice.user.dm_channel.last_message)
    assert [record.message for record in caplog.records if record.name == "sourcier.discord"] == [
        "what people ask is answered, but neither counted nor kept: disk full; make room"
    ]
    await asyncio.sleep(0)


async def test_an_answer_gets_through_an_outage(world, env, bot):
    """On its way into the message, and it is kept where it stands then."""
    env.inject_error("PATCH", "/webhooks/*", status=503, times=2)
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert "**[1]**" in text_of(result.response)
    assert (await bot.state.answers.at_message(result.response.id)).question == QUESTION


async def test_an_answer_to_a_message_that_is_gone_is_counted_nowhere(world, env, bot, caplog):
    """Unknown message: one quiet line, no error to anybody, and a next question is taken."""
    caplog.set_level("INFO", "sourcier")
    env.inject_error("PATCH", "/webhooks/*", status=404, code=10008, times=1)
    await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert "/ask: Discord no longer has what it was for (10008)" in caplog.text
    assert await bot.state.use.by_day(world.guild.id, since=datetime.now(UTC).date()) == []
    result = await world.alice.slash(world.channel, "ask", question=QUESTION)
    assert "**[1]**" in text_of(result.response)
    env.errors.clear()
