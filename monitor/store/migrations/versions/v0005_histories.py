"""Histories of scripts take the place of seeded coins; flags say what their inclusion rests on."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0005"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Every miner's script is read anew: what was seeded says nothing of its past."""
    op.drop_table("seeded")
    op.create_table(
        "history",
        sa.Column("script_pubkey", sa.LargeBinary(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("reason", AutoString(), nullable=True),
        sa.Column("source", AutoString(), nullable=True),
        sa.Column("cursor", AutoString(), nullable=True),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("transactions", sa.Integer(), nullable=False),
        sa.Column("funded", sa.Integer(), nullable=False),
        sa.Column("spent", sa.Integer(), nullable=False),
        sa.Column("upto_hash", AutoString(), nullable=True),
        sa.Column("upto_height", sa.Integer(), nullable=True),
        sa.Column("label_set", AutoString(), nullable=True),
        sa.Column("checked_at", UTCDateTime(), nullable=True),
        sa.Column("retry_at", UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("script_pubkey"),
    )
    op.create_index(op.f("ix_history_state"), "history", ["state"], unique=False)
    op.create_table(
        "history_transaction",
        sa.Column("script_pubkey", sa.LargeBinary(), nullable=False),
        sa.Column("txid", AutoString(), nullable=False),
        sa.Column("block_hash", AutoString(), nullable=False),
        sa.Column("told_height", sa.Integer(), nullable=True),
        sa.Column("funds", sa.JSON(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("time", UTCDateTime(), nullable=True),
        sa.Column("proven", sa.Boolean(), nullable=True),
        sa.Column("taken", AutoString(), nullable=True),
        sa.PrimaryKeyConstraint("script_pubkey", "txid"),
    )
    op.create_index(
        op.f("ix_history_transaction_block_hash"), "history_transaction", ["block_hash"], unique=False
    )
    yes, no = sa.true(), sa.false()
    op.add_column("transfer", sa.Column("proven_inclusion", sa.Boolean(), nullable=False, server_default=yes))
    op.add_column("flag", sa.Column("proven_inclusion", sa.Boolean(), nullable=False, server_default=yes))
    op.add_column("flag", sa.Column("late", sa.Boolean(), nullable=False, server_default=no))
