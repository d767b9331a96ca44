"""What companies state, and its reconciliation with what was flagged, pure."""
