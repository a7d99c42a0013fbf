"""How is it run? Notebooks, checks, the explorer."""
