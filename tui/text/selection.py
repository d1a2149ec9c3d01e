"""Selections and motions: select first, then act.

Something is always selected. A motion takes a selection and gives another; none of them needs a
screen. A selection grows from an *anchor* (where it began) to a *head* (where it was last moved
to); the caret stands at the head's start.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, Protocol

Unit = Literal["word", "quotation", "sentence", "paragraph"]
Place = tuple[int, int]

_OPENING_MARKS: Final = '“‘«„「『(["'
_CLOSING_MARKS: Final = re.compile('[,.;:!?…]?[”’»」』)\\]"]+')
_UNITS: Final[tuple[Unit, ...]] = ("word", "quotation", "sentence", "paragraph")


class Passages(Protocol):
    """The passages of one text, as spans in text order."""

    text: str

    def of(self, unit: Unit) -> Sequence[Place]:
        """Give all passages of a kind."""

    def around(self, unit: Unit, start: int, end: int) -> Place | None:
        """Give the smallest passage of a kind that covers `[start, end)`."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is selected: `[start, end)` in code points, and how it came about.

    `point` is where the mouse has put the caret, if it has. `narrower` holds what was selected
    before each widening, so that narrowing goes back the way that widening came.
    """

    anchor: Place
    head: Place
    point: int | None = None
    narrower: tuple[Selection, ...] = field(default=(), compare=False)

    @property
    def start(self) -> int:
        """The first code point selected."""
        return min(self.anchor[0], self.head[0])

    @property
    def end(self) -> int:
        """The code point after the last one selected."""
        return max(self.anchor[1], self.head[1])

    @property
    def span(self) -> Place:
        """The selection as a span."""
        return self.start, self.end

    @property
    def caret(self) -> int:
        """Where the caret stands."""
        return self.head[0] if self.point is None else self.point


def select(start: int, end: int, point: int | None = None) -> Selection:
    """Select one span, with the caret at its start or at `point`."""
    return Selection((start, end), (start, end), point)


class Motions:
    """Moves and changes selections over the passages of one text.

    A motion that can't go any further gives the selection it was given.
    """

    def __init__(self, passages: Passages) -> None:
        self._passages = passages

    def at(self, offset: int, unit: Unit = "sentence") -> Selection:
        """Select the passage of a kind at an offset, or the nearest one before it."""
        spans = self._passages.of(unit)
        if not spans:
            return select(0, len(self._passages.text))
        index = max(0, bisect_right(spans, (offset, len(self._passages.text))) - 1)
        return select(*spans[index])

    def next(self, selection: Selection, unit: Unit, count: int = 1) -> Selection:
        """Select the passage `count` further on.

        From within a larger selection the first step goes to the first passage in it.
        """
        spans = self._passages.of(unit)
        caret = selection.caret
        index = bisect_left(spans, (caret, 0))
        if index < len(spans) and spans[index][0] == caret and not _within(spans[index], selection):
            index = bisect_left(spans, (caret + 1, 0))
        return self._selected(spans, index + count - 1, selection)

    def previous(self, selection: Selection, unit: Unit, count: int = 1) -> Selection:
        """Select the passage `count` further back.

        From the middle of a passage the first step goes to its beginning.
        """
        spans = self._passages.of(unit)
        return self._selected(spans, bisect_left(spans, (selection.caret, 0)) - count, selection)

    def first(self, unit: Unit = "sentence") -> Selection:
        """Select the text's first passage of a kind."""
        return self.at(0, unit)

    def last(self, unit: Unit = "sentence") -> Selection:
        """Select the text's last passage of a kind."""
        return self.at(len(self._passages.text), unit)

    def extend(self, selection: Selection, unit: Unit, count: int) -> Selection:
        """Move the head by passages, forward or (with a negative count) back.

        The anchor stays selected; what was added before is given back first.
        """
        for _ in range(abs(count)):
            selection = (
                self._extend_forward(selection, unit)
                if count > 0
                else self._extend_back(selection, unit)
            )
        return selection

    def widen(self, selection: Selection) -> Selection:
        """Select the next larger passage around: a quotation, a sentence, a paragraph, all."""
        start, end = selection.span
        around = [self._passages.around(unit, start, end) for unit in _UNITS]
        larger = [place for place in around if place and place != (start, end)]
        larger.append((0, len(self._passages.text)))
        widest = min(larger, key=lambda place: place[1] - place[0])
        if widest == (start, end):
            return selection
        return Selection(widest, widest, narrower=(*selection.narrower, selection))

    def narrow(self, selection: Selection) -> Selection:
        """Go back to what was selected before widening, else to the largest passage within."""
        if selection.narrower:
            return selection.narrower[-1]
        caret = selection.caret
        size = selection.end - selection.start
        around = [self._passages.around(unit, caret, caret + 1) for unit in _UNITS]
        inside = [
            place
            for place in around
            if place
            and place[1] - place[0] < size
            and selection.start <= place[0]
            and place[1] <= selection.end
        ]
        if not inside:
            first_word = self.next(selection, "word")
            return first_word if _within(first_word.span, selection) else selection
        return select(*max(inside, key=lambda place: place[1] - place[0]))

    def move_start(self, selection: Selection, count: int) -> Selection:
        """Move the start by words, back or (with a positive count) forward.

        The marks that open a word go with it.
        """
        words = self._passages.of("word")
        start, end = selection.span
        for _ in range(abs(count)):
            if count < 0:
                index = bisect_left(words, (start, 0))
                # A word that begins here may have its mark before it.
                candidates = (self._opening(words, at) for at in (index, index - 1))
                start = next((at for at in candidates if at is not None and at < start), start)
            else:
                index = bisect_left(words, (start, 0))
                candidates = (self._opening(words, at) for at in (index, index + 1))
                later = next((at for at in candidates if at is not None and at > start), end)
                start = later if later < end else start
        return selection if start == selection.start else select(start, end)

    def move_end(self, selection: Selection, count: int) -> Selection:
        """Move the end by words, back or (with a positive count) forward.

        The marks that close a word go with it.
        """
        words = self._passages.of("word")
        start, end = selection.span
        for _ in range(abs(count)):
            index = bisect_left(words, end, key=_end)
            if count > 0:
                candidates = (self._closing(words, at) for at in (index - 1, index, index + 1))
                end = next((at for at in candidates if at is not None and at > end), end)
            else:
                candidates = (self._closing(words, at) for at in (index, index - 1, index - 2))
                before = next((at for at in candidates if at is not None and at < end), start)
                end = before if before > start else end
        return selection if end == selection.end else select(start, end)

    def _opening(self, words: Sequence[Place], index: int) -> int | None:
        """Where a word begins, with the marks that open it."""
        if not 0 <= index < len(words):
            return None
        text, start = self._passages.text, words[index][0]
        while start > 0 and text[start - 1] in _OPENING_MARKS:
            start -= 1
        return start

    def _closing(self, words: Sequence[Place], index: int) -> int | None:
        """Where a word ends, with the marks that close it, and a comma or stop within those."""
        if not 0 <= index < len(words):
            return None
        end = words[index][1]
        closed = _CLOSING_MARKS.match(self._passages.text, end)
        return closed.end() if closed else end

    def _selected(self, spans: Sequence[Place], index: int, given: Selection) -> Selection:
        """Select by index, as far as there are passages in that direction."""
        if not spans or (index < 0 and spans[0][0] >= given.caret):
            return given
        if index >= len(spans) and spans[-1][0] <= given.caret:
            return given
        return select(*spans[max(0, min(index, len(spans) - 1))])

    def _extend_forward(self, selection: Selection, unit: Unit) -> Selection:
        spans = self._passages.of(unit)
        anchor, head = selection.anchor, selection.head
        if head[0] < anchor[0]:  # the head stands before the anchor: give back
            index = bisect_right(spans, head)
            closer = spans[index] if index < len(spans) else anchor
            return Selection(anchor, closer if closer[0] < anchor[0] else anchor)
        index = bisect_right(spans, head[1], key=_end)
        return Selection(anchor, spans[index]) if index < len(spans) else selection

    def _extend_back(self, selection: Selection, unit: Unit) -> Selection:
        spans = self._passages.of(unit)
        anchor, head = selection.anchor, selection.head
        if head[1] > anchor[1]:  # the head stands after the anchor: give back
            index = bisect_left(spans, head[1], key=_end) - 1
            closer = spans[index] if index >= 0 else anchor
            return Selection(anchor, closer if closer[1] > anchor[1] else anchor)
        index = bisect_left(spans, (head[0], 0)) - 1
        return Selection(anchor, spans[index]) if index >= 0 else selection


def _end(place: Place) -> int:
    return place[1]


def _within(place: Place, selection: Selection) -> bool:
    """Say whether a place lies within a selection without being all of it."""
    return selection.start <= place[0] and place[1] <= selection.end and place != selection.span


def next_place(places: Sequence[Place], selection: Selection, count: int) -> Place | None:
    """Find the place `count` after the selection (before it, if negative); None if there is none.

    Args:
        places: spans in order; they may overlap.
        selection: where the search starts; the place that is selected is not found again.
        count: how far, not 0.
    """
    here = (selection.caret, selection.end)
    if count > 0:
        start = bisect_right(places, here)
        # A larger selection at the same start is left for what lies within it.
        inside = bisect_left(places, (selection.caret, 0))
        if inside < start and not any(place == selection.span for place in places[inside:start]):
            start = inside
        index = start + count - 1
    else:
        index = bisect_left(places, (selection.start, selection.end)) + count
    return places[index] if 0 <= index < len(places) else None
