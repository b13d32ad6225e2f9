"""Processes of ours: what is asked of them comes back, and one that fails is told."""

import json
import os
import resource
import signal
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from index.children import TEXTS, Child, ChildDiedError

ECHO = """
import os, time
from index.children import TEXTS, serve

def answer(request):
    if "sleep" in request:
        time.sleep(request["sleep"])
    if "die" in request:
        os._exit(3)
    said = {"said": request["say"]}
    return said | {TEXTS: request[TEXTS]} if TEXTS in request else said

serve(answer, idle_s=IDLE)
"""


def message(values):
    packed = json.dumps(values).encode()
    return struct.pack(">QQ", len(packed), len(packed)) + packed


@pytest.fixture
def start(tmp_path, monkeypatch):
    """Return what starts a process that says what it is told to say."""
    started = []

    def child(idle_s=None):
        (tmp_path / "echoing.py").write_text(ECHO.replace("IDLE", str(idle_s)), encoding="utf-8")
        monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{':'.join(path for path in sys.path if path)}")
        started.append(Child("echoing"))
        return started[-1]

    yield child
    for one in started:
        one.stop()


def test_what_many_threads_ask_comes_back_to_each(start):
    """Long ones too, longer than what a pipe holds."""
    child = start()
    wanted = [f"{number}é\n" * (1 + number % 3 * 20_000) for number in range(40)]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda one: child.ask({"say": one})["said"], wanted)) == wanted


def test_one_that_dies_is_told_to_all_who_wait(start):
    """And to whoever asks later; stopping it twice does no harm."""
    child = start()
    with ThreadPoolExecutor(2) as threads:
        waiting = [threads.submit(child.ask, {"die": True, "sleep": 0.2}), threads.submit(child.ask, {"say": "b"})]
        for one in waiting:
            with pytest.raises(ChildDiedError, match="echoing ended before it answered"):
                one.result()
    with pytest.raises(ChildDiedError, match="ended before"):
        child.ask({"say": "c"})
    assert not child.left
    child.stop()
    child.stop()
    with pytest.raises(ChildDiedError, match="ended before"):
        child.ask({"say": "d"})


def test_one_with_a_high_number_of_a_pipe_is_waited_for(start):
    """As where an index keeps a thousand files open."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 2048)), hard))
    with ExitStack() as kept:
        kept.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        for _ in range(1100):
            kept.callback(os.close, os.open(os.devnull, os.O_RDONLY))
        child = start(idle_s=60.0)
        assert child._answers.fileno() > 1023
        assert child.ask({"say": "a", "sleep": 0.1}, timeout_s=60)["said"] == "a"
        child.stop()


def test_one_that_takes_too_long_is_of_no_use_any_more(start):
    """Its late answer is taken for nobody's."""
    child = start()
    with pytest.raises(ChildDiedError, match="echoing did not answer within 0 s"):
        child.ask({"say": "late", "sleep": 0.5}, timeout_s=0.01)
    with pytest.raises(ChildDiedError, match="ended before"):
        child.ask({"say": "other"})


def test_one_that_hangs_holds_up_nobody_who_asks(start):
    """Though it takes nothing from its pipe, which is full with the second of these requests."""
    child = start()
    child.ask({"say": "a"})
    os.kill(child.process_id, signal.SIGSTOP)
    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(child.ask, {"say": "x" * 40_000}, timeout_s=0.5) for _ in range(4)]
        for one in asked:
            with pytest.raises(ChildDiedError, match=r"did not answer within|ended before it answered"):
                one.result(60)


def test_who_is_stopped_while_waiting_leaves_no_answer_to_others(start, monkeypatch):
    """As by Ctrl-C in a terminal: what was asked then is answered, and nobody asked it."""
    child = start()

    class Stopped:
        def wait(self):
            raise KeyboardInterrupt

    monkeypatch.setattr(child, "_last", Stopped())
    with pytest.raises(KeyboardInterrupt):
        child.ask({"say": "first"})
    with pytest.raises(ChildDiedError, match="ended before"):
        child.ask({"say": "second"})


def test_one_whose_answer_nobody_reads_leaves_without_a_word(tmp_path):
    """Who asked was killed meanwhile: no traceback at a terminal or in a log."""
    (tmp_path / "echoing.py").write_text(ECHO.replace("IDLE", "None"), encoding="utf-8")
    path = f"{tmp_path}:{':'.join(one for one in sys.path if one)}"
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "echoing"],
        env=os.environ | {"PYTHONPATH": path},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    _, said = process.communicate(message({"say": "long " * 50_000}), timeout=60)
    assert (process.returncode, said) == (0, b"")


def test_one_that_nothing_is_asked_of_leaves(start):
    """And is no failure."""
    child = start(idle_s=0.01)
    child._process.wait(60)
    assert child.left
    with pytest.raises(ChildDiedError, match="ended before"):
        child.ask({"say": "a"})


def test_requests_that_come_together_are_all_answered(tmp_path):
    """Though the second is there before one waits for it."""
    (tmp_path / "echoing.py").write_text(ECHO.replace("IDLE", "60.0"), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(tmp_path / "echoing.py")],
        input=b"".join(message({"say": number}) for number in (1, 2, 3)),
        capture_output=True,
        check=True,
        timeout=120,
        env={"PYTHONPATH": ":".join(path for path in sys.path if path)},
    )
    assert done.stdout == b"".join(message({"said": number}) for number in (1, 2, 3))


def test_values_come_back_to_the_last_digit(start):
    """Numbers, and texts that no file could hold, beside the JSON or in it."""
    said = [0.1 + 0.2, 1e-323, float("inf"), "é\n\ud800", None, True, 1 << 70, {"a": [-1]}]
    assert start().ask({"say": said}) == {"said": said}
    texts = ["é\n\ud800🙂\0", "", "{" * 100_000]
    assert start().ask({"say": 1, TEXTS: texts}) == {"said": 1, TEXTS: texts}
    assert start().ask({"say": 1, TEXTS: []}) == {"said": 1, TEXTS: []}


def test_one_that_says_something_else_is_of_no_use(tmp_path, start):
    """As where another version of it is started, or something prints."""
    child = start()
    (tmp_path / "printing.py").write_text(
        'print(\'{"hits": [], "more": []}\', flush=True)\ninput()\n', encoding="utf-8"
    )
    printing = Child("printing")
    try:
        with pytest.raises(ChildDiedError, match="printing ended before it answered"):
            printing.ask({"say": "a"}, timeout_s=60)
    finally:
        printing.stop()
    assert child.ask({"say": "b"}) == {"said": "b"}


def test_what_cannot_be_started_is_told(monkeypatch):
    """With the reason."""
    monkeypatch.setattr("index.children.sys.executable", "/nowhere/python")
    with pytest.raises(ChildDiedError, match=r"echoing cannot be started: .*No such file"):
        Child("echoing")
