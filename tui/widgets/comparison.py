"""What a passage read once and what the text reads now, one below the other, with the keys."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.containers import Vertical

from hedgerow.tui.widgets.bar import Bar, Piece


class ComparisonBox(Vertical):
    """A few lines that are there while there is something to compare."""

    DEFAULT_CSS = """
    ComparisonBox { height: auto; max-height: 50%; display: none; overflow-y: auto; }
    ComparisonBox.shown { display: block; }
    ComparisonBox .text { background: $surface; }
    ComparisonBox .keys { dock: bottom; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name for it
        self._title, self._keys = Bar(), Bar(classes="keys")
        self._was, self._now = Bar(classes="text"), Bar(classes="text")
        super().__init__(self._title, self._was, self._now, self._keys, id=id)

    def compare(
        self, title: Sequence[Piece], was: str, now: str, keys: Iterable[Piece], part: str = ""
    ) -> None:
        """Show two texts, each whole; `part` is the look of the second, one of `Bar.PARTS`."""
        self.add_class("shown")
        self._title.show(title)
        self._was.show_text(f"was  {was}", "muted")
        self._now.show_text(f"now  {now}", part)
        self._keys.show(list(keys))

    def hide(self) -> None:
        """Take the lines away."""
        self.remove_class("shown")
