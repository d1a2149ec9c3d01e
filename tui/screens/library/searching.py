"""Full-text search: the articles in which some words stand, each with a hit in context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual import events, work
from textual.app import ComposeResult
from textual.widget import Widget
from textual.worker import get_current_worker

from hedgerow.store.index import Catalogue, Query, best_hit, find_hits, hit_context, parse_query
from hedgerow.store.overview import Survey
from hedgerow.store.problem import ProblemError
from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import Command, bindings, commands_of
from hedgerow.tui.screens.base.work import WorkScreen
from hedgerow.tui.screens.library.rows import ArticleRows
from hedgerow.tui.text.cells import width
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Bar, Piece
from hedgerow.tui.widgets.line_list import Cell, LineList, Row

_LOOK = 1.0  # seconds between two looks at how much the index covers
_CONTEXT = 200  # code points on each side of a hit


class _Passage(NamedTuple):
    """A hit as it is drawn: what stands before it, and itself with what follows."""

    before: str
    after: str


class SearchScreen(WorkScreen):
    """Searches the texts of all articles as one types; enter opens an article at the hit."""

    WHERE = "searching"
    BINDINGS = bindings("searching")
    AUTO_FOCUS = "#hits"
    DEFAULT_CSS = "SearchScreen #hits { height: 1fr; }"

    def __init__(self, workspace: Workspace, survey: Survey, catalogue: Catalogue) -> None:
        super().__init__(workspace)
        self._survey = survey
        self._catalogue = catalogue
        self._header = Bar(id="header")
        self._list = LineList(id="hits")
        self._typed = ""
        self._query = Query(())
        self._shown: Sequence[int] = ()
        self._is_cut = False
        self._passages: dict[str, _Passage] = {}
        self._wanted: set[str] = set()  # articles whose rows have been drawn without a passage
        self._was_covered = self._is_covered

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield self._header
        yield self._list
        yield self.status

    def on_mount(self) -> None:
        """Ask what to search for."""
        self._show_header()
        self.set_interval(_LOOK, self._look_at_coverage)
        self.action_query()

    def main_widget(self) -> Widget:
        """The list has the focus."""
        return self._list

    def hinted_commands(self) -> Iterator[Command]:
        """Say first how an article is opened."""
        yield from (command for command in commands_of("list") if command.hint)
        yield from super().hinted_commands()

    def on_resize(self) -> None:
        """Use the room there is."""
        self._list.refresh()

    # Searching

    def action_query(self) -> None:
        """Search for something else."""
        self.open_field(
            "words, or a “phrase”, that stand in the texts",
            self._typed,
            changed=self._search_typed,
            closed=self._end_query,
        )

    def _search_typed(self, value: str) -> None:
        """Search as one types."""
        self._typed = value
        if (query := parse_query(value)) != self._query:
            self._query = query
            self._search(query)

    def _end_query(self, value: str, is_cancelled: bool) -> None:
        """Keep what was found; leave the search where there was nothing to look for."""
        if not self._query and (is_cancelled or not value.strip()):
            self.leave()

    def on_key(self, event: events.Key) -> None:
        """Move in the list while the words are typed."""
        if event.key in ("down", "up") and self.focused is not self._list:
            self._list.action_move(1 if event.key == "down" else -1)
            event.stop()

    @work(thread=True, exclusive=True, group="search")
    def _search(self, query: Query, *, keep: bool = False) -> None:
        worker = get_current_worker()
        found = self._survey.index.search(query)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, query, found.articles, found.is_cut, keep)

    def _show(self, query: Query, articles: Sequence[str], is_cut: bool, keep: bool) -> None:
        if query != self._query or not self.is_attached:
            return  # something else is searched for by now
        at = self._catalogue.position(str(self._list.value)) if keep else None
        places = map(self._catalogue.position, articles)
        self._shown = sorted(at for at in places if at is not None)
        self._is_cut = is_cut
        if not keep:
            self._passages.clear()
            self._wanted.clear()
        cursor = self._shown.index(at) if at is not None and at in self._shown else 0
        self._list.show(ArticleRows(self._shown, self._row), cursor=cursor)
        self._show_header()

    # Showing

    def _row(self, position: int) -> Row:
        article = self._catalogue.article(position)
        facts = self._catalogue.facts(position)
        passage = self._passages.get(article)
        if passage is None:
            self._want(article)
            passage = _Passage("", "…")
        titles = 30 if self.size.width >= 110 else 20
        room = max(10, (self.size.width - titles) * 2 // 5)
        cells = (
            Cell(one_line(facts.title), titles),
            Cell(_ending(passage.before, room), room, is_right=True),
            Cell(passage.after),
        )
        return Row(cells, article)

    def _want(self, article: str) -> None:
        if not self._wanted:
            self.call_later(self._read_wanted)
        self._wanted.add(article)

    def _read_wanted(self) -> None:
        wanted, self._wanted = self._wanted, set()
        if wanted:
            self._read_passages(self._query, wanted)

    @work(thread=True, group="passages")
    def _read_passages(self, query: Query, articles: set[str]) -> None:
        """Read the articles whose rows are seen; that takes longer than a frame may."""
        worker = get_current_worker()
        found = {}
        for article in articles:
            if worker.is_cancelled or query != self._query:
                return
            found[article] = self._passage(article, query)
        self.app.call_from_thread(self._take_passages, query, found)

    def _passage(self, article: str, query: Query) -> _Passage:
        try:
            text = self.workspace.corpus.read(article).text
        except ProblemError as error:
            return _Passage("", f"({one_line(error.problem.what)})")
        best = best_hit(text, query)
        if best is None:
            return _Passage("", "(the text has changed since it was indexed)")
        before, hit, after = hit_context(text, best, _CONTEXT)
        # White space at an edge belongs to what is drawn: it parts the hit from its neighbours.
        spaced = f"{one_line(before)} " if before[-1:].isspace() else one_line(before)
        return _Passage(spaced, one_line(hit + after))

    def _take_passages(self, query: Query, found: dict[str, _Passage]) -> None:
        if query == self._query:
            self._passages |= found
            self._list.refresh()

    def _show_header(self) -> None:
        count = len(self._shown)
        articles = "1 article" if count == 1 else f"{count:,} articles"
        if self._is_cut:
            articles = f"the first {articles}"
        covered, total = self._catalogue.known, len(self._catalogue)
        rest = "" if self._is_covered else f" · {covered:,} of {total:,} are indexed so far"
        words = [Piece(f"“{self._typed.strip()}”")] if self._query else []
        self._header.show(
            [Piece("Search ", "title"), *words],
            [Piece(f"{articles if self._query else ''}{rest}", "muted")],
        )

    @property
    def _is_covered(self) -> bool:
        return self._catalogue.known == len(self._catalogue)

    def _look_at_coverage(self) -> None:
        """Say how much the index covers by now; once it covers everything, search again."""
        if self._was_covered:
            return
        self._was_covered = self._is_covered
        self._show_header()
        if self._was_covered and self._query:
            self._search(self._query, keep=True)

    # Opening

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Open the article at the hit."""
        from hedgerow.tui.screens.reader.screen import ReaderScreen

        article = str(event.value)
        try:
            read = self.workspace.read(article)
        except ProblemError as error:
            self.tell_problem(error.problem)
            return
        # The one that was shown first, then the others as they stand.
        hits = find_hits(read.text, self._query)
        shown = best_hit(read.text, self._query)
        self.app.push_screen(ReaderScreen(self.workspace, read, matches=hits, at=shown))


def _ending(text: str, cells: int) -> str:
    """Give the end of a text that takes at most so many cells."""
    end = text[-cells:]
    while width(end) > cells:
        end = end[1:]
    return end
