"""What comes of a second look: how far one agrees with oneself, and what else there is."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from hedgerow.store.problem import Problem, ProblemError
from hedgerow.store.second_look import SecondLook, SecondLookPlace, SecondLookSample, open_session
from hedgerow.store.workspace import Workspace
from hedgerow.tui.problems import told
from hedgerow.tui.screens.article.session_screen import SessionScreen
from hedgerow.tui.screens.base.page import PageLine, PageScreen
from hedgerow.tui.screens.base.prompts import ChoicePrompt


class SecondLookEnding:
    """The part of a second look's screen that says what it came to, and offers more."""

    def __init__(
        self,
        screen: SessionScreen[SecondLookPlace],
        sample: SecondLookSample,
        *,
        session: Callable[[], SecondLook],
        take_session: Callable[[SecondLook], None],
        undo: Callable[[], Coroutine[Any, Any, None]],
    ) -> None:
        """Prepare to end.

        Args:
            screen: the second look's screen.
            sample: what is looked at.
            session: gives the session that is shown.
            take_session: goes on with another session.
            undo: takes the last answer back.
        """
        self._screen = screen
        self._sample = sample
        self._session = session
        self._take_session = take_session
        self._undo = undo

    def end(self) -> None:
        """Say how far one agrees with oneself, or ask what else there is to look at."""
        session = self._session()
        if session.places:
            told = self._show_figures("Second look done", can_undo=session.can_undo)
            self._screen.run_worker(told)
        else:
            self._screen.run_worker(self._ask_what_else())

    async def _show_figures(self, title: str, *, can_undo: bool) -> None:
        screen = self._screen
        lines = await asyncio.to_thread(_figures, screen.workspace)
        page = PageScreen(title, lines, can_undo=can_undo)
        if await screen.app.push_screen_wait(page):
            screen.follow_up(self._undo())
        else:
            screen.leave()

    async def _ask_what_else(self) -> None:
        days = self._sample.days
        age = f" older than {days:g} days" if days else ""
        question = f"You have no tags{age} left that you haven't looked at twice."
        answers = ["go back", "how far I agree with myself so far"]
        if days:
            answers.append("take tags of any age")
        answer = await self._screen.app.push_screen_wait(ChoicePrompt(question, answers))
        if answer == 1:
            await self._show_figures("Second looks so far", can_undo=False)
        elif answer == 2:
            await self._take_any_age()
        else:
            self._screen.leave()

    async def _take_any_age(self) -> None:
        screen, sample = self._screen, self._sample._replace(days=0)
        try:
            session = await asyncio.to_thread(open_session, screen.workspace, sample)
        except ProblemError as error:
            screen.tell_problem(error.problem)
            return
        self._sample = sample
        self._take_session(session)


def _figures(workspace: Workspace) -> list[PageLine]:
    """Say how far the annotator agrees with themselves, over all their second looks."""
    from hedgerow.store.agreement import Comparison
    from hedgerow.store.second_look import looked_at_twice, second_look_name
    from hedgerow.tui.tables.agreement import lines_by_pair

    problems: list[Problem] = []
    me = workspace.annotations.annotator
    marked = list(looked_at_twice(workspace.corpus, workspace.annotations, problems, annotator=me))
    lines = [PageLine(told(problem, workspace.corpus.folder)) for problem in problems]
    if not marked:
        return [*lines, PageLine("Nothing has been looked at twice so far.")]
    return [*lines, *map(PageLine, lines_by_pair([Comparison(me, second_look_name(me), marked)]))]
