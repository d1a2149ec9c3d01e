"""Judging what is reviewed: verdicts, revisions and remarks, each a step of the session."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

from hedgerow.store.annotations import REJECTION_REASONS, Annotation
from hedgerow.store.review import ReviewItem, ReviewSession
from hedgerow.store.span import Span
from hedgerow.store.tagging import relabel, respan
from hedgerow.tui.screens.article.session_screen import SessionScreen
from hedgerow.tui.screens.review.tags_here import TagsHere
from hedgerow.tui.text.selection import Selection, select


class Judging:
    """The part of a review's screen that judges the current item.

    Attributes:
        session: the session that takes the steps.
    """

    def __init__(
        self, screen: SessionScreen[ReviewItem], session: ReviewSession, tags: TagsHere
    ) -> None:
        self.session = session
        self._screen = screen
        self._tags = tags

    @property
    def current(self) -> Annotation | None:
        """The current item's annotation, as it is to be shown."""
        item: ReviewItem | None = self.session.current
        return self.session.annotation(item) if item else None

    # Verdicts

    async def action_accept(self) -> None:
        """Accept the tag, or go on from one that was revised."""
        await self._step(self.session.judge, "accept")

    def action_reject(self) -> None:
        """Reject the tag, with a reason."""
        from hedgerow.tui.screens.base.prompts import ChoicePrompt, LinePrompt

        if self.session.current is None:
            return
        app = self._screen.app

        def reject(why: str | None) -> None:
            if why is not None:
                self._screen.follow_up(self._step(self.session.judge, "reject", why.strip()))

        def choose(position: int | None) -> None:
            if position == len(REJECTION_REASONS):
                app.push_screen(LinePrompt("Why reject it?"), reject)
            elif position is not None:
                reject(REJECTION_REASONS[position] if position < len(REJECTION_REASONS) else "")

        answers = [*REJECTION_REASONS, "in my own words", "no reason"]
        hint = "a digit or enter: choose · esc: don't reject"
        app.push_screen(ChoicePrompt("Why reject it?", answers, hint), choose)

    async def action_skip(self) -> None:
        """Leave the tag for the end."""
        await self._step(self.session.skip)

    def action_alike(self) -> None:
        """Show what has the same words and the same label, and accept all of it as one step."""
        self._screen.run_worker(self._accept_alike())

    async def _accept_alike(self) -> None:
        from hedgerow.tui.screens.review.pages import AlikePage

        if self.session.current is None:
            return
        session, items = self.session, self.session.identical()
        if len(items) < 2:
            self._screen.tell("Nothing else to review has the same words and the same label.")
            return
        alike = await asyncio.to_thread(lambda: list(map(session.annotation, items)))
        page = AlikePage(self._screen.workspace, filter(None, alike))
        if await self._screen.app.push_screen_wait(page):
            await self._step(session.accept_all, items)
            told = f"Accepted {len(items):,} alike; u takes all of it back."
            self._screen.tell(told, part="good")

    # Revisions

    async def action_relabel(self, position: int) -> None:
        """Give the tag another label."""
        codebook = self._screen.workspace.codebook
        label = codebook.labels[position].name
        known = self.current
        if known is None or known.label == label:
            return

        def relabelled(annotation: Annotation) -> Annotation:
            return relabel(annotation, label, codebook)

        await self._step(self.session.revise, relabelled, f"{known.brief} made {label}")

    async def action_boundary(self, side: str, direction: int, unit: str = "word") -> None:
        """Move the start or the end of the tag by a word, or by a character."""
        known = self.current
        place = self._tags.place_of(known) if known is not None else None
        if known is None or place is None:
            return
        span, displacement = place
        moved = self._mover(side, unit)(select(*span), direction)
        if moved.span == span:
            self._screen.tell("It can't go further.")
            return
        article = self._screen.article

        def moved_to(annotation: Annotation) -> Annotation:
            return respan(annotation, article, Span(*moved.span), displacement)

        await self._step(self.session.revise, moved_to, f"boundary of {known.brief}")

    def _mover(self, side: str, unit: str) -> Callable[[Selection, int], Selection]:
        motions = self._screen.motions
        if unit == "word":
            return motions.move_start if side == "start" else motions.move_end
        return motions.shift_start if side == "start" else motions.shift_end

    # Remarks

    async def action_difficult(self) -> None:
        """Flag the tag as difficult, or take the flag off."""
        await self._step(self.session.flag)

    def action_memo(self) -> None:
        """Write a memo on the tag."""
        from hedgerow.tui.screens.base.prompts import LinePrompt

        if (known := self.current) is None:
            return
        if self.session.suggestion_of(known) is not None:
            self._screen.tell("It is only suggested: accept it first.")
            return

        item, is_own = self.session.current, self.session.is_own(known)
        before = known.memo if is_own or item is None else self.session.remarks_on(item).memo
        question = f"Memo on {known.brief}:" if is_own else f"Your memo on {known.annotator}’s tag:"

        def write(memo: str | None) -> None:
            if memo is None or memo == before:
                return
            if is_own:
                self._screen.follow_up(self._write_memo(known, memo))
            else:
                self._screen.follow_up(self._step(self.session.note, memo))

        self._screen.app.push_screen(LinePrompt(question, before), write)

    async def _write_memo(self, known: Annotation, memo: str) -> None:
        def with_memo(annotation: Annotation) -> Annotation:
            return replace(annotation, memo=memo)

        screen = self._screen
        change, what = screen.workspace.change, f"memo on {known.brief}"
        saving = screen.services.in_turn(change, known.article, known.id, with_memo, what)
        await screen.saved(saving)
        screen.show_current()

    async def _step(self, step: Callable[..., object], *given: object) -> None:
        if self.session.current is not None:
            await self._screen.step(step, *given)
