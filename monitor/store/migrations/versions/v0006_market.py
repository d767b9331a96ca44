"""Time and money: median times, rewards, first sightings, prices, the market of each day."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Blocks that were scanned before keep NULL in the new columns."""
    op.add_column("block", sa.Column("reward_sats", sa.BigInteger(), nullable=True))
    op.add_column("block", sa.Column("median_time", UTCDateTime(), nullable=True))
    op.create_table(
        "sighting",
        sa.Column("txid", AutoString(), nullable=False),
        sa.Column("first_seen", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("txid"),
    )
    op.create_table(
        "price",
        sa.Column("slot", UTCDateTime(), nullable=False),
        sa.Column("source", AutoString(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("usd", sa.Numeric(precision=20, scale=2), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("slot", "source"),
    )
    op.create_table(
        "market",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("difficulty", AutoString(), nullable=False),
        sa.Column("subsidy_sats", sa.BigInteger(), nullable=False),
        sa.Column("fee_sats", sa.Numeric(precision=20, scale=2), nullable=True),
        sa.Column("fee_blocks", sa.Integer(), nullable=True),
        sa.Column("fee_source", AutoString(), nullable=True),
        sa.Column("usd", sa.Numeric(precision=20, scale=2), nullable=True),
        sa.Column("price_at", UTCDateTime(), nullable=True),
        sa.Column("price_source", AutoString(), nullable=True),
        sa.Column("disagreement_pct", sa.Numeric(precision=10, scale=1), nullable=True),
        sa.Column("change_pct", sa.Numeric(precision=20, scale=1), nullable=True),
        sa.Column("change_rests_on", AutoString(), nullable=True),
        sa.Column("rests_on", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("day"),
    )
