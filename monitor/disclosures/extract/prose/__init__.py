"""What the sentences of a disclosure state."""
