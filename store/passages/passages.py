"""Passages: the words, sentences, quotations and paragraphs of a text, as spans into it.

All are in text order and half-open, in code points. Words, sentences and paragraphs don't overlap
their own kind. A sentence may lie within a quotation (a speech quoted at length) or a quotation
within a sentence (two words set in marks); both happen in every newspaper.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, pairwise
from typing import Final, Literal

from hedgerow.store.span import Span

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
# Where a text has neither, the same words are found in a quarter of the time.
_NOT_SIMPLE: Final = re.compile(rf"{_IDEOGRAPH}|[{_COMBINING}]")
_SIMPLE_WORD: Final = re.compile(r"\w+(?:['’\-.,‑]\w+)*")

BLOCK: Final = 4096
"""Code points, about, that are divided into passages at a time."""

_COUNTED_AT_ONCE: Final = 8 * BLOCK
_TELLING: Final = 1_000_000  # code points from which it is clear how a text is wrapped

# Widths at which people and programs wrap lines; beyond them each line is a paragraph.
_NARROWEST_WRAP: Final = 30
_WIDEST_WRAP: Final = 99

_SHOWS: Final = re.compile(r"\S")
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
_OPENING_MARKS: Final = '“"«»„「『‘'
_MARKS_OF_STOPS: Final = ".!?…\"'”’»)]。！？」』）"
_DEEPEST: Final = 8  # quotations within quotations
_MARKS: Final = re.compile('[“”"«»„「」『』]|(?<!\\w)‘(?=\\w)|’(?!\\w)')


class Passages:
    """The passages of one text, each found when the place where it stands is first asked for.

    The text is divided into blocks of whole paragraphs; a block that is one very long paragraph is
    divided further, at ends of sentences. What is found in one does not depend on the others.
    """

    def __init__(self, text: str, block: int = BLOCK) -> None:
        """Prepare to look for passages; `block` says about how many code points at a time."""
        self.text = text
        self._block = block
        self._found: dict[tuple[Unit, int], list[Span]] = {}
        self._numbers: list[int] | None = None

    @property
    def words(self) -> list[Span]:
        """Words and numbers, without the marks around them ("Russia’s", "6,000", "U.S")."""
        return self.of("word")

    @property
    def sentences(self) -> list[Span]:
        """Sentences, from the first mark or letter to the last mark that closes them."""
        return self.of("sentence")

    @property
    def quotations(self) -> list[Span]:
        """Quotations, marks included; one left open runs to the end of its paragraph."""
        return self.of("quotation")

    @property
    def paragraphs(self) -> list[Span]:
        """Paragraphs, without the space around them."""
        return self.of("paragraph")

    def of(self, unit: Unit) -> list[Span]:
        """Return all passages of one kind; this takes reading the whole text."""
        return list(self.following(unit, 0))

    def following(self, unit: Unit, offset: int) -> Iterator[Span]:
        """Give the passages of a kind that start at an offset or after it, in text order."""
        first = self._part_at(unit, offset)
        spans = self._in_part(unit, first)
        yield from spans[bisect_left(spans, (offset,)) :]
        for part in range(first + 1, len(self._parts(unit)) - 1):
            yield from self._in_part(unit, part)

    def preceding(self, unit: Unit, offset: int) -> Iterator[Span]:
        """Give the passages of a kind that start before an offset, the last one first."""
        last = self._part_at(unit, offset)
        spans = self._in_part(unit, last)
        yield from reversed(spans[: bisect_left(spans, (offset,))])
        for part in range(last - 1, -1, -1):
            yield from reversed(self._in_part(unit, part))

    def around(self, unit: Unit, start: int, end: int) -> Span | None:
        """Find the smallest passage of a kind that covers `[start, end)`, if there is one."""
        if unit != "quotation":
            span = next(self.preceding(unit, start + 1), None)
            return span if span is not None and span.end >= end else None
        part = self._part_at(unit, start)
        spans, farthest_ends = self._in_part(unit, part), self._farthest_ends(part)
        index = bisect_right(spans, (start, len(self.text) + 1)) - 1
        best: Span | None = None
        # Quotations may nest, so the nearest start need not be the one that covers the end.
        while index >= 0 and farthest_ends[index] >= end:
            span = spans[index]
            if span.end >= end and (best is None or span.length < best.length):
                best = span
            index -= 1
        return best

    @cached_property
    def has_quotations(self) -> bool:
        """Whether there is any quotation: the first that ends tells, however long its paragraph."""
        if not any(mark in self.text for mark in _OPENING_MARKS):
            return False
        found = (
            quotations_within(self.text, one)
            for one in paragraphs_between(self.text, 0, len(self.text), self._wrapped_at)
        )
        return next(chain.from_iterable(found), None) is not None

    def number(self, offset: int) -> tuple[int, int] | None:
        """Say which sentence stands at an offset, counted from 1, and how many there are.

        None until they have been counted (`count_sentences`); a short text's are at once.
        """
        if self._numbers is None:
            if len(self.text) > _COUNTED_AT_ONCE:
                return None
            self.count_sentences()
        numbers = self._numbers or [0]
        part = self._part_at("sentence", offset)
        spans = self._in_part("sentence", part)
        return numbers[part] + bisect_left(spans, (offset + 1,)), numbers[-1]

    def count_sentences(self, rest: Callable[[], None] = lambda: None) -> None:
        """Count all sentences, which takes reading the whole text; call `rest` now and then."""
        counts = [0]
        for part in range(len(self._pieces) - 1):
            counts.append(sum(1 for _ in self._find("sentence", part)))
            rest()
        self._numbers = list(accumulate(counts))

    @property
    def parts_found(self) -> int:
        """How many parts of the text have been divided into passages, each kind counted."""
        return len(self._found)

    # The parts of the text

    @cached_property
    def _blocks(self) -> Sequence[int]:
        """Where the blocks start, and the text's end."""
        return list(block_starts(self.text, self._wrapped_at, self._block))

    @cached_property
    def _pieces(self) -> Sequence[int]:
        """Where the blocks and the pieces of long ones start, and the text's end."""
        starts = []
        for start, end in pairwise(self._blocks):
            starts.append(start)
            starts.extend(piece_starts(self.text, start, end, self._block))
        return [*starts, len(self.text)]

    @cached_property
    def _wrapped_at(self) -> int | None:
        return _wrapped_at(self.text)

    def _parts(self, unit: Unit) -> Sequence[int]:
        return self._pieces if unit in ("word", "sentence") else self._blocks

    def _part_at(self, unit: Unit, offset: int) -> int:
        parts = self._parts(unit)
        return max(0, bisect_right(parts, offset, 0, len(parts) - 1) - 1)

    def _in_part(self, unit: Unit, part: int) -> list[Span]:
        spans = self._found.get((unit, part))
        if spans is None:
            spans = self._found[unit, part] = list(self._find(unit, part))
        return spans

    def _find(self, unit: Unit, part: int) -> Iterator[Span]:
        text, parts = self.text, self._parts(unit)
        start, end = parts[part], parts[part + 1]
        if unit == "word":
            return words_between(text, start, end)
        block = bisect_right(self._blocks, start, 0, len(self._blocks) - 1) - 1
        around = Span(self._blocks[block], self._blocks[block + 1])
        if unit == "sentence" and around != (start, end):  # a piece of one long paragraph
            return sentences_between(text, Span(*trimmed(text, *around)), start, end)
        blocks = paragraphs_between(text, start, end, self._wrapped_at)
        if unit == "paragraph":
            return blocks
        if unit == "sentence":
            return chain.from_iterable(sentences_between(text, one, *one) for one in blocks)
        return iter(sorted(chain.from_iterable(quotations_within(text, one) for one in blocks)))

    def _farthest_ends(self, block: int) -> Sequence[int]:
        """How far the quotations of a block, up to each one, reach."""
        return list(accumulate((span.end for span in self._in_part("quotation", block)), max))


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


def paragraphs_in(text: str) -> list[Span]:
    """Find the paragraphs of a text.

    A line is a paragraph, unless the whole text was wrapped by hand (its longest line has 30 to 99
    code points, the lines are as full as a wrapping program would have made them, and some end
    within a sentence); then blank lines divide. A million code points are enough to tell.
    """
    return list(paragraphs_between(text, 0, len(text), _wrapped_at(text)))


def paragraphs_between(text: str, start: int, end: int, wrapped_at: int | None) -> Iterator[Span]:
    """Find the paragraphs between two places at which none goes on."""
    last: Span | None = None
    previous = ""
    position = start
    while position <= end:
        line_feed = text.find("\n", position, end)
        stop = line_feed if line_feed >= 0 else end
        first, final = trimmed(text, position, stop)
        line = text[position:stop] if wrapped_at is not None else ""
        if first < final and last is not None and _was_wrapped(previous, line, wrapped_at):
            last = Span(last.start, final)
        else:
            if last is not None:
                yield last
            last = Span(first, final) if first < final else None
        previous = line
        position = stop + 1
    if last is not None:
        yield last


def block_starts(text: str, wrapped_at: int | None, block: int) -> Iterator[int]:
    """Give places at which no paragraph goes on, about so far from each other; and the end."""
    start = 0
    yield start
    while len(text) - start > block:
        # A long paragraph is a block of its own, so that its pieces are those of nothing else.
        last = text.rfind("\n", start, start + block) + 1
        while last > start and _goes_on(text, last, wrapped_at):
            last = text.rfind("\n", start, last - 1) + 1
        if last <= start:
            last = text.find("\n", start + block) + 1
            while last and _goes_on(text, last, wrapped_at):
                last = text.find("\n", last) + 1
        if not 0 < last < len(text):
            break
        start = last
        yield start
    yield len(text)


def _goes_on(text: str, line_start: int, wrapped_at: int | None) -> bool:
    """Say whether a line goes on with the paragraph of the line before it."""
    if wrapped_at is None:
        return False
    end = text.find("\n", line_start)
    following = text[line_start : end if end >= 0 else len(text)]
    previous = text[text.rfind("\n", 0, line_start - 1) + 1 : line_start - 1]
    is_between = bool(previous.strip() and following.strip())
    return is_between and _was_wrapped(previous, following, wrapped_at)


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


def _wrapped_at(text: str) -> int | None:
    """Guess the width at which a text was wrapped by hand; None if it was not."""
    start, stop = 0, min(len(text), _TELLING)
    while stop - start > _WIDEST_WRAP:  # look for a long line first: nearly every text has one
        line_feed = text.rfind("\n", start, start + _WIDEST_WRAP + 1)
        if line_feed < 0:
            break
        start = line_feed + 1
    if stop - start > _WIDEST_WRAP and _is_wide(text, start):
        return None
    lines = [line.rstrip() for line in text[:stop].split("\n")]
    widest = max(map(len, lines))
    if not _NARROWEST_WRAP <= widest <= _WIDEST_WRAP:
        return None
    if all(line.endswith((".", "!", "?", "”", '"')) for line in lines if line):
        return None
    return widest


def _is_wide(text: str, start: int) -> bool:
    """Say whether more than its spaces stand beyond the widest wrap of a line."""
    end = text.find("\n", start)
    return _SHOWS.search(text, start + _WIDEST_WRAP, end if end >= 0 else len(text)) is not None


def _was_wrapped(line: str, following: str, width: int | None) -> bool:
    """Say whether a wrapping program would have broken after `line`: the next word had no room."""
    if width is None:
        return False
    next_word = following.split(maxsplit=1)[0]
    return len(line.rstrip()) + 1 + len(next_word) > width


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


def quotations_in(text: str) -> list[Span]:
    """Find the quotations of a text: curly, straight, mixed, nested, or never closed."""
    found: list[Span] = []
    for paragraph in paragraphs_in(text):
        found.extend(quotations_within(text, paragraph))
    return sorted(found)


def quotations_within(text: str, paragraph: Span) -> Iterator[Span]:
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
                first, last = trimmed(text, opened, at)
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


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
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
