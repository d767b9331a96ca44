"""The command line. Data goes to stdout, logs and complaints to stderr, and no traceback reaches anybody."""
