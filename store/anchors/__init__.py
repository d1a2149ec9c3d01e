"""A passage found again in a text that has changed, by position and by quote with context."""
