"""Something to watch that tells what a test sets."""

from dataclasses import dataclass, field

from bot.monitoring.watched import ChatFacts, IndexFacts, Watched


@dataclass
class State:
    """What is there to see; a test changes it as it likes."""

    connected: bool = True
    latency_s: float | None = 0.25
    under_way: int = 3
    index: IndexFacts | None = field(default_factory=lambda: IndexFacts(20, 147, 1_800_000_000.0))
    chat: ChatFacts | None = None

    def watched(self) -> Watched:
        return Watched(
            connected=lambda: self.connected,
            latency_s=lambda: self.latency_s,
            under_way=lambda: self.under_way,
            index=lambda: self.index,
            chat=lambda: self.chat,
        )
