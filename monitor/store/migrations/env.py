"""Alembic's entry: runs on the connection, and in the transaction, that `monitor.store.schema` opened."""

from alembic import context
from sqlmodel import SQLModel

from monitor.store import candidate_tables, tables, trail_tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
assert tables.ChainRow.metadata is trail_tables.TrailRow.metadata is SQLModel.metadata
assert candidate_tables.CandidateRow.metadata is SQLModel.metadata
context.run_migrations()
