"""Passages of documents that speak of parting with coins, and that no rule understood."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Documents of before have theirs noted when they are read again, which newer rules do by themselves."""
    op.add_column("original", sa.Column("not_understood", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("original", sa.Column("passages", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_original_passages", "original", ["passages"])
