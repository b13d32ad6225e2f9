"""What goes with time: rows older than they are kept, and everything of servers that the bot was removed from."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, Table, delete, func, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import ColumnElement

from bot.state.database import Database, in_parts
from bot.state.errors import StateError
from bot.state.nouns import Purged, Retention
from bot.state.settings import SettingsBook
from bot.state.tables import (
    ANSWERS,
    AUDIT,
    BUILDS,
    CITED,
    FEEDBACK,
    FORGOTTEN,
    GAPS,
    GOLDEN,
    LEFT,
    SEARCHES,
    SETTINGS,
    USE,
)

log = logging.getLogger("sourcier.state")

ROWS_AT_ONCE = 40  # read before others get their turn: an answer is some 3 kB of JSON, so these take about 2 ms

IN_TURN: tuple[Table, ...] = (
    CITED,
    SEARCHES,
    FEEDBACK,
    GAPS,
    ANSWERS,
    AUDIT,
    BUILDS,
    USE,
    FORGOTTEN,
    GOLDEN,
    SETTINGS,
    LEFT,
)
"""The order in which one transaction deletes: in two orders, two could wait for each other in PostgreSQL, which ends
one. Answers come behind what is found by them."""

OF_SERVERS = tuple(table for table in IN_TURN if table is not FORGOTTEN)

ForgetArticles = Callable[[int], Awaitable[bool]]
"""Deletes the articles of a server; returns whether none are left."""


class ServerBook:
    """Which servers the bot has left; their data stays a while, so that removing and adding it again loses nothing."""

    def __init__(self, database: Database, settings: SettingsBook) -> None:
        self._database = database
        self._settings = settings

    async def left(self, guild_id: int, at: datetime) -> None:
        """Say that the bot was removed from a server; the first time counts."""
        row = {"guild_id": guild_id, "at": at}
        async with self._database.writing() as connection:
            await connection.execute(self._database.upsert(LEFT, row, ["guild_id"], {}))

    async def joined(self, guild_id: int) -> None:
        """Say that the bot is in a server, again perhaps."""
        async with self._database.writing() as connection:
            await connection.execute(delete(LEFT).where(LEFT.c.guild_id == guild_id))

    async def compare(self, guild_ids: Collection[int], now: datetime, *, also: Collection[int] = ()) -> int:
        """Take all servers that the bot is in; others that it knows, it left unseen. Return how many those are.

        `also` are servers that are known from elsewhere, by their articles.
        """
        known = union(*(select(table.c.guild_id) for table in OF_SERVERS if table is not LEFT))
        async with self._database.writing() as connection:
            noted = set((await connection.execute(select(LEFT.c.guild_id))).scalars())
            there = {one for one in (await connection.execute(known)).scalars() if one} | set(also)
            for guild_id in noted & set(guild_ids):
                await connection.execute(delete(LEFT).where(LEFT.c.guild_id == guild_id))
            unseen = there - noted - set(guild_ids)
            for guild_id in unseen:
                await connection.execute(self._database.upsert(LEFT, {"guild_id": guild_id, "at": now}, ["guild_id"]))
        return len(unseen)

    async def due(self, before: datetime) -> int:
        """Return how many servers were left before a time."""
        query = select(func.count()).select_from(LEFT).where(LEFT.c.at < before)
        async with self._database.reading() as connection:
            return int((await connection.execute(query)).scalar_one())

    async def forget_left(self, before: datetime, forget_articles: ForgetArticles | None = None) -> int:
        """Delete everything of servers that were left before a time; return how many those were.

        One whose articles could not be deleted stays noted as left, so that they are tried again.
        """
        due = select(LEFT.c.guild_id).where(LEFT.c.at < before)
        stuck: set[int] = set()
        if forget_articles is not None:
            async with self._database.reading() as connection:
                leaving = list((await connection.execute(due)).scalars())
            stuck = {one for one in leaving if not await forget_articles(one)}
        async with self._database.writing() as connection:
            gone = list((await connection.execute(due)).scalars())
            for table in OF_SERVERS:
                for guild_id in gone:
                    if table is not LEFT or guild_id not in stuck:
                        await connection.execute(delete(table).where(table.c.guild_id == guild_id))
        for guild_id in gone:
            self._settings.forget_known(guild_id)
        return len(gone)


async def purge(
    database: Database,
    servers: ServerBook,
    retention: Retention,
    now: datetime,
    forget_articles: ForgetArticles | None = None,
) -> Purged:
    """Delete what is older than it is kept; return how much that was. See `State.purge`."""

    def before(days: int) -> datetime:
        return now - timedelta(days=days)

    kinds: tuple[tuple[str, Table, ColumnElement[datetime], int | None], ...] = (
        ("searches", SEARCHES, SEARCHES.c.created_at, retention.answers_days),
        ("feedback", FEEDBACK, FEEDBACK.c.created_at, retention.feedback_days),
        ("gaps", GAPS, GAPS.c.created_at, retention.gaps_days),
        ("answers", ANSWERS, ANSWERS.c.created_at, retention.answers_days),
        ("audit", AUDIT, AUDIT.c.at, retention.audit_days),
        ("builds", BUILDS, BUILDS.c.at, retention.builds_days),
    )
    rows: dict[str, int] = {}
    async with database.writing() as connection:
        lasting = select(ANSWERS.c.id)
        if retention.answers_days is not None:
            lasting = lasting.where(ANSWERS.c.created_at >= before(retention.answers_days))
        await connection.execute(delete(CITED).where(CITED.c.answer_id.not_in(lasting)))
        for kind, table, column, days in kinds:
            if days is not None:
                rows[kind] = (await connection.execute(delete(table).where(column < before(days)))).rowcount
            if table is ANSWERS:
                await _forget_purged(connection)
        rows["use"] = await _purge_use(connection, retention, now)
    if retention.left_servers_days is not None:
        rows["left_servers"] = await servers.forget_left(before(retention.left_servers_days), forget_articles)
    await cleared(database)
    return Purged(rows)


def without_readings(result: dict[str, Any]) -> dict[str, Any]:
    """Return a result without how it was understood in its conversation, in which others' words may be."""
    bare = {**result, "read_as": ""} if "read_as" in result else result
    if bare.get("parts"):
        bare = {**bare, "parts": [{**part, "read_as": ""} for part in bare["parts"]]}
    return bare


def readings(result: dict[str, Any]) -> Iterator[str]:
    """Yield how a question was understood in its conversation, and each of those that were asked in one."""
    for one in (result, *(result.get("parts") or ())):
        if one.get("read_as"):
            yield str(one["read_as"])


async def paged(connection: AsyncConnection, query: Select[Any]) -> AsyncIterator[Row[Any]]:
    """Yield rows, a page at a time: the event loop is held for no more than one."""
    async with connection.stream(query, execution_options={"yield_per": ROWS_AT_ONCE}) as rows:
        async for page in rows.partitions():
            for row in page:
                yield row


async def _forget_purged(connection: AsyncConnection) -> None:
    """Take what was asked out of the follow-ups on it where its answer is gone: whoever asked could not have it gone.

    What comes `behind` such a follow-up holds the same words, and as many later ones that are still kept; those that
    were understood by what is gone hold its words too.
    """
    gone = ANSWERS.c.before.is_not(None), ANSWERS.c.before.not_in(select(ANSWERS.c.id))
    level = list((await connection.execute(select(ANSWERS.c.id).where(*gone))).scalars())
    await connection.execute(update(ANSWERS).where(*gone).values(before=None))
    seen: set[str] = set()
    leaning: set[str] = set()
    behind = 0
    while level:
        seen.update(level)
        below: list[str] = []
        for some in in_parts(level):
            query = select(ANSWERS.c.id, ANSWERS.c.earlier, ANSWERS.c.result).where(ANSWERS.c.id.in_(some))
            changed: list[dict[str, Any]] = []
            async for row in paged(connection, query):
                lasting = row.earlier[max(0, len(row.earlier) - behind) :]
                left = [one for one in lasting if one not in leaning]
                if len(left) < len(row.earlier):
                    leaning.update(readings(row.result))
                    changed.append({"id": row.id, "earlier": left, "result": without_readings(row.result)})
            for one in changed:
                await connection.execute(update(ANSWERS).where(ANSWERS.c.id == one["id"]).values(**one))
            below.extend((await connection.execute(select(ANSWERS.c.id).where(ANSWERS.c.before.in_(some)))).scalars())
        level = [one for one in below if one not in seen]
        behind += 1


async def cleared(database: Database) -> None:
    """Have what was deleted leave SQLite's write-ahead log; where that cannot be now, the next purge tries again."""
    try:
        done = await database.clear_log()
    except StateError as error:
        log.warning("what was deleted may stand in the database's log until the next purge: %s", error)
        return
    if not done:
        log.info("what was deleted may stand in the database's log until the next purge: somebody else reads it")


async def _purge_use(connection: AsyncConnection, retention: Retention, now: datetime) -> int:
    """Delete old counts, and those of days gone by of people who asked to be forgotten on them."""
    today = now.date()
    forgotten = select(FORGOTTEN.c.person_id).where(
        FORGOTTEN.c.day == USE.c.day, FORGOTTEN.c.person_id == USE.c.person_id
    )
    gone = await connection.execute(delete(USE).where(USE.c.day < today, forgotten.exists()))
    count = gone.rowcount
    if retention.usage_days is not None:
        old = (now - timedelta(days=retention.usage_days)).date()
        count += (await connection.execute(delete(USE).where(USE.c.day < old))).rowcount
    await connection.execute(delete(FORGOTTEN).where(FORGOTTEN.c.day < today))
    return count
