"""How a text is searched: as a person sees it, whatever characters it was written with.

Folded are case, accents, the forms of one character (NFKC: full-width letters, ligatures), the
shapes of quotation marks, apostrophes and dashes; what nobody sees is left out. White space stays:
who searches takes any for any other, the line ends of a wrapped text among it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from hedgerow.store.folding.characters import UNSEEN
from hedgerow.store.folding.rewriting import Edit, Rewritten

_DASHES: Final = "-‐‑‒–—―−⁃﹘﹣－"
_MARKS: Final = {
    **dict.fromkeys("‘’‚‛ʼʹ′`´＇", "'"),
    **dict.fromkeys("“”„‟«»″〝〞＂", '"'),
    **dict.fromkeys("‹›", "'"),
    **dict.fromkeys(_DASHES, "-"),
}
_LETTERS: Final = {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i"}
"""Letters with a stroke, which Unicode doesn't divide into a letter and its mark."""

_OWN: Final = frozenset("йЙ")
"""Letters with marks that are other letters without them."""

_ACCENTS: Final = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_IS_ACCENT: Final = re.compile(f"[{_ACCENTS}]")
_IS_UNSEEN: Final = re.compile(f"[{UNSEEN}]")
# Two characters that are typed for one mark, and what Unicode writes apart or together.
_PAIRS: Final = re.compile(
    f"``|''|‘‘|’’|[{_DASHES}]{{2,}}|[\u304b-\u308f\u30ab-\u30f2][\u3099\u309a]"
    "|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?"
)
_MANY: Final = 60  # kinds of characters; fewer are replaced sooner one kind after the other
_KEPT: Final = 4  # texts whose foldings are kept: a search goes on with every key


def fold(text: str) -> str:
    """Write a text as it is searched, in small letters."""
    return _rewritten(text, keep_case=False).text


@lru_cache(_KEPT)
def folded(text: str, *, keep_case: bool = False) -> Rewritten:
    """Write a text as it is searched, with the way back to its offsets.

    Args:
        text: any text.
        keep_case: whether capitals stay capitals.
    """
    return _rewritten(text, keep_case=keep_case)


def _rewritten(text: str, *, keep_case: bool) -> Rewritten:
    table = _CASED if keep_case else _SMALL
    characters = {one for one in set(text) if one > "\x7f" or one == "`"}
    odd = {one for one in characters if len(table[ord(one)]) != 1}
    edits = list(_edits(text, "".join(sorted(odd)), table))
    pieces: list[str] = []
    at = 0
    for start, end, written in edits:
        pieces += (text[at:start], written)
        at = end
    written = "".join((*pieces, text[at:])) if edits else text
    if len(characters) > _MANY:
        written = written.translate(table)
    else:
        for one in characters - odd:
            written = written.replace(one, table[ord(one)])
        written = written if keep_case else written.lower()
    return Rewritten(written, edits)


def _edits(text: str, odd: str, table: _Folding) -> Iterator[Edit]:
    """Find what is not folded one for one."""
    pattern = _PAIRS
    if odd:
        # An accent goes with its letter, so that a span that ends there holds both.
        accented = f"[^\\W\\d_{_ACCENTS}][{_ACCENTS}]+"
        pattern = re.compile(f"{accented}|{_PAIRS.pattern}|[{re.escape(odd)}]")
    for match in pattern.finditer(text):
        found = match[0]
        if len(found) == 1:
            yield Edit(*match.span(), table[ord(found)])
        elif found[0] in "`'‘’":
            yield Edit(*match.span(), '"')
        elif found[0] in _DASHES:
            yield Edit(*match.span(), "-")
        else:
            composed = unicodedata.normalize("NFC", found)
            yield Edit(*match.span(), "".join(table[ord(one)] for one in composed))


class _Folding(dict[int, str]):
    """Folds each character when it is first met."""

    def __init__(self, *, keep_case: bool) -> None:
        super().__init__()
        self._keep_case = keep_case

    def __missing__(self, code: int) -> str:
        self[code] = folded_one = "".join(map(self._folded, self._forms(chr(code))))
        return folded_one

    def _forms(self, character: str) -> str:
        if _IS_UNSEEN.match(character) or _IS_ACCENT.match(character):
            return ""
        if character in _MARKS:
            return _MARKS[character]
        plain = unicodedata.normalize("NFKC", character)
        return plain if self._keep_case else plain.casefold()

    @staticmethod
    def _folded(character: str) -> str:
        if character in _OWN:
            return character
        if character in _LETTERS:
            return _LETTERS[character]
        apart = unicodedata.normalize("NFD", character)
        if len(apart) > 1 and all(map(_IS_ACCENT.match, apart[1:])):
            return _LETTERS.get(apart[0], apart[0])
        return "" if _IS_ACCENT.match(character) else _MARKS.get(character, character)


_SMALL: Final = _Folding(keep_case=False)
_CASED: Final = _Folding(keep_case=True)
