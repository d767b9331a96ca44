"""A regtest chain with valid blocks at chosen times, and an explorer over it with chosen faults."""
