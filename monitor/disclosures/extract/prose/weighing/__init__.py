"""Sales in words that no rule reads: what speaks for and against them is weighed."""
