"""One message though the connection is cut, and typing shown for as long as an answer takes."""

import asyncio
from contextlib import asynccontextmanager, suppress
from types import SimpleNamespace
from unittest.mock import Mock

import aiohttp
import discord
import pytest

from bot.discord_app import sending
from bot.discord_app.replies import Card, Document, notice

FORBIDDEN = discord.Forbidden(Mock(status=403, reason="Forbidden"), {"code": 50001, "message": "Missing Access"})
NO_HISTORY = discord.HTTPException(
    Mock(status=400, reason="Bad Request"), {"code": sending.NO_HISTORY, "message": "Cannot reply"}
)


class Channel:
    """A channel that takes each message, and answers with the `troubles` first. It keeps what it was sent."""

    def __init__(self, *troubles):
        self._troubles = list(troubles)
        self.sent = []

    async def send(self, **given):
        self.sent.append(given)
        if self._troubles:
            raise self._troubles.pop(0)
        return "the message"


@pytest.fixture(autouse=True)
def hurried(monkeypatch):
    """No pauses."""
    monkeypatch.setattr(sending, "PAUSES_S", (0.0, 0.0))
    monkeypatch.setattr(sending, "TYPING_AFTER_S", 0.0)


def nonces(channel):
    return [one["nonce"] for one in channel.sent]


async def test_a_message_whose_sending_is_repeated_has_one_nonce():
    """By it Discord knows that the first try, whose answer was lost, did arrive."""
    channel = Channel(aiohttp.ServerDisconnectedError(), aiohttp.ServerDisconnectedError())
    assert await sending.post(channel, notice("Yes.")) == "the message"
    assert [one["content"] for one in channel.sent] == ["Yes."] * 3
    assert len(set(nonces(channel))) == 1
    assert 0 < len(str(nonces(channel)[0])) <= 25


async def test_two_messages_have_two_nonces():
    """Else Discord would take the second for the first."""
    channel = Channel()
    await sending.post(channel, notice("Yes."))
    await sending.post(channel, notice("Yes."))
    assert len(set(nonces(channel))) == 2


async def test_a_reply_has_one_nonce_and_its_file_anew_for_each_try():
    """A file is used up by the sending."""
    channel = Channel(aiohttp.ServerDisconnectedError())
    card = Card(("Here.",), 0, document=Document("a.txt", b"abc"))
    await sending.reply_to(SimpleNamespace(channel=channel), card)
    assert len(set(nonces(channel))) == 1
    assert [one["files"][0].fp.read() for one in channel.sent] == [b"abc", b"abc"]


async def test_a_reply_where_the_history_is_closed_is_sent_without_its_reference():
    """As a message of its own."""
    channel = Channel(NO_HISTORY)
    await sending.reply_to(SimpleNamespace(channel=channel), notice("Yes."))
    assert ["reference" in one for one in channel.sent] == [True, False]


class Typing:
    """A channel that shows typing while a block lasts, or refuses to."""

    def __init__(self, trouble=None):
        self._trouble = trouble
        self.shown = False

    @asynccontextmanager
    async def typing(self):
        if self._trouble is not None:
            raise self._trouble
        self.shown = True
        try:
            yield
        finally:
            self.shown = False


async def test_typing_is_shown_until_the_answer_is_there():
    """Discord drops it after ten seconds; a chat model may take thirty."""
    channel = Typing()
    task = asyncio.create_task(sending.show_typing(channel))
    await asyncio.sleep(0.01)
    assert channel.shown
    assert not task.done()
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert not channel.shown


@pytest.mark.parametrize("trouble", [FORBIDDEN, aiohttp.ClientConnectionError()])
async def test_typing_that_is_refused_is_left_out(trouble):
    """The answer itself tells what is wrong."""
    await asyncio.wait_for(sending.show_typing(Typing(trouble)), 1)
