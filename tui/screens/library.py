"""The library: the articles of the corpus, with how far the work on each has come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, overload

from textual import events, work
from textual.app import ComposeResult
from textual.widget import Widget
from textual.worker import get_current_worker

from store.problem import Problem, ProblemError
from store.tally import Tally
from store.workspace import Summary, Workspace
from tui.commands import Command, bindings, commands_of
from tui.screens.label_looks import label_kind, label_looks
from tui.screens.work import WorkScreen
from tui.text.visible import one_line
from tui.widgets.bar import Bar, Piece
from tui.widgets.line_list import Cell, LineList, Row
from tui.widgets.looks import Looks

if TYPE_CHECKING:
    from store.review_session import Queue
    from store.trail import Change

_BATCH = 50
_FEW = 3  # articles that are read at once, without a worker
_TAGS = 4  # cells for a label's count

_ORDERS: tuple[tuple[str, Callable[[Summary], tuple[object, ...]]], ...] = (
    ("as in the folder", lambda _: ()),
    ("by title", lambda summary: (summary.title.casefold(),)),
    ("by date, newest first", lambda summary: (_inverted(summary.published),)),
    ("by outlet", lambda summary: (summary.outlet.casefold() or "\uffff",)),
    ("by words, longest first", lambda summary: (-summary.words,)),
    ("by tags, most first", lambda summary: (-summary.tagged,)),
    ("by what is left to review", lambda summary: (summary.reviewed - summary.tagged,)),
)


def _inverted(published: str) -> tuple[int, ...]:
    """Sort later dates first, and unknown ones last."""
    return tuple(-ord(character) for character in published) or (1,)


class LibraryScreen(WorkScreen):
    """Lists the articles; a worker reads them while the list can be used already."""

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
        self._summaries: dict[str, Summary] = {}
        self._shown: list[str] = []
        self._filter = ""
        self._order = 0
        self._stale: set[str] = set()
        self._tally = Tally()
        self._looks = Looks(label_looks(workspace.codebook.labels))

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield self._header
        yield self._columns
        yield self._list
        yield self.status

    def on_mount(self) -> None:
        """List the articles by name, and begin to read them."""
        self._columns.can_focus = False
        self._show_list()
        self.call_after_refresh(self._read_everything)

    def on_screen_resume(self) -> None:
        """Bring the lines of articles that have changed up to date."""
        self._refresh_stale()

    def article_changed(self, article: str) -> None:
        """Bring the article's line up to date, at once or when the list is shown again."""
        self._stale.add(article)
        # To Textual, the screen under the one that is shown is current, too.
        if self.is_current and self.screen_shown.article_shown is None:
            self._refresh_stale()

    def _refresh_stale(self) -> None:
        stale = {article for article in self._stale if article in self.workspace.corpus}
        self._stale.clear()
        if len(stale) > _FEW:
            self._read_articles(sorted(stale))
        else:
            for article in stale:
                self._summarise(article)

    def on_resize(self) -> None:
        """Use the room there is."""
        self._show_list(keep=True)

    def main_widget(self) -> Widget:
        """The list has the focus."""
        return self._list

    # Reading

    @work(thread=True, group="read")
    def _read_everything(self) -> None:
        """See what is to be told, and read all articles: the first frame doesn't wait for it."""
        if problems := self.workspace.problems:
            self.app.call_from_thread(self._tell_problems, problems)
        self._read(self.workspace.corpus)

    @work(thread=True, group="read")
    def _read_articles(self, ids: Iterable[str]) -> None:
        self._read(ids)

    def _read(self, ids: Iterable[str]) -> None:
        worker = get_current_worker()
        articles = iter(ids)
        while batch := list(islice(articles, _BATCH)):
            found: list[Summary] = []
            for article in batch:
                if worker.is_cancelled:
                    return
                try:
                    found.append(self.workspace.summarise(article))
                except ProblemError as error:
                    self.workspace.corpus.tell(error.problem)
                    found.append(_unreadable(article))
            self.app.call_from_thread(self._take, found)

    def _take(self, found: Sequence[Summary]) -> None:
        for summary in found:
            self._summaries[summary.id] = summary
            self._tally = self._tally.plus(summary.tally)
        self._show_list(keep=True)
        self.show_status()
        if len(self._summaries) == len(self.workspace.corpus):
            self._tell_what_was_found()

    def _tell_what_was_found(self) -> None:
        """Say what became of the tags of texts that have changed, else what faults were met."""
        tally, self._tally = self._tally, Tally()
        if any(tally):
            unsettled = "; A lists what is to settle" if self.workspace.unsettled else ""
            self.tell(f"Texts have changed. Tags: {tally}{unsettled}.")
        elif problems := self.workspace.problems:
            self._tell_problems(problems)

    def _summarise(self, article: str) -> None:
        try:
            summary = self._summaries[article] = self.workspace.summarise(article)
            if any(summary.tally):
                self.tell(f"The text has changed. Tags: {summary.tally}.")
        except ProblemError as error:
            self.workspace.corpus.tell(error.problem)
            self.tell_problem(error.problem)
        self._show_list(keep=True)

    def _tell_problems(self, problems: Sequence[Problem]) -> None:
        if len(problems) == 1:
            self.tell_problem(problems[0])
        else:
            more = len(problems) - 1
            first = problems[0].told(self.workspace.corpus.folder)
            self.tell(f"{first} (! lists {more} more)", part="error")

    # The list

    def _show_list(self, *, keep: bool = False) -> None:
        """Draw the list, with the cursor on the article it was on."""
        at = self._list.value if keep else None
        ids = [article for article in self.workspace.corpus if self._matches(article)]
        key = _ORDERS[self._order][1]
        if self._order:
            ids.sort(key=lambda article: key(self._summary(article)))
        self._shown = ids
        cursor = ids.index(str(at)) if at in ids else 0
        layout = _Layout(self.size.width, self.workspace)
        self._columns.show([layout.heading()])
        self._list.show(_Rows(ids, layout, self._summary), self._looks, cursor)
        self._show_header()

    def _show_header(self) -> None:
        corpus = self.workspace.corpus
        total, shown = len(corpus), len(self._shown)
        count = f"{total:,} articles" if shown == total else f"{shown:,} of {total:,} articles"
        if total == 1 and shown == 1:
            count = "1 article"
        read = len(self._summaries)
        progress = f" · reading {read:,}/{total:,}" if read < total else ""
        order = f" · {_ORDERS[self._order][0]}" if self._order else ""
        found = f" · “{self._filter}”" if self._filter else ""
        name = corpus.path.resolve().name or str(corpus.path)
        self._header.show(
            [Piece("Hedgerow ", "title"), Piece(name), Piece(f"{order}{found}", "muted")],
            [Piece(f"{count}{progress} · {self.workspace.annotations.annotator}", "muted")],
        )

    def _summary(self, article: str) -> Summary:
        return self._summaries.get(article) or Summary(article, article, "", "", -1, {}, 0, Tally())

    def _matches(self, article: str) -> bool:
        if not self._filter:
            return True
        summary = self._summary(article)
        line = f"{summary.title} {summary.outlet} {summary.published} {summary.id}".casefold()
        return all(word in line for word in self._filter.casefold().split())

    # Commands

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Open the article."""
        self._open(str(event.value))

    def _open(self, article: str) -> None:
        from tui.screens.reader import ReaderScreen

        try:
            read = self.workspace.read(article)
        except ProblemError as error:
            self.tell_problem(error.problem)
            return
        self._stale.add(article)
        self.app.push_screen(ReaderScreen(self.workspace, read))

    def action_filter(self) -> None:
        """Filter the list as one types."""
        self.open_field("filter by title, outlet, date", self._filter)

    def field_changed(self, value: str) -> None:
        """Show what matches."""
        self._filter = value.strip()
        self._show_list(keep=True)

    def field_closed(self, value: str, *, cancelled: bool) -> None:
        """Keep the filter, or take it off."""
        self._filter = "" if cancelled else value.strip()
        self._show_list(keep=True)

    def on_key(self, event: events.Key) -> None:
        """Move in the list while the filter is typed."""
        if event.key in ("down", "up") and self.focused is not self._list:
            self._list.action_move(1 if event.key == "down" else -1)
            event.stop()

    def action_order(self) -> None:
        """Put the list in the next order."""
        self._order = (self._order + 1) % len(_ORDERS)
        self._show_list(keep=True)
        self.tell(f"Ordered {_ORDERS[self._order][0]}.")

    def action_review(self) -> None:
        """Choose what to review, and begin or go on."""
        from store.review_session import Queue
        from tui.screens.prompts import ChoicePrompt

        counts = self._own_tags()
        tagged = [name for name, count in counts.items() if count]
        queues = {f"all my tags ({sum(counts.values())})": Queue()} if tagged else {}
        queues |= {f"{name} ({counts[name]})": Queue(name) for name in tagged}
        queues["all suggestions"] = Queue(suggested=True)
        for label in self.workspace.codebook.labels:
            queues[f"suggestions: {label.name}"] = Queue(label.name, suggested=True)

        def begin(position: int | None) -> None:
            if position is not None:
                self.run_worker(self._begin_review(list(queues.values())[position]))

        self.app.push_screen(ChoicePrompt("What do you want to review?", list(queues)), begin)

    async def _begin_review(self, queue: Queue) -> None:
        from tui.screens.review import review

        await review(self, self.workspace, queue)

    def action_second_look(self) -> None:
        """Look at one's older tags a second time, without seeing what one chose."""
        self.run_worker(self._begin_second_look())

    async def _begin_second_look(self) -> None:
        from store.second_look import Sample
        from tui.screens.second_look import second_look

        await second_look(self, self.workspace, Sample())

    def action_agreement(self) -> None:
        """Compare what annotators have marked."""
        from tui.screens.agreement import AgreementScreen

        self.app.push_screen(AgreementScreen(self.workspace))

    def action_stats(self) -> None:
        """Count tags by speaker, outlet and date."""
        from tui.screens.stats import StatsScreen

        self.app.push_screen(StatsScreen(self.workspace))

    def _own_tags(self) -> dict[str, int]:
        counts = {label.name: 0 for label in self.workspace.codebook.labels}
        for summary in self._summaries.values():
            for label, count in summary.tags.items():
                counts[label] = counts.get(label, 0) + count
        return counts

    def action_export(self) -> None:
        """Ask for a file, and export all annotations to it."""
        from tui.screens.exporting import Exporting

        Exporting(self).ask()

    def follow(self, change: Change) -> None:
        """Show the article that an undo has changed."""
        for article in change.articles:
            if article in self._shown:
                self._list.go_to(self._shown.index(article))
                return

    def is_possible(self, command: Command) -> bool:
        """Say whether a command would do something now."""
        if command.action == "unsettled":
            return bool(self.workspace.unsettled)
        return super().is_possible(command)

    def hinted_commands(self) -> Iterator[Command]:
        """Say first how an article is opened."""
        yield from (command for command in commands_of("list") if command.hint)
        yield from super().hinted_commands()

    def action_unsettled(self) -> None:
        """List the tags whose passage is not certain."""
        from tui.screens.unsettled import UnsettledScreen

        if self.workspace.unsettled:
            self.app.push_screen(UnsettledScreen(self.workspace))
        else:
            self.tell("Each of your tags has its place.")

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
            from tui.screens.quitting import Quitting

            Quitting(self).ask()


class _Rows(Sequence[Row]):
    """The list's rows, each made when it is seen."""

    def __init__(
        self, articles: list[str], layout: _Layout, summary_of: Callable[[str], Summary]
    ) -> None:
        self._articles = articles
        self._layout = layout
        self._summary_of = summary_of

    def __len__(self) -> int:
        return len(self._articles)

    @overload
    def __getitem__(self, position: int) -> Row: ...

    @overload
    def __getitem__(self, position: slice) -> list[Row]: ...

    def __getitem__(self, position: int | slice) -> Row | list[Row]:
        if isinstance(position, slice):
            return [self[index] for index in range(*position.indices(len(self)))]
        return self._layout.row(self._summary_of(self._articles[position]))


class _Layout:
    """The columns of the list, for a width: what is least needed gives way first."""

    def __init__(self, width: int, workspace: Workspace) -> None:
        self._labels = workspace.codebook.labels
        self._has_outlet = width >= 90
        self._outlet = 22 if width >= 130 else 14
        # With many labels, their sum; the reader's side panel has the rest.
        self._has_labels = len(self._labels) * _TAGS < width // 4

    def heading(self) -> Row:
        letters = [label.letter for label in self._labels] if self._has_labels else ["tags"]
        return Row(tuple(self._cells("title", "outlet", "date", "words", letters, "reviewed")))

    def row(self, summary: Summary) -> Row:
        words = _short_number(summary.words) if summary.words >= 0 else "…"
        counts = [summary.tags.get(label.name, 0) for label in self._labels]
        tags = [str(count or "·") for count in (counts if self._has_labels else [summary.tagged])]
        reviewed = f"{summary.reviewed}/{summary.tagged}" if summary.tagged else ""
        title, outlet = one_line(summary.title), one_line(summary.outlet)
        return Row(
            tuple(self._cells(title, outlet, summary.published, words, tags, reviewed)), summary.id
        )

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


def _unreadable(article: str) -> Summary:
    return Summary(article, f"{article} (can't be read; ! says why)", "", "", 0, {}, 0, Tally())


def _short_number(number: int) -> str:
    """Write a number in at most six cells: 99,999, then 180k."""
    return f"{number:,}" if number < 100_000 else f"{number // 1000:,}k"
