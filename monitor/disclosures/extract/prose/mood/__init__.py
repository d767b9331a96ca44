"""Whether it was done: told, denied, wished, allowed, doubted."""
