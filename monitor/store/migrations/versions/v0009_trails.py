"""Trails of miners' outflows, and the way behind a flag."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0009"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Flags that stand already were paid directly."""
    op.add_column("flag", sa.Column("path", sa.JSON(), nullable=False, server_default="[]"))
    op.create_table(
        "trail",
        sa.Column("trail_id", AutoString(), nullable=False),
        sa.Column("miner", AutoString(), nullable=False),
        sa.Column("txid", AutoString(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("block_hash", AutoString(), nullable=False),
        sa.Column("time", UTCDateTime(), nullable=False),
        sa.Column("sats", sa.BigInteger(), nullable=False),
        sa.Column("pattern", AutoString(), nullable=False),
        sa.Column("proven_senders", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("trail_id"),
    )
    op.create_table(
        "trail_coin",
        sa.Column("trail_id", AutoString(), nullable=False),
        sa.Column("txid", AutoString(), nullable=False),
        sa.Column("vout", sa.Integer(), nullable=False),
        sa.Column("script_pubkey", sa.LargeBinary(), nullable=False),
        sa.Column("value_sats", sa.BigInteger(), nullable=False),
        sa.Column("sats", sa.BigInteger(), nullable=False),
        sa.Column("path", sa.JSON(), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("block_hash", AutoString(), nullable=False),
        sa.Column("time", UTCDateTime(), nullable=False),
        sa.Column("closed_block", AutoString(), nullable=True),
        sa.PrimaryKeyConstraint("trail_id", "txid", "vout"),
    )
    op.create_table(
        "trail_end",
        sa.Column("trail_id", AutoString(), nullable=False),
        sa.Column("txid", AutoString(), nullable=False),
        sa.Column("vout", sa.Integer(), nullable=False),
        sa.Column("miner", AutoString(), nullable=False),
        sa.Column("ending", AutoString(), nullable=False),
        sa.Column("sats", sa.BigInteger(), nullable=False),
        sa.Column("path", sa.JSON(), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=False),
        sa.Column("entity", AutoString(), nullable=True),
        sa.Column("category", AutoString(), nullable=True),
        sa.Column("conflicted", sa.Boolean(), nullable=False),
        sa.Column("block_hash", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("trail_id", "txid", "vout"),
    )
    for table, column in (
        ("trail", "miner"),
        ("trail", "block_hash"),
        ("trail", "time"),
        ("trail_coin", "block_hash"),
        ("trail_coin", "closed_block"),
        ("trail_end", "ending"),
        ("trail_end", "block_hash"),
    ):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
