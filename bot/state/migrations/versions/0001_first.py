"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables."""
    op.create_table(
        "answers",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("asker_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("shared_id", sa.BigInteger(), nullable=True),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("earlier", sa.JSON(), nullable=False),
        sa.Column("before", sa.String(length=24), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
    )
    op.create_index(op.f("ix_answers_asker_id"), "answers", ["asker_id"], unique=False)
    op.create_index(op.f("ix_answers_before"), "answers", ["before"], unique=False)
    op.create_index(op.f("ix_answers_channel_id_created_at"), "answers", ["channel_id", "created_at"], unique=False)
    op.create_index(op.f("ix_answers_created_at"), "answers", ["created_at"], unique=False)
    op.create_index(op.f("ix_answers_message_id"), "answers", ["message_id"], unique=False)
    op.create_index(op.f("ix_answers_shared_id"), "answers", ["shared_id"], unique=False)
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_at"), "audit", ["at"], unique=False)
    op.create_index(op.f("ix_audit_guild_id"), "audit", ["guild_id"], unique=False)
    op.create_index(op.f("ix_audit_person_id"), "audit", ["person_id"], unique=False)
    op.create_table(
        "builds",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_builds")),
    )
    op.create_index(op.f("ix_builds_at"), "builds", ["at"], unique=False)
    op.create_index(op.f("ix_builds_guild_id"), "builds", ["guild_id"], unique=False)
    op.create_index(op.f("ix_builds_person_id"), "builds", ["person_id"], unique=False)
    op.create_index(op.f("ix_builds_snapshot"), "builds", ["snapshot"], unique=False)
    op.create_table(
        "cited_articles",
        sa.Column("answer_id", sa.String(length=24), nullable=False),
        sa.Column("article_id", sa.String(length=400), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("answer_id", "article_id", name=op.f("pk_cited_articles")),
    )
    op.create_index(op.f("ix_cited_articles_article_id"), "cited_articles", ["article_id"], unique=False)
    op.create_table(
        "feedback",
        sa.Column("answer_id", sa.String(length=24), nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("asker_id", sa.BigInteger(), nullable=False),
        sa.Column("helpful", sa.Boolean(), nullable=False),
        sa.Column("complaint", sa.String(length=16), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("article_ids", sa.JSON(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("answer_id", "person_id", name=op.f("pk_feedback")),
    )
    op.create_index(op.f("ix_feedback_asker_id"), "feedback", ["asker_id"], unique=False)
    op.create_index(op.f("ix_feedback_created_at"), "feedback", ["created_at"], unique=False)
    op.create_index(op.f("ix_feedback_guild_id"), "feedback", ["guild_id"], unique=False)
    op.create_table(
        "forgotten_people",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_forgotten_people")),
    )
    op.create_table(
        "gaps",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("asker_id", sa.BigInteger(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("answer_id", sa.String(length=24), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gaps")),
        sa.UniqueConstraint("answer_id", name=op.f("uq_gaps_answer_id")),
    )
    op.create_index(op.f("ix_gaps_asker_id"), "gaps", ["asker_id"], unique=False)
    op.create_index(op.f("ix_gaps_created_at"), "gaps", ["created_at"], unique=False)
    op.create_index(op.f("ix_gaps_guild_id"), "gaps", ["guild_id"], unique=False)
    op.create_table(
        "golden_questions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("added_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_golden_questions")),
    )
    op.create_index(op.f("ix_golden_questions_guild_id"), "golden_questions", ["guild_id"], unique=False)
    op.create_table(
        "kept_searches",
        sa.Column("id", sa.String(length=24), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_searches")),
    )
    op.create_index(op.f("ix_kept_searches_created_at"), "kept_searches", ["created_at"], unique=False)
    op.create_index(op.f("ix_kept_searches_guild_id"), "kept_searches", ["guild_id"], unique=False)
    op.create_index(op.f("ix_kept_searches_person_id"), "kept_searches", ["person_id"], unique=False)
    op.create_table(
        "left_servers",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_left_servers")),
    )
    op.create_index(op.f("ix_left_servers_at"), "left_servers", ["at"], unique=False)
    op.create_table(
        "marks",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_marks")),
    )
    op.create_table(
        "server_settings",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "name", name=op.f("pk_server_settings")),
    )
    op.create_table(
        "use_by_day",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "day", "person_id", name=op.f("pk_use_by_day")),
    )
    op.create_index(op.f("ix_use_by_day_day"), "use_by_day", ["day"], unique=False)
    op.create_index(op.f("ix_use_by_day_person_id"), "use_by_day", ["person_id"], unique=False)


def downgrade() -> None:
    """Drop them."""
    tables = (
        "marks",
        "use_by_day",
        "server_settings",
        "left_servers",
        "golden_questions",
        "kept_searches",
        "gaps",
        "forgotten_people",
        "feedback",
        "cited_articles",
        "builds",
        "audit",
        "answers",
    )
    for table in tables:
        op.drop_table(table)
