"""`sourcier rebuild-index --watch`: when it rebuilds and what it says, with made-up folders and with a process."""

import errno
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot.terminal.following import Follower
from corpus.errors import UnreadableFolderError
from corpus.library import Problem, Scan, SourceFile
from index.builds.building import BuildReport
from index.errors import IndexBusyError, IndexFloorError

PATIENCE_S = 120  # on a busy machine; a rebuild takes less than a second on an idle one


def scan(*files):
    """Return what a folder holds, of files by name and size."""
    return Scan(tuple(SourceFile(name, f"/notes/{name}", size, 1) for name, size in files), ())


def report(added=0, changed=0, removed=0, problems=()):
    return BuildReport("20260102T030405000000Z-1a2b", 9, 9, added, changed, removed, 9, added + changed, problems, 0.4)


class World:
    """Folders, a builder and a listener of what is told, each as the test sets it."""

    def __init__(self):
        self.now = scan(("a.md", 1))
        self.result = report(added=1)
        self.builds = 0
        self.told = []

    def look(self):
        if isinstance(self.now, Exception):
            raise self.now
        return self.now

    def build(self):
        self.builds += 1
        if isinstance(self.result, Exception):
            raise self.result
        return self.result

    def built(self, what):
        self.told.append(what)

    def failed(self, error):
        self.told.append(str(error))


@pytest.fixture
def world():
    return World()


@pytest.fixture
def follower(world):
    return Follower(world.look, world.build, world)


def test_the_index_is_built_once_and_then_only_when_the_folders_look_otherwise(world, follower):
    """Whatever the system told: a hidden file is none of the index's business."""
    assert [follower.turn(), follower.turn(), follower.turn(heard=True)] == [False, False, False]
    assert (world.builds, world.told) == (1, [report(added=1)])
    world.now, world.result = scan(("a.md", 2)), report(changed=1)
    assert not follower.turn(heard=True)
    assert (world.builds, world.told[1:]) == (2, [report(changed=1)])


def test_a_first_build_that_changes_nothing_is_told_and_a_later_one_is_not(world, follower):
    world.result = report()
    follower.turn()
    world.now = scan(("a.md", 2))
    follower.turn()
    assert (world.builds, world.told) == (2, [report()])


def test_it_is_tried_again_soon_while_another_process_builds_and_told_once(world, follower):
    world.result = IndexBusyError("process 7 is building")
    assert [follower.turn(), follower.turn()] == [True, True]
    world.result = report()
    assert not follower.turn()
    assert (world.builds, world.told) == (3, ["process 7 is building", report()])


@pytest.mark.parametrize("error", [IndexFloorError("no space left"), OSError(errno.ENOSPC, "no space left")])
def test_after_a_full_disk_the_next_change_is_built(world, follower, error):
    """Not before: each try would fill the disk anew."""
    follower.turn()
    world.now, world.result = scan(("a.md", 2)), error
    assert [follower.turn(), follower.turn()] == [False, False]
    assert world.builds == 2
    world.now, world.result = scan(("a.md", 3)), report(changed=1)
    follower.turn()
    assert world.told == [report(added=1), str(error), report(changed=1)]


def test_a_folder_that_cannot_be_looked_at_is_told_and_looked_at_again(world, follower):
    """Nothing was seen of it, so what is there at the next change is built."""
    world.now = OSError(errno.EIO, "Input/output error")
    assert not follower.turn()
    world.now = scan(("a.md", 1))
    follower.turn()
    assert (world.builds, world.told[1:]) == (1, [report(added=1)])
    assert "Input/output error" in world.told[0]


def test_a_folder_that_vanishes_is_told_once_and_looked_for_until_it_is_back(world, follower):
    """Nothing is built meanwhile: the index would be empty."""
    follower.turn()
    world.now = UnreadableFolderError("the corpus folder is gone", "gone")
    assert [follower.turn(), follower.turn()] == [True, True]
    assert world.builds == 1
    world.now, world.result = scan(("a.md", 1)), report()
    assert not follower.turn()
    assert world.told == [report(added=1), "the corpus folder is gone", report()]


def test_a_file_that_could_not_be_read_is_tried_again_when_something_is_heard(world, follower):
    """Its permissions are neither its size nor its time."""
    unread = report(problems=(Problem("b.md", "no permission to read it"),))
    world.result = unread
    follower.turn()
    follower.turn()
    follower.turn(heard=True)
    assert (world.builds, world.told) == (2, [unread])
    world.result = report(added=1)
    follower.turn(heard=True)
    assert (world.builds, world.told) == (3, [unread, report(added=1)])


class Watching:
    """The command in a process of its own, over a folder."""

    def __init__(self, folder, *arguments):
        kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("SOURCIER_")}
        folders = ("--corpus", str(folder / "notes"), "--data-dir", str(folder / "data"))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "rebuild-index", "--watch", *folders, *arguments],
            env={**kept, "PYTHONPATH": os.fspath(Path(__file__).parents[2])},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.lines = queue.Queue()
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def line(self):
        return self.lines.get(timeout=PATIENCE_S)

    def end(self, signal_number):
        self.process.send_signal(signal_number)
        return self.process.wait(timeout=PATIENCE_S)


@pytest.fixture
def notes(tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.md").write_text("# A\n\nThe tram runs since 2003.", encoding="utf-8")
    return folder


@pytest.fixture
def watch(tmp_path, notes):
    """Return a function that starts the command; what still runs is ended."""
    started = []

    def start(*arguments):
        started.append(Watching(tmp_path, *arguments))
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.process.wait()
        one.reader.join()
        one.process.stdout.close()
        one.process.stderr.close()


def test_each_change_is_built_and_told_until_ctrl_c(watch, notes):
    """A file added, one changed, the folder gone and back: a line each, then status 0 and nothing left to say."""
    watching = watch()
    assert "1 added; 1 article, 1 passage encoded" in watching.line()
    (notes / "b.md").write_text("# B\n\nThe bus is blue.", encoding="utf-8")
    assert "1 added; 2 articles, 1 passage encoded" in watching.line()
    (notes / "a.md").write_text("# A\n\nThe tram runs since 2004, it is green.", encoding="utf-8")
    assert "1 changed; 2 articles, 1 passage encoded" in watching.line()
    notes.rename(notes.with_name("away"))
    assert "does not exist" in watching.line()
    notes.with_name("away").rename(notes)
    assert "nothing changed; 2 articles" in watching.line()
    (notes / "b.md").unlink()
    assert "1 removed; 1 article" in watching.line()
    assert watching.end(signal.SIGINT) == 0
    assert "Traceback" not in watching.process.stderr.read()


def test_without_notifications_changes_are_looked_for_and_told_as_json(watch, notes, tmp_path):
    """A server's own articles are followed too, also where the first comes later."""
    watching = watch("--poll", "--json")
    assert json.loads(watching.line())["added"] == ["a.md"]
    (store,) = (tmp_path / "data" / "indexes").iterdir()
    own = tmp_path / "data" / "servers" / store.name / "123"
    own.mkdir(parents=True)
    (own / "c.md").write_text("# C\n\nA server's own article.", encoding="utf-8")
    told = json.loads(watching.line())
    assert (told["added"], told["articles"], told["encoded"]) == (["@123/c.md"], 2, 1)
    assert watching.end(signal.SIGTERM) == 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--watch", "--dry-run"), "--watch goes on until Ctrl-C; it cannot be given with --dry-run"),
        (("--watch", "--progress-json"), "--watch goes on until Ctrl-C; it cannot be given with --progress-json"),
        (("--watch", "--wait"), "--watch keeps what answers up to date, and with --wait nothing new would answer"),
        (("--dry-run", "--wait"), "--dry-run builds nothing that could --wait; give one of them"),
        (("--poll",), "--poll says how --watch looks for changes; there is no --watch"),
    ],
)
def test_what_makes_no_sense_with_watch_is_refused(arguments, sentence, notes):
    from typer.testing import CliRunner

    from bot.cli import app

    result = CliRunner().invoke(app, ["rebuild-index", *arguments, "--corpus", str(notes)])
    assert (result.exit_code, sentence in result.stderr) == (2, True)
