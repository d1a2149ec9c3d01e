"""Deciding where annotators differ: the places, the decisions, the session."""
