"""Places where a text nearly reads a quote: found by what is left of its context, then aligned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein, MatchingBlock

from hedgerow.store.anchors.anchor import CONTEXT
from hedgerow.store.span import Span

MOST_ERRORS = 0.25
"""Share of a quote's characters that may be changed, dropped or added."""

APPROXIMATE_LENGTHS = range(6, 2_001)
"""Lengths of the quotes that are found with errors in them.

Within shorter ones an error makes another word of it; aligning longer ones takes too long.
"""

_PIECE = 8  # length of the bits of context by which approximate places are looked for
_COMMON_PIECE = 256  # a bit that stands in the text as often as this points nowhere
_MOST_WINDOWS = 32
_BLUR = 16  # places that near each other are looked at in one window
_WORD_AWAY = 12  # how far an edge may be moved to where words begin or end


class Passage(NamedTuple):
    """A quote that is looked for, and the context that was kept with it."""

    quote: str
    prefix: str
    suffix: str

    @property
    def whole(self) -> str:
        """The quote with its context on either side."""
        return self.prefix + self.quote + self.suffix

    @property
    def allowed_errors(self) -> int:
        """How many characters of the quote may be changed, dropped or added."""
        return int(len(self.quote) * MOST_ERRORS)

    def errors(self, now: str) -> int:
        """Count the characters that were changed, dropped or added."""
        return Levenshtein.distance(self.quote, now)


def occurrences(text: str, piece: str, most: int) -> list[int]:
    """Give the offsets at which a text reads a piece, overlapping ones too, but `most` of them."""

    def found() -> Iterator[int]:
        at = text.find(piece)
        while at >= 0:
            yield at
            at = text.find(piece, at + 1)

    return list(islice(found(), most))


def approximate_places(text: str, sought: Passage) -> list[Span]:
    """List where the text nearly reads the quote and some of its context is left.

    They overlap neither each other nor any place that reads the quote. Places without any of the
    context are no candidates, so the text need not be searched for them.
    """
    quote = sought.quote
    if len(quote) not in APPROXIMATE_LENGTHS:
        return []
    margin = CONTEXT + sought.allowed_errors + _BLUR
    found: set[tuple[int, Span]] = set()
    for start in _likely_starts(text, sought):
        low = max(0, start - margin)
        place = _aligned(text[low : max(0, start + len(quote) + margin)], sought)
        place = Span(low + place.start, low + place.end)
        errors = sought.errors(place.of(text))
        if 0 < errors <= sought.allowed_errors:
            found.add((errors, place))
    places: list[Span] = []
    for _, place in sorted(found):
        is_exact_near = text.find(quote, max(0, place.start - len(quote)), place.end + len(quote))
        if is_exact_near < 0 and not any(place.overlaps(better) for better in places):
            places.append(place)
    return places


def _likely_starts(text: str, sought: Passage) -> list[int]:
    """Say about where the quote would begin, by the bits of its context that the text holds."""
    votes: Counter[int] = Counter()
    for side, quote_from_side in (
        (sought.prefix, len(sought.prefix)),
        (sought.suffix, -len(sought.quote)),
    ):
        for offset in range(0, len(side) - _PIECE + 1, _PIECE):
            hits = occurrences(text, side[offset : offset + _PIECE], _COMMON_PIECE)
            if len(hits) < _COMMON_PIECE:
                votes.update((at - offset + quote_from_side) // _BLUR for at in hits)
    return [blurred * _BLUR + _BLUR // 2 for blurred, _ in votes.most_common(_MOST_WINDOWS)]


def _aligned(window: str, sought: Passage) -> Span:
    """Find the quote within a window by aligning it, with its context, as a whole.

    An edge that a long unchanged run of characters reaches is where that run has it. Any other
    goes to where the text is most like the quote. In either case it should look like the old edge:
    no word is cut, and no space taken in.
    """
    whole = sought.whole
    first, past = len(sought.prefix), len(sought.prefix) + len(sought.quote)
    runs = [
        run
        for run in Levenshtein.editops(whole, window).as_matching_blocks()
        if run.size and run.a <= past and first <= run.a + run.size
    ]
    # Short runs may agree by chance where the context was rewritten.
    telling = min(_PIECE, max((run.size for run in runs), default=0))
    runs = [run for run in runs if run.size >= telling]
    if not runs:
        return Span(0, 0)

    def edge(
        then: int, run: MatchingBlock, outer_end: int, look: _LookAt, errors: Callable[[int], int]
    ) -> int:
        rough = min(max(0, then + run.b - run.a), len(window))
        near = range(max(0, rough - _WORD_AWAY), min(len(window), rough + _WORD_AWAY) + 1)
        alike = [at for at in near if look(window, at) == look(whole, then)]
        best = min(alike, key=lambda at: (errors(at), abs(at - rough)), default=rough)
        is_reached = run.a <= then <= run.a + run.size and rough in alike
        # Where only the context reaches the edge, words may have been put in between.
        is_certain = outer_end != then or errors(rough) <= 2 * errors(best)
        return rough if is_reached and is_certain else best

    opening = [run for run in runs if run.a <= first] or runs[:1]
    closing = [run for run in runs if run.a + run.size >= past] or runs[-1:]
    before, after = opening[-1], closing[0]
    rough_end = past + after.b - after.a
    start = edge(
        first,
        before,
        before.a + before.size,
        _opening,
        lambda at: sought.errors(window[at:rough_end]),
    )
    end = edge(past, after, after.a, _closing, lambda at: sought.errors(window[start:at]))
    return Span(start, max(start, end))


_Look = tuple[bool, bool, bool]
"""What an edge looks like: whether a space or a letter is inside, and whether one is outside."""
_LookAt = Callable[[str, int], _Look]


def _opening(text: str, at: int) -> _Look:
    return _look(text[at : at + 1], text[max(0, at - 1) : at])


def _closing(text: str, at: int) -> _Look:
    return _look(text[max(0, at - 1) : at], text[at : at + 1])


def _look(inside: str, outside: str) -> _Look:
    return inside.isspace(), _is_letter(inside), _is_letter(outside)


def _is_letter(character: str) -> bool:
    """Say whether a character goes on with the word of its neighbour.

    From U+2E80 on scripts write no spaces, and a word may begin after any character.
    """
    return character.isalnum() and character < "\u2e80"
