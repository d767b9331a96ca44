"""Which value belongs to which column, and what it counts."""
