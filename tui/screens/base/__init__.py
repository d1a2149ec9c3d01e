"""What every screen is made of: its commands, its status line, saving; prompts, pages, help.

A screen derives from `WorkScreen`. What it asks of the app is said by `Services`; the rooms above
put their prompts and pages together from the modules here.
"""
