"""Alembic's entry: runs on the connection, and in the transaction, that `monitor.store.schema` opened."""

from alembic import context
from sqlmodel import SQLModel

from monitor.store import (
    candidate_tables,
    chain_tables,
    feed_tables,
    original_tables,
    reconcile_tables,
    tables,
    trail_tables,
)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
# All of them: what is not imported is not in the metadata.
assert {
    tables.EpisodeRow.metadata,
    chain_tables.ChainRow.metadata,
    trail_tables.TrailRow.metadata,
    candidate_tables.CandidateRow.metadata,
    original_tables.OriginalRow.metadata,
    feed_tables.FeedItemRow.metadata,
    reconcile_tables.GapRow.metadata,
} == {SQLModel.metadata}
context.run_migrations()
