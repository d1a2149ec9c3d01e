"""Finding words in one text, as a person sees them."""

from __future__ import annotations

import re

from hedgerow.store.folding.folded_text import folded
from hedgerow.store.span import Span


def find_all(text: str, words: str) -> list[Span]:
    """Find every place where the words stand.

    Small letters match capitals too; a capital among them matches itself only. What is folded
    (`folded`) makes no difference. Any white space matches any other, since articles have no-break
    spaces within names, and line ends within sentences.

    Args:
        text: the text.
        words: what to look for, no pattern; empty finds nothing.

    Returns:
        Spans in code points, half-open, in text order.
    """
    keep_case = words != words.lower()
    parts = [re.escape(part) for part in folded(words, keep_case=keep_case).text.split()]
    if not parts:
        return []
    searched = folded(text, keep_case=keep_case)
    pattern = re.compile(r"\s+".join(parts))
    return [searched.span(*match.span()) for match in pattern.finditer(searched.text)]
