"""Deciding what is to stand at a place, each decision a step of the session."""

from __future__ import annotations

from hedgerow.store.adjudication import (
    DECIDED_BOTH,
    DECIDED_EDITED,
    DECIDED_NEITHER,
    AdjudicationSession,
    MarkedPlace,
    letter_of_side,
)
from hedgerow.tui.screens.adjudication.editing import Editing
from hedgerow.tui.screens.adjudication.summary import in_words
from hedgerow.tui.screens.article.session_screen import SessionScreen
from hedgerow.tui.text.visible import one_line


class Deciding:
    """The part of an adjudication's screen that decides.

    Attributes:
        session: the session that takes the steps.
        why: the reason that is written so far; it goes with the next decision.
    """

    def __init__(
        self, screen: SessionScreen[MarkedPlace], session: AdjudicationSession, editing: Editing
    ) -> None:
        self.session = session
        self.why = ""
        self._screen = screen
        self._editing = editing

    async def action_take(self, position: int) -> None:
        """Decide for one annotator's side."""
        if position >= len(self.session.annotators):
            return
        name = self.session.annotators[position]
        await self._decide(letter_of_side(position), f"{name}’s side")

    async def action_decide(self, choice: str) -> None:
        """Decide for both sides, for neither, or for the edited tag."""
        place = self.session.current
        if place is None:
            return
        tell = self._screen.tell
        if choice == DECIDED_EDITED and self._editing.draft is None:
            tell("Nothing is edited: a label key or , . < > a begins with the first side’s.")
        elif choice == DECIDED_BOTH and len(place.tags) < len(place.annotators[:2]):
            tell("Only one has a tag here: its number takes it, x takes none.")
        else:
            words = {DECIDED_BOTH: "both", DECIDED_NEITHER: "neither", DECIDED_EDITED: "edited"}
            await self._decide(choice, words[choice])

    async def _decide(self, choice: str, words: str) -> None:
        if self.session.current is None:
            return
        draft = self._editing.draft if choice == DECIDED_EDITED else None
        if await self._screen.step(self.session.decide, choice, self.why, draft):
            self._note("")
            self._screen.tell(f"Decided: {words}. u takes it back.", part="good")

    def action_why(self) -> None:
        """Write why it is decided so; the reason goes with the next decision."""
        from hedgerow.tui.screens.base.prompts import LinePrompt

        if self.session.current is None:
            return

        def write(why: str | None) -> None:
            if why is not None:
                self._note(why.strip())

        prompt = LinePrompt("Why? It goes with your next decision:", self.why)
        self._screen.app.push_screen(prompt, write)

    def _note(self, why: str) -> None:
        self.why = why
        self._screen.show_context()

    async def action_skip(self) -> None:
        """Leave the place for the end."""
        if self.session.current is not None:
            self.why = ""
            await self._screen.step(self.session.skip)

    def action_accept_agreed(self) -> None:
        """Accept every place that all have marked exactly alike, after saying how many."""
        if not self.session.agreed:
            self._screen.tell("There is no place left on which all agree exactly.")
        else:
            self._screen.run_worker(self.offer_agreed())

    async def offer_agreed(self, before: str = "") -> None:
        """Ask whether all that agree is accepted, in a worker; `before` leads to the question."""
        from hedgerow.tui.screens.base.prompts import ChoicePrompt

        count, names = self.session.agreed, one_line(in_words(self.session.annotators))
        places = "1 place is" if count == 1 else f"{count:,} places are"
        question = f"{before} {places} marked exactly alike by {names}.".strip()
        answers = ["accept " + ("it" if count == 1 else "them all, as one step"), "not now"]
        if await self._screen.app.push_screen_wait(ChoicePrompt(question, answers)) == 0:
            await self._screen.step(self.session.accept_agreed)
