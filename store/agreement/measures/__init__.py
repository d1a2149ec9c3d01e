"""Figures of agreement: pure functions of marks, which know neither annotations nor files."""
