"""Looking ahead of time gives what looking gives, or nothing, and leaves no process behind."""

import contextlib
import os
import signal
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.ahead import OURSELVES, Ahead
from corpus.errors import UnreadableFolderError
from corpus.roots import Root, server_root, survey_roots
from tests.corpus.test_scanning import THING, put


@pytest.fixture
def root(tmp_path):
    """A folder with an article in it, one that cannot be one, and one below."""
    (tmp_path / "sub").mkdir()
    for name in ("a.md", "sub/b.txt", "empty.md"):
        (tmp_path / name).write_text("" if name.startswith("empty") else "a text", encoding="utf-8")
    return Root(tmp_path)


def taken(*roots):
    """Return what is found ahead of time."""
    with contextlib.closing(Ahead(roots)) as ahead:
        return ahead.take(roots)


def is_gone(number):
    """Return whether there is no process of this number."""
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return True
    return False


@settings(max_examples=15, deadline=None)
@given(st.lists(THING, max_size=25), st.lists(THING, max_size=8))
def test_what_is_found_ahead_is_what_is_found(things, of_server):
    """With links, loops, pipes, other spellings, names of no text, and a server's own folder beside."""
    with tempfile.TemporaryDirectory() as made:
        shared, server = Path(made, "shared"), Path(made, "servers", "7")
        for folder, held in ((shared, things), (server, of_server)):
            folder.mkdir(parents=True)
            for one in held:
                put(folder, one)
        roots = (Root(shared, without=(shared / "a",)), server_root(Path(made, "servers"), 7))
        found = taken(*roots)
        assert found == survey_roots(roots)
        assert [file.path.stat().st_size for file in found.files()] == found.sizes_bytes.tolist()


def test_a_folder_whose_name_is_no_text_is_looked_at_ahead(tmp_path):
    """Its path travels as it is."""
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    (folder / "a.md").write_text("a text", encoding="utf-8")
    assert [file.path for file in taken(Root(folder)).files()] == [folder / "a.md"]


def test_a_look_at_other_roots_does_not_count(root, tmp_path):
    """Another folder, another prefix, or another folder left out."""
    for other in (Root(tmp_path / "sub"), Root(tmp_path, "@1/", "server-1"), Root(tmp_path, without=(tmp_path / "x",))):
        ahead = Ahead([root])
        assert ahead.take([other]) is None


def test_a_look_is_taken_once(root):
    """What is found later is not what was found."""
    ahead = Ahead([root])
    assert ahead.take([root]) == survey_roots([root])
    assert ahead.take([root]) is None


def test_a_missing_folder_tells_nothing(root, tmp_path):
    """Whoever looks for himself meets the error."""
    gone = Root(tmp_path / "gone")
    assert taken(gone) is None
    with pytest.raises(UnreadableFolderError, match="does not exist"):
        survey_roots([gone])


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit(1)",
        "print('{}')",
        "print('no JSON')",
        "print('[1, 2]')",
        """print('{"lengths": [9, 8, 8, 4], "elsewhere": [], "problems": []}'); print('half')""",
        """print('{"lengths": [2, 3, 0, 0], "elsewhere": [], "problems": []}', end='\\n12345')""",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    ],
    ids=["leaves", "says nothing", "says nonsense", "says a list", "dies half way", "says half a number", "is killed"],
)
def test_a_process_that_cannot_tell_tells_nothing(root, code):
    """However it fails."""
    ahead = Ahead([root], (sys.executable, "-S", "-c", code))
    assert ahead.take([root]) is None


def test_a_process_that_cannot_be_started_tells_nothing(root):
    assert Ahead([root], ("/no/such/program",)).take([root]) is None


def test_a_look_that_nobody_takes_ends_when_it_is_closed(root):
    """Also in the midst of a folder, and twice."""
    ahead = Ahead([root], (sys.executable, "-S", "-c", "import time; time.sleep(600)"))
    number = ahead._child.pid
    ahead.close()
    ahead.close()
    assert is_gone(number)
    assert ahead.take([root]) is None


def test_ctrl_c_while_waiting_leaves_no_process(root):
    """The signal reaches us alone, and we end the other."""
    ahead = Ahead([root], (sys.executable, "-S", "-c", "import time; time.sleep(600)"))
    number = ahead._child.pid

    def interrupt(*_):
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    try:
        with pytest.raises(KeyboardInterrupt):
            ahead.take([root])
    finally:
        signal.signal(signal.SIGALRM, before)
    assert is_gone(number)


def test_a_look_ends_with_who_asked_for_it(root):
    """When its standard input ends, whatever it is doing: a pipe that nobody reads does not keep it."""
    ahead = Ahead([root], OURSELVES)
    ahead._child.stdin.close()
    assert ahead._child.wait(30) == 0
    ahead.close()
