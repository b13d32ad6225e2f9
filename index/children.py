"""Other processes of ours: each takes requests from its standard input, a line of JSON each, and answers with a line.

They end when their standard input does, so none outlives who started it. (multiprocessing would run the caller's main
module again.)
"""

from __future__ import annotations

import json
import os
import selectors
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
            if timeout_s is not None and not _is_ready(self._handle, timeout_s):
                raise TimeoutError
            parts.append(os.read(self._handle, READ_AT_ONCE))
            if not parts[-1]:
                return None
        line, _, self._ahead = b"".join(parts).partition(b"\n")
        return line


def _is_ready(handle: int, timeout_s: float) -> bool:
    """Wait until a pipe can be read, and return whether it can (select.select knows no handle above 1023)."""
    with selectors.DefaultSelector() as selector:
        selector.register(handle, selectors.EVENT_READ)
        return bool(selector.select(timeout_s))


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
        self._sending, self._reading = threading.Lock(), threading.Lock()
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
        try:
            with self._sending:
                before, self._last = self._last, mine
                with suppress(BrokenPipeError, ValueError):  # it ended, or was stopped, which reading tells
                    self._requests.write(json.dumps(request).encode() + b"\n")
                    self._requests.flush()
            before.wait()
            line = self._next(timeout_s)
        finally:
            mine.set()
        if line is None:
            msg = f"{self._module} ended before it answered"
            raise ChildDiedError(msg)
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _next(self, timeout_s: float | None) -> bytes | None:
        """Return the next line; None where there is none, nor any other."""
        with self._reading:
            line = None
            try:
                if not self._lost:
                    line = self._lines.next(timeout_s)
            except TimeoutError:
                msg = f"{self._module} did not answer within {timeout_s:.0f} s"
                raise ChildDiedError(msg) from None
            finally:
                self._lost = self._lost or line is None
        return line

    def stop(self) -> None:
        """End it, whatever it is doing; may be called twice."""
        self._process.kill()
        with suppress(subprocess.TimeoutExpired):  # it waits for a disk; it has been told
            self._process.wait(LEAVING_S)
        if not self._reading.acquire(timeout=LEAVING_S):
            return
        try:
            self._lost = True
            for pipe in (self._requests, self._answers):
                with suppress(BrokenPipeError):  # what was not written yet is for nobody
                    pipe.close()
        finally:
            self._reading.release()


def serve(answer: Callable[[dict[str, Any]], Mapping[str, Any]], *, idle_s: float | None = None) -> None:
    """Answer requests from standard input until it ends, or until none came for `idle_s`."""
    lines = _Lines(sys.stdin.fileno())
    with suppress(TimeoutError):
        while (line := lines.next(idle_s)) is not None:
            sys.stdout.buffer.write(json.dumps(answer(json.loads(line))).encode() + b"\n")
            sys.stdout.buffer.flush()
