"""What comes of a review: its summary, and what is reviewed after it."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from hedgerow.store.review import Queue, ReviewItem, ReviewSession
from hedgerow.tui.screens.article.session_screen import SessionScreen
from hedgerow.tui.screens.review.looking import begin_session


class ReviewEnding:
    """The part of a review's screen that sums a session up, and goes on to another."""

    def __init__(
        self,
        screen: SessionScreen[ReviewItem],
        *,
        session: Callable[[], ReviewSession],
        take_session: Callable[[ReviewSession], None],
        undo: Callable[[], Coroutine[Any, Any, None]],
    ) -> None:
        """Prepare to end.

        Args:
            screen: the review's screen.
            session: gives the session that is shown.
            take_session: goes on with another session.
            undo: takes the last step back.
        """
        self._screen = screen
        self._session = session
        self._take_session = take_session
        self._undo = undo

    def end(self) -> None:
        """Sum the session up, or ask what else is to be reviewed."""
        if self._session().items:
            self._show_summary("Review done", self._leave_or_go_back, can_undo=True)
        else:
            self._screen.run_worker(self._ask_again())

    def action_summary(self) -> None:
        """Show what the session has come to so far."""
        self._show_summary("Review so far", None, can_undo=False)

    def _leave_or_go_back(self, goes_back: bool | None) -> None:
        if goes_back:
            self._screen.follow_up(self._undo())
        else:
            self._screen.leave()

    def _show_summary(
        self, title: str, then: Callable[[bool | None], None] | None, *, can_undo: bool
    ) -> None:
        from hedgerow.tui.screens.review.pages import SummaryPage

        screen = self._screen
        page = SummaryPage(
            title, self._session(), screen.workspace, screen.services, can_undo=can_undo
        )
        screen.app.push_screen(page, then)

    async def _ask_again(self) -> None:
        from hedgerow.tui.screens.base.prompts import ChoicePrompt

        screen, queue = self._screen, self._session().queue
        answers = ["go back", "choose another queue"]
        if not queue.suggested and queue.verdict == "unreviewed":
            answers.append("review them again")
        prompt = ChoicePrompt(f"There is nothing new to review in {queue}.", answers)
        answer = await screen.app.push_screen_wait(prompt)
        if answer == 1:
            self.action_queue()
        elif answer == 2:
            await self._review_again(queue)
        else:
            screen.leave()

    async def _review_again(self, queue: Queue) -> None:
        screen = self._screen
        session = await begin_session(screen, screen.workspace, queue, again=True)
        if session is not None and session.items:
            self._take_session(session)
            return
        if session is not None:
            screen.tell("You have no such tags.")
        screen.leave()

    def action_queue(self) -> None:
        """Build another queue, beginning with this one."""
        from hedgerow.tui.screens.review.queue import QueueScreen

        building = QueueScreen(self._screen.workspace, self._session().queue)

        def begin(_: None) -> None:
            if building.session is not None:
                self._take_session(building.session)
            elif self._session().current is None:
                self._screen.leave()

        self._screen.app.push_screen(building, begin)
