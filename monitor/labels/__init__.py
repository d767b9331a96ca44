"""Who owns which script: entities, labels, the book that answers, and the files they are read from."""
