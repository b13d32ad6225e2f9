"""The index follows servers' articles by itself, and answers forget what it lost."""

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.discord_app.client import LOOK_EVERY_S
from bot.discord_app.indexing.forgetting import gone_articles
from bot.rebuilding import RebuildError
from bot.state.errors import StateError
from bot.state.nouns import KeptAnswer
from index.builds.building import BuildStep
from index.builds.differing import Stamp
from index.errors import IndexBusyError, NoIndexError
from index.keeping.snapshot import Changes
from index.keeping.versions import ArticleName, BuildChanges
from tests.bot.discord.fakes import REPORT, ROFR, STARGATE, text_of

OURS = Changes(added=("@123/marmots.md",))


def a_change(before, *, removed=(), added=()):
    """What a build changed."""
    names = (tuple(ArticleName(one, one) for one in ids) for ids in (added, removed))
    gained, lost = names
    return BuildChanges(before, added=gained, removed=lost)


async def look(env, times=1):
    """Let the bot look for what changed."""
    for _ in range(times):
        await env.advance_time(LOOK_EVERY_S + 1)


async def keep(bot, answer_id, article_id):
    """Keep an answer that cites an article."""
    cited = replace(ROFR, citations=(replace(ROFR.citations[0], article_id=article_id),))
    await bot.state.answers.keep(KeptAnswer(answer_id, 1, 1, 2, "command", cited, "s1", datetime.now(UTC)))


async def refuse(*args, **kwargs):
    """What the state does when its disk is full."""
    raise StateError("the state cannot be used (disk is full)")


async def test_articles_that_no_index_holds_are_caught_up_once(world, env, desk, rebuild):
    """As where the bot was ended while it was indexing; the fake's folder stays as it is, and is not tried for ever."""
    desk.pending = OURS
    await look(env, 4)
    assert rebuild.calls == [False]
    assert desk.used == ["s2"]
    build = await env.bot.state.builds.of("s2")
    assert (build.guild_id, build.person_id, build.followed) == (None, 0, True)
    said = text_of((await world.mod.slash(world.channel, "index changes")).response)
    assert "-# By itself, to catch up with articles that had changed" in said


async def test_a_rebuild_that_finds_nothing_leaves_whose_it_was(world, env, bot, desk, rebuild):
    """The index in use was built by whoever it was built by."""
    await bot.state.builds.note(world.guild.id, world.mod.id, "s1", datetime.now(UTC), in_use=True, report={})
    desk.pending = OURS
    rebuild.items = [replace(REPORT, snapshot="s1")]
    await look(env, 2)
    build = await bot.state.builds.of("s1")
    assert (build.person_id, build.followed) == (world.mod.id, False)


async def test_another_difference_is_caught_up_too(world, env, desk, rebuild):
    """Also one that comes later."""
    desk.pending = OURS
    await look(env, 2)
    desk.pending = Changes(touched=("@7/a.md",))
    rebuild.items = [replace(REPORT, snapshot="s3")]
    await look(env, 2)
    assert desk.used == ["s2", "s3"]


async def test_the_hosts_own_folder_waits(world, env, desk, rebuild):
    """The host puts files there one by one, and says when they are all there."""
    desk.pending = Changes(added=("a.md",), changed=("stargate.md",), removed=("b.md",), touched=("c.md",))
    await look(env, 3)
    assert rebuild.calls == []
    assert desk.compared == {"servers"}  # that folder is not even looked at


async def test_going_back_is_not_undone(world, env, desk, rebuild, caplog):
    """An index that somebody went back behind has servers' articles as they are, whatever the host changed since."""
    caplog.set_level(logging.INFO)
    desk.pending = Changes(added=("@123/marmots.md", "b.md"))
    desk.aside = {"s2": Changes(added=("b.md",))}
    await look(env, 3)
    assert rebuild.calls == []
    assert caplog.text.count("somebody went back behind it") == 1
    desk.pending = desk.aside["s2"] = Changes(added=("@123/voles.md",))
    await look(env, 2)
    assert rebuild.calls == [False]


async def test_while_another_process_builds_it_is_tried_at_every_look(world, env, desk, rebuild):
    """Until that is done."""
    desk.pending = OURS
    rebuild.items = [IndexBusyError("busy")]
    await look(env, 3)
    tries = len(rebuild.calls)
    assert tries >= 3
    rebuild.items = [REPORT]
    await look(env, 3)
    assert len(rebuild.calls) == tries + 1
    assert desk.used == ["s2"]


async def test_a_catch_up_that_fails_is_not_tried_for_ever(world, env, desk, rebuild):
    """The log says that it waits for a rebuild."""
    desk.pending = OURS
    rebuild.items = [RebuildError("no")]
    await look(env, 4)
    assert rebuild.calls == [False]


async def test_a_catch_up_is_judged_by_golden_questions(world, env, bot, desk, rebuild):
    """And held back by them, once."""
    await bot.state.golden.add(world.guild.id, "what is ROFR?", STARGATE.id, "", 1, datetime.now(UTC))
    desk.answers_of["s2"] = {}
    desk.pending = OURS
    await look(env, 4)
    assert rebuild.calls == [False]
    assert desk.used == []


async def test_what_was_held_back_and_discarded_does_not_come_back_by_itself(world, env, bot, make_bot, desk, rebuild):
    """Nor after a restart: the golden questions have said what they think of it, and a moderator too."""
    await bot.state.golden.add(world.guild.id, "what is ROFR?", STARGATE.id, "", 1, datetime.now(UTC))
    desk.answers_of["s2"] = {}
    desk.pending = OURS
    await look(env, 2)
    desk.discard("s2")
    await look(env, 2)
    assert rebuild.calls == [False]
    await env.restart_bot(make_bot())
    await look(env, 3)
    assert rebuild.calls == [False]


async def test_what_a_rebuild_on_demand_held_back_is_not_caught_up(world, env, bot, desk, rebuild):
    """The same changes would be held back again, once more after each rebuild."""
    await bot.state.golden.add(world.guild.id, "what is ROFR?", STARGATE.id, "", 1, datetime.now(UTC))
    desk.answers_of["s2"] = {}
    more = asyncio.Event()
    rebuild.items = [more, REPORT]
    desk.pending = OURS
    await world.mod.slash(world.channel, "rebuild-index")
    more.set()
    await env.advance_time(10)
    await world.mod.click(world.channel.last_message, label="Discard")
    await env.settle()
    await look(env, 3)
    assert rebuild.calls == [False]


async def test_another_change_beside_one_that_was_held_back_is_caught_up(world, env, bot, desk, rebuild):
    """It was not judged yet."""
    await bot.state.golden.add(world.guild.id, "what is ROFR?", STARGATE.id, "", 1, datetime.now(UTC))
    desk.answers_of["s2"] = {}
    desk.pending = OURS
    await look(env, 2)
    desk.pending = Changes(added=(*OURS.added, "@7/b.md"))
    await look(env, 3)
    assert rebuild.calls == [False, False]


async def test_a_change_that_came_while_it_was_built_is_caught_up(world, env, bot, desk, rebuild):
    """What was held back had not read it."""
    await bot.state.golden.add(world.guild.id, "what is ROFR?", STARGATE.id, "", 1, datetime.now(UTC))
    desk.answers_of["s2"] = {}
    more = asyncio.Event()
    rebuild.items = [more, REPORT]
    await world.mod.slash(world.channel, "rebuild-index")
    desk.pending = OURS
    more.set()
    await env.advance_time(10)
    await look(env, 3)
    assert rebuild.calls == [False, False]


def edited(at_ns):
    """The same article as in `OURS`, written at a time."""
    return replace(OURS, stamps={"@123/marmots.md": Stamp(100, at_ns)})


@pytest.mark.parametrize("restarted", [False, True])
async def test_an_article_that_is_mended_after_it_was_held_back_is_caught_up(
    world, env, bot, make_bot, desk, rebuild, restarted
):
    """It differs from the index as it did before, and is another all the same; nobody has judged it yet."""
    await bot.state.golden.add(world.guild.id, "what is ROFR?", STARGATE.id, "", 1, datetime.now(UTC))
    desk.answers_of["s2"] = {}
    desk.pending = edited(1)
    await look(env, 3)
    assert rebuild.calls == [False]
    desk.pending = edited(2)
    if restarted:
        await env.restart_bot(make_bot())
    await look(env, 3)
    assert rebuild.calls == [False, False]


@pytest.mark.parametrize("changed", ["removed", "allowed"])
async def test_what_was_held_back_is_tried_again_once_it_may_be_judged_otherwise(
    world, env, bot, desk, rebuild, changed
):
    """The golden question is gone, or may fail."""
    one = await bot.state.golden.add(world.guild.id, "what is ROFR?", STARGATE.id, "", 1, datetime.now(UTC))
    desk.answers_of["s2"] = {}
    desk.pending = OURS
    await look(env, 3)
    assert desk.used == []
    if changed == "removed":
        await bot.state.golden.remove(world.guild.id, one.id)
    else:
        await bot.state.settings.set(world.guild.id, "tolerance", 1.0)
    rebuild.items = [replace(REPORT, snapshot="s4")]
    await look(env, 3)
    assert rebuild.calls == [False, False]
    assert desk.used == ["s4"]


async def test_where_it_cannot_be_known_what_was_held_back_nothing_is_built(
    world, env, bot, desk, rebuild, monkeypatch
):
    """The next look may know."""
    desk.pending = OURS
    with monkeypatch.context() as full:
        full.setattr(bot.state.marks, "get", refuse)
        await look(env, 2)
    assert rebuild.calls == []
    await look(env, 2)
    assert rebuild.calls == [False]


async def test_what_failed_is_tried_again_after_a_restart(world, env, make_bot, desk, rebuild):
    """A full disk may have been emptied; nobody has judged the change."""
    desk.pending = OURS
    rebuild.items = [RebuildError("no")]
    await look(env, 3)
    rebuild.items = [REPORT]
    await env.restart_bot(make_bot())
    await look(env, 3)
    assert rebuild.calls == [False, False]
    assert desk.used == ["s2"]


async def test_nothing_is_caught_up_while_somebody_rebuilds(world, env, desk, rebuild):
    """Their rebuild has it."""
    more = asyncio.Event()
    rebuild.items = [BuildStep("reading", 1, 4), more, REPORT]
    await world.mod.slash(world.channel, "rebuild-index")
    desk.pending = OURS
    await look(env, 2)
    desk.pending = Changes()
    more.set()
    await look(env, 2)
    assert rebuild.calls == [False]


async def test_without_an_index_there_is_nothing_to_catch_up(world, env, desk, rebuild):
    """The host has to build one first."""
    desk.error = NoIndexError("none")
    desk.pending = OURS
    await look(env, 2)
    assert rebuild.calls == []


async def test_a_rebuild_forgets_answers_that_were_given_meanwhile(world, env, bot, desk, rebuild):
    """They cite what the old index still had."""
    desk.made["s2"] = a_change("s1", removed=["gone.md"])
    more = asyncio.Event()
    rebuild.items = [more, REPORT]
    await world.mod.slash(world.channel, "rebuild-index")
    await keep(bot, "a" * 12, "gone.md")
    await keep(bot, "b" * 12, "stargate.md")
    more.set()
    await env.advance_time(10)
    assert await bot.state.answers.get("a" * 12) is None
    assert await bot.state.answers.get("b" * 12) is not None


async def test_an_index_that_was_held_back_and_is_used_after_all_forgets_too(world, env, bot, desk):
    """Whoever presses the button puts it in use as it is."""
    await bot.state.golden.add(world.guild.id, "what is ROFR?", STARGATE.id, "", 1, datetime.now(UTC))
    desk.answers_of["s2"] = {}
    desk.made["s2"] = a_change("s1", removed=["gone.md"])
    await world.mod.slash(world.channel, "rebuild-index")
    await env.advance_time(10)
    await keep(bot, "a" * 12, "gone.md")
    await world.mod.click(world.channel.last_message, label="Use it anyway")
    await env.settle()
    assert desk.used == ["s2"]
    assert await bot.state.answers.get("a" * 12) is None


async def test_an_answer_under_way_at_the_switch_is_forgotten_at_the_next_look(world, env, bot, desk):
    """It came from the index that was being left."""
    desk.made["s2"] = a_change("s1", removed=["gone.md"])
    await world.mod.slash(world.channel, "rebuild-index")
    await env.advance_time(10)
    await keep(bot, "a" * 12, "gone.md")
    await look(env)
    assert await bot.state.answers.get("a" * 12) is None


async def test_an_index_built_elsewhere_makes_answers_forgotten(world, env, bot, desk):
    """At a terminal, say."""
    await keep(bot, "a" * 12, "gone.md")
    await look(env)
    desk.made["s2"] = a_change("s1", removed=["gone.md"])
    desk.snapshot, desk.newer = "s2", True
    await look(env)
    assert await bot.state.answers.get("a" * 12) is None


async def test_what_was_left_at_the_end_is_forgotten_at_the_start(world, env, bot, make_bot, desk):
    """The bot was killed between the switch and its end."""
    await keep(bot, "a" * 12, "gone.md")
    desk.made["s1"] = a_change("s0", removed=["gone.md"])
    bot = make_bot()
    await env.restart_bot(bot)
    await look(env)
    assert await bot.state.answers.get("a" * 12) is None


async def test_going_back_forgets_nothing(world, env, bot, desk):
    """Going forward again brings the articles back."""
    desk.store = ["s0", "s1"]
    desk.made["s0"] = a_change("s", removed=["gone.md"])
    await look(env)
    await keep(bot, "a" * 12, "gone.md")
    desk.snapshot = "s0"
    await look(env, 2)
    assert await bot.state.answers.get("a" * 12) is not None


async def test_what_could_not_be_forgotten_is_tried_again(world, env, bot, desk, monkeypatch):
    """The state was full for a while."""
    await keep(bot, "a" * 12, "gone.md")
    await look(env)
    desk.made["s2"] = a_change("s1", removed=["gone.md"])
    desk.snapshot = "s2"
    with monkeypatch.context() as full:
        full.setattr(bot.state.answers, "drop_articles", refuse)
        await look(env)
    assert await bot.state.answers.get("a" * 12) is not None
    await look(env)
    assert await bot.state.answers.get("a" * 12) is None


@pytest.mark.parametrize(
    ("since", "gone"),
    [
        ("s3", ["c"]),
        ("s2", ["b", "c"]),
        ("s1", ["b", "c"]),
        ("s0", ["b", "c"]),
        ("s4", []),
        (None, ["c"]),
    ],
    ids=["one build", "two", "one that came back counts not", "beyond what is known", "none", "the last only"],
)
def test_what_went_is_counted_over_all_builds_between(desk, since, gone):
    """What a later build has again did not go."""
    desk.made = {
        "s4": a_change("s3", removed=["c"], added=["a"]),
        "s3": a_change("s2", removed=["b"]),
        "s2": a_change("s1", removed=["a"]),
    }
    assert gone_articles(desk, "s4", since) == gone
