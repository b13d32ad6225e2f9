"""One database: its connections and its transactions. SQLite in a file, or PostgreSQL by address."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, Insert, Select, Table, create_engine, event, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from bot.state.address import Address
from bot.state.errors import StateError, refused
from bot.texts.extras import how_to_install

T = TypeVar("T")

CONNECTIONS = 4  # to PostgreSQL, which lets in a hundred of all its users together; each is held for milliseconds
AT_ONCE = 500  # values in one statement; SQLite takes 32,766, and older ones 999
CLEARING_MS = 500  # how long others' writes may wait for readers, whose reads take milliseconds
BUSY_TIMEOUT_MS = 5000  # another process, a backup perhaps, holds the file; writes here take milliseconds
SQLITE_BUSY = 5  # what SQLite calls a file that another connection holds, in the last byte of an error's code
FOLDER_MODE, FILE_MODE = 0o700, 0o600  # of what is made here; who may read what is there already is its host's
BETWEEN_TRIES_S = 0.01  # where SQLite does not wait by itself


class Database:
    """An open database, used from one event loop. Make it with `bot.state.opening`."""

    def __init__(self, engine: AsyncEngine, place: str) -> None:
        self._engine = engine
        self._writer = engine.execution_options(writes=True)
        self._place = place
        self._is_postgres = engine.dialect.name == "postgresql"
        # SQLite lets one write at a time, and those who wait there are served in no order, some never.
        self._turn = asyncio.Lock()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection in a transaction, which holds if the block ends well and leaves nothing otherwise.

        What the block reads, nobody else changes before it ends in SQLite; in PostgreSQL that takes `hold`.

        Raises:
            StateError: the database cannot be reached, or refuses.
        """
        with translated(self._engine.sync_engine, self._place):
            async with AsyncExitStack() as stack:
                if not self._is_postgres:
                    await stack.enter_async_context(self._turn)
                yield await stack.enter_async_context(self._writer.begin())

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection to read by; errors as for `writing`."""
        with translated(self._engine.sync_engine, self._place):
            async with self._engine.connect() as connection:
                yield connection

    async def clear_log(self) -> bool:
        """Empty SQLite's write-ahead log, which holds what was deleted until then; return whether that could be done.

        A reader that does not end, of a backup say, prevents it; PostgreSQL recycles its own.

        Raises:
            StateError: the database refuses.
        """
        if self._is_postgres:
            return True
        with translated(self._engine.sync_engine, self._place):
            async with self._turn, self._engine.connect() as connection:
                # Not by `execute`, which would begin a transaction, in which the log cannot be emptied.
                driver = (await connection.get_raw_connection()).driver_connection
                if driver is None:
                    return False
                return await _checkpointed(driver)

    async def hold(self, connection: AsyncConnection, kind: int, number: int) -> None:
        """Wait until no other transaction holds this number of a kind, and hold it until this one ends."""
        if self._is_postgres:  # a transaction of SQLite holds everything
            await connection.execute(holding(kind, number))

    def upsert(
        self, table: Table, row: Mapping[str, Any], keys: Sequence[str], changed: Mapping[str, Any] | None = None
    ) -> Insert:
        """Return the statement that inserts `row`, or makes the row with its `keys` like `changed`, else like `row`."""
        new = postgresql.insert(table) if self._is_postgres else sqlite.insert(table)
        values = new.values(**row)
        to = changed if changed is not None else {name: value for name, value in row.items() if name not in keys}
        if not to:
            return values.on_conflict_do_nothing(index_elements=list(keys))
        return values.on_conflict_do_update(index_elements=list(keys), set_=dict(to))

    async def close(self) -> None:
        """Close every connection."""
        await self._engine.dispose()


async def _checkpointed(driver: Any) -> bool:  # noqa: ANN401 - aiosqlite's connection, which only SQLAlchemy names
    """Move the write-ahead log of a connection into the database and empty it, if no reader holds it for long."""
    await driver.execute(f"PRAGMA busy_timeout={CLEARING_MS}")
    try:
        async with driver.execute("PRAGMA wal_checkpoint(TRUNCATE)") as cursor:
            busy, *_ = await cursor.fetchone()
    finally:
        await driver.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    return not busy


def at_once(address: Address, work: Callable[[Connection], T], *, writes: bool = False, read_only: bool = False) -> T:
    """Open a database, do one piece of work in one transaction, and close it. Not on an event loop's thread.

    Raises:
        StateError: the database cannot be used, or `work` says so.
    """
    if address.file is None:
        return asyncio.run(_at_once_in_postgres(address, work))
    # Not by aiosqlite: where it cannot open a file, its thread still calls the event loop, which has closed by then.
    engine = _file_engine(address.file, read_only=read_only)
    with translated(engine, address.place), engine.execution_options(writes=writes).begin() as connection:
        return work(connection)


async def _at_once_in_postgres(address: Address, work: Callable[[Connection], T]) -> T:
    engine = engine_for(address)
    try:
        with translated(engine.sync_engine, address.place):
            async with engine.begin() as connection:
                return await connection.run_sync(work)
    finally:
        await engine.dispose()


def engine_for(address: Address) -> AsyncEngine:
    """Return an engine for use on one event loop; nothing is opened yet.

    Raises:
        StateError: the driver is not installed.
    """
    if address.file is not None:
        engine = create_async_engine(URL.create("sqlite+aiosqlite", database=str(address.file)), hide_parameters=True)
        _listen(engine.sync_engine)
        return engine
    try:
        return create_async_engine(
            "postgresql+asyncpg://",
            connect_args=dict(address.connect),
            pool_size=CONNECTIONS,
            max_overflow=0,
            pool_pre_ping=True,
            hide_parameters=True,
        )
    except ModuleNotFoundError as error:
        msg = f"the state is in PostgreSQL, which needs {error.name}; {how_to_install('postgresql')}"
        raise StateError(msg) from error


def _file_engine(file: Path, *, read_only: bool) -> Engine:
    """Return an engine for a file, which is made if need be, as its folder is, for this user alone.

    SQLite gives the files that it keeps beside it the same mode.
    """
    if read_only:
        url = URL.create("sqlite", database=f"{file.as_uri()}?mode=ro", query={"uri": "true"})
        return create_engine(url, poolclass=NullPool, hide_parameters=True)
    try:
        file.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        if not file.exists():
            file.touch(mode=FILE_MODE)
    except OSError as error:
        raise refused(error, str(file)) from error
    engine = create_engine(URL.create("sqlite", database=str(file)), poolclass=NullPool, hide_parameters=True)
    _listen(engine)
    in_use = engine.dialect.loaded_dbapi.OperationalError
    event.listen(engine, "connect", lambda connection, _: _write_ahead(connection, in_use))
    return engine


def _listen(engine: Engine) -> None:
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Let a writer wait for another process's."""
    connection.isolation_level = None  # transactions begin where `_begin_sqlite` says, not at the first change
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={BUSY_TIMEOUT_MS}", "synchronous=NORMAL", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _write_ahead(connection: DBAPIConnection, in_use: type[Exception]) -> None:
    """Let readers go on beside a writer, by a log of what was written. The file itself remembers that it has one.

    `in_use` is what the driver raises where another connection holds the file.
    """
    cursor = connection.cursor()
    last = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            break
        except in_use as error:
            # It reads already when it finds the file in use, and does not wait then: two would wait for each other.
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != SQLITE_BUSY or time.monotonic() > last:
                raise
        time.sleep(BETWEEN_TRIES_S)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Begin a transaction that writes as one: what it reads first could otherwise be changed before it writes."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def in_parts(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield `values` in parts, each no longer than one statement takes."""
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]


def holding(kind: int, number: int) -> Select[None]:
    """Return the statement that holds a number of a kind in PostgreSQL until the transaction ends."""
    return select(func.pg_advisory_xact_lock(kind, func.hashint8(number)))


@contextmanager
def translated(engine: Engine, place: str) -> Iterator[None]:
    """Turn whatever a database or its driver raises into a StateError."""
    caught: tuple[type[Exception], ...] = (SQLAlchemyError, OSError, OverflowError, *_raised_by_driver(engine))
    try:
        yield
    except caught as error:
        raise refused(error, place) from error


def _raised_by_driver(engine: Engine) -> tuple[type[Exception], ...]:
    """Return what drivers raise past SQLAlchemy: asyncpg while it connects, SQLite where it is asked directly."""
    if engine.dialect.name == "sqlite":
        error: type[Exception] = engine.dialect.loaded_dbapi.Error
        return (error,)
    driver = sys.modules.get("asyncpg")
    return () if driver is None else (driver.PostgresError, driver.InterfaceError, ValueError)
