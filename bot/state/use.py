"""How much was asked: by day, server and person. What limits are checked by, and what the counts are drawn from."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, or_, select, update

from bot.state.database import Database
from bot.state.nouns import DayOfUse, Limit, Outcome
from bot.state.tables import USE

DIRECT = 0  # stands for direct messages in the server's place, since a key holds no NULL
LOCK_KIND = 0x50_5D  # of advisory locks in PostgreSQL: one server's count of a day

GOT_A_REPLY = or_(USE.c.answered > 0, USE.c.refused > 0)  # a limit may have left nothing to count


class UseBook:
    """Counts of questions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(
        self, guild_id: int | None, person_id: int, day: date, *, person_limit: int, daily_limit: int
    ) -> Limit | None:
        """Count a question that is about to be answered, or return the limit that it would exceed; 0 is no limit."""
        guild = guild_id or DIRECT
        theirs = (USE.c.guild_id == guild, USE.c.day == day, USE.c.person_id == person_id)
        row = {"guild_id": guild, "day": day, "person_id": person_id, "taken": 1, "answered": 0, "refused": 0}
        async with self._database.writing() as connection:
            if daily_limit:  # others' counts are seen only when their transactions end
                await self._database.hold(connection, LOCK_KIND, guild)
            # Counted first, so that two at once cannot both be the last; taken back where it is too many.
            counted = self._database.upsert(USE, row, ["guild_id", "day", "person_id"], {"taken": USE.c.taken + 1})
            await connection.execute(counted)
            limit: Limit | None = None
            if person_limit:
                taken = (await connection.execute(select(USE.c.taken).where(*theirs))).scalar_one()
                limit = Limit("person", person_limit) if taken > person_limit else None
            if limit is None and daily_limit:
                all_taken = select(func.sum(USE.c.taken)).where(USE.c.guild_id == guild, USE.c.day == day)
                taken = (await connection.execute(all_taken)).scalar_one()
                limit = Limit("server", daily_limit) if taken > daily_limit else None
            if limit is not None:
                await connection.execute(update(USE).where(*theirs).values(taken=USE.c.taken - 1))
        return limit

    async def give_back(self, guild_id: int | None, person_id: int, day: date) -> None:
        """Count a question no more that `take` counted, since nothing came of it."""
        theirs = (USE.c.guild_id == (guild_id or DIRECT), USE.c.day == day, USE.c.person_id == person_id)
        async with self._database.writing() as connection:
            await connection.execute(update(USE).where(*theirs, USE.c.taken > 0).values(taken=USE.c.taken - 1))

    async def count(self, guild_id: int | None, person_id: int, day: date, outcome: Outcome) -> None:
        """Count what came of a question that `take` counted."""
        row = {"guild_id": guild_id or DIRECT, "day": day, "person_id": person_id, "taken": 1}
        row |= {"answered": 0, "refused": 0, outcome: 1}
        changed: dict[str, Any] = {outcome: USE.c[outcome] + 1}
        async with self._database.writing() as connection:
            await connection.execute(self._database.upsert(USE, row, ["guild_id", "day", "person_id"], changed))

    async def by_day(self, guild_id: int, *, since: date) -> list[DayOfUse]:
        """Return the days since `since` on which anything was asked in a server, oldest first."""
        query = (
            select(USE.c.day, func.count(), func.sum(USE.c.answered), func.sum(USE.c.refused))
            .where(USE.c.guild_id == guild_id, USE.c.day >= since, GOT_A_REPLY)
            .group_by(USE.c.day)
            .order_by(USE.c.day)
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(query)).all()
        return [DayOfUse(day, people, int(answered), int(refused)) for day, people, answered, refused in rows]

    async def people(self, guild_id: int, *, since: date) -> int:
        """Return how many people asked in a server since a day."""
        theirs = (USE.c.guild_id == guild_id, USE.c.day >= since, GOT_A_REPLY)
        query = select(func.count(USE.c.person_id.distinct())).where(*theirs)
        async with self._database.reading() as connection:
            return int((await connection.execute(query)).scalar_one())
