"""A blind second look at one's own tags."""
