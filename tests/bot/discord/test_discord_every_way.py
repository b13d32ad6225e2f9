"""Each way into the bot, in the table of `ways`, when Discord stumbles or lets go, without rights, after a restart.

The tests of one way share a bot, see `ways.stage`; pytest runs them one after another.
"""

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime

import discord
import pytest
import pytest_asyncio
from simcord import SetupError
from sqlalchemy import func, literal, select, union_all
from sqlalchemy.dialects import sqlite

from bot.discord_app.failures import RefusedError
from bot.discord_app.indexing.unfinished import BOARD
from bot.state.tables import AUDIT, FORGOTTEN, METADATA, USE
from bot.texts import CATALOGUES
from corpus.refusals import IntakeError
from tests.bot.discord.stumbling import ACKNOWLEDGED_WITHIN_S, stumble
from tests.bot.discord.ways import WAYS
from tests.bot.discord.ways.play import ANSWERED
from tests.bot.discord.ways.stage import UNSEEN, Stage

MANAGERS = "Only people who may manage this server (“Manage Server”) can do that."
SERVERS = "That works only in a server, not in direct messages."
ROLES = "In this server, asking me is for people with certain roles"
ELSEWHERE = "In this server I answer in other channels"

ACKNOWLEDGING = ("POST", "/interactions/*")
FILLING_IN = (("PATCH", "/webhooks/*"), ("POST", "/webhooks/*"), ("DELETE", "/webhooks/*"))
POSTING = (("POST", "/channels/*"), ("PATCH", "/channels/*"))
LOOKING_UP = (("GET", "/guilds/*"), ("GET", "/channels/*"))

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.usefixtures("read_here")]


MANAGING = [one for one in WAYS if one.managing]
PUBLIC = [one for one in WAYS if not one.managing]
DIRECT = [one for one in WAYS if one.direct]
UNDER_ANSWERS = [
    one
    for one in WAYS
    if one.takes in {"passage", "page", "source", "good", "bad", "bad-said", "follow", "follow-asked", "share"}
]
PRESSED = [one for one in WAYS if one.takes != "message"]  # or a command: an interaction
MESSAGES = [one for one in WAYS if one.takes == "message"]


def goes(ways):
    """Have a test go each of these ways, all tests of one in the same process, which share a bot."""
    each = [pytest.param(one, marks=pytest.mark.xdist_group(str(one)), id=str(one)) for one in ways]
    return pytest.mark.parametrize("way", each, indirect=True, scope="module")


@pytest.fixture(scope="module")
def way(request):
    return request.param


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(way, new_state, tmp_path_factory):
    """What the tests of a way share."""
    stage = Stage(tmp_path_factory.mktemp("stage"), new_state)
    yield stage
    await stage.close()


@pytest.fixture
def stumbling(monkeypatch):
    """Discord.py's own patience, which simcord leaves out, without its sleep."""
    return stumble(monkeypatch)


@pytest_asyncio.fixture(loop_scope="module")
async def env(stage, stumbling):
    return await stage.open()


@pytest_asyncio.fixture(loop_scope="module")
async def play(stage, env, request):
    """Somebody does things; an error that `ended_by` did not see fails the test."""
    play, failed_before = stage.play(), request.session.testsfailed
    yield play
    await stage.leave(play)
    unseen = stage.unseen()
    if unseen or request.session.testsfailed > failed_before or stage.bot.building.locked():
        await stage.close()
    if unseen:
        raise ExceptionGroup(UNSEEN, unseen)


def ended_by(play):
    """What ended things so far, each once: refusals by their key, Discord's by status and code, the rest whole."""
    found = set()
    play.stage.unseen()
    for one in play.env.errors_since(play.errors_before):
        error = getattr(one, "original", one)
        match error:
            case RefusedError():
                found.add(error.key)
            case IntakeError():
                found.add(error.reason)
            case discord.HTTPException():
                found.add((error.status, error.code))
            case _:
                found.add(error)
    return found


async def begun(play, way):
    """Prepare a way for whoever may go it, and return the act."""
    play.person = play.world.mod if way.managing else play.world.alice
    return await way.prepare(play)


# A row of `use` stays for what was taken and given back, one of `forgotten` for who was forgotten today already.
COUNTED = union_all(
    *(
        select(literal(name), func.count()).select_from(table)
        for name, table in METADATA.tables.items()
        if table not in (USE, FORGOTTEN)
    ),
    select(literal("questions"), func.coalesce(func.sum(USE.c.taken), 0)),
    select(AUDIT.c.action, func.count()).group_by(AUDIT.c.action),
).compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})


async def kept(play):
    """What there is that a failure could harm: rows, what was done by whom, the indexes, the articles, the settings."""
    with closing(sqlite3.connect(play.state_file)) as state:
        found = Counter(dict(state.execute(str(COUNTED))))
        # Where a rebuild is followed is known for as long as it runs.
        found["marks"] -= state.execute("SELECT count(*) FROM marks WHERE name = ?", [BOARD]).fetchone()[0]
    found.update(rebuilds=len(play.rebuild.calls), plans=play.rebuild.planned, switches=len(play.desk.used))
    found.update(f"index {name}" for name in play.desk.store)
    for path in [one for one in play.shelf.root(play.world.guild.id).folder.rglob("*.md") if one.is_file()]:
        found[f"{path.name}: {path.read_text()}"] = 1
    found[str(await play.bot.state.settings.of(play.world.guild.id))] = 1
    return found


def gained(before, after):
    """What is there now and was not, and what was and is not."""
    return {"more": dict(after - before), "less": dict(before - after)}


NOTHING = {"more": {}, "less": {}}
SHOWN_ALONE = ("answers", "cited_articles", "gaps", "kept_searches", "marks")  # follow what was shown


@dataclass(frozen=True)
class Fault:
    """What Discord answers to some requests, so many times; for ever where there is no number."""

    status: int
    code: int = 0
    requests: tuple = FILLING_IN
    times: int | None = None


# What is said by the language of a question, not by that of who asks it.
OF_ANSWERS = (
    "discord.question",
    "discord.read_as",
    "discord.in_",
    "discord.sources",
    "discord.nearest",
    "discord.button",
)
ENGLISH = [
    text
    for key, text in CATALOGUES["en"].items()
    if key.startswith("discord.") and not key.startswith(OF_ANSWERS) and "{" not in text and len(text.split()) > 1
]

STUMBLES = [Fault(status, 0, (ACKNOWLEDGING, *FILLING_IN, *POSTING, *LOOKING_UP), 1) for status in (429, 500, 503)]
TOO_OLD, DOWN_AT_ONCE = Fault(404, 10062, (ACKNOWLEDGING,)), Fault(500, 0, (ACKNOWLEDGING, *FILLING_IN))
LOST = [Fault(404, 10008), Fault(404, 10015), Fault(401, 50027)]  # message, webhook, token
DOWN = Fault(500)


async def anew(play, way, fault=None):
    """Go a way as if nothing had been before, with a fault perhaps; return what was heard, and what it added."""
    play.stage.clear()
    await play.bot.state.settings.reset(play.world.guild.id)  # it knows them by heart
    act = await begun(play, way)
    before = await kept(play)
    for method, path in fault.requests if fault is not None else ():
        play.env.inject_error(method, path, status=fault.status, code=fault.code, times=fault.times)
    said = await act()
    await play.env.settle()
    play.env.backend.faults.clear()
    return said, gained(before, await kept(play))


# What it may be refused for a second time: it was done.
DONE_ALREADY = {
    "not_found",
    "not_in_trash",
    "discord.share.twice",
    "discord.index.golden_twice",
    "discord.rebuild.overtaken",
    "discord.rebuild.not_waiting",
    "discord.gaps.gone",
}


@goes(WAYS)
async def test_it_goes_well_and_a_second_time_it_is_harmless(play, way, caplog):
    """For whoever may: it does the same again, or says that it was done."""
    act = await begun(play, way)
    assert way.says in await act()
    assert ended_by(play) == set()
    assert way.again in await act()
    assert ended_by(play) <= DONE_ALREADY
    assert "incident" not in caplog.text


@goes(WAYS)
async def test_it_speaks_french_to_the_french(play, way, french):
    """Nothing is left in English but what answers an English question."""
    act = await begun(play, way)
    heard = await act()
    assert way.is_typed or heard != ""
    assert [sentence for sentence in ENGLISH if sentence in heard] == []


@goes(WAYS)
async def test_it_works_after_a_restart(play, way):
    """What was sent by an earlier process is answered by the next."""
    act = await begun(play, way)
    if way.name == "Cancel":
        pytest.skip("a rebuild that was under way has ended with the process; the next way in the table is that")
    await play.stage.restart()
    assert way.says in await act()


@goes(DIRECT)
async def test_it_works_in_direct_messages(play, way):
    """For whoever is in no server at that moment."""
    play.in_direct_messages()
    act = await way.prepare(play)
    assert way.says in await act()


@goes(WAYS)
async def test_a_stumble_is_waited_out(play, way, stumbling, caplog, subtests):
    """Each kind of request fails once, and nobody notices but for the time, less than Discord gives a first answer."""
    _, smooth = await anew(play, way)
    for fault in STUMBLES:
        with subtests.test(status=fault.status):
            stumbling.slept.clear()
            said, added = await anew(play, way, fault)
            assert way.says in said
            assert added == smooth
            slept = max(stumbling.slept, default=0.0)
            assert slept < ACKNOWLEDGED_WITHIN_S
            assert slept > 0 or way.takes == "message"
    assert "incident" not in caplog.text


@goes(PRESSED)
async def test_what_discord_did_not_take_has_not_happened(play, way, caplog, subtests):
    """No row, no deed, no index, no article; the next try works."""
    for fault in (TOO_OLD, DOWN_AT_ONCE):
        with subtests.test(status=fault.status):
            _, added = await anew(play, way, fault)
            assert added == NOTHING
            assert fault is DOWN_AT_ONCE or "incident" not in caplog.text
    assert ended_by(play) <= {(404, 10062), (500, 0)}
    said, _ = await anew(play, way)
    assert way.says in said
    assert "never retrieved" not in caplog.text


@goes(PRESSED)
async def test_what_cannot_be_shown_is_done_and_written_down(play, way, caplog, subtests):
    """As it is where it can be shown, and once; the next try works."""
    blind = {fault: lasting(await anew(play, way, fault)) for fault in LOST}
    assert "incident" not in caplog.text
    blind[DOWN] = lasting(await anew(play, way, DOWN))
    assert ended_by(play) <= {(fault.status, fault.code) for fault in blind}
    said, shown = await anew(play, way)
    assert way.says in said
    for fault, added in blind.items():
        with subtests.test(status=fault.status, code=fault.code):
            assert added == lasting((said, shown))
    assert "never retrieved" not in caplog.text


def lasting(came):
    """Return what was added, less what is kept for the sake of what is shown."""
    _, added = came
    return {
        way: {name: count for name, count in those.items() if name not in SHOWN_ALONE} for way, those in added.items()
    }


@goes(MESSAGES)
@pytest.mark.parametrize("fault", [(404, 10008), (403, 50013), (404, 10003), (500, 0)], ids=str)
async def test_a_message_that_cannot_be_answered_ends_quietly(play, way, caplog, fault):
    """It was deleted, its channel is closed or gone, or Discord is down; the next one is answered."""
    act = await begun(play, way)
    play.env.inject_error("POST", "/channels/*/messages", status=fault[0], code=fault[1], times=None)
    await act()
    play.env.backend.faults.clear()
    assert ended_by(play) == {fault}
    assert "never retrieved" not in caplog.text
    if fault[0] != 500:
        assert "incident" not in caplog.text
    assert way.says in await act()


@goes(UNDER_ANSWERS)
@pytest.mark.parametrize("restarted", [False, True])
async def test_what_is_no_longer_kept_is_said_kindly(play, way, restarted):
    """The buttons stay under the message, whoever deleted what they are about, and whichever process is asked."""
    act = await begun(play, way)
    await play.bot.state.people.forget(play.world.alice.id, datetime.now(UTC).date())
    if restarted:
        await play.stage.restart()
    assert (ANSWERED if way.takes == "follow-asked" else "I no longer keep that answer.") in await act()
    assert ended_by(play) == (set() if way.takes == "follow-asked" else {"discord.gone"})


async def shown_to_all(play):
    """Have Discord offer every command to whoever plays, as a server's administrators can."""
    everybody = {play.world.alice: True, play.world.mod: True}
    for command in await play.bot.tree.fetch_commands():
        play.world.guild.set_command_permissions(command, everybody)


@goes(MANAGING)
@pytest.mark.parametrize("who", ["another", "one who lost the role"])
async def test_without_the_right_it_is_refused(play, way, who):
    """Whatever Discord offers, and with an id that somebody copied; nothing has happened."""
    act = await begun(play, way)
    await shown_to_all(play)
    before = await kept(play)
    if who == "another":
        play.person = play.world.alice
    else:
        play.env.backend.guilds[play.world.guild.id].members[play.world.mod.id].role_ids.clear()
    said = await act()
    assert said == "" if way.is_typed else MANAGERS in said
    assert ended_by(play) == (set() if way.is_typed else {"discord.manage_server_only"})
    assert await kept(play) == before


@goes(MANAGING)
async def test_managing_is_for_servers(play, way):
    """Commands are not offered in direct messages; a press that comes from there all the same is refused."""
    act = await begun(play, way)
    before = await kept(play)
    play.in_direct_messages()
    if way.name.startswith("/"):
        with pytest.raises(SetupError, match="Allow this context"):  # so the bot has it registered
            await act()
    else:
        assert SERVERS in await act()
        assert ended_by(play) == {"discord.server_only"}
    assert await kept(play) == before


@goes(PUBLIC)
@pytest.mark.parametrize("setting", ["channels", "ask_roles"])
async def test_who_may_not_ask_here_is_told_so(play, way, setting):
    """In another channel, or without the role; help, and what is kept about people, is for everybody everywhere."""
    act = await begun(play, way)
    await play.bot.state.settings.set(play.world.guild.id, setting, [1])
    before = await kept(play)
    said = await act()
    if way.takes.startswith("privacy") or way.name == "/help":
        assert way.says in said
        return
    sentence, key = (
        (ELSEWHERE, "discord.not_this_channel") if setting == "channels" else (ROLES, "discord.not_your_role")
    )
    assert said == "" if way.is_typed else sentence in said
    assert ended_by(play) == (set() if way.is_typed else {key})
    assert await kept(play) == before
