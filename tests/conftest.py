"""What all tests share: one thread for numpy and torch, files in memory, and reading articles in this process."""

import gc
import importlib.util
import os
import shutil
import signal
import tempfile
from datetime import date
from pathlib import Path

import hypothesis
import pytest

MEMORY = Path("/dev/shm")  # noqa: S108 - Linux's file system in memory; pytest makes a folder of its own there
ROOM_BYTES = 4 * 2**30  # what passed is removed at once, so a run needs far less

# Before numpy, faiss and torch are loaded, and for the processes that tests start. Each of several workers would have a
# thread a core, which wait for one another: two workers on two cores took twice the processor time for the same tests.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

# A shell ignores these for what it runs in the background, and `nohup` the latter, and the processes that tests start
# and then ask to end would too.
for _number, _usual in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, _usual)

NOBODY = 65534  # the user that owns nothing, on every Linux

NEEDS_MEASURES = pytest.mark.skipif(
    importlib.util.find_spec("pytrec_eval") is None, reason="pytrec-eval-terrier is not built for Linux on ARM"
)


def _keep_files_in_memory():
    """Have `tmp_path` lie in memory where there is room: a disk takes a millisecond to remove each of 100,000 files."""
    if not (MEMORY.is_dir() and os.access(MEMORY, os.W_OK)):
        return
    about = os.statvfs(MEMORY)
    if about.f_bavail * about.f_frsize >= ROOM_BYTES and not about.f_flag & os.ST_NOEXEC:  # some tests write a command
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


_keep_files_in_memory()

# A first example loads tables and models, which takes what it takes on a busy machine; no test is about time.
hypothesis.settings.register_profile("whatever_time", deadline=None)
hypothesis.settings.load_profile("whatever_time")


@pytest.hookimpl(wrapper=True)
def pytest_collection():
    """Look for no garbage among modules and tests that all stay: each full look took a third of a second and more."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.fixture
def read_here(monkeypatch):
    """Read added articles in this process: a child takes a second. Its own tests are in `test_intake_reading`."""
    from corpus.intake.reading import Reading, note_of
    from corpus.intake.trial import reading_of

    def read(path, limits, *, collection=None):
        said = reading_of(path, limits, collection)
        day = said["published"]
        return Reading(
            **said | {"published": day and date.fromisoformat(day), "notes": tuple(map(note_of, said["notes"]))}
        )

    monkeypatch.setattr("corpus.intake.adding.try_reading", read)


@pytest.fixture
def ordinary_user():
    """Look with the eyes of a user whom permissions bind, in a folder that it can enter; root is bound by none."""
    folder = Path(tempfile.mkdtemp(prefix="sourcier-"))
    folder.chmod(0o755)
    if os.geteuid() != 0:
        yield folder
    else:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            os.seteuid(0)
    for path in folder.rglob("*"):
        path.chmod(0o755)
    shutil.rmtree(folder)
