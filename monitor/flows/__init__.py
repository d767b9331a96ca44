"""Block to transfer to flag to episode, pure. No I/O, no clock, no logging."""
