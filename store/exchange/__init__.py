"""Formats in which annotations leave and enter: one file a format, both ways."""
