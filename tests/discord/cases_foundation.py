"""What people do with the real process, played on the loopback Discord of `../shared/discord`.

`test_loopback.py` runs these with `scenario_runner.py`, which fails a case too on a call that Discord would refuse, a
traceback or the token in the log. `--set corpus=FOLDER` names the folder of articles that the bot answers from.
"""

import asyncio
import re
from itertools import pairwise
from pathlib import Path

from scenario_runner import PERM, ClientRefused, case

QUESTION = "what is ROFR?"
EXPANDED = "droit de premier refus"
SOURCE = re.compile(r"^\*\*\[1\]\*\* .+$", re.MULTILINE)

MARMOT = """---
title: The marmots of Vanvey
url: https://example.org/marmots
date: 2024-05-06
lang: en
---
In Vanvey, people tell of the Quibbler Protocol. The Marmot Observation Registry of Vanvey (MORV) was founded in 1987
by Odile Ferrand, who counted 412 animals in its first summer.
"""


def source(message):
    """The line of source [1], without where in the page it opens."""
    found = SOURCE.search(message.text)
    return found and found.group().partition("#:~:text=")[0]


def sign(s):
    """The file that is young while the bot hears Discord."""
    return Path(s.cfg["corpus"]).with_name("data") / "connected"


def check_rofr(s, message):
    s.check(EXPANDED in message.text, message.text)
    s.check("\n> " in message.text, f"a quote: {message.text}")
    s.check(source(message), f"a source: {message.text}")


async def answered_mention(s, channel, text):
    said = await s.alice.say(channel, f"{s.fake.bot.mention} {text}")
    return said, await s.fake.wait_message(channel, after=said)


async def board_of(s, interaction):
    """The message that shows how a rebuild goes."""
    return await s.fake.wait_message(s.general, lambda m: m.text.startswith("**"), after={"id": interaction.id})


@case("commands are registered once")
async def _(s):
    commands = {command["name"]: command for command in s.fake.commands.get(None, {}).values()}
    s.check(set(commands) >= {"ask", "rebuild-index", "index"}, f"synced {sorted(commands)}")
    s.check(s.fake.sync_count == 1, f"{s.fake.sync_count} syncs")


@case("a sign of life while it is connected")
async def _(s):
    await s.fake.until(lambda: sign(s).exists(), 10, "the file that a container's health check looks at")


@case("the same citation by command, mention and direct message")
async def _(s):
    i = await s.alice.slash(s.general, "ask", question=QUESTION)
    by_command = await i.reply(60)
    check_rofr(s, by_command)
    s.check(not by_command.ephemeral, "for everybody")
    said, by_mention = await answered_mention(s, s.general, QUESTION)
    s.check(by_mention.reply_to == said.id, "a reply")
    s.check(s.alice.id not in by_mention["_pinged"]["users"], "without a ping")
    said = await s.alice.dm(QUESTION)
    by_dm = await s.fake.wait_message(s.fake.dm_channel(s.alice), after=said)
    s.check(source(by_command) == source(by_mention) == source(by_dm), [m.text for m in (by_mention, by_dm)])
    i = await s.alice.slash(s.fake.dm_channel(s.alice), "ask", question=QUESTION)
    s.check(source(await i.reply()) == source(by_command), "the command in a direct message")


@case("a private answer is seen by its asker alone")
async def _(s):
    i = await s.bob.slash(s.general, "ask", question=QUESTION, private=True)
    m = await i.reply()
    s.check(m.ephemeral, "ephemeral")
    check_rofr(s, m)


@case("the answer speaks the question's language")
async def _(s):
    i = await s.alice.slash(s.general, "ask", question="C'est quoi le ROFR ?")
    m = await i.reply()
    s.check("ROFR signifie" in m.text and "(en français)" not in m.text, m.text)


@case("what the articles do not tell is refused")
async def _(s):
    i = await s.alice.slash(s.general, "ask", question="what is the capital of Peru?")
    m = await i.reply()
    s.check("I found nothing in the articles" in m.text, m.text)
    s.check(not source(m), f"no source under a refusal: {m.text}")


@case("odd questions get a sentence")
async def _(s):
    _, m = await answered_mention(s, s.general, "")
    s.check("`/ask`" in m.content, m.content)
    _, m = await answered_mention(s, s.general, "why? " * 300)
    s.check("I read up to 1,000" in m.content, m.content)
    for text in ("🎉🎉", "?!", "\u202e\u200b", "```", "什么是"):
        i = await s.alice.slash(s.general, "ask", question=text)
        s.check((await i.reply()).text, f"an answer to {text!r}")


@case("a question that would ping pings nobody")
async def _(s):
    evil = f"@everyone <@&{s.mods['id']}> <@{s.bob.id}> what is ROFR?"
    i = await s.alice.slash(s.general, "ask", question=evil)
    m = await i.reply()
    s.check(not m["_pinged"]["would_ping_everyone"] and not m["mention_roles"], m["_pinged"])
    s.check(s.bob.id not in m["_pinged"]["users"], m["_pinged"])
    s.check(f"<@{s.bob.id}>" not in m.text and "@everyone" not in m.text, m.text)
    _, m = await answered_mention(s, s.general, evil)
    s.check(not m["_pinged"]["would_ping_everyone"] and s.bob.id not in m["_pinged"]["users"], m["_pinged"])


@case("chatter is left alone")
async def _(s):
    count = len(s.fake.bot_messages(s.general))
    await s.bob.say(s.general, QUESTION)
    await s.bob.say(s.general, f"{s.mod.mention} {QUESTION}")
    await s.fake.quiet(0.8)
    s.check(len(s.fake.bot_messages(s.general)) == count, "silent")


@case("ten askers at once")
async def _(s):
    people = [s.fake.create_user(f"asker{n}") for n in range(10)]
    for person in people:
        s.fake.join(s.guild, person)
    asked = await asyncio.gather(*(one.slash(s.general, "ask", question=QUESTION) for one in people))
    for m in await asyncio.gather(*(i.reply(30) for i in asked)):
        check_rofr(s, m)
    said = await asyncio.gather(*(one.say(s.other, f"{s.fake.bot.mention} {QUESTION}") for one in people))
    for one in said:
        m = await s.fake.wait_message(s.other, lambda m, one=one: m.reply_to == one.id, timeout=60)
        check_rofr(s, m)


@case("a rebuild by who manages the server")
async def _(s):
    folder = Path(s.cfg["corpus"])
    (folder / "marmots.md").write_text(MARMOT, encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nno page tree in here")
    i = await s.mod.slash(s.general, "rebuild-index")
    link = await i.reply()
    s.check(link.ephemeral and "Follow it here" in link.content, link.content)
    second = await s.mod.slash(s.general, "rebuild-index", mode="all")
    s.check("already" in (await second.reply()).content, second.texts)
    board = await board_of(s, i)
    s.check(board.id in link.content, link.content)
    await s.fake.until(lambda: "up to date" in board.text, 60, "the result")
    s.check("(1 added, 0 changed, 0 removed)" in board.text, board.text)
    s.check("marmots" not in board.text, board.text)
    await s.fake.until(lambda: "**Added**\n- The marmots of Vanvey" in "".join(i.texts), 10, "names, to the moderator")
    s.check("broken.pdf: " in board.text, board.text)
    s.check(re.search(r"Passages: \d+ · \d+\.\d seconds", board.text), board.text)
    edits = [r["t"] for r in s.fake.requests("PATCH", f"/channels/{s.general['id']}/messages/{board.id}")]
    s.check(all(later - earlier > 1.5 for earlier, later in pairwise(edits)), edits)
    i = await s.alice.slash(s.general, "ask", question="What does MORV stand for?")
    m = await i.reply()
    s.check("Marmot Observation Registry of Vanvey" in m.text and "The marmots of Vanvey" in m.text, m.text)
    s.check("6 May 2024" in m.text and "https://example.org/marmots" in m.text, m.text)


@case("an article that has gone is cited no more")
async def _(s):
    for name in ("marmots.md", "broken.pdf"):
        (Path(s.cfg["corpus"]) / name).unlink(missing_ok=True)
    i = await s.mod.slash(s.general, "rebuild-index", mode="all")
    await i.reply()
    board = await board_of(s, i)
    await s.fake.until(lambda: "up to date" in board.text, 60, "the result")
    i = await s.alice.slash(s.general, "ask", question="What does MORV stand for?")
    s.check("Marmot" not in (await i.reply()).text, i.texts)


@case("a rebuild is for those who manage the server, and in servers")
async def _(s):
    for person, channel in ((s.alice, s.general), (s.mod, s.fake.dm_channel(s.mod))):
        try:
            await person.slash(channel, "rebuild-index")
        except ClientRefused:
            continue
        s.check(False, f"not offered to {person!r}")


@case("a rebuild where the bot may not write")
async def _(s):
    quiet = s.fake.create_channel(s.guild, "quiet-rebuild", overwrites=[(s.fake.bot, 0, PERM["send_messages"])])
    i = await s.mod.slash(quiet, "rebuild-index")
    m = await i.reply()
    await s.fake.until(lambda: "up to date" in m.text, 60, "the result in the response")
    s.check(all(one.ephemeral for one in s.fake.bot_messages(quiet)), "nothing else in the channel")


@case("a channel closed to the bot")
async def _(s):
    quiet = s.fake.create_channel(s.guild, "quiet", overwrites=[(s.fake.bot, 0, PERM["send_messages"])])
    await s.alice.say(quiet, f"{s.fake.bot.mention} {QUESTION}")
    await s.fake.until(
        lambda: any(r.get("status") == 403 for r in s.fake.requests("POST", f"/channels/{quiet['id']}/*")),
        10,
        "a refused call",
    )
    i = await s.alice.slash(quiet, "ask", question=QUESTION)
    check_rofr(s, await i.reply())


@case("a rate limit and outages are waited out")
async def _(s):
    path = f"/channels/{s.general['id']}/messages"
    for fault in ({"status": 429, "retry_after": 1.2}, {"status": 500}, {"status": 503}, {"disconnect": True}):
        s.fake.inject("POST", path, **fault)
        said = await s.alice.say(s.general, f"{s.fake.bot.mention} {QUESTION}")
        check_rofr(s, await s.fake.wait_message(s.general, after=said, timeout=20))
    s.fake.inject("POST", "/interactions/*", status=503)
    i = await s.alice.slash(s.general, "ask", question=QUESTION)
    check_rofr(s, await i.reply(20))


@case("a message deleted before its answer")
async def _(s):
    fault = s.fake.inject("POST", f"/channels/{s.general['id']}/messages", delay=1.0)
    said = await s.alice.say(s.general, f"{s.fake.bot.mention} {QUESTION}")
    await s.fake.until(lambda: fault.get("hits"), 10, "the answer under way")
    s.expect_problem(r"message_reference|Unknown message")
    await s.alice.delete(said)
    await s.fake.quiet(1.5)
    i = await s.alice.slash(s.general, "ask", question=QUESTION)
    check_rofr(s, await i.reply())


@case("the gateway drops: what was missed is answered")
async def _(s):
    resumes, identifies = len(s.fake.resumes), len(s.fake.identifies)
    s.fake.hold_dispatch = True
    said = await s.alice.say(s.general, f"{s.fake.bot.mention} {QUESTION}")
    await s.fake.drop_connection(4000)
    s.fake.hold_dispatch = False
    await s.fake.resumed(resumes + 1)
    check_rofr(s, await s.fake.wait_message(s.general, after=said))
    s.check(len(s.fake.identifies) == identifies, "resumed")
    await s.fake.drop_connection(None)
    await s.fake.resumed(resumes + 2)
    await (await s.alice.slash(s.general, "ask", question=QUESTION)).reply()


@case("an interaction that comes too late is let go")
async def _(s):
    resumes = len(s.fake.resumes)
    s.fake.hold_dispatch = True
    await s.alice.slash(s.general, "ask", question=QUESTION)
    await asyncio.sleep(s.fake.interaction_window + 0.5)
    s.expect_problem(r"10062|Unknown interaction|3 s|late")
    await s.fake.drop_connection(4000)
    s.fake.hold_dispatch = False
    await s.fake.resumed(resumes + 1)
    await s.fake.quiet(0.8)
    await (await s.alice.slash(s.general, "ask", question=QUESTION)).reply()


@case("an invalid session is begun anew")
async def _(s):
    identifies = len(s.fake.identifies)
    await s.fake.invalidate_session(False)
    await s.fake.until(lambda: len(s.fake.identifies) > identifies, 30, "a new session")
    await s.fake.quiet(0.5)
    check_rofr(s, await (await s.alice.slash(s.general, "ask", question=QUESTION)).reply())
