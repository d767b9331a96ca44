"""What the tables of a disclosure state, however they were flattened to text."""
