"""Building a queue: whose tags, or what is suggested; which of them, how many; with counts."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from threading import Event

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from hedgerow.store.journal import Change
from hedgerow.store.problem import ProblemError
from hedgerow.store.review import (
    CRITERION_QUESTIONS,
    QUEUE_CRITERIA,
    Queue,
    QueueChoice,
    ReviewSession,
    answer_so_far,
    count_queue_items,
    criterion_in_words,
    pool_of,
    queue_choices,
    queue_with_answer,
    queue_without,
)
from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import Command, bindings, commands_of
from hedgerow.tui.screens.base.work import WorkScreen
from hedgerow.tui.screens.review.looking import begin_session
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Bar, Piece
from hedgerow.tui.widgets.line_list import Cell, LineList, Row
from hedgerow.tui.widgets.moving_list import MovingList

_SIDE_BY_SIDE_FROM = 110
_BEGIN = "begin"
_HINTS = {
    "what": "what is reviewed",
    "since": "published since",
    "until": "published until",
    "verdict": "your verdict",
    "difficult": "flagged",
    "name": "name, to come back by",
}


class QueueScreen(WorkScreen):
    """Puts a queue together, and begins the review of it.

    Attributes:
        session: the session that was begun, once the screen has been left with one.
    """

    WHERE = "queue"
    BINDINGS = bindings("queue")
    AUTO_FOCUS = "#criteria"
    DEFAULT_CSS = """
    QueueScreen #body { layout: vertical; }
    QueueScreen #criteria { height: 14; width: 100%; }
    QueueScreen #choices { height: 1fr; width: 100%; background: $background; }
    QueueScreen.side-by-side #body { layout: horizontal; }
    QueueScreen.side-by-side #criteria { width: 1fr; height: 100%; }
    QueueScreen.side-by-side #choices { width: 1fr; height: 100%; }
    """

    def __init__(self, workspace: Workspace, queue: Queue) -> None:
        """Begin with a queue."""
        super().__init__(workspace)
        self.session: ReviewSession | None = None
        self._queue = queue
        self._pool = pool_of(workspace)
        self._header = Bar(id="header")
        self._criteria = MovingList(id="criteria")
        self._shown = LineList(id="choices")
        self._items: int | None = None
        self._choices: list[QueueChoice] = []
        self._progress = ""
        self._left = Event()

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield self._header
        with Horizontal(id="body"):
            yield self._criteria
            yield self._shown
        yield self.status

    def on_mount(self) -> None:
        """Show what is chosen, and count."""
        self._shown.can_focus = False
        self._show()
        self._look()

    def on_unmount(self) -> None:
        """Stop counting."""
        self._left.set()

    def on_resize(self) -> None:
        """Show the choices beside the rows where there is room."""
        self.set_class(self.size.width >= _SIDE_BY_SIDE_FROM, "side-by-side")

    def main_widget(self) -> Widget:
        """The rows have the focus."""
        return self._criteria

    def hinted_commands(self) -> Iterator[Command]:
        """Say how something is chosen, and how the review begins."""
        names = {"choose": "choose"}
        for command in (*commands_of("list"), *commands_of("queue")):
            if command.hint:
                yield replace(command, hint=names.get(command.action, command.hint))

    # Counting

    @work(exclusive=True, group="look")
    async def _look(self) -> None:
        """Read what the queue needs, and count; whatever was being counted before is given up."""
        queue, criterion = self._queue, self._criterion
        self._items, given_up = None, Event()
        self._show()
        try:
            await self._gather(queue, criterion, given_up)
            self._items = await asyncio.to_thread(count_queue_items, self._pool, queue)
            labels = [label.name for label in self.workspace.codebook.labels]
            self._choices = (
                await asyncio.to_thread(queue_choices, self._pool, queue, criterion, labels)
                if criterion != _BEGIN
                else []
            )
        except ProblemError as error:
            self.tell_problem(error.problem)
        finally:
            given_up.set()
        self._progress = ""
        self._show()

    async def _gather(self, queue: Queue, criterion: str, given_up: Event) -> None:
        """Read what the queue and the counts of a row take, with the progress shown."""
        wanted = queue
        if criterion in ("outlet", "since", "until"):
            wanted = replace(queue, since=queue.since or "0000")  # its articles have to be known
        steps = self._pool.gather(wanted)

        def some() -> tuple[int, int] | None:
            """Go on for a few articles."""
            last = None
            for last in steps:
                if given_up.is_set() or self._left.is_set():
                    return None
                if last[0] % 20 == 0:
                    return last
            return None

        while (so_far := await asyncio.to_thread(some)) is not None:
            self._progress = f"looked at {so_far[0]:,} of {so_far[1]:,} articles"
            self._show_header()
        if criterion == "what":  # known from the library, unless it is still reading
            await asyncio.to_thread(lambda: list(self._pool.gather(Queue(doubtful=True))))
        if criterion == "article":
            await asyncio.to_thread(lambda: list(self._pool.look_at_articles(queue)))

    # Showing

    @property
    def _criterion(self) -> str:
        return str(self._criteria.value or _BEGIN)

    def _show(self) -> None:
        rows = [Row((Cell("begin the review", 22), Cell(self._count_words())), _BEGIN)]
        for criterion in QUEUE_CRITERIA:
            value = one_line(criterion_in_words(self._pool, self._queue, criterion))
            rows.append(Row((Cell(_HINTS.get(criterion, criterion), 22), Cell(value)), criterion))
        self._criteria.show(rows, cursor=self._criteria.cursor)
        self._show_choices()
        self._show_header()
        self.show_status()

    def _count_words(self) -> str:
        if self._items is None:
            return "counting …"
        return "1 item" if self._items == 1 else f"{self._items:,} items"

    def _show_header(self) -> None:
        count = self._progress or self._count_words()
        self._header.show(
            [Piece("Build a queue ", "title"), Piece(one_line(str(self._queue)), "muted")],
            [Piece("  "), Piece(count, "key")],
        )

    def _show_choices(self) -> None:
        criterion = self._criterion
        name = _HINTS.get(criterion, criterion)
        chosen: int | None = None
        if criterion == _BEGIN:
            rows = [Row((Cell("how"),)), *(Row((Cell(line),), line) for line in _HOW)]
        elif criterion in ("seed", "name"):
            rows = [Row((Cell(name),)), Row((Cell("enter: type it"),), "")]
        else:
            rows = [Row((Cell(name), Cell("items", 9, is_right=True)))]
            rows += [self._choice_row(choice) for choice in self._choices]
            if criterion in CRITERION_QUESTIONS:
                rows.append(Row((Cell("enter: type another"),), ""))
            chosen = self._position()
        self._shown.show(rows, cursor=0 if chosen is None else chosen + 1)
        if chosen is None:
            self._shown.cursor = -1

    def _choice_row(self, choice: QueueChoice) -> Row:
        count = f"{choice.items:,}" if choice.items is not None else "…"
        return Row((Cell(one_line(choice.words)), Cell(count, 9, is_right=True)), choice)

    def _position(self) -> int | None:
        """Say which of the choices is the one that is taken."""
        made = [choice.queue for choice in self._choices]
        return made.index(self._queue) if self._queue in made else None

    # Choosing

    def on_moving_list_moved(self) -> None:
        """Show what can be chosen in the row."""
        self._choices = []
        self._look()

    def take(self, queue: Queue) -> None:
        """Go on with another queue."""
        self._queue = queue
        self._look()

    def follow(self, change: Change) -> None:  # noqa: ARG002 - whatever it was
        """Count anew after an undo or a redo."""
        self._pool = pool_of(self.workspace)
        self._look()

    def action_turn(self, direction: int) -> None:
        """Take the next choice of the row, or the one before."""
        if not self._choices:
            if self._criterion in CRITERION_QUESTIONS:
                self._type()
            return
        at = self._position()
        position = (at if at is not None else -1 if direction > 0 else 0) + direction
        choice = self._choices[position % len(self._choices)]
        self.take(choice.queue)

    def action_clear(self) -> None:
        """Choose nothing in the row."""
        if self._criterion != _BEGIN:
            self.take(queue_without(self._queue, self._criterion))

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Begin, or ask what is to be chosen in the row; a click takes a choice."""
        if event.list is self._shown:
            if isinstance(event.value, QueueChoice):
                self.take(event.value.queue)
        elif event.value == _BEGIN:
            self.action_begin()
        elif self._criterion in CRITERION_QUESTIONS:
            self._type()
        elif self._choices:
            self._pick()

    def _type(self) -> None:
        from hedgerow.tui.screens.base.prompts import LinePrompt

        queue, criterion = self._queue, self._criterion

        def fault(answer: str) -> str | None:
            try:
                queue_with_answer(queue, criterion, answer)
            except ValueError as error:
                return str(error)
            return None

        def take(answer: str | None) -> None:
            if answer is not None:
                self.take(queue_with_answer(queue, criterion, answer))

        prompt = LinePrompt(
            CRITERION_QUESTIONS[criterion], answer_so_far(queue, criterion), check=fault
        )
        self.app.push_screen(prompt, take)

    def _pick(self) -> None:
        from hedgerow.tui.screens.base.picking import PickPrompt

        made = self._choices
        name = _HINTS.get(self._criterion, self._criterion)
        answers = [
            (choice.words, "…" if choice.items is None else f"{choice.items:,}") for choice in made
        ]

        def take(position: int | None) -> None:
            if position is not None:
                self.take(made[position].queue)

        prompt = PickPrompt(f"{name.capitalize()}:", answers, self._position() or 0)
        self.app.push_screen(prompt, take)

    @work
    async def action_begin(self) -> None:
        """Begin the review of what is chosen."""
        if fault := self._queue.fault:
            self.tell(f"{fault[0].upper()}{fault[1:]}.", part="error")
            return
        session = await begin_session(self, self.workspace, self._queue, pool=self._pool)
        if session is None:
            return
        if not session.items:
            self.tell(f"There is nothing to review in {self._queue}.")
            return
        self.session = session
        self.dismiss(None)


_HOW = (
    "↓ ↑  go to a row",
    "→ ←  take its next choice, or the one before",
    "enter  see all its choices, or type",
    "x  clear the row",
    "enter here, or b anywhere: begin the review",
)
