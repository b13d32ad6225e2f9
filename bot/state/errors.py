"""What can go wrong with the state, for whoever hosts the bot: a sentence on where, what, and what to do.

No sentence holds a password, a statement, or a value out of the tables.
"""

from __future__ import annotations

ANOTHER = "name another place with SOURCIER_STATE"

REMEDIES: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("file is not a database", "malformed"),
        f"this is no database, or a damaged one: bring back a backup, or {ANOTHER}",
    ),
    (("must be owner", "permission denied for"), "let the user in SOURCIER_STATE own the database"),
    (
        ("unable to open database file", "readonly database", "permission denied", "read-only file system"),
        f"let the user that runs Sourcier write the file and the folder it lies in, or {ANOTHER}",
    ),
    (("disk is full", "no space left"), "make room on that disk"),
    (
        ("database is locked", "database table is locked"),
        "another program holds it: end a second Sourcier, or wait until a backup is done",
    ),
    (("no such file or directory", "not a directory", "file exists"), f"make that folder, or {ANOTHER}"),
    (
        ("password authentication failed", "does not exist", "no pg_hba.conf entry", "no password"),
        "check user, password and database in SOURCIER_STATE, and that both were made on the server",
    ),
    (("already exists",), "the tables there are not Sourcier's: give it a database of its own"),
    (("no such table", "undefinedtable"), "its tables are gone: bring back a backup, or start Sourcier anew"),
    (
        (
            *("connect call failed", "connection refused", "timeout", "name or service not known", "name resolution"),
            *("connection was closed", "closed in the middle", "starting up", "shutting down", "administrator command"),
        ),
        "see that the server runs and can be reached from here",
    ),
    (("too many",), "let the server take more connections, or end what holds them"),
)
"""What the databases say, in lower case, and what then helps; the first that fits."""

TOLD = 200  # characters of what the database says; the rest repeats it


class StateError(Exception):
    """The state cannot be opened, read or written; the message says where and what to do."""


def refused(error: BaseException, place: str) -> StateError:
    """Return the error for what the database at `place` did not do."""
    original = getattr(error, "orig", None) or error
    while original.__cause__ is not None and original.__cause__ is not original:  # what the driver itself raised
        original = original.__cause__
    lines = str(original).splitlines()
    said = f"{type(original).__name__}: {lines[0][:TOLD]}" if lines else type(original).__name__
    remedy = remedy_for(said)
    return StateError(f"the state in {place} cannot be used ({said})" + (f"; {remedy}" if remedy else ""))


def remedy_for(said: str) -> str:
    """Return what helps where a database said this; the empty string where nobody knows."""
    lower = said.lower()
    return next((remedy for signs, remedy in REMEDIES if any(sign in lower for sign in signs)), "")
