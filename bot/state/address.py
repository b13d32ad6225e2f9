"""Where the state lies: an address as a host writes it, read. A password never leaves this module but to the driver."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from bot.state.errors import StateError
from corpus.homes import at_home

SQLITE = "sqlite:///"
POSTGRES = ("postgresql://", "postgres://")
CONNECT_S = 10.0  # a server that takes longer is as good as gone
COMMAND_S = 60.0  # a purge of years takes seconds
UNKNOWN_TO_ASYNCPG = frozenset({"channel_binding"})  # in the addresses that Neon gives

WANTED = "wanted sqlite:///path or postgresql://user:password@host/name"


@dataclass(frozen=True, slots=True)
class Address:
    """A database: a file, or what the driver connects to. `place` is what people may read."""

    place: str
    file: Path | None = None
    connect: Mapping[str, Any] = field(default_factory=dict, repr=False)


def read_address(text: str) -> Address:
    """Return the database that `text` names.

    What follows `sqlite:///` is a path as it stands, in which ~ is the home folder; an address of PostgreSQL is read as
    libpq does.

    Raises:
        StateError: it names none.
    """
    if text.startswith(SQLITE):
        return _sqlite(text.removeprefix(SQLITE))
    if text.startswith(POSTGRES):
        return _postgres(text)
    msg = f"SOURCIER_STATE is no address of a database; {WANTED}"
    raise StateError(msg)


def _sqlite(written: str) -> Address:
    if not written.strip() or "\0" in written or written == ":memory:":
        msg = f"SOURCIER_STATE names no file, and what is only in memory is lost at the next start; {WANTED}"
        raise StateError(msg)
    file = at_home(written).absolute()
    return Address(str(file), file)


def _postgres(text: str) -> Address:
    hint = "a / ? # @ or : in the password must be written as %2F %3F %23 %40 %3A"
    try:
        parts = urlsplit(text)
        host, port, name = parts.hostname, parts.port, parts.path.strip("/")
        asked = parse_qsl(parts.query, keep_blank_values=True)
    except ValueError:
        msg = f"SOURCIER_STATE is no address of a database; {WANTED}, and {hint}"
        raise StateError(msg) from None  # the cause may hold a part of the password
    if "@" in parts.path or "@" in parts.query or parts.fragment or parts.netloc.count("@") > 1:
        msg = f"SOURCIER_STATE cannot be understood: {hint}"
        raise StateError(msg)
    kept = urlencode([(key, value) for key, value in asked if key not in UNKNOWN_TO_ASYNCPG])
    where = host or dict(asked).get("host") or "this machine"
    place = f"PostgreSQL at {where}{f':{port}' if port else ''}" + (f", database {name}" if name else "")
    dsn = text.partition("?")[0] + (f"?{kept}" if kept else "")
    connect = {"dsn": dsn, "timeout": CONNECT_S, "command_timeout": COMMAND_S}
    return Address(place, None, connect)
