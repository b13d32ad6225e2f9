"""What people said of answers, and the questions that the articles did not answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Row, delete, func, select, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import ColumnElement

from bot.state.database import Database
from bot.state.nouns import Feedback, Gap
from bot.state.tables import ANSWERS, FEEDBACK, GAPS


class FeedbackBook:
    """Feedback, at most one of each person on each answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def give(self, feedback: Feedback) -> None:
        """Keep what somebody said of an answer, in place of what they said before, be that dealt with or not."""
        row = {
            "answer_id": feedback.answer_id,
            "person_id": feedback.person_id,
            "guild_id": feedback.guild_id,
            "channel_id": feedback.channel_id,
            "asker_id": feedback.asker_id,
            "helpful": feedback.helpful,
            "complaint": feedback.complaint,
            "words": feedback.words,
            "question": feedback.question,
            "article_ids": list(feedback.article_ids),
            "created_at": feedback.created_at,
            "done_at": feedback.done_at,
        }
        async with self._database.writing() as connection:
            row["private"] = feedback.private or await _asked_in_private(connection, feedback.answer_id)
            await connection.execute(self._database.upsert(FEEDBACK, row, ["answer_id", "person_id"]))

    async def of(self, answer_id: str, person_id: int) -> Feedback | None:
        """Return what one person said of an answer."""
        query = select(FEEDBACK).where(FEEDBACK.c.answer_id == answer_id, FEEDBACK.c.person_id == person_id)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else _feedback(row)

    async def complaints(self, guild_id: int, *, limit: int, offset: int = 0, done: bool = False) -> list[Feedback]:
        """Return what was said not to help in a server and waits, or was dealt with: what came last to that first."""
        query = (
            select(FEEDBACK)
            .where(*_complaints(guild_id, done=done))
            .order_by(
                *([FEEDBACK.c.done_at.desc()] if done else []), FEEDBACK.c.created_at.desc(), FEEDBACK.c.answer_id
            )
            .limit(limit)
            .offset(offset)
        )
        async with self._database.reading() as connection:
            return [_feedback(row) for row in await connection.execute(query)]

    async def complaint_count(self, guild_id: int, *, done: bool = False) -> int:
        """Return how many of them there are."""
        query = select(func.count()).select_from(FEEDBACK).where(*_complaints(guild_id, done=done))
        async with self._database.reading() as connection:
            return int((await connection.execute(query)).scalar_one())

    async def finish(self, guild_id: int, said: Sequence[datetime], at: datetime) -> int:
        """Mark what was said in a server at these times as dealt with; return how many waited.

        A time names what was said, and no person: no two things are said in one server in the same microsecond.
        """
        return await self._mark(guild_id, said, done=False, to=at)

    async def reopen(self, guild_id: int, said: Sequence[datetime]) -> int:
        """Have what was dealt with wait again; return how many were."""
        return await self._mark(guild_id, said, done=True, to=None)

    async def _mark(self, guild_id: int, said: Sequence[datetime], *, done: bool, to: datetime | None) -> int:
        wanted = (*_complaints(guild_id, done=done), FEEDBACK.c.created_at.in_(list(said)))
        async with self._database.writing() as connection:
            return (await connection.execute(update(FEEDBACK).where(*wanted).values(done_at=to))).rowcount

    async def counts(self, guild_id: int, *, since: datetime) -> tuple[int, int]:
        """Return how many said that an answer helped, and that it did not."""
        query = (
            select(FEEDBACK.c.helpful, func.count())
            .where(FEEDBACK.c.guild_id == guild_id, FEEDBACK.c.created_at >= since)
            .group_by(FEEDBACK.c.helpful)
        )
        async with self._database.reading() as connection:
            counted = {bool(helpful): count for helpful, count in await connection.execute(query)}
        return counted.get(True, 0), counted.get(False, 0)


class GapBook:
    """Questions without an answer, or with an unsure one."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(self, gap: Gap) -> None:
        """Keep such a question as `gap.question` has it; `gap.id` does not matter.

        The answer that is kept under its id says the rest: one whose answer is private is private. So others' words,
        which a follow-up may be understood by, are kept with answers alone, where they are forgotten with theirs.
        """
        row = {
            "guild_id": gap.guild_id,
            "channel_id": gap.channel_id,
            "asker_id": gap.asker_id,
            "question": gap.question,
            "language": gap.language,
            "answer_id": gap.answer_id,
            "created_at": gap.created_at,
            "told_at": gap.told_at,
        }
        async with self._database.writing() as connection:
            row["private"] = gap.private or await _asked_in_private(connection, gap.answer_id)
            await connection.execute(self._database.upsert(GAPS, row, ["answer_id"]))

    async def untold(self, guild_id: int, *, limit: int) -> list[Gap]:
        """Return the newest questions of a server whose askers have not been told of an answer, newest first."""
        result = type_coerce(ANSWERS.c.result, JSON)
        asked, read_as = result["question"].as_string(), result["read_as"].as_string()
        kept = (ANSWERS.c.answered, ANSWERS.c.earlier, result["parts"].label("parts"))
        query = (
            select(GAPS, *kept, asked.label("asked"), read_as.label("read_as"))
            .outerjoin(ANSWERS, ANSWERS.c.id == GAPS.c.answer_id)
            .where(GAPS.c.guild_id == guild_id, GAPS.c.told_at.is_(None))
            .order_by(GAPS.c.created_at.desc(), GAPS.c.id.desc())
            .limit(limit)
        )
        async with self._database.reading() as connection:
            return [_gap(row) for row in await connection.execute(query)]

    async def told(self, gap_ids: Sequence[int], at: datetime) -> int:
        """Say that the askers were told; return how many had not been before."""
        wanted = (GAPS.c.id.in_(list(gap_ids)), GAPS.c.told_at.is_(None))
        async with self._database.writing() as connection:
            return (await connection.execute(update(GAPS).where(*wanted).values(told_at=at))).rowcount

    async def release(self, gap_id: int) -> None:
        """Take back that an asker was told, since it failed."""
        async with self._database.writing() as connection:
            await connection.execute(update(GAPS).where(GAPS.c.id == gap_id).values(told_at=None))

    async def drop(self, gap_ids: Sequence[int], *, guild_id: int) -> int:
        """Delete gaps of a server that nobody wants to fill; return how many there were."""
        wanted = (GAPS.c.guild_id == guild_id, GAPS.c.id.in_(list(gap_ids)))
        async with self._database.writing() as connection:
            return (await connection.execute(delete(GAPS).where(*wanted))).rowcount


def _complaints(guild_id: int, *, done: bool) -> tuple[ColumnElement[bool], ...]:
    """Return which feedback of a server says that an answer did not help, and waits or was dealt with."""
    at = FEEDBACK.c.done_at
    return FEEDBACK.c.guild_id == guild_id, FEEDBACK.c.helpful.is_(False), at.is_not(None) if done else at.is_(None)


async def _asked_in_private(connection: AsyncConnection, answer_id: str) -> bool:
    """Return whether the answer that is kept under this id was for its asker alone."""
    return bool((await connection.execute(select(ANSWERS.c.private).where(ANSWERS.c.id == answer_id))).scalar())


def _feedback(row: Row[Any]) -> Feedback:
    return Feedback(
        answer_id=row.answer_id,
        person_id=row.person_id,
        guild_id=row.guild_id,
        asker_id=row.asker_id,
        helpful=row.helpful,
        complaint=row.complaint,
        words=row.words,
        question=row.question,
        article_ids=tuple(row.article_ids),
        created_at=row.created_at,
        private=row.private,
        channel_id=row.channel_id,
        done_at=row.done_at,
    )


def _gap(row: Row[Any]) -> Gap:
    failed = [part for part in row.parts or () if not part.get("sure", True)]
    return Gap(
        id=row.id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        asker_id=row.asker_id,
        question=row.asked or row.question,
        language=row.language,
        answer_id=row.answer_id,
        created_at=row.created_at,
        told_at=row.told_at,
        private=row.private,
        unsure=any(part["quotes"] for part in failed) if failed else bool(row.answered),
        read_as=row.read_as or "",
        earlier=tuple(row.earlier or ()),
        failed=tuple(part.get("read_as") or part["question"] for part in failed),
    )
