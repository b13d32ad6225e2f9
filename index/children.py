"""Other processes of ours: each takes requests from its standard input, a line of JSON each, and answers with a line.

They end when their standard input does, so none outlives who started it. (multiprocessing would run the caller's main
module again.)
"""

from __future__ import annotations

import json
import select
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from index.errors import IndexFloorError

LEAVING_S = 10.0


class ChildDiedError(IndexFloorError):
    """A process of ours could not be started, or ended before it answered."""


class Child:
    """A process that runs one of our modules. One thread at a time may ask it.

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
        self._module = module

    @property
    def process_id(self) -> int:
        """The number by which the system knows it."""
        return self._process.pid

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Return its answer to a request, however long that takes.

        Raises:
            ChildDiedError: it ended before.
        """
        assert self._process.stdin is not None  # noqa: S101 - pipes were asked for
        assert self._process.stdout is not None  # noqa: S101
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except (BrokenPipeError, ValueError):  # a closed file is a ValueError
            line = b""
        if not line.endswith(b"\n"):
            msg = f"{self._module} ended before it answered"
            raise ChildDiedError(msg)
        answer: dict[str, Any] = json.loads(line)
        return answer

    def stop(self) -> None:
        """End it, whatever it is doing; may be called twice."""
        self._process.kill()
        self._process.wait(LEAVING_S)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # what was not written yet is for nobody
                    pipe.close()


def serve(answer: Callable[[dict[str, Any]], Mapping[str, Any]], *, idle_s: float | None = None) -> None:
    """Answer requests from standard input until it ends, or until none came for `idle_s`."""
    while idle_s is None or select.select([sys.stdin], [], [], idle_s)[0]:
        line = sys.stdin.buffer.readline()
        if not line:
            return
        sys.stdout.buffer.write(json.dumps(answer(json.loads(line))).encode() + b"\n")
        sys.stdout.buffer.flush()
