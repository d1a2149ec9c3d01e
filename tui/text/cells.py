"""How many cells characters take, and which character is under a cell."""

from __future__ import annotations

import re
from typing import Final

from rich.cells import cell_len, split_graphemes

# Characters known to take one cell each and to combine with nothing. What is not in here may be one
# too; it is measured.
_ONE_CELL: Final = (
    "\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf"
    "\u2400-\u2421\u2500-\u25fc\ufffd"
)
_JOINER: Final = "\u200d"
_NOT_ONE_CELL: Final = re.compile(f"[^{_ONE_CELL}]")


def is_simple(text: str, start: int = 0, end: int | None = None) -> bool:
    """Say whether each character of `text[start:end]` is known to take one cell."""
    return _NOT_ONE_CELL.search(text, start, len(text) if end is None else end) is None


def graphemes(text: str) -> list[tuple[int, int, int]]:
    """Divide a text into what a reader sees as characters.

    Returns:
        For each its start and end in code points and its width in cells.
    """
    spans, _ = split_graphemes(text)
    return spans


def width(text: str) -> int:
    """Give the number of cells that a text takes."""
    return len(text) if is_simple(text) else cell_len(text)


def offset_at(text: str, cell: int) -> int:
    """Find the character under a cell: its offset in code points, `len(text)` right of the end."""
    if is_simple(text):
        return max(0, min(cell, len(text)))
    at = 0
    for start, _, cells in graphemes(text):
        if cell < at + cells:
            return start
        at += cells
    return len(text)


def grapheme_end(text: str, offset: int) -> int:
    """Give the end of the grapheme that starts at `offset` (the caret covers it whole)."""
    if offset >= len(text):
        return offset
    nearby = text[offset : offset + 32]
    if is_simple(nearby[:2]):
        return offset + 1
    return offset + graphemes(nearby)[0][1]


def fit(text: str, cells: int) -> str:
    """Cut or fill a line so that it takes just `cells` cells; what is cut ends in "…"."""
    fitted = _fitted(text, cells)
    if width(fitted) != cells:  # a joiner at the end has drawn the filling or the "…" to itself
        fitted = _fitted(text.replace(_JOINER, ""), cells)
    return fitted


def _fitted(text: str, cells: int) -> str:
    taken = width(text)
    if taken <= cells:
        return text + " " * (cells - taken)
    if cells <= 0:
        return ""
    if is_simple(text):
        return text[: cells - 1] + "…"
    kept, used = 0, 0
    for _, end, wide in graphemes(text):
        if used + wide > cells - 1:
            break
        kept, used = end, used + wide
    return text[:kept] + "…" + " " * (cells - 1 - used)
