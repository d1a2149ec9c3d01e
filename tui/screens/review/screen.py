"""A review session: tags or suggestions, one at a time in their context, a verdict on each."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from hedgerow.store.annotations import Annotation
from hedgerow.store.journal import Change, ConflictError
from hedgerow.store.problem import ProblemError
from hedgerow.store.review import ReviewItem, ReviewSession
from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import Command, bindings, commands_in
from hedgerow.tui.screens.article.session_screen import SessionScreen
from hedgerow.tui.screens.base.label_commands import bind_labels, commands_of_labels
from hedgerow.tui.screens.base.services import reason
from hedgerow.tui.screens.review.ending import ReviewEnding
from hedgerow.tui.screens.review.judging import Judging
from hedgerow.tui.screens.review.looking import begin_session
from hedgerow.tui.screens.review.notes import notes
from hedgerow.tui.screens.review.tags_here import TagsHere
from hedgerow.tui.text.cells import fit, width
from hedgerow.tui.text.selection import select
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Piece

_SIDE_BY_SIDE_FROM = 110
"""Cells of width from which the text and the notes on the tag stand side by side."""

_LEAST_TITLE = 30
"""Cells of a title that are worth more than the outlet and the day."""


class ReviewScreen(SessionScreen[ReviewItem]):
    """Goes through the queue. Where it is left, it goes on the next time."""

    WHERE = "review"
    BINDINGS = bindings("review")
    DEFAULT_CSS = """
    ReviewScreen TextPane { width: 1fr; height: 1fr; }
    ReviewScreen #body { layout: vertical; }
    ReviewScreen #notes { height: 9; width: 100%; background: $surface; padding: 0 1; }
    ReviewScreen.side-by-side #body { layout: horizontal; }
    ReviewScreen.side-by-side #notes { width: 44; height: 100%; padding: 1 2; }
    """

    def __init__(self, workspace: Workspace, session: ReviewSession) -> None:
        """Show a session; `review` opens one."""
        super().__init__(workspace)
        self._tags = TagsHere(self)
        self._judging = self.with_part(Judging(self, session, self._tags))
        self._ending = self.with_part(
            ReviewEnding(
                self,
                session=lambda: self._session,
                take_session=self.take_session,
                undo=self.action_undo,
            )
        )
        self._notes = Static(markup=False)
        bind_labels(self._bindings, self.label_commands())

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield self.header
        with Horizontal(id="body"):
            yield self.pane
            with VerticalScroll(id="notes", can_focus=False):
                yield self._notes
        yield self.context
        yield self.status

    def on_resize(self) -> None:
        """Put the notes beside the text where there is room."""
        self.set_class(self.size.width >= _SIDE_BY_SIDE_FROM, "side-by-side")
        if (item := self._session.current) is not None and self.article.id:
            self._show_notes(item)

    def label_commands(self) -> Iterator[Command]:
        """Give a command for each label: here it relabels the tag."""
        labels = self.workspace.codebook.labels
        return commands_of_labels(labels, self.WHERE, "relabel", "Make the tag a", "Revise")

    def hinted_commands(self) -> Iterator[Command]:
        """Give the verdicts first: they are what every tag needs."""
        yield from commands_in("review", "Judge")
        yield from self.label_commands()
        yield from commands_in("review", "Revise")

    def is_possible(self, command: Command) -> bool:
        """Say whether a command would do something now."""
        if command.action in ("queue", "summary"):
            return True
        if command.where == "review":
            return self._session.current is not None
        if command.action == "undo":
            return self._session.can_undo or super().is_possible(command)
        return super().is_possible(command)

    # The session

    @property
    def _session(self) -> ReviewSession:
        return self._judging.session

    @property
    def current(self) -> ReviewItem | None:
        """The item to judge; None when the queue is done."""
        return self._session.current

    def take_session(self, session: ReviewSession) -> None:
        """Go on with another session."""
        self._judging.session = session
        self.go_on_anew()

    def show_here(self, here: ReviewItem) -> bool:
        """Show the tag of an item; give False where somebody has removed it."""
        annotation = self._session.known.annotation(here)
        if annotation is None:
            return False
        self.show_article(here.article)
        self._show_tag(here, annotation)
        return True

    def pass_over(self, here: ReviewItem) -> None:  # noqa: ARG002 - it is the current one
        """Leave an item out of this sitting."""
        self._session.drop()

    def make_view_ready(self) -> None:
        """Find where the tags of the article stand."""
        self._tags.place_all()

    def look_ahead(self) -> None:
        """Read the next item's tag, and its article."""
        self._session.look_ahead()
        super().look_ahead()

    def _show_tag(self, item: ReviewItem, annotation: Annotation) -> None:
        self._tags.place_again()
        place = self._tags.place_of(annotation)
        if place is not None:
            self.go(select(*place[0]))
        else:
            self.go(select(0, 0))
            self.tell("Its passage is not certain in the present text.", part="error")
        self.draw()
        self._show_notes(item, annotation)

    def _show_notes(self, item: ReviewItem, annotation: Annotation | None = None) -> None:
        annotation = annotation or self._session.known.annotation(item)
        if annotation is None:
            return
        self._notes.update(
            notes(
                self._session.known,
                item,
                annotation,
                self._tags.placed(annotation),
                self.article,
                self.workspace.codebook.label(annotation.label),
                side_by_side=self.has_class("side-by-side"),
            )
        )

    # The end

    def show_nothing(self) -> None:
        """Show that the queue is done."""
        self._notes.update("")
        super().show_nothing()

    def end(self) -> None:
        """Sum the session up, or ask what else is to be reviewed."""
        self._ending.end()

    # The bars

    def show_header(self) -> None:
        """Show how far the session has come, and which article the item is from."""
        session, queue = self._session, self._session.queue
        position = f"{session.done:,}/{session.total:,} reviewed"
        skipped = f" · {session.skipped:,} skipped" if session.skipped else ""
        kind = " · suggestions" if queue.suggested else f" · {queue.of}’s" if queue.of else ""
        label = f" · {queue.label}" if queue.label else ""
        name = f" · {queue.name}" if queue.name else kind + label
        right = one_line(f"{position}{skipped}{name}")
        where = one_line(" · ".join(filter(None, (self.article.outlet, self.article.published))))
        title = one_line(self.article.title)
        room = self.size.width - len("Review ") - width(f"{where}{right}") - 8
        if where and _LEAST_TITLE <= room < width(title):
            title = fit(title, room)  # rather than that the day is cut
        left = [Piece("Review ", "title"), Piece(title), Piece("  "), Piece(where, "muted")]
        self.header.show(left, [Piece("  "), Piece(right, "key")])

    def show_context(self) -> None:
        """Show what is known of the passage, and how long the rest will take at this pace."""
        session = self._session
        pace, minutes = (
            session.pace.per_hour,
            session.pace.minutes_for(session.total - session.done),
        )
        left = f"{pace:,.0f} an hour · {_time(minutes)} left" if pace and minutes else ""
        self.context.show(
            self.view.context(self.selected, self.selection.caret),
            [Piece("  "), Piece(left, "muted")] if left else [],
        )

    # What is taken back, and what others do

    async def action_undo(self) -> None:
        """Take back the last step, and return to its item."""
        try:
            what = await self.services.in_turn(self._session.undo)
        except ConflictError:
            self.tell("Not undone: someone else has changed the same tag since.", part="error")
            return
        except (OSError, ProblemError) as error:
            self.tell(f"Not undone: {reason(error)}", part="error")
            return
        if what is None:  # the session was left and resumed; the changes before it are still known
            await self.saving.action_undo()
            return
        self.tell_others(self.article.id)
        self.tell(f"Undone: {what}", part="good")
        self.show_current()

    def follow(self, change: Change) -> None:
        """Show what an undo or a redo from outside this sitting has changed."""
        self.follow_up(self._follow(change))

    async def _follow(self, change: Change) -> None:
        session = await begin_session(self, self.workspace, self._session.queue)
        if session is None:
            return
        for document in change.documents("review"):
            session.return_to(str(document["annotation"]))
        self.take_session(session)

    def others_changed(self, article: str) -> None:
        """Show the tag as it is now, if someone has changed it."""
        if article == self.article.id and self.is_current:
            self.show_current()


def _time(minutes: float) -> str:
    """Say how long something takes, in words as short as they may be."""
    if minutes < 1:
        return "less than a minute"
    hours, rest = divmod(round(minutes), 60)
    return f"{hours} h {rest:02} min" if hours else f"{rest} min"
