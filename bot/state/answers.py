"""Answers and refusals as they were given, and which article each cites."""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import JSON, Row, and_, delete, insert, or_, select, type_coerce, update
from sqlalchemy.sql import ColumnElement

from bot.answers.answer import Answer, NoAnswer
from bot.state.database import Database, in_parts
from bot.state.nouns import KeptAnswer
from bot.state.tables import ANSWERS, CITED

CITED_LENGTH = 400  # an index of PostgreSQL takes 2704 bytes a row, and a character may take four
ID_BYTES = 9  # 72 random bits: nobody guesses another's private answer

_ANSWER = TypeAdapter(Answer)
_REFUSAL = TypeAdapter(NoAnswer)


def new_answer_id() -> str:
    """Return an id that nobody can guess: 12 characters that fit a button's custom id."""
    return secrets.token_urlsafe(ID_BYTES)


class AnswerBook:
    """All answers that are kept."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, answer: KeptAnswer) -> None:
        """Keep an answer, with the articles that it cites."""
        cited = _cited(answer.result)
        async with self._database.writing() as connection:
            await connection.execute(insert(ANSWERS).values(**_row(answer)))
            if cited:
                rows = [
                    {"answer_id": answer.id, "article_id": article_id, "guild_id": answer.guild_id}
                    for article_id in cited
                ]
                await connection.execute(insert(CITED), rows)

    async def get(self, answer_id: str) -> KeptAnswer | None:
        """Return one answer; None where it is no longer kept."""
        return await self._one(ANSWERS.c.id == answer_id)

    async def placed(self, answer_id: str, message_id: int, *, shared: bool = False) -> None:
        """Say in which message an answer stands; with `shared`, in which a private one was shown to everybody."""
        column = "shared_id" if shared else "message_id"
        async with self._database.writing() as connection:
            await connection.execute(update(ANSWERS).where(ANSWERS.c.id == answer_id).values({column: message_id}))

    async def at_message(self, message_id: int) -> KeptAnswer | None:
        """Return the answer that stands in a message."""
        return await self._one(or_(ANSWERS.c.message_id == message_id, ANSWERS.c.shared_id == message_id))

    async def latest_in(self, channel_id: int, *, asker_id: int | None = None, since: datetime) -> KeptAnswer | None:
        """Return a channel's or thread's newest public answer since `since`, of one asker perhaps."""
        wanted = and_(ANSWERS.c.channel_id == channel_id, ANSWERS.c.created_at >= since, ANSWERS.c.private.is_(False))
        return await self._one(wanted if asker_id is None else and_(wanted, ANSWERS.c.asker_id == asker_id))

    async def public_citing(self, article_id: str, *, guild_id: int, limit: int) -> list[KeptAnswer]:
        """Return one server's newest answers that cite an article, those asked privately left out, newest first."""
        query = (
            select(ANSWERS)
            .join(CITED, CITED.c.answer_id == ANSWERS.c.id)
            .where(CITED.c.article_id == _key(article_id), CITED.c.guild_id == guild_id, ANSWERS.c.private.is_(False))
            .order_by(ANSWERS.c.created_at.desc())
            .limit(limit)
        )
        async with self._database.reading() as connection:
            found = [_answer(row) for row in await connection.execute(query)]
        return [one for one in found if one is not None]

    async def recent(self, person_id: int, *, guild_id: int | None, limit: int) -> list[KeptAnswer]:
        """Return the newest answers that one person got in a server (None: in direct messages), newest first."""
        query = (
            select(ANSWERS)
            .where(ANSWERS.c.asker_id == person_id, _same(ANSWERS.c.guild_id, guild_id))
            .order_by(ANSWERS.c.created_at.desc())
            .limit(limit)
        )
        async with self._database.reading() as connection:
            found = [_answer(row) for row in await connection.execute(query)]
        return [one for one in found if one is not None]

    async def unsure_days(self, guild_id: int, *, since: date) -> Counter[date]:
        """Return how many unsure answers a server got on each day (UTC) since `since`, of those that are kept."""
        first = datetime.combine(since, time(), UTC)
        sure = type_coerce(ANSWERS.c.result, JSON)["sure"].as_boolean()
        query = select(ANSWERS.c.created_at).where(
            ANSWERS.c.guild_id == guild_id, ANSWERS.c.created_at >= first, ANSWERS.c.answered, sure.is_(False)
        )
        async with self._database.reading() as connection:
            return Counter(at.date() for at in (await connection.execute(query)).scalars())

    async def drop_articles(self, article_ids: Sequence[str]) -> int:
        """Forget every answer that cites one of these articles, which have gone; return how many that were."""
        dropped: set[str] = set()
        async with self._database.writing() as connection:
            for some in in_parts([_key(one) for one in article_ids]):
                quoting = select(CITED.c.answer_id).where(CITED.c.article_id.in_(some)).distinct()
                dropped.update((await connection.execute(quoting)).scalars())
            for whose in (CITED.c.answer_id, ANSWERS.c.id):  # in turn: see `bot.state.keeping.IN_TURN`
                for some in in_parts(sorted(dropped)):
                    await connection.execute(delete(whose.table).where(whose.in_(some)))
        return len(dropped)

    async def _one(self, wanted: ColumnElement[bool]) -> KeptAnswer | None:
        query = select(ANSWERS).where(wanted).order_by(ANSWERS.c.created_at.desc()).limit(1)
        async with self._database.reading() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else _answer(row)


def _same(column: ColumnElement[Any], value: int | None) -> ColumnElement[bool]:
    return column.is_(None) if value is None else column == value


def _cited(result: Answer | NoAnswer) -> list[str]:
    return sorted({_key(one.article_id) for one in result.citations}) if isinstance(result, Answer) else []


def _key(article_id: str) -> str:
    """Return an article's id as the table of citations keeps it: an index takes no path of thousands of letters."""
    if len(article_id) <= CITED_LENGTH:
        return article_id
    digest = hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()
    return article_id[: CITED_LENGTH - len(digest)] + digest


def _row(answer: KeptAnswer) -> dict[str, Any]:
    result = answer.result
    answered = isinstance(result, Answer)
    written = (
        _ANSWER.dump_python(result, mode="json")
        if isinstance(result, Answer)
        else _REFUSAL.dump_python(result, mode="json")
    )
    return {
        "id": answer.id,
        "guild_id": answer.guild_id,
        "channel_id": answer.channel_id,
        "asker_id": answer.asker_id,
        "message_id": answer.message_id,
        "shared_id": answer.shared_id,
        "way": answer.way,
        "private": answer.private,
        "answered": answered,
        "result": written,
        "snapshot": answer.snapshot,
        "earlier": list(answer.earlier),
        "before": answer.before,
        "created_at": answer.created_at,
    }


def _answer(row: Row[Any]) -> KeptAnswer | None:
    """Return what a row keeps; None where this version cannot read it, which is then as good as no longer kept."""
    try:
        result = _ANSWER.validate_python(row.result) if row.answered else _REFUSAL.validate_python(row.result)
    except ValidationError:
        return None
    return KeptAnswer(
        id=row.id,
        guild_id=row.guild_id,
        channel_id=row.channel_id,
        asker_id=row.asker_id,
        way=row.way,
        result=result,
        snapshot=row.snapshot,
        created_at=row.created_at,
        earlier=tuple(row.earlier),
        before=row.before,
        private=row.private,
        message_id=row.message_id,
        shared_id=row.shared_id,
    )
