"""What a transfer can mean: competing explanations, each with what speaks for and against it. Pure."""
