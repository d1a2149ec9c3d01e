"""Puts reading text together, block by block, and keeps the styles as spans over it."""

from __future__ import annotations

from hedgerow.store.corpus.article import StyledSpan, StyleName


class Composer:
    """Collects text and styles while a marked-up source is walked.

    Blocks are set apart by newlines, which are written only when something follows, so that the
    text neither begins nor ends with empty lines.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._gap = 0
        self._open: list[tuple[StyleName, int | None]] = []  # None until something is written
        self._styles: list[StyledSpan] = []

    def write(self, text: str, style: StyleName | None = None) -> None:
        """Add text to the block at hand."""
        if not text:
            return
        if self._gap and self._length:
            self._append("\n" * self._gap)
        self._gap = 0
        start = self._length
        self._open = [(name, start if at is None else at) for name, at in self._open]
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
        self._open.append((style, None))

    def close(self, style: StyleName) -> None:
        """End the style that was opened last under this name, if any was."""
        for index in range(len(self._open) - 1, -1, -1):
            name, start = self._open[index]
            if name == style:
                del self._open[index]
                if start is not None and start < self._length:
                    self._styles.append(StyledSpan(start, self._length, name))
                return

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
        for style, _ in reversed(self._open.copy()):
            self.close(style)
        return "".join(self._pieces), tuple(sorted(self._styles))

    def _append(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)
