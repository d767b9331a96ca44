"""Numbers as texts print them, what they count, and what a bitcoin cost."""
