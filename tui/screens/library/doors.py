"""Every way from the library to another screen."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from hedgerow.store.problem import ProblemError
from hedgerow.tui.screens.base.work import WorkScreen
from hedgerow.tui.screens.library.gathering import Gathering

if TYPE_CHECKING:
    from hedgerow.store.review import Queue


class Doors:
    """Opens other screens over the library's. Each is loaded when it is first opened."""

    def __init__(self, screen: WorkScreen, gathering: Gathering) -> None:
        self._screen = screen
        self._workspace = screen.workspace
        self._gathering = gathering

    def article(self, article: str) -> None:
        """Open an article in the reader."""
        from hedgerow.tui.screens.reader.screen import ReaderScreen

        try:
            read = self._workspace.read_to_show(article)
        except ProblemError as error:
            self._screen.tell_problem(error.problem)
            return
        self._gathering.keep_opened(article)
        self._screen.app.push_screen(ReaderScreen(self._workspace, read))

    def search(self) -> None:
        """Search the texts of all articles."""
        from hedgerow.tui.screens.library.searching import SearchScreen

        if (survey := self._gathering.survey) is None:
            self._screen.tell("The articles are still being found.")
            return
        searching = SearchScreen(self._workspace, survey, self._gathering.catalogue)
        self._screen.app.push_screen(searching)

    def unsettled(self) -> None:
        """List the tags whose passage is not certain."""
        from hedgerow.tui.screens.library.unsettled import UnsettledScreen

        if self._workspace.unsettled:
            self._screen.app.push_screen(UnsettledScreen(self._workspace))
        elif not self._gathering.is_complete:
            self._screen.tell("Your tags are still being gone through.")
        else:
            self._screen.tell("Each of your tags has its place.")

    def export(self) -> None:
        """Ask for a file, and export all annotations to it."""
        from hedgerow.tui.screens.library.exporting import Exporting

        Exporting(self._screen).ask()

    def unsaved(self) -> None:
        """Ask what is to become of what could not be saved, and quit."""
        from hedgerow.tui.screens.library.quitting import Quitting

        Quitting(self._screen).ask()

    # Review

    def review(self) -> None:
        """Choose what to review, and begin or go on; what is chosen most comes first."""
        from hedgerow.tui.screens.base.prompts import ChoicePrompt

        queues = self._usual_queues()

        def begin(position: int | None) -> None:
            if position == len(queues):
                self.queue()
            elif position is not None:
                self._begin_review(list(queues.values())[position])

        answers = [*queues, "another queue: build it …"]
        self._screen.app.push_screen(ChoicePrompt("What do you want to review?", answers), begin)

    def _usual_queues(self) -> dict[str, Queue]:
        """Name the queues that can be begun with one key, and those that are kept by name."""
        from hedgerow.store.review import Queue, ReviewPlaces

        counts = self._gathering.own_tags()
        tagged = [name for name, count in counts.items() if count]
        queues = {f"all my tags ({sum(counts.values())})": Queue()} if tagged else {}
        queues |= {f"{name} ({counts[name]})": Queue(name) for name in tagged}
        places = ReviewPlaces(self._workspace.annotations)
        with suppress(ProblemError):  # the queue that is begun tells
            for kept in places.named():
                standing, name = kept.standing, kept.queue.name
                place = f"{standing.done:,}/{standing.total:,} reviewed"
                queues[f"“{name}”: {kept.queue} ({place})"] = Queue(name=name)
        queues["all suggestions"] = Queue(suggested=True)
        for label in self._workspace.codebook.labels:
            queues[f"suggestions: {label.name}"] = Queue(label.name, suggested=True)
        return queues

    def _begin_review(self, queue: Queue) -> None:
        from hedgerow.tui.screens.review.opening import review

        self._screen.run_worker(review(self._screen, self._workspace, queue))

    def queue(self) -> None:
        """Build a queue to review."""
        from hedgerow.store.review import Queue
        from hedgerow.tui.screens.review.queue import QueueScreen

        building = QueueScreen(self._workspace, Queue())

        def begin(_: None) -> None:
            from hedgerow.tui.screens.review.screen import ReviewScreen

            if building.session is not None:
                review = ReviewScreen(self._workspace, building.session)
                self._screen.app.push_screen(review)

        self._screen.app.push_screen(building, begin)

    def second_look(self) -> None:
        """Look at one's older tags a second time, without seeing what one chose."""
        from hedgerow.store.second_look import SecondLookSample
        from hedgerow.tui.screens.second_look.opening import second_look

        self._screen.run_worker(second_look(self._screen, self._workspace, SecondLookSample()))

    # More than one annotator

    def adjudicate(self) -> None:
        """Go through the places where annotators differ."""
        from hedgerow.tui.screens.adjudication.opening import adjudicate

        self._screen.run_worker(adjudicate(self._screen, self._workspace))

    def decisions(self) -> None:
        """List what was decided on one's own tags, and others'."""
        from hedgerow.tui.screens.adjudication.decisions import DecisionsScreen

        self._screen.app.push_screen(DecisionsScreen(self._workspace))

    def agreement(self) -> None:
        """Compare what annotators have marked."""
        from hedgerow.tui.screens.figures.agreement import AgreementScreen

        self._screen.app.push_screen(AgreementScreen(self._workspace))

    def stats(self) -> None:
        """Count tags by speaker, outlet and date."""
        from hedgerow.tui.screens.figures.stats import StatsScreen

        self._screen.app.push_screen(StatsScreen(self._workspace))
