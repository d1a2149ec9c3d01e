"""Deciding where annotators differ: the places side by side, and what was decided."""
