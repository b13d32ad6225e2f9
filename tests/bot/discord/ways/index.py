"""The ways to run the index."""

import asyncio

from index.builds.building import BuildStep
from tests.bot.discord.fakes import REPORT, STARGATE, text_of
from tests.bot.discord.ways.play import QUESTION, Shown, found, turn
from tests.bot.discord.ways.table import command, typing, way

command("/index status", "index status", "**The index in use**", managing=True)


command("/index changes", "index changes", "What the last build changed", managing=True)


command("/index versions", "index versions", "**Indexes on disk**", managing=True)


command("/index rollback", "index rollback", "**Go back?**", managing=True)


typing("/index rollback, typing", "index rollback version", "s0", managing=True)


@way("/index test", "index test", "Golden questions: 1 of 1 passed", managing=True)
async def _(play):
    await play.golden()
    return lambda: play.say("index test")


command(
    "/index golden-add",
    "index golden-add",
    "Added. With the index in use",
    "already",
    managing=True,
    options={"question": QUESTION, "article": STARGATE.id},
)


@way("/index golden-add, typing", "index golden-add article", STARGATE.id, managing=True)
async def _(play):
    return lambda: play.typed("index golden-add", "article", "Stargate", question=QUESTION)


@way("/index golden-list", "index golden-list", "Golden questions: 1", managing=True)
async def _(play):
    await play.golden()
    return lambda: play.say("index golden-list")


@way("a page of golden questions", "golden-page", "**11** ", managing=True)
async def _(play):
    for number in range(11):
        await play.golden(number)
    shown = (await play.slash("index golden-list")).response
    custom_id = turn(shown, "golden-page")
    return lambda: play.press(shown, custom_id)


@way("removing a golden question", "golden-remove", "This server has no golden questions yet.", managing=True)
async def _(play):
    one = await play.golden()
    shown = (await play.slash("index golden-list")).response
    custom_id = found(shown, "golden-remove")
    return lambda: play.press(shown, custom_id, [str(one.id)])


@way("going back", "index-back", "In use now: the index built", "Meanwhile another index was put in use", managing=True)
async def _(play):
    play.desk.snapshot = "s1"
    shown = (await play.slash("index rollback")).response
    return lambda: play.press(shown, "sourcier:index-back:s0:s1")


@way("not going back", "index-stay", "Nothing was changed.", managing=True)
async def _(play):
    shown = (await play.slash("index rollback")).response
    return lambda: play.press(shown, "sourcier:index-stay")


@way("/rebuild-index", "rebuild-index", "The index is up to date", managing=True)
async def _(play):
    return lambda: play.rebuilt()


@way("/rebuild-index mode:all", "rebuild-index", "The index is up to date", managing=True)
async def _(play):
    return lambda: play.rebuilt(mode="all")


@way("/rebuild-index mode:dry-run", "rebuild-index", "What a rebuild would do", managing=True)
async def _(play):
    return lambda: play.rebuilt(mode="dry-run")


@way("Cancel", "rebuild-stop", "cancelled it", "This rebuild is not running any more.", managing=True)
async def _(play):
    more = asyncio.Event()
    play.rebuild.items = [BuildStep("reading", 1, 4), more, REPORT]
    await play.slash("rebuild-index")
    board = Shown(play, play.channel.last_message)
    custom_id = found(board, "rebuild-stop")

    async def act():
        said = await play.press(board, custom_id)
        await play.finish()
        return f"{said}\n{text_of(board)}"

    return act


@way("Cancel of a rebuild that is over", "rebuild-stop", "This rebuild is not running any more.", managing=True)
async def _(play):
    await play.rebuilt()
    board = play.channel.last_message
    return lambda: play.press(Shown(play, board), "sourcier:rebuild-stop:0123456789ab")


async def held_back(play):
    """Rebuild what golden questions hold back; return the message that says so."""
    await play.golden()
    play.desk.answers_of["s2"] = {}
    play.desk.store, play.desk.snapshot = ["s0", "s1"], "s1"
    play.rebuild.items = [REPORT]
    await play.rebuilt()
    return Shown(play, play.channel.last_message)


@way("Use it anyway", "index-use", "put the new index in use", "That index is no longer waiting", managing=True)
async def _(play):
    board = await held_back(play)
    return lambda: play.press(board, "sourcier:index-use:s2")


@way("Discard", "index-discard", "discarded the new index", "That index is no longer waiting", managing=True)
async def _(play):
    board = await held_back(play)
    return lambda: play.press(board, "sourcier:index-discard:s2")
