"""A page's title without the name of its outlet, which many put behind it or before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_MARK = re.compile(r"\s+(?:[|·•»–—/\\-]|::|//|>)\s+|\s*\|\s*")
_NO_LETTER = re.compile(r"[\W_]+")
_LONGEST_NAME: Final = 40
_MOST_WORDS: Final = 5
_FEWEST_WORDS: Final = 4


def without_outlet(title: str, outlet: str, headings: Sequence[str] = ()) -> str:
    """Take the outlet's name off a title.

    Args:
        title: as the page states it.
        outlet: the outlet, if it is known.
        headings: the page's headlines; what a title has beyond one of them is taken off.
    """
    for heading in headings:
        rest = _beyond(title, heading) if heading else ""
        # A short heading may be a section's ("News"), or the outlet's own.
        if rest and (_ends_in(rest, outlet) or len(heading.split()) >= _FEWEST_WORDS):
            return title if outlet and _is_same(heading, outlet) else heading
    pieces = _divide(title)
    if outlet:
        while len(pieces) > 1 and _is_same(pieces[-1][1], outlet):
            pieces.pop()
        while len(pieces) > 1 and _is_same(pieces[0][1], outlet):
            pieces.pop(0)
    return title[pieces[0][0] : pieces[-1][0] + len(pieces[-1][1])] if pieces else title


def outlet_after(title: str, known: Sequence[str]) -> str:
    """Give the name that stands behind a title, where the title itself is known from elsewhere."""
    for heading in known:
        if heading and (rest := _beyond(title, heading)):
            name = _divide(rest)[-1][1]
            if 1 < len(name) <= _LONGEST_NAME and len(name.split()) <= _MOST_WORDS:
                return "" if re.search(r"https?:|www\.|\.\w{2,4}$", name) else name
    return ""


def _beyond(title: str, heading: str) -> str:
    """Give what a title has after a heading; empty where it doesn't begin with it, or has none."""
    if not heading or title[: len(heading)].casefold() != heading.casefold():
        return ""
    rest = title[len(heading) :]
    match = _MARK.match(rest)
    return rest[match.end() :].strip() if match else ""


def _divide(title: str) -> list[tuple[int, str]]:
    """Divide a title at its marks; each piece with the place where it begins."""
    pieces, start = [], 0
    for match in _MARK.finditer(title):
        pieces.append((start, title[start : match.start()]))
        start = match.end()
    pieces.append((start, title[start:]))
    return [(place, piece) for place, piece in pieces if piece.strip()] or [(0, title)]


def _is_same(name: str, outlet: str) -> bool:
    """Say whether two names are one outlet's: "The Post", "the Post", "Post.com"."""
    one, other = _bare(name), _bare(outlet)
    if not one or not other:
        return False
    return one == other or (min(len(one), len(other)) > 2 and (one in other or other in one))


def _ends_in(rest: str, outlet: str) -> bool:
    return bool(outlet) and _is_same(_divide(rest)[-1][1], outlet)


def _bare(name: str) -> str:
    name = re.sub(r"\.(?:com|org|net|co\.uk|de|fr)$", "", name.strip().casefold())
    return _NO_LETTER.sub("", re.sub(r"^(?:the|www)\b", "", name))
