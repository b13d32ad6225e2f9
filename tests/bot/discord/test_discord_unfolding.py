"""An answer shown while it is written: the newest part, not too often, never after the whole."""

import asyncio
import threading
from dataclasses import replace

import discord

from bot.discord_app.asking.unfolding import Unfolding
from tests.bot.discord.fakes import ROFR, text_of

PARTS = [replace(ROFR, lead=f"Part {number} [1].", origin="openai:m") for number in range(5)]


class Shown:
    """What was shown, by its lead; `gate` holds the showing."""

    def __init__(self):
        self.leads = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.error = None

    async def __call__(self, part):
        await self.gate.wait()
        if self.error is not None:
            raise self.error
        self.leads.append(part.lead)


class Response:
    """What Discord answers while it is down."""

    status = 503
    reason = "Service Unavailable"


async def settled():
    for _ in range(5):
        await asyncio.sleep(0)


async def test_a_part_offered_from_another_thread_is_shown():
    shown = Shown()
    async with Unfolding(shown) as unfolding:
        thread = threading.Thread(target=unfolding.offer, args=(PARTS[0],))
        thread.start()
        thread.join()
        await settled()
        assert shown.leads == ["Part 0 [1]."]


async def test_of_parts_that_come_too_fast_the_newest_is_shown():
    shown = Shown()
    async with Unfolding(shown, every_s=0.02) as unfolding:
        for part in PARTS:
            unfolding.offer(part)
            await settled()
        assert shown.leads == ["Part 0 [1]."]
        await asyncio.sleep(0.1)
        assert shown.leads == ["Part 0 [1].", "Part 4 [1]."]
        unfolding.offer(PARTS[2])
        await settled()
    assert shown.leads == ["Part 0 [1].", "Part 4 [1].", "Part 2 [1]."]


async def test_an_edit_under_way_ends_before_the_whole_answer_and_none_comes_after():
    shown = Shown()
    shown.gate.clear()
    unfolding = Unfolding(shown)
    unfolding.offer(PARTS[0])
    await settled()
    unfolding.offer(PARTS[1])
    await settled()
    leaving = asyncio.create_task(unfolding.__aexit__(None, None, None))
    await settled()
    assert not leaving.done()
    shown.gate.set()
    await leaving
    unfolding.offer(PARTS[2])
    await settled()
    assert shown.leads == ["Part 0 [1]."]


async def test_the_end_does_not_wait_for_the_pause():
    """What was offered before it is shown, what waited for the pause is not: the whole answer follows."""
    shown = Shown()
    async with asyncio.timeout(5):
        async with Unfolding(shown, every_s=60) as unfolding:
            unfolding.offer(PARTS[0])
            await settled()
            unfolding.offer(PARTS[1])
            await settled()
    assert shown.leads == ["Part 0 [1]."]


async def test_an_edit_that_fails_is_passed_over():
    shown = Shown()
    shown.error = discord.DiscordServerError(Response(), "down")
    async with Unfolding(shown, every_s=0) as unfolding:
        unfolding.offer(PARTS[0])
        await settled()
        shown.error = None
        unfolding.offer(PARTS[1])
        await asyncio.sleep(0.02)
    assert shown.leads == ["Part 1 [1]."]


async def test_ask_shows_the_parts_then_the_whole(world, env, desk):
    """The last edit is the whole answer, with its question above."""
    desk.parts = PARTS[:1]
    desk.gate.clear()
    asyncio.get_running_loop().call_later(0.3, desk.gate.set)
    result = await world.alice.slash(world.channel, "ask", question="what is ROFR?")
    edits = [str(one.json) for one in env.http_requests if one.method == "PATCH"]
    assert ["Part 0" in edit for edit in edits] == [True, False]
    assert "ROFR stands for" in text_of(result.response)


async def test_a_part_that_cannot_be_shown_does_not_cost_the_answer(world, env, desk):
    """Discord refuses the first edit; the second one is the answer."""
    desk.parts = PARTS[:1]
    desk.gate.clear()
    env.inject_error("PATCH", "/webhooks/*", status=400, times=1)
    asking = asyncio.create_task(world.alice.slash(world.channel, "ask", question="what is ROFR?"))
    loop = asyncio.get_running_loop()
    loop.call_later(0.3, desk.gate.set)  # the part is offered at once, and refused within that
    result = await asking
    assert "ROFR stands for" in text_of(result.response)
