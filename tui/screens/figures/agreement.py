"""Agreement as a screen: the figures of `hedgerow agreement`, and the worst places to open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Literal, NamedTuple, overload

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

import hedgerow.tui.tables.agreement as agreement_table
from hedgerow.store.agreement import (
    BOOTSTRAP_DRAWS,
    NO_INTERVALS_ASKED_FOR,
    Comparison,
    Difference,
    Mark,
    MarkedArticle,
    compare_annotators,
    marked_articles,
)
from hedgerow.store.problem import Problem
from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import Command, bindings, commands_of
from hedgerow.tui.screens.base.work import WorkScreen
from hedgerow.tui.screens.figures.computing import Computing
from hedgerow.tui.text.visible import one_line, visible
from hedgerow.tui.widgets.bar import Bar, Piece
from hedgerow.tui.widgets.line_list import Cell, LineList, Row

By = Literal["pair", "label", "article"]

_ORDER: tuple[By, ...] = ("pair", "label", "article")
_MOST_DIFFERENCES = 1_000  # of a pair, in the list
_MOST_LINES = 2_000  # of figures; the command line prints the rest
_REPORTS = 100  # of progress, over all samples
_NARROW = 100


class _Result(NamedTuple):
    """What came of comparing: lines for each way of grouping, and where they differ."""

    pairs: int
    lines: Mapping[By, Sequence[str]]
    differences: Sequence[tuple[Comparison, Difference]]
    total: int


_NOTHING = _Result(0, {}, (), 0)


class AgreementScreen(WorkScreen):
    """Shows how far annotators agree, as far as it has been computed, and where they differ."""

    WHERE = "agreement"
    BINDINGS = bindings("agreement")
    AUTO_FOCUS = "#differences"
    DEFAULT_CSS = """
    AgreementScreen #figures { height: 3fr; padding: 0 1; scrollbar-size-vertical: 1; }
    AgreementScreen #figures Static { width: auto; }
    AgreementScreen #title { height: 1; background: $panel; }
    AgreementScreen #differences { height: 2fr; min-height: 5; }
    AgreementScreen.zoomed #title, AgreementScreen.zoomed #differences { display: none; }
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._header = Bar(id="header")
        self._title = Bar(id="title")
        self._figures = Static(markup=False)
        self._list = LineList(id="differences")
        self._result = _NOTHING
        self._marked: list[MarkedArticle] = []
        self._by: By = "pair"
        self._progress = ""
        self._computing = Computing(self, self._compute)

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield self._header
        with VerticalScroll(id="figures", can_focus=False):
            yield self._figures
        yield self._title
        yield self._list
        yield self.status

    def on_mount(self) -> None:
        """Begin to read and to compute."""
        self._show_header()
        self._figures.update(Content("Reading what everybody has marked … q gives up."))
        self._computing.begin()

    def main_widget(self) -> Widget:
        """The list of places has the focus."""
        return self._list

    def on_resize(self) -> None:
        """Use the room there is."""
        self._show_differences()

    def hinted_commands(self) -> Iterator[Command]:
        """Say first how a place is opened."""
        yield from (command for command in commands_of("list") if command.hint)
        yield from super().hinted_commands()

    def is_possible(self, command: Command) -> bool:
        """Say whether a command would do something now."""
        if command.action == "stop":
            return bool(self._progress and self._result.pairs)
        if command.where == self.WHERE or command.action == "choose":
            return bool(self._result.pairs)
        return super().is_possible(command)

    # Computing

    def _compute(self) -> None:
        """Read what everybody has marked, and compute the figures, then their intervals."""
        self._marked = self._read()
        alone = _result_of(self._compare(draws=0))
        self._computing.hand_over(lambda: self._take(alone, "intervals: 0 %"))
        whole = _result_of(self._compare(BOOTSTRAP_DRAWS))
        self._computing.hand_over(lambda: self._take(whole))

    def _read(self) -> list[MarkedArticle]:
        problems: list[Problem] = []
        marked: list[MarkedArticle] = []
        for article in marked_articles(self.workspace.corpus, self.workspace.annotations, problems):
            marked.append(article)
            if len(marked) % _REPORTS == 1:
                self._report(f"reading: {len(marked):,} articles")
        for problem in problems:
            self.workspace.corpus.tell(problem)
        return marked

    def _compare(self, draws: int) -> list[Comparison]:
        names = sorted({name for article in self._marked for name in article.marks})
        done = 0
        total = 0

        def on_draw() -> None:
            nonlocal done
            done += 1
            if done % max(1, total // _REPORTS) == 0:
                self._report(f"intervals: {100 * done // max(1, total)} %")

        made = compare_annotators(names, self._marked, draws, on_draw)
        total = sum(draws * (1 + len(one.labels)) for one in made if len(one.articles) > 1)
        for comparison in made:
            comparison.overall()
            comparison.by_label()
        return made

    def _report(self, progress: str) -> None:
        self._computing.hand_over(lambda: self._show_progress(progress))

    def _show_progress(self, progress: str) -> None:
        self._progress = progress
        self._show_header()
        self.show_status()

    def _take(self, result: _Result, progress: str = "") -> None:
        is_first = not self._result.pairs
        self._progress = progress if result.pairs else ""
        self._result = result
        self._show_header()
        self._show_figures()
        if is_first:  # those with intervals differ in the same places
            self._show_differences()
        self.show_status()

    def action_stop(self) -> None:
        """Compute no more intervals: the figures stand there without them."""
        if self._progress and self._result.pairs:
            self._computing.give_up()
            self._show_progress("")
            self.tell("Stopped: the figures have no intervals.")

    def leave(self) -> None:
        """Give up what is still being computed, or the whole of the screen for the figures."""
        if self.has_class("zoomed"):
            self.action_zoom()
            return
        self._computing.give_up()
        super().leave()

    # Showing

    def _show_header(self) -> None:
        count = self._result.pairs
        pairs = f"{count} pair{'' if count == 1 else 's'} of annotators" if count else ""
        by = f"by {self._by}" if count else ""
        self._header.show(
            [Piece("Agreement ", "title"), Piece(" · ".join(filter(None, (pairs, by))), "muted")],
            [Piece(self._progress, "key")],
        )

    def _show_figures(self) -> None:
        if self._result.pairs:
            shown = Content("\n").join(map(_styled, self._result.lines[self._by]))
        else:
            shown = Content(_missing(self._marked))
        self._figures.update(shown)

    def _show_differences(self) -> None:
        if not self._result.pairs:
            return
        total, count = self._result.total, len(self._result.differences)
        left = "Where they differ" if total else "They differ nowhere"
        shown = f"{count:,} of " if count < total else ""
        places = f"{shown}{total:,} place{'' if total == 1 else 's'}, the most words first"
        self._title.show([Piece(left, "title")], [Piece(places if total else "", "muted")])
        rows = _Rows(self._result.differences, self.workspace, self.size.width)
        self._list.show(rows, cursor=self._list.cursor)

    # Commands

    def action_group(self) -> None:
        """Show the figures by pair, by label or by article."""
        if not self._result.pairs:
            return
        self._by = _ORDER[(_ORDER.index(self._by) + 1) % len(_ORDER)]
        self._show_header()
        self._show_figures()
        self.query_one("#figures").scroll_home(animate=False)

    def action_zoom(self) -> None:
        """Give the whole screen to the figures, or show the places below them again."""
        self.toggle_class("zoomed")

    def action_scroll(self, lines: int) -> None:
        """Scroll the figures."""
        self.query_one("#figures").scroll_relative(y=lines, animate=False)

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Open the place."""
        for comparison, difference in self._result.differences:
            if difference == event.value:
                marks = [mark for mark in (difference.a, difference.b) if mark is not None]
                self._decide(comparison, [mark.key for mark in marks])
                return

    def _decide(self, comparison: Comparison, annotations: Sequence[str]) -> None:
        """Open the adjudication of two annotators at the place that has one of these tags."""
        from hedgerow.tui.screens.adjudication.opening import adjudicate

        sides = comparison.a, comparison.b
        self.run_worker(adjudicate(self, self.workspace, sides, at=annotations))

    def article_changed(self, article: str) -> None:  # noqa: ARG002 - whichever it is
        """Say that the figures are of before."""
        if self._result.pairs and self.screen_shown is self:
            self.tell("Tags have changed since: go back and come again for new figures.")


class _Rows(Sequence[Row]):
    """The places where two differ, each made into a row when it is seen."""

    def __init__(
        self,
        differences: Sequence[tuple[Comparison, Difference]],
        workspace: Workspace,
        width: int,
    ) -> None:
        self._differences = differences
        self._workspace = workspace
        self._title = 30 if width < _NARROW else 60

    def __len__(self) -> int:
        return len(self._differences)

    @overload
    def __getitem__(self, position: int) -> Row: ...

    @overload
    def __getitem__(self, position: slice) -> list[Row]: ...

    def __getitem__(self, position: int | slice) -> Row | list[Row]:
        if isinstance(position, slice):
            return [self[index] for index in range(*position.indices(len(self)))]
        comparison, difference = self._differences[position]
        told = _told(difference, one_line(comparison.a), one_line(comparison.b))
        title = one_line(self._workspace.title(difference.article))
        words = Cell(f"{difference.tokens:,} w", 6, is_right=True)
        return Row((words, Cell(told), Cell(title, self._title)), difference)


def _result_of(comparisons: Sequence[Comparison]) -> _Result:
    by_pair = (line for one in comparisons for line in agreement_table.figures_by_pair(one))
    lines: dict[By, list[str]] = {
        "pair": _cut(by_pair, "pair"),
        "label": _cut(agreement_table.lines_by_label(comparisons), "label"),
        "article": _cut(agreement_table.lines_by_article(comparisons), "article"),
    }
    differences: list[tuple[Comparison, Difference]] = []
    total = 0
    for comparison in comparisons:
        found = comparison.differences()
        total += len(found)
        differences += [(comparison, one) for one in found[:_MOST_DIFFERENCES]]
    differences.sort(key=lambda one: -one[1].tokens)
    return _Result(len(comparisons), lines, differences, total)


def _cut(lines: Iterable[str], by: By) -> list[str]:
    # That there are no intervals is seen: they are being computed, or somebody has stopped that.
    told = (line for line in lines if NO_INTERVALS_ASKED_FOR.reason not in line)
    cut = list(islice(map(visible, told), _MOST_LINES + 1))
    if len(cut) > _MOST_LINES:
        cut[_MOST_LINES:] = ["", f"… `hedgerow agreement --by {by}` prints the rest"]
    return cut


def _styled(line: str) -> Content:
    """Set off what names a pair, a label or a part: it stands less far in than figures do."""
    indent = len(line) - len(line.lstrip())
    return Content.styled(line, "bold $accent" if not indent else "bold" if indent == 2 else "")


def _told(difference: Difference, a: str, b: str) -> str:
    """Say in what two differ: the label, or the span of the same one, or else its attributes."""
    ours, theirs = difference.a, difference.b
    if ours is None or theirs is None or ours.label != theirs.label:
        return f"{a} {_label(ours)} · {b} {_label(theirs)}"
    if ours[:2] != theirs[:2]:
        spans = f"{a} {ours.start}–{ours.end} · {b} {theirs.start}–{theirs.end}"
        return f"{_label(ours)}: {spans}"
    names = sorted(
        name
        for name in ours.attributes.keys() | theirs.attributes.keys()
        if ours.attributes.get(name) != theirs.attributes.get(name)
    )
    return one_line(f"{_label(ours)}: {', '.join(names)} of {a} and {b}")


def _label(mark: Mark | None) -> str:
    return "nothing" if mark is None else one_line(mark.label)


def _missing(marked: Sequence[MarkedArticle]) -> str:
    names = sorted({name for article in marked for name in article.marks})
    who = f"Only {one_line(names[0])} has" if names else "Nobody has"
    return (
        f"{who} marked anything in this corpus: agreement takes two.\n\n"
        "`hedgerow import` brings in another's tags; so does a folder of\n"
        "annotations in common, or one that is merged with git.\n\n"
        "How far you agree with yourself: b in the library."
    )
