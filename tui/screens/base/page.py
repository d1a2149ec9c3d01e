"""A page to read: help, faults, a summary."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from hedgerow.tui.screens.base.leaving import LeftOnce
from hedgerow.tui.text.visible import one_line, visible
from hedgerow.tui.text.wrap import Rows
from hedgerow.tui.widgets.bar import Bar, Piece

_NEWS = 0.5  # seconds between two looks at lines that may change


class PageLine(NamedTuple):
    """A line of a page: its text, the keys or name set before it, and whether it is a heading."""

    text: str
    before: str = ""
    is_heading: bool = False


class PageScreen(ModalScreen[bool], LeftOnce[bool]):
    """A page of lines that scrolls, and closes with q, esc, enter or `?`.

    Where it `can_undo`, `u` closes it, too, and it gives True: the one who showed it undoes.
    """

    BINDINGS = [
        Binding("q,escape,enter,question_mark", "dismiss(False)", show=False),
        Binding("u", "undo", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
        Binding("g,home", "scroll(-100000)", show=False),
        Binding("G,end", "scroll(100000)", show=False),
    ]
    DEFAULT_CSS = """
    PageScreen { background: $surface; }
    PageScreen > #page {
        scrollbar-size-vertical: 1;
        width: 92; max-width: 100%; height: 1fr; background: $surface; padding: 1 2;
        scrollbar-gutter: stable;
    }
    PageScreen > Bar { width: 92; max-width: 100%; }
    """

    def __init__(
        self,
        title: str,
        lines: Sequence[PageLine],
        *,
        can_undo: bool = False,
        again: Callable[[], Sequence[PageLine]] | None = None,
    ) -> None:
        """Make a page.

        Args:
            title: what stands above it.
            lines: what it says.
            can_undo: whether `u` closes it, too.
            again: gives the lines as they are by now, where they may change while it is open.
        """
        super().__init__()
        self._can_undo = can_undo
        self._again = again
        self._title = title
        self._lines = lines
        self._header = Bar()

    def compose(self) -> ComposeResult:
        """Lay the page out."""
        self._header.show([Piece(self._title, "title")], self.keys())
        yield self._header
        with VerticalScroll(id="page"):
            yield Static(markup=False)

    def on_mount(self) -> None:
        """Look now and then whether there are other lines by now."""
        if self._again is not None:
            self.set_interval(_NEWS, self._look_again)

    def _look_again(self) -> None:
        if self._again is not None and (lines := self._again()) != self._lines:
            self._lines = lines
            self.on_resize()

    def on_resize(self) -> None:
        """Set the lines in the width there is now."""
        page = self.query_one("#page")
        self.query_one("#page > Static", Static).update(self._content(page.scrollable_size.width))

    def keys(self) -> Iterator[Piece]:
        """Say what can be pressed."""
        if self._can_undo:
            yield from (Piece("u", "key"), Piece(" undo  ", "muted"))
        yield from (Piece("q", "key"), Piece(" back", "muted"))

    def tell(self, message: str, part: str = "") -> None:
        """Say something in the place of the title; `part` is one of `Bar.PARTS`."""
        self._header.show([Piece(message, part)], self.keys())

    def action_undo(self) -> None:
        """Close the page and have the last step undone, where that can be."""
        if self._can_undo:
            self.dismiss(True)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one("#page").scroll_relative(y=lines, animate=False)

    def _content(self, width: int) -> Content:
        longest = max((len(line.before) for line in self._lines), default=0)
        longest = min(longest, 22)
        parts: list[Content] = []
        for line in self._lines:
            if line.is_heading:
                parts.append(Content.styled(f"\n{one_line(line.text)}", "bold $accent"))
            elif line.before:
                before = Content.styled(visible(line.before).rjust(longest), "bold")
                parts.append(before + Content(_hanging(f"  {line.text}", width, longest)))
            else:
                parts.append(Content(_hanging(line.text, width)))
        return Content("\n").join(parts)


def _hanging(text: str, width: int, indent: int = 0) -> str:
    """Wrap a text; the lines below its first one begin where its first word does."""
    words = text.lstrip(" ")
    before = " " * (len(text) - len(words))
    rows = Rows(words, width - indent - len(before))
    lines = (visible(words[slice(*rows.drawn(row))]) for row in range(len(rows)))
    return before + f"\n{' ' * indent}{before}".join(lines)
