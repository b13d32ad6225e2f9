"""`Measures`: what features tell of their work. This one forgets it all at once; Prometheus's keeps counts.

Every method may be called from any thread, and none ever fails.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

AskedBy = Literal["command", "mention", "direct", "menu", "follow_up"]
"""How a question came: a command, a mention in a channel, a direct message, the menu of a message, an answer's form."""

Way = AskedBy | Literal["sources"]
"""The same, or that sources for a message were looked for, which counts as a question."""

Outcome = Literal["answered", "refused", "failed", "limited"]
"""What became of it: the articles did not answer it (refused), or its asker or everybody asked too much (limited)."""

RebuildOutcome = Literal["done", "failed", "busy", "stopped"]


class Asking:
    """One question on its way. Whoever answers it says when it was acknowledged and what became of it."""

    def __init__(self, measures: Measures, way: Way) -> None:
        self._measures = measures
        self._way: Way = way
        self._began = time.monotonic()
        self.outcome: Outcome = "failed"  # until somebody knows better

    def acknowledged(self) -> None:
        """Say that its asker has been shown that it arrived."""
        self._measures.acknowledged(self._way, time.monotonic() - self._began)

    def settle(self) -> None:
        """Count it as it stands."""
        self._measures.asked(self._way, self.outcome, time.monotonic() - self._began)


class Measures:
    """Takes every measure and keeps none."""

    def asked(self, way: Way, outcome: Outcome, seconds: float) -> None:
        """Count a question, and how long its asker waited for what came of it."""

    def acknowledged(self, way: Way, seconds: float) -> None:
        """Take how long it was until the asker of a question saw that it had arrived."""

    def rebuilt(self, outcome: RebuildOutcome, seconds: float) -> None:
        """Count a rebuild, and how long it took."""

    def pressed(self, kind: str) -> None:
        """Count a press of a button, or a choice in a menu. `kind` is one of the bot's own few words."""

    def late(self, seconds: float) -> None:
        """Take how late the event loop came to a timer."""

    @contextmanager
    def asking(self, way: Way, *, limits: tuple[type[BaseException], ...] = ()) -> Iterator[Asking]:
        """Count a question that is answered in this block; set its `outcome` there.

        What the block raises leaves it failed, or limited where it is one of `limits`.
        """
        one = Asking(self, way)
        try:
            yield one
        except limits:
            one.outcome = "limited"
            raise
        except BaseException:
            one.outcome = "failed"
            raise
        finally:
            one.settle()
