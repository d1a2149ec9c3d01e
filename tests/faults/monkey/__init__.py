"""A monkey at the keyboard: the real program in a pty, driven by seeded events of every kind."""
