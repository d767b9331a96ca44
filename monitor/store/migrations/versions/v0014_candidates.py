"""Labels that the chain suggests."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Flags and transfers of before rest on reviewed labels."""
    for name in ("flag", "transfer"):
        op.add_column(name, sa.Column("candidate", sa.Boolean(), nullable=False, server_default=sa.false()))
    for name in ("decisions", "decisions_judged", "evicted"):
        op.add_column("chain", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "candidate",
        sa.Column("candidate_id", AutoString(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("entity", AutoString(), nullable=True),
        sa.Column("category", AutoString(), nullable=False),
        sa.Column("script_pubkey", sa.LargeBinary(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("first_seen", UTCDateTime(), nullable=False),
        sa.Column("last_seen", UTCDateTime(), nullable=False),
        sa.Column("decided_at", UTCDateTime(), nullable=True),
        sa.Column("decided_by", AutoString(), nullable=True),
        sa.Column("why", AutoString(), nullable=True),
        sa.PrimaryKeyConstraint("candidate_id"),
    )
    op.create_index("ix_candidate_open", "candidate", ["state", "kind", "pieces", "last_seen"], unique=False)
    op.create_table(
        "candidate_evidence",
        sa.Column("candidate_id", AutoString(), nullable=False),
        sa.Column("txid", AutoString(), nullable=False),
        sa.Column("block_hash", AutoString(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("time", UTCDateTime(), nullable=False),
        sa.Column("says", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("candidate_id", "txid"),
    )
    op.create_index(
        op.f("ix_candidate_evidence_block_hash"), "candidate_evidence", ["block_hash"], unique=False
    )
