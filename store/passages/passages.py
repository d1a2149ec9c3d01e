"""Passages: the words, sentences, quotations and paragraphs of a text, as spans into it.

All are in text order and half-open, in code points. Words, sentences and paragraphs don't overlap
their own kind. A sentence may lie within a quotation (a speech quoted at length) or a quotation
within a sentence (two words set in marks); both happen in every newspaper.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, pairwise
from typing import Final, Literal

from hedgerow.store.passages.line_ends import Wrapping, wrapping_of
from hedgerow.store.passages.paragraphs import (
    block_starts,
    paragraphs_between,
    trimmed,
    with_line_feeds,
)
from hedgerow.store.passages.quotations import OPENING_MARKS, quotations_within
from hedgerow.store.passages.sentences import piece_starts, sentences_between
from hedgerow.store.passages.words import words_between
from hedgerow.store.span import Span

Unit = Literal["word", "quotation", "sentence", "paragraph"]

BLOCK: Final = 4096
"""Code points, about, that are divided into passages at a time."""

_COUNTED_AT_ONCE: Final = 8 * BLOCK


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
        if not any(mark in self.text for mark in OPENING_MARKS):
            return False
        found = (
            quotations_within(self.text, one)
            for one in paragraphs_between(self._lines, 0, len(self.text), self._wrapping)
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
        return list(block_starts(self._lines, self._wrapping, self._block))

    @cached_property
    def _pieces(self) -> Sequence[int]:
        """Where the blocks and the pieces of long ones start, and the text's end."""
        starts = []
        for start, end in pairwise(self._blocks):
            starts.append(start)
            starts.extend(piece_starts(self.text, start, end, self._block))
        return [*starts, len(self.text)]

    @cached_property
    def _lines(self) -> str:
        """The text with a line feed for whatever ends a line."""
        return with_line_feeds(self.text)

    @cached_property
    def _wrapping(self) -> Wrapping | None:
        return wrapping_of(self._lines)

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
        blocks = paragraphs_between(self._lines, start, end, self._wrapping)
        if unit == "paragraph":
            return blocks
        if unit == "sentence":
            return chain.from_iterable(sentences_between(text, one, *one) for one in blocks)
        return iter(sorted(chain.from_iterable(quotations_within(text, one) for one in blocks)))

    def _farthest_ends(self, block: int) -> Sequence[int]:
        """How far the quotations of a block, up to each one, reach."""
        return list(accumulate((span.end for span in self._in_part("quotation", block)), max))
