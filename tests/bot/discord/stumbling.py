"""Discord stumbling below discord.py, whose own patience simcord leaves out together with the network.

simcord answers a request straight from its simulated Discord and raises what that refuses. Here each request goes
through the real `request` of discord.py first, over a session that asks simcord, so that a rate limit or a 500 that is
injected by `env.inject_error` is waited out, or not, as it is on the real Discord. Nothing sleeps; what would have been
slept is kept.
"""

import asyncio
import json
from contextvars import ContextVar

import discord
from discord.http import HTTPClient
from discord.webhook.async_ import AsyncWebhookAdapter
from simcord.http import FakeHTTPClient, FakeWebhookAdapter

RETRY_AFTER_S = 0.7
ACKNOWLEDGED_WITHIN_S = 3.0  # Discord's time for the first answer to an interaction

ASKED = ContextVar("what simcord is asked by the request under way")


class Stumbling:
    """The pauses that were made between tries, in seconds."""

    def __init__(self) -> None:
        self.slept = []

    def clear(self):
        self.slept.clear()


class Hurried:
    """`asyncio`, as two modules of discord.py see it: it never sleeps."""

    def __init__(self, stumbling) -> None:
        self._stumbling = stumbling

    def __getattr__(self, name):
        return getattr(asyncio, name)

    async def sleep(self, seconds):
        self._stumbling.slept.append(seconds)
        await asyncio.sleep(0)


class Answer:
    """As much of an answer of aiohttp's as discord.py reads."""

    reason = ""

    def __init__(self, status, data) -> None:
        self.status = status
        self.headers = {"content-type": "application/json", "Via": "1.1 google"}
        self._text = json.dumps(data)

    async def text(self, encoding="utf-8"):
        return self._text


class Request:
    """One try: it asks simcord, and tells a refusal by its status."""

    async def __aenter__(self):
        try:
            return Answer(200, await ASKED.get()())
        except discord.HTTPException as error:
            told = {"code": error.code, "message": error.text, "retry_after": RETRY_AFTER_S, "global": False}
            return Answer(error.status, told)

    async def __aexit__(self, *_):
        return None


class Session:
    """The network."""

    def request(self, _method, _url, **_given):
        return Request()


def stumble(monkeypatch):
    """Put discord.py's patience between the bot and simcord; return what tells how patient it was."""
    stumbling = Stumbling()
    ask, ask_webhook = FakeHTTPClient.request, FakeWebhookAdapter.request

    async def request(self, route, *, files=None, form=None, **given):
        if self._global_over is discord.utils.MISSING:
            self._global_over = asyncio.Event()
            self._global_over.set()
        self._HTTPClient__session = Session()
        parts = None if form is None else list(form)
        asked = ASKED.set(lambda: ask(self, route, files=files, form=parts, **given))
        try:
            return await HTTPClient.request(self, route, files=files, form=parts, **given)
        finally:
            ASKED.reset(asked)

    async def request_webhook(self, route, session=None, **given):
        self.__dict__.setdefault("_locks", {})
        asked = ASKED.set(lambda: ask_webhook(self, route, session, **given))
        try:
            return await AsyncWebhookAdapter.request(self, route, Session(), **given)
        finally:
            ASKED.reset(asked)

    monkeypatch.setattr(FakeHTTPClient, "request", request)
    monkeypatch.setattr(FakeWebhookAdapter, "request", request_webhook)
    monkeypatch.setattr("discord.http.asyncio", Hurried(stumbling))
    monkeypatch.setattr("discord.webhook.async_.asyncio", Hurried(stumbling))
    monkeypatch.setattr("bot.discord_app.sending.PAUSES_S", (0.0, 0.0))
    return stumbling
