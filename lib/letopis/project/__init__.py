"""How is it run? The notebooks, the check of a folder, the explorer."""
