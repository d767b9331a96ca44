"""Bitcoin, pure: addresses, blocks, their proof, and who sent. No I/O, no clock, no logging."""
