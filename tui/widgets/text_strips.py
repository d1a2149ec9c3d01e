"""The rows of a text as they are drawn: highlights, letters in the gutter, selection, caret.

What has been drawn is kept, until something that falls into it changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from hedgerow.tui.text.cells import grapheme_end, width
from hedgerow.tui.text.runs import Run, Runs
from hedgerow.tui.text.visible import visible
from hedgerow.tui.widgets.looks import Looks


class Grounds(NamedTuple):
    """What rows are drawn on: the style of plain text, what selection and caret add to any."""

    base: Style
    selection: Style
    caret: Style
    is_dark: bool


class Overlay(NamedTuple):
    """What of the selection and the caret falls into a row, as offsets; -1 for neither."""

    start: int
    end: int
    caret: int


# A row's span, what falls into it, and the pane's width.
_Key = tuple[int, int, Overlay, int]


class TextStrips:
    """Draws the rows of one text.

    Attributes:
        looks: how each kind of highlight looks.
        runs: the highlights.
    """

    def __init__(self, grounds: Callable[[], Grounds]) -> None:
        """Have nothing to draw so far.

        Args:
            grounds: works out what rows are drawn on; asked anew after each `forget`.
        """
        self.looks = Looks({})
        self.runs = Runs((), ())
        self._text = ""
        self._work_out_grounds = grounds
        self._grounds: Grounds | None = None
        self._strips: LRUCache[_Key, Strip] = LRUCache(1024)
        self._styles: dict[int, Style] = {}

    def show(self, text: str, looks: Looks, runs: Runs) -> None:
        """Draw another text from now on, or other highlights over the same."""
        self._text, self.looks, self.runs = text, looks, runs
        self.forget()

    def forget(self) -> None:
        """Forget all that was drawn."""
        self._strips.clear()
        self._styles.clear()
        self._grounds = None

    def forget_span(self, start: int, end: int) -> None:
        """Forget the rows into which `[start, end)` falls."""
        for key in list(self._strips.keys()):
            first, last = key[:2]
            if first < end and start < max(last, first + 1):
                self._strips.discard(key)

    def kept(self, span: tuple[int, int], overlay: Overlay, cells: int) -> Strip | None:
        """Give a row as it was drawn before, if it was."""
        return self._strips.get((*span, overlay, cells))

    def draw(
        self,
        span: tuple[int, int],
        drawn: tuple[int, int],
        overlay: Overlay,
        *,
        margin: int,
        cells: int,
    ) -> Strip:
        """Draw a row, and keep it.

        Args:
            span: the row's span in the text.
            drawn: the part of it that is drawn, without the line break.
            overlay: what of the selection and the caret falls into it.
            margin: the cells left of the gutter.
            cells: the pane's width.
        """
        base = self._ground().base
        segments = [
            Segment(" " * margin, base),
            *self._gutter(*drawn),
            *self._words(*drawn, overlay),
        ]
        strip = Strip(segments).adjust_cell_length(cells, base)
        self._strips[(*span, overlay, cells)] = strip
        return strip

    def _words(self, start: int, end: int, overlay: Overlay) -> Iterator[Segment]:
        base, selection, reverse, _ = self._ground()
        first, last, caret = overlay
        caret_end = min(end, grapheme_end(self._text, caret)) if caret >= 0 else -1
        cuts = sorted({first, last, caret, caret_end})
        for run in self.runs.between(start, end):
            for piece in _split(run, cuts):
                style = self._style_of(piece.mask)
                if first <= piece.start < last:
                    style += selection
                if caret <= piece.start < caret_end:
                    style += reverse
                yield Segment(visible(self._text[piece.start : piece.end]), style)
        if caret >= end and caret >= 0:  # the caret is on a line break
            yield Segment(" ", base + reverse)

    def _gutter(self, start: int, end: int) -> list[Segment]:
        base, *_, is_dark = self._ground()
        letters = self.looks.letters(self.runs.kinds_in(start, max(end, start + 1)))
        segments: list[Segment] = []
        room = self.looks.letter_room
        for number, (letter, kind) in enumerate(letters, start=1):
            apart = " " if segments and len(letter) > 1 else ""
            taken, more = width(apart + letter), number < len(letters)
            if taken > room - more:
                segments.append(Segment("+", base))
                room -= 1
                break
            ink = base + self.looks.ink(kind, base, dark=is_dark)
            segments += [Segment(apart, base), Segment(letter, ink)]
            room -= taken
        return [Segment(" " * room, base), *segments, Segment(" ", base)]

    def _style_of(self, mask: int) -> Style:
        style = self._styles.get(mask)
        if style is None:
            base, *_, is_dark = self._ground()
            style = base
            for kind in self.runs.kinds_of(mask):
                style += self.looks.style(kind, base, dark=is_dark)
            self._styles[mask] = style
        return style

    def _ground(self) -> Grounds:
        if self._grounds is None:
            self._grounds = self._work_out_grounds()
        return self._grounds


def _split(run: Run, cuts: Iterable[int]) -> Iterator[Run]:
    """Divide a run where the selection or the caret begins or ends."""
    start = run.start
    for cut in cuts:
        if start < cut < run.end:
            yield Run(start, cut, run.mask)
            start = cut
    yield Run(start, run.end, run.mask)
