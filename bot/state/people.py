"""Everything that is kept about one person: shown, given out, deleted."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Table, and_, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import ColumnElement

from bot.state.database import Database, in_parts
from bot.state.keeping import cleared, paged, readings, without_readings
from bot.state.nouns import Kept
from bot.state.tables import ANSWERS, AUDIT, BUILDS, CITED, FEEDBACK, FORGOTTEN, GAPS, GOLDEN, SEARCHES, USE

QUESTIONS_SHOWN = 10
NOBODY = 0  # stands for whoever asked what others said something of

HELD: tuple[tuple[str, Table, ColumnElement[Any], ColumnElement[Any]], ...] = (
    ("answers", ANSWERS, ANSWERS.c.asker_id, ANSWERS.c.created_at),
    ("searches", SEARCHES, SEARCHES.c.person_id, SEARCHES.c.created_at),
    ("feedback", FEEDBACK, FEEDBACK.c.person_id, FEEDBACK.c.created_at),
    ("gaps", GAPS, GAPS.c.asker_id, GAPS.c.created_at),
    ("use", USE, USE.c.person_id, USE.c.day),
    ("audit", AUDIT, AUDIT.c.person_id, AUDIT.c.at),
    ("golden_questions", GOLDEN, GOLDEN.c.added_by, GOLDEN.c.created_at),
    ("builds", BUILDS, BUILDS.c.person_id, BUILDS.c.at),
)
"""What can be a person's: its name in what is given out, its table, whose it is, and its order."""


class PeopleBook:
    """Everything that belongs to one person."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def kept_about(self, person_id: int) -> Kept:
        """Return what is kept about a person, in all servers and direct messages."""
        async with self._database.reading() as connection:
            return await _kept(connection, person_id)

    async def would_forget(self, person_id: int, today: date) -> Kept:
        """Return what `forget` would delete today, and what they did as a manager, which stays."""
        async with self._database.reading() as connection:
            return await _kept(connection, person_id, before=today)

    async def export(self, person_id: int) -> dict[str, Any]:
        """Return everything that is kept about a person as JSON takes it, oldest first; Discord's ids as text.

        Other tasks get their turn between pages of rows, however much it is.
        """
        given: dict[str, Any] = {"person_id": str(person_id)}
        async with self._database.reading() as connection:
            for name, table, whose, order in HELD:
                theirs = _gaps_of(person_id) if table is GAPS else whose == person_id
                query = select(table).where(theirs).order_by(order)
                given[name] = [_written(row) async for row in paged(connection, query)]
        return given

    async def forget(self, person_id: int, today: date) -> Kept:
        """Delete what is kept about a person; return what that was, and what they did as a manager, which stays.

        What they did as a manager stays (audit log, golden questions, rebuilds), since others rely on it. So does the
        count of today's questions, since limits would mean nothing without it; the first purge after today takes it.
        What others said of this person's answers stays without the question, and others' answers that followed up on
        theirs stay without what they had asked. Gaps asked in private name nobody; they are found by their answers.
        """
        theirs = select(ANSWERS.c.id).where(ANSWERS.c.asker_id == person_id)
        asked_today = USE.c.person_id == person_id, USE.c.day >= today
        async with self._database.writing() as connection:
            before = await _kept(connection, person_id, before=today)
            await connection.execute(delete(CITED).where(CITED.c.answer_id.in_(theirs)))  # in turn: see `IN_TURN`
            await connection.execute(delete(SEARCHES).where(SEARCHES.c.person_id == person_id))
            await connection.execute(delete(FEEDBACK).where(FEEDBACK.c.person_id == person_id))
            blank = update(FEEDBACK).where(FEEDBACK.c.asker_id == person_id)
            await connection.execute(blank.values(question="", asker_id=NOBODY))
            await connection.execute(delete(GAPS).where(_gaps_of(person_id)))
            await _forget_in_conversations(connection, person_id)
            await connection.execute(delete(ANSWERS).where(ANSWERS.c.asker_id == person_id))
            await connection.execute(delete(USE).where(USE.c.person_id == person_id, USE.c.day < today))
            if (await connection.execute(select(USE.c.day).where(*asked_today).limit(1))).first() is not None:
                row = {"person_id": person_id, "day": today}
                await connection.execute(self._database.upsert(FORGOTTEN, row, ["person_id"]))
        await cleared(self._database)
        return before


def _gaps_of(person_id: int) -> ColumnElement[bool]:
    """Return which gaps are a person's; those asked in private name nobody but their answer."""
    theirs = select(ANSWERS.c.id).where(ANSWERS.c.asker_id == person_id)
    return or_(GAPS.c.asker_id == person_id, GAPS.c.answer_id.in_(theirs))


async def _forget_in_conversations(connection: AsyncConnection, person_id: int) -> None:
    """Take a person's questions out of what others' follow-ups remember of their conversations."""
    asked: set[str] = set()
    level: list[str] = []
    theirs = select(ANSWERS.c.id, ANSWERS.c.result).where(ANSWERS.c.asker_id == person_id)
    async for row in paged(connection, theirs):
        # A conversation goes on from questions as they were understood.
        parts = row.result.get("parts") or ()
        asked.update(str(one["question"]) for one in (row.result, *parts))
        asked.update(readings(row.result))
        level.append(row.id)
    # A column of JSON compares with nothing, so the chains are followed here, all of them a link at a time.
    after = select(ANSWERS.c.id, ANSWERS.c.earlier, ANSWERS.c.result).where(ANSWERS.c.asker_id != person_id)
    seen: set[str] = set()
    while level:
        found: list[str] = []
        for some in in_parts(level):
            held: list[Row[Any]] = []
            async for row in paged(connection, after.where(ANSWERS.c.before.in_(some))):
                found.append(row.id)
                if not asked.isdisjoint(row.earlier):
                    held.append(row)
            for row in held:
                asked.update(readings(row.result))  # which may hold what was asked, and be held further down
                await _forget_earlier(connection, row, asked)
        level = [one for one in found if one not in seen]
        seen.update(level)


async def _forget_earlier(connection: AsyncConnection, row: Row[Any], asked: set[str]) -> None:
    """Take what was `asked` out of an answer that goes on from it."""
    earlier = [one for one in row.earlier if one not in asked]
    changed = update(ANSWERS).where(ANSWERS.c.id == row.id)
    await connection.execute(changed.values(earlier=earlier, result=without_readings(row.result)))


async def _kept(connection: AsyncConnection, person_id: int, *, before: date | None = None) -> Kept:
    """Return what is kept about a person; with `before`, of the counts by day only those of days before it."""
    use = USE.c.person_id == person_id
    theirs = ANSWERS.c.asker_id == person_id
    newest = select(ANSWERS.c.result).where(theirs).order_by(ANSWERS.c.created_at.desc()).limit(QUESTIONS_SHOWN)
    first = select(func.min(ANSWERS.c.created_at, type_=ANSWERS.c.created_at.type)).where(theirs)
    since: datetime | None = (await connection.execute(first)).scalar_one()
    return Kept(
        answers=await _count(connection, ANSWERS, theirs),
        feedback=await _count(connection, FEEDBACK, FEEDBACK.c.person_id == person_id),
        gaps=await _count(connection, GAPS, _gaps_of(person_id)),
        days_of_use=await _days(connection, use if before is None else and_(use, USE.c.day < before)),
        searches=await _count(connection, SEARCHES, SEARCHES.c.person_id == person_id),
        audit=await _count(connection, AUDIT, AUDIT.c.person_id == person_id),
        golden_questions=await _count(connection, GOLDEN, GOLDEN.c.added_by == person_id),
        builds=await _count(connection, BUILDS, BUILDS.c.person_id == person_id),
        questions=tuple(str(row.result["question"]) for row in await connection.execute(newest)),
        since=since,
    )


def _written(row: Row[Any]) -> dict[str, Any]:
    """Return a row as JSON takes it: times in ISO form, Discord's ids as text since they are beyond a float's whole."""
    written: dict[str, Any] = {}
    for name, value in row._mapping.items():
        if isinstance(value, date):
            written[name] = value.isoformat()
        elif isinstance(value, int) and (name.endswith("_id") or name == "added_by"):
            written[name] = str(value)
        else:
            written[name] = value
    return written


async def _days(connection: AsyncConnection, wanted: ColumnElement[bool]) -> int:
    """Return on how many days something was asked, wherever: each server and direct messages have a count a day."""
    return int((await connection.execute(select(func.count(USE.c.day.distinct())).where(wanted))).scalar_one())


async def _count(connection: AsyncConnection, table: Table, wanted: ColumnElement[bool]) -> int:
    return int((await connection.execute(select(func.count()).select_from(table).where(wanted))).scalar_one())
