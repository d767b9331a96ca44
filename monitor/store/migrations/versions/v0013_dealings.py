"""A miner's flags to one counterparty are found at once."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """An index for the dealings of a pair."""
    op.create_index("ix_flag_dealings", "flag", ["miner", "to_entity", "block_time"], unique=False)
