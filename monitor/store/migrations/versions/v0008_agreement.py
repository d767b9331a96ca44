"""What the sources say of each flag."""

import json

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString

revision = "0008"
down_revision = "0001"
branch_labels = None
depends_on = None

BEFORE = json.dumps(
    {"by": [], "against": [], "since": None, "waived": "raised before second sources were asked"}
)


def upgrade() -> None:
    """Flags that stand already are not asked about again."""
    op.add_column("flag", sa.Column("agreement", sa.JSON(), nullable=False, server_default=BEFORE))
    op.add_column("flag", sa.Column("agreement_state", AutoString(), nullable=False, server_default="alone"))
    op.add_column(
        "flag", sa.Column("agreement_open", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_index(op.f("ix_flag_agreement_state"), "flag", ["agreement_state"], unique=False)
    op.create_index(op.f("ix_flag_agreement_open"), "flag", ["agreement_open"], unique=False)
