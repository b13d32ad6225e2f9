"""Ending and beginning again with the real process, also with a token that is refused and in one server only.

Played as `cases_foundation.py` is.
"""

import asyncio
import signal
from pathlib import Path

from scenario_runner import case

QUESTION = "what is ROFR?"
EXPANDED = "droit de premier refus"


async def check_answered(s):
    i = await s.alice.slash(s.general, "ask", question=QUESTION)
    m = await i.reply(60)
    s.check(EXPANDED in m.text and "\n> " in m.text and "**[1]** " in m.text, m.text)


@case("a restart: SIGTERM and SIGINT leave with 0")
async def _(s):
    for number in (signal.SIGTERM, signal.SIGINT):
        status, seconds = await s.bot.stop(sig=number)
        s.check(status == 0, f"{number.name}: exit {status} after {seconds:.1f} s")
        await asyncio.sleep(s.fake.identify_spacing)
        await s.start_bot()
        await check_answered(s)
    s.check(s.fake.sync_count == 1, f"{s.fake.sync_count} syncs, though no command changed")


@case("leaving in the middle of a rebuild harms nothing")
async def _(s):
    i = await s.mod.slash(s.general, "rebuild-index", mode="all")
    await i.reply()
    board = await s.fake.wait_message(s.general, lambda m: m.text.startswith("**"), after={"id": i.id})
    status, seconds = await s.bot.stop()
    s.check(status == 0, f"exit {status} after {seconds:.1f} s")
    sign = Path(s.cfg["corpus"]).with_name("data") / "connected"
    s.check(not sign.exists(), "a sign of life of a bot that has left")
    s.check("stopped before it was done" in board.text or "up to date" in board.text, board.content)
    await asyncio.sleep(s.fake.identify_spacing)
    await s.start_bot()
    await check_answered(s)


@case("a token that Discord refuses", fresh=True, manual=True, ends_bot=True)
async def _(s):
    s.expect_problem("401: Unauthorized")
    await s.start_bot(wait=False, env={"DISCORD_TOKEN": "MTIz.wrong.token"})
    status = await asyncio.wait_for(s.bot.proc.wait(), 60)
    output = s.bot.output(s.bot.seen)
    s.check(status == 2, f"exit {status}: {output}")
    s.check("Discord refuses the token in DISCORD_TOKEN" in output and "wrong" not in output, output)


@case("in one server only, where the settings name it", fresh=True, env={"SOURCIER_GUILD_ID": "{guild_id}"})
async def _(s):
    await s.fake.quiet(0.6)
    s.check(not s.fake.commands.get(None), s.fake.commands.get(None))
    names = {command["name"] for command in s.fake.commands[s.guild["id"]].values()}
    s.check(names >= {"ask", "rebuild-index", "index"}, names)
    await check_answered(s)
