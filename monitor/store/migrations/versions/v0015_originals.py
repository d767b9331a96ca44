"""Documents as they were received, and the filings that they come from."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What was stated before was entered by hand."""
    op.add_column("document", sa.Column("digest", AutoString(), nullable=True))
    op.create_index(op.f("ix_document_digest"), "document", ["digest"], unique=False)
    op.add_column("statement", sa.Column("proceeds_usdt", sa.Numeric(20, 2), nullable=True))
    op.add_column("statement", sa.Column("derived", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("statement", sa.Column("rule", AutoString(), nullable=False, server_default=""))
    op.create_table(
        "original",
        sa.Column("digest", AutoString(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", AutoString(), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.Column("text", AutoString(), nullable=True),
        sa.Column("outcome", AutoString(), nullable=False),
        sa.Column("reason", AutoString(), nullable=True),
        sa.Column("mentions", sa.JSON(), nullable=False),
        sa.Column("read_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("digest"),
    )
    op.create_index(op.f("ix_original_outcome"), "original", ["outcome"], unique=False)
    op.create_table(
        "original_place",
        sa.Column("digest", AutoString(), nullable=False),
        sa.Column("url", AutoString(), nullable=False),
        sa.Column("how", AutoString(), nullable=False),
        sa.Column("issuer", AutoString(), nullable=True),
        sa.Column("accession", AutoString(), nullable=True),
        sa.Column("form", AutoString(), nullable=True),
        sa.Column("exhibit", AutoString(), nullable=True),
        sa.Column("filed", sa.Date(), nullable=True),
        sa.Column("period", sa.Date(), nullable=True),
        sa.Column("fetched_at", UTCDateTime(), nullable=False),
        sa.Column("fetched_by", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(["digest"], ["original.digest"]),
        sa.PrimaryKeyConstraint("digest", "url"),
    )
    for column in ("url", "issuer", "accession"):
        op.create_index(op.f(f"ix_original_place_{column}"), "original_place", [column], unique=False)
    _create_filings()


def _create_filings() -> None:
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
        sa.PrimaryKeyConstraint("accession"),
    )
    for column in ("cik", "state"):
        op.create_index(op.f(f"ix_filing_{column}"), "filing", [column], unique=False)
    op.create_table(
        "registrant",
        sa.Column("cik", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("issuer", AutoString(), nullable=False),
        sa.Column("name", AutoString(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("newest", AutoString(), nullable=True),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("cik"),
    )
