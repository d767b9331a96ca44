"""The coverage ledger apart from the blocks, headers without a scanned block, and a version of the coins."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What each block's one scan was so far becomes its first line in the ledger."""
    op.create_table(
        "coverage",
        sa.Column("block_hash", AutoString(), nullable=False),
        sa.Column("label_set", AutoString(), nullable=False),
        sa.Column("source", AutoString(), nullable=False),
        sa.Column("scanned_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("block_hash", "label_set", "source"),
    )
    op.execute("INSERT INTO coverage SELECT block_hash, label_set, source, scanned_at FROM block")
    for column in ("label_set", "source", "scanned_at"):
        op.drop_column("block", column)
    op.create_table(
        "header",
        sa.Column("height", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("block_hash", AutoString(), nullable=False),
        sa.Column("header", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("height"),
    )
    op.add_column("chain", sa.Column("coins_version", sa.Integer(), nullable=False, server_default="0"))
