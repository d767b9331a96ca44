"""What is stated: a sale, none, holdings, production, pledges, purchases and intents.

Each rule is asked for the statements of a clause or a line, with the memory of what was said before; `made` is what the
sentence has told already: a number of coins that was told is not told again.
"""
