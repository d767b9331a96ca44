"""Which coins of miners a coinbase or a pool paid."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of coins of before nobody looked who paid them; a second scan of their blocks tells."""
    op.add_column("coin", sa.Column("mined", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column(
        "labelled_period", sa.Column("mined_sats", sa.BigInteger(), nullable=False, server_default="0")
    )
