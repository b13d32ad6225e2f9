"""What the process writes in its log: as text, or one JSON object a line for programs that collect logs.

Whatever is written passes one last guard, which takes out tokens and keys; nothing in Sourcier writes them on
purpose. The log holds no question either: that is a rule for whoever logs here, since no guard knows a question. A
library knows no such rule, and tells at its debug level whatever passes through it: below INFO none is heard.
"""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from bot.settings import LogFormat, Settings, secret_values

TEXT_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

HIDDEN = "[hidden]"

OURS = "sourcier"  # the logger above all of Sourcier's own, the only ones that are heard below INFO

SHORTEST_SECRET = 6
"""Characters. A shorter value is no secret (a server of one's own may take `none` for a key) and stands in words."""

# What every record carries, so that the rest is what somebody gave with `extra`.
USUAL = frozenset((*vars(logging.makeLogRecord({})), "message", "asctime", "taskName"))


class Discreet(logging.Formatter):
    """Formats as `inner` does, with every secret taken out: of messages, of tracebacks, of whatever is added."""

    def __init__(self, inner: logging.Formatter, secrets: Iterable[str]) -> None:
        super().__init__()
        self._inner = inner
        spellings = {
            spelling for secret in secrets if len(secret) >= SHORTEST_SECRET for spelling in _spellings(secret)
        }
        self._secrets: Sequence[str] = sorted(spellings, key=len, reverse=True)  # one may hold another

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of `record`."""
        line = self._inner.format(record)
        for secret in self._secrets:
            line = line.replace(secret, HIDDEN)
        return line


def _spellings(secret: str) -> tuple[str, str]:
    """Return how a secret may stand in a line: as it is, and as JSON has it."""
    return secret, json.dumps(secret)[1:-1]


class JsonLines(logging.Formatter):
    """One JSON object a record: time, level, logger, message, then what was given with `extra`, and a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object on one line; the time is in UTC."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line |= {name: value for name, value in vars(record).items() if name not in USUAL and name not in line}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)  # escapes all beyond ASCII, so nothing in it ends the line


class LoggedLines(io.TextIOBase):
    """A stream whose lines become records of `log`, for what would be printed beside a log for programs."""

    def __init__(self, log: logging.Logger) -> None:
        super().__init__()
        self._log = log
        self._begun = ""

    def write(self, text: str) -> int:
        """Log every line that `text` ends; keep what follows the last."""
        *lines, self._begun = (self._begun + text).split("\n")
        for line in lines:
            if line.strip():
                self._log.info("%s", line.strip())
        return len(text)


def formatter(settings: Settings) -> logging.Formatter:
    """Return what makes lines of records, as the settings say."""
    return formatter_for(settings.log_format, secret_values(settings))


def formatter_for(form: LogFormat, secrets: Iterable[str]) -> logging.Formatter:
    """Return what makes lines in the format `form`, without any of `secrets`."""
    return Discreet(JsonLines() if form == "json" else logging.Formatter(TEXT_FORMAT), secrets)


def _may_be_heard(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.INFO or record.name.partition(".")[0] == OURS


def log_to_stderr(settings: Settings) -> None:
    """Have the log written to standard error, at the level and in the format of the settings.

    Libraries are heard from INFO on at most, whatever level they set themselves. As JSON, Python's own warnings go
    there too: whoever collects the lines reads nothing else.
    """
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter(settings))
    handler.addFilter(_may_be_heard)
    logging.basicConfig(level=max(level, logging.INFO), handlers=[handler])
    logging.getLogger(OURS).setLevel(level)
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells of each of its parts as it is loaded
    if settings.log_format == "json":
        logging.captureWarnings(True)
