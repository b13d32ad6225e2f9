"""A desk that answers from a table, a rebuild that does as it is told, a server, and what stands on its tables."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable, Coroutine, Sequence
from datetime import date
from typing import Any

import discord

from bot.answers.answer import Answer, Citation, Nearest, NoAnswer, OnPart
from index.building import BuildReport, BuildStep

QUOTE = "Microsoft dispose d’un droit de premier refus (ROFR) sur la nouvelle capacité de calcul."

ROFR = Answer(
    question="what is ROFR?",
    lead="ROFR stands for « droit de premier refus » (in French) [1].",
    citations=(
        Citation(
            number=1,
            article_id="stargate.md",
            title="Stargate, un pari à 500 milliards",
            url="https://example.org/stargate",
            published=date(2025, 1, 21),
            collection="articles",
            language="fr",
            quote=QUOTE,
            start=100,
            end=100 + len(QUOTE),
            link="https://example.org/stargate#:~:text=Microsoft%20dispose,de%20calcul.",
            highlight="droit de premier refus",
        ),
    ),
    language="en",
    origin="extracted",
    confidence=1.0,
)

PERU = NoAnswer(
    question="what is the capital of Peru?",
    text="I found nothing in the articles that answers that.",
    reason="not_answered",
    language="en",
    nearest=(Nearest("andes.md", "Capitals of the Andes", "https://example.org/andes", date(2024, 2, 1)),),
)


class FakeDesk:
    """Answers from a table; what is not in it is Peru's capital."""

    def __init__(self) -> None:
        self.answers = {"what is ROFR?": ROFR}
        self.parts: list[Answer] = []
        self.asked: list[str] = []
        self.threads: set[str] = set()
        self.reloads = 0
        self.newer = False
        self.opened = 0
        self.closed = False
        self.opening_errors: list[Exception] = []
        self.error: Exception | None = None
        self.gate = threading.Event()
        self.gate.set()

    def open(self) -> None:
        if self.opening_errors:
            raise self.opening_errors.pop(0)
        self.opened += 1

    def answer(self, question: str, *, earlier: Sequence[str] = (), on_part: OnPart | None = None) -> Answer | NoAnswer:
        for part in self.parts if on_part is not None else ():
            on_part(part)
        self.asked.append(question)
        self.threads.add(threading.current_thread().name)
        self.gate.wait(10)
        if self.error is not None:
            raise self.error
        return self.answers.get(question, PERU)

    def reload(self) -> bool:
        self.reloads += 1
        if self.error is not None:
            raise self.error
        return self.newer

    def close(self) -> None:
        self.closed = True


REPORT = BuildReport(
    snapshot="s1",
    articles=1234,
    passages=56789,
    added=3,
    changed=2,
    removed=1,
    unchanged=1229,
    encoded=140,
    problems=(),
    seconds=12.34,
)


class FakeRebuild:
    """Yields what it holds; an exception among it is raised, an event is waited for."""

    def __init__(self) -> None:
        self.items: list[object] = [BuildStep("reading", 1, 4), BuildStep("encoding", 70, 140), REPORT]
        self.calls: list[bool] = []
        self.closed = 0
        self.waiting: Callable[[Coroutine[Any, Any, object]], Awaitable[object]] = lambda awaitable: awaitable

    async def __call__(self, *, everything: bool) -> AsyncGenerator[BuildStep | BuildReport, None]:
        self.calls.append(everything)
        try:
            for item in self.items:
                match item:
                    case Exception():
                        raise item
                    case asyncio.Event():
                        await self.waiting(item.wait())
                    case BuildStep() | BuildReport():
                        yield item
        finally:
            self.closed += 1


class World:
    """The server that `world` describes."""

    def __init__(self, env) -> None:
        self.guild = env.create_guild()
        self.channel = self.guild.create_text_channel("general")
        self.alice = self.guild.add_member(env.create_user("alice"))
        mods = self.guild.create_role("mods", permissions=discord.Permissions(manage_guild=True, manage_messages=True))
        self.mod = self.guild.add_member(env.create_user("mod"), roles=[mods])


def text_of(message) -> str:
    """Everything readable of a message: its content and the texts of its layout."""

    def texts(components):
        for component in components:
            component = component if isinstance(component, dict) else component.to_dict()
            if component["type"] == 10:
                yield component["content"]
            yield from texts(component.get("components", ()))

    return "\n".join(filter(None, [message.content, *texts(message.components)]))
