"""Folders of articles looked at ahead of time, in a process of its own, while this one loads what it answers with.

Looking at two hundred thousand files takes most of a second, and so does getting ready to answer; on two processors the
two take no longer than one. The other process is light: it loads the standard library and the walk, takes the roots as
a line of JSON, and answers with a line and the columns. Whatever goes wrong with it, the caller looks for itself, and
meets any error there. It ends with its standard input, so it outlives nobody.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from _thread import start_new_thread
from array import array
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from corpus.errors import CorpusError
from corpus.scanning import Root, Survey, survey_roots
from corpus.walking import Problem

LEAVING_S = 10.0
# -S: nothing that is installed is needed; -P: no module of the working directory is taken for ours.
OURSELVES = (
    *(sys.executable, "-S", "-P", "-c"),
    "import sys; sys.path.append(sys.argv[1]); from corpus.ahead import main; main()",
    str(Path(__file__).parents[1]),
)


class Ahead:
    """One look at `roots`, under way from the start, which `take` waits for. `close` ends it, whatever it is doing."""

    def __init__(self, roots: Sequence[Root], command: Sequence[str] = OURSELVES) -> None:
        """Begin to look; where no process can be started, `take` says so."""
        self._roots = tuple(roots)
        self._child: subprocess.Popen[bytes] | None = None
        with suppress(OSError):
            self._child = subprocess.Popen(  # noqa: S603 - our own module
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C at a terminal reaches us alone, and we stop it
            )
            assert self._child.stdin is not None  # noqa: S101 - a pipe was asked for
            self._child.stdin.write(json.dumps([_of_root(one) for one in self._roots]).encode() + b"\n")
            self._child.stdin.flush()

    def take(self, roots: Sequence[Root]) -> Survey | None:
        """Return what was found, once; None where these are other roots, or the process could not tell."""
        child = self._child
        if child is None:
            return None
        try:
            if self._roots != tuple(roots):
                return None
            assert child.stdout is not None  # noqa: S101 - a pipe was asked for
            line = child.stdout.readline()
            return _as_survey(json.loads(line), child.stdout.read(), self._roots)
        except (OSError, ValueError, KeyError, TypeError):  # it died, and left half of it
            return None
        finally:
            self.close()

    def close(self) -> None:
        """End the process; may be called twice."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        with suppress(subprocess.TimeoutExpired):  # it waits for a disk; it has been told
            child.wait(LEAVING_S)
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was not written yet is for nobody
                    pipe.close()


def _of_root(root: Root) -> list[Any]:
    return [str(root.folder), root.id_prefix, root.collection, [str(one) for one in root.without]]


def _as_root(values: Sequence[Any]) -> Root:
    folder, id_prefix, collection, without = values
    return Root(Path(folder), id_prefix, collection, tuple(map(Path, without)))


def _of_survey(survey: Survey) -> list[bytes]:
    """Return a line that tells how long what follows is, and the columns."""
    columns = (survey.text.encode(), *(one.tobytes() for one in _columns(survey)))
    head = {
        "lengths": [len(one) for one in columns],
        "elsewhere": [[number, place] for number, place in survey.elsewhere.items()],
        "problems": [[one.path, one.reason, one.code] for one in survey.problems],
    }
    return [json.dumps(head).encode() + b"\n", *columns]


def _columns(survey: Survey) -> tuple[array[int], array[int], array[int]]:
    return survey.sizes_bytes, survey.modified_ns, survey.root_numbers


def _as_survey(head: dict[str, Any], data: bytes, roots: tuple[Root, ...]) -> Survey:
    """Return what `_of_survey` told.

    Raises:
        ValueError: it is not whole.
    """
    lengths = head["lengths"]
    if sum(lengths) != len(data):
        msg = f"found {len(data)} bytes, wanted {sum(lengths)}"
        raise ValueError(msg)
    survey = Survey(
        roots,
        data[: lengths[0]].decode(),
        elsewhere=dict(head["elsewhere"]),
        problems=tuple(Problem(*one) for one in head["problems"]),
    )
    start = lengths[0]
    for column, length in zip(_columns(survey), lengths[1:], strict=True):
        column.frombytes(memoryview(data)[start : start + length])
        start += length
    return survey


def _end_with(descriptor: int) -> None:
    """End this process when what it reads ends, even in the midst of a folder."""
    with suppress(OSError):
        while os.read(descriptor, 1):
            pass
    os._exit(0)


def main() -> None:
    """Look at the roots that standard input names, and tell what they hold on standard output."""
    gc.disable()  # what a look makes lasts until its end
    roots = [_as_root(one) for one in json.loads(sys.stdin.buffer.readline())]
    start_new_thread(_end_with, (sys.stdin.fileno(),))
    with suppress(CorpusError, OSError):  # who asked meets it, looking for itself
        parts = _of_survey(survey_roots(roots))
        sys.stdout.buffer.writelines(parts)
        sys.stdout.buffer.flush()
    os._exit(0)
