"""A text as it flows: as if no line had been wrapped and nothing unseen stood in it.

Whoever reads words, names and dates out of a text reads this, and takes the way back to its
offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from hedgerow.store.folding import UNSEEN, Edit, Rewritten, rewritten
from hedgerow.store.passages.line_ends import wrapping_of
from hedgerow.store.passages.paragraphs import paragraphs_between, with_line_feeds
from hedgerow.store.span import Span

# What has to be written otherwise even in a text that was not wrapped.
_ODD: Final = ("\t", "\r", "\x0b", "\u2028", "  ")
_ODD_IF_ANY: Final = {"\xa0": ("\xa0\xa0", "\xa0 ", " \xa0"), "\u3000": ("\u3000",)}
_IS_UNSEEN: Final = re.compile(f"[{UNSEEN}]")
_GAP: Final = re.compile(rf"[\s{UNSEEN}]{{2,}}|[{UNSEEN}\t\x0b\u2028]")
_GAP_OR_LINE_FEED: Final = re.compile(rf"{_GAP.pattern}|\n")
_SOFT_HYPHEN: Final = "\u00ad"
_BEFORE_HYPHEN: Final = re.compile(r"[^\W\d_]+(?=[-\u2010]$)")
_AT_LINE_END: Final = re.compile(r"(?<![\w-])([^\W\d_]{2,30})[-\u2010]\r?\n[ \t]*([^\W\d_]+)")
_AFTER_HYPHEN: Final = re.compile(r"[^\W\d_]+")
# Ends of words that are no words themselves: a hyphen before one divides a word.
_TAILS: Final = frozenset(
    "able ably al ally ance ances ant ants ary ate ated ates ating ation ations ble cal cial "
    "cially cian cians cy dence dent dents ed ence ences ency ent ents er ered ering erly ern "
    "ernment ers ery est fully gence ial ially ian ians ible ic ical ically ics ied ies ified ify "
    "ing ings ion ional ions ious ism ist ister isters istic ists ities ition itions itive ity "
    "ive ized izing lence less ling lion lions lish ly ment mental mented ments mittee nance ness "
    "ning nment ory ous porter porters pose ration rations resident ring ritory rity senger ship "
    "sible sident sidents sing sion sions sity sive tary tation tations tative ted tee ter tered "
    "ters ther ties tion tional tioned tions tive tives tor tors tory tration trations ture tures "
    "ty ual ually uation ure ution utive vention ver vered".split()
)
# What often stands before a hyphen in words that keep it.
_FIRST_PARTS: Final = frozenset(
    "well long short high low self non half full first second third last one two three four five "
    "six seven eight nine old new north south east west mid cross left right better best large "
    "small big hard open close deep free front back anti semi vice world state year day "
    "time".split()
)
_LONG_ENOUGH: Final = 4
_LONGEST_WORD: Final = 30


def flowing(text: str) -> Rewritten:
    """Write a text as it flows.

    A soft line end is a space, and nothing behind a hyphen; white space within a line is one
    space, and none stands at either end; soft hyphens, zero-width characters and marks of direction
    are not there. Each line is one paragraph, and there are no others.
    """
    lines = with_line_feeds(text)
    wrapping = wrapping_of(lines)
    paragraphs = list(paragraphs_between(lines, 0, len(lines), wrapping))
    is_wrapped = any(lines.find("\n", *one) >= 0 for one in paragraphs)
    if not is_wrapped and not _is_odd(lines):
        return Rewritten(lines)
    gaps = _GAP_OR_LINE_FEED if is_wrapped else _GAP
    return rewritten(lines, _Gaps(lines, paragraphs).edits(gaps))


def _is_odd(text: str) -> bool:
    if any(odd in text for odd in _ODD):
        return True
    if text.isascii():
        return False
    for space, odd in _ODD_IF_ANY.items():
        if space in text and any(one in text for one in odd):
            return True
    return _IS_UNSEEN.search(text) is not None


class _Gaps:
    """What stands between the words of a text."""

    def __init__(self, text: str, paragraphs: Sequence[Span]) -> None:
        self._text = text
        self._paragraphs = paragraphs

    def edits(self, pattern: re.Pattern[str]) -> Iterator[Edit]:
        """Give what has to be written otherwise, of what matches a pattern."""
        paragraphs = iter(self._paragraphs)
        paragraph = next(paragraphs, Span(0, 0))
        for gap in pattern.finditer(self._text):
            start, end = gap.span()
            while paragraph.end <= start and (following := next(paragraphs, None)):
                paragraph = following
            if not paragraph.start < start <= end < paragraph.end and "\n" in gap[0]:
                written = "\n" * gap[0].count("\n")
            elif "\n" in gap[0]:
                start, written = self._at_line_end(start, end)
            else:
                written = " " if any(map(str.isspace, gap[0])) else ""
            if written != self._text[start:end]:
                yield Edit(start, end, written)

    def _at_line_end(self, start: int, end: int) -> tuple[int, str]:
        """Say what a soft line end is written as, and from where on."""
        text = self._text
        if text[start] == _SOFT_HYPHEN:
            return start, ""
        first = _BEFORE_HYPHEN.search(text, max(0, start - _LONGEST_WORD), start)
        second = _AFTER_HYPHEN.match(text, end, end + _LONGEST_WORD)
        if first is None or second is None or second[0] in ("and", "or", "to"):
            return start, " "
        return start - self._is_divided(first[0], second[0]), ""

    def _is_divided(self, first: str, second: str) -> bool:
        """Say whether a hyphen at a line's end stands within a word that has none."""
        if not second[0].islower():
            return False
        if f"{first}-{second}".lower() in self._words:
            return False
        if self._is_certain(first, second):
            return True
        # Whoever wrapped the text divided words, or broke only behind hyphens that were there.
        if not self._divides_words or first.lower() in _FIRST_PARTS:
            return False
        are_words = {first.lower(), second} <= self._words
        return not are_words or len(first) < _LONG_ENOUGH

    def _is_certain(self, first: str, second: str) -> bool:
        return f"{first}{second}".lower() in self._words or second in _TAILS

    @cached_property
    def _divides_words(self) -> bool:
        ends = [match.groups() for match in _AT_LINE_END.finditer(self._text)]
        return 3 * sum(self._is_certain(first, second) for first, second in ends) >= len(ends) > 0

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", self._text.lower()))
