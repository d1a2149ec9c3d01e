"""The library: the articles of the corpus, with how far the work on each has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget

from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import Command, bindings, commands_of
from hedgerow.tui.screens.base.label_looks import label_looks
from hedgerow.tui.screens.base.work import WorkScreen
from hedgerow.tui.screens.library.gathering import Gathering
from hedgerow.tui.screens.library.orders import Ordering
from hedgerow.tui.screens.library.rows import ArticleRows, ListColumns
from hedgerow.tui.widgets.bar import Bar, Piece
from hedgerow.tui.widgets.line_list import LineList, Row
from hedgerow.tui.widgets.looks import Looks

if TYPE_CHECKING:
    from hedgerow.store.journal import Change
    from hedgerow.tui.screens.library.doors import Doors

_NEWS = 0.25  # seconds between two looks at what the workers have found
_NEWS_IN_ORDER = 1.0  # the same where the list has to be put in order for it


class LibraryScreen(WorkScreen):
    """Lists the articles; workers read them and count tags while the list can be used already."""

    WHERE = "library"
    BINDINGS = bindings("library")
    AUTO_FOCUS = "#articles"
    DEFAULT_CSS = """
    LibraryScreen #columns { height: 1; background: $background; }
    LibraryScreen #articles { height: 1fr; }
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._header = Bar(id="header")
        self._columns = LineList(id="columns")
        self._list = LineList(id="articles")
        self._gathering = Gathering(
            self, on_found=self._show_found, on_news=self._show_news, pause=self._pause
        )
        self._order = Ordering()
        self._filter = ""
        self._shown: Sequence[int] = ()
        self._looks = Looks(label_looks(workspace.codebook.labels))
        for command in commands_of("library"):
            if not hasattr(self, name := f"action_{command.name}"):
                setattr(self, name, partial(self._go_through, name))

    @cached_property
    def _doors(self) -> Doors:
        from hedgerow.tui.screens.library.doors import Doors

        return Doors(self, self._gathering)

    def _go_through(self, door: str) -> None:
        """Do what leads to another screen; the doors are loaded with the first that is opened."""
        getattr(self._doors, door)()

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield self._header
        yield self._columns
        yield self._list
        yield self.status

    def on_mount(self) -> None:
        """List the articles by name, if they are few; the first frame waits for nothing else."""
        self._columns.can_focus = False
        self._gathering.list_if_few()
        self._show_list()
        self.call_after_refresh(self._gathering.begin)

    def on_screen_resume(self) -> None:
        """Bring the lines of articles that have changed up to date."""
        self._gathering.refresh()

    def article_changed(self, article: str) -> None:
        """Bring the article's line up to date, at once or when the list is shown again."""
        self._gathering.changed(article)
        # To Textual, the screen under the one that is shown is current, too.
        if self.is_current and self.screen_shown.article_shown is None:
            self._gathering.refresh()

    def on_resize(self) -> None:
        """Use the room there is."""
        self._show_list(keep=True)

    def main_widget(self) -> Widget:
        """The list has the focus."""
        return self._list

    @property
    def is_complete(self) -> bool:
        """Whether all articles are listed, read, and their tags counted."""
        return self._gathering.is_complete

    # The list

    def _pause(self) -> float:
        return _NEWS if not self._filter and self._order.is_usual else _NEWS_IN_ORDER

    def _show_found(self) -> None:
        self._show_list(keep=True)
        self.show_status()

    def _show_news(self) -> None:
        if self._filter or not self._order.is_usual:
            self._show_list(keep=True)
        else:
            self._list.refresh()
            self._show_header()

    def _show_list(self, *, keep: bool = False) -> None:
        """Draw the list, with the cursor on the article it was on."""
        known = self._gathering
        catalogue = known.catalogue
        at = catalogue.position(str(self._list.value)) if keep else None
        order = self._order.of(catalogue, known.headway, known.opened)
        self._shown = catalogue.matching(self._filter, order)
        cursor = self._shown.index(at) if at is not None and at in self._shown else 0
        columns = ListColumns(self.size.width, self.workspace.codebook.labels)
        self._columns.show([columns.heading()])

        def row(position: int) -> Row:
            article = catalogue.article(position)
            return columns.row(article, catalogue.facts(position), known.headway_of(article))

        self._list.show(ArticleRows(self._shown, row), self._looks, cursor)
        self._show_header()

    def _show_header(self) -> None:
        corpus = self.workspace.corpus
        total, shown = len(self._gathering.catalogue), len(self._shown)
        count = f"{total:,} articles" if shown == total else f"{shown:,} of {total:,} articles"
        if total == 1 and shown == 1:
            count = "1 article"
        if unread := self._gathering.unread:
            count += f", {unread:,} files not read" if unread > 1 else ", 1 file not read"
        count += self._gathering.progress()
        order = "" if self._order.is_usual else f" · {self._order.name}"
        found = f" · “{self._filter}”" if self._filter else ""
        name = corpus.path.resolve().name or str(corpus.path)
        self._header.show(
            [Piece("Hedgerow ", "title"), Piece(name), Piece(f"{order}{found}", "muted")],
            [Piece(f"{count} · {self.workspace.annotations.annotator}", "muted")],
        )

    def follow(self, change: Change) -> None:
        """Show the article that an undo has changed."""
        for article in change.articles:
            at = self._gathering.catalogue.position(article)
            if at is not None and at in self._shown:
                self._list.go_to(self._shown.index(at))
                return

    # Filter and order

    def action_filter(self) -> None:
        """Filter the list as one types."""
        self.open_field(
            "filter by title, outlet, date",
            self._filter,
            changed=self._show_filtered,
            closed=self._end_filter,
        )

    def _show_filtered(self, value: str) -> None:
        """Show what matches."""
        self._filter = value.strip()
        self._show_list(keep=True)

    def _end_filter(self, value: str, is_cancelled: bool) -> None:
        """Keep the filter, or take it off."""
        self._filter = "" if is_cancelled else value.strip()
        self._show_list(keep=True)

    def on_key(self, event: events.Key) -> None:
        """Move in the list while the filter is typed."""
        if event.key in ("down", "up") and self.focused is not self._list:
            self._list.action_move(1 if event.key == "down" else -1)
            event.stop()

    def action_order(self) -> None:
        """Put the list in the next order."""
        self._order.turn()
        self._show_list(keep=True)
        self.tell(f"Ordered {self._order.name}.")

    # Commands

    def is_possible(self, command: Command) -> bool:
        """Say whether a command would do something now."""
        if command.action == "unsettled":
            return bool(self.workspace.unsettled)
        return super().is_possible(command)

    def hinted_commands(self) -> Iterator[Command]:
        """Say first how an article is opened."""
        yield from (command for command in commands_of("list") if command.hint)
        yield from super().hinted_commands()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Open the article."""
        self._doors.article(str(event.value))

    # Leaving

    def leave(self) -> None:
        """Take the filter off, or quit; not without a word where something isn't saved."""
        if self._filter:
            self._filter = ""
            self._show_list(keep=True)
        else:
            self.run_worker(self.quit())

    async def quit(self) -> None:
        """Quit, once all that is in the queue is saved; ask where something can't be."""
        await self.services.in_turn(lambda: None)
        if not self.workspace.history.unsaved:
            self.app.exit()
        elif isinstance(self.app.screen, WorkScreen):  # otherwise something is being asked already
            self._doors.unsaved()
