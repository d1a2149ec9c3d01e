"""The corpus view: tags by speaker, outlet and date as counts and bars, progress and pace."""

from __future__ import annotations

from typing import Final

from rich.style import Style
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

import hedgerow.tui.tables.stats as stats_table
from hedgerow.store.overview import Grouping, Stats, count_tags
from hedgerow.store.problem import Problem
from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import Command, bindings
from hedgerow.tui.screens.base.label_looks import label_kind, label_looks
from hedgerow.tui.screens.base.work import WorkScreen
from hedgerow.tui.screens.figures.computing import Computing
from hedgerow.tui.text.visible import visible
from hedgerow.tui.widgets.bar import Bar, Piece
from hedgerow.tui.widgets.looks import Look, Looks

_VIEWS: Final[tuple[Grouping | None, ...]] = ("speaker", "outlet", "date", None)  # None: pace
_MOST_LINES = 500
_REPORT_EVERY = 200  # articles
_INKS = {"tags": "#5fafd7", "verdicts": "#87af5f"}


class StatsScreen(WorkScreen):
    """Shows one table at a time; a worker has counted."""

    WHERE = "stats"
    BINDINGS = bindings("stats")
    DEFAULT_CSS = """
    StatsScreen #progress { padding: 0 1; }
    StatsScreen #heading { height: 1; text-style: bold underline; color: $text-muted; }
    StatsScreen #counts { height: 1fr; scrollbar-size-vertical: 1; }
    StatsScreen #counts Static { width: auto; }
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._header = Bar(id="header")
        self._progress = Static(id="progress", markup=False)
        self._heading = Static(id="heading", markup=False)
        self._counts = Static(markup=False)
        self._scroll = VerticalScroll(self._counts, id="counts", can_focus=False)
        self._stats: Stats | None = None
        self._view = 0
        self._computing = Computing(self, self._count)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield self._header
        yield self._progress
        yield self._heading
        yield self._scroll
        yield self.status

    def on_mount(self) -> None:
        """Begin to count."""
        self._show_header("counting …")
        self._computing.begin()

    def on_resize(self) -> None:
        """Draw the bars as long as there is room."""
        self.show_status()
        self._show_table()

    def main_widget(self) -> Widget:
        """The counts take the keys."""
        return self._scroll

    def is_possible(self, command: Command) -> bool:
        """Say whether a command would do something now."""
        return (command.where != self.WHERE or self._stats is not None) and super().is_possible(
            command
        )

    # Counting

    def _count(self) -> None:
        problems: list[Problem] = []
        counted = 0

        def on_article() -> None:
            nonlocal counted
            counted += 1
            if counted % _REPORT_EVERY == 0:
                told = f"counting: {counted:,} articles"
                self._computing.hand_over(lambda: self._show_header(told))

        stats = count_tags(
            self.workspace.corpus, self.workspace.annotations, problems, on_article=on_article
        )
        stats_table.load()
        for problem in problems:
            self.workspace.corpus.tell(problem)
        self._computing.hand_over(lambda: self._take(stats))

    def _take(self, stats: Stats) -> None:
        self._stats = stats
        self._progress.update(Content("\n".join(map(visible, stats_table.headway_summary(stats)))))
        self._show_header()
        self._show_table()
        self.show_status()

    def leave(self) -> None:
        """Give up what is still being counted."""
        self._computing.give_up()
        super().leave()

    # Showing

    def _show_header(self, progress: str = "") -> None:
        way = _VIEWS[self._view]
        shown = [Piece(f"tags by {way}" if way else "pace: what was done on each day", "muted")]
        self._header.show([Piece("Counts ", "title"), *shown], [Piece(progress, "key")])

    def _show_table(self) -> None:
        if self._stats is None:
            return
        way, columns = _VIEWS[self._view], max(40, self.size.width - 2)
        codebook = self.workspace.codebook
        if not self._stats.tags and way is not None:
            self._heading.update("")
            self._counts.update(Content("Nothing has been tagged so far."))
            return
        table = (
            stats_table.counts(self._stats, codebook, way, columns)
            if way is not None
            else stats_table.pace(self._stats, columns)
        )
        self._heading.update(Content(table.heading))
        lines = list(table.lines)
        if (left_out := len(lines) - _MOST_LINES) > 0:
            told = f"  … {left_out:,} more: `hedgerow stats --json` has all"
            lines[_MOST_LINES:] = [stats_table.BarLine(told)]
        self._counts.update(Content("\n").join(map(self._content, lines)))

    def _content(self, line: stats_table.BarLine) -> Content:
        parts = [Content(line.text)]
        for text, label in line.bar:
            ink = self._ink(label) if label else ""
            parts.append(Content.styled(text, ink) if ink else Content(text))
        return Content("").join(parts)

    def _ink(self, label: str) -> str:
        """Give the style of a label's part of a bar, legible on this theme's ground."""
        if label in _INKS and _VIEWS[self._view] is None:
            kind, looks = label, Looks({label: Look(ink=_INKS[label])})
        else:
            kind = label_kind(label)
            looks = Looks(label_looks((self.workspace.codebook.label(label),)))
        base: Style = self._counts.rich_style
        colour = looks.ink(kind, base, dark=self.app.current_theme.dark).color
        return f"bold {colour.get_truecolor().hex}" if colour is not None else ""

    def notify_style_update(self) -> None:
        """Take the colours of another theme."""
        super().notify_style_update()
        if self._stats is not None and self.is_attached:
            self.call_after_refresh(self._show_table)

    # Commands

    def action_turn(self, step: int) -> None:
        """Count by something else."""
        self._view = (self._view + step) % len(_VIEWS)
        self._show_header()
        self._show_table()
        self._scroll.scroll_home(animate=False)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self._scroll.scroll_relative(y=lines, animate=False)

    def article_changed(self, article: str) -> None:  # noqa: ARG002 - whichever it is
        """Say that the counts are of before."""
        if self._stats is not None and self.screen_shown is self:
            self.tell("Tags have changed since: go back and come again for new counts.")
