"""When feedback was dealt with."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the time; what was said before waits, as it did."""
    op.add_column("feedback", sa.Column("done_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Drop it."""
    with op.batch_alter_table("feedback") as table:
        table.drop_column("done_at")
