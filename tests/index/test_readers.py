"""Marks of those who read a snapshot."""

import errno
import fcntl
import subprocess
import sys
from contextlib import closing

from index.keeping.readers import ReaderMark, is_read

HOLDS = "import sys, pathlib; from index.keeping.readers import ReaderMark; "
HOLDS += "mark = ReaderMark(pathlib.Path(sys.argv[1])); "


def test_a_mark_stands_until_the_last_reader_closes(tmp_path):
    """Two may read at once."""
    assert not is_read(tmp_path)
    with closing(ReaderMark(tmp_path)):
        with closing(ReaderMark(tmp_path)):
            assert is_read(tmp_path)
        assert is_read(tmp_path)
    assert not is_read(tmp_path)


def test_another_processs_mark_goes_with_it(tmp_path):
    """However it ends."""
    command = [sys.executable, "-c", f"{HOLDS} print('open', flush=True); sys.stdin.read()", str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "open\n"
        assert is_read(tmp_path)
        process.kill()
    assert not is_read(tmp_path)


def test_what_is_gone_or_cannot_be_locked_has_no_mark(tmp_path, monkeypatch):
    """And can be read all the same."""
    ReaderMark(tmp_path / "nowhere").close()
    assert not is_read(tmp_path / "nowhere")

    def refuse(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)
    with closing(ReaderMark(tmp_path)):
        assert not is_read(tmp_path)
