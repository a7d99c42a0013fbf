"""How do the sources describe it? Passages, claims, agreement, reuse."""
