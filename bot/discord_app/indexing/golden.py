"""Golden questions asked of an index: how each fared, and what a new index makes of those that the old one passed.

Judging is `bot.answers.golden`'s; questions are asked one by one on the thinking threads, so that people's questions
take their turns between them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from bot.answers.golden import PASSED, Verdict, folded, judge
from bot.discord_app.desk import scope_of
from bot.discord_app.thinking import Thinking
from bot.state.nouns import GoldenQuestion, ServerSettings
from corpus.collections import server_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.discord_app.desk import Scope, Trial
    from bot.measured import Measured

MOST_GOLDEN = 50  # of one server; at a tenth of a second each, a rebuild waits five seconds for them, twice
LONGEST_WORDS = 200  # characters

Fate = Verdict | Literal["gone"]
OnAsked = Callable[[int, int], None]


def asks_the_same(one: GoldenQuestion, question: str, article_id: str) -> bool:
    """Return whether a golden question asks `question` of the same article, but for capitals, accents and its end.

    Whatever words it wants: in a list two of them would look like one.
    """
    asked_ = (folded(text).rstrip(" ?!.…") for text in (one.question, question))
    return len(set(asked_)) == 1 and one.article_id == article_id


@dataclass(frozen=True, slots=True)
class Judged:
    """A golden question and how it fared. `gone` says that the index lacks the article."""

    golden: GoldenQuestion
    fate: Fate

    @property
    def passed(self) -> bool:
        """Whether the answer was right, be it sure or not."""
        return self.fate in PASSED


@dataclass(frozen=True, slots=True)
class Quality:
    """How one server's golden questions fare after a rebuild, and before it; None where there was no index before."""

    guild_id: int
    tolerance: float
    after: tuple[Judged, ...]
    before: tuple[Judged, ...] | None = None

    @property
    def passed(self) -> int:
        """How many pass after."""
        return sum(one.passed for one in self.after)

    @property
    def passed_before(self) -> int | None:
        """How many passed before."""
        return None if self.before is None else sum(one.passed for one in self.before)

    @property
    def worse(self) -> tuple[Judged, ...]:
        """Those that passed before and fail after, as they fare after.

        What asks about an article that a server itself took out is not among them: that was its wish, and must not keep
        the article in use.
        """
        held = {one.golden.id for one in self.before or () if one.passed}
        return tuple(one for one in self.after if one.golden.id in held and not one.passed and not _was_taken_out(one))

    @property
    def is_too_bad(self) -> bool:
        """Whether a larger share got worse than the server tolerates."""
        return bool(self.worse) and len(self.worse) / len(self.after) > self.tolerance


def _was_taken_out(judged: Judged) -> bool:
    return judged.fate == "gone" and server_of(judged.golden.article_id) is not None


async def open_trial(thinking: Thinking, opening: Callable[[], Trial]) -> Trial:
    """Return an opened index; one that is opened after nobody waits any more is let go of."""
    task = asyncio.ensure_future(thinking.run(opening, whatever_waits=True))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        task.add_done_callback(_let_go)
        raise


def _let_go(task: asyncio.Task[Trial]) -> None:
    if not task.cancelled() and task.exception() is None:
        task.result().close()


@contextmanager
def closing(*trials: Trial | None) -> Iterator[None]:
    """Let go of the trials at the end of the block."""
    try:
        yield
    finally:
        for trial in trials:
            if trial is not None:
                trial.close()


async def asked(
    thinking: Thinking,
    trial: Trial,
    questions: Sequence[GoldenQuestion],
    settings: Mapping[int, ServerSettings],
    on_asked: OnAsked = lambda done, total: None,
) -> list[Judged]:
    """Return how each question fares with the index of `trial`, each in its own server's scope."""
    scopes = {guild_id: scope_of(guild_id, chosen, trial) for guild_id, chosen in settings.items()}
    found = []
    on_asked(0, len(questions))
    for number, golden in enumerate(questions, start=1):
        scope = scopes[golden.guild_id]
        fate = await thinking.run(partial(_fate, trial, golden, scope), whatever_waits=True)
        found.append(Judged(golden, fate))
        on_asked(number, len(questions))
    return found


def compared(
    settings: Mapping[int, ServerSettings], before: Sequence[Judged] | None, after: Sequence[Judged]
) -> tuple[Quality, ...]:
    """Return the quality of each server, by its id."""

    def of(guild_id: int, judged: Sequence[Judged]) -> tuple[Judged, ...]:
        return tuple(one for one in judged if one.golden.guild_id == guild_id)

    return tuple(
        Quality(guild_id, chosen.tolerance, of(guild_id, after), None if before is None else of(guild_id, before))
        for guild_id, chosen in sorted(settings.items())
    )


def measured(quality: Sequence[Quality]) -> Measured:
    """Return what is written down with an index of how the golden questions fared, as `bot.measured` says."""
    before = [one.passed_before for one in quality]
    return {
        "passed": sum(one.passed for one in quality),
        "of": sum(len(one.after) for one in quality),
        "passed_before": sum(one or 0 for one in before) if None not in before else None,
        "servers": {
            str(one.guild_id): {"passed": one.passed, "of": len(one.after), "passed_before": one.passed_before}
            for one in quality
        },
    }


def _fate(trial: Trial, golden: GoldenQuestion, scope: Scope) -> Fate:
    if not trial.holds(golden.article_id, scope=scope):
        return "gone"
    return judge(trial.answer(golden.question, scope=scope), golden.article_id, golden.words)
