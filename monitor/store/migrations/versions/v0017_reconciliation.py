"""Reviewers' overrides of statements, coverage gaps with their revisions, and evidence about episodes."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Gaps of before are told at the next reconciliation of their issuer."""
    op.add_column("episode", sa.Column("evidence", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column(
        "episode", sa.Column("unexplained_sats", sa.BigInteger(), nullable=False, server_default="0")
    )
    op.create_table(
        "override",
        sa.Column("number", sa.Integer(), sa.Identity(), nullable=False),
        sa.Column("issuer", AutoString(), nullable=False),
        sa.Column("statement_id", AutoString(), nullable=False),
        sa.Column("act", AutoString(), nullable=False),
        sa.Column("episode_id", AutoString(), nullable=True),
        sa.Column("flag_id", AutoString(), nullable=True),
        sa.Column("sats", sa.BigInteger(), nullable=True),
        sa.Column("correction", sa.JSON(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("who", AutoString(), nullable=False),
        sa.Column("why", AutoString(), nullable=False),
        sa.Column("undone_at", UTCDateTime(), nullable=True),
        sa.Column("undone_by", AutoString(), nullable=True),
        sa.Column("undone_why", AutoString(), nullable=True),
        sa.ForeignKeyConstraint(["episode_id"], ["episode.episode_id"]),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.statement_id"]),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index(op.f("ix_override_issuer"), "override", ["issuer"], unique=False)
    op.create_index(op.f("ix_override_statement_id"), "override", ["statement_id"], unique=False)
    op.create_table(
        "gap",
        sa.Column("statement_id", AutoString(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("issuer", AutoString(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("told_sats", sa.BigInteger(), nullable=False),
        sa.Column("seen_sats", sa.BigInteger(), nullable=False),
        sa.Column("on_its_way_sats", sa.BigInteger(), nullable=False),
        sa.Column("cause", AutoString(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("payload", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.statement_id"]),
        sa.PrimaryKeyConstraint("statement_id", "revision"),
    )
    op.create_index(op.f("ix_gap_issuer"), "gap", ["issuer"], unique=False)
