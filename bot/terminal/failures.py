"""What went wrong, in a sentence or two, and the exit status that goes with it.

Whatever a person can cause (settings, folders, disks, pipes, Ctrl-C) has words of its own. Anything else is an
incident: an id on standard error, the traceback under that id in the log.
"""

from __future__ import annotations

import logging
import os
import secrets
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import wraps
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, Literal, ParamSpec, TypeAlias

import typer

from bot.places import make_data_folder
from bot.settings import Settings, SettingsError, load_settings
from bot.terminal.logs import TEXT_FORMAT, formatter
from bot.terminal.screen import visible

P = ParamSpec("P")

# The one rule of all commands, as README has it.
FAILED = 1  # not done, or not in order: what was named is not there, something is damaged, another process builds
WRONG_USE = 2  # what was typed, or a setting, makes no sense, whatever there is
INTERRUPTED = 130  # 128 + SIGINT, as shells report it
PIPE_CLOSED = 141  # 128 + SIGPIPE, as shells report it

LOG_NAME = "sourcier.log"
LOG_BYTES = 1_000_000  # some hundred tracebacks; two older files are kept

NO_TEMPORARY = "No usable temporary directory"  # as the standard library's `tempfile` says it, without a kind of error

log = logging.getLogger("sourcier")

Why: TypeAlias = Literal["", "busy", "folder"]
"""What programs can act on: another process is building, or the folder of articles cannot be read; else nothing."""


class UsageError(Exception):
    """A command was asked for something that makes no sense, whatever there is; the message says what would."""


class NothingDoneError(Exception):
    """What a command was asked for cannot be had of what there is; the message says why, and what can."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What a person reads, and the process's exit status."""

    sentence: str
    status: int


def explain(error: Exception) -> Failure | None:
    """Return the words for an error that a person can cause; None for any other."""
    from bot.answers.chat.errors import ChatSetupError
    from corpus.errors import CorpusError
    from index.errors import IndexFloorError

    match error:
        case SettingsError() | UsageError() | ChatSetupError():
            return Failure(str(error), WRONG_USE)
        case CorpusError() | IndexFloorError() | NothingDoneError():
            return Failure(str(error), FAILED)
        case OSError():
            return Failure(_refused(error), FAILED)
        case _:
            return None


def _refused(error: OSError) -> str:
    """Return what the system refused; of a full disk the folder is named, since the file is gone by then."""
    from index.keeping.disk import FULL, refusal

    if error.filename is None and str(error.strerror).startswith(NO_TEMPORARY):
        return "no folder for temporary files can be written; name one that can with TMPDIR"
    if error.filename is None:
        return f"reading or writing failed: {error.strerror or type(error).__name__}"
    if error.errno in FULL:
        return refusal(error, Path(os.fsdecode(error.filename)).parent)
    return f"{error.filename}: {error.strerror or type(error).__name__}"


def handled(command: Callable[P, None]) -> Callable[P, None]:
    """Return `command` such that it ends in an exit status and a sentence, never in a traceback."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except (typer.Exit, typer.Abort, typer.BadParameter):
            raise
        except BrokenPipeError:
            abandon_output()
            raise typer.Exit(PIPE_CLOSED) from None
        except Exception as error:  # noqa: BLE001 - the command tree's handler
            failure = explain(error) or incident(error, kwargs)
            sentence = failure.sentence + _whole_command(failure.sentence, kwargs)
            report(sentence, as_json=_for_programs(kwargs), why=_known_to_programs(error))
            if isinstance(error, OSError) and error.filename is None:
                abandon_output()  # what is left of it would fail again at the end, and be told twice
            raise typer.Exit(failure.status) from None

    return run


def _for_programs(given: dict[str, Any]) -> bool:
    """Return whether the command was asked for JSON."""
    return given.get("json") is True or given.get("progress_json") is True


def _known_to_programs(error: Exception) -> Why:
    """Return what a program is told of `error`, beside the sentence."""
    from corpus.errors import UnreadableFolderError
    from index.errors import IndexBusyError

    return "busy" if isinstance(error, IndexBusyError) else "folder" if isinstance(error, UnreadableFolderError) else ""


def _whole_command(sentence: str, given: dict[str, Any]) -> str:
    """Return the rebuild that `sentence` advises with the folders that this command was given; nothing without any."""
    flags = [
        f"--{name.replace('_', '-')} {shlex.quote(given[name])}" for name in ("corpus", "data_dir") if given.get(name)
    ]
    if not flags or "sourcier rebuild-index" not in sentence:
        return ""
    return f". With your folders: sourcier rebuild-index {' '.join(flags)}"


def report(sentence: str, *, as_json: bool = False, why: Why = "") -> None:
    """Print why there is no result: on standard error, and as JSON where a program listens for that.

    `why` tells that program what it can act on, so that it need not read the sentence to know.
    """
    print(visible(f"sourcier: {sentence}"), file=sys.stderr, flush=True)  # a file's name may steer a terminal
    if as_json:
        from bot.terminal.records import as_line

        try:
            print(as_line({"error": sentence, why: True} if why else {"error": sentence}), flush=True)
        except OSError:  # nobody listens, or the disk is full
            abandon_output()


def incident(error: Exception, given: dict[str, Any]) -> Failure:
    """Log an error that nobody foresaw, and return the id under which the log has it."""
    number = secrets.token_hex(4)
    try:
        with _log_file(load_settings(data_dir=given.get("data_dir"))) as path:
            log.error("incident %s", number, exc_info=error)
        where = f"the details are in {path}"
    except (SettingsError, OSError):
        logging.basicConfig(stream=sys.stderr, format=TEXT_FORMAT)
        log.error("incident %s", number, exc_info=error)
        where = "the details are above"
    return Failure(f"something unforeseen went wrong, incident {number}; {where}", FAILED)


@contextmanager
def _log_file(settings: Settings) -> Iterator[Path]:
    """Have the log written to a file in the data folder too, and yield which."""
    path = settings.data_dir / LOG_NAME
    make_data_folder(settings)
    handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8")
    handler.setFormatter(formatter(settings))
    log.addHandler(handler)
    try:
        yield path
    finally:
        log.removeHandler(handler)
        handler.close()


def abandon_output() -> None:
    """Send what is still to be flushed nowhere, so that the interpreter does not complain at its end."""
    with suppress(OSError):  # a stream without a file descriptor has nothing left to flush to it
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
