"""One database: its address, its connections, and its migrations. SQLite in a file, or PostgreSQL by address."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Insert, Table, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.state.errors import StateError

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_TIMEOUT_MS = 5000  # another process, a backup perhaps, holds the file; writes here take milliseconds

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}


class Database:
    """An open database. Make it with `open_database`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._is_postgres = engine.dialect.name == "postgresql"

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection in a transaction, which holds if the block ends well and leaves nothing otherwise.

        Raises:
            StateError: the database cannot be reached, or refuses.
        """
        try:
            async with self._engine.begin() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            raise StateError(_sentence(error)) from error

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection to read by; errors as for `writing`."""
        try:
            async with self._engine.connect() as connection:
                yield connection
        except (SQLAlchemyError, OSError) as error:
            raise StateError(_sentence(error)) from error

    def upsert(
        self, table: Table, row: Mapping[str, Any], keys: Sequence[str], changed: Mapping[str, Any] | None = None
    ) -> Insert:
        """Return the statement that inserts `row`, or makes the row with its `keys` like `changed`, else like `row`."""
        new = postgresql.insert(table) if self._is_postgres else sqlite.insert(table)
        values = new.values(**row)
        to = changed if changed is not None else {name: value for name, value in row.items() if name not in keys}
        return values.on_conflict_do_update(index_elements=list(keys), set_=dict(to))

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()


async def open_database(address: str) -> Database:
    """Open the database at `address` and bring its tables to the newest form.

    Raises:
        StateError: the address is none, the database cannot be reached, or a newer Sourcier made its tables.
    """
    engine = _engine(address)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_migrate)
    except CommandError as error:
        await engine.dispose()
        msg = f"the state was made by a newer Sourcier ({error}); update Sourcier, or restore the state of before"
        raise StateError(msg) from error
    except (SQLAlchemyError, OSError) as error:
        await engine.dispose()
        raise StateError(_sentence(error)) from error
    return Database(engine)


def _engine(address: str) -> AsyncEngine:
    try:
        url = make_url(address)
        driver = DRIVERS[url.get_backend_name()]
    except (ArgumentError, KeyError):
        msg = (
            "SOURCIER_STATE is no address of a database; wanted sqlite:///path or postgresql://user:password@host/name"
        )
        raise StateError(msg) from None  # the address may hold a password
    url = url.set(drivername=driver)
    try:
        if driver != DRIVERS["sqlite"]:
            return create_async_engine(url, pool_pre_ping=True)
        if url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_async_engine(url)
    except ModuleNotFoundError as error:
        msg = f"the state is in PostgreSQL, which needs {error.name}: pip install 'sourcier[postgresql]'"
        raise StateError(msg) from error
    except OSError as error:
        msg = f"{error.filename}: {error.strerror}; the state cannot be kept there. Name another with SOURCIER_STATE"
        raise StateError(msg) from error
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Let readers go on beside a writer, and a writer wait for another."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", f"busy_timeout={BUSY_TIMEOUT_MS}", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _migrate(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _sentence(error: Exception) -> str:
    """Return what the database refused, without its statement and the values in it."""
    original = getattr(error, "orig", None) or error
    return f"the state's database refuses ({type(original).__name__}: {str(original).splitlines()[0][:200]})"
