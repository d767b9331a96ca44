"""What labelled scripts did in the times of stated figures, when a source dates the past, who made an override."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of what was read before nobody noted the time; it is told when that history is read anew."""
    op.add_column("history_transaction", sa.Column("told_time", UTCDateTime(), nullable=True))
    op.create_table(
        "labelled_period",
        sa.Column("issuer", AutoString(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("scripts", sa.Integer(), nullable=False),
        sa.Column("known", sa.Integer(), nullable=False),
        sa.Column("before_sats", sa.BigInteger(), nullable=False),
        sa.Column("came_sats", sa.BigInteger(), nullable=False),
        sa.Column("left_sats", sa.BigInteger(), nullable=False),
        sa.Column("after_sats", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("issuer", "first_day", "last_day"),
    )
