"""What the crowd does; `tests.benchmarks.crowd` plays it. `--set people=N`, `--set rounds=N`, `--set out=FILE`."""

import asyncio
import json
import time
from pathlib import Path

from scenario_runner import case

QUESTIONS = (
    "what is ROFR?",
    "C'est quoi le ROFR ?",
    "who holds 49 % of OpenAI?",
    "what is the capital of Peru?",
    "Quand le projet Stargate fut-il annoncé ?",
)


def is_board(message):
    """Whether a message shows how a rebuild goes."""
    return any(heading in message.text for heading in ("Rebuilding the index", "The index is up to date"))


async def one_round(s, people, number):
    """Everybody asks at the same moment; return the seconds to the acknowledgement and to the answer, by person."""

    async def ask(place, person):
        i = await person.slash(s.general, "ask", question=QUESTIONS[(place + number) % len(QUESTIONS)])
        began = time.monotonic()
        await i.reply(60)
        return {"acknowledged_s": i.ack_delay, "answered_s": time.monotonic() - began, "at": time.time()}

    return await asyncio.gather(*(ask(place, person) for place, person in enumerate(people)))


@case("a crowd", timeout=600)
async def _(s):
    people = [s.fake.create_user(f"asker{n}") for n in range(int(s.cfg["people"]))]
    for person in people:
        s.fake.join(s.guild, person)
    rounds = int(s.cfg["rounds"])
    told = {"steady": [], "rebuilding": [], "rebuilds": 0}
    await one_round(s, people[:5], 0)  # the first question opens what is opened late
    for number in range(rounds):
        told["steady"] += await one_round(s, people, number)
        await asyncio.sleep(1)
    # One rebuild after another, each of everything, until the rounds are over.
    over = asyncio.Event()

    async def rebuild_on():
        while not over.is_set():
            i = await s.mod.slash(s.general, "rebuild-index", mode="all")
            if "often just now" in (await i.reply(30)).text:
                return  # a server may not rebuild more often
            board = await s.fake.wait_message(s.general, is_board, after={"id": i.id}, timeout=60)
            await s.fake.until(lambda board=board: "up to date" in board.text, 300, "the rebuild's end")
            told["rebuilds"] += 1

    rebuilding = asyncio.create_task(rebuild_on())
    await asyncio.sleep(1.5)
    told["rebuilding_since"] = time.time()
    for number in range(rounds):
        told["rebuilding"] += await one_round(s, people, number)
        await asyncio.sleep(1)
    told["rebuilding_until"] = time.time()
    over.set()
    await rebuilding
    await asyncio.to_thread(Path(s.cfg["out"]).write_text, json.dumps(told), encoding="utf-8")
