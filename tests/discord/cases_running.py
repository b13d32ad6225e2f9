"""Running the index, with the real process: dry runs, names of what changed, cancelling, golden questions, versions.

Played as `cases_foundation.py` is, on a bot and articles of its own.
"""

import asyncio
import re
from pathlib import Path

from scenario_runner import ClientRefused, Upload, case

QUESTION = "What does MORV stand for?"
MANAGERS_ONLY = "Only people who may manage this server"
MARMOT = """---
title: The marmots of Vanvey
date: 2024-05-06
lang: en
---
The Marmot Observation Registry of Vanvey (MORV) was founded in 1987 by Odile Ferrand, who counted 412 animals.
"""


def marmots(s):
    """The file of the article that comes and goes."""
    return Path(s.cfg["corpus"]) / "marmots.md"


async def rebuilt(s, **options):
    """Begin a rebuild as the moderator; return the message that shows it."""
    return (await begun(s, **options))[1]


async def begun(s, **options):
    """Begin a rebuild as the moderator; return the interaction and the message that shows it."""
    i = await s.mod.slash(s.general, "rebuild-index", **options)
    await i.reply()
    return i, await s.fake.wait_message(s.general, lambda m: m.text.startswith("**"), after={"id": i.id})


async def named(s, interaction, words):
    """Wait until the moderator alone is told names."""
    await s.fake.until(lambda: words in "".join(interaction.texts), 10, f"{words!r}, to the moderator")


async def shown(s, board, *words):
    """Wait until a message says one of some words."""
    await s.fake.until(lambda: any(one in board.text for one in words), 60, f"one of {words}")
    return board.text


async def index(s, name, person=None, **options):
    i = await (person or s.mod).slash(s.general, f"index {name}", **options)
    return await i.reply(30)


async def answered(s):
    return (await (await s.alice.slash(s.general, "ask", question=QUESTION)).reply(30)).text


@case("a dry run tells what would change and changes nothing")
async def _(s):
    marmots(s).write_text(MARMOT, encoding="utf-8")
    before = (await index(s, "status")).text
    i, board = await begun(s, mode="dry-run")
    text = await shown(s, board, "What a rebuild would do")
    s.check("Articles: 1 added, 0 changed, 0 removed, 20 unchanged" in text, text)
    s.check("marmots" not in text, text)
    await named(s, i, "**Added**\n- marmots.md")
    after = (await index(s, "status")).text
    s.check(before.partition("Files that differ")[0] == after.partition("Files that differ")[0], after)
    s.check("Files that differ on disk since: 1 new, 0 changed, 0 removed" in after, after)


@case("a rebuild names what it changed, and so do changes and versions")
async def _(s):
    i, board = await begun(s)
    text = await shown(s, board, "up to date")
    s.check("(1 added, 0 changed, 0 removed)" in text and "marmots" not in text, text)
    await named(s, i, "**Added**\n- The marmots of Vanvey")
    s.check("Marmot Observation Registry of Vanvey" in await answered(s), "answered from the new index")
    changes = (await index(s, "changes")).text
    s.check("- The marmots of Vanvey" in changes and f"<@{s.mod.id}>" in changes, changes)
    versions = (await index(s, "versions")).text
    s.check(versions.count(":T>") == 2 and versions.count("in use") == 1, versions)


@case("a rebuild is cancelled by its button")
async def _(s):
    for number in range(300):
        text = (
            f"---\ntitle: Page {number}\nlang: en\n---\n" + f"The marmot number {number} sleeps in its burrow. " * 200
        )
        (Path(s.cfg["corpus"]) / f"page-{number}.md").write_text(text, encoding="utf-8")
    board = await rebuilt(s, mode="all")
    try:
        refused = await (await s.alice.click(board, "Cancel")).reply()
    except ClientRefused as error:
        s.check(False, error)
    s.check(refused.ephemeral and refused.content.startswith(MANAGERS_ONLY), refused.text)
    s.check("cancelled" not in board.text, board.text)
    await s.mod.click(board, "Cancel")
    text = await shown(s, board, "cancelled it", "up to date")
    s.check("cancelled it" in text, text)
    for number in range(300):
        (Path(s.cfg["corpus"]) / f"page-{number}.md").unlink()
    versions = (await index(s, "versions")).text
    s.check(versions.count(":T>") == 2, versions)
    s.check("Marmot Observation Registry of Vanvey" in await answered(s), "the index in use still answers")


@case("golden questions hold a worse index back, and a manager may use it anyway")
async def _(s):
    choices = await s.mod.autocomplete(s.general, "index golden-add", "article", "marmots", question=QUESTION)
    s.check([one["value"] for one in choices] == ["marmots.md"], choices)
    added = await index(s, "golden-add", question=QUESTION, article="marmots.md", words="observation registry")
    s.check("With the index in use: passed." in added.text, added.text)
    tested = (await index(s, "test")).text
    s.check("Golden questions: 1 of 1 passed" in tested, tested)
    marmots(s).unlink()
    i, board = await begun(s)
    text = await shown(s, board, "not in use", "up to date")
    s.check("Got worse here: 1 of 1 golden question" in text and "MORV" not in text, text)
    await named(s, i, "the article is not in the index")
    s.check("Marmot Observation Registry of Vanvey" in await answered(s), "the index from before still answers")
    await s.mod.click(board, "Use it anyway")
    await shown(s, board, "put the new index in use")
    s.check("Marmot" not in await answered(s), "the new index answers")
    s.check("0 of 1 passed" in (await index(s, "test")).text, "the test tells it")


@case("going back, also after a restart of the bot")
async def _(s):
    asked = await index(s, "rollback")
    s.check("Go back?" in asked.text, asked.text)
    await s.bot.stop()
    await asyncio.sleep(s.fake.identify_spacing)
    await s.start_bot()
    await s.mod.click(asked, "Put it in use")
    await shown(s, asked, "In use now: the index built")
    s.check("Marmot Observation Registry of Vanvey" in await answered(s), "the earlier index answers")
    versions = (await index(s, "versions")).text
    s.check("newer, not in use" in versions, versions)
    board = await rebuilt(s)
    text = await shown(s, board, "not in use", "up to date")
    s.check("Got worse here" in text, text)
    await s.mod.click(board, "Discard")
    await shown(s, board, "discarded the new index")


@case("rate limits and outages while an index is rebuilt")
async def _(s):
    marmots(s).write_text(MARMOT, encoding="utf-8")
    for fault in ({"status": 429, "retry_after": 1.2}, {"status": 500}, {"status": 503}, {"disconnect": True}):
        s.fake.inject("POST", "/interactions/*", **fault)
        s.check("Indexes on disk" in (await index(s, "versions")).text, fault)
        s.fake.inject("PATCH", "/channels/*", **fault)
        board = await rebuilt(s)
        await shown(s, board, "up to date")


@case("a change of articles after going back says that it undoes that")
async def _(s):
    for name in ("badgers", "otters"):
        data = f"# The {name}\n\nThe {name} of Vanvey were counted in 1990 by Luc Ferrand.\n".encode()
        i = await s.mod.slash(s.general, "corpus add", file=Upload(f"{name}.md", data, "text/markdown"))
        await shown(s, await i.reply(60), "My answers use it now")
    asked = await index(s, "rollback")
    await s.mod.click(asked, "Put it in use")
    await shown(s, asked, "In use now: the index built")
    gone = await (await s.mod.slash(s.general, "corpus remove", article="badgers.md")).reply(60)
    text = await shown(s, gone, "no longer use it")
    s.check("Somebody had gone back to an earlier index; that is undone" in text, text)
    s.check("Other articles that changed by it: 1." in text, text)


@case("the index is for those who manage the server")
async def _(s):
    for name in ("status", "changes", "versions", "rollback", "test", "golden-list"):
        try:
            await index(s, name, s.alice)
        except ClientRefused:
            continue
        s.check(False, f"{name} was offered to a member")
    s.check(re.search("golden questions", (await index(s, "golden-list")).text, re.IGNORECASE), "to the moderator")
