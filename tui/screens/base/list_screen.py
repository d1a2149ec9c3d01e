"""A list of what is found over all articles, which follows what is changed in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.widget import Widget

from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import Command, commands_of
from hedgerow.tui.screens.base.label_looks import label_looks
from hedgerow.tui.screens.base.work import WorkScreen
from hedgerow.tui.widgets.bar import Bar
from hedgerow.tui.widgets.line_list import LineList
from hedgerow.tui.widgets.looks import Looks

Listed = TypeVar("Listed")


class ListScreen(WorkScreen, Generic[Listed]):
    """Lists what the screens built on it find, and looks again where something has changed."""

    AUTO_FOCUS = "LineList"
    DEFAULT_CSS = "ListScreen LineList { height: 1fr; }"

    def __init__(self, workspace: Workspace, rows: LineList) -> None:
        """Show nothing yet; `rows` is the list that will."""
        super().__init__(workspace)
        self.header = Bar(id="header")
        self.rows = rows
        self.looks = Looks(label_looks(workspace.codebook.labels))

    # What a list's own screen says

    def find(self) -> Iterator[Listed]:
        """Find what is to be listed; this is done off the screen's thread."""
        raise NotImplementedError

    def show(self, found: list[Listed]) -> None:
        """Show what was found, and where it is nothing, say so."""
        raise NotImplementedError

    def below(self) -> Iterable[Widget]:
        """Give what stands between the list and the status line."""
        return ()

    # Showing

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield self.header
        yield self.rows
        yield from self.below()
        yield self.status

    def main_widget(self) -> Widget:
        """The list has the focus."""
        return self.rows

    def hinted_commands(self) -> Iterator[Command]:
        """Say how a row is chosen."""
        yield from (command for command in commands_of("list") if command.hint)

    def on_mount(self) -> None:
        """Look for the first time."""
        self._look()

    def on_screen_resume(self) -> None:
        """Look again: something may have changed meanwhile."""
        super().on_screen_resume()
        self._look()

    def article_changed(self, article: str) -> None:  # noqa: ARG002 - whichever it is
        """Look again."""
        if self.screen_shown is self:
            self._look()

    @work(thread=True, exclusive=True, group="list")
    def _look(self) -> None:
        self.app.call_from_thread(self._show, list(self.find()))

    def _show(self, found: list[Listed]) -> None:
        if self.is_attached:
            self.show(found)
