"""What a chat model costs and what became of its statements: counters in a small file, and no word of any question.

The file is replaced whole, under a lock, so that a bot and a terminal may count at once.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

log = logging.getLogger("sourcier.chat")

USAGE_FILE = "chat-usage.json"
LOCK_S = 5.0  # another process holds the lock for some milliseconds


@dataclass(slots=True)
class Usage:
    """Counters. `requests` are calls of the server, retries and rewritten follow-ups among them.

    `uncounted` are the requests for which the server told no tokens. `dropped` and `fallbacks` count by reason.
    """

    questions: int = 0
    rewritten: int = 0
    requests: int = 0
    retries: int = 0
    uncounted: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    kept: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    fallbacks: Counter[str] = field(default_factory=Counter)

    def record(self) -> dict[str, Any]:
        """Return the counters as JSON has them."""
        held = ((one.name, getattr(self, one.name)) for one in fields(self))
        return {name: dict(value) if isinstance(value, Counter) else value for name, value in held}

    def add(self, other: Usage) -> None:
        """Add the counts of `other`."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


def read_usage(path: Path, model: str) -> Usage:
    """Return what the file at `path` counts for `model`: zeros where there is no such file, or a damaged one."""
    return _usage(_read(path).get(model))


def count(path: Path, model: str, usage: Usage) -> None:
    """Add `usage` to what the file at `path` counts for `model`; where it cannot be written, log that and go on."""
    from filelock import FileLock, Timeout  # loads asyncio, which a question does not need

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock"), timeout=LOCK_S):
            held = _read(path)
            total = _usage(held.get(model))
            total.add(usage)
            fresh = path.with_suffix(".new")
            fresh.write_text(
                json.dumps({**held, model: total.record()}, indent=1, ensure_ascii=False), encoding="utf-8"
            )
            fresh.replace(path)
    except (OSError, Timeout) as error:
        log.warning("%s: what the chat model cost could not be counted: %s", path, type(error).__name__)


def _read(path: Path) -> dict[str, Any]:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        log.warning("%s cannot be read (%s); the chat model's counters begin anew", path, type(error).__name__)
        return {}
    return held if isinstance(held, dict) else {}


def _usage(held: object) -> Usage:
    usage = Usage()
    given = held if isinstance(held, dict) else {}
    for one in fields(usage):
        value = given.get(one.name)
        if isinstance(getattr(usage, one.name), Counter):
            pairs = value.items() if isinstance(value, dict) else ()
            setattr(usage, one.name, Counter({str(key): number for key, number in pairs if _is_count(number)}))
        elif _is_count(value):
            setattr(usage, one.name, value)
    return usage


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
