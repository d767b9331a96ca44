"""Whether a second operator knows of no more of a script than is held."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

revision = "0012"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Histories that were read before are asked about from now on."""
    op.add_column("history", sa.Column("corroborated_by", AutoString(), nullable=True))
    op.add_column("history", sa.Column("dissent", AutoString(), nullable=True))
    op.add_column("history", sa.Column("ask_at", UTCDateTime(), nullable=True))
