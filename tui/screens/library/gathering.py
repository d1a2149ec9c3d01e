"""What the library knows of its articles, gathered in the background while the list is in use."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from textual.worker import get_current_worker

from hedgerow.store.annotations import Tally
from hedgerow.store.index import Catalogue
from hedgerow.store.overview import NO_HEADWAY, Headway
from hedgerow.store.problem import Problem, ProblemError
from hedgerow.tui.screens.base.work import WorkScreen

if TYPE_CHECKING:
    from hedgerow.store.index import Facts
    from hedgerow.store.overview import Survey, Surveyed

_FIRST_LOOK = 1000  # entries of folders: so many are listed in the first frame, in a few ms
_FEW = 3  # articles whose tags are counted at once, without a worker

_Found = TypeVar("_Found")


class Gathering:
    """Finds the articles, reads them and counts their tags in workers of the library's screen.

    Attributes:
        catalogue: the articles, with what is known of each.
        headway: how far the work on an article has come, where that is known.
        opened: the ids of the articles that have been read.
        survey: what goes over the corpus; None until all articles have been found.
        unread: how many files that may hold articles were not read.
    """

    def __init__(
        self,
        screen: WorkScreen,
        *,
        on_found: Callable[[], None],
        on_news: Callable[[], None],
        pause: Callable[[], float],
    ) -> None:
        """Prepare to gather.

        Args:
            screen: where it is told, and whose workers do it.
            on_found: called once all articles are listed.
            on_news: called whenever more is known of some articles.
            pause: says how many seconds there should be between two such calls, for now.
        """
        self.catalogue = Catalogue()
        self.headway: dict[str, Headway] = {}
        self.opened: set[str] = set()
        self.survey: Survey | None = None
        self.unread = 0
        self._screen = screen
        self._workspace = screen.workspace
        self._on_found = on_found
        self._on_news = on_news
        self._pause = pause
        # Articles with annotations that were not looked at yet; None before they are known.
        self._uncounted: set[str] | None = None
        self._seen: deque[str] = deque()  # those of them whose rows have been drawn
        self._under_way = {"find", "read", "count"}
        self._stale: set[str] = set()
        self._tally = Tally()

    @property
    def is_complete(self) -> bool:
        """Whether all articles are listed, read, and their tags counted."""
        return not self._under_way

    def progress(self) -> str:
        """Say what is still under way, for the header; nothing where all is known."""
        read, total = self.catalogue.known, len(self.catalogue)
        if self.survey is None or ("read" in self._under_way and read == total):
            return " · reading"
        if read < total:
            return f" · reading {read:,}/{total:,}"
        return " · reading the tags" if "count" in self._under_way else ""

    def headway_of(self, article: str) -> Headway | None:
        """Give how far the work on an article has come; where it isn't known, have it looked at."""
        if self._uncounted is None and article not in self.headway:
            return None
        if self._uncounted and article in self._uncounted:
            self._seen.append(article)
            return None
        return self.headway.get(article, NO_HEADWAY)

    def own_tags(self) -> dict[str, int]:
        """Count the person's tags with each label, as far as they are known."""
        counts = {label.name: 0 for label in self._workspace.codebook.labels}
        for headway in self.headway.values():
            for label, count in headway.tags.items():
                counts[label] = counts.get(label, 0) + count
        return counts

    # Finding, reading, counting

    def list_if_few(self) -> None:
        """List the articles by name, if they are few: the first frame can wait for that."""
        if self._workspace.corpus.find_if_few(_FIRST_LOOK):
            self.catalogue = Catalogue(self._workspace.corpus)

    def begin(self) -> None:
        """List all articles with what the index knows of them, and begin to read the others."""
        self._screen.run_worker(self._list_known(), group="find")

    async def _list_known(self) -> None:
        finding = self._screen.services.in_background(self._find)
        survey, self.catalogue, opened_before = await asyncio.wrap_future(finding)
        for article in self.opened:  # in the meantime
            self._screen.services.in_background(survey.keep_opened, article)
        self.survey = survey
        self.opened |= opened_before
        self._under_way.discard("find")
        self._on_found()
        self._in_worker("read", partial(self._read_articles, survey))
        self._in_worker("count", partial(self._count_tags, survey))

    def _find(self) -> tuple[Survey, Catalogue, set[str]]:
        from hedgerow.store.overview import Survey

        survey = Survey(self._workspace)
        catalogue = survey.catalogue()
        unread = self._workspace.unread
        self.unread = sum(one.count for one in unread if one.why.needs_a_person)
        return survey, catalogue, survey.opened()

    def _in_worker(self, group: str, work: Callable[[], None]) -> None:
        self._screen.run_worker(work, thread=True, group=group)

    def _read_articles(self, survey: Survey, articles: Sequence[str] | None = None) -> None:
        """Read what the index doesn't know, or some articles that have changed."""
        worker = get_current_worker()
        outdated = survey.indexing.outdated() if articles is None else articles
        batches = survey.indexing.read(outdated, lambda: worker.is_cancelled)
        for found in self._now_and_then(batches):
            self._screen.app.call_from_thread(self._take_facts, found)
        if not worker.is_cancelled:
            self._screen.app.call_from_thread(self._end, "read")

    def _count_tags(self, survey: Survey) -> None:
        """Go over all articles with annotations, those first that are seen."""
        worker, app = get_current_worker(), self._screen.app
        app.call_from_thread(self._expect_counts, survey.annotated())
        if self._workspace.problems or self.unread:
            app.call_from_thread(self._tell_findings)

        def counted() -> Iterator[list[Surveyed]]:
            for surveyed in survey.headway(self._next_seen):
                if worker.is_cancelled:
                    return
                yield [surveyed]

        for found in self._now_and_then(counted()):
            app.call_from_thread(self._take_headway, found)
        if not worker.is_cancelled:
            app.call_from_thread(self._end, "count")

    def _now_and_then(self, batches: Iterable[list[_Found]]) -> Iterator[list[_Found]]:
        """Join batches to as much as is found between two looks."""
        found: list[_Found] = []
        last = monotonic()
        for batch in batches:
            found += batch
            if monotonic() - last >= self._pause():
                yield found
                found, last = [], monotonic()
        if found:
            yield found

    def _expect_counts(self, articles: set[str]) -> None:
        self._uncounted = articles - self.headway.keys()
        self._on_news()

    def _next_seen(self) -> str | None:
        return self._seen.popleft() if self._seen else None

    def _take_facts(self, found: Iterable[tuple[str, Facts]]) -> None:
        self.catalogue.update((article, self._as_given(article, facts)) for article, facts in found)
        self._on_news()

    def _take_headway(self, found: Iterable[Surveyed]) -> None:
        for article, headway, tally in found:
            if self._uncounted is not None:
                self._uncounted.discard(article)
            self.headway[article] = headway
            self._tally = self._tally.plus(tally)
            at = self.catalogue.position(article)
            if headway.published and at is not None:
                facts = self._as_given(article, self.catalogue.facts(at))
                self.catalogue.update([(article, facts)])
        self._on_news()

    def _as_given(self, article: str, facts: Facts) -> Facts:
        """Put the publication date that a reader has set in the place of the article's own."""
        given = self.headway.get(article, NO_HEADWAY).published
        return facts._replace(published=given) if given else facts

    def _end(self, part: str) -> None:
        """Tell what was found, once everything has been gone through."""
        if part == "count":
            self._uncounted = set()
        self._under_way.discard(part)
        self._on_news()
        self._screen.show_status()
        if self.is_complete:
            self._tell_what_was_found()

    def _tell_what_was_found(self) -> None:
        """Say what became of the tags of texts that have changed, else what faults were met."""
        tally, self._tally = self._tally, Tally()
        if any(tally):
            unsettled = "; A lists what is to settle" if self._workspace.unsettled else ""
            self._screen.tell(f"Texts have changed. Tags: {tally}{unsettled}.")
        elif self._workspace.problems or self.unread:
            self._tell_findings()
        elif remarks := self._workspace.remarks:
            self._tell_first(remarks)

    def _tell_findings(self) -> None:
        """Tell what was not read and may hold articles, else the faults."""
        problems = self._workspace.problems
        unread = [one for one in self._workspace.unread if one.why.needs_a_person]
        if not unread:
            self._tell_first(problems, part="error")
            return
        from hedgerow.tui.screens.base.faults import unread_in_brief

        more = len(problems) + len(unread) - 1
        listed = f" (! lists {more} more)" if more else ""
        self._screen.tell(unread_in_brief(unread) + listed, part="error")

    def _tell_first(self, problems: Sequence[Problem], part: str = "") -> None:
        from hedgerow.tui.problems import told

        more = f" (! lists {len(problems) - 1} more)" if len(problems) > 1 else ""
        self._screen.tell(told(problems[0], self._workspace.corpus.folder) + more, part=part)

    # What changes afterwards

    def keep_opened(self, article: str) -> None:
        """Remember that an article has been read, and that its line may change by that."""
        self._stale.add(article)
        if article not in self.opened:
            self.opened.add(article)
            if self.survey is not None:
                self._screen.services.in_background(self.survey.keep_opened, article)

    def changed(self, article: str) -> None:
        """Hear that the annotations of an article have changed; `refresh` looks at them."""
        self._stale.add(article)

    def refresh(self) -> None:
        """Bring what is known of articles that have changed up to date."""
        if (survey := self.survey) is None:
            return
        stale = [article for article in self._stale if article in self._workspace.corpus]
        self._stale.clear()
        if len(stale) > _FEW:
            self._in_worker("count", partial(self._count_again, survey, stale))
        else:
            for article in stale:
                self._count_at_once(survey, article)
        if changed := [one for one in stale if survey.indexing.is_outdated(one)]:
            self._in_worker("read", partial(self._read_articles, survey, changed))

    def _count_again(self, survey: Survey, articles: Sequence[str]) -> None:
        found = []
        for article in articles:
            try:
                found.append(survey.headway_of(article))
            except ProblemError as error:
                self._workspace.corpus.tell(error.problem)
        self._screen.app.call_from_thread(self._take_headway, found)

    def _count_at_once(self, survey: Survey, article: str) -> None:
        try:
            surveyed = survey.headway_of(article)
        except ProblemError as error:
            self._workspace.corpus.tell(error.problem)
            self._screen.tell_problem(error.problem)
            return
        if any(surveyed.tally):
            self._screen.tell(f"The text has changed. Tags: {surveyed.tally}.")
        self._take_headway([surveyed._replace(tally=Tally())])
