"""The command line: its arguments, what opens the app, and the commands without a screen."""
