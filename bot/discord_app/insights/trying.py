"""Which unanswered questions would be answered now: asked again, a few at a time, off the event loop."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from bot.answers.answer import Answer
from bot.discord_app.desk import Scope
from bot.discord_app.insights.groups import Group
from bot.state.nouns import Gap

if TYPE_CHECKING:
    from bot.discord_app.desk import Desk
    from bot.discord_app.thinking import Thinking

MOST_TRIED = 25  # questions at one look; with the shipped encoder a second or two
MOST_S = 4.0  # a heavy encoder takes a second a question, and somebody waits for the card
MOST_KEPT = 5_000  # results; beyond it all are forgotten and found anew


class Trials:
    """Remembers what came of each try with each index, so that turning a page asks nothing again."""

    def __init__(self, *, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._known: dict[tuple[str, Scope, int], bool] = {}

    async def answerable(self, groups: Sequence[Group], desk: Desk, thinking: Thinking, scope: Scope) -> set[int]:
        """Return the ids of those groups whose newest question is answered now, as far as it was tried.

        Raises:
            IndexFloorError: there is no index to ask.
            TooBusyError: too many questions are waiting.
        """
        snapshot = (await thinking.run(desk.manifest)).name
        if len(self._known) > MOST_KEPT:
            self._known.clear()
        until, tried = self._now() + MOST_S, 0
        for group in groups:
            key = (snapshot, scope, group.id)
            if key in self._known:
                continue
            if tried >= MOST_TRIED or self._now() >= until:
                break
            tried += 1
            self._known[key] = await thinking.run(partial(is_answered, desk, group.gaps[0], scope))
        return {group.id for group in groups if self._known.get((snapshot, scope, group.id), False)}


def is_answered(desk: Desk, gap: Gap, scope: Scope) -> bool:
    """Return whether the articles surely answer a question now; without a chat model, which would cost the host."""
    result = desk.answer(gap.understood, scope=scope, chat=False)
    return isinstance(result, Answer) and result.sure
