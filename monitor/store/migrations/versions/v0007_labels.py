"""The label set by which flags stand."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A database of before knows none, so that its flags are looked over at the next start."""
    op.add_column("chain", sa.Column("label_set", AutoString(), nullable=True))
