"""What the text of a disclosure states, read by rules: pure, and the same answer every time."""
