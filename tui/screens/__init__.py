"""Screens, one a file: they own what changes, and alone talk to the store."""
