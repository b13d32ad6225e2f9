"""One rebuild, from the child that builds to the index in use: judged by every server's golden questions in between.

The new index is always built beside the one in use and waits there; it is put in use at the very end, at once and
whole, if nothing speaks against it. Until then it can be cancelled at any moment without a trace in what answers.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from bot.discord_app.failures import RefusedError
from bot.discord_app.indexing.forgetting import forget_gone
from bot.discord_app.indexing.golden import Quality, asked, closing, compared, measured, open_trial
from bot.measured import GOLDEN
from bot.rebuilding import RebuildError
from bot.state.nouns import GoldenQuestion, ServerSettings
from index.builds.building import BuildPlan, BuildReport, BuildStep
from index.errors import DamagedIndexError, IncompatibleIndexError, NoIndexError
from index.keeping.versions import BuildChanges

if TYPE_CHECKING:
    from bot.discord_app.client import Sourcier
    from bot.discord_app.desk import Desk, Trial

T = TypeVar("T")
OnStep = Callable[[BuildStep], None]
OnAsked = Callable[[int, int], None]


class CancelledRebuildError(Exception):
    """Somebody cancelled the rebuild; `person_id` says who."""

    def __init__(self, person_id: int) -> None:
        super().__init__("cancelled")
        self.person_id = person_id


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a rebuild. `in_use` says whether its index is in use now; `may_manage` whether its beginner may.

    `forgot` says whether the answers could be forgotten that cite articles which went; `undid_going_back`, whether
    somebody had gone back to an earlier index, which this one took the place of.
    """

    report: BuildReport
    changes: BuildChanges | None
    quality: tuple[Quality, ...]
    in_use: bool
    may_manage: bool = True
    forgot: bool = True
    undid_going_back: bool = False

    @property
    def is_too_bad(self) -> bool:
        """Whether golden questions object to the index."""
        return any(one.is_too_bad for one in self.quality)

    @property
    def in_words(self) -> str:
        """What the log says of it."""
        made = self.report
        return (
            f"{made.articles} articles ({made.added} added, {made.changed} changed, {made.removed} removed), "
            f"{made.passages} passages, {made.seconds:.1f} s, {len(made.problems)} unreadable, "
            f"{'in use' if self.in_use else 'not in use'}"
        )

    def record(self, mode: str) -> dict[str, Any]:
        """Return what is written down of it, as JSON; `held` names the servers whose golden questions got too bad."""
        made = self.report
        return {
            "mode": mode,
            **{
                name: getattr(made, name) for name in ("articles", "passages", "added", "changed", "removed", "encoded")
            },
            "seconds": round(made.seconds, 3),
            "problems": len(made.problems),
            "golden": {
                str(one.guild_id): {"all": len(one.after), "before": one.passed_before, "after": one.passed}
                for one in self.quality
            },
            "held": [one.guild_id for one in self.quality if one.is_too_bad],
        }


class Undertaking:
    """Something that runs for minutes and can be cancelled until it takes effect; `id` tells it from all others."""

    def __init__(self) -> None:
        self.id = secrets.token_hex(6)
        self._work: asyncio.Future[Any] | None = None
        self._cancelled_by: int | None = None
        self._takes_effect = False

    async def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Return what `work` returns.

        Raises:
            CancelledRebuildError: somebody cancelled it.
        """
        if self._cancelled_by is not None:
            work.close()
            raise CancelledRebuildError(self._cancelled_by)
        task = asyncio.ensure_future(work)
        self._work = task
        try:
            return await task
        except asyncio.CancelledError:
            if self._cancelled_by is None:
                raise
            raise CancelledRebuildError(self._cancelled_by) from None

    def cancel(self, person_id: int) -> None:
        """Stop it, for somebody.

        Raises:
            RefusedError: it has ended, or is just taking effect.
        """
        if self._takes_effect:
            raise RefusedError("discord.rebuild.too_late")
        if self._work is not None and self._work.done():
            raise RefusedError("discord.rebuild.not_running")
        self._cancelled_by = person_id
        if self._work is not None:
            self._work.cancel()

    def take_effect(self) -> None:
        """Let nobody cancel it from here on."""
        self._takes_effect = True


async def planned(bot: Sourcier, *, everything: bool, on_step: OnStep) -> BuildPlan:
    """Return what a rebuild would do.

    Raises:
        RebuildError: that could not be found out.
    """
    plan: BuildPlan | None = None
    async with aclosing(bot.rebuild.plan(everything=everything)) as items:
        async for item in items:
            if isinstance(item, BuildPlan):
                plan = item
            else:
                on_step(item)
    if plan is None:
        msg = "the process that looks what a rebuild would do ended without a plan"
        raise RebuildError(msg)
    return plan


async def rebuilt(
    bot: Sourcier,
    undertaking: Undertaking,
    questions: Sequence[GoldenQuestion],
    *,
    everything: bool,
    on_step: OnStep,
    on_asked: OnAsked,
    may_manage: Callable[[], Awaitable[bool]],
) -> Outcome:
    """Rebuild, have the golden questions of all servers judge the new index, and put it in use if none objects.

    `may_manage` is asked right before it is put in use: whether whoever began this may still do it.

    Raises:
        ChangedIndexError: another index was put in use meanwhile; the new one waits.
        IndexFloorError: another process builds, or an index cannot be opened.
        RebuildError: the build failed.
    """
    before, went_back = await bot.thinking.run(lambda: (in_use(bot.desk), has_gone_back(bot.desk)), whatever_waits=True)
    report = await _built(bot, everything=everything, on_step=on_step)
    quality = await _judged(bot, report.snapshot, questions, on_asked) if questions else ()
    if quality:
        found = measured(quality)
        await bot.thinking.run(lambda: bot.desk.note(report.snapshot, GOLDEN, found), whatever_waits=True)
    if report.snapshot == before:  # nothing changed on disk; this process may answer from an older one still
        undertaking.take_effect()
        await bot.thinking.run(bot.desk.reload, whatever_waits=True)
        return Outcome(report, None, quality, in_use=True)
    changes = await bot.thinking.run(lambda: bot.desk.built(report.snapshot), whatever_waits=True)
    allowed = await may_manage()
    good = allowed and not any(one.is_too_bad for one in quality)
    undertaking.take_effect()
    forgot = True
    if good:
        await bot.thinking.run(lambda: bot.desk.use(report.snapshot, instead_of=before), whatever_waits=True)
        forgot = await forget_gone(bot, report.snapshot, since=before)
    return Outcome(report, changes, quality, good, allowed, forgot, undid_going_back=good and went_back)


def in_use(desk: Desk) -> str | None:
    """Return the name of the index in use on disk; None before the first build."""
    return next((one.name for one in desk.versions() if one.in_use), None)


def has_gone_back(desk: Desk) -> bool:
    """Return whether somebody put an earlier index in use than one that was."""
    return any(one.waiting and not (one.unused or one.problem) for one in desk.versions())


async def _built(bot: Sourcier, *, everything: bool, on_step: OnStep) -> BuildReport:
    report: BuildReport | None = None
    async with aclosing(bot.rebuild(everything=everything, put_in_use=False)) as items:
        async for item in items:
            if isinstance(item, BuildReport):
                report = item
            else:
                on_step(item)
    if report is None:
        msg = "the rebuild ended without a report"
        raise RebuildError(msg)
    return report


async def _judged(
    bot: Sourcier, name: str, questions: Sequence[GoldenQuestion], on_asked: OnAsked
) -> tuple[Quality, ...]:
    """Return how the questions fare with the index `name`, and with the one in use where that can be opened."""
    settings: Mapping[int, ServerSettings] = {
        guild_id: await bot.state.settings.of(guild_id) for guild_id in {one.guild_id for one in questions}
    }
    after: Trial | None = None
    before = await _in_use_trial(bot)
    total = len(questions) * (1 if before is None else 2)
    with closing(before):
        then = None
        if before is not None:
            then = await asked(bot.thinking, before, questions, settings, lambda done, _: on_asked(done, total))
        so_far = 0 if then is None else len(then)
        after = await open_trial(bot.thinking, lambda: bot.desk.trial(name))
        with closing(after):
            now = await asked(bot.thinking, after, questions, settings, lambda done, _: on_asked(so_far + done, total))
    return compared(settings, then, now)


async def _in_use_trial(bot: Sourcier) -> Trial | None:
    try:
        return await open_trial(bot.thinking, lambda: bot.desk.trial())
    except (NoIndexError, IncompatibleIndexError, DamagedIndexError):
        return None
