"""What is kept about people, shown to them and deleted, in a simulated Discord."""

import json
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.state.nouns import Feedback, Gap, KeptAnswer, Retention
from tests.bot.discord.fakes import ROFR, text_of


@pytest.fixture
async def kept(bot, world):
    """One of each kind about alice, and an answer of somebody else."""
    now, state = datetime.now(UTC), bot.state
    one = KeptAnswer("a1", world.guild.id, world.channel.id, world.alice.id, "command", ROFR, "s1", now)
    await state.answers.keep(one)
    await state.answers.keep(replace(one, id="a2", asker_id=world.mod.id))
    await state.feedback.give(Feedback("a2", world.alice.id, world.guild.id, world.mod.id, True, "q", (), now))
    await state.gaps.note(Gap(0, world.guild.id, world.channel.id, world.alice.id, "why?", "en", "a3", now))
    await state.use.take(world.guild.id, world.alice.id, now.date(), person_limit=0, daily_limit=0)
    await state.audit.note(world.guild.id, world.alice.id, "settings.set", now)
    return one


async def document_of(message):
    """The file that a message holds, read."""
    (attachment,) = message.attachments
    return json.loads(await attachment.read())


async def test_show_tells_what_is_kept_with_a_file_of_it_all(world, kept, bot):
    """Counts, for how long, since when, the newest questions; to the person alone."""
    bot.retention = Retention()
    result = await world.alice.slash(world.channel, "privacy show")
    said = text_of(result.response)
    assert result.ephemeral
    assert "- 1 answer with its question, so that its buttons work\n  -# deleted after 30 days" in said
    assert "- 1 opinion of yours on an answer\n  -# deleted after 365 days" in said
    assert "- 1 question that the articles did not surely answer" in said
    assert "- How much you asked on 1 day" in said
    assert "- 1 action of yours in the log" in said
    assert "**Your newest questions**\n- what is ROFR?" in said
    held = await document_of(result.response)
    assert [one["id"] for one in held["answers"]] == ["a1"]
    assert {kind: len(rows) for kind, rows in held.items() if rows and kind != "person_id"} == {
        "answers": 1,
        "feedback": 1,
        "gaps": 1,
        "use": 1,
        "audit": 1,
    }


async def test_what_somebody_managed_is_theirs_too(world, bot):
    """Shown, with how long it stays, and not among what can be deleted."""
    now, state, bot.retention = datetime.now(UTC), bot.state, Retention(audit_days=None)
    await state.golden.add(world.guild.id, "who?", "a.md", "", world.alice.id, now)
    await state.builds.note(world.guild.id, world.alice.id, "s1", now, in_use=True, report={})
    await state.audit.note(world.guild.id, world.alice.id, "settings.set", now)
    result = await world.alice.slash(world.channel, "privacy show")
    said = text_of(result.response)
    assert "- 1 action of yours in the log of a server’s management\n  -# kept, since others rely on it" in said
    assert "- 1 golden question that you added\n  -# kept, since others rely on it" in said
    assert "- 1 rebuild of the index that you began\n  -# deleted after 400 days" in said
    assert len((await document_of(result.response))["golden_questions"]) == 1
    result = await world.alice.slash(world.channel, "privacy forget")
    assert text_of(result.response) == "There was nothing to delete."


async def test_about_whom_nothing_is_kept_reads_that(world):
    """No file and no button then; deleting says that there is nothing."""
    result = await world.alice.slash(world.channel, "privacy show")
    assert text_of(result.response).endswith("Nothing: you have not asked me anything that I still keep.")
    assert result.response.attachments == []
    result = await world.alice.slash(world.channel, "privacy forget")
    assert text_of(result.response) == "There was nothing to delete."


async def test_forget_asks_first_and_keeping_deletes_nothing(world, bot, kept):
    """What would go and what would stay is named before."""
    result = await world.alice.slash(world.channel, "privacy forget")
    said = text_of(result.response)
    assert result.ephemeral
    assert said.startswith("### Delete what I keep about you?\n- 1 answer with its question")
    assert "What stays: what you did in managing a server (the log, golden questions, rebuilds)" in said
    assert "in the log of a server’s management" not in said
    pressed = await world.alice.click(result.response, label="Keep it")
    assert text_of(pressed.response) == "Nothing was deleted."
    assert await bot.state.answers.get("a1") is not None


async def test_forget_deletes_after_a_restart_too_and_only_once(world, env, kept, make_bot):
    """And says what was deleted; other people's answers stay, a second press finds nothing."""
    result = await world.alice.slash(world.channel, "privacy forget")
    await env.restart_bot(make_bot())
    pressed = await world.alice.click(result.response, label="Delete")
    said = text_of(pressed.response)
    assert said.startswith("Deleted:\n- 1 answer with its question")
    assert "What stays" in said
    state = env.bot.state
    assert await state.answers.get("a1") is None
    assert await state.answers.get("a2") is not None
    left = await state.people.kept_about(world.alice.id)
    assert (left.answers, left.feedback, left.gaps, left.days_of_use, left.audit) == (0, 0, 0, 1, 1)


async def test_the_button_under_what_is_kept_begins_the_deletion(world, kept):
    """It asks in a message of its own, so that the list stays."""
    shown = await world.alice.slash(world.channel, "privacy show")
    asked = await world.alice.click(shown.response, label="Delete it all…")
    assert asked.ephemeral
    assert text_of(asked.response).startswith("### Delete what I keep about you?")


async def test_privacy_is_private_in_direct_messages_too(world, env, kept):
    """All servers and direct messages are counted together."""
    result = await world.alice.user.slash("privacy show")
    assert result.ephemeral
    assert "1 answer with its question" in text_of(result.response)
    result = await world.alice.user.slash("privacy forget")
    assert result.ephemeral
    assert not env.errors


async def test_privacy_is_open_to_who_may_not_ask(world, bot, kept):
    """What is kept about somebody is theirs, whatever a server has set."""
    await bot.state.settings.set(world.guild.id, "ask_roles", (1,))
    await bot.state.settings.set(world.guild.id, "channels", (2,))
    assert "1 answer" in text_of((await world.alice.slash(world.channel, "privacy show")).response)
    assert "Ask the articles" in text_of((await world.alice.slash(world.channel, "help")).response)


async def test_deleting_survives_a_moments_outage(world, env, kept):
    """It is done once, and said when Discord is back."""
    result = await world.alice.slash(world.channel, "privacy forget")
    env.inject_error("POST", "/interactions/*", status=503, times=1)
    env.inject_error("PATCH", "/webhooks/*", status=503, times=2)
    pressed = await world.alice.click(result.response, label="Delete")
    assert text_of(pressed.response).startswith("Deleted:")
    assert not env.errors


async def test_a_french_client_deletes_in_french(world, french, kept):
    """Buttons too."""
    result = await world.alice.slash(world.channel, "privacy forget")
    assert "Effacer ce que je conserve sur vous\u00a0?" in text_of(result.response)
    pressed = await world.alice.click(result.response, label="Effacer")
    assert text_of(pressed.response).startswith("Effacé\u00a0:\n- 1 réponse avec sa question")


async def test_the_file_is_written_off_the_event_loop(world, kept, monkeypatch):
    """Five megabytes of it take a fifth of a second."""
    threads, dumps = [], json.dumps

    def dump(*given, **options):
        if "indent" in options:
            threads.append(threading.current_thread().name)
        return dumps(*given, **options)

    monkeypatch.setattr("bot.discord_app.privacy.wording.json.dumps", dump)
    await world.alice.slash(world.channel, "privacy show")
    assert [one.startswith("thinking-") for one in threads] == [True]


async def test_todays_count_is_not_said_to_be_deleted(world, bot, kept):
    """It stays until tomorrow, so neither the question nor what was done names it; the count of yesterday is named."""
    asked = await world.alice.slash(world.channel, "privacy forget")
    assert "How much you asked" not in text_of(asked.response)
    yesterday = datetime.now(UTC).date() - timedelta(days=1)
    await bot.state.use.take(world.guild.id, world.alice.id, yesterday, person_limit=0, daily_limit=0)
    done = await world.alice.click(asked.response, label="Delete")
    assert "- How much you asked on 1 day" in text_of(done.response)


async def test_who_asked_today_only_may_have_the_count_deleted_tomorrow(world, bot):
    """The button is there though nothing goes at once."""
    await bot.state.use.take(None, world.alice.id, datetime.now(UTC).date(), person_limit=0, daily_limit=0)
    asked = await world.alice.slash(world.channel, "privacy forget")
    done = await world.alice.click(asked.response, label="Delete")
    assert text_of(done.response).startswith("There was nothing to delete.")
    assert "the count of your questions of today" in text_of(done.response)
