"""The one way to give up what is going on off the screen's thread."""

from __future__ import annotations


class GivenUpError(Exception):
    """Raised in what goes on elsewhere, once nobody waits for it any more."""
