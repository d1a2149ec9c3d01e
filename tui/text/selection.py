"""Selections and motions: select first, then act.

Something is always selected. A motion takes a selection and gives another; none of them needs a
screen. A selection grows from an *anchor* (where it began) to a *head* (where it was last moved
to); the caret stands at the head's start.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Final, Literal, Protocol

from hedgerow.tui.text.cells import grapheme_end, graphemes

Unit = Literal["word", "quotation", "sentence", "paragraph"]
Place = tuple[int, int]

_OPENING_MARKS: Final = '“‘«„「『(["'
_CLOSING_MARKS: Final = re.compile('[,.;:!?…]?[”’»」』)\\]"]+')
_LONGEST_GRAPHEME: Final = 32  # code points; families and flags have up to eleven
_UNITS: Final[tuple[Unit, ...]] = ("word", "quotation", "sentence", "paragraph")


class Passages(Protocol):
    """The passages of one text, as spans, asked for from any place."""

    text: str

    def following(self, unit: Unit, offset: int) -> Iterator[Place]:
        """Give the passages of a kind that start at an offset or after it, in text order."""

    def preceding(self, unit: Unit, offset: int) -> Iterator[Place]:
        """Give the passages of a kind that start before an offset, the last one first."""

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
        before = next(self._passages.preceding(unit, offset + 1), None)
        place = before or next(self._passages.following(unit, 0), None)
        return select(*place) if place else select(0, len(self._passages.text))

    def next(self, selection: Selection, unit: Unit, count: int = 1) -> Selection:
        """Select the passage `count` further on.

        From within a larger selection the first step goes to the first passage in it.
        """
        caret = selection.caret
        first = next(self._passages.following(unit, caret), None)
        if first is not None and first[0] == caret and not _within(first, selection):
            caret += 1
        places = list(islice(self._passages.following(unit, caret), count))
        if not places or (len(places) < count and places[-1][0] <= selection.caret):
            return selection
        return select(*places[-1])

    def previous(self, selection: Selection, unit: Unit, count: int = 1) -> Selection:
        """Select the passage `count` further back.

        From the middle of a passage the first step goes to its beginning.
        """
        places = list(islice(self._passages.preceding(unit, selection.caret), count))
        return select(*places[-1]) if places else selection

    def first(self, unit: Unit = "sentence") -> Selection:
        """Select the text's first passage of a kind."""
        return self.at(0, unit)

    def last(self, unit: Unit = "sentence") -> Selection:
        """Select the text's last passage of a kind."""
        return self.at(len(self._passages.text), unit)

    def jump(self, selection: Selection, unit: Unit, count: int) -> Selection | None:
        """Select the passage `count` after the selection, or before it; None if there is none.

        Unlike `next` it finds those that lie in one another, and goes no less far than asked.
        """
        # Besides those that are counted: those that start where the selection does.
        start = selection.caret if count > 0 else selection.start
        if count > 0:
            places = _and_some(self._passages.following(unit, start), start, count)
        else:
            places = _and_some(self._passages.preceding(unit, start + 1), start, -count)[::-1]
        place = next_place(places, selection, count)
        return select(*place) if place is not None else None

    def extend(self, selection: Selection, unit: Unit, count: int) -> Selection:
        """Move the head by passages, forward or (with a negative count) back.

        The anchor stays selected; what was added before is given back first.
        """
        for _ in range(abs(count)):
            extended = (
                self._extend_forward(selection, unit)
                if count > 0
                else self._extend_back(selection, unit)
            )
            if extended == selection:
                break
            selection = extended
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
        start, end = selection.span
        for _ in range(abs(count)):
            after = islice(self._passages.following("word", start), 2)
            if count < 0:
                before = islice(self._passages.preceding("word", start), 1)
                # A word that begins here may have its mark before it.
                candidates = map(self._opening, (*islice(after, 1), *before))
                start = next((at for at in candidates if at < start), start)
            else:
                later = next((at for at in map(self._opening, after) if at > start), end)
                start = later if later < end else start
        return selection if start == selection.start else select(start, end)

    def move_end(self, selection: Selection, count: int) -> Selection:
        """Move the end by words, back or (with a positive count) forward.

        The marks that close a word go with it.
        """
        start, end = selection.span
        for _ in range(abs(count)):
            before = list(islice(self._passages.preceding("word", end), 3))
            # The word that the end lies in, or at whose end it is, comes first.
            is_within = bool(before) and before[0][1] >= end
            here = islice(self._passages.following("word", end), 1 if is_within else 2)
            if count > 0:
                after = before[: 1 + is_within][::-1] + list(here)
                candidates = map(self._closing, after)
                end = next((at for at in candidates if at > end), end)
            else:
                at_or_before = before if is_within else [*islice(here, 1), *before[:2]]
                candidates = map(self._closing, at_or_before)
                nearest = next((at for at in candidates if at < end), start)
                end = nearest if nearest > start else end
        return selection if end == selection.end else select(start, end)

    def shift_start(self, selection: Selection, direction: int) -> Selection:
        """Move the start by one character as a reader sees it, back or (1) forward."""
        start, end = self._shifted(selection.start, direction), selection.end
        return select(start, end) if start < end else selection

    def shift_end(self, selection: Selection, direction: int) -> Selection:
        """Move the end by one character as a reader sees it, back or (1) forward."""
        start, end = selection.start, self._shifted(selection.end, direction)
        return select(start, end) if start < end else selection

    def _shifted(self, offset: int, direction: int) -> int:
        text = self._passages.text
        if direction > 0:
            return grapheme_end(text, offset)
        first = max(0, offset - _LONGEST_GRAPHEME)
        before = graphemes(text[first:offset])
        return first + before[-1][0] if before else 0

    def _opening(self, word: Place) -> int:
        """Where a word begins, with the marks that open it."""
        text, start = self._passages.text, word[0]
        while start > 0 and text[start - 1] in _OPENING_MARKS:
            start -= 1
        return start

    def _closing(self, word: Place) -> int:
        """Where a word ends, with the marks that close it, and a comma or stop within those."""
        closed = _CLOSING_MARKS.match(self._passages.text, word[1])
        return closed.end() if closed else word[1]

    def _extend_forward(self, selection: Selection, unit: Unit) -> Selection:
        anchor, head = selection.anchor, selection.head
        if head[0] < anchor[0]:  # the head stands before the anchor: give back
            later = self._passages.following(unit, head[0])
            closer = next((place for place in later if place > head), anchor)
            return Selection(anchor, closer if closer[0] < anchor[0] else anchor)
        around = next(self._passages.preceding(unit, head[1]), None)
        if around is None or around[1] <= head[1]:
            around = next(self._passages.following(unit, head[1]), None)
        return Selection(anchor, around) if around is not None else selection

    def _extend_back(self, selection: Selection, unit: Unit) -> Selection:
        anchor, head = selection.anchor, selection.head
        if head[1] > anchor[1]:  # the head stands after the anchor: give back
            before = self._passages.preceding(unit, head[1])
            closer = next((place for place in before if place[1] < head[1]), anchor)
            return Selection(anchor, closer if closer[1] > anchor[1] else anchor)
        before_head = next(self._passages.preceding(unit, head[0]), None)
        return Selection(anchor, before_head) if before_head is not None else selection


def _and_some(places: Iterator[Place], start: int, count: int) -> list[Place]:
    """Take the places that start at an offset, and so many more."""
    taken: list[Place] = []
    for place in places:
        taken.append(place)
        count -= place[0] != start
        if count == 0:
            break
    return taken


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
