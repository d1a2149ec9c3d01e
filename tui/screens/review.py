"""A review session: one's own tags, one at a time in their context, with a verdict on each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from store.annotations import Annotation
from store.article import Article
from store.extract.findings import Extraction
from store.journal import ConflictError
from store.placement import Placed
from store.problem import ProblemError
from store.review import PAST_TENSE, REASONS
from store.review_session import Item, Queue, ReviewSession
from store.span import Span
from store.tag_changes import TagNews
from store.tagging import relabel, respan
from store.trail import Change
from store.workspace import Workspace
from tui.commands import Command, bindings, commands_of, grouped
from tui.screens.article_view import describe
from tui.screens.reading import ReadingScreen
from tui.screens.work import WorkScreen, reason
from tui.text.selection import select
from tui.text.visible import one_line
from tui.widgets.bar import Piece

if TYPE_CHECKING:
    from tui.screens.page import Line

_SIDE_BY_SIDE_FROM = 110
"""Cells of width from which the text and the notes on the tag stand side by side."""


class ReviewScreen(ReadingScreen):
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

    def __init__(self, workspace: Workspace, session: ReviewSession, queue: Queue) -> None:
        """Show a session over a queue; `review` opens one."""
        nothing = Article(id="", text="", title="", path=workspace.corpus.path)
        super().__init__(workspace, nothing)
        self._queue = queue
        self._session = session
        self._notes = Static(markup=False)
        self._news: TagNews | None = None
        self._is_over = False
        self.bind_labels()

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield self.header
        with Horizontal(id="body"):
            yield self.pane
            with VerticalScroll(id="notes", can_focus=False):
                yield self._notes
        yield self.context
        yield self.status

    def on_mount(self) -> None:
        """Show the first item, or the one where the session was left."""
        self._show_item()

    def on_resize(self) -> None:
        """Put the notes beside the text where there is room."""
        self.set_class(self.size.width >= _SIDE_BY_SIDE_FROM, "side-by-side")

    def label_commands(self) -> Iterator[Command]:
        """Give a command for each label: here it relabels the tag."""
        for command in self.commands_for(self.workspace.codebook.labels):
            yield replace(
                command,
                action=command.action.replace("tag(", "relabel("),
                does=command.does.replace("Tag the selection as", "Make the tag a"),
                group="Revise",
            )

    def hinted_commands(self) -> Iterator[Command]:
        """Give the verdicts first: they are what every tag needs."""
        yield from grouped(commands_of("review"))["Judge"]
        yield from self.label_commands()
        yield from grouped(commands_of("review"))["Revise"]

    def is_possible(self, command: Command) -> bool:
        """Say whether a command would do something now."""
        if command.where == "review" or command.action.startswith("relabel"):
            return self._session.current is not None
        if command.action == "undo":
            return self._session.can_undo or super().is_possible(command)
        return super().is_possible(command)

    # The session

    def _start_anew(self, *, again: bool) -> None:
        self._session = open_session(self.workspace, self._queue, again=again)
        self._is_over = False

    def _show_item(self) -> None:
        while (item := self._session.current) is not None:
            try:
                annotation = self._session.annotation(item)
                if annotation is not None:
                    if item.article != self.article.id:
                        self._take_article(item.article)
                    self._show_tag(annotation)
                    return
            except ProblemError as error:
                self.tell_problem(error.problem)
            # Its article can't be read, or someone has removed the tag: left out of this sitting.
            self._session.drop()
        self._show_end()

    def _take_article(self, article: str) -> None:
        self.take(self.workspace.read(article))
        self._news = None
        self._place_tags()
        self.load()
        extraction = self.services.in_background(self.workspace.extract, self.article)
        self.run_worker(self._show_found(extraction, self.article))

    def _place_tags(self) -> None:
        """Find where the tags stand now: those that have changed, where that can be said."""
        changes = self._news.since(self.view.tags.by_id) if self._news is not None else None
        if changes is not None:
            self.view.change_tags(changes)
        else:
            self._news = TagNews(self.workspace.annotations, self.article)
            self.view.placed = list(self.workspace.place(self.article))

    async def _show_found(self, extraction: Future[Extraction], article: Article) -> None:
        found = await asyncio.shield(asyncio.wrap_future(extraction))
        if article is self.article:
            self.view.found = found
            self.draw()

    def _show_tag(self, annotation: Annotation) -> None:
        self._place_tags()
        placed = self.view.tags.by_id.get(annotation.id)
        if placed is not None and placed.is_anchored:
            self.go(select(*placed.span))
        elif self._session.suggestion_of(annotation) is not None:
            self.go(select(*annotation.span))
        else:
            self.go(select(0, 0))
            self.tell("Its passage is not certain in the present text.", part="error")
        self.draw()
        self._show_notes(annotation, placed)

    def _show_notes(self, annotation: Annotation, placed: Placed | None) -> None:
        label = self.workspace.codebook.label(annotation.label)
        item = self._session.current
        verdict = self._session.verdict_on(item) if item else None
        parts = [
            Content.styled(one_line(label.name), "bold $accent"),
            Content(f"  {one_line(annotation.quote)}"),
        ]
        lines = [Content("").join(parts)]
        if verdict is not None:
            given = PAST_TENSE[verdict.verdict]
            lines.append(Content.styled(f"{given} so far; a goes on", "bold $success"))
        if suggestion := self._session.suggestion_of(annotation):
            lines.append(Content.styled(f"suggested {one_line(suggestion.reason)}", "$accent"))
        for name, value in describe(annotation):
            lines.append(Content.styled(f"{name}: ", "dim") + Content(value))
        if placed is not None and not placed.is_anchored:
            lines.append(Content.styled(placed.anchor.status, "bold $error"))
        lines.append(Content.styled(label.definition and f"\n{_clean(label.definition)}", "dim"))
        self._notes.update(Content("\n").join(lines))

    def _show_end(self) -> None:
        self._notes.update("")
        self.show_header()
        self.show_status()
        if self._is_over:
            return
        self._is_over = True
        if self._session.items:
            self._show_summary()
        else:
            self._ask_again()

    def _show_summary(self) -> None:
        from tui.screens.page import PageScreen

        def leave_or_go_back(goes_back: bool | None) -> None:
            if goes_back:
                self.follow_up(self.action_undo())
            else:
                self.leave()

        page = PageScreen("Review done", list(_summary(self._session)), can_undo=True)
        self.app.push_screen(page, leave_or_go_back)

    @work
    async def _ask_again(self) -> None:
        from tui.screens.prompts import ChoicePrompt

        answers = ["go back", "choose another queue"]
        if not self._queue.suggested:
            answers.append("review them again")
        prompt = ChoicePrompt(f"There is nothing new to review in {self._queue}.", answers)
        answer = await self.app.push_screen_wait(prompt)
        if answer == 1:
            self.action_queue()
        elif answer == 2:
            self._start_anew(again=True)
            if self._session.items:
                self._show_item()
                return
            self.tell("You have no such tags.")
            self.leave()
        else:
            self.leave()

    @work
    async def action_queue(self) -> None:
        """Choose what is reviewed: tags or suggestions, of one label or of all."""
        from tui.screens.prompts import ChoicePrompt

        labels = (None, *(label.name for label in self.workspace.codebook.labels))
        queues = [Queue(label, kind) for kind in (False, True) for label in labels]
        prompt = ChoicePrompt("What do you want to review?", list(map(str, queues)))
        answer = await self.app.push_screen_wait(prompt)
        if answer is None:
            if self._session.current is None:
                self.leave()
            return
        self._queue = queues[answer]
        self.tell(f"Looking for {self._queue} …")
        await asyncio.to_thread(self._start_anew, again=False)
        self._show_item()

    def show_header(self) -> None:
        """Show how far the session has come, and which article the item is from."""
        session = self._session
        position = f"{session.done}/{len(session.items)} reviewed"
        skipped = f" · {session.skipped} skipped" if session.skipped else ""
        kind = " · suggestions" if self._queue.suggested else ""
        label = f" · {self._queue.label}" if self._queue.label else ""
        where = " · ".join(filter(None, (self.article.outlet, self.article.published)))
        self.header.show(
            [
                Piece("Review ", "title"),
                Piece(one_line(self.article.title)),
                Piece(one_line(f"  {where}") if where else "", "muted"),
            ],
            [Piece(f"  {position}{skipped}{kind}{label}", "key")],
        )

    # Verdicts

    async def action_accept(self) -> None:
        """Accept the tag, or go on from one that was revised."""
        await self._step(self._session.judge, "accept")

    def action_reject(self) -> None:
        """Reject the tag, with a reason."""
        from tui.screens.prompts import ChoicePrompt, LinePrompt

        if self._session.current is None:
            return

        def reject(why: str | None) -> None:
            if why is not None:
                self.follow_up(self._step(self._session.judge, "reject", why.strip()))

        def choose(position: int | None) -> None:
            if position == len(REASONS):
                self.app.push_screen(LinePrompt("Why reject it?"), reject)
            elif position is not None:
                reject(REASONS[position] if position < len(REASONS) else "")

        answers = [*REASONS, "in my own words", "no reason"]
        hint = "a digit or enter: choose · esc: don't reject"
        self.app.push_screen(ChoicePrompt("Why reject it?", answers, hint), choose)

    async def action_skip(self) -> None:
        """Leave the tag for the end."""
        await self._step(self._session.skip)

    async def action_relabel(self, position: int) -> None:
        """Give the tag another label."""
        label = self.workspace.codebook.labels[position].name
        known = self._current_annotation()
        if known is None or known.label == label:
            return

        def relabelled(annotation: Annotation) -> Annotation:
            return relabel(annotation, label, self.workspace.codebook)

        await self._step(self._session.revise, relabelled, f"{known.brief} made {label}")

    async def action_boundary(self, side: str, direction: int) -> None:
        """Move the start or the end of the tag by a word."""
        known = self._current_annotation()
        place = self._place_of(known) if known is not None else None
        if known is None or place is None:
            return
        span, displacement = place
        move = self.motions.move_start if side == "start" else self.motions.move_end
        moved = move(select(*span), direction)
        if moved.span == span:
            self.tell("It can't go further.")
            return

        def moved_to(annotation: Annotation) -> Annotation:
            return respan(annotation, self.article, Span(*moved.span), displacement)

        await self._step(self._session.revise, moved_to, f"boundary of {known.brief}")

    def _place_of(self, known: Annotation) -> tuple[Span, int] | None:
        """Give where a tag stands in the present text, and how far it has moved; None if unsure."""
        if (placed := self.view.tags.by_id.get(known.id)) is not None:
            return (placed.span, placed.displacement) if placed.is_anchored else None
        return (known.span, 0) if self._session.suggestion_of(known) is not None else None

    def action_memo(self) -> None:
        """Write a memo on the tag."""
        from tui.screens.prompts import LinePrompt

        if (known := self._current_annotation()) is None:
            return
        if self._session.suggestion_of(known) is not None:
            self.tell("It is only suggested: accept it first.")
            return

        def write(memo: str | None) -> None:
            if memo is not None and memo != known.memo:
                self.follow_up(self._write_memo(known, memo))

        self.app.push_screen(LinePrompt(f"Memo on {known.brief}:", known.memo), write)

    async def _write_memo(self, known: Annotation, memo: str) -> None:
        def with_memo(annotation: Annotation) -> Annotation:
            return replace(annotation, memo=memo)

        change, what = self.workspace.change, f"memo on {known.brief}"
        await self.saved(self.services.in_turn(change, known.article, known.id, with_memo, what))
        self._show_item()

    def action_scroll(self, direction: int) -> None:
        """Read what stands around the tag."""
        self.pane.scroll_relative(y=3 * direction, animate=False)

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
            await super().action_undo()
            return
        self._is_over = False
        self.services.changed(self.article.id)
        self.tell(f"Undone: {what}", part="good")
        self._show_item()

    def follow(self, change: Change) -> None:
        """Show what an undo or a redo from outside this sitting has changed."""
        self._start_anew(again=False)
        for document in change.documents("review"):
            self._session.return_to(str(document["annotation"]))
        self._show_item()

    def _current_annotation(self) -> Annotation | None:
        item: Item | None = self._session.current
        return self._session.annotation(item) if item else None

    def article_changed(self, article: str) -> None:
        """Show the tag as it is now, if someone has changed it."""
        if article == self.article.id and self.is_current:
            self._show_item()

    def text_changed(self, article: str) -> None:
        """Show the tag in the text that the article's file has now."""
        if article != self.article.id:
            return
        try:
            read = self.workspace.read_again(article)
        except ProblemError as error:
            self.tell_problem(error.problem)
            return
        if read.text == self.article.text:
            return
        self._take_article(article)
        self._show_item()
        self.tell("The article has changed on the disk.")

    async def _step(self, step: Callable[..., object], *given: object) -> None:
        """Take a step of the session, off the screen's thread, and show where it leads."""
        item = self._session.current
        if item is None:
            return
        try:
            await self.services.in_turn(step, *given)
        except (OSError, ProblemError) as error:
            self.tell(f"Not saved: {reason(error)}. What was saved before is safe.", part="error")
        self.services.changed(item.article)
        if self.is_attached:
            self._show_item()


def open_session(workspace: Workspace, queue: Queue, *, again: bool = False) -> ReviewSession:
    """Start or resume a session on a workspace.

    Raises:
        ProblemError: what has been marked can't be read.
    """
    return ReviewSession(
        workspace.annotations,
        list(workspace.corpus),
        queue=queue,
        again=again,
        history=workspace.history,
        proposals=workspace.proposals(),
    )


async def review(screen: WorkScreen, workspace: Workspace, queue: Queue) -> None:
    """Open a review session over a screen, or tell on it why there can be none."""
    try:
        if queue.suggested:  # every article is read for it
            screen.tell(f"Looking for {queue} …")
            session = await asyncio.to_thread(open_session, workspace, queue)
        else:
            session = open_session(workspace, queue)
    except ProblemError as error:
        screen.tell_problem(error.problem)
        return
    screen.app.push_screen(ReviewScreen(workspace, session, queue))


def _clean(definition: str) -> str:
    return "\n".join(map(one_line, definition.splitlines()))


def _summary(session: ReviewSession) -> Iterator[Line]:
    from tui.screens.page import Line

    what = "suggestion" if session.is_of_suggestions else "tag"
    yield Line(f"{session.done} {what}{'s' if session.done != 1 else ''} reviewed")
    for verdict, count in sorted(session.verdicts.items()):
        yield Line(PAST_TENSE[verdict], str(count))
    if session.reasons:
        yield Line("Reasons for rejecting", is_heading=True)
        for reason, count in session.reasons.most_common():
            yield Line(reason, str(count))
