"""State in a database: SQLModel tables, one write transaction at a time, migrations by Alembic."""
