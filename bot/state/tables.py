"""The tables, as the newest migration leaves them; a test compares the two.

Text is made fit for every database at this door: what PostgreSQL or SQLite refuse becomes U+FFFD, one character each,
so that places in a text stay right.
"""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

# Names for indexes and keys, so that a migration on any database can name what it changes.
METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

ROW_ID = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up by itself only for its own INTEGER


class Moment(TypeDecorator[datetime]):
    """An aware time in UTC; SQLite keeps no zone, so it is put on again when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return `value` in UTC.

        Raises:
            ValueError: it has no zone.
        """
        if value is not None and value.tzinfo is None:
            msg = f"{value} has no time zone; use datetime.now(UTC)"
            raise ValueError(msg)
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return `value` with its zone."""
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


UNFIT = re.compile("[\0\ud800-\udfff]")  # PostgreSQL stores no NUL, and half a surrogate pair has no UTF-8
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def fit(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Return JSON's `value` without what a database refuses; a number that JSON does not know becomes None."""
    match value:
        case str():
            return UNFIT.sub(REPLACEMENT, value)
        case float():
            return value if math.isfinite(value) else None
        case dict():
            return {fit(name): fit(one) for name, one in value.items()}
        case list() | tuple():
            return [fit(one) for one in value]
        case _:
            return value


class Words(TypeDecorator[str]):
    """Text that people wrote, of any length."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return `value` as every database takes it."""
        return None if value is None else fit(value)


class Name(TypeDecorator[str]):
    """A short text that keys and indexes hold."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return `value` as every database takes it."""
        return None if value is None else fit(value)


class Record(TypeDecorator[Any]):
    """JSON."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401 - whatever JSON can hold
        """Return `value` as every database takes it."""
        return fit(value)


SETTINGS = Table(
    "server_settings",
    METADATA,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Name(40), primary_key=True),
    Column("value", Record, nullable=False),
)

ANSWERS = Table(
    "answers",
    METADATA,
    Column("id", Name(24), primary_key=True),
    Column("guild_id", BigInteger),
    Column("channel_id", BigInteger, nullable=False),
    Column("asker_id", BigInteger, nullable=False, index=True),
    Column("message_id", BigInteger, index=True),
    Column("shared_id", BigInteger, index=True),
    Column("way", Name(16), nullable=False),
    Column("private", Boolean, nullable=False),
    Column("answered", Boolean, nullable=False),
    Column("result", Record, nullable=False),
    Column("snapshot", Words, nullable=False),
    Column("earlier", Record, nullable=False),
    Column("before", Name(24), index=True),
    Column("created_at", Moment, nullable=False, index=True),
    Index(None, "channel_id", "created_at"),
)

CITED = Table(
    "cited_articles",
    METADATA,
    Column("answer_id", Name(24), primary_key=True),
    Column("article_id", Name(400), primary_key=True),
    Column("guild_id", BigInteger),
    Index(None, "article_id"),
)

SEARCHES = Table(
    "kept_searches",
    METADATA,
    Column("id", Name(24), primary_key=True),
    Column("guild_id", BigInteger, index=True),
    Column("person_id", BigInteger, nullable=False, index=True),
    Column("kind", Name(16), nullable=False),
    Column("words", Words, nullable=False),
    Column("created_at", Moment, nullable=False, index=True),
)

FEEDBACK = Table(
    "feedback",
    METADATA,
    Column("answer_id", Name(24), primary_key=True),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, index=True),
    Column("channel_id", BigInteger),
    Column("asker_id", BigInteger, nullable=False, index=True),
    Column("helpful", Boolean, nullable=False),
    Column("complaint", Name(16)),
    Column("words", Words, nullable=False),
    Column("question", Words, nullable=False),
    Column("article_ids", Record, nullable=False),
    Column("private", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False, index=True),
    Column("done_at", Moment),
)

GAPS = Table(
    "gaps",
    METADATA,
    Column("id", ROW_ID, primary_key=True),
    Column("guild_id", BigInteger, index=True),
    Column("channel_id", BigInteger, nullable=False),
    Column("asker_id", BigInteger, nullable=False, index=True),
    Column("question", Words, nullable=False),
    Column("language", Name(2), nullable=False),
    Column("answer_id", Name(24), nullable=False, unique=True),
    Column("created_at", Moment, nullable=False, index=True),
    Column("told_at", Moment),
    Column("private", Boolean, nullable=False),
)

USE = Table(
    "use_by_day",
    METADATA,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),  # 0 for direct messages
    Column("day", Date, primary_key=True, index=True),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False, index=True),
    Column("taken", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
)

AUDIT = Table(
    "audit",
    METADATA,
    Column("id", ROW_ID, primary_key=True),
    Column("guild_id", BigInteger, index=True),
    Column("person_id", BigInteger, nullable=False, index=True),
    Column("action", Words, nullable=False),
    Column("detail", Record, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)

GOLDEN = Table(
    "golden_questions",
    METADATA,
    Column("id", ROW_ID, primary_key=True),
    Column("guild_id", BigInteger, nullable=False, index=True),
    Column("question", Words, nullable=False),
    Column("article_id", Words, nullable=False),
    Column("words", Words, nullable=False),
    Column("added_by", BigInteger, nullable=False),
    Column("created_at", Moment, nullable=False),
)

BUILDS = Table(
    "builds",
    METADATA,
    Column("id", ROW_ID, primary_key=True),
    Column("guild_id", BigInteger, index=True),
    Column("person_id", BigInteger, nullable=False, index=True),
    Column("snapshot", Words, nullable=False, index=True),
    Column("in_use", Boolean, nullable=False),
    Column("report", Record, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)

MARKS = Table(
    "marks",
    METADATA,
    Column("name", Name(120), primary_key=True),
    Column("value", Words, nullable=False),
)

LEFT = Table(
    "left_servers",
    METADATA,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False, index=True),
)

FORGOTTEN = Table(  # whose counts of a day go once the day is over and its limits no longer need them
    "forgotten_people",
    METADATA,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Date, nullable=False),
)
