"""What a table of each kind tells of each period."""
