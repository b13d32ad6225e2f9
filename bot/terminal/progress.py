"""How far long work is: bars on a terminal, a line now and then elsewhere. Always on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from rich.console import Console

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from index.builds.building import BuildStep, OnStep

LINES_A_STAGE = 10  # where there is no terminal and a stage is long
LONG_STAGE = 100  # steps; a shorter stage gets a line at its end alone


class Advance(Protocol):
    """Told at each step how much of a stage is done."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` steps of `stage` are done."""
        ...


@contextmanager
def progress_on(console: Console, *, keep: bool = True) -> Iterator[Advance]:
    """Yield what shows progress on `console`; without `keep`, bars vanish at the end and no line is printed."""
    if not console.is_terminal and not keep:
        yield _silent
        return
    if not console.is_terminal:
        lines = _Lines(console)
        yield lines
        lines.end()
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    with Progress(
        TextColumn("{task.description:<9}"),
        BarColumn(bar_width=30, complete_style="cyan", finished_style="cyan"),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=not keep,
    ) as progress:
        yield _Bars(progress)


class _Bars:
    """One bar a stage."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        if total == 0:
            return
        if stage not in self._tasks:
            self._tasks[stage] = self._progress.add_task(stage, total=total)
        self._progress.update(self._tasks[stage], completed=done, total=total)


class _Lines:
    """A line at each tenth of a stage, and at its end; stages end in the order in which they began."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._shown: dict[str, int] = {}
        self._under_way: dict[str, str] = {}  # the last line of each stage that is done, else nothing

    def __call__(self, stage: str, done: int, total: int) -> None:
        if total == 0:
            return
        line, tenth = f"{stage} {done} of {total}", done * LINES_A_STAGE // total
        self._under_way[stage] = line if done == total else ""
        if done < total and tenth > self._shown.get(stage, 0) and total >= LONG_STAGE:
            self._shown[stage] = tenth
            self._console.print(line)
        while self._under_way and (first := next(iter(self._under_way.values()))):
            self._console.print(first)
            del self._under_way[next(iter(self._under_way))]

    def end(self) -> None:
        """Print what is done of stages that began after one which is not."""
        for line in filter(None, self._under_way.values()):
            self._console.print(line)


def steps_on(advance: Advance) -> OnStep:
    """Return what shows the steps of a build by `advance`."""

    def on_step(step: BuildStep) -> None:
        advance(step.stage, step.done, step.total)

    return on_step


def _silent(stage: str, done: int, total: int) -> None:
    """Show nothing."""
