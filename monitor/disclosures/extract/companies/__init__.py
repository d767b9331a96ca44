"""The companies that a text speaks of, by the names they had when it was written."""
