"""What of an amount came from unlabelled scripts that signed together with a miner's."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of what was told before only the labelled part was counted."""
    for name in ("flag", "transfer", "trail"):
        op.add_column(name, sa.Column("co_spent_sats", sa.BigInteger(), nullable=False, server_default="0"))
