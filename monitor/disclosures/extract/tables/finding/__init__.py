"""From a text to tables: its lines, their cells, rows, and the tables that these make."""
