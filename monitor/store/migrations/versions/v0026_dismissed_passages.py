"""Passages that no rule understood and of which a reviewer said that they tell nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has dismissed anything before."""
    op.add_column("original", sa.Column("dismissed", sa.JSON(), nullable=False, server_default="[]"))
