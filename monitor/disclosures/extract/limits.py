"""How much of a text is read, however long it is: together with its linear rules this bounds the time it takes."""

MOST_READ = 600_000
"""Characters of the sentences that speak of coins, and as many of the lines of tables near such words. What stands
behind is passed by."""
