"""Who? The people, bodies and places named."""
