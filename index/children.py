"""Other processes of ours: each takes requests from its standard input, a line of JSON each, and answers with a line.

They end when their standard input does, so none outlives who started it. (multiprocessing would run the caller's main
module again.)
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from index.errors import IndexFloorError

LEAVING_S = 10.0
READ_AT_ONCE = 1 << 16  # bytes: what a pipe holds


class ChildDiedError(IndexFloorError):
    """A process of ours could not be started, ended before it answered, or took too long."""


class _Lines:
    """Lines from a pipe, which one can wait for: what Python's files have read ahead, no waiting would see."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._ahead = b""

    def next(self, timeout_s: float | None) -> bytes | None:
        """Return the next line without its end; None where the pipe ended.

        Raises:
            TimeoutError: nothing came for `timeout_s`.
        """
        parts = [self._ahead]
        while b"\n" not in parts[-1]:
            if timeout_s is not None and not select.select([self._handle], [], [], timeout_s)[0]:
                raise TimeoutError
            parts.append(os.read(self._handle, READ_AT_ONCE))
            if not parts[-1]:
                return None
        line, _, self._ahead = b"".join(parts).partition(b"\n")
        return line


class Child:
    """A process that runs one of our modules. Threads may ask at once; they are answered one after the other.

    Raises:
        ChildDiedError: it cannot be started.
    """

    def __init__(self, module: str, *arguments: str) -> None:
        # -P: no module of the working directory is taken for ours
        command = (sys.executable, "-P", "-m", module, *arguments)
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C at a terminal reaches us alone, and we stop it
            )
        except OSError as error:
            msg = f"{module} cannot be started: {error}"
            raise ChildDiedError(msg) from error
        assert self._process.stdin is not None  # noqa: S101 - pipes were asked for
        assert self._process.stdout is not None  # noqa: S101
        self._module = module
        self._requests = self._process.stdin
        self._answers = self._process.stdout
        self._lines = _Lines(self._answers.fileno())
        self._sending = threading.Lock()
        self._lost = False
        self._last = threading.Event()  # set when the answer to what was asked last has been read
        self._last.set()

    @property
    def process_id(self) -> int:
        """The number by which the system knows it."""
        return self._process.pid

    @property
    def left(self) -> bool:
        """Whether it ended by itself, because nothing was asked of it for long."""
        return self._process.poll() == 0

    def ask(self, request: Mapping[str, Any], timeout_s: float | None = None) -> dict[str, Any]:
        """Return its answer to a request, however long that takes; it is of no use any more after `timeout_s`.

        Raises:
            ChildDiedError: it ended before, or took longer.
        """
        mine = threading.Event()
        line = None
        try:
            with self._sending:
                before, self._last = self._last, mine
                with suppress(BrokenPipeError, ValueError):  # it ended, or was stopped, which reading tells
                    self._requests.write(json.dumps(request).encode() + b"\n")
                    self._requests.flush()
            before.wait()
            if not self._lost:
                line = self._lines.next(timeout_s)
        except TimeoutError:
            msg = f"{self._module} did not answer within {timeout_s:.0f} s"
            raise ChildDiedError(msg) from None
        except (OSError, ValueError):  # it was stopped meanwhile
            pass
        finally:
            self._lost = self._lost or line is None
            mine.set()
        if line is None:
            msg = f"{self._module} ended before it answered"
            raise ChildDiedError(msg)
        answer: dict[str, Any] = json.loads(line)
        return answer

    def stop(self) -> None:
        """End it, whatever it is doing; may be called twice."""
        self._process.kill()
        self._process.wait(LEAVING_S)
        for pipe in (self._requests, self._answers):
            with suppress(BrokenPipeError):  # what was not written yet is for nobody
                pipe.close()


def serve(answer: Callable[[dict[str, Any]], Mapping[str, Any]], *, idle_s: float | None = None) -> None:
    """Answer requests from standard input until it ends, or until none came for `idle_s`."""
    lines = _Lines(sys.stdin.fileno())
    with suppress(TimeoutError):
        while (line := lines.next(idle_s)) is not None:
            sys.stdout.buffer.write(json.dumps(answer(json.loads(line))).encode() + b"\n")
            sys.stdout.buffer.flush()
