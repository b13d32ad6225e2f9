"""`/rebuild-index`, played by people in a simulated Discord whose clock the tests move."""

import asyncio
from dataclasses import replace

import discord
import pytest
import simcord

from bot.discord_app.controls import Button
from bot.discord_app.failures import RefusedError
from bot.discord_app.indexing import wording
from bot.discord_app.indexing.board import PAUSE_S
from bot.discord_app.indexing.cooling import MOST, WITHIN_S, CoolDown
from bot.discord_app.indexing.naming import Sight
from bot.rebuilding import NoFolderError, RebuildError
from corpus.errors import UNREADABLE_CODES
from corpus.library import Problem
from index.builds.building import BuildStep
from index.errors import DamagedIndexError
from tests.bot.discord.fakes import REPORT, text_of

TOLD = {"en": "Files that could not be read:", "fr": "Fichiers illisibles\u00a0:"}
RESULT = "**The index is up to date**\nArticles: 1,234 (3 added, 2 changed, 1 removed)\nPassages: 56,789 · 12.3 seconds"


async def finish(env):
    await env.advance_time(3 * PAUSE_S)


async def test_a_rebuild_tells_its_result_in_a_message_of_its_own(world, env, desk, rebuild):
    """The moderator's acknowledgement links to it, the desk takes the new index."""
    result = await world.mod.slash(world.channel, "rebuild-index")
    await finish(env)
    message = world.channel.last_message
    assert text_of(message) == RESULT
    assert result.ephemeral
    assert result.response.content == f"The rebuild has begun. Follow it here: {message.jump_url}"
    assert rebuild.calls == [False]
    assert rebuild.closed == 1
    assert rebuild.waits == [True]
    assert desk.used == ["s2"]


async def test_where_nothing_changed_the_index_in_use_stays_and_nothing_is_news(world, env, desk, rebuild):
    """What the build of the one in use changed in its time is not told again."""
    rebuild.items = [replace(REPORT, snapshot="s1", added=0, changed=0, removed=0, written=False)]
    await world.mod.slash(world.channel, "rebuild-index")
    await finish(env)
    assert text_of(world.channel.last_message) == RESULT.replace("3 added, 2 changed, 1", "0 added, 0 changed, 0")
    assert desk.used == []


async def test_a_french_moderator_reads_french(world, env, french):
    """From the acknowledgement to the result."""
    result = await world.mod.slash(world.channel, "rebuild-index")
    assert "Recherche de ce qui a changé dans les articles…" in text_of(world.channel.last_message)
    assert result.response.content.startswith("La reconstruction a commencé.")
    await finish(env)
    assert text_of(world.channel.last_message).startswith("**L’index est à jour**")


async def test_all_reads_everything_anew(world, env, rebuild):
    """The mode is handed on, and said."""
    done = asyncio.Event()
    rebuild.items = [done, REPORT]
    await world.mod.slash(world.channel, "rebuild-index", mode="all")
    assert "Reading all articles anew…" in text_of(world.channel.last_message)
    assert rebuild.calls == [True]
    done.set()
    await finish(env)


async def test_progress_is_drawn_at_most_every_two_seconds(world, env, rebuild):
    """However many steps come, the newest is drawn when two seconds have passed, and so is the result."""
    more, done = asyncio.Event(), asyncio.Event()
    rebuild.items = [
        *(BuildStep("reading", n, 100) for n in range(100)),
        more,
        *(BuildStep("encoding", n, 100) for n in range(51)),
        done,
        REPORT,
    ]
    await world.mod.slash(world.channel, "rebuild-index")
    beginning = text_of(world.channel.last_message)
    assert "Looking for what changed in the articles…" in beginning

    def shown():
        return text_of(world.channel.last_message)

    await env.advance_time(1.8)
    assert shown() == beginning
    await env.advance_time(0.4)
    assert "Step 1 of 4: reading the articles (99 / 100)\n▰▰▰▰▰▰▰▰▰▰▰▱ 99%\n" in shown()
    more.set()
    await env.advance_time(1.6)
    assert "Step 1 of 4" in shown()
    await env.advance_time(0.4)
    assert "Step 2 of 4: turning passages into vectors (50 / 100)\n▰▰▰▰▰▰▱▱▱▱▱▱ 50%\n" in shown()
    done.set()
    await env.advance_time(1.6)
    assert "Step 2 of 4" in shown()
    await env.advance_time(0.4)
    assert shown() == RESULT
    edits = [one for one in env.http_requests if one.method == "PATCH" and "/channels/" in one.path]
    assert len(edits) == 3


async def test_a_member_without_the_right_is_refused(world, env, rebuild):
    """In code, whatever the server made of the default: nothing is built, only she reads the sentence."""
    (command,) = [one for one in await env.bot.tree.fetch_commands() if one.name == "rebuild-index"]
    world.guild.set_command_permissions(command, {world.alice: True})
    result = await world.alice.slash(world.channel, "rebuild-index")
    assert result.response.content == "Only people who may manage this server (“Manage Server”) can do that."
    assert result.ephemeral
    assert rebuild.calls == []
    env.errors.clear()


async def test_it_is_not_offered_in_direct_messages(world, env):
    """There is no server to manage."""
    with pytest.raises(simcord.SetupError):
        await world.mod.user.slash("rebuild-index")


async def test_a_second_rebuild_is_refused_kindly(world, env, rebuild):
    """While the first goes on untouched; afterwards a third may begin."""
    done = asyncio.Event()
    rebuild.items = [done, REPORT]
    await world.mod.slash(world.channel, "rebuild-index")
    second = await world.mod.slash(world.channel, "rebuild-index")
    assert second.response.content == "The index is being rebuilt already. Please wait until that is done."
    assert second.ephemeral
    done.set()
    await finish(env)
    assert text_of(world.channel.last_message) == RESULT
    await world.mod.slash(world.channel, "rebuild-index")
    assert rebuild.calls == [False, False]
    await finish(env)
    env.errors.clear()


async def test_a_server_rebuilds_so_often_and_then_has_to_wait(world, env, rebuild):
    """What all servers share is not for one to keep busy; another's manager is not concerned."""
    for _ in range(MOST):
        await world.mod.slash(world.channel, "rebuild-index")
        await finish(env)
    refused = await world.mod.slash(world.channel, "rebuild-index")
    assert refused.response.content.startswith("This server has had the index rebuilt often just now. Please wait")
    assert refused.ephemeral
    assert len(rebuild.calls) == MOST
    env.errors.clear()


def test_rebuilds_are_counted_for_ten_minutes_by_server():
    """The oldest is forgotten first."""
    now = [0.0]
    cooling = CoolDown(lambda: now[0])
    for _ in range(MOST):
        cooling.take(1)
        now[0] += 30
    with pytest.raises(RefusedError) as refused:
        cooling.take(1)
    assert refused.value.values == {"minutes": 7}
    cooling.take(2)
    now[0] = WITHIN_S
    cooling.take(1)
    with pytest.raises(RefusedError):
        cooling.take(1)


async def test_a_failed_rebuild_says_that_nothing_changed(world, env, desk, rebuild, caplog):
    """With an incident; the reason, which may name the host's folders, is in the log only."""
    rebuild.items = [BuildStep("reading", 1, 4), RebuildError("/srv/articles: no article can be read")]
    await world.mod.slash(world.channel, "rebuild-index")
    await finish(env)
    said = text_of(world.channel.last_message)
    assert said.startswith("The rebuild failed. The current index stays in use, unchanged.")
    assert "/srv" not in said
    assert f"incident {said.split('`')[1]} in /rebuild-index" in caplog.text
    assert "/srv/articles: no article can be read" in caplog.text
    assert desk.used == []


async def test_a_rebuild_without_its_folder_says_so(world, env, rebuild, caplog):
    """That is no riddle: there is no incident, and where the folder lay is in the log."""
    rebuild.items = [NoFolderError("the corpus folder /srv/articles does not exist")]
    await world.mod.slash(world.channel, "rebuild-index")
    await finish(env)
    said = text_of(world.channel.last_message)
    assert said.startswith("The rebuild failed: the folder of articles is missing or cannot be read.")
    assert "/srv" not in said
    assert "incident" not in said + caplog.text
    assert "/rebuild-index: the corpus folder /srv/articles does not exist" in caplog.text


async def test_a_rebuild_without_a_report_has_failed(world, env, rebuild):
    """A child that ends silently is no success."""
    rebuild.items = [BuildStep("reading", 1, 4)]
    await world.mod.slash(world.channel, "rebuild-index")
    await finish(env)
    assert text_of(world.channel.last_message).startswith("The rebuild failed.")


async def test_a_new_index_that_cannot_be_opened_is_told(world, env, desk):
    """The one in use stays."""
    desk.use_error = DamagedIndexError("x")
    await world.mod.slash(world.channel, "rebuild-index")
    await finish(env)
    assert text_of(world.channel.last_message).startswith("My index of the articles cannot be used")


async def test_an_unforeseen_error_ends_the_progress_and_gives_an_incident(world, env, rebuild):
    """No bar stays behind that will never move."""
    rebuild.items = [BuildStep("reading", 1, 4), ValueError("?")]
    result = await world.mod.slash(world.channel, "rebuild-index")
    assert text_of(world.channel.last_message).startswith("The rebuild was stopped before it was done.")
    assert result.response.content.startswith("Something went wrong on my side")
    env.errors.clear()


async def test_where_the_bot_may_not_write_the_response_shows_it(world, env):
    """Progress and result stand in the interaction's own response then."""
    closed = world.guild.create_text_channel(
        "closed", overwrites={world.guild.me: discord.PermissionOverwrite(send_messages=False)}
    )
    result = await world.mod.slash(closed, "rebuild-index")
    await finish(env)
    assert closed.history() == []
    assert text_of(result.response) == RESULT


async def test_a_message_deleted_meanwhile_moves_the_result_to_the_response(world, env, rebuild):
    """Somebody tidied up; the moderator still reads what was done."""
    done = asyncio.Event()
    rebuild.items = [done, REPORT]
    result = await world.mod.slash(world.channel, "rebuild-index")
    await world.mod.delete(world.channel.last_message)
    done.set()
    await finish(env)
    assert text_of(result.response) == RESULT


async def test_an_expired_interaction_builds_nothing(world, env, rebuild):
    """And leaves the way free for the next."""
    env.inject_error("POST", "/interactions/*", status=404, code=10062, times=1)
    await world.mod.slash(world.channel, "rebuild-index")
    assert rebuild.calls == []
    await world.mod.slash(world.channel, "rebuild-index")
    assert rebuild.calls == [False]
    await finish(env)
    env.errors.clear()


async def test_a_link_that_cannot_be_sent_stops_no_rebuild(world, env, rebuild):
    """The moderator put the acknowledgement away: the message in the channel goes on to its result."""
    env.inject_error("PATCH", "/webhooks/*", status=404, code=10008, times=1)
    await world.mod.slash(world.channel, "rebuild-index")
    await finish(env)
    assert text_of(world.channel.last_message) == RESULT
    assert rebuild.closed == 1


async def test_many_questions_waiting_do_not_keep_the_new_index_out(world, env, desk, rebuild):
    """The desk takes it, however long the queue of questions is."""
    env.bot.thinking._most = 0
    await world.mod.slash(world.channel, "rebuild-index")
    await finish(env)
    assert text_of(world.channel.last_message) == RESULT
    assert desk.used == ["s2"]


async def test_a_result_that_cannot_be_shown_at_once_is_shown_later(world, env, rebuild):
    """Discord stumbles for longer than one drawing is patient; no bar stays behind that will never move."""
    env.inject_error("PATCH", "/channels/*", status=503, times=7)
    await world.mod.slash(world.channel, "rebuild-index")
    await env.advance_time(20)
    assert text_of(world.channel.last_message) == RESULT


async def test_a_result_that_cannot_be_shown_at_all_is_given_up(world, env, rebuild):
    """After some tries the way is free for the next rebuild."""
    env.inject_error("PATCH", "/channels/*", status=503, times=1000)
    await world.mod.slash(world.channel, "rebuild-index")
    await env.advance_time(600)
    assert not env.bot.building.locked()


async def test_leaving_stops_the_rebuild_and_says_so(world, env, rebuild):
    """The child is told to stop by closing what it yields."""
    rebuild.items = [BuildStep("reading", 1, 4), asyncio.Event()]
    await world.mod.slash(world.channel, "rebuild-index")
    await env.bot.remove_cog("Indexing")
    assert rebuild.closed == 1
    assert text_of(world.channel.last_message).startswith("The rebuild was stopped before it was done.")


def words(card):
    """What people read of a card."""
    return "\n".join(card.parts)


def test_progress_is_one_bar_with_counts():
    """Twelve cells, a share rounded down, which step of how many, and a button."""
    card = wording.progress(BuildStep("reading", 1500, 2000), "fr", "run")
    assert words(card) == (
        "**Reconstruction de l’index**\n"
        "Étape 1 sur 4\u00a0: lecture des articles (1\u202f500 / 2\u202f000)\n"
        "▰▰▰▰▰▰▰▰▰▱▱▱ 75\u00a0%\n"
        "-# En attendant, l’index actuel répond aux questions."
    )
    assert card.rows == ((Button("Annuler", "sourcier:rebuild-stop:run"),),)


@pytest.mark.parametrize("step", [BuildStep("reading", 0, 0), BuildStep("writing", 5, 4), BuildStep("checking", -1, 4)])
def test_odd_counts_keep_the_bar_within_its_cells(step):
    """Nothing to read is no division by zero."""
    text = words(wording.progress(step, "en", "run"))
    assert text.count("▰") + text.count("▱") == 12


def test_unreadable_files_are_named_with_their_reasons():
    """Defused, cut, eight at most, and how many more there are; another server's are counted only."""
    problems = tuple(Problem(f"pdf/@everyone_{n}.pdf", "damaged\n# PDF " + "x" * 300) for n in range(19))
    card = wording.result(replace(REPORT, problems=(Problem("@77/secret.pdf", "damaged"), *problems)), "en", Sight(5))
    lines = card.parts[-1].split("\n")
    assert lines[0] == "Files that could not be read: 20"
    assert lines[1].startswith("- pdf/@\u200beveryone\\_0.pdf: damaged # PDF xxx")
    assert lines[9:] == ["-# and 12 more", "-# Whoever runs me finds the reasons with `sourcier corpus check`."]
    assert "secret" not in words(card)


@pytest.mark.parametrize("code", UNREADABLE_CODES)
def test_why_a_file_is_not_read_is_said_in_both_languages(code):
    """Whole, whatever the reason's own words; a link or a name that is wrong is whoever hosts the bot's to read."""
    found = (Problem("a.pdf", "floor words", code), Problem("b", "a link to nothing"))
    said = {language: words(wording.result(replace(REPORT, problems=found), language, Sight(5))) for language in TOLD}
    for (language, text), told in zip(said.items(), TOLD.values(), strict=True):
        colon = "\u00a0:" if language == "fr" else ":"
        assert "floor words" not in text
        assert "…" not in text
        assert f"{told} 2\n- a.pdf{colon} " in text
        assert text.endswith(f"\n- b{colon} a link to nothing")
    assert len({text.partition("a.pdf")[2].lstrip(" \u00a0:") for text in said.values()}) == 2


@pytest.mark.parametrize(("name", "advice"), [("a.DOC", ".docx"), ("a.mhtml", ".html"), ("LICENSE", ".txt, .md")])
def test_what_a_file_of_another_kind_may_be_saved_as_is_said_in_both_languages(name, advice):
    problems = (Problem(f"b/{name}", "floor words", "format"),)
    for language in TOLD:
        text = words(wording.result(replace(REPORT, problems=problems), language, Sight(5)))
        assert advice in text.partition(name)[2]


def test_the_result_is_told_in_french():
    """With the numbers that way."""
    assert words(wording.result(REPORT, "fr", Sight(5))) == (
        "**L’index est à jour**\n"
        "Articles\u00a0: 1\u202f234 (ajoutés\u00a0: 3, modifiés\u00a0: 2, retirés\u00a0: 1)\n"
        "Passages\u00a0: 56\u202f789 · 12,3 secondes"
    )
