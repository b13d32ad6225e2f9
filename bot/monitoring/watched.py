"""What is looked up only when somebody reads the measures: the index in use, the connection, what is waiting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IndexFacts:
    """The open index. `built_at_s` is when it was built, in seconds since 1970; `damaged` that its files changed."""

    articles: int
    passages: int
    built_at_s: float
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class ChatFacts:
    """What chat models were asked and wrote with this data folder, since it was first used."""

    requests: int
    tokens_in: int
    tokens_out: int
    fallbacks: int


@dataclass(frozen=True, slots=True)
class Watched:
    """Where to look. Each is called from any thread, at every reading, and never fails.

    `index` gives None while none is open; `latency_s` the last heartbeat's way to Discord and back, None while there is
    no connection; `under_way` how many questions are being answered or wait; `chat` None without a chat model.
    """

    connected: Callable[[], bool]
    latency_s: Callable[[], float | None]
    under_way: Callable[[], int]
    index: Callable[[], IndexFacts | None]
    chat: Callable[[], ChatFacts | None]

    def reasons(self) -> list[str]:
        """Return why questions cannot be answered right now; nothing where they can."""
        reasons = []
        if not self.connected():
            reasons.append("not connected to Discord")
        index = self.index()
        if index is None:
            reasons.append("no index is open")
        elif index.damaged:
            reasons.append("the open index is damaged")
        return reasons
