"""Puts reading text together, block by block, and keeps the styles as spans over it."""

from __future__ import annotations

from hedgerow.store.corpus.article import StyledSpan, StyleName


class _Open:
    """A style that has not ended yet, and where it began, once something is written in it."""

    start: int | None = None


class Composer:
    """Collects text and styles while a marked-up source is walked.

    Blocks are set apart by newlines, which are written only when something follows, so that the
    text neither begins nor ends with empty lines.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._gap = 0
        self._open: dict[StyleName, list[_Open]] = {}  # by their names, the last at the end
        self._unwritten: list[_Open] = []  # those in which nothing has been written yet
        self._styles: list[StyledSpan] = []

    def write(self, text: str, style: StyleName | None = None) -> None:
        """Add text to the block at hand."""
        if not text:
            return
        if self._gap and self._length:
            self._append("\n" * self._gap)
        self._gap = 0
        start = self._length
        for opened in self._unwritten:
            opened.start = start
        self._unwritten.clear()
        self._append(text)
        if style:
            self._styles.append(StyledSpan(start, self._length, style))

    def end_block(self, newlines: int = 2) -> None:
        """Close the block: what follows stands `newlines` line breaks further down."""
        self._gap = max(self._gap, newlines)

    def break_line(self) -> None:
        """Begin another line; two such breaks leave an empty line, and more than two no more."""
        self._gap = min(self._gap + 1, 2)

    def open(self, style: StyleName) -> None:
        """Begin a style; text written from now on has it."""
        opened = _Open()
        self._open.setdefault(style, []).append(opened)
        self._unwritten.append(opened)

    def close(self, style: StyleName) -> None:
        """End the style that was opened last under this name, if any was."""
        if not self._open.get(style):
            return
        start = self._open[style].pop().start
        if start is not None and start < self._length:
            self._styles.append(StyledSpan(start, self._length, style))

    @property
    def at_block_start(self) -> bool:
        """Whether nothing has been written in the block at hand."""
        return self._gap > 0 or self._length == 0

    @property
    def ends_in_space(self) -> bool:
        """Whether the next word needs no space before it."""
        return self.at_block_start or self._pieces[-1][-1:] in (" ", "\n")

    def finish(self) -> tuple[str, tuple[StyledSpan, ...]]:
        """Give the text and its styles, in text order."""
        for style, opened in self._open.items():
            for _ in opened.copy():
                self.close(style)
        return "".join(self._pieces), tuple(sorted(self._styles))

    def _append(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
