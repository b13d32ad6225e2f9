"""The tables, as the newest migration leaves them; a test compares the two."""

from __future__ import annotations

from datetime import UTC, datetime

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


SETTINGS = Table(
    "server_settings",
    METADATA,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", String(40), primary_key=True),
    Column("value", JSON, nullable=False),
)

ANSWERS = Table(
    "answers",
    METADATA,
    Column("id", String(24), primary_key=True),
    Column("guild_id", BigInteger),
    Column("channel_id", BigInteger, nullable=False),
    Column("asker_id", BigInteger, nullable=False, index=True),
    Column("message_id", BigInteger, index=True),
    Column("shared_id", BigInteger, index=True),
    Column("way", String(16), nullable=False),
    Column("private", Boolean, nullable=False),
    Column("answered", Boolean, nullable=False),
    Column("result", JSON, nullable=False),
    Column("snapshot", String(80), nullable=False),
    Column("earlier", JSON, nullable=False),
    Column("before", String(24)),
    Column("created_at", Moment, nullable=False, index=True),
    Index(None, "channel_id", "created_at"),
)

CITED = Table(
    "cited_articles",
    METADATA,
    Column("answer_id", String(24), primary_key=True),
    Column("article_id", String(400), primary_key=True),
    Column("guild_id", BigInteger),
    Index(None, "article_id"),
)

SEARCHES = Table(
    "kept_searches",
    METADATA,
    Column("id", String(24), primary_key=True),
    Column("guild_id", BigInteger, index=True),
    Column("person_id", BigInteger, nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("words", Text, nullable=False),
    Column("created_at", Moment, nullable=False, index=True),
)

FEEDBACK = Table(
    "feedback",
    METADATA,
    Column("answer_id", String(24), primary_key=True),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("guild_id", BigInteger, index=True),
    Column("asker_id", BigInteger, nullable=False, index=True),
    Column("helpful", Boolean, nullable=False),
    Column("complaint", String(16)),
    Column("words", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("article_ids", JSON, nullable=False),
    Column("private", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False, index=True),
)

GAPS = Table(
    "gaps",
    METADATA,
    Column("id", ROW_ID, primary_key=True),
    Column("guild_id", BigInteger, index=True),
    Column("channel_id", BigInteger, nullable=False),
    Column("asker_id", BigInteger, nullable=False, index=True),
    Column("question", Text, nullable=False),
    Column("language", String(2), nullable=False),
    Column("answer_id", String(24), nullable=False, unique=True),
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
    Column("action", String(40), nullable=False),
    Column("detail", JSON, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)

GOLDEN = Table(
    "golden_questions",
    METADATA,
    Column("id", ROW_ID, primary_key=True),
    Column("guild_id", BigInteger, nullable=False, index=True),
    Column("question", Text, nullable=False),
    Column("article_id", String(400), nullable=False),
    Column("words", Text, nullable=False),
    Column("added_by", BigInteger, nullable=False),
    Column("created_at", Moment, nullable=False),
)

BUILDS = Table(
    "builds",
    METADATA,
    Column("id", ROW_ID, primary_key=True),
    Column("guild_id", BigInteger, index=True),
    Column("person_id", BigInteger, nullable=False, index=True),
    Column("snapshot", String(80), nullable=False, index=True),
    Column("in_use", Boolean, nullable=False),
    Column("report", JSON, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)

MARKS = Table(
    "marks",
    METADATA,
    Column("name", String(120), primary_key=True),
    Column("value", Text, nullable=False),
)
