"""Open the state's database, its tables brought to the newest form first."""

from __future__ import annotations

import asyncio

from bot.state.address import Address, read_address
from bot.state.database import Database, engine_for
from bot.state.errors import StateError


async def open_database(written: str, *, make: bool = True) -> Database:
    """Open the database at an address and bring its tables to the newest form.

    The work is done on a thread: Alembic takes a tenth of a second to load, and as long to read its migrations.

    Raises:
        StateError: the address is none, the database cannot be reached, or a newer Sourcier made its tables; or,
            without `make`, there is no file yet.
    """
    address = read_address(written)
    if not make and address.file is not None and not address.file.exists():
        where = "name that place with --data-dir, SOURCIER_DATA_DIR or SOURCIER_STATE"
        msg = f"there is no state in {address.place}: the bot has not run yet, or keeps it elsewhere; {where}"
        raise StateError(msg)
    await asyncio.to_thread(_migrate, address)
    return Database(engine_for(address), address.place)


def _migrate(address: Address) -> None:
    from bot.state.migrating import bring_up_to_date  # loads Alembic

    bring_up_to_date(address)
