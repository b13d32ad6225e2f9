"""Where the measures meet the bot: what of it is watched, and rebuilds that are counted."""

from __future__ import annotations

import math
import time
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from datetime import datetime
from typing import TYPE_CHECKING

from discord.gateway import DiscordWebSocket

from bot.answers.chat.usage import read_usage
from bot.discord_app.desk import Rebuild
from bot.monitoring.measures import Measures, RebuildOutcome
from bot.monitoring.watched import ChatFacts, IndexFacts, Watched
from bot.rebuilding import RebuildError
from bot.settings import Settings
from index.builds.building import BuildPlan, BuildReport, BuildStep
from index.errors import IndexBusyError

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier
    from bot.wiring import Desk


def is_connected(bot: Sourcier) -> bool:
    """Return whether the bot hears Discord: the connection is open, and Discord has said what is there."""
    gateway: DiscordWebSocket | None = bot.ws  # the library says that there always is one
    return bot.is_ready() and not bot.is_closed() and gateway is not None and gateway.open


def latency_s(bot: Sourcier) -> float | None:
    """Return how long the last heartbeat took to Discord and back; None while there is no connection."""
    latency = bot.latency
    return latency if is_connected(bot) and math.isfinite(latency) else None


def index_facts(desk: Desk) -> IndexFacts | None:
    """Return what the open index holds; None while none is open."""
    manifest = desk.in_use()
    if manifest is None:
        return None
    built_at_s = datetime.fromisoformat(manifest.built_at).timestamp()
    return IndexFacts(manifest.articles, manifest.passages, built_at_s, desk.damaged_in_use())


def chat_facts(settings: Settings) -> ChatFacts | None:
    """Return what the chat model of the settings has cost; None without one."""
    from bot.wiring import usage_file

    if settings.chat_model is None:
        return None
    usage = read_usage(usage_file(settings), settings.chat_model)
    return ChatFacts(usage.requests, usage.tokens_in, usage.tokens_out, usage.fallbacks.total())


def watched(bot: Sourcier, settings: Settings, index: Callable[[], IndexFacts | None]) -> Watched:
    """Return what of `bot` is looked at whenever somebody reads its measures or asks how it is."""
    return Watched(
        connected=lambda: is_connected(bot),
        latency_s=lambda: latency_s(bot),
        under_way=lambda: bot.answers_under_way,
        index=index,
        chat=lambda: chat_facts(settings),
    )


def measured(rebuild: Rebuild, measures: Measures) -> Rebuild:
    """Return `rebuild` such that each one is counted with what became of it; plans are not."""
    return _Counted(rebuild, measures)


class _Counted:
    """A rebuild that is counted."""

    def __init__(self, rebuild: Rebuild, measures: Measures) -> None:
        self._rebuild = rebuild
        self._measures = measures

    def plan(self, *, everything: bool) -> AsyncGenerator[BuildStep | BuildPlan, None]:
        """Look what a build would do."""
        return self._rebuild.plan(everything=everything)

    async def __call__(
        self, *, everything: bool, put_in_use: bool = True
    ) -> AsyncGenerator[BuildStep | BuildReport, None]:
        """Build, and count it."""
        began = time.monotonic()
        outcome: RebuildOutcome = "stopped"
        try:
            async with aclosing(self._rebuild(everything=everything, put_in_use=put_in_use)) as items:
                async for item in items:
                    if isinstance(item, BuildReport):
                        outcome = "done"
                    yield item
        except IndexBusyError:
            outcome = "busy"
            raise
        except RebuildError:
            outcome = "failed"
            raise
        finally:
            self._measures.rebuilt(outcome, time.monotonic() - began)
