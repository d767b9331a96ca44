"""Flags of transactions that no block holds yet, and what those transactions spend."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let a flag be without a block, and remember the transactions that are not settled."""
    # SQLite cannot make a column nullable, and the table cannot be made anew: allocations refer to its rows.
    op.drop_index(op.f("ix_flag_block_hash"), table_name="flag")
    op.alter_column("flag", "block_hash", new_column_name="old_block_hash")
    op.add_column("flag", sa.Column("block_hash", AutoString(), nullable=True))
    op.execute("UPDATE flag SET block_hash = old_block_hash")
    op.drop_column("flag", "old_block_hash")
    op.create_index(op.f("ix_flag_block_hash"), "flag", ["block_hash"], unique=False)
    op.add_column("flag", sa.Column("seen_by", AutoString(), nullable=True))
    op.add_column("flag", sa.Column("replaced_by", AutoString(), nullable=True))
    op.create_table(
        "unsettled",
        sa.Column("txid", AutoString(), nullable=False),
        sa.Column("outpoints", sa.LargeBinary(), nullable=False),
        sa.Column("scripts", sa.JSON(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("first_seen", UTCDateTime(), nullable=False),
        sa.Column("last_seen", UTCDateTime(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.Column("source", AutoString(), nullable=True),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.Column("rival", AutoString(), nullable=True),
        sa.Column("block_hash", AutoString(), nullable=True),
        sa.PrimaryKeyConstraint("txid"),
    )
