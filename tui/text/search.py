"""Finding words in one text."""

from __future__ import annotations

import re


def find_all(text: str, words: str) -> list[tuple[int, int]]:
    """Find every place where the words stand.

    Small letters match capitals too; a capital among them matches itself only. Any white space
    matches any other, since articles have no-break spaces within names, and line breaks.

    Args:
        text: the text.
        words: what to look for, no pattern; empty finds nothing.

    Returns:
        Spans in code points, half-open, in text order.
    """
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return []
    flags = re.IGNORECASE if words == words.lower() else 0
    pattern = re.compile(r"\s+".join(parts), flags)
    return [match.span() for match in pattern.finditer(text)]
