"""Other processes of ours: each takes requests from its standard input and answers them on its standard output.

Requests and answers are what JSON can say, and go by its rules; the strings of the list `TEXTS`, where one has it, go
beside it as they are: of long ones, JSON looks at every letter. Processes end when their standard input does, so none
outlives who started it. (multiprocessing would run the caller's main module again.)
"""

from __future__ import annotations

import json
import os
import select
import selectors
import struct
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from index.errors import IndexFloorError

LEAVING_S = 10.0
READ_AT_ONCE = 1 << 16  # bytes: what a pipe holds


class ChildDiedError(IndexFloorError):
    """A process of ours could not be started, ended before it answered, or took too long."""


TEXTS = "texts"
"""The key of a list of strings in a request or an answer, which may be long."""

LENGTHS = struct.Struct(">QQ")  # of a message, and of the JSON in it, with which it begins
LONGEST = 1 << 32  # bytes of one message; what claims to be longer is none


def _packed(values: Mapping[str, Any]) -> bytes:
    """Return a request or an answer as it is sent."""
    texts = [one.encode("utf-8", "surrogatepass") for one in values.get(TEXTS, ())]
    plain = json.dumps({**values, TEXTS: [len(one) for one in texts]} if texts else values).encode()
    return b"".join((LENGTHS.pack(len(plain) + sum(map(len, texts)), len(plain)), plain, *texts))


def _unpacked(message: _Message) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(message.content[: message.plain])
    if TEXTS in values:
        ends = accumulate(values[TEXTS], initial=message.plain)
        values[TEXTS] = [str(message.content[start:end], "utf-8", "surrogatepass") for start, end in pairwise(ends)]
    return values


@dataclass(frozen=True, slots=True)
class _Message:
    """A request or an answer as it was sent; the first `plain` bytes are JSON."""

    content: bytes
    plain: int


class _Messages:
    """Messages from a pipe, which one can wait for: what Python's files have read ahead, no waiting would see."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._ahead = b""
        self._selector: selectors.BaseSelector | None = None

    def next(self, timeout_s: float | None) -> _Message | None:
        """Return the next message; None where the pipe ended, or holds something else.

        Raises:
            TimeoutError: nothing came for `timeout_s`.
        """
        head = self._take(LENGTHS.size, timeout_s)
        if head is None:
            return None
        size, plain = LENGTHS.unpack(head)
        content = self._take(size, timeout_s) if size <= LONGEST else None
        return None if content is None else _Message(content, plain)

    def _take(self, size: int, timeout_s: float | None) -> bytes | None:
        """Return the next bytes, so many; None where there are fewer."""
        if len(self._ahead) < size:
            parts, missing = [self._ahead], size - len(self._ahead)
            while missing > 0:
                if timeout_s is not None and not self._is_ready(timeout_s):
                    raise TimeoutError
                parts.append(os.read(self._handle, READ_AT_ONCE))
                if not parts[-1]:
                    return None
                missing -= len(parts[-1])
            self._ahead = b"".join(parts)
        found, self._ahead = self._ahead[:size], self._ahead[size:]
        return found

    def _is_ready(self, timeout_s: float) -> bool:
        """Wait until the pipe can be read, and return whether it can (select.select knows no handle above 1023)."""
        if self._selector is None:
            self._selector = selectors.PollSelector()
            self._selector.register(self._handle, selectors.EVENT_READ)
        return bool(self._selector.select(timeout_s))


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
        self._messages = _Messages(self._answers.fileno())
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
        message, mine, answer = _packed(request), threading.Event(), None
        try:
            with self._sending:
                before, self._last = self._last, mine
                if not self._lost:
                    self._send(message, timeout_s)
            before.wait()
            answer = self._next(timeout_s)
        except TimeoutError:
            msg = f"{self._module} did not answer within {timeout_s:.0f} s"
            raise ChildDiedError(msg) from None
        finally:
            self._lost = self._lost or answer is None  # what still comes answers something else
            mine.set()
        if answer is None:
            msg = f"{self._module} ended before it answered"
            raise ChildDiedError(msg)
        return _unpacked(answer)

    def _send(self, message: bytes, timeout_s: float | None) -> None:
        """Write a message; TimeoutError: nothing was taken of it for `timeout_s`, since a pipe holds no more."""
        with suppress(BrokenPipeError, ValueError):  # it ended, or was stopped, which reading tells
            if timeout_s is None:
                self._requests.write(message)
                self._requests.flush()
                return
            handle, rest = self._requests.fileno(), memoryview(message)
            with selectors.PollSelector() as selector:
                selector.register(handle, selectors.EVENT_WRITE)
                while rest:
                    if not selector.select(timeout_s):
                        raise TimeoutError
                    rest = rest[os.write(handle, rest[: select.PIPE_BUF]) :]  # so much never waits

    def _next(self, timeout_s: float | None) -> _Message | None:
        """Return the next answer; None where there is none. TimeoutError: none came for `timeout_s`."""
        with self._reading:
            return None if self._lost else self._messages.next(timeout_s)

    def stop(self) -> None:
        """End it, whatever it is doing; may be called twice."""
        self._process.kill()
        with suppress(subprocess.TimeoutExpired):  # it waits for a disk; it has been told
            self._process.wait(LEAVING_S)
        self._lost = True
        for pipe, used in ((self._requests, self._sending), (self._answers, self._reading)):
            if used.acquire(timeout=LEAVING_S):
                with suppress(BrokenPipeError):  # what was not written yet is for nobody
                    pipe.close()
                used.release()


def serve(answer: Callable[[dict[str, Any]], Mapping[str, Any]], *, idle_s: float | None = None) -> None:
    """Answer requests from standard input until it ends, or until none came for `idle_s`, or nobody reads answers."""
    messages = _Messages(sys.stdin.fileno())
    with suppress(TimeoutError):
        while (request := messages.next(idle_s)) is not None:
            if not _written(sys.stdout.fileno(), _packed(answer(_unpacked(request)))):
                return


def _written(handle: int, message: bytes) -> bool:
    """Write a message to a pipe; return whether somebody was there to read it.

    Past Python's own file, which would try again at the end what it holds.
    """
    rest = memoryview(message)
    try:
        while rest:
            rest = rest[os.write(handle, rest) :]
    except BrokenPipeError:
        return False
    return True
