"""When it was done: which period of a text a deed belongs to."""
