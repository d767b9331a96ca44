"""What it takes to tell trails again when labels change."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of trails of before it is not known who spent what: they stay as they were told."""
    op.add_column("trail", sa.Column("senders", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("trail_coin", sa.Column("spent_by", AutoString(), nullable=True))
    op.add_column(
        "trail_end", sa.Column("candidate", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "trail_end", sa.Column("label_confidence", sa.Integer(), nullable=False, server_default="100")
    )
    op.add_column("trail_end", sa.Column("script_pubkey", sa.LargeBinary(), nullable=True))
    op.add_column("trail_end", sa.Column("value_sats", sa.BigInteger(), nullable=False, server_default="0"))
    op.create_index(op.f("ix_trail_end_txid"), "trail_end", ["txid"], unique=False)
