"""What feeds told of."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing was told by feeds before."""
    op.create_table(
        "feed_item",
        sa.Column("feed", AutoString(), nullable=False),
        sa.Column("guid", AutoString(), nullable=False),
        sa.Column("url", AutoString(), nullable=False),
        sa.Column("title", AutoString(), nullable=False),
        sa.Column("story", AutoString(), nullable=False),
        sa.Column("issuer", AutoString(), nullable=True),
        sa.Column("published", UTCDateTime(), nullable=True),
        sa.Column("first_seen", UTCDateTime(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("retry_at", UTCDateTime(), nullable=True),
        sa.Column("rule", AutoString(), nullable=True),
        sa.Column("reason", AutoString(), nullable=True),
        sa.Column("digest", AutoString(), nullable=True),
        sa.PrimaryKeyConstraint("feed", "guid"),
    )
    for column in ("url", "story", "state"):
        op.create_index(op.f(f"ix_feed_item_{column}"), "feed_item", [column], unique=False)
