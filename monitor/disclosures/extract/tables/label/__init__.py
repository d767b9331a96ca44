"""What the label of a row means."""
