"""The index's life in a terminal: built before the first answer, brought up to date before the next ones."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from bot.terminal.progress import progress_on, steps_on
from bot.terminal.screen import Screen
from bot.terminal.wording import counted, spoken_changes
from corpus.errors import CorpusError
from index.errors import DamagedIndexError, IncompatibleIndexError, IndexBusyError, IndexFloorError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.wiring import Desk, Parts
    from index.builds.building import BuildPlan, BuildReport, BuildStep
    from index.keeping.snapshot import PassedOver

# How long to wait for another process that builds the first index, and how often to look.
LONGEST_WAIT_S = 120.0
LOOK_EVERY_S = 0.25

NICENESS = 10  # of 0 to 19: waits wherever somebody is answered, and still gets on


def step_back() -> None:
    """Leave the processor to others first: this process builds while the bot beside it answers people."""
    if hasattr(os, "nice"):  # not on Windows
        os.nice(NICENESS)


def build(
    parts: Parts,
    screen: Screen,
    *,
    everything: bool = False,
    keep: bool = True,
    put_in_use: bool = True,
    opening: str = "",
) -> BuildReport:
    """Build with progress on standard error; `keep` leaves the bars there.

    `opening` is said when there is something to be read: not before an error that keeps the build from beginning.
    """
    said = not opening
    with progress_on(screen.notes, keep=keep) as advance:

        def on_step(step: BuildStep) -> None:
            nonlocal said
            if not said and step.total:
                screen.note(opening)
                said = True
            advance(step.stage, step.done, step.total)

        return parts.build(everything=everything, put_in_use=put_in_use, on_step=on_step)


def plan(parts: Parts, screen: Screen, *, everything: bool = False) -> BuildPlan:
    """Return what a build would do, with progress on standard error while it reads."""
    with progress_on(screen.notes, keep=False) as advance:
        return parts.plan(everything=everything, on_step=steps_on(advance))


def make_ready(desk: Desk, screen: Screen, *, update: bool, meanwhile: Callable[[], object] | None = None) -> None:
    """Have `desk` open its index: built if there is none, brought up to date if articles changed.

    `meanwhile` is called before these are looked at, where they are.

    Raises:
        CorpusError: the folder of articles is missing.
        IndexFloorError: the index can neither be opened nor built.
    """
    built = build_if_missing(desk.parts, screen)
    try:
        desk.open()
    except DamagedIndexError as error:
        _mend(desk.parts, screen, error)
        built = True
        desk.open()
    tell_passed_over(desk.passed_over(), screen)
    if update and not built:
        if meanwhile is not None:
            meanwhile()
        bring_up_to_date(desk, screen)


def tell_passed_over(passed_over: Sequence[PassedOver], screen: Screen) -> None:
    """Say that the index in use is damaged and an earlier one answers in its place, where that is so."""
    if passed_over:
        problem = passed_over[0].problem.partition("; ")[0]
        screen.note(
            f"The index in use is damaged ({problem}); the newest whole one before it answers instead. "
            "`sourcier rebuild-index` makes a new one. If it comes back, have the disk examined.",
            style="bold",
        )


def bring_up_to_date(desk: Desk, screen: Screen, *, again: bool = False) -> None:
    """Build what changed in the folder since `desk`'s index was built, and take it.

    Not where somebody went back behind an index that has the folder as it is now: that would undo it, and is said but
    where this is done `again`.
    """
    try:
        changes = desk.changes()
        aside = desk.put_aside() if changes.count else None
    except CorpusError as error:
        reason = str(error).partition("; ")[0]
        screen.note(f"The articles cannot be looked at ({reason}); answering from the index in use.", style="bold")
        return
    if not changes.count:
        return
    if aside is not None:
        if not again:
            screen.note(
                f"Answering from the index that was gone back to. {aside} has the articles as they are now: "
                "`sourcier index use` takes it, `sourcier rebuild-index` builds it anew."
            )
        return
    try:
        report = build(desk.parts, screen, keep=False, opening=f"Updating the index: {spoken_changes(changes)}.")
    except IndexBusyError:
        screen.note("Another process is updating the index already; answering from the one in use.")
        return
    except IndexFloorError as error:
        reason = str(error).partition("; ")[0]
        screen.note(f"The index could not be updated ({reason}); answering from the one in use.", style="bold")
        return
    _tell_problems(report, screen)
    desk.reload()


def build_if_unusable(desk: Desk, screen: Screen) -> None:
    """Have an index that `desk` can open: built if there is none, or if an older Sourcier or encoder made it.

    One that can be used as it is is open then. A bot that starts after an upgrade must answer; at a prompt a person is
    asked to rebuild instead. A damaged index is mended either way.
    """
    parts = desk.parts
    if build_if_missing(parts, screen):
        return
    try:
        desk.open()
    except IncompatibleIndexError:
        screen.note("The index was made by another version or encoder: building it anew.")
        _tell_problems(build(parts, screen), screen)
    except DamagedIndexError as error:
        _mend(parts, screen, error)


def _mend(parts: Parts, screen: Screen, error: DamagedIndexError) -> None:
    """Build anew what is damaged where no whole index is left; what is whole is taken over."""
    problem = str(error).partition("; ")[0]
    screen.note(
        f"The index is damaged ({problem}), and there is no whole one before it: reading again what was lost. "
        "If it comes back, have the disk examined.",
        style="bold",
    )
    _tell_problems(build(parts, screen), screen)


def build_if_missing(parts: Parts, screen: Screen) -> bool:
    """Build the first index, or wait for the process that does; return whether there was none."""
    if parts.current() is not None:
        return False
    parts.prepare()
    try:
        report = build(parts, screen, opening="No index of these articles yet: building it.")
    except IndexBusyError:
        _wait(parts, screen)
        return True
    _tell_problems(report, screen)
    return True


def _wait(parts: Parts, screen: Screen) -> None:
    """Wait until the other process that builds the first index has done so.

    Raises:
        IndexBusyError: it takes too long.
    """
    screen.note("No index of these articles yet; another process is building it: waiting.")
    deadline = time.monotonic() + LONGEST_WAIT_S
    while parts.current() is None:
        if time.monotonic() > deadline:
            msg = "another process has been building this index for long; try again when it has ended"
            raise IndexBusyError(msg)
        time.sleep(LOOK_EVERY_S)


def _tell_problems(report: BuildReport, screen: Screen) -> None:
    if report.problems:
        number = counted(len(report.problems), "file")
        screen.note(f"{number} could not be read; `sourcier corpus check`, of the same folder, says why.", style="bold")
