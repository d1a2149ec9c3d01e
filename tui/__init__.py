"""What the terminal sees and sends: commands, screens, widgets, keys."""
