"""Adjudication: the places where annotators differ, side by side in their context, one by one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from textual import work

from hedgerow.store.adjudication import (
    BOTH,
    EDITED,
    NEITHER,
    AdjudicationSession,
    open_session,
    side,
)
from hedgerow.store.journal import Change
from hedgerow.store.problem import ProblemError
from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import Command, bindings, commands_of, grouped
from hedgerow.tui.screens.adjudication.place import PlaceScreen
from hedgerow.tui.screens.adjudication.summary import in_words, summary
from hedgerow.tui.screens.base.work import reason
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Piece

_KEYS_OF_SIDES = 9


class AdjudicationScreen(PlaceScreen):
    """Goes through the places that are open. Where it is left, it goes on the next time."""

    WHERE = "adjudication"
    BINDINGS = bindings("adjudication")

    def __init__(self, workspace: Workspace, session: AdjudicationSession) -> None:
        """Show a session; `adjudicate` opens one."""
        super().__init__(workspace, session)
        self._is_over = self._is_deciding = False
        self.bind_labels()

    def on_mount(self) -> None:
        """Show the first place that is open."""
        self.show_current()

    # Commands

    def label_commands(self) -> Iterator[Command]:
        """Give a command for each label: here it makes an edited tag."""
        for command in self.commands_for(self.workspace.codebook.labels):
            yield replace(
                command,
                action=command.action.replace("tag(", "relabel("),
                does=command.does.replace("Tag the selection as", "Edit: make it a"),
                group="Edit",
            )

    def side_commands(self) -> Iterator[Command]:
        """Give a command for each side."""
        for at, name in enumerate(self.session.annotators):
            keys = (str(at + 1),) if at < _KEYS_OF_SIDES else ()
            name = one_line(name)
            does = f"Decide for what {name} has, or for nothing if they have nothing."
            yield Command("adjudication", f"take({at})", keys, f"{name}’s", does, "Decide")

    def commands(self) -> Iterator[Command]:
        """Give all commands that work here, sides included."""
        yield from self.side_commands()
        yield from grouped(commands_of("adjudication"))["Decide"]
        yield from self.label_commands()
        rest = (one for one in commands_of("adjudication") if one.group != "Decide")
        yield from (*rest, *commands_of("everywhere"))

    def hinted_commands(self) -> Iterator[Command]:
        """Give first what decides, or what saves an edited tag."""
        groups = grouped(commands_of("adjudication"))
        if self.draft is None:
            yield from self.side_commands()
            yield from groups["Decide"]
        yield from groups["Edit"] if self.draft is not None else ()
        yield from self.label_commands()
        yield from groups["Edit"] if self.draft is None else ()
        yield from groups["Look"]

    def is_possible(self, command: Command) -> bool:
        """Say whether a command would do something now."""
        place = self.session.current
        if command.action == "accept_agreed":
            return bool(self.session.agreed)
        if command.action == "decide('both')":
            return place is not None and len(place.tags) > 1
        if command.action == "decide('edited')":
            return self.draft is not None
        if command.where == "adjudication" and command.group in ("Decide", "Edit"):
            return place is not None
        if command.action == "undo":
            return self.session.can_undo_skip or super().is_possible(command)
        return super().is_possible(command)

    # Going through

    def show_current(self) -> None:
        """Show the place to decide on, or that there is none."""
        while (place := self.session.current) is not None:
            try:
                self.show_place(place)
            except ProblemError as error:
                self.tell_problem(error.problem)
                self.session.refresh(place.article)  # its places are left out now
                continue
            self._is_over = False
            return
        self.show_nothing()
        if not self._is_over:
            self._is_over = True
            self._end()

    def show_header(self) -> None:
        """Show how far the session has come, and which article the place is from."""
        session = self.session
        parts = [f"{session.done}/{len(session.places)} decided"]
        parts += [f"{session.skipped} skipped"] if session.skipped else []
        parts += [f"{session.agreed:,} agreed (A)"] if session.agreed else []
        where = " · ".join(filter(None, (self.article.outlet, self.article.published)))
        self.header.show(
            [
                Piece("Adjudicate ", "title"),
                Piece(one_line(self.article.title)),
                Piece(one_line(f"  {where}") if where else "", "muted"),
            ],
            [Piece(f"  {' · '.join(parts)}", "key")],
        )

    @work
    async def _end(self) -> None:
        """Offer what all agree on, then say what was decided."""
        from hedgerow.tui.screens.base.page import PageScreen

        if self.session.agreed and await self._ask_to_accept("Every difference is decided."):
            await self._step(self.session.accept_agreed)
            self._is_over = True
        page = PageScreen("Adjudication done", list(summary(self.session)), can_undo=True)
        if await self.app.push_screen_wait(page):
            await self.action_undo()
        else:
            self.leave()

    # Deciding

    async def action_digit(self, digit: str) -> None:
        """Decide for the annotator of a number."""
        if digit != "0":
            await self.action_take(int(digit) - 1)

    async def action_take(self, position: int) -> None:
        """Decide for one annotator's side."""
        if position >= len(self.session.annotators):
            return
        name = self.session.annotators[position]
        await self._decide(side(position), f"{name}’s side")

    async def action_decide(self, choice: str) -> None:
        """Decide for both sides, for neither, or for the edited tag."""
        place = self.session.current
        if place is None:
            return
        if choice == EDITED and self.draft is None:
            self.tell("Nothing is edited: a label key or , . < > a begins with the first side’s.")
        elif choice == BOTH and len(place.tags) < len(place.annotators[:2]):
            self.tell("Only one has a tag here: its number takes it, x takes none.")
        else:
            words = {BOTH: "both", NEITHER: "neither", EDITED: "edited"}
            await self._decide(choice, words[choice])

    async def _decide(self, choice: str, words: str) -> None:
        if self.session.current is None:
            return
        draft = self.draft if choice == EDITED else None
        if await self._step(self.session.decide, choice, self.why, draft):
            self.why = ""
            self.show_context()
            self.tell(f"Decided: {words}. u takes it back.", part="good")

    def action_why(self) -> None:
        """Write why it is decided so; the reason goes with the next decision."""
        from hedgerow.tui.screens.base.prompts import LinePrompt

        if self.session.current is None:
            return

        def write(why: str | None) -> None:
            if why is not None:
                self.why = why.strip()
                self.show_context()

        self.app.push_screen(LinePrompt("Why? It goes with your next decision:", self.why), write)

    async def action_skip(self) -> None:
        """Leave the place for the end."""
        if self.session.current is not None:
            self.why = ""
            await self._step(self.session.skip)

    @work
    async def action_accept_agreed(self) -> None:
        """Accept every place that all have marked exactly alike, after saying how many."""
        if not self.session.agreed:
            self.tell("There is no place left on which all agree exactly.")
        elif await self._ask_to_accept(""):
            await self._step(self.session.accept_agreed)

    async def _ask_to_accept(self, before: str) -> bool:
        from hedgerow.tui.screens.base.prompts import ChoicePrompt

        count, names = self.session.agreed, one_line(in_words(self.session.annotators))
        places = "1 place is" if count == 1 else f"{count:,} places are"
        question = f"{before} {places} marked exactly alike by {names}.".strip()
        answers = ["accept " + ("it" if count == 1 else "them all, as one step"), "not now"]
        answer: int | None = await self.app.push_screen_wait(ChoicePrompt(question, answers))
        return answer == 0

    @work
    async def action_sides(self) -> None:
        """Choose whose tags are compared."""
        from hedgerow.tui.screens.base.prompts import ChoicePrompt

        everybody = self.session.everybody
        choices: list[tuple[str, ...]] = [tuple(everybody), *combinations(everybody, 2)]
        if len(everybody) == 2:
            self.tell(f"Only {one_line(in_words(everybody))} have tags in this corpus.")
            return
        answers = [in_words(names) for names in choices]
        prompt = ChoicePrompt("Whose tags do you want to compare?", answers)
        answer = await self.app.push_screen_wait(prompt)
        if answer is None:
            return
        opening = asyncio.to_thread(open_session, self.workspace, choices[answer])
        try:
            self.session = await opening
        except ProblemError as error:
            self.tell_problem(error.problem)
            return
        self._is_over = False
        self.show_current()

    def action_decisions(self) -> None:
        """See what has been decided so far."""
        from hedgerow.tui.screens.adjudication.decisions import DecisionsScreen

        self.app.push_screen(DecisionsScreen(self.workspace, self._go_to_decided))

    def _go_to_decided(self, annotations: Collection[str]) -> bool:
        """Offer a place again whose decision was chosen from the list."""
        if not self.session.go_to(annotations):
            self.tell("Everyone agrees there, or it is none of those that are compared now.")
            return False
        self.show_current()
        return True

    # The rest

    def leave(self) -> None:
        """Drop what is being edited; else go back."""
        if self.draft is not None:
            self.show_current()
        else:
            super().leave()

    def action_scroll(self, direction: int) -> None:
        """Read what stands around the place."""
        self.pane.scroll_relative(y=3 * direction, animate=False)

    async def action_undo(self) -> None:
        """Take back the last step, and return to its place."""
        try:
            is_skip = await self.services.in_turn(self.session.undo_skip)
        except (OSError, ProblemError) as error:
            self.tell(f"Not undone: {reason(error)}", part="error")
            return
        if is_skip:
            self.show_current()
            self.tell("Undone: skip", part="good")
        else:
            await super().action_undo()

    def follow(self, change: Change) -> None:
        """Show what an undo or a redo has changed."""
        keys = {key for one in change.documents("adjudication") for key in one["annotations"]}
        self._is_over = False
        self.run_worker(self._look_again(change.articles, keys))

    def article_changed(self, article: str) -> None:
        """Look at an article again in which somebody has changed something."""
        if not self._is_deciding:
            self.run_worker(self._look_again((article,)))

    async def _look_again(self, articles: Sequence[str], keys: Collection[str] = ()) -> None:
        before = self.session.current
        for article in articles:
            await self.services.in_turn(self.session.refresh, article)
        if keys:
            self.session.go_to(keys)
        if self.is_attached and (keys or self.session.current != before):
            self.show_current()
        elif self.is_attached:
            self.show_header()

    def text_changed(self, article: str) -> None:
        """Show the place in the text that the article's file has now."""
        if article == self.article.id:
            try:
                self.workspace.read_again(article)
            except ProblemError as error:
                self.tell_problem(error.problem)
                return
            self.article = replace(self.article, id="")  # so that it is taken anew
            self.run_worker(self._look_again((article,)))
            self.tell("The article has changed on the disk.")

    async def _step(self, step: Callable[..., object], *given: object) -> bool:
        """Take a step off the screen's thread, and show where it leads; say whether it was saved.

        What is not saved has been told, and nothing has changed.
        """
        try:
            change = await self.services.in_turn(step, *given)
        except (OSError, ProblemError) as error:
            self.tell(f"Not saved: {reason(error)}. What was saved before is safe.", part="error")
            return False
        if isinstance(change, Change):
            self._is_deciding = True
            self.services.changed(*change.articles)
            self._is_deciding = False
        if self.is_attached:
            self.show_current()
        return True
