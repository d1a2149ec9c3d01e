"""Deciding where annotators differ: the places side by side, and what was decided.

`opening` puts the screen on top of another one. The screen shows a place and goes from one to the
next; deciding, editing and comparing are its parts.
"""
