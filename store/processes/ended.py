"""What is raised where another process can't finish its work."""

from __future__ import annotations


class EndedError(Exception):
    """Raised where a process was ended from outside, before its work was done."""
