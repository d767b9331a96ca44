"""Sweeps of which it is looked up who filled the swept scripts, and what of the evidence that makes doubtful."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was learned before is not looked up."""
    op.create_table(
        "sweep",
        sa.Column("txid", AutoString(), nullable=False),
        sa.Column("block_hash", AutoString(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("time", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("txid"),
    )
    op.create_index(op.f("ix_sweep_block_hash"), "sweep", ["block_hash"], unique=False)
    op.create_index(op.f("ix_sweep_time"), "sweep", ["time"], unique=False)
    op.add_column("candidate", sa.Column("doubted", sa.Integer(), nullable=False, server_default="0"))
    op.add_column(
        "candidate_evidence", sa.Column("doubted", sa.Boolean(), nullable=False, server_default=sa.false())
    )
