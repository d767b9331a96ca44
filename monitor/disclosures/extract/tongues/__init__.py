"""Sales, and denials of sales, in other languages than English: one table of words for each, and one reader for all."""
