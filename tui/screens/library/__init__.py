"""The list of articles, and every way from it."""
