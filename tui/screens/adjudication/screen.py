"""Adjudication: the places where annotators differ, side by side in their context, one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from hedgerow.store.adjudication import AdjudicationSession, MarkedPlace
from hedgerow.store.journal import Change
from hedgerow.store.problem import ProblemError
from hedgerow.store.span import Span
from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import Command, bindings, commands_in, commands_of
from hedgerow.tui.screens.adjudication.comparing import Comparing
from hedgerow.tui.screens.adjudication.deciding import Deciding
from hedgerow.tui.screens.adjudication.editing import Editing
from hedgerow.tui.screens.adjudication.sides import Sides, in_what_they_differ, side_commands
from hedgerow.tui.screens.adjudication.summary import adjudication_summary
from hedgerow.tui.screens.article.session_screen import SessionScreen
from hedgerow.tui.screens.article.whose import Shown
from hedgerow.tui.screens.base.label_commands import bind_labels, commands_of_labels
from hedgerow.tui.screens.base.services import reason
from hedgerow.tui.text.selection import select
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Piece


class AdjudicationScreen(SessionScreen[MarkedPlace]):
    """Goes through the places that are open. Where it is left, it goes on the next time."""

    WHERE = "adjudication"
    BINDINGS = bindings("adjudication")
    DEFAULT_CSS = """
    AdjudicationScreen TextPane { width: 1fr; height: 1fr; }
    AdjudicationScreen #news { display: none; background: $surface; }
    AdjudicationScreen #news.shown { display: block; }
    """

    def __init__(self, workspace: Workspace, session: AdjudicationSession) -> None:
        """Show a session; `adjudicate` opens one."""
        super().__init__(workspace)
        self._editing = self.with_part(Editing(self, self._show_draft))
        self._deciding = self.with_part(Deciding(self, session, self._editing))
        self.with_part(Comparing(self, self._deciding))
        self._sides = Sides()
        bind_labels(self._bindings, self.label_commands())

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield self.header
        with Vertical(id="body"):
            yield self.pane
            yield self._sides.news
            yield self._sides.columns
        yield self.context
        yield self.status

    def on_resize(self) -> None:
        """Give the sides no more than their part of the screen."""
        self._sides.columns.highest = max(5, self.size.height * 2 // 5)
        self._show_sides()

    # Commands

    def label_commands(self) -> Iterator[Command]:
        """Give a command for each label: here it makes an edited tag."""
        labels = self.workspace.codebook.labels
        return commands_of_labels(labels, self.WHERE, "relabel", "Edit: make it a", "Edit")

    def commands(self) -> Iterator[Command]:
        """Give all commands that work here, sides included."""
        yield from side_commands(self._session.annotators)
        yield from commands_in("adjudication", "Decide")
        yield from self.label_commands()
        yield from commands_in("adjudication", "Edit", "Look")
        yield from commands_of("everywhere")

    def hinted_commands(self) -> Iterator[Command]:
        """Give first what decides, or what saves an edited tag."""
        editing = list(commands_in("adjudication", "Edit"))
        if self._editing.draft is None:
            yield from side_commands(self._session.annotators)
            yield from commands_in("adjudication", "Decide")
            yield from (*self.label_commands(), *editing)
        else:
            yield from (*editing, *self.label_commands())
        yield from commands_in("adjudication", "Look")

    def is_possible(self, command: Command) -> bool:
        """Say whether a command would do something now."""
        place = self._session.current
        if command.action == "accept_agreed":
            return bool(self._session.agreed)
        if command.action == "decide('both')":
            return place is not None and len(place.tags) > 1
        if command.action == "decide('edited')":
            return self._editing.draft is not None
        if command.where == "adjudication" and command.group in ("Decide", "Edit"):
            return place is not None
        if command.action == "undo":
            return self._session.can_undo_skip or super().is_possible(command)
        return super().is_possible(command)

    # Going through

    @property
    def _session(self) -> AdjudicationSession:
        return self._deciding.session

    @property
    def current(self) -> MarkedPlace | None:
        """The place to decide on; None when all are decided."""
        return self._session.current

    def show_here(self, here: MarkedPlace) -> bool:
        """Show a place; it is never gone, as the session looks again where something changes."""
        self._editing.draft = None
        self.show_article(here.article)
        self.view.placed = list(here.tags.values())
        self._select(here.span)
        self.draw()
        self._sides.show_news(here)
        self._show_sides()
        return True

    def pass_over(self, here: MarkedPlace) -> None:
        """Look again at an article that can't be read: its places are left out then."""
        self._session.refresh(here.article)

    def make_view_ready(self) -> None:
        """Tell the sides from each other."""
        self.view.shown = Shown(None, self._session.annotators)

    def show_nothing(self) -> None:
        """Show that there is no place left."""
        self._editing.draft = None
        self._sides.clear()
        super().show_nothing()
        self.show_context()

    def _select(self, span: Span) -> None:
        """Bring a place into view; only a draft is selected, so that the tags' colours are seen."""
        self.go(select(*span))
        if self._editing.draft is None:
            self.go(select(span.start, span.start))

    def _show_sides(self) -> None:
        """Show what each has there, what is edited, and the keys that work now."""
        self._sides.show(self.current, self._editing.draft, self.size.width)
        if self.current is not None:
            self.show_context()
            self.show_status()

    def _show_draft(self) -> None:
        """Show the tag that is being edited."""
        if self._editing.draft is not None:
            self._select(self._editing.draft.span)
        self._show_sides()

    def show_context(self) -> None:
        """Say in what they differ, and the reason that is written so far."""
        place = self.current
        self.context.show(in_what_they_differ(place, self._deciding.why) if place else [])

    def show_header(self) -> None:
        """Show how far the session has come, and which article the place is from."""
        session = self._session
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

    def end(self) -> None:
        """Offer what all agree on, then say what was decided."""
        self.run_worker(self._end())

    async def _end(self) -> None:
        from hedgerow.tui.screens.base.page import PageScreen

        if self._session.agreed:
            await self._deciding.offer_agreed("Every difference is decided.")
        lines = list(adjudication_summary(self._session))
        page = PageScreen("Adjudication done", lines, can_undo=True)
        if await self.app.push_screen_wait(page):
            await self.action_undo()
        else:
            self.leave()

    # What can be done besides deciding

    async def action_digit(self, digit: str) -> None:
        """Decide for the annotator of a number."""
        if digit != "0":
            await self._deciding.action_take(int(digit) - 1)

    def leave(self) -> None:
        """Drop what is being edited; else go back."""
        if self._editing.draft is not None:
            self.show_current()
        else:
            super().leave()

    async def action_undo(self) -> None:
        """Take back the last step, and return to its place."""
        try:
            is_skip = await self.services.in_turn(self._session.undo_skip)
        except (OSError, ProblemError) as error:
            self.tell(f"Not undone: {reason(error)}", part="error")
            return
        if is_skip:
            self.show_current()
            self.tell("Undone: skip", part="good")
        else:
            await self.saving.action_undo()

    def follow(self, change: Change) -> None:
        """Show what an undo or a redo has changed."""
        keys = {key for one in change.documents("adjudication") for key in one["annotations"]}
        self._is_over = False
        self.run_worker(self._look_again(change.articles, keys))

    def others_changed(self, article: str) -> None:
        """Look at an article again in which somebody has changed something."""
        self.run_worker(self._look_again((article,)))

    async def _look_again(self, articles: Sequence[str], keys: Collection[str] = ()) -> None:
        before = self._session.current
        for article in articles:
            await self.services.in_turn(self._session.refresh, article)
        if keys:
            self._session.go_to(keys)
        if self.is_attached and (keys or self._session.current != before):
            self.show_current()
        elif self.is_attached:
            self.show_header()

    def look_again_at(self, article: str) -> None:
        """Compare an article's text of now with what the sides have marked in it."""
        self._session.refresh(article)
