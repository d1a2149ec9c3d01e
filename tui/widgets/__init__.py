"""Widgets: they draw what they are given and post what happened; they know no article."""
