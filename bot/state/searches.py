"""What people looked for, kept as long as answers are, for the buttons that turn its pages."""

from __future__ import annotations

from sqlalchemy import insert, select

from bot.state.database import Database
from bot.state.nouns import KeptSearch
from bot.state.tables import SEARCHES


class SearchBook:
    """All searches that are kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, search: KeptSearch) -> None:
        """Keep what somebody looked for."""
        row = {
            "id": search.id,
            "guild_id": search.guild_id,
            "person_id": search.person_id,
            "kind": search.kind,
            "words": search.words,
            "created_at": search.created_at,
        }
        async with self._database.writing() as connection:
            await connection.execute(insert(SEARCHES).values(**row))

    async def get(self, search_id: str) -> KeptSearch | None:
        """Return one search; None where it is no longer kept."""
        async with self._database.reading() as connection:
            row = (await connection.execute(select(SEARCHES).where(SEARCHES.c.id == search_id))).one_or_none()
        if row is None:
            return None
        return KeptSearch(row.id, row.guild_id, row.person_id, row.kind, row.words, row.created_at)
