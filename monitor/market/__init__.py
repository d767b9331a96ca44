"""What a bitcoin is worth and what mining one pays. No I/O, no clock, no logging."""
