"""A rebuild in a process of its own, with small programs in the child's place."""

import asyncio
import json
import os
import sys
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.rebuilding import OURSELVES, NoFolderError, RebuildError, Rebuilding, read_line, rebuild
from bot.settings import load_settings
from bot.terminal.indexing import step_back
from corpus.library import Problem
from index.builds.building import BuildPlan, BuildReport, BuildStep
from index.errors import IndexBusyError

STEP = {"stage": "reading", "done": 1, "total": 2}
REPORT = {
    "snapshot": "s",
    "articles": 2,
    "passages": 9,
    "added": 1,
    "changed": 0,
    "removed": 0,
    "unchanged": 1,
    "encoded": 5,
    "problems": [{"path": "a.pdf", "reason": "damaged"}],
    "seconds": 0.5,
}
MADE = BuildReport(**{**REPORT, "problems": (Problem("a.pdf", "damaged"),)})


@pytest.fixture
def settings(tmp_path):
    return load_settings(corpus=str(tmp_path / "articles"), data_dir=str(tmp_path / "data"))


def program(tmp_path: Path, text: str) -> tuple[str, str]:
    path = tmp_path / "child.py"
    path.write_text(f"import json, os, signal, sys, time\n{text}\n")
    return sys.executable, str(path)


async def collected(settings, child, **options):
    async with aclosing(rebuild(settings, program=child, **options)) as items:
        return [item async for item in items]


async def test_steps_then_the_report(tmp_path, settings):
    """Each line of the child becomes one value, the report last."""
    child = program(tmp_path, f"print(json.dumps({{'step': {STEP!r}}}))\nprint(json.dumps({{'report': {REPORT!r}}}))")
    assert await collected(settings, child) == [BuildStep("reading", 1, 2), MADE]


@pytest.mark.parametrize(
    ("options", "last"),
    [
        ({}, []),
        ({"everything": True}, ["--all"]),
        ({"put_in_use": False}, ["--wait"]),
        ({"everything": True, "dry_run": True}, ["--all", "--dry-run"]),
    ],
)
async def test_the_child_is_told_which_folders(tmp_path, settings, options, last):
    """The same corpus and data folder as here, and what is wanted of it."""
    child = program(tmp_path, "print(json.dumps({'error': ' '.join(sys.argv[1:])}))")
    with pytest.raises(RebuildError) as caught:
        await collected(settings, child, **options)
    folders = ["--corpus", str(settings.corpus), "--data-dir", str(settings.data_dir)]
    assert str(caught.value).split() == ["rebuild-index", "--progress-json", *folders, *last]


async def test_a_childs_error_is_raised(tmp_path, settings):
    """With its sentence."""
    child = program(tmp_path, "print(json.dumps({'error': 'no article can be read'}))\nsys.exit(1)")
    with pytest.raises(RebuildError, match=r"^no article can be read$"):
        await collected(settings, child)


@pytest.mark.parametrize(
    "text", ["sys.exit(3)", "os.kill(os.getpid(), 9)", "print('Traceback')", "pass", "print('[]')"]
)
async def test_a_child_that_breaks_is_an_error(tmp_path, settings, text):
    """Whether it leaves with a status, is killed, prints something else, or nothing at all."""
    with pytest.raises(RebuildError, match="the process that builds the index"):
        await collected(settings, program(tmp_path, text))


async def test_what_the_child_complained_of_is_in_the_log(tmp_path, settings, caplog):
    """However much it was: nobody's reading must stop the child."""
    child = program(tmp_path, "print('x' * 1_000_000 + '\\nat last', file=sys.stderr)\nsys.exit(1)")
    with pytest.raises(RebuildError):
        await collected(settings, child)
    assert "ended with status 1" in caplog.text
    assert "at last" in caplog.text


async def test_what_a_child_says_that_ends_well_is_in_the_log(tmp_path, settings, caplog):
    """A fault that one article brought to light, which stopped no other."""
    text = f"print('a fault', file=sys.stderr)\nprint(json.dumps({{'report': {REPORT!r}}}))"
    assert await collected(settings, program(tmp_path, text)) == [MADE]
    assert "said: a fault" in caplog.text


async def test_a_program_that_is_not_there_is_an_error(tmp_path, settings):
    """And names what the system said."""
    with pytest.raises(RebuildError, match="cannot be started"):
        await collected(settings, (str(tmp_path / "nothing"),))


async def test_closing_early_stops_the_child(tmp_path, settings):
    """Also one that ignores being asked."""
    pid = tmp_path / "pid"
    child = program(
        tmp_path,
        f"signal.signal(signal.SIGTERM, signal.SIG_IGN)\nopen({str(pid)!r}, 'w').write(str(os.getpid()))\n"
        f"print(json.dumps({{'step': {STEP!r}}}), flush=True)\ntime.sleep(60)",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.rebuilding.LEAVING_S", 0.05)
        async with aclosing(rebuild(settings, program=child)) as items:
            async for _ in items:
                break
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


async def test_cancelling_stops_the_child(tmp_path, settings):
    """In the middle of waiting for its next line."""
    pid = tmp_path / "pid"
    started = asyncio.Event()
    child = program(
        tmp_path,
        f"open({str(pid)!r}, 'w').write(str(os.getpid()))\n"
        f"print(json.dumps({{'step': {STEP!r}}}), flush=True)\ntime.sleep(60)",
    )

    async def follow():
        async with aclosing(rebuild(settings, program=child)) as items:
            async for _ in items:
                started.set()

    task = asyncio.create_task(follow())
    await started.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


@pytest.mark.parametrize(
    "record", [{"step": {"stage": "reading"}}, {"report": {}}, {"other": 1}, 3, {"report": REPORT, "x": 1}]
)
def test_a_line_is_read_whole_or_refused(record):
    """What lacks a field is none of ours."""
    line = json.dumps(record).encode()
    if record == {"report": REPORT, "x": 1}:
        assert read_line(line) == MADE
    else:
        with pytest.raises(RebuildError, match="no step and no report"):
            read_line(line)


def test_another_process_that_builds_is_told_apart_from_a_failure():
    """A moderator is asked to wait; nothing is broken."""
    with pytest.raises(IndexBusyError, match="another process"):
        read_line(b'{"error": "another process is building", "busy": true}')
    with pytest.raises(RebuildError, match="no space"):
        read_line(b'{"error": "no space"}')


async def test_a_folder_that_is_gone_is_told_apart_from_a_failure(settings, tmp_path):
    """People are told so; the log has which."""
    gone = settings.model_copy(update={"corpus": tmp_path / "gone"})
    with pytest.raises(NoFolderError, match="gone does not exist"):
        async for _ in rebuild(gone):
            pass


async def test_a_folder_of_the_hosts_own_hides_no_module(tmp_path, settings, monkeypatch):
    """Somebody who runs bots has a `bot.py` where they start this one; the child must not import that."""
    (tmp_path / "bot.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RebuildError, match="articles"):  # the child's own sentence: there is no such folder
        await collected(settings, OURSELVES)


async def test_a_child_whose_end_is_not_awaited_is_killed(tmp_path, settings):
    """The bot leaves before a child that ignores being asked has gone: it is made to go."""
    pid = tmp_path / "pid"
    child = program(
        tmp_path,
        f"signal.signal(signal.SIGTERM, signal.SIG_IGN)\nopen({str(pid)!r}, 'w').write(str(os.getpid()))\n"
        f"print(json.dumps({{'step': {STEP!r}}}), flush=True)\ntime.sleep(60)",
    )
    started = asyncio.Event()

    async def follow():
        async with aclosing(rebuild(settings, program=child)) as items:
            async for _ in items:
                started.set()

    task = asyncio.create_task(follow())
    await started.wait()
    task.cancel()
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 9)


PLAN = {"added": ["new.md"], "changed": [], "removed": ["old.md"], "unchanged": 3, "passages": 9, "to_encode": 2}
PLAN |= {"problems": [{"path": "a.pdf", "reason": "damaged"}], "anew": False}
PLANNED = BuildPlan(("new.md",), (), ("old.md",), 3, 9, 2, (Problem("a.pdf", "damaged"),), False)


async def test_a_plan_comes_after_its_steps(tmp_path, settings):
    """What a rebuild would do, and nothing else."""
    child = program(tmp_path, f"print(json.dumps({{'step': {STEP!r}}}))\nprint(json.dumps({{'plan': {PLAN!r}}}))")
    async with aclosing(Rebuilding(settings, child).plan(everything=False)) as items:
        assert [item async for item in items] == [BuildStep("reading", 1, 2), PLANNED]


async def test_a_report_is_no_plan_and_a_plan_is_no_report(tmp_path, settings):
    """A child that does the other thing than it was told is broken."""
    told = f"{{'report': {REPORT!r}}} if '--dry-run' in sys.argv else {{'plan': {PLAN!r}}}"
    child = program(tmp_path, f"print(json.dumps({told}))")
    rebuilding = Rebuilding(settings, child)
    for items in (rebuilding.plan(everything=False), rebuilding(everything=False)):
        with pytest.raises(RebuildError, match="printed a"):
            async for _ in items:
                pass


def test_fields_of_a_later_version_are_passed_over():
    """A child that was updated on disk while this process runs says more than this one knows."""
    problem = {"path": "a.pdf", "reason": "damaged", "page": 3}
    later = {"report": {**REPORT, "problems": [problem], "titles": ["x"]}, "version": 2}
    assert read_line(json.dumps(later).encode()) == MADE
    assert read_line(json.dumps({"step": {**STEP, "unit": "articles"}}).encode()) == BuildStep("reading", 1, 2)
    assert read_line(json.dumps({"plan": {**PLAN, "x": 1}}).encode()) == PLANNED
    found = read_line(json.dumps({"plan": {**PLAN, "damaged": ["a file has changed"]}}).encode())
    assert found == replace(PLANNED, damaged=("a file has changed",))


@pytest.mark.parametrize("field", sorted(PLAN))
def test_a_plan_that_lacks_a_field_is_refused(field):
    """It is none of ours."""
    line = json.dumps({"plan": {key: value for key, value in PLAN.items() if key != field}}).encode()
    with pytest.raises(RebuildError, match="no step and no report"):
        read_line(line)


def test_a_build_beside_the_bot_steps_back(monkeypatch):
    """Whoever is being answered goes first."""
    given = []
    monkeypatch.setattr("os.nice", given.append)
    step_back()
    assert given == [10]
