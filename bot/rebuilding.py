"""A rebuild in a process of its own: the one that answers keeps its breath, and a crash takes only the build along.

The child is `python -P -m bot rebuild-index --progress-json`. It prints JSON lines: `{"step": {…}}` as it goes,
then one `{"report": {…}}`, with `--dry-run` one `{"plan": {…}}`, or `{"error": "sentence"}`, with `"busy": true` where
another process is building and `"folder": true` where the folder of articles cannot be read. Fields that this version
does not know are passed over.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections import deque
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing, suppress
from dataclasses import MISSING, fields
from typing import Any, TypeVar

from bot.settings import Settings
from corpus.walking import Problem
from index.builds.building import BuildPlan, BuildReport, BuildStep
from index.errors import IndexBusyError

log = logging.getLogger("sourcier.rebuilding")

T = TypeVar("T")

# -P: the working directory is the host's, where a `bot.py` or an `index.py` of theirs would be imported for ours.
OURSELVES = (sys.executable, "-P", "-m", "bot")
LONGEST_LINE_BYTES = 64 * 1024 * 1024  # a report names every file that cannot be read
LEAVING_S = 5.0  # how long a child that is told to stop may take
COMPLAINTS_KEPT = 30  # last lines of standard error that are logged


class RebuildError(Exception):
    """The rebuild failed; the index in use is as it was. The message is for the log: it may name folders."""


class NoFolderError(RebuildError):
    """The folder of articles is missing or cannot be read, so that nothing could be built."""


class Rebuilding:
    """Rebuilds of one corpus, each in a process of its own."""

    def __init__(self, settings: Settings, program: Sequence[str] = OURSELVES) -> None:
        self._settings = settings
        self._program = program

    async def __call__(
        self, *, everything: bool, put_in_use: bool = True
    ) -> AsyncGenerator[BuildStep | BuildReport, None]:
        """Build, and yield each step, then the report; see `rebuild`."""
        found = rebuild(self._settings, everything=everything, put_in_use=put_in_use, program=self._program)
        async with aclosing(found) as items:
            async for item in items:
                if isinstance(item, BuildPlan):
                    msg = "the process that builds the index printed a plan and no report"
                    raise RebuildError(msg)
                yield item

    async def plan(self, *, everything: bool) -> AsyncGenerator[BuildStep | BuildPlan, None]:
        """Work out what a rebuild would do, and yield each step, then the plan; nothing is built."""
        found = rebuild(self._settings, everything=everything, dry_run=True, program=self._program)
        async with aclosing(found) as items:
            async for item in items:
                if isinstance(item, BuildReport):
                    msg = "the process that looks what a rebuild would do printed a report and no plan"
                    raise RebuildError(msg)
                yield item


async def rebuild(
    settings: Settings,
    *,
    everything: bool = False,
    put_in_use: bool = True,
    dry_run: bool = False,
    program: Sequence[str] = OURSELVES,
) -> AsyncGenerator[BuildStep | BuildReport | BuildPlan, None]:
    """Build the index of `settings.corpus` and yield each step, then the report; with `dry_run`, then the plan.

    Without `put_in_use`, the new index is built and waits. The child reads the same environment and `.env`, so it has
    the same settings. Closed or cancelled early, the child is stopped; a build that is stopped leaves the index in use
    as it was.

    Raises:
        IndexBusyError: another process, at a terminal perhaps, is building this index.
        RebuildError: the child could not be started, failed, or printed something else.
    """
    command = [*program, "rebuild-index", "--progress-json"]
    command += ["--corpus", str(settings.corpus), "--data-dir", str(settings.data_dir)]
    command += ["--all"] if everything else []
    command += ["--wait"] if not put_in_use else []
    command += ["--dry-run"] if dry_run else []
    try:
        child = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=LONGEST_LINE_BYTES,
            start_new_session=True,  # Ctrl-C at a terminal reaches us alone, and we stop the child
        )
    except OSError as error:
        msg = f"the process that builds the index cannot be started: {error}"
        raise RebuildError(msg) from error
    complaints = asyncio.create_task(_last_lines(child))
    try:
        done = False
        assert child.stdout is not None  # noqa: S101 - a pipe was asked for
        async for line in child.stdout:
            item = read_line(line)
            yield item
            done = not isinstance(item, BuildStep)
        status = await child.wait()
        if status != 0 or not done:
            log.error("the rebuild ended with status %d: %s", status, await complaints)
            msg = f"the process that builds the index ended with status {status} and no report"
            raise RebuildError(msg)
        if said := await complaints:
            log.warning("the rebuild was done, and said: %s", said)
    finally:
        await _stop(child)
        complaints.cancel()


def read_line(line: bytes) -> BuildStep | BuildReport | BuildPlan:
    """Return the step, the report or the plan that one line of the child's output holds.

    Raises:
        IndexBusyError: another process is building.
        NoFolderError: the folder of articles cannot be read.
        RebuildError: the line holds another error, or is none of ours.
    """
    try:
        record = json.loads(line)
        match record:
            case {"step": dict() as step}:
                return _read(BuildStep, step)
            case {"report": dict() as report}:
                return _read(BuildReport, {**report, "problems": _problems(report), "damaged": _damaged(report)})
            case {"plan": dict() as plan}:
                ids = {kind: tuple(map(str, plan[kind])) for kind in ("added", "changed", "removed")}
                return _read(BuildPlan, {**plan, **ids, "problems": _problems(plan), "damaged": _damaged(plan)})
            case {"error": str() as sentence, "busy": True}:
                raise IndexBusyError(sentence)
            case {"error": str() as sentence, "folder": True}:
                raise NoFolderError(sentence)
            case {"error": str() as sentence}:
                raise RebuildError(sentence)
    except (ValueError, TypeError, KeyError) as error:
        msg = f"the process that builds the index printed {line[:200]!r}, which is no step and no report"
        raise RebuildError(msg) from error
    msg = f"the process that builds the index printed {line[:200]!r}, which is no step and no report"
    raise RebuildError(msg)


def _read(kind: type[T], record: dict[str, Any]) -> T:
    """Return `record` as a `kind`, without what this version does not know.

    Raises:
        KeyError: it lacks a field.
    """
    known = fields(kind)  # type: ignore[arg-type]  # every kind is a dataclass
    optional = {one.name for one in known if one.default is not MISSING or one.default_factory is not MISSING}
    return kind(**{one.name: record[one.name] for one in known if one.name in record or one.name not in optional})


def _problems(record: dict[str, Any]) -> tuple[Problem, ...]:
    return tuple(_read(Problem, problem) for problem in record["problems"])


def _damaged(record: dict[str, Any]) -> tuple[str, ...]:
    return tuple(map(str, record.get("damaged", ())))


async def _last_lines(child: asyncio.subprocess.Process) -> str:
    """Read standard error to its end, so that the child never waits for a reader, and keep its last lines."""
    assert child.stderr is not None  # noqa: S101 - a pipe was asked for
    kept: deque[str] = deque(maxlen=COMPLAINTS_KEPT)
    async for line in child.stderr:
        kept.append(line.decode(errors="replace").rstrip())
    return "\n".join(kept)


async def _stop(child: asyncio.subprocess.Process) -> None:
    """End the child if it runs: asked first, then made to, at once where nobody has the time to wait."""
    if child.returncode is not None:
        return
    with suppress(ProcessLookupError, TimeoutError):
        child.terminate()
        try:
            await asyncio.wait_for(child.wait(), LEAVING_S)
        finally:
            if child.returncode is None:
                child.kill()
                await child.wait()
