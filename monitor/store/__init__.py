"""State in a database: SQLModel tables, one write transaction at a time, migrations by Alembic."""

from monitor.store import dialect as dialect  # before any table is made, since it widens their whole numbers
