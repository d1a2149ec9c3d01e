"""Choosing whose tags are compared, and going back to what has been decided."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from itertools import combinations

from hedgerow.store.adjudication import MarkedPlace, open_session
from hedgerow.store.problem import ProblemError
from hedgerow.tui.screens.adjudication.deciding import Deciding
from hedgerow.tui.screens.adjudication.summary import in_words
from hedgerow.tui.screens.article.session_screen import SessionScreen
from hedgerow.tui.text.visible import one_line


class Comparing:
    """The part of an adjudication's screen that says between whom, and where it goes on."""

    def __init__(self, screen: SessionScreen[MarkedPlace], deciding: Deciding) -> None:
        self._screen = screen
        self._deciding = deciding

    def action_sides(self) -> None:
        """Choose whose tags are compared."""
        self._screen.run_worker(self._choose_sides())

    async def _choose_sides(self) -> None:
        from hedgerow.tui.screens.base.prompts import ChoicePrompt

        everybody = self._deciding.session.everybody
        choices: list[tuple[str, ...]] = [tuple(everybody), *combinations(everybody, 2)]
        if len(everybody) == 2:
            self._screen.tell(f"Only {one_line(in_words(everybody))} have tags in this corpus.")
            return
        answers = [in_words(names) for names in choices]
        prompt = ChoicePrompt("Whose tags do you want to compare?", answers)
        answer = await self._screen.app.push_screen_wait(prompt)
        if answer is None:
            return
        opening = asyncio.to_thread(open_session, self._screen.workspace, choices[answer])
        try:
            self._deciding.session = await opening
        except ProblemError as error:
            self._screen.tell_problem(error.problem)
            return
        self._screen.go_on_anew()

    def action_decisions(self) -> None:
        """See what has been decided so far."""
        from hedgerow.tui.screens.adjudication.decisions import DecisionsScreen

        self._screen.app.push_screen(DecisionsScreen(self._screen.workspace, self._go_to_decided))

    def _go_to_decided(self, annotations: Collection[str]) -> bool:
        """Offer a place again whose decision was chosen from the list."""
        if not self._deciding.session.go_to(annotations):
            self._screen.tell(
                "Everyone agrees there, or it is none of those that are compared now."
            )
            return False
        self._screen.show_current()
        return True
