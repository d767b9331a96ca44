"""Who did it: the companies, persons and crowds that a sentence tells of."""
