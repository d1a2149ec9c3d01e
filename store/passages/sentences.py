"""Sentences: which full stops, question and exclamation marks end one, and which do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hedgerow.store.passages.paragraphs import paragraphs_in, trimmed
from hedgerow.store.span import Span

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
_MARKS_OF_STOPS: Final = ".!?…\"'”’»)]。！？」』）"


def sentences_in(text: str) -> list[Span]:
    """Find the sentences of a text.

    Abbreviations and initials end none; one quoted at length is divided like other prose, and
    its marks go with the sentences they touch.
    """
    return [one for block in paragraphs_in(text) for one in sentences_between(text, block, *block)]


def sentences_between(text: str, paragraph: Span, start: int, end: int) -> Iterator[Span]:
    """Find the sentences of a paragraph, or those between two ends of sentences in it."""
    for stop in _sentence_ends(text, paragraph, start, end):
        first, last = trimmed(text, start, stop)
        if first < last:
            yield Span(first, last)
        start = stop


def piece_starts(text: str, start: int, end: int, piece: int) -> Iterator[int]:
    """Give the ends of sentences at which a long paragraph is divided."""
    if end - start <= 2 * piece:
        return
    paragraph = Span(*trimmed(text, start, end))
    last, at = start, start + piece
    while at < paragraph.end:
        while at > last and text[at - 1] in _MARKS_OF_STOPS:  # no stop begins before it
            at -= 1
        cut = next(_sentence_ends(text, paragraph, at, paragraph.end))
        if cut >= paragraph.end:
            return
        yield cut
        last, at = cut, cut + piece


def _sentence_ends(text: str, paragraph: Span, start: int, end: int) -> Iterator[int]:
    for stop in _STOP.finditer(text, start, min(end, paragraph.end)):
        if stop["ideographic"] or _closes(text, stop, paragraph):
            yield stop.end()
    yield min(end, paragraph.end)


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
