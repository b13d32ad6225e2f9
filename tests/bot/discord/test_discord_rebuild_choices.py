"""`/rebuild-index`: what it will do, cancelling it, and what golden questions say to a new index."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.discord_app.indexing.board import PAUSE_S, Board
from bot.discord_app.indexing.golden import Judged, Quality
from bot.discord_app.indexing.pace import SOONEST_S, Pace
from bot.discord_app.indexing.unfinished import BOARD
from bot.discord_app.indexing.wording import found_on_disk, written_left
from bot.rebuilding import RebuildError
from bot.state.nouns import GoldenQuestion
from corpus.library import Problem
from index.builds.building import BuildStep
from index.errors import IndexBusyError
from index.keeping.snapshot import Changes
from index.keeping.versions import ArticleName, BuildChanges
from tests.bot.discord.fakes import REPORT, STARGATE, text_of

NOW = datetime(2026, 3, 1, tzinfo=UTC)
MANAGERS_ONLY = "Only people who may manage this server (“Manage Server”) can do that."


def labels(message):
    """The buttons of a message."""
    return [
        button.label
        for row in message.components
        for button in getattr(row, "children", ())
        if hasattr(button, "label")
    ]


def board(world):
    return world.channel.last_message


async def finish(env):
    await env.advance_time(3 * PAUSE_S)


async def begin(world, rebuild, **options):
    """Begin a rebuild that goes on until the returned event is set."""
    more = asyncio.Event()
    rebuild.items = [BuildStep("reading", 1, 4), more, REPORT]
    await world.mod.slash(world.channel, "rebuild-index", **options)
    return more


async def golden(bot, world, question="what is ROFR?", article=STARGATE.id, words="", guild_id=None):
    return await bot.state.golden.add(guild_id or world.guild.id, question, article, words, world.mod.id, NOW)


@pytest.fixture
def worse(desk):
    """The new index no longer knows what ROFR is."""
    desk.answers_of["s2"] = {}


async def test_a_dry_run_tells_what_would_change_and_builds_nothing(world, env, desk, rebuild):
    """With the names of what this server may know, and the number of the rest."""
    result = await world.mod.slash(world.channel, "rebuild-index", mode="dry-run")
    assert result.ephemeral
    assert result.response.content.startswith("I am looking. Follow it here:")
    await finish(env)
    assert text_of(board(world)) == (
        "**What a rebuild would do**\n"
        "Articles: 2 added, 1 changed, 0 removed, 1,229 unchanged\n"
        "Passages: 56,789, 140 of them to turn into vectors\n"
        "-# Nothing was built. `/rebuild-index` does it."
    )
    (named,) = result.followups
    assert named.ephemeral
    assert text_of(named) == "**Added**\n- new.md\n-# of other servers: 1\n\n**Changed**\n- stargate.md"
    assert (rebuild.calls, rebuild.planned, desk.used) == ([], 1, [])
    (entry,) = await env.bot.state.audit.newest(world.guild.id, limit=5)
    assert (entry.action, entry.person_id) == ("index.dry_run", world.mod.id)


async def test_a_dry_run_that_fails_says_so(world, env, rebuild):
    """And nothing has changed."""
    rebuild.plans = [RebuildError("no folder")]
    await world.mod.slash(world.channel, "rebuild-index", mode="dry-run")
    await finish(env)
    assert text_of(board(world)).startswith("The rebuild failed. The current index stays in use")


async def test_what_was_found_on_disk_is_told_while_it_runs(world, env, desk, rebuild):
    """At once, before anything was read."""
    desk.pending = Changes(added=("a.md", "b.md"), removed=("c.md",))
    more = await begin(world, rebuild)
    assert "-# Files that differ on disk since the last build: 2 new, 0 changed, 1 removed" in text_of(board(world))
    more.set()
    await finish(env)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (Changes(), "Sur le disque, aucun article n’a changé depuis la dernière construction."),
        (
            Changes(touched=("a.md", "b.md")),
            "Peut-être modifiés (de même taille mais de date différente)\u00a0: 2. Une reconstruction regarde s’ils "
            "disent autre chose.",
        ),
        (
            Changes(changed=("c.md",), touched=("a.md",)),
            "Fichiers changés sur le disque depuis la dernière construction — ajoutés\u00a0: 0, modifiés\u00a0: 1, "
            "retirés\u00a0: 0. Peut-être modifiés (de même taille mais de date différente)\u00a0: 1. Une "
            "reconstruction regarde s’ils disent autre chose.",
        ),
    ],
)
def test_a_file_of_another_time_and_the_same_size_is_told_apart(changes, told):
    """It need not have changed."""
    assert found_on_disk(changes, "fr") == told


async def test_the_result_names_what_changed_to_whoever_began(world, env, desk):
    """By title, another server's articles by their number; the channel reads counts."""
    desk.made["s2"] = BuildChanges(
        "s1",
        (ArticleName("new.md", "Something *new*"), ArticleName("@77/theirs.md", "Secret plans")),
        (ArticleName(f"@{world.guild.id}/rules.md", "Our rules"),),
        (ArticleName("old.md", ""),),
    )
    result = await world.mod.slash(world.channel, "rebuild-index")
    await finish(env)
    assert text_of(board(world)).endswith(
        "-# `/index changes` names the changed articles to those who manage the server."
    )
    assert "Something" not in text_of(board(world))
    (named,) = result.followups
    assert named.ephemeral
    assert text_of(named) == (
        "**Added**\n- Something \\*new\\*\n-# of other servers: 1\n\n**Changed**\n- Our rules\n\n**Removed**\n- old.md"
    )
    assert labels(board(world)) == []


async def test_nothing_is_named_that_the_server_does_not_read(world, env, bot, desk, rebuild):
    """Neither articles of collections that its settings exclude, nor shared files; where all may not ask, none."""
    await bot.state.settings.set(world.guild.id, "collections", ("open",))
    desk.made["s2"] = BuildChanges(
        "s1", (ArticleName("a.md", "Open", "open"), ArticleName("b.md", "Secret plans", "board"))
    )
    problems = (Problem("board/broken.pdf", "damaged"), Problem(f"@{world.guild.id}/ours.pdf", "damaged"))
    rebuild.items = [replace(REPORT, problems=problems)]
    result = await world.mod.slash(world.channel, "rebuild-index")
    await finish(env)
    said = text_of(board(world))
    (named,) = result.followups
    assert text_of(named) == "**Added**\n- Open\n-# that this server may not read: 1"
    assert "Files that could not be read: 2\n- ours.pdf: damaged\n" in said
    assert "Whoever runs me finds the reasons with `sourcier corpus check`." in said
    assert "broken" not in said + text_of(named)
    desk.snapshot = "s2"
    changes = text_of((await world.mod.slash(world.channel, "index changes")).response)
    assert "- Open" in changes
    assert "Secret" not in changes


async def test_the_owner_reads_which_files_could_not_be_read(world, env, bot, rebuild, monkeypatch):
    """To themselves; the channel reads how many."""

    async def is_owner(user):
        return True

    monkeypatch.setattr(bot, "is_owner", is_owner)
    await bot.state.settings.set(world.guild.id, "collections", ("open",))
    rebuild.items = [replace(REPORT, problems=(Problem("board/broken.pdf", "damaged"),))]
    result = await world.mod.slash(world.channel, "rebuild-index")
    await finish(env)
    assert "broken" not in text_of(board(world))
    assert "- board/broken.pdf: damaged" in text_of(result.followups[0])


async def test_names_that_come_too_late_are_let_go(world, env, desk):
    """The token has expired: `/index changes` has them."""
    desk.made["s2"] = BuildChanges("s1", (ArticleName("new.md", "Something"),))
    env.inject_error("POST", "/webhooks/*", status=401, code=50027, times=1)
    result = await world.mod.slash(world.channel, "rebuild-index")
    await finish(env)
    assert result.followups == []
    assert text_of(board(world)).startswith("**The index is up to date**")


async def test_a_rebuild_is_written_down(world, env, bot):
    """In the audit log as it begins, and with its report as it ends."""
    await world.mod.slash(world.channel, "rebuild-index", mode="all")
    await finish(env)
    (entry,) = await bot.state.audit.newest(world.guild.id, limit=5)
    assert (entry.action, entry.person_id, entry.detail) == ("index.rebuild", world.mod.id, {"mode": "all"})
    build = await bot.state.builds.of("s2")
    assert (build.guild_id, build.person_id, build.in_use) == (world.guild.id, world.mod.id, True)
    assert (build.report["mode"], build.report["added"], build.report["held"]) == ("all", 3, [])


async def test_a_manager_cancels_it(world, env, desk, rebuild, bot):
    """The child is stopped, the message says who, and the way is free."""
    await begin(world, rebuild)
    await world.mod.click(board(world), label="Cancel")
    await finish(env)
    assert text_of(board(world)) == f"<@{world.mod.id}> cancelled it. The current index stays in use, unchanged."
    assert (rebuild.closed, desk.used, bot.building.locked()) == (1, [], False)
    assert [one.action for one in await bot.state.audit.newest(world.guild.id, limit=5)] == [
        "index.rebuild_cancelled",
        "index.rebuild",
    ]


async def test_a_member_cannot_cancel_it(world, env, rebuild, bot):
    """It goes on to its end."""
    more = await begin(world, rebuild)
    result = await world.alice.click(board(world), label="Cancel")
    assert result.response.content == MANAGERS_ONLY
    more.set()
    await finish(env)
    assert text_of(board(world)).startswith("**The index is up to date**")
    env.errors.clear()


async def test_after_a_restart_cancel_says_that_nothing_runs(world, env, rebuild, make_bot):
    """The process was killed: the message still shows its button, and the new process knows nothing of it."""
    env.inject_error("PATCH", "/channels/*", status=404, code=10008, times=1)  # it could not say that it was leaving
    await begin(world, rebuild)
    message = board(world)
    await env.bot.remove_cog("Indexing")
    assert labels(message) == ["Cancel"]
    await env.restart_bot(make_bot())
    await world.mod.click(message, label="Cancel")
    assert text_of(board(world)) == "This rebuild is not running any more. Nothing is being built for this message."
    assert labels(board(world)) == []


async def test_a_rebuild_that_a_crash_cut_off_is_ended_by_the_next_start(world, env, rebuild, make_bot, monkeypatch):
    """In its message, unasked; nothing is left to be told once more."""
    await begin(world, rebuild)
    assert labels(board(world)) == ["Cancel"]

    async def nothing(*given):
        """As where the process is killed."""

    with monkeypatch.context() as killed:
        killed.setattr(Board, "drop", nothing)
        killed.setattr("bot.discord_app.indexing._cog.forget", nothing)
        await env.restart_bot(make_bot())
    await env.settle()
    assert labels(board(world)) == []
    assert text_of(board(world)) == "This rebuild is not running any more. Nothing is being built for this message."
    assert await env.bot.state.marks.get(BOARD) is None


async def test_a_new_connection_leaves_the_message_of_a_rebuild_that_runs(world, env, rebuild, bot):
    """Discord says that all is ready after each long outage, not only at the start."""
    more = await begin(world, rebuild)
    message, kept = board(world), await bot.state.marks.get(BOARD)
    before = text_of(message)
    bot.dispatch("ready")
    for _ in range(20):
        await asyncio.sleep(0.01)
    assert (text_of(board(world)), labels(board(world))) == (before, ["Cancel"])
    assert kept
    assert await bot.state.marks.get(BOARD) == kept
    more.set()
    await finish(env)
    assert text_of(board(world)).startswith("**The index is up to date**")


async def test_a_rebuild_whose_end_discord_did_not_take_is_ended_by_the_next_start(world, env, rebuild, make_bot):
    """An outage while the bot leaves looks like a crash to those who wait."""
    await begin(world, rebuild)
    env.inject_error("PATCH", "/channels/*", status=400, code=0, times=1)
    await env.bot.remove_cog("Indexing")
    assert labels(board(world)) == ["Cancel"]
    await env.restart_bot(make_bot())
    await env.settle()
    assert labels(board(world)) == []


async def test_a_rebuild_that_ended_is_left_as_it_is_by_the_next_start(world, env, make_bot):
    await world.mod.slash(world.channel, "rebuild-index")
    await env.advance_time(3 * PAUSE_S)
    before = text_of(world.channel.last_message)
    assert before.startswith("**The index is up to date**")
    await env.restart_bot(make_bot())
    await env.settle()
    assert text_of(world.channel.last_message) == before


async def test_too_late_to_cancel(world, env, rebuild, bot):
    """While the new index is being put in use."""
    more = await begin(world, rebuild)
    bot.get_cog("Indexing")._undertaking.take_effect()
    result = await world.mod.click(board(world), label="Cancel")
    assert "too late to cancel" in result.response.content
    more.set()
    await finish(env)
    env.errors.clear()


async def test_golden_questions_are_told_before_and_after(world, env, bot, desk):
    """Those of this server, and those of others by number; the new index was asked before it was put in use."""
    await golden(bot, world)
    await golden(bot, world, "what is the capital of Peru?")
    await golden(bot, world, guild_id=77)
    await world.mod.slash(world.channel, "rebuild-index")
    await finish(env)
    said = text_of(board(world))
    assert "Golden questions passed: 1 of 2 before, 1 of 2 now" in said
    assert "Those of other servers: 1 of 1 before, 1 of 1 now" in said
    assert [(one.name, one.closed) for one in desk.trials] == [("s1", 1), ("s2", 1)]
    own = frozenset({"articles", f"server-{world.guild.id}"})
    assert desk.trials[0].scopes == [own, own, frozenset({"articles", "server-77"})]
    assert desk.used == ["s2"]


async def test_how_golden_questions_fared_is_written_down_with_the_index(world, env, bot, desk):
    """By server, on a thinking thread; a server sees its own figures in the list of versions."""
    await golden(bot, world)
    await golden(bot, world, "what is the capital of Peru?")
    await golden(bot, world, guild_id=77)
    await world.mod.slash(world.channel, "rebuild-index")
    await finish(env)
    servers = {
        "77": {"passed": 1, "of": 1, "passed_before": 1},
        str(world.guild.id): {"passed": 1, "of": 2, "passed_before": 1},
    }
    assert desk.noted == [("s2", "golden", {"passed": 2, "of": 3, "passed_before": 2, "servers": servers})]
    assert {name.partition("-")[0] for name in desk.threads} == {"thinking"}
    listed = await world.mod.slash(world.channel, "index versions")
    assert text_of(listed.response).count("Golden questions passed") == 1
    assert "· fake\n-# Golden questions passed: 1 of 2\n" in text_of(listed.response)


async def test_without_golden_questions_nothing_is_written_down(world, env, desk):
    """Nothing was measured."""
    await world.mod.slash(world.channel, "rebuild-index")
    await finish(env)
    assert (desk.used, desk.noted) == (["s2"], [])


@pytest.mark.usefixtures("worse")
async def test_what_was_held_back_has_its_figures_too(world, env, bot, desk):
    """They are why."""
    await golden(bot, world)
    await world.mod.slash(world.channel, "rebuild-index")
    await finish(env)
    ((name, test, found),) = desk.noted
    assert (name, test, found["passed"], found["of"], found["passed_before"]) == ("s2", "golden", 0, 1, 1)
    assert desk.used == []


@pytest.mark.usefixtures("worse")
async def test_an_index_that_makes_golden_questions_worse_is_not_put_in_use(world, env, bot, desk):
    """It says which, why, and what can be done."""
    await golden(bot, world)
    result = await world.mod.slash(world.channel, "rebuild-index")
    await finish(env)
    said = text_of(board(world))
    assert said.startswith(
        "**Built, but not in use**\nWith the new index, more golden questions fail than the settings allow. So the "
        "index from before stays in use.\nGot worse here: 1 of 1 golden question (allowed: 0%)\n"
    )
    assert "ROFR" not in said
    (named,) = result.followups
    assert named.ephemeral
    assert text_of(named).endswith("(allowed: 0%)\n❌ what is ROFR?\n-# I found no answer")
    assert desk.used == []
    build = await bot.state.builds.of("s2")
    assert (build.in_use, build.report["held"]) == (False, [world.guild.id])


@pytest.mark.usefixtures("worse")
async def test_what_a_server_tolerates_is_put_in_use(world, env, bot, desk):
    """Half of its questions may get worse here."""
    await golden(bot, world)
    await golden(bot, world, "what is the capital of Peru?")
    await bot.state.settings.set(world.guild.id, "tolerance", 0.5)
    await world.mod.slash(world.channel, "rebuild-index")
    await finish(env)
    assert "Golden questions passed: 1 of 2 before, 0 of 2 now" in text_of(board(world))
    assert desk.used == ["s2"]


async def held(world, env, bot, **options):
    """A rebuild that was held back; its message."""
    await golden(bot, world, **options)
    await world.mod.slash(world.channel, "rebuild-index")
    await finish(env)
    return board(world)


@pytest.mark.usefixtures("worse")
async def test_a_manager_uses_it_anyway_where_only_their_own_got_worse(world, env, bot, desk, make_bot):
    """Also after a restart; it is in the audit log."""
    message = await held(world, env, bot)
    await env.restart_bot(make_bot())
    await world.mod.click(message, label="Use it anyway")
    assert text_of(board(world)) == f"<@{world.mod.id}> put the new index in use."
    assert desk.used == ["s2"]
    entry = (await env.bot.state.audit.newest(world.guild.id, limit=1))[0]
    assert (entry.action, entry.detail) == ("index.use", {"snapshot": "s2"})


@pytest.mark.usefixtures("worse")
async def test_where_another_servers_questions_got_worse_only_the_owner_may(world, env, bot, desk, monkeypatch):
    """Its questions are counted, not named."""
    message = await held(world, env, bot, guild_id=77)
    said = text_of(message)
    assert "Got worse in other servers: 1. So only whoever runs me can put this index in use anyway." in said
    assert "ROFR" not in said
    result = await world.mod.click(message, label="Use it anyway")
    assert [one.content for one in result.followups] == [
        "Only whoever runs me can do that: it concerns what all servers share."
    ]
    assert desk.used == []

    async def is_owner(user):
        return user.id == world.mod.id

    monkeypatch.setattr(bot, "is_owner", is_owner)
    await world.mod.click(message, label="Use it anyway")
    assert desk.used == ["s2"]
    env.errors.clear()


@pytest.mark.usefixtures("worse")
async def test_a_held_index_can_be_discarded(world, env, bot, desk):
    """Its folder goes."""
    message = await held(world, env, bot)
    await world.mod.click(message, label="Discard")
    assert text_of(board(world)) == f"<@{world.mod.id}> discarded the new index. The one from before stays in use."
    assert (desk.store, desk.used) == (["s1"], [])


@pytest.mark.usefixtures("worse")
@pytest.mark.parametrize("label", ["Use it anyway", "Discard"])
async def test_a_member_can_do_neither(world, env, bot, desk, label):
    """Whoever sees the message."""
    message = await held(world, env, bot)
    result = await world.alice.click(message, label=label)
    assert result.response.content == MANAGERS_ONLY
    assert (desk.used, desk.store) == ([], ["s1", "s2"])
    env.errors.clear()


@pytest.mark.usefixtures("worse")
@pytest.mark.parametrize("label", ["Use it anyway", "Discard"])
async def test_what_no_longer_waits_is_told_kindly(world, env, bot, desk, label):
    """It was discarded at a terminal, or a newer one is in use; the message stays as it is."""
    message = await held(world, env, bot)
    desk.store.append("s3")
    desk.snapshot = "s3"
    await world.mod.click(message, label=label)
    assert text_of(message).startswith("**Built, but not in use**")
    assert (desk.used, desk.store) == ([], ["s1", "s2", "s3"])
    env.errors.clear()


@pytest.mark.usefixtures("worse")
async def test_a_held_index_is_left_alone_while_another_is_built(world, env, bot, desk, rebuild):
    """One thing at a time."""
    message = await held(world, env, bot)
    more = await begin(world, rebuild)
    for label in ("Use it anyway", "Discard"):
        result = await world.mod.click(message, label=label)
        assert result.response.content == "The index is being rebuilt already. Please wait until that is done."
    more.set()
    await finish(env)
    env.errors.clear()


async def test_a_role_taken_away_while_it_builds_holds_the_index_back(world, env, bot, desk, rebuild):
    """Another manager decides."""
    more = await begin(world, rebuild)
    await env.bot.http.remove_role(world.guild.id, world.mod.id, world.guild.roles["mods"].id)
    more.set()
    await finish(env)
    assert "may no longer manage the server" in text_of(board(world))
    assert desk.used == []


async def test_an_index_is_held_back_while_discord_does_not_say_who_may(world, env, bot, desk, rebuild):
    """Another manager decides, or the same one in a while."""
    more = await begin(world, rebuild)
    env.inject_error("GET", "/guilds/*/members/*", status=500, times=None)
    more.set()
    await finish(env)
    assert "or Discord does not say that they may" in text_of(board(world))
    assert desk.used == []


async def test_another_process_that_builds_is_told(world, env, desk):
    """Between build and use, somebody at a terminal began."""
    desk.use_error = IndexBusyError("busy")
    await world.mod.slash(world.channel, "rebuild-index")
    await finish(env)
    assert text_of(board(world)) == "The index is being rebuilt already. Please wait until that is done."


async def test_an_index_that_came_in_between_stays_in_use(world, env, desk, rebuild):
    """Another was put in use while this one was judged."""
    more = await begin(world, rebuild)
    desk.store.append("s15")
    desk.snapshot = "s15"
    more.set()
    await finish(env)
    assert text_of(board(world)).startswith("Meanwhile another index was put in use")
    assert desk.used == []


async def test_the_token_may_expire_while_it_builds(world, env, rebuild):
    """The message in the channel needs none."""
    more = await begin(world, rebuild)
    await env.advance_time(16 * 60)
    env.inject_error("PATCH", "/webhooks/*", status=401, code=50027, times=100)
    more.set()
    await finish(env)
    assert text_of(board(world)).startswith("**The index is up to date**")


@pytest.mark.parametrize("fault", [{"status": 500}, {"status": 503}, {"status": 404, "code": 10008}])
async def test_discord_may_stumble_at_the_press_of_cancel(world, env, rebuild, desk, fault):
    """The rebuild is cancelled all the same."""
    await begin(world, rebuild)
    env.inject_error("POST", "/interactions/*", times=1, **fault)
    await world.mod.click(board(world), label="Cancel")
    await finish(env)
    assert desk.used == []
    assert rebuild.closed == 1
    env.errors.clear()


def test_remaining_time_is_told_from_a_steps_own_rate():
    """Not in the first seconds, not without progress, and anew in the next step."""
    pace, start = Pace(), NOW
    assert pace.left_s(BuildStep("reading", 0, 100), start) is None
    assert pace.left_s(BuildStep("reading", 50, 100), start + timedelta(seconds=SOONEST_S - 1)) is None
    assert pace.left_s(BuildStep("reading", 50, 100), start + timedelta(seconds=10)) == 10
    assert pace.left_s(BuildStep("reading", 100, 100), start + timedelta(seconds=20)) is None
    assert pace.left_s(BuildStep("encoding", 0, 1000), start + timedelta(seconds=20)) is None
    assert pace.left_s(BuildStep("encoding", 0, 1000), start + timedelta(seconds=60)) is None
    assert pace.left_s(BuildStep("encoding", 250, 1000), start + timedelta(seconds=40)) == 60
    assert pace.left_s(BuildStep("writing", 0, 5), start + timedelta(seconds=41)) is None
    assert pace.left_s(BuildStep("writing", 2, 5), start + timedelta(seconds=60)) is None


@pytest.mark.parametrize(
    ("left_s", "said"),
    [
        (0.1, "about 10 seconds left in this step"),
        (44, "about 40 seconds left in this step"),
        (56, "about a minute left in this step"),
        (89, "about a minute left in this step"),
        (100, "about 2 minutes left in this step"),
        (7200, "about 120 minutes left in this step"),
    ],
)
def test_remaining_time_is_as_rough_as_it_is_known(left_s, said):
    """Tens of seconds, then minutes."""
    assert written_left(left_s, "en") == said


def judged(number, fate, guild_id=1):
    return Judged(GoldenQuestion(number, guild_id, f"q{number}", "a.md", "", 5, NOW), fate)


@pytest.mark.parametrize(
    ("before", "after", "tolerance", "too_bad"),
    [
        (["passed"] * 10, ["passed"] * 10, 0.0, False),
        (["passed"] * 10, ["passed"] * 9 + ["refused"], 0.0, True),
        (["passed"] * 10, ["passed"] * 9 + ["gone"], 0.1, False),
        (["passed"] * 10, ["passed"] * 7 + ["words_missing"] * 3, 0.3, False),
        (["passed"] * 10, ["passed"] * 6 + ["wrong_article"] * 4, 0.3, True),
        (["passed"] * 10, ["unsure"] * 10, 0.0, False),
        (["unsure"] * 10, ["passed"] * 9 + ["refused"], 0.0, True),
        (["refused"] * 10, ["refused"] * 10, 0.0, False),
        (["refused"] + ["passed"] * 9, ["passed"] + ["refused"] + ["passed"] * 8, 0.0, True),
        (None, ["refused"] * 10, 0.0, False),
        ([], [], 0.0, False),
    ],
)
def test_worse_is_what_passed_before_and_fails_after(before, after, tolerance, too_bad):
    """One that gets better makes up for none that gets worse."""
    quality = Quality(
        1,
        tolerance,
        tuple(judged(number, fate) for number, fate in enumerate(after)),
        None if before is None else tuple(judged(number, fate) for number, fate in enumerate(before)),
    )
    assert quality.is_too_bad is too_bad
