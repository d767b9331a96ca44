"""The first schema."""

import sqlalchemy as sa
from alembic import op
from sqlmodel.sql.sqltypes import AutoString, UTCDateTime

from monitor.store.append_only import append_only

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create every table; what people did and what was told can never be rewritten."""
    op.create_table(
        "audit",
        sa.Column("audit_id", sa.Integer(), sa.Identity(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("who", AutoString(), nullable=False),
        sa.Column("action", AutoString(), nullable=False),
        sa.Column("subject", AutoString(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("why", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("audit_id"),
    )
    op.create_index(op.f("ix_audit_subject"), "audit", ["subject"], unique=False)
    op.create_table(
        "block",
        sa.Column("block_hash", AutoString(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("prev_hash", AutoString(), nullable=False),
        sa.Column("header", sa.LargeBinary(), nullable=False),
        sa.Column("time", UTCDateTime(), nullable=False),
        sa.Column("orphaned", sa.Boolean(), nullable=False),
        sa.Column("label_set", AutoString(), nullable=False),
        sa.Column("source", AutoString(), nullable=False),
        sa.Column("scanned_at", UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("block_hash"),
    )
    op.create_index(op.f("ix_block_height"), "block", ["height"], unique=False)
    op.create_table(
        "chain",
        sa.Column("network", AutoString(), nullable=False),
        sa.Column("tip_hash", AutoString(), nullable=False),
        sa.Column("tip_height", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("network"),
    )
    op.create_table(
        "coin",
        sa.Column("txid", AutoString(), nullable=False),
        sa.Column("vout", sa.Integer(), nullable=False),
        sa.Column("script_pubkey", sa.LargeBinary(), nullable=False),
        sa.Column("sats", sa.BigInteger(), nullable=False),
        sa.Column("block_hash", AutoString(), nullable=True),
        sa.Column("spent_block", AutoString(), nullable=True),
        sa.PrimaryKeyConstraint("txid", "vout"),
    )
    op.create_index(op.f("ix_coin_block_hash"), "coin", ["block_hash"], unique=False)
    op.create_index(op.f("ix_coin_spent_block"), "coin", ["spent_block"], unique=False)
    op.create_table(
        "document",
        sa.Column("document_id", AutoString(), nullable=False),
        sa.Column("issuer", AutoString(), nullable=False),
        sa.Column("url", AutoString(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("added_at", UTCDateTime(), nullable=False),
        sa.Column("added_by", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("document_id"),
    )
    op.create_index(op.f("ix_document_issuer"), "document", ["issuer"], unique=False)
    op.create_table(
        "episode",
        sa.Column("episode_id", AutoString(), nullable=False),
        sa.Column("miner", AutoString(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("opened_at", UTCDateTime(), nullable=False),
        sa.Column("last_at", UTCDateTime(), nullable=False),
        sa.Column("updated_at", UTCDateTime(), nullable=False),
        sa.Column("expires_at", UTCDateTime(), nullable=True),
        sa.Column("expired", sa.Boolean(), nullable=False),
        sa.Column("owner", AutoString(), nullable=True),
        sa.Column("dismissed", sa.Boolean(), nullable=False),
        sa.Column("standing", AutoString(), nullable=False),
        sa.Column("stage", AutoString(), nullable=False),
        sa.Column("severity", AutoString(), nullable=False),
        sa.Column("severity_rank", sa.Integer(), nullable=False),
        sa.Column("sats", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_sats", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("episode_id"),
    )
    op.create_index(op.f("ix_episode_last_at"), "episode", ["last_at"], unique=False)
    op.create_index(op.f("ix_episode_miner"), "episode", ["miner"], unique=False)
    op.create_index(op.f("ix_episode_standing"), "episode", ["standing"], unique=False)
    op.create_table(
        "outbox",
        sa.Column("outbox_id", sa.Integer(), sa.Identity(), nullable=False),
        sa.Column("topic", AutoString(), nullable=False),
        sa.Column("payload", AutoString(), nullable=False),
        sa.Column("retain", sa.Boolean(), nullable=False),
        sa.Column("created_at", UTCDateTime(), nullable=False),
        sa.Column("published_at", UTCDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("last_error", AutoString(), nullable=True),
        sa.PrimaryKeyConstraint("outbox_id"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_outbox_pending",
        "outbox",
        ["outbox_id"],
        unique=False,
        sqlite_where=sa.text("published_at IS NULL"),
        postgresql_where=sa.text("published_at IS NULL"),
    )
    op.create_table(
        "revision",
        sa.Column("episode_id", AutoString(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("cause", AutoString(), nullable=False),
        sa.Column("by", AutoString(), nullable=True),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("payload", AutoString(), nullable=False),
        sa.PrimaryKeyConstraint("episode_id", "revision"),
    )
    op.create_table(
        "seeded",
        sa.Column("script_pubkey", sa.LargeBinary(), nullable=False),
        sa.Column("seeded_at", UTCDateTime(), nullable=False),
        sa.Column("coins", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("script_pubkey"),
    )
    op.create_table(
        "transfer",
        sa.Column("txid", AutoString(), nullable=False),
        sa.Column("block_hash", AutoString(), nullable=False),
        sa.Column("from_entity", AutoString(), nullable=False),
        sa.Column("to_entity", AutoString(), nullable=False),
        sa.Column("to_type", AutoString(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("time", UTCDateTime(), nullable=False),
        sa.Column("sats", sa.BigInteger(), nullable=False),
        sa.Column("net_sats", sa.BigInteger(), nullable=False),
        sa.Column("gross_sats", sa.BigInteger(), nullable=True),
        sa.Column("returned_sats", sa.BigInteger(), nullable=False),
        sa.Column("outputs", sa.JSON(), nullable=False),
        sa.Column("senders", sa.JSON(), nullable=False),
        sa.Column("mixed_inputs", sa.Boolean(), nullable=False),
        sa.Column("proven_senders", sa.Boolean(), nullable=False),
        sa.Column("conflicted", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("txid", "block_hash", "from_entity", "to_entity"),
    )
    op.create_table(
        "flag",
        sa.Column("flag_id", AutoString(), nullable=False),
        sa.Column("episode_id", AutoString(), nullable=False),
        sa.Column("txid", AutoString(), nullable=False),
        sa.Column("miner", AutoString(), nullable=False),
        sa.Column("to_entity", AutoString(), nullable=False),
        sa.Column("to_type", AutoString(), nullable=False),
        sa.Column("vouts", sa.JSON(), nullable=False),
        sa.Column("sats", sa.BigInteger(), nullable=False),
        sa.Column("stage", AutoString(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("block_hash", AutoString(), nullable=False),
        sa.Column("block_time", UTCDateTime(), nullable=False),
        sa.Column("hops", sa.Integer(), nullable=False),
        sa.Column("mixed_inputs", sa.Boolean(), nullable=False),
        sa.Column("proven_senders", sa.Boolean(), nullable=False),
        sa.Column("conflicted", sa.Boolean(), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=False),
        sa.Column("confirmed_sats", sa.BigInteger(), nullable=False),
        sa.Column("refuted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["episode_id"],
            ["episode.episode_id"],
        ),
        sa.PrimaryKeyConstraint("flag_id"),
    )
    op.create_index(op.f("ix_flag_block_hash"), "flag", ["block_hash"], unique=False)
    op.create_index(op.f("ix_flag_episode_id"), "flag", ["episode_id"], unique=False)
    op.create_index(op.f("ix_flag_stage"), "flag", ["stage"], unique=False)
    op.create_index(op.f("ix_flag_txid"), "flag", ["txid"], unique=False)
    op.create_table(
        "statement",
        sa.Column("statement_id", AutoString(), nullable=False),
        sa.Column("document_id", AutoString(), nullable=False),
        sa.Column("issuer", AutoString(), nullable=False),
        sa.Column("kind", AutoString(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("sats", sa.BigInteger(), nullable=True),
        sa.Column("approximate", sa.Boolean(), nullable=False),
        sa.Column("proceeds_usd", sa.Numeric(precision=20, scale=2), nullable=True),
        sa.Column("avg_price_usd", sa.Numeric(precision=20, scale=2), nullable=True),
        sa.Column("holdings_after_sats", sa.BigInteger(), nullable=True),
        sa.Column("purpose", AutoString(), nullable=True),
        sa.Column("url", AutoString(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("evidence", AutoString(), nullable=False),
        sa.Column("only_episode", AutoString(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.document_id"],
        ),
        sa.PrimaryKeyConstraint("statement_id"),
    )
    op.create_index(op.f("ix_statement_document_id"), "statement", ["document_id"], unique=False)
    op.create_index(op.f("ix_statement_issuer"), "statement", ["issuer"], unique=False)
    op.create_table(
        "allocation",
        sa.Column("statement_id", AutoString(), nullable=False),
        sa.Column("flag_id", AutoString(), nullable=False),
        sa.Column("issuer", AutoString(), nullable=False),
        sa.Column("sats", sa.BigInteger(), nullable=False),
        sa.Column("reason", AutoString(), nullable=False),
        sa.ForeignKeyConstraint(
            ["flag_id"],
            ["flag.flag_id"],
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"],
            ["statement.statement_id"],
        ),
        sa.PrimaryKeyConstraint("statement_id", "flag_id"),
    )
    op.create_index(op.f("ix_allocation_issuer"), "allocation", ["issuer"], unique=False)
    for table in ("audit", "revision"):
        append_only(table)
