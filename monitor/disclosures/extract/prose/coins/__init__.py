"""How many coins: the numbers of a deed, wherever a sentence puts them."""
