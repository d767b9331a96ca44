"""Label files in the formats of others and our own: readers and writers, each format in one file."""
