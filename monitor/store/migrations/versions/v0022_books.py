"""Labelled scripts beside stated figures, rules that read a document, filings of several registrants."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0022"
down_revision = "0021"
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
    op.add_column("override", sa.Column("origin", AutoString(), nullable=False, server_default="review"))
    op.execute("UPDATE override SET origin = 'moved' WHERE act = 'exclude' AND why LIKE 'moved to % by %'")
    op.add_column("original", sa.Column("read_by", AutoString(), nullable=True))
    op.create_index(op.f("ix_original_read_by"), "original", ["read_by"], unique=False)
    _file_by_registrant()


def _file_by_registrant() -> None:
    """A filing is known by number and company."""
    op.rename_table("filing", "filing_before")
    for column in ("cik", "state"):
        op.drop_index(op.f(f"ix_filing_{column}"), "filing_before")
    op.create_table(
        "filing",
        sa.Column("accession", AutoString(), nullable=False),
        sa.Column("cik", sa.Integer(), nullable=False),
        sa.Column("issuer", AutoString(), nullable=False),
        sa.Column("form", AutoString(), nullable=False),
        sa.Column("filed", sa.Date(), nullable=False),
        sa.Column("period", sa.Date(), nullable=True),
        sa.Column("primary_document", AutoString(), nullable=False),
        sa.Column("state", AutoString(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("retry_at", UTCDateTime(), nullable=True),
        sa.Column("reason", AutoString(), nullable=True),
        sa.PrimaryKeyConstraint("accession", "cik"),
    )
    for column in ("cik", "state"):
        op.create_index(op.f(f"ix_filing_{column}"), "filing", [column], unique=False)
    op.execute("INSERT INTO filing SELECT * FROM filing_before")
    op.drop_table("filing_before")
