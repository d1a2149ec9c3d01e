"""The library: the articles of the corpus, with how far the work on each has come."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, Literal, TypeVar

from textual import events, work
from textual.app import ComposeResult
from textual.widget import Widget
from textual.worker import get_current_worker

from hedgerow.store.annotations import Tally
from hedgerow.store.index import Catalogue
from hedgerow.store.overview import NO_HEADWAY, Headway
from hedgerow.store.problem import Problem, ProblemError
from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import Command, bindings, commands_of
from hedgerow.tui.screens.base.label_looks import label_looks
from hedgerow.tui.screens.base.work import WorkScreen
from hedgerow.tui.screens.library.rows import Columns, Rows
from hedgerow.tui.widgets.bar import Bar, Piece
from hedgerow.tui.widgets.line_list import LineList, Row
from hedgerow.tui.widgets.looks import Looks

if TYPE_CHECKING:
    from hedgerow.store.index import Facts, Order
    from hedgerow.store.journal import Change
    from hedgerow.store.overview import Survey, Surveyed
    from hedgerow.store.review import Queue

_FIRST_LOOK = 1000  # entries of folders: so many are listed in the first frame, in a few ms
_NEWS = 0.25  # seconds between two looks at what the workers have found
_NEWS_IN_ORDER = 1.0  # the same where the list has to be put in order for it
_FEW = 3  # articles whose tags are counted at once, without a worker

_Found = TypeVar("_Found")

_ORDERS: tuple[tuple[str, Order | Literal["tags", "reviews", "unread"]], ...] = (
    ("as in the folder", "folder"),
    ("by title", "title"),
    ("by date, newest first", "date"),
    ("by outlet", "outlet"),
    ("by words, longest first", "words"),
    ("by tags, most first", "tags"),
    ("by what is left to review", "reviews"),
    ("unread first", "unread"),
)


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
        self._catalogue = Catalogue()
        self._headway: dict[str, Headway] = {}
        # Articles with annotations that were not looked at yet; None before they are known.
        self._uncounted: set[str] | None = None
        self._seen: deque[str] = deque()  # those of them whose rows have been drawn
        self._opened: set[str] = set()
        self._under_way = {"find", "read", "count"}
        self._shown: Sequence[int] = ()
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
        """List the articles by name, if they are few; the first frame waits for nothing else."""
        self._columns.can_focus = False
        if self.workspace.corpus.find_if_few(_FIRST_LOOK):
            self._catalogue = Catalogue(self.workspace.corpus)
        self._show_list()
        self.call_after_refresh(self._begin)

    def on_screen_resume(self) -> None:
        """Bring the lines of articles that have changed up to date."""
        self._refresh_stale()

    def article_changed(self, article: str) -> None:
        """Bring the article's line up to date, at once or when the list is shown again."""
        self._stale.add(article)
        # To Textual, the screen under the one that is shown is current, too.
        if self.is_current and self.screen_shown.article_shown is None:
            self._refresh_stale()

    def on_resize(self) -> None:
        """Use the room there is."""
        self._show_list(keep=True)

    def main_widget(self) -> Widget:
        """The list has the focus."""
        return self._list

    # Finding, reading, counting

    def _find(self) -> tuple[Survey, Catalogue, set[str]]:
        from hedgerow.store.overview import Survey

        survey = Survey(self.workspace)
        return survey, survey.catalogue(), survey.opened()

    @property
    def is_complete(self) -> bool:
        """Whether all articles are listed, read, and their tags counted."""
        return not self._under_way

    @property
    def _is_found(self) -> bool:
        """Whether the articles, and what the index knows of them, have been found."""
        return "find" not in self._under_way

    def _begin(self) -> None:
        self.run_worker(self._list_known(), group="find")

    async def _list_known(self) -> None:
        """List all articles with what the index knows of them, and begin to read the others."""
        finding = self.services.in_background(self._find)
        survey, self._catalogue, opened_before = await asyncio.wrap_future(finding)
        for article in self._opened:  # in the meantime
            self.services.in_background(survey.keep_opened, article)
        self._survey = survey
        self._opened |= opened_before
        self._under_way.discard("find")
        self._show_list(keep=True)
        self.show_status()
        self._read_articles()
        self._count_tags()

    @work(thread=True, group="read")
    def _read_articles(self, articles: Sequence[str] | None = None) -> None:
        """Read what the index doesn't know, or some articles that have changed."""
        worker = get_current_worker()
        indexing = self._survey.indexing
        outdated = indexing.outdated() if articles is None else articles
        batches = indexing.read(outdated, lambda: worker.is_cancelled)
        for found in self._now_and_then(batches):
            self.app.call_from_thread(self._take_facts, found)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._end, "read")

    @work(thread=True, group="count")
    def _count_tags(self) -> None:
        """Go over all articles with annotations, those first that are seen."""
        worker = get_current_worker()
        self.app.call_from_thread(self._expect_counts, self._survey.annotated())
        if problems := self.workspace.problems:
            self.app.call_from_thread(self._tell_problems, problems)

        def counted() -> Iterator[list[Surveyed]]:
            for surveyed in self._survey.headway(self._next_seen):
                if worker.is_cancelled:
                    return
                yield [surveyed]

        for found in self._now_and_then(counted()):
            self.app.call_from_thread(self._take_headway, found)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._end, "count")

    def _now_and_then(self, batches: Iterable[list[_Found]]) -> Iterator[list[_Found]]:
        """Join batches to as much as is found between two looks."""
        found: list[_Found] = []
        last = monotonic()
        for batch in batches:
            found += batch
            is_plain = not self._filter and not self._order
            if monotonic() - last >= (_NEWS if is_plain else _NEWS_IN_ORDER):
                yield found
                found, last = [], monotonic()
        if found:
            yield found

    def _expect_counts(self, articles: set[str]) -> None:
        self._uncounted = articles - self._headway.keys()
        self._list.refresh()

    def _next_seen(self) -> str | None:
        return self._seen.popleft() if self._seen else None

    def _take_facts(self, found: Iterable[tuple[str, Facts]]) -> None:
        self._catalogue.update(
            (article, self._as_given(article, facts)) for article, facts in found
        )
        self._show_news()

    def _take_headway(self, found: Iterable[Surveyed]) -> None:
        for article, headway, tally in found:
            if self._uncounted is not None:
                self._uncounted.discard(article)
            self._headway[article] = headway
            self._tally = self._tally.plus(tally)
            at = self._catalogue.position(article)
            if headway.published and at is not None:
                facts = self._as_given(article, self._catalogue.facts(at))
                self._catalogue.update([(article, facts)])
        self._show_news()

    def _as_given(self, article: str, facts: Facts) -> Facts:
        """Put the publication date that a reader has set in the place of the article's own."""
        given = self._headway.get(article, NO_HEADWAY).published
        return facts._replace(published=given) if given else facts

    def _show_news(self) -> None:
        if self._filter or self._order:
            self._show_list(keep=True)
        else:
            self._list.refresh()
            self._show_header()

    def _end(self, part: str) -> None:
        """Tell what was found, once everything has been gone through."""
        if part == "count":
            self._uncounted = set()
        self._under_way.discard(part)
        self._show_news()
        self.show_status()
        if self.is_complete:
            self._tell_what_was_found()

    def _tell_what_was_found(self) -> None:
        """Say what became of the tags of texts that have changed, else what faults were met."""
        tally, self._tally = self._tally, Tally()
        if any(tally):
            unsettled = "; A lists what is to settle" if self.workspace.unsettled else ""
            self.tell(f"Texts have changed. Tags: {tally}{unsettled}.")
        elif problems := self.workspace.problems:
            self._tell_problems(problems)

    def _refresh_stale(self) -> None:
        if not self._is_found:
            return
        stale = [article for article in self._stale if article in self.workspace.corpus]
        self._stale.clear()
        if len(stale) > _FEW:
            self._count_again(stale)
        else:
            for article in stale:
                self._count_at_once(article)
        if changed := [one for one in stale if self._survey.indexing.is_outdated(one)]:
            self._read_articles(changed)

    @work(thread=True, group="count")
    def _count_again(self, articles: Sequence[str]) -> None:
        found = []
        for article in articles:
            try:
                found.append(self._survey.headway_of(article))
            except ProblemError as error:
                self.workspace.corpus.tell(error.problem)
        self.app.call_from_thread(self._take_headway, found)

    def _count_at_once(self, article: str) -> None:
        try:
            surveyed = self._survey.headway_of(article)
        except ProblemError as error:
            self.workspace.corpus.tell(error.problem)
            self.tell_problem(error.problem)
            return
        if any(surveyed.tally):
            self.tell(f"The text has changed. Tags: {surveyed.tally}.")
        self._take_headway([surveyed._replace(tally=Tally())])

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
        at = self._catalogue.position(str(self._list.value)) if keep else None
        self._shown = self._catalogue.matching(self._filter, self._ordered())
        cursor = self._shown.index(at) if at is not None and at in self._shown else 0
        columns = Columns(self.size.width, self.workspace.codebook.labels)
        self._columns.show([columns.heading()])

        def row(position: int) -> Row:
            article = self._catalogue.article(position)
            return columns.row(article, self._catalogue.facts(position), self._headway_of(article))

        self._list.show(Rows(self._shown, row), self._looks, cursor)
        self._show_header()

    def _headway_of(self, article: str) -> Headway | None:
        """Give how far the work on an article has come; where it isn't known, have it looked at."""
        if self._uncounted is None and article not in self._headway:
            return None
        if self._uncounted and article in self._uncounted:
            self._seen.append(article)
            return None
        return self._headway.get(article, NO_HEADWAY)

    def _ordered(self) -> Order | Sequence[int]:
        match _ORDERS[self._order][1]:
            case "tags":
                return self._by_work(lambda headway: -headway.tagged)
            case "reviews":
                return self._by_work(lambda headway: headway.reviewed - headway.tagged)
            case "unread":
                return self._last(self._opened)
            case order:
                return order

    def _by_work(self, key: Callable[[Headway], int]) -> Sequence[int]:
        """Put articles in the order of a key that is negative, or 0 where nothing was done."""
        keys = {
            at: key(headway)
            for article, headway in self._headway.items()
            if (at := self._catalogue.position(article)) is not None and key(headway)
        }
        rest = (at for at in range(len(self._catalogue)) if at not in keys)
        return [*sorted(keys, key=lambda at: (keys[at], at)), *rest]

    def _last(self, articles: Iterable[str]) -> Sequence[int]:
        places = map(self._catalogue.position, articles)
        last = {at for at in places if at is not None}
        return [*(at for at in range(len(self._catalogue)) if at not in last), *sorted(last)]

    def _progress(self) -> str:
        read, total = self._catalogue.known, len(self._catalogue)
        if not self._is_found or ("read" in self._under_way and read == total):
            return " · reading"
        if read < total:
            return f" · reading {read:,}/{total:,}"
        return " · reading the tags" if "count" in self._under_way else ""

    def _show_header(self) -> None:
        corpus = self.workspace.corpus
        total, shown = len(self._catalogue), len(self._shown)
        count = f"{total:,} articles" if shown == total else f"{shown:,} of {total:,} articles"
        if total == 1 and shown == 1:
            count = "1 article"
        order = f" · {_ORDERS[self._order][0]}" if self._order else ""
        found = f" · “{self._filter}”" if self._filter else ""
        name = corpus.path.resolve().name or str(corpus.path)
        self._header.show(
            [Piece("Hedgerow ", "title"), Piece(name), Piece(f"{order}{found}", "muted")],
            [Piece(f"{count}{self._progress()} · {self.workspace.annotations.annotator}", "muted")],
        )

    # Commands

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Open the article."""
        self._open(str(event.value))

    def _open(self, article: str) -> None:
        from hedgerow.tui.screens.reader.screen import ReaderScreen

        try:
            read = self.workspace.read_to_show(article)
        except ProblemError as error:
            self.tell_problem(error.problem)
            return
        self._stale.add(article)
        if article not in self._opened:
            self._opened.add(article)
            if self._is_found:
                self.services.in_background(self._survey.keep_opened, article)
        self.app.push_screen(ReaderScreen(self.workspace, read))

    def action_search_texts(self) -> None:
        """Search the texts of all articles."""
        from hedgerow.tui.screens.library.searching import SearchScreen

        if not self._is_found:
            self.tell("The articles are still being found.")
        else:
            self.app.push_screen(SearchScreen(self.workspace, self._survey, self._catalogue))

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
        """Choose what to review, and begin or go on; what is chosen most comes first."""
        from hedgerow.tui.screens.base.prompts import ChoicePrompt

        queues = self._usual_queues()

        def begin(position: int | None) -> None:
            if position == len(queues):
                self.action_queue()
            elif position is not None:
                self.run_worker(self._begin_review(list(queues.values())[position]))

        answers = [*queues, "another queue: build it …"]
        self.app.push_screen(ChoicePrompt("What do you want to review?", answers), begin)

    def _usual_queues(self) -> dict[str, Queue]:
        """Name the queues that can be begun with one key, and those that are kept by name."""
        from hedgerow.store.review import Queue, ReviewPlaces

        counts = self._own_tags()
        tagged = [name for name, count in counts.items() if count]
        queues = {f"all my tags ({sum(counts.values())})": Queue()} if tagged else {}
        queues |= {f"{name} ({counts[name]})": Queue(name) for name in tagged}
        places = ReviewPlaces(self.workspace.annotations)
        with suppress(ProblemError):  # the queue that is begun tells
            for kept in places.named():
                standing, name = kept.standing, kept.queue.name
                place = f"{standing.done:,}/{standing.total:,} reviewed"
                queues[f"“{name}”: {kept.queue} ({place})"] = Queue(name=name)
        queues["all suggestions"] = Queue(suggested=True)
        for label in self.workspace.codebook.labels:
            queues[f"suggestions: {label.name}"] = Queue(label.name, suggested=True)
        return queues

    def action_queue(self) -> None:
        """Build a queue to review."""
        from hedgerow.store.review import Queue
        from hedgerow.tui.screens.review.queue import QueueScreen

        building = QueueScreen(self.workspace, Queue())

        def begin(_: None) -> None:
            from hedgerow.tui.screens.review.screen import ReviewScreen

            if building.session is not None:
                self.app.push_screen(ReviewScreen(self.workspace, building.session))

        self.app.push_screen(building, begin)

    async def _begin_review(self, queue: Queue) -> None:
        from hedgerow.tui.screens.review.opening import review

        await review(self, self.workspace, queue)

    def action_adjudicate(self) -> None:
        """Go through the places where annotators differ."""
        from hedgerow.tui.screens.adjudication.opening import adjudicate

        self.run_worker(adjudicate(self, self.workspace))

    def action_decisions(self) -> None:
        """List what was decided on one's own tags, and others'."""
        from hedgerow.tui.screens.adjudication.decisions import DecisionsScreen

        self.app.push_screen(DecisionsScreen(self.workspace))

    def action_second_look(self) -> None:
        """Look at one's older tags a second time, without seeing what one chose."""
        self.run_worker(self._begin_second_look())

    async def _begin_second_look(self) -> None:
        from hedgerow.store.second_look import SecondLookSample
        from hedgerow.tui.screens.second_look.opening import second_look

        await second_look(self, self.workspace, SecondLookSample())

    def action_agreement(self) -> None:
        """Compare what annotators have marked."""
        from hedgerow.tui.screens.figures.agreement import AgreementScreen

        self.app.push_screen(AgreementScreen(self.workspace))

    def action_stats(self) -> None:
        """Count tags by speaker, outlet and date."""
        from hedgerow.tui.screens.figures.stats import StatsScreen

        self.app.push_screen(StatsScreen(self.workspace))

    def _own_tags(self) -> dict[str, int]:
        counts = {label.name: 0 for label in self.workspace.codebook.labels}
        for headway in self._headway.values():
            for label, count in headway.tags.items():
                counts[label] = counts.get(label, 0) + count
        return counts

    def action_export(self) -> None:
        """Ask for a file, and export all annotations to it."""
        from hedgerow.tui.screens.library.exporting import Exporting

        Exporting(self).ask()

    def follow(self, change: Change) -> None:
        """Show the article that an undo has changed."""
        for article in change.articles:
            at = self._catalogue.position(article)
            if at is not None and at in self._shown:
                self._list.go_to(self._shown.index(at))
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
        from hedgerow.tui.screens.library.unsettled import UnsettledScreen

        if self.workspace.unsettled:
            self.app.push_screen(UnsettledScreen(self.workspace))
        elif self._under_way:
            self.tell("Your tags are still being gone through.")
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
            from hedgerow.tui.screens.library.quitting import Quitting

            Quitting(self).ask()
