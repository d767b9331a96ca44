"""A sentence as the rules see it: clauses, the words for deeds, and what a number in it can count."""
