"""Words: letters and digits in a row, in whatever script, with what joins them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hedgerow.store.folding import UNSEEN
from hedgerow.store.span import Span

# Chinese and Japanese write no spaces: there each character is a word, as in Unicode's UAX #29.
_IDEOGRAPH: Final = r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
# Marks that combine with the letter before them are no letters to `\w`: accents written apart, and
# the vowel signs of Hebrew, Arabic, Thai and the scripts of India.
_COMBINING: Final = (
    r"\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    r"\u064b-\u065f\u0670\u06d6-\u06dc\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    r"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_LETTERS: Final = rf"(?:(?!{_IDEOGRAPH})\w[{_COMBINING}]*)+"
_JOINT: Final = rf"(?:['’\-.,‑]|[{UNSEEN}]+)"
_WORD: Final = re.compile(rf"{_IDEOGRAPH}[{_COMBINING}]*|{_LETTERS}(?:{_JOINT}{_LETTERS})*")
# Where a text has neither, the same words are found in a quarter of the time.
_NOT_SIMPLE: Final = re.compile(rf"{_IDEOGRAPH}|[{_COMBINING}{UNSEEN}]")
_SIMPLE_WORD: Final = re.compile(r"\w+(?:['’\-.,‑]\w+)*")


def words_in(text: str) -> list[Span]:
    """Find the words of a text."""
    return list(words_between(text, 0, len(text)))


def count_words(text: str) -> int:
    """Count the words of a text, without keeping where they are."""
    return len(_word_pattern(text).findall(text))


def words_between(text: str, start: int, end: int) -> Iterator[Span]:
    """Find the words between two places that cut none."""
    return (Span(*match.span()) for match in _WORD.finditer(text, start, end))


def _word_pattern(text: str) -> re.Pattern[str]:
    is_simple = text.isascii() or _NOT_SIMPLE.search(text) is None
    return _SIMPLE_WORD if is_simple else _WORD


def shorten(line: str, longest: int) -> str:
    """Cut a line at a word so that it has at most `longest` code points, "…" included."""
    if len(line) <= longest:
        return line
    cut = line.rfind(" ", longest // 2, longest)
    return line[: cut if cut > 0 else longest - 1].rstrip(" ,;:—–-") + "…"
