"""Lines of figures, as text: the same on a screen and without one."""
