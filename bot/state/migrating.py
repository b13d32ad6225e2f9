"""Bring a database's tables to the newest form, and say of a database which form it has. Loads Alembic."""

from __future__ import annotations

import logging
import threading
from functools import partial
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from bot.state.address import Address
from bot.state.database import at_once, holding
from bot.state.errors import StateError

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK_KIND = 0x50_5C  # of advisory locks in PostgreSQL; any number that no other user of the database takes

_ALEMBIC = threading.Lock()  # `alembic.context` and `alembic.op` stand for one migration of the process at a time


def bring_up_to_date(address: Address, revision: str = "head") -> None:
    """Bring the tables to a form, the newest if none is named. Several processes may do so at once.

    Raises:
        StateError: the database cannot be used, or a newer Sourcier made its tables.
    """
    at_once(address, partial(_change, address, revision), writes=True)


def _change(address: Address, revision: str, connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(holding(LOCK_KIND, 0))
    current = current_form(connection)
    if current is not None and current not in known_forms():
        raise newer(address)
    if revision == "head" and current == newest_form():
        return
    config = _config()
    config.attributes["connection"] = connection
    with _ALEMBIC:
        (command.downgrade if revision == "base" else command.upgrade)(config, revision)


def newer(address: Address) -> StateError:
    """Return the error for tables that this version does not know."""
    return StateError(
        f"the state in {address.place} was made by a newer Sourcier; update this one, or bring back the state of before"
    )


def current_form(connection: Connection) -> str | None:
    """Return the form of the tables that are there; None where there are none of Sourcier's."""
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells of each start which database it sees
    return MigrationContext.configure(connection).get_current_revision()


def newest_form() -> str:
    """Return the newest form that this version knows."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None  # noqa: S101 - there is a first migration
    return head


def known_forms() -> frozenset[str]:
    """Return every form that this version knows."""
    return frozenset(script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
