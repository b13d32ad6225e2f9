"""Who holds a store for writing, as they write it down for others who find it held."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Writer:
    """Who holds a store for writing, as far as that is known; `since` is aware of its time zone."""

    process: int | None = None
    host: str = ""
    since: datetime | None = None

    def __str__(self) -> str:
        """Return it for people: `another process, 4711, since 10:31:07`."""
        if self.process is None or self.since is None:
            return "another process"
        where = "" if self.host == socket.gethostname() else f" on {self.host}"
        return f"another process, {self.process}{where}, since {self.since.astimezone():%H:%M:%S}"


def read_writer(told: str) -> Writer:
    """Return who holds the store by what they wrote down, whatever it is: anybody may have."""
    try:
        values: Mapping[str, Any] = json.loads(told)
        since = datetime.fromisoformat(values["since"])
        aware = since if since.tzinfo else since.replace(tzinfo=UTC)
        aware.astimezone()  # of the year 1, no time elsewhere can be told
        return Writer(int(values["process"]), str(values["host"]), aware)
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return Writer()


def ourselves() -> dict[str, object]:
    """Return what this process writes down while it holds a store."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return {"process": os.getpid(), "host": socket.gethostname(), "since": now}
