"""Small facts about what this process's forebears did, by name: what was registered with Discord last, for example."""

from __future__ import annotations

from sqlalchemy import delete, select

from bot.state.database import Database
from bot.state.tables import MARKS


class MarkBook:
    """Values by name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, name: str) -> str | None:
        """Return the value of `name`; None where there is none."""
        async with self._database.reading() as connection:
            value = await connection.execute(select(MARKS.c.value).where(MARKS.c.name == name))
            return value.scalar_one_or_none()

    async def set(self, name: str, value: str) -> None:
        """Keep `value` under `name`, in place of the one before."""
        row = {"name": name, "value": value}
        async with self._database.writing() as connection:
            await connection.execute(self._database.upsert(MARKS, row, ["name"]))

    async def names(self, beginning: str) -> list[str]:
        """Return the names that begin so, in order."""
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(MARKS.c.name).where(MARKS.c.name.startswith(beginning, autoescape=True))
            )
            return sorted(found.scalars())

    async def forget(self, name: str) -> None:
        """Keep no value under `name`."""
        async with self._database.writing() as connection:
            await connection.execute(delete(MARKS).where(MARKS.c.name == name))
