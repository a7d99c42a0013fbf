"""How often? Counts of words and what sets texts apart."""
