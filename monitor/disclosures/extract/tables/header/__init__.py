"""What a header says: periods, what columns count, names of columns."""
