"""Passages: the words, sentences, quotations and paragraphs of a text, as spans into it.

All are in text order and half-open, in code points. Words, sentences and paragraphs don't overlap
their own kind. A sentence may lie within a quotation (a speech quoted at length) or a quotation
within a sentence (two words set in marks); both happen in every newspaper.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Final, Literal

from store.span import Span

Unit = Literal["word", "quotation", "sentence", "paragraph"]

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
_WORD: Final = re.compile(rf"{_IDEOGRAPH}[{_COMBINING}]*|{_LETTERS}(?:['’\-.,‑]{_LETTERS})*")

# Widths at which people and programs wrap lines; beyond them each line is a paragraph.
_NARROWEST_WRAP: Final = 30
_WIDEST_WRAP: Final = 99

_STOP: Final = re.compile(
    r"(?P<mark>(?<![.!?…])[.!?…]++)[\"'”’»)\]]*+(?=\s|$)|(?P<ideographic>[。！？]++[”」』）]*+)"
)
_NEVER_LAST: Final = frozenset(
    "mr mrs ms mx dr prof sen sens rep reps gov gens gen lt col sgt capt cmdr adm maj pvt rev hon "
    "st mt ft messrs mme mlle vs viz cf e.g i.e no nos fig pp vol ed eds jan feb mar apr jun jul "
    "aug sep sept oct nov dec approx est".split()
)
_SOMETIMES_LAST: Final = frozenset(
    "inc corp co ltd llc plc bros jr sr esq etc al u.s u.k u.n e.u u.s.a d.c a.m p.m ph.d m.d b.c "
    "a.d dept univ assn ave blvd rd".split()
)
# Words that open a sentence far more often than they follow an abbreviation within one.
_OPENERS: Final = frozenset(
    "the a an this that these those he she it they we i you his her its their our my there here "
    "in on at by for from to with after before since when while as if but and or so yet however "
    "meanwhile although though because what who how why no not some many most all both".split()
)
_LAST_WORD: Final = re.compile(r"([^\W\d_](?:[\w.]*\w)?)$")
_NEXT_WORD: Final = re.compile(r"\s*[\"'“‘«(\[]*([^\W\d_]\w*|\d)?")
_TAG: Final = re.compile(
    r"\s+(?:[A-Z][\w.’'-]*\s+){0,4}?(?:says?|said|asks?|asked|adds?|added|replie[sd]|told|wrote)\b"
)

_PAIRS: Final = {"“": "”", "«": "»", "»": "«", "„": "“”", "「": "」", "『": "』"}
_DEEPEST: Final = 8  # quotations within quotations
_MARKS: Final = re.compile('[“”"«»„「」『』]|(?<!\\w)‘(?=\\w)|’(?!\\w)')


class Passages:
    """The passages of one text, each kind found when it is first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> Sequence[Span]:
        """Words and numbers, without the marks around them ("Russia’s", "6,000", "U.S")."""
        return words(self.text)

    @cached_property
    def sentences(self) -> Sequence[Span]:
        """Sentences, from the first mark or letter to the last mark that closes them."""
        return sentences(self.text)

    @cached_property
    def quotations(self) -> Sequence[Span]:
        """Quotations, marks included; one left open runs to the end of its paragraph."""
        return quotations(self.text)

    @cached_property
    def paragraphs(self) -> Sequence[Span]:
        """Paragraphs, without the space around them."""
        return paragraphs(self.text)

    def of(self, unit: Unit) -> Sequence[Span]:
        """Return the passages of one kind."""
        match unit:
            case "word":
                return self.words
            case "sentence":
                return self.sentences
            case "quotation":
                return self.quotations
            case "paragraph":
                return self.paragraphs

    def around(self, unit: Unit, start: int, end: int) -> Span | None:
        """Find the smallest passage of a kind that covers `[start, end)`, if there is one."""
        spans = self.of(unit)
        index = bisect_right(spans, (start, len(self.text) + 1)) - 1
        if unit != "quotation":
            return spans[index] if index >= 0 and spans[index].end >= end else None
        best: Span | None = None
        # Quotations may nest, so the nearest start need not be the one that covers the end.
        while index >= 0 and self._farthest_ends[index] >= end:
            span = spans[index]
            if span.end >= end and (best is None or span.length < best.length):
                best = span
            index -= 1
        return best

    @cached_property
    def _farthest_ends(self) -> Sequence[int]:
        """How far the quotations up to each one reach."""
        return list(accumulate((span.end for span in self.quotations), max))


def words(text: str) -> list[Span]:
    """Find the words of a text."""
    return [Span(*match.span()) for match in _WORD.finditer(text)]


def paragraphs(text: str) -> list[Span]:
    """Find the paragraphs of a text.

    A line is a paragraph, unless the whole text was wrapped by hand (its longest line has 30 to 99
    code points, the lines are as full as a wrapping program would have made them, and some end
    within a sentence); then blank lines divide.
    """
    found: list[Span] = []
    wrapped_at = _wrapped_at(text)
    open_at: int | None = None
    position = 0
    previous = ""
    for line in text.split("\n"):
        start, end = _trimmed(text, position, position + len(line))
        if start < end:
            goes_on = open_at is not None and _was_wrapped(previous, line, wrapped_at)
            if not goes_on:
                open_at = start
                found.append(Span(start, end))
            else:
                found[-1] = Span(found[-1].start, end)
        else:
            open_at = None
        previous = line
        position += len(line) + 1
    return found


def _wrapped_at(text: str) -> int | None:
    """Guess the width at which a text was wrapped by hand; None if it was not."""
    lines = [line.rstrip() for line in text.split("\n")]
    widest = max(map(len, lines))
    if not _NARROWEST_WRAP <= widest <= _WIDEST_WRAP:
        return None
    if all(line.endswith((".", "!", "?", "”", '"')) for line in lines if line):
        return None
    return widest


def _was_wrapped(line: str, following: str, width: int | None) -> bool:
    """Say whether a wrapping program would have broken after `line`: the next word had no room."""
    if width is None:
        return False
    next_word = following.split(maxsplit=1)[0]
    return len(line.rstrip()) + 1 + len(next_word) > width


def sentences(text: str) -> list[Span]:
    """Find the sentences of a text.

    Abbreviations and initials end none; one quoted at length is divided like other prose, and
    its marks go with the sentences they touch.
    """
    found: list[Span] = []
    for paragraph in paragraphs(text):
        start = paragraph.start
        for end in _sentence_ends(text, paragraph):
            first, last = _trimmed(text, start, end)
            if first < last:
                found.append(Span(first, last))
            start = end
    return found


def _sentence_ends(text: str, paragraph: Span) -> Iterator[int]:
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        if stop["ideographic"] or _closes(text, stop, paragraph):
            yield stop.end()
    yield paragraph.end


def _closes(text: str, stop: re.Match[str], paragraph: Span) -> bool:
    """Say whether a full stop, question or exclamation mark ends its sentence."""
    mark = stop["mark"]
    following = _NEXT_WORD.match(text, stop.end(), paragraph.end)
    next_word = following[1] if following else None
    if next_word and next_word[0].islower():
        return False
    quoted = stop.end() > stop.end("mark")
    if mark[-1] in "!?" and quoted and _TAG.match(text, stop.end(), paragraph.end):
        return False
    if mark != "." or quoted:
        return True
    before = _LAST_WORD.search(text, max(paragraph.start, stop.start() - 20), stop.start())
    word = before[1].lower() if before else ""
    if word in _NEVER_LAST:
        return bool(word == "no" and next_word and not next_word[0].isdigit())
    if word in _SOMETIMES_LAST or (len(word) == 1 and word != "i"):
        return next_word is not None and next_word.lower() in _OPENERS
    return True


def quotations(text: str) -> list[Span]:
    """Find the quotations of a text: curly, straight, mixed, nested, or never closed."""
    found: list[Span] = []
    for paragraph in paragraphs(text):
        found.extend(_quotations_in(text, paragraph))
    return sorted(found)


def _quotations_in(text: str, paragraph: Span) -> Iterator[Span]:
    """Pair the marks of one paragraph.

    A mark is read by what stands around it as much as by its shape, since papers open with “ and
    close with ". What is still open at the paragraph's end runs to there: news writing leaves
    the closing mark out where the same speaker goes on.
    """
    waiting: list[tuple[str, int]] = []
    for match in _MARKS.finditer(text, paragraph.start, paragraph.end):
        mark, at = match[0], match.start()
        depth = _closed_by(mark, at, text, waiting)
        if depth is not None:
            opened = waiting[depth][1]
            del waiting[depth:]
            if at > opened + 1:
                yield Span(opened, at + 1)
        elif mark in "“«„「『‘" or _may_open(text, at):
            if waiting and waiting[-1][0] == mark:
                # The same mark again: the one before was left open.
                opened = waiting.pop()[1]
                first, last = _trimmed(text, opened, at)
                if last > first + 1:
                    yield Span(first, last)
            waiting.append((mark, at))
    for mark, opened in waiting:
        if mark != "‘" and paragraph.end > opened + 1:  # a lone ‘ is more often an apostrophe
            yield Span(opened, paragraph.end)


def _closed_by(mark: str, at: int, text: str, waiting: list[tuple[str, int]]) -> int | None:
    """Find which open quotation a mark closes, if any."""
    for depth in range(len(waiting) - 1, max(-1, len(waiting) - 1 - _DEEPEST), -1):
        opened = waiting[depth][0]
        if mark == '"':
            if opened in '"“„' and not _may_open(text, at):
                return depth
        elif mark == "’":
            if opened == "‘":
                return depth
        elif mark in _PAIRS.get(opened, "") or (mark == "”" and opened == '"'):
            return depth
    return None


def _may_open(text: str, at: int) -> bool:
    """A straight mark opens where a word follows it and none stands before it."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return not after.isspace() and (before.isspace() or before in "([—–-‘'")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Take the white space off both ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def shorten(line: str, longest: int) -> str:
    """Cut a line at a word so that it has at most `longest` code points, "…" included."""
    if len(line) <= longest:
        return line
    cut = line.rfind(" ", longest // 2, longest)
    return line[: cut if cut > 0 else longest - 1].rstrip(" ,;:—–-") + "…"
