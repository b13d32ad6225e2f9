"""What is kept about a person, its deletion, and the deletion of what is old or of a server that was left."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Table, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import ColumnElement

from bot.state.database import Database
from bot.state.nouns import Kept, Purged, Retention
from bot.state.tables import ANSWERS, AUDIT, BUILDS, CITED, FEEDBACK, GAPS, GOLDEN, SEARCHES, SETTINGS, USE

QUESTIONS_SHOWN = 10
NOBODY = 0  # stands for whoever asked what others still need: a count, a complaint about an answer


class PeopleBook:
    """Everything that belongs to one person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def kept_about(self, person_id: int) -> Kept:
        """Return what is kept about a person, in all servers and direct messages."""
        newest = (
            select(ANSWERS.c.result, ANSWERS.c.created_at)
            .where(ANSWERS.c.asker_id == person_id)
            .order_by(ANSWERS.c.created_at.desc())
        )
        async with self._database.reading() as connection:
            rows = (await connection.execute(newest.limit(QUESTIONS_SHOWN))).all()
            first = select(func.min(ANSWERS.c.created_at, type_=ANSWERS.c.created_at.type))
            return Kept(
                answers=await _count(connection, ANSWERS, ANSWERS.c.asker_id == person_id),
                feedback=await _count(connection, FEEDBACK, FEEDBACK.c.person_id == person_id),
                gaps=await _count(connection, GAPS, GAPS.c.asker_id == person_id),
                days_of_use=await _count(connection, USE, USE.c.person_id == person_id),
                audit=await _count(connection, AUDIT, AUDIT.c.person_id == person_id),
                searches=await _count(connection, SEARCHES, SEARCHES.c.person_id == person_id),
                questions=tuple(str(row.result["question"]) for row in rows),
                since=(await connection.execute(first.where(ANSWERS.c.asker_id == person_id))).scalar_one(),
            )

    async def export(self, person_id: int) -> dict[str, Any]:
        """Return everything that is kept about a person, as JSON takes it, by kind."""
        kinds: tuple[tuple[str, Table, ColumnElement[bool]], ...] = (
            ("answers", ANSWERS, ANSWERS.c.asker_id == person_id),
            ("searches", SEARCHES, SEARCHES.c.person_id == person_id),
            ("feedback", FEEDBACK, FEEDBACK.c.person_id == person_id),
            ("gaps", GAPS, GAPS.c.asker_id == person_id),
            ("days_of_use", USE, USE.c.person_id == person_id),
            ("audit", AUDIT, AUDIT.c.person_id == person_id),
        )
        found: dict[str, Any] = {}
        async with self._database.reading() as connection:
            for kind, table, wanted in kinds:
                rows = await connection.execute(select(table).where(wanted))
                found[kind] = [{name: _plain(value) for name, value in row._mapping.items()} for row in rows]
        return found

    async def forget(self, person_id: int, today: date) -> Kept:
        """Delete what is kept about a person; return what that was.

        The audit log stays, since others rely on it, and so does the count of today's questions until tomorrow, since
        limits would mean nothing without it. Gaps asked in private name nobody; they are found by their answers. What
        others said of this person's answers stays without the question.
        """
        before = await self.kept_about(person_id)
        theirs = select(ANSWERS.c.id).where(ANSWERS.c.asker_id == person_id)
        async with self._database.writing() as connection:
            await connection.execute(delete(CITED).where(CITED.c.answer_id.in_(theirs)))
            await connection.execute(delete(SEARCHES).where(SEARCHES.c.person_id == person_id))
            await connection.execute(delete(FEEDBACK).where(FEEDBACK.c.person_id == person_id))
            blank = update(FEEDBACK).where(FEEDBACK.c.asker_id == person_id)
            await connection.execute(blank.values(question="", asker_id=NOBODY))
            await connection.execute(
                delete(GAPS).where(or_(GAPS.c.asker_id == person_id, GAPS.c.answer_id.in_(theirs)))
            )
            await connection.execute(delete(ANSWERS).where(ANSWERS.c.asker_id == person_id))
            await connection.execute(delete(USE).where(USE.c.person_id == person_id, USE.c.day < today))
        return before

    async def forget_server(self, guild_id: int) -> None:
        """Delete everything of a server that the bot has left."""
        async with self._database.writing() as connection:
            for table in (CITED, ANSWERS, SEARCHES, FEEDBACK, GAPS, USE, AUDIT, GOLDEN, SETTINGS, BUILDS):
                await connection.execute(delete(table).where(table.c.guild_id == guild_id))

    async def purge(self, retention: Retention, now: datetime) -> Purged:
        """Delete what is older than it is kept; return how many rows that were."""

        def before(days: int) -> datetime:
            return now - timedelta(days=days)

        kinds: tuple[tuple[str, Table, ColumnElement[object], int | None], ...] = (
            ("answers", ANSWERS, ANSWERS.c.created_at, retention.answers_days),
            ("searches", SEARCHES, SEARCHES.c.created_at, retention.answers_days),
            ("feedback", FEEDBACK, FEEDBACK.c.created_at, retention.feedback_days),
            ("gaps", GAPS, GAPS.c.created_at, retention.gaps_days),
            ("audit", AUDIT, AUDIT.c.at, retention.audit_days),
            ("builds", BUILDS, BUILDS.c.at, retention.builds_days),
        )
        rows: dict[str, int] = {}
        async with self._database.writing() as connection:
            for kind, table, column, days in kinds:
                if days is not None:
                    rows[kind] = (await connection.execute(delete(table).where(column < before(days)))).rowcount
            if retention.usage_days is not None:
                old = delete(USE).where(USE.c.day < before(retention.usage_days).date())
                rows["usage"] = (await connection.execute(old)).rowcount
            await connection.execute(delete(CITED).where(CITED.c.answer_id.not_in(select(ANSWERS.c.id))))
        return Purged(rows)


async def _count(connection: AsyncConnection, table: Table, wanted: ColumnElement[bool]) -> int:
    return int((await connection.execute(select(func.count()).select_from(table).where(or_(wanted)))).scalar_one())


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
