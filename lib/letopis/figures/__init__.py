"""What does it look like? Charts, captions, the gallery."""
