"""Tries to read a file in a child process, so that a document that is made to hang or to swell harms nobody.

What goes to the child is a path and limits, what comes back one small JSON object that is checked field by field. The
child has nothing of the environment: no token, no key.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any

from corpus.article import LANGUAGES, Language
from corpus.errors import UNREADABLE_CODES
from corpus.intake.limits import IntakeLimits
from corpus.notes import NOTE_REASONS, Note
from corpus.refusals import INTAKE_REASONS, IntakeError

log = logging.getLogger("sourcier.intake")

# -P: the working directory is the host's, where a `corpus.py` of theirs would be imported for ours.
OURSELVES = (sys.executable, "-P", "-B", "-m", "corpus.intake.trial")
_FEW = {"MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}
"""On a host of many cores each thread would reserve address space, of which the child has little."""

_OUTPUT_BYTES = 100_000  # of what the child prints and complains, as much is read
_NOT_AN_ANSWER = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says as an article. `url` is its own word for its address; `notes` say what was unclear."""

    title: str
    language: Language
    words: int
    url: str | None
    published: date | None
    notes: tuple[Note, ...]
    characters: int = 0


def try_reading(
    path: Path, limits: IntakeLimits, *, collection: str | None = None, program: Sequence[str] = OURSELVES
) -> Reading:
    """Return what the file says, as `corpus.library` will read it in a `collection`, that of its root if it has one.

    Raises:
        IntakeError: it cannot be read, not within the limits, or no process can be started.
        OSError: nothing can be written beside the file.
    """
    # An environment with Windows' own names is needed there to start any process.
    environment = None if sys.platform == "win32" else {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **_FEW}
    # Beside the file, where there was room for it: the system's folder for such files may be closed to us.
    near = path.parent
    with tempfile.TemporaryFile(dir=near) as printed, tempfile.TemporaryFile(dir=near) as complained:
        try:
            done = subprocess.run(  # noqa: S603 - our own module; the path is of our making
                [*program, str(path), json.dumps(asdict(limits)), collection or ""],
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=complained,
                env=environment,
                timeout=limits.parse_s,
                start_new_session=True,  # Ctrl-C at a terminal reaches us alone, and we end the child
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise _too_slow(limits) from error
        except OSError as error:
            log.warning("no process could be started to read an article: %s", error)
            raise IntakeError("not_started") from error
        if done.returncode != 0:
            raise _refusal_of(done.returncode, _beginning(complained), limits)
        return _reading(_beginning(printed))


def _fails() -> IntakeError:
    return IntakeError("unreadable", cause="the document makes the program that reads it fail", code="fails")


def _too_slow(limits: IntakeLimits) -> IntakeError:
    return IntakeError("too_slow", seconds=max(1, round(limits.parse_s)))


def _refusal_of(status: int, complaint: bytes, limits: IntakeLimits) -> IntakeError:
    """Return what a child that failed means: by which signal it was ended, or that it could not do its work at all."""
    words = complaint.decode("utf-8", "replace")
    log.warning("the process that tries to read an article ended with status %d: %s", status, words[-2000:])
    if sys.platform != "win32":
        import signal

        if -status in (signal.SIGXCPU, signal.SIGALRM):
            return _too_slow(limits)
        if -status in (signal.SIGKILL, signal.SIGABRT):  # how the system, and libraries that get no memory, end one
            return IntakeError("too_heavy")
    if "MemoryError" in words or "memory allocation" in words:
        return IntakeError("too_heavy")
    return _fails()


def _reading(printed: bytes) -> Reading:
    try:
        said: dict[str, Any] = json.loads(printed)
        if "refusal" in said:
            raise _said_refusal(said["refusal"])
        reading = said["reading"]
        if reading["language"] not in LANGUAGES:
            raise ValueError(reading["language"])
        day = reading["published"]
        return Reading(
            title=_text(reading["title"]),
            language=reading["language"],
            words=int(reading["words"]),
            url=None if reading["url"] is None else _text(reading["url"]),
            published=None if day is None else date.fromisoformat(day),
            notes=tuple(note_of(note) for note in reading["notes"]),
            characters=int(reading["characters"]),
        )
    except _NOT_AN_ANSWER as error:
        log.warning("the process that tries to read an article printed %r", printed[:200])
        raise _fails() from error


def _said_refusal(said: Any) -> IntakeError:  # noqa: ANN401 - checked here
    reason, values = said["reason"], said["values"]
    known = values.get("code") is None or values["code"] in UNREADABLE_CODES
    if reason not in INTAKE_REASONS or not known or not all(isinstance(value, str | int) for value in values.values()):
        raise ValueError(reason)
    return IntakeError(reason, **values)


def note_of(said: Any) -> Note:  # noqa: ANN401 - checked here
    """Return the note that the child told. ValueError, TypeError or KeyError: it is none."""
    reason, values = said["reason"], said["values"]
    if reason not in NOTE_REASONS or not all(isinstance(value, str | int) for value in values.values()):
        raise ValueError(reason)
    return Note(reason, **{name: _text(value) if isinstance(value, str) else value for name, value in values.items()})


def _text(value: Any) -> str:  # noqa: ANN401 - checked here
    if not isinstance(value, str):
        raise TypeError(value)
    return value.encode("utf-8", "replace").decode("utf-8")


def _beginning(stream: IO[bytes]) -> bytes:
    stream.seek(0)
    return stream.read(_OUTPUT_BYTES)
