"""When a text was written, and what its unfinished dates are counted from."""
