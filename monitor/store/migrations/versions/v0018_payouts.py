"""Payouts for mining, and which of the paid scripts are one owner's."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Payouts of blocks that were scanned before are not known; a backfill brings them."""
    op.create_table(
        "payout",
        sa.Column("txid", AutoString(), nullable=False),
        sa.Column("vout", sa.Integer(), nullable=False),
        sa.Column("script_pubkey", sa.LargeBinary(), nullable=False),
        sa.Column("sats", sa.BigInteger(), nullable=False),
        sa.Column("pool", AutoString(), nullable=True),
        sa.Column("time", UTCDateTime(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("block_hash", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("txid", "vout"),
    )
    op.create_index("ix_payout_script", "payout", ["script_pubkey", "time"], unique=False)
    op.create_table(
        "payout_join",
        sa.Column("one", sa.LargeBinary(), nullable=False),
        sa.Column("other", sa.LargeBinary(), nullable=False),
        sa.Column("txid", AutoString(), nullable=False),
        sa.Column("time", UTCDateTime(), nullable=False),
        sa.Column("block_hash", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("one", "other", "txid"),
    )
    for table in ("payout", "payout_join"):
        for column in ("time", "block_hash"):
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
