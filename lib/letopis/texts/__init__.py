"""What are the texts? Files, catalogue, tables."""
