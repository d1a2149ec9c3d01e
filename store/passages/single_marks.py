"""Tells single quotation marks, as British papers set them, from apostrophes.

‘It’s the farmers’ bridge,’ she said: only the last ’ closes the quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hedgerow.store.passages.quotation import Quotation
from hedgerow.store.span import Span

_OPENING: Final = re.compile(
    "[‘'`](?:(?<![\\w’'‘`].)(?=[^\\W\\d_]|…|\\.\\.\\.|[“\"«(])|(?<=[(—–-]['‘])(?=\\w))"
)
# What stands before the closing mark where it can't be an apostrophe.
_INSIDE_CLOSE: Final = ',.?!…;)—–”"»'
# Shortened words that some pages set with an opening mark: ‘em, ‘til.
_SHORTENED: Final = re.compile(
    r"(?:em|til|tis|twas|cause|n|bout|round|cos|cuz|neath|tween|gainst)\b", re.IGNORECASE
)
# A quotation in single marks has at most so many code points; keeps the work linear.
_LONGEST: Final = 2_400


def single_quotations(text: str, paragraph: Span) -> Iterator[Quotation]:
    """Find what stands in single marks in a paragraph, in text order, none within another."""
    at = paragraph.start
    while opening := _OPENING.search(text, at, paragraph.end):
        at = opening.end()
        if _SHORTENED.match(text, at):
            continue
        close = _closing_mark(text, opening.start(), paragraph)
        if close is not None:
            yield Quotation(opening.start(), close + 1)
            at = close + 1
        elif opening.start() == paragraph.start and opening[0] == "‘":
            # The first of several paragraphs, of which only the last has a closing mark.
            yield Quotation(*paragraph, "open")
            return


def _closing_mark(text: str, opening: int, paragraph: Span) -> int | None:
    """Return the mark that closes the quotation, or None: then `opening` is an apostrophe.

    A mark behind a comma or full stop closes for certain; one behind a word may be a plural's
    apostrophe, as in "the farmers’ bridge", and counts only if none of the first kind follows.
    """
    opened = text[opening]
    mark = "’" if opened == "‘" else "'"
    possible = None
    for index in range(opening + 2, min(paragraph.end, opening + _LONGEST)):
        character = text[index]
        if character == opened != mark and not text[index - 1].isalnum():
            break
        if character != mark or text[index - 1].isspace():
            continue
        following = text[index + 1 : index + 2]
        if following.isalnum():
            continue
        if text[index - 1] in _INSIDE_CLOSE:
            return index
        is_plural = text[index - 1] in "sS" and (
            following == " " and text[index + 2 : index + 3].isalnum()
        )
        if not is_plural:
            return index
        if possible is None:
            possible = index
    return possible
