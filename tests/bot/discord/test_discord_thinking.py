"""Work off the event loop: bounded, cancellable, and never in the way of leaving."""

import asyncio
import threading

import pytest

from bot.discord_app.thinking import Thinking, TooBusyError


@pytest.fixture
def thinking():
    made = Thinking(1, waiting=2)
    yield made
    made.close()


async def test_results_and_errors_come_back(thinking):
    """As if the function had been called here."""
    assert await thinking.run(lambda: 6 * 7) == 42
    with pytest.raises(ZeroDivisionError):
        await thinking.run(lambda: 1 // 0)


async def test_the_event_loop_goes_on(thinking):
    """While a function waits, coroutines run: this one lets it go."""
    gate = threading.Event()
    waiting = asyncio.create_task(thinking.run(lambda: gate.wait(10)))
    await asyncio.sleep(0)
    gate.set()
    assert await waiting is True


async def test_more_than_it_can_hold_is_refused(thinking):
    """One at work and two waiting; the fourth is told at once, and after that there is room again."""
    gate = threading.Event()
    held = [asyncio.create_task(thinking.run(lambda: gate.wait(10))) for _ in range(3)]
    await asyncio.sleep(0)
    with pytest.raises(TooBusyError):
        await thinking.run(int)
    gate.set()
    assert await asyncio.gather(*held) == [True, True, True]
    assert await thinking.run(int) == 0


async def test_what_is_cancelled_before_its_turn_does_not_run(thinking):
    """And its place is free."""
    gate = threading.Event()
    ran = []
    first = asyncio.create_task(thinking.run(lambda: gate.wait(10)))
    second = asyncio.create_task(thinking.run(lambda: ran.append(1)))
    await asyncio.sleep(0)
    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second
    gate.set()
    await first
    await thinking.run(int)
    assert ran == []


def test_its_threads_do_not_keep_the_process():
    """They are daemons, and they end when told to."""
    made = Thinking(2)
    threads = [thread for thread in threading.enumerate() if thread in made.threads]
    assert len(threads) == 2
    assert all(thread.daemon for thread in threads)
    made.close()
    for thread in threads:
        thread.join(10)
        assert not thread.is_alive()
