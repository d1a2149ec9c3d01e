"""The rows of the side panel, each made when it is drawn."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import overload

from hedgerow.store.annotations import Placed
from hedgerow.tui.screens.article.article_view import ArticleView
from hedgerow.tui.screens.article.highlights import speaker_kind
from hedgerow.tui.screens.base.label_looks import label_kind
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.line_list import Cell, Row

_Section = tuple[Row, int, Callable[[int], Row]]
"""A heading, how many rows stand under it, and what makes one of them."""


class PanelRows(Sequence[Row]):
    """The speakers, dates, tags and suggestions of an article.

    The value of a row is the spans it stands for, or the id of a tag without a certain place.
    """

    def __init__(self, view: ArticleView) -> None:
        self._view = view
        self._text = view.article.text
        lost = list(view.shown_tags.lost.values())
        self._unsettled = [placed for placed in lost if placed.needs_a_person]
        self._history = [placed for placed in lost if not placed.needs_a_person]
        there = map(view.shown_tags.by_id.get, view.decisions)
        found = (one for one in there if one is not None and one.is_anchored)
        self._decided = sorted(found, key=lambda placed: placed.span)
        self._sections = self._made()
        self._ends = list(accumulate(count + 1 for _, count, _ in self._sections))

    def __len__(self) -> int:
        return self._ends[-1]

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [self[position] for position in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        index %= len(self)
        number = bisect_right(self._ends, index)
        heading, count, row = self._sections[number]
        position = index - (self._ends[number] - count)
        return heading if position < 0 else row(position)

    def _made(self) -> list[_Section]:
        view, found = self._view, self._view.found
        named = (Cell("said", 5, is_right=True), Cell("named", 5, is_right=True))
        is_undated = view.findings.is_undated
        hint = (Cell("D sets the day", 14, is_right=True),) if is_undated else ()
        sections: list[_Section] = [
            (_heading("Speakers", len(found.speakers), *named), len(found.speakers), self._speaker),
            (_heading("Dates", len(found.dates), *hint), len(found.dates), self._date),
            (_heading("Tags", view.shown_tags.count), view.shown_tags.count, self._tag),
        ]
        if decided := self._decided:
            sections.append((_heading("Decided on", len(decided)), len(decided), self._decided_row))
        for name, lost in (("To settle (A)", self._unsettled), ("Kept as history", self._history)):
            if lost:
                sections.append((_heading(name, len(lost)), len(lost), self._lost_of(lost)))
        if count := len(view.suggestions):
            sections.append((_heading("Suggestions (f)", count), count, self._suggestion))
        return sections

    def _speaker(self, position: int) -> Row:
        speaker = self._view.found.speakers[position]
        said = self._view.findings.said[speaker.name]
        cells = (
            Cell("●", 1, speaker_kind(position)),
            Cell(one_line(speaker.name)),
            Cell(str(said or ""), 5, is_right=True),
            Cell(str(len(speaker.mentions)), 5, is_right=True),
        )
        return Row(cells, speaker.mentions)

    def _date(self, position: int) -> Row:
        date = self._view.found.dates[position]
        words = one_line(date.span.of(self._text))
        return Row((Cell(words), Cell(date.value or "?", 14, is_right=True)), (date.span,))

    def _tag(self, position: int) -> Row:
        placed = self._view.shown_tags.nth(position)
        return self._tag_row(placed, (placed.span,))

    def _decided_row(self, position: int) -> Row:
        """Say what became of a tag; the line above the keys says why when it is chosen."""
        placed = self._decided[position]
        letter = self._view.codebook.label(placed.annotation.label).letter
        cells = (
            Cell(letter, 1, label_kind(placed.annotation.label)),
            Cell(one_line(placed.annotation.quote), 12),
            Cell(self._view.decided_on(placed.annotation)),
        )
        return Row(cells, (placed.span,))

    def _lost_of(self, lost: Sequence[Placed]) -> Callable[[int], Row]:
        return lambda position: self._tag_row(lost[position], lost[position].annotation.id)

    def _tag_row(self, placed: Placed, value: object) -> Row:
        annotation = placed.annotation
        letter = self._view.codebook.label(annotation.label).letter
        cells = [
            Cell(letter, 1, label_kind(annotation.label)),
            Cell(one_line(annotation.quote)),
        ]
        if annotation.is_adjudicated:
            cells.append(Cell("decided", 8, is_right=True))
        elif annotation.annotator != self._view.annotator:
            cells.append(Cell(one_line(annotation.annotator), 8, is_right=True))
        if placed.needs_a_person:
            cells.append(Cell(placed.anchor.status, 9, is_right=True))
        return Row(tuple(cells), value)

    def _suggestion(self, position: int) -> Row:
        suggestion = self._view.suggestions.nth(position)
        words = one_line(suggestion.span.of(self._text))
        letter = self._view.codebook.label(suggestion.label).letter
        cells = (Cell(letter, 1, label_kind(suggestion.label)), Cell(words))
        return Row(cells, (suggestion.span,))


def _heading(name: str, count: int, *more: Cell) -> Row:
    return Row((Cell(f"{name} {count}"), *more))
