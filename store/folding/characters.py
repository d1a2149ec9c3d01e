"""Characters that nobody sees: a text reads the same without them."""

from __future__ import annotations

from typing import Final

UNSEEN: Final = (
    "\u00ad"  # the soft hyphen: where a word may be divided
    "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b-\u200f"  # zero-width space and joiners, the marks of direction
    "\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f"  # which look of a character is meant
    "\ufeff"
)
"""What a regular expression takes, in brackets, for any of them."""
