"""Which daemon writes a database that several machines share."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Empty on SQLite, where the lock of the file is enough."""
    op.create_table(
        "tenure",
        sa.Column("number", sa.Integer(), sa.Identity(), nullable=False),
        sa.Column("holder", AutoString(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
