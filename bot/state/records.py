"""What managing leaves behind: the audit log, golden questions, and rebuilds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Insert, Row, case, delete, func, insert, literal, or_, select

from bot.state.actions import Action
from bot.state.database import Database
from bot.state.nouns import AuditEntry, Build, Deed, GoldenQuestion
from bot.state.tables import AUDIT, BUILDS, GOLDEN


class AuditBook:
    """Who did what, when. Nothing here changes an entry."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(
        self,
        guild_id: int | None,
        person_id: int,
        action: Action,
        at: datetime,
        detail: Mapping[str, Any] | None = None,
    ) -> None:
        """Write down an action; `detail` are the values that matter, as JSON takes them."""
        async with self._database.writing() as connection:
            await connection.execute(written_down(guild_id, Deed(person_id, action, at, detail or {})))

    async def newest(self, guild_id: int, *, limit: int, offset: int = 0) -> list[AuditEntry]:
        """Return what was done in a server, newest first."""
        query = (
            select(AUDIT).where(AUDIT.c.guild_id == guild_id).order_by(AUDIT.c.at.desc(), AUDIT.c.id.desc())
        ).limit(limit)
        async with self._database.reading() as connection:
            rows = await connection.execute(query.offset(offset))
            return [AuditEntry(row.id, row.guild_id, row.person_id, row.action, row.detail, row.at) for row in rows]

    async def count(self, guild_id: int) -> int:
        """Return how many things were done in a server."""
        query = select(func.count()).where(AUDIT.c.guild_id == guild_id)
        async with self._database.reading() as connection:
            return int((await connection.execute(query)).scalar_one())


def written_down(guild_id: int | None, deed: Deed) -> Insert:
    """Return the statement that writes down what was done in a server; with what it is about, in one transaction."""
    row = {"person_id": deed.person_id, "action": str(deed.action), "detail": dict(deed.detail), "at": deed.at}
    return insert(AUDIT).values(guild_id=guild_id, **row)


class GoldenBook:
    """The questions whose answers servers know."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(
        self, guild_id: int, question: str, article_id: str, words: str, added_by: int, at: datetime
    ) -> GoldenQuestion:
        """Keep a golden question of a server."""
        row = {"guild_id": guild_id, "question": question, "article_id": article_id, "words": words}
        row |= {"added_by": added_by, "created_at": at}
        async with self._database.writing() as connection:
            added = await connection.execute(insert(GOLDEN).values(**row).returning(*GOLDEN.c))
            return _golden(added.one())

    async def of(self, guild_id: int | None) -> list[GoldenQuestion]:
        """Return a server's golden questions, oldest first; with None, those of all servers."""
        query = select(GOLDEN).order_by(GOLDEN.c.id)
        async with self._database.reading() as connection:
            rows = await connection.execute(query if guild_id is None else query.where(GOLDEN.c.guild_id == guild_id))
            return [_golden(row) for row in rows]

    async def remove(self, guild_id: int, golden_id: int) -> bool:
        """Remove one; return whether the server had it."""
        wanted = (GOLDEN.c.guild_id == guild_id, GOLDEN.c.id == golden_id)
        async with self._database.writing() as connection:
            return (await connection.execute(delete(GOLDEN).where(*wanted))).rowcount > 0


class BuildBook:
    """Rebuilds that were asked for in Discord, or that followed a change of articles there."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(
        self,
        guild_id: int | None,
        person_id: int,
        snapshot: str,
        at: datetime,
        *,
        in_use: bool,
        report: Mapping[str, Any],
    ) -> None:
        """Write down a rebuild; `report` as JSON takes it."""
        row = {"guild_id": guild_id, "person_id": person_id, "snapshot": snapshot, "in_use": in_use, "at": at}
        async with self._database.writing() as connection:
            await connection.execute(insert(BUILDS).values(**row, report=dict(report)))

    async def of(self, snapshot: str, *, guild_id: int | None = None) -> Build | None:
        """Return the rebuild that made a snapshot; None where it was not asked for in Discord, or is kept no more.

        Where several asked for it, the newest of `guild_id` comes before others.
        """
        theirs = case((BUILDS.c.guild_id == guild_id, 0), else_=1) if guild_id is not None else literal(0)
        query = select(BUILDS).where(BUILDS.c.snapshot == snapshot).order_by(theirs, BUILDS.c.id.desc()).limit(1)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else _build(row)

    async def newest(self, *, limit: int, guild_id: int | None = None) -> list[Build]:
        """Return the newest rebuilds, newest first: all, or those that a server asked for and those of the host."""
        query = select(BUILDS).order_by(BUILDS.c.at.desc(), BUILDS.c.id.desc()).limit(limit)
        if guild_id is not None:
            query = query.where(or_(BUILDS.c.guild_id == guild_id, BUILDS.c.guild_id.is_(None)))
        async with self._database.reading() as connection:
            return [_build(row) for row in await connection.execute(query)]


def _build(row: Row[Any]) -> Build:
    return Build(row.id, row.guild_id, row.person_id, row.snapshot, row.in_use, row.report, row.at)


def _golden(row: Row[Any]) -> GoldenQuestion:
    return GoldenQuestion(row.id, row.guild_id, row.question, row.article_id, row.words, row.added_by, row.created_at)
