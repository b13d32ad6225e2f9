"""Whether the state can be used, and if not why, without changing anything: for a host who asks what is broken."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from sqlalchemy import Connection, delete, inspect, text

from bot.state.address import Address, read_address
from bot.state.errors import ANOTHER, StateError
from bot.state.tables import ANSWERS, METADATA

Kind = Literal["address", "driver", "unreachable", "not_made", "outdated", "newer", "unreleased", "not_writable"]


@dataclass(frozen=True, slots=True)
class StateProblem:
    """One thing that is wrong with the state: its kind, and a sentence that says where it is and what helps.

    `fatal` is False for what the next start of the bot mends by itself: tables not made yet, or of an older form.
    """

    kind: Kind
    sentence: str
    fatal: bool = True


def check_state(written: str) -> list[StateProblem]:
    """Return what is wrong with the state at an address; nothing where the bot can use it. Not from an event loop."""
    try:
        address = read_address(written)
    except StateError as error:
        return [StateProblem("address", str(error))]
    if address.file is not None and not address.file.exists():
        return _check_folder(address.file)
    if address.file is not None:
        for path in (address.file, address.file.parent):  # beside the file lie what was written last, and the locks
            if not _may_write(path):
                return [StateProblem("not_writable", f"{path} may not be written; let this user, or {ANOTHER}")]
    return _check_database(address)


def _check_folder(file: Path) -> list[StateProblem]:
    """Check that a file that is not there can be made."""
    there = next(folder for folder in file.parents if folder.exists())
    if not there.is_dir():
        return [StateProblem("not_writable", f"{there} is no folder, so {file} cannot be made in it; {ANOTHER}")]
    if not _may_write(there):
        return [StateProblem("not_writable", f"{there} may not be written, so {file} cannot be made; {ANOTHER}")]
    return [StateProblem("not_made", f"{file} is not there yet; `sourcier run` makes it", fatal=False)]


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _check_database(address: Address) -> list[StateProblem]:
    from bot.state.database import at_once
    from bot.state.migrating import current_form, known_forms, newer, newest_form

    try:
        form = at_once(address, current_form, read_only=True)
    except StateError as error:
        return [StateProblem("driver" if isinstance(error.__cause__, ImportError) else "unreachable", str(error))]
    if form is None:
        sentence = f"{address.place} holds no tables yet; `sourcier run` makes them"
        return [StateProblem("not_made", sentence, fatal=False)]
    if form not in known_forms():
        return [StateProblem("newer", str(newer(address)))]
    if form != newest_form():
        sentence = f"{address.place} has tables of an older version; the next `sourcier run` brings them up to date"
        return [StateProblem("outdated", sentence, fatal=False)]
    if lacking := at_once(address, _lacking, read_only=True):
        sentence = (
            f"{address.place} was made by an unreleased Sourcier: it lacks {', '.join(lacking)}; with the bot stopped, "
            "move it away, and `sourcier run` makes a new one, or bring back one that a release made"
        )
        return [StateProblem("unreleased", sentence)]
    try:
        at_once(address, _write, writes=True)
    except StateError as error:
        return [StateProblem("not_writable", str(error))]
    return []


def _lacking(connection: Connection) -> list[str]:
    """Return the tables and columns that the newest form has and this database, which says that it has it, has not."""
    inspector = inspect(connection)
    there = set(inspector.get_table_names())
    lacking = [name for name in METADATA.tables if name not in there]
    for name, table in METADATA.tables.items():
        if name in there:
            columns = {one["name"] for one in inspector.get_columns(name)}
            lacking += [f"{name}.{column.name}" for column in table.columns if column.name not in columns]
    return sorted(lacking)


def _write(connection: Connection) -> None:
    """Write what is there over itself, and take it back."""
    connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
    connection.execute(delete(ANSWERS).where(ANSWERS.c.id == ""))
    connection.rollback()
