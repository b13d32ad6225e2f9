"""The command as a process of its own, over a small corpus: streams, signals, pipes, what is imported."""

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from index.keeping.manifest import read_manifest

STARGATE = """---
title: Stargate et Microsoft
date: 2025-01-21
lang: fr
---

Microsoft a publié un communiqué sur sa relation avec OpenAI.

Ce nouvel accord passe à un modèle dans lequel Microsoft dispose d’un droit de premier refus (ROFR).
"""
QUESTION = "what is ROFR here?"
UNWANTED = {"discord", "torch", "sentence_transformers", "langchain", "langchain_core", "trafilatura", "pypdf", "docx"}


def test_garbage_is_looked_for_again_once_all_is_loaded():
    """Without it the bot would never let go of what refers to itself."""
    script = (
        "import atexit, gc, sys; atexit.register(lambda: print(gc.isenabled()))\n"
        "sys.argv = ['sourcier', '--version']\n"
        "from bot.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout.split()[-1] == "True", done.stderr


def test_windows_is_told_where_sourcier_runs():
    """Before anything else is loaded, and in a sentence."""
    script = (
        "import sys; sys.platform = 'win32'\n"
        "sys.argv = ['sourcier', 'ask', 'what?']\n"
        "from bot.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "sourcier: it runs on Linux and macOS; on Windows install and start it in WSL (`wsl --install`)\n"
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder with `notes`, whose index is built, and `data`."""
    folder = tmp_path_factory.mktemp("place")
    (folder / "notes").mkdir()
    (folder / "notes" / "stargate.md").write_text(STARGATE, encoding="utf-8")
    status, _, err = run(folder, "rebuild-index")
    assert status == 0, err
    return folder


# Runs a command at a terminal of its own, whose keys and screen are the launcher's standard streams.
AT_A_TERMINAL = "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"


def start(folder, *arguments, before=(), flags=(), stdout=subprocess.PIPE, **environment):
    command = [*before, sys.executable, *flags, "-m", "bot", *arguments, "--corpus", folder / "notes"]
    kept = {name: value for name, value in os.environ.items() if not name.upper().startswith("SOURCIER_")}
    return subprocess.Popen(
        [*map(str, command), "--data-dir", str(folder / "data")],
        env={**kept, "PYTHONPATH": os.fspath(Path(__file__).parents[2]), **environment},
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=stdout,
        stderr=subprocess.PIPE,
    )


def run(folder, *arguments, **options):
    """Return exit status, standard output and standard error of a command that is given no input."""
    process = start(folder, *arguments, **options)
    out, err = process.communicate(timeout=120)
    return process.returncode, (out or b"").decode(), err.decode()


def test_output_is_utf8_under_any_locale(place):
    _, out, _ = run(place, "ask", "--json", QUESTION, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    record = json.loads(out)
    assert "d’un droit de premier refus (ROFR)." in record["citations"][0]["quote"]
    assert Path(record["citations"][0]["path"]).read_text(encoding="utf-8") == STARGATE


def test_an_answer_loads_neither_discord_nor_torch_nor_readers_of_formats(place):
    status, _, err = run(place, "ask", QUESTION, flags=("-X", "importtime"))
    loaded = {line.rsplit("|", 1)[1].strip() for line in err.splitlines() if line.startswith("import time:")}
    assert status == 0
    assert "tantivy" in loaded
    assert loaded & UNWANTED == set()


def test_each_answer_of_a_conversation_is_handed_over_at_once(place):
    process = start(place, "ask", "-", "--json")
    with process:
        for question in (QUESTION, "what is the capital of Peru?"):
            process.stdin.write(question.encode() + b"\n\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["question"] == question
        process.stdin.close()
        assert process.wait(timeout=120) == 0


def test_a_reader_that_leaves_early_ends_the_command_quietly(place):
    process = start(place, "ask", "-")
    with process:
        process.stdin.write(f"{QUESTION}\n".encode())
        process.stdin.flush()
        assert b"ROFR" in process.stdout.readline()
        process.stdout.close()
        process.stdin.write(f"{QUESTION}\n".encode())
        process.stdin.close()
        assert process.wait(timeout=120) == 141
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_under_the_output_is_a_sentence(place, unbuffered):
    """One, though what is kept in the buffer would be refused again at the end of the process."""
    with Path("/dev/full").open("wb") as full:
        status, _, err = run(place, "ask", QUESTION, stdout=full, PYTHONUNBUFFERED=unbuffered)
    assert (status, err) == (1, "sourcier: reading or writing failed: No space left on device\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
def test_an_error_for_programs_is_a_sentence_on_a_full_disk_too(place):
    """Nothing is lost that a person can read."""
    with Path("/dev/full").open("wb") as full:
        status, _, err = run(place, "index", "use", "nothing", "--json", stdout=full)
    assert status == 1
    assert err.count("\n") == 1
    assert err.startswith("sourcier: ")
    assert "'nothing'" in err


def test_ctrl_c_is_status_130_without_a_traceback(place):
    process = start(place, "ask", "-", "--json")
    with process:
        process.stdin.write(f"{QUESTION}\n".encode())
        process.stdin.flush()
        assert process.stdout.readline()
        assert interrupted(process) == 130
        assert process.stderr.read() == b""


def interrupted(process):
    """Press Ctrl-C until it is heard: a signal between Python's last look and the next read waits for that read."""
    for _ in range(60):
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return process.wait(timeout=2)
    return process.wait(timeout=0)


@pytest.mark.parametrize("key", [b"\x04", b"\x03"], ids=["ctrl-d", "ctrl-c"])
def test_a_chat_at_a_terminal_is_left_by_a_key(place, key):
    process = start(place, "chat", before=(sys.executable, "-c", AT_A_TERMINAL), TERM="dumb", NO_COLOR="1")
    with process:
        assert "1 article to answer from" in shown_until(process, "\n> ")
        process.stdin.write(f"{QUESTION}\r".encode())
        process.stdin.flush()
        assert "droit de premier refus" in shown_until(process, "\n> ")
        press(process, key)
        assert process.returncode == 0
        assert b"Traceback" not in process.stdout.read()


def press(process, key):
    """Press `key` until the process ends: one that comes between two prompts is lost, as a person's would be."""
    for _ in range(60):
        with suppress(BrokenPipeError):
            process.stdin.write(key)
            process.stdin.flush()
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=1)
            return
    process.kill()
    pytest.fail("a minute of pressing the key did not end the chat")


def shown_until(process, end):
    """Return what a terminal shows until `end`."""
    shown = b""
    while not shown.endswith(end.encode()):
        one = process.stdout.read(1)
        assert one, shown.decode()
        shown += one
    return shown.decode()


def test_an_index_is_built_once_by_two_first_askers(tmp_path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "stargate.md").write_text(STARGATE, encoding="utf-8")
    with ThreadPoolExecutor(2) as pool:
        ran = list(pool.map(lambda _: run(tmp_path, "ask", QUESTION), range(2)))
    assert [status for status, _, _ in ran] == [0, 0], ran
    assert all("droit de premier refus" in out for _, out, _ in ran)


CATS = "---\ntitle: Cats\nlang: en\n---\n\nThe cat sleeps on the mat.\n"

# The bot up to where it would connect; then it asks a question of the index that it made ready.
STARTED = """
import sys
from contextlib import closing
import bot.discord_app

question = sys.argv[1]

def asked(settings, desk):
    with closing(desk):
        print(desk.answer(question).text)
    return 0

bot.discord_app.run_bot = asked
from bot.cli import main
sys.argv[1:] = ["run"]
main()
"""


def run_bot(folder):
    """Return exit status, standard output and standard error of a bot that starts and is asked one question."""
    process = subprocess.run(
        [sys.executable, "-c", STARTED, QUESTION],
        env={
            **os.environ,
            "DISCORD_TOKEN": "MTIz.not.a-token",
            "SOURCIER_CORPUS": str(folder / "notes"),
            "SOURCIER_DATA_DIR": str(folder / "data"),
        },
        capture_output=True,
        timeout=120,
        check=False,
    )
    return process.returncode, process.stdout.decode(), process.stderr.decode()


@pytest.fixture
def damaged(tmp_path):
    """A folder whose index has two segments, of which the one with Stargate is damaged in both indexes that name it."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "stargate.md").write_text(STARGATE, encoding="utf-8")
    assert run(tmp_path, "rebuild-index")[0] == 0
    ((lost,),) = segments(tmp_path)
    (tmp_path / "notes" / "cats.md").write_text(CATS, encoding="utf-8")
    assert run(tmp_path, "rebuild-index")[0] == 0
    (file,) = (tmp_path / "data").rglob(f"{lost}/articles.sqlite")
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    return tmp_path


def segments(folder):
    """Return the names of each index's segments, the oldest index's first."""
    manifests = sorted((folder / "data").rglob("manifest.json"))
    return [set(read_manifest(path.parent).segments) for path in manifests]


@pytest.mark.parametrize("command", ["ask", "run"])
def test_a_damaged_index_is_mended_before_an_answer(damaged, command):
    """What was lost alone is read again, and it is said; the next answer finds all whole."""
    lost, both = segments(damaged)
    (whole,) = both - lost
    if command == "ask":
        status, out, err = run(damaged, "ask", "--no-update", QUESTION)
    else:
        status, out, err = run_bot(damaged)
    assert (status, "droit de premier refus" in out) == (0, True), err
    assert "articles.sqlite has changed since it was written), and there is no whole one before it: " in err
    assert "Traceback" not in err
    kept, *others = segments(damaged)[-1] & both, segments(damaged)[-1] - both
    assert (kept, [len(one) for one in others]) == ({whole}, [1])
    status, out, err = run(damaged, "ask", "--no-update", QUESTION)
    assert (status, err) == (0, "")


def test_a_rebuild_says_what_was_damaged(damaged):
    """And that it was read again, and nothing else."""
    status, out, err = run(damaged, "rebuild-index", "--json")
    report = json.loads(out)
    assert (status, report["encoded"], len(report["damaged"])) == (0, 1, 1), err
    assert "articles.sqlite has changed since it was written" in report["damaged"][0]
    assert json.loads(run(damaged, "rebuild-index", "--json")[1])["damaged"] == []


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda folder: None, "notes"),
        (lambda folder: (folder / "notes").mkdir(), "notes"),
        (lambda folder: (folder / "notes").write_text("a file"), "notes"),
        (lambda folder: only_unreadable(folder / "notes"), "empty.md"),
    ],
    ids=["missing", "empty", "no folder", "nothing readable"],
)
def test_a_corpus_that_cannot_be_used_is_a_sentence(tmp_path, spoil, words):
    spoil(tmp_path)
    status, out, err = run(tmp_path, "ask", QUESTION)
    assert (status, out) == (1, "")
    sentence = err.splitlines()[-1]
    assert sentence.startswith("sourcier: ")
    assert words in sentence
    assert "Traceback" not in err
    assert "incident" not in err


def only_unreadable(folder):
    folder.mkdir()
    (folder / "empty.md").write_text("")


def test_a_data_folder_that_is_a_file_is_a_sentence(tmp_path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "stargate.md").write_text(STARGATE, encoding="utf-8")
    (tmp_path / "data").write_text("in the way")
    status, _, err = run(tmp_path, "ask", QUESTION)
    assert status == 1
    assert err.startswith(f"sourcier: {tmp_path / 'data'} is a file, and a folder for indexes and the log was wanted; ")
    assert "incident" not in err


STOPPED_WHILE_STARTING = """
import os, signal, sys, time
import bot.terminal.indexing

def stopped(*_):
    os.kill(os.getpid(), int(number))
    time.sleep(60)

bot.terminal.indexing.build_if_unusable = stopped
from bot.cli import main
number = sys.argv.pop()
sys.argv[1:] = ["run"]
main()
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_to_leave_while_the_bot_starts_is_status_0(number):
    """A host that stops the bot during its imports or its first build sees a clean exit, without a traceback."""
    process = subprocess.run(
        [sys.executable, "-c", STOPPED_WHILE_STARTING, str(int(number))],
        env={**os.environ, "DISCORD_TOKEN": "MTIz.not.a-token"},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (process.returncode, process.stderr.decode()) == (0, "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_file_that_is_being_added_leaves_nothing_behind_when_the_command_is_told_to_end(tmp_path, number):
    """Neither the copy that is tried nor the process that tries it, also where the terminal is closed."""
    (tmp_path / "notes").mkdir()
    paragraphs = (f"<p>The bridge number {one} was opened by the mayor.</p>" for one in range(30_000))
    (tmp_path / "long.html").write_text(f"<html><body><article>{''.join(paragraphs)}</article></body></html>")
    process = start(tmp_path, "corpus", "add", "long.html")
    with process:
        while not (tried := list((tmp_path / "notes").glob(".incoming/*/long.html"))) and process.poll() is None:
            time.sleep(0.01)
        assert tried, process.stderr.read()
        process.send_signal(number)
        # The process that tries the file writes to a file of its own, so the pipes end with ours alone.
        out, err = process.communicate(timeout=120)
    assert (process.returncode, out, err) == (128 + number, b"", b"")
    assert list((tmp_path / "notes").glob(".incoming/*")) == []
    assert [one.name for one in (tmp_path / "notes").iterdir() if one.name[0] != "."] == []


def test_a_command_under_nohup_goes_on_when_its_terminal_is_closed(place):
    process = start(place, "ask", "-", "--json", before=("nohup",))
    with process:
        for _ in range(2):
            process.stdin.write(f"{QUESTION}\n".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["question"] == QUESTION
            process.send_signal(signal.SIGHUP)
        process.stdin.close()
        assert process.wait(timeout=120) == 0
