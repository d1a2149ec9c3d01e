"""The rows of the library: which columns there is room for, and what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, overload

from hedgerow.store.overview import NO_HEADWAY
from hedgerow.tui.screens.base.label_looks import label_kind
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.line_list import Cell, Row

if TYPE_CHECKING:
    from hedgerow.store.annotations import Label
    from hedgerow.store.index import Facts
    from hedgerow.store.overview import Headway

_TAGS = 4  # cells for a label's count


class ArticleRows(Sequence[Row]):
    """A row for each of some positions in the corpus, made when it is seen."""

    def __init__(self, positions: Sequence[int], row: Callable[[int], Row]) -> None:
        self._positions = positions
        self._row = row

    def __len__(self) -> int:
        return len(self._positions)

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return [self._row(position) for position in self._positions[at]]
        return self._row(self._positions[at])


class ListColumns:
    """The columns of the list, for a width: what is least needed gives way first."""

    def __init__(self, width: int, labels: Sequence[Label]) -> None:
        self._labels = labels
        self._has_outlet = width >= 90
        self._outlet = 22 if width >= 130 else 14
        # With many labels, their sum; the reader's side panel has the rest.
        self._has_labels = len(self._labels) * _TAGS < width // 4

    def heading(self) -> Row:
        """Give the row with the columns' names."""
        letters = [label.letter for label in self._labels] if self._has_labels else ["tags"]
        return Row(tuple(self._cells("title", "outlet", "date", "words", letters, "reviewed")))

    def row(self, article: str, facts: Facts, headway: Headway | None) -> Row:
        """Give an article's row; its counts are left open where they are not known yet."""
        words = _short_number(facts.words) if facts.words >= 0 else "…"
        known = headway or NO_HEADWAY
        counts = [known.tags.get(label.name, 0) for label in self._labels]
        none = "·" if headway else "…"
        tags = [str(count or none) for count in (counts if self._has_labels else [known.tagged])]
        reviewed = f"{known.reviewed}/{known.tagged}" if known.tagged else ""
        title = facts.title if facts.is_readable else f"{article} (can't be read; ! says why)"
        cells = self._cells(
            one_line(title), one_line(facts.outlet), facts.published, words, tags, reviewed
        )
        return Row(tuple(cells), article)

    def _cells(
        self, title: str, outlet: str, date: str, words: str, tags: list[str], reviewed: str
    ) -> Iterator[Cell]:
        yield Cell(title)
        if self._has_outlet:
            yield Cell(outlet or "—", self._outlet)
        yield Cell(date or "—", 10)
        yield Cell(words, 6, is_right=True)
        kinds = [label_kind(label.name) for label in self._labels] if self._has_labels else [""]
        for kind, tag in zip(kinds, tags, strict=True):
            yield Cell(tag, _TAGS, kind, is_right=True)
        yield Cell(reviewed, 8, is_right=True)


def _short_number(number: int) -> str:
    """Write a number in at most six cells: 99,999, then 180k."""
    return f"{number:,}" if number < 100_000 else f"{number // 1000:,}k"
