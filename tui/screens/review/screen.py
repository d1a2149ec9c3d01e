"""A review session: tags or suggestions, one at a time in their context, a verdict on each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from hedgerow.store.annotations import REASONS, Annotation, Placed, TagNews
from hedgerow.store.corpus import Article
from hedgerow.store.extract import Extraction
from hedgerow.store.journal import Change, ConflictError
from hedgerow.store.problem import ProblemError
from hedgerow.store.review import Item, Queue, ReviewSession
from hedgerow.store.span import Span
from hedgerow.store.tagging import relabel, respan
from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import Command, bindings, commands_of, grouped
from hedgerow.tui.screens.article.reading import ReadingScreen
from hedgerow.tui.screens.base.work import reason
from hedgerow.tui.screens.review.looking import begin_session
from hedgerow.tui.screens.review.notes import notes
from hedgerow.tui.text.cells import fit, width
from hedgerow.tui.text.selection import Selection, select
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Piece

_SIDE_BY_SIDE_FROM = 110
"""Cells of width from which the text and the notes on the tag stand side by side."""

_LEAST_TITLE = 30
"""Cells of a title that are worth more than the outlet and the day."""


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

    def __init__(self, workspace: Workspace, session: ReviewSession) -> None:
        """Show a session; `review` opens one."""
        nothing = Article(id="", text="", title="", path=workspace.corpus.path)
        super().__init__(workspace, nothing)
        self._session = session
        self._news: TagNews | None = None
        self._notes = Static(markup=False)
        self._ahead: Article | None = None  # of the next item, read off the screen's thread
        self._is_over = False
        self._is_stepping = False
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
        if (item := self._session.current) is not None and self.article.id:
            self._show_notes(item)

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
        if command.action in ("queue", "summary"):
            return True
        if command.where == "review" or command.action.startswith("relabel"):
            return self._session.current is not None
        if command.action == "undo":
            return self._session.can_undo or super().is_possible(command)
        return super().is_possible(command)

    # The session

    async def _start_anew(self, queue: Queue, *, again: bool = False) -> bool:
        """Open another session in the place of this one; say whether there is one."""
        session = await begin_session(self, self.workspace, queue, again=again)
        if session is None:
            return False
        self.take_session(session)
        return True

    def take_session(self, session: ReviewSession) -> None:
        """Go on with another session."""
        self._session = session
        self._is_over = False

    def _show_item(self) -> None:
        while (item := self._session.current) is not None:
            try:
                annotation = self._session.annotation(item)
                if annotation is not None:
                    if item.article != self.article.id:
                        self._take_article(item.article)
                    self._show_tag(item, annotation)
                    return
            except ProblemError as error:
                self.tell_problem(error.problem)
            # Its article can't be read, or someone has removed the tag: left out of this sitting.
            self._session.drop()
        self._show_end()

    def _take_article(self, article: str) -> None:
        ahead, self._ahead = self._ahead, None
        is_ahead = ahead is not None and ahead.id == article
        self.take(ahead if ahead is not None and is_ahead else self.workspace.read(article))
        self._place_all_tags()
        self.load()
        self.call_after_refresh(self._look_for_speakers)

    def _look_for_speakers(self) -> None:
        """See who speaks in the article, once its text is on the screen."""
        if self.is_attached:
            extraction = self.services.in_background(self.workspace.extract, self.article)
            self.run_worker(self._show_found(extraction, self.article))

    async def _show_found(self, extraction: Future[Extraction], article: Article) -> None:
        found = await asyncio.shield(asyncio.wrap_future(extraction))
        if article is self.article:
            self.view.found = found
            self.draw()

    def _place_tags(self) -> None:
        """Find where the article's tags stand: those that have changed, where that can be said."""
        changes = self._news.since(self.view.tags.by_id) if self._news is not None else None
        if changes is not None:
            self.view.change_tags(changes)
        else:
            self._place_all_tags()

    def _place_all_tags(self) -> None:
        self._news = TagNews(self.workspace.annotations, self.article)
        self.view.placed = list(self.workspace.place(self.article))

    def _show_tag(self, item: Item, annotation: Annotation) -> None:
        self._place_tags()
        place = self._place_of(annotation)
        if place is not None:
            self.go(select(*place[0]))
        else:
            self.go(select(0, 0))
            self.tell("Its passage is not certain in the present text.", part="error")
        self.draw()
        self._show_notes(item, annotation)

    def _show_notes(self, item: Item, annotation: Annotation | None = None) -> None:
        annotation = annotation or self._session.annotation(item)
        if annotation is None:
            return
        self._notes.update(
            notes(
                self._session,
                item,
                annotation,
                self._placed(annotation),
                self.article,
                self.workspace.codebook.label(annotation.label),
                side_by_side=self.has_class("side-by-side"),
            )
        )

    def _placed(self, annotation: Annotation) -> Placed | None:
        return self.view.tags.by_id.get(annotation.id)

    def _place_of(self, known: Annotation) -> tuple[Span, int] | None:
        """Give where a tag stands in the present text, and how far it has moved; None if unsure."""
        placed = self._placed(known)
        if placed is not None and placed.annotation.span == known.span:
            return (placed.span, placed.displacement) if placed.is_anchored else None
        # It is only suggested, or the reviewer would have another annotator's tag end elsewhere.
        is_there = known.span.of(self.article.text) == known.quote
        return (known.span, 0) if is_there else None

    def _show_end(self) -> None:
        self._notes.update("")
        self.show_header()
        self.show_status()
        if self._is_over:
            return
        self._is_over = True
        if self._session.items:
            self._show_summary("Review done", self._leave_or_go_back, can_undo=True)
        else:
            self._ask_again()

    def _leave_or_go_back(self, goes_back: bool | None) -> None:
        if goes_back:
            self.follow_up(self.action_undo())
        else:
            self.leave()

    def _show_summary(
        self, title: str, then: Callable[[bool | None], None] | None, *, can_undo: bool
    ) -> None:
        from hedgerow.tui.screens.review.pages import SummaryPage

        session, workspace = self._session, self.workspace
        page = SummaryPage(title, session, workspace, self.services, can_undo=can_undo)
        self.app.push_screen(page, then)

    def action_summary(self) -> None:
        """Show what the session has come to so far."""
        self._show_summary("Review so far", None, can_undo=False)

    @work
    async def _ask_again(self) -> None:
        from hedgerow.tui.screens.base.prompts import ChoicePrompt

        queue = self._session.queue
        answers = ["go back", "choose another queue"]
        if not queue.suggested and queue.verdict == "unreviewed":
            answers.append("review them again")
        prompt = ChoicePrompt(f"There is nothing new to review in {queue}.", answers)
        answer = await self.app.push_screen_wait(prompt)
        if answer == 1:
            self.action_queue()
        elif answer == 2 and await self._start_anew(queue, again=True):
            if self._session.items:
                self._show_item()
                return
            self.tell("You have no such tags.")
            self.leave()
        else:
            self.leave()

    def action_queue(self) -> None:
        """Build another queue, beginning with this one."""
        from hedgerow.tui.screens.review.queue import QueueScreen

        building = QueueScreen(self.workspace, self._session.queue)

        def begin(_: None) -> None:
            if building.session is not None:
                self.take_session(building.session)
                self._show_item()
            elif self._session.current is None:
                self.leave()

        self.app.push_screen(building, begin)

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

    # Verdicts

    async def action_accept(self) -> None:
        """Accept the tag, or go on from one that was revised."""
        await self._step(self._session.judge, "accept")

    def action_reject(self) -> None:
        """Reject the tag, with a reason."""
        from hedgerow.tui.screens.base.prompts import ChoicePrompt, LinePrompt

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

    async def action_boundary(self, side: str, direction: int, unit: str = "word") -> None:
        """Move the start or the end of the tag by a word, or by a character."""
        known = self._current_annotation()
        place = self._place_of(known) if known is not None else None
        if known is None or place is None:
            return
        span, displacement = place
        moved = self._mover(side, unit)(select(*span), direction)
        if moved.span == span:
            self.tell("It can't go further.")
            return

        def moved_to(annotation: Annotation) -> Annotation:
            return respan(annotation, self.article, Span(*moved.span), displacement)

        await self._step(self._session.revise, moved_to, f"boundary of {known.brief}")

    def _mover(self, side: str, unit: str) -> Callable[[Selection, int], Selection]:
        if unit == "word":
            return self.motions.move_start if side == "start" else self.motions.move_end
        return self.motions.shift_start if side == "start" else self.motions.shift_end

    @work
    async def action_alike(self) -> None:
        """Show what has the same words and the same label, and accept all of it as one step."""
        from hedgerow.tui.screens.review.pages import AlikePage

        if self._session.current is None:
            return
        session, items = self._session, self._session.identical()
        if len(items) < 2:
            self.tell("Nothing else to review has the same words and the same label.")
            return
        alike = await asyncio.to_thread(lambda: list(map(session.annotation, items)))
        page = AlikePage(self.workspace, filter(None, alike))
        if await self.app.push_screen_wait(page):
            await self._step(session.accept_all, items)
            self.tell(f"Accepted {len(items):,} alike; u takes all of it back.", part="good")

    async def action_difficult(self) -> None:
        """Flag the tag as difficult, or take the flag off."""
        await self._step(self._session.flag)

    def action_memo(self) -> None:
        """Write a memo on the tag."""
        from hedgerow.tui.screens.base.prompts import LinePrompt

        if (known := self._current_annotation()) is None:
            return
        if self._session.suggestion_of(known) is not None:
            self.tell("It is only suggested: accept it first.")
            return

        item, is_own = self._session.current, self._session.is_own(known)
        before = known.memo if is_own or item is None else self._session.remarks_on(item).memo
        question = f"Memo on {known.brief}:" if is_own else f"Your memo on {known.annotator}’s tag:"

        def write(memo: str | None) -> None:
            if memo is None or memo == before:
                return
            if is_own:
                self.follow_up(self._write_memo(known, memo))
            else:
                self.follow_up(self._step(self._session.note, memo))

        self.app.push_screen(LinePrompt(question, before), write)

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
        self._tell_others(self.article.id)
        self.tell(f"Undone: {what}", part="good")
        self._show_item()

    def follow(self, change: Change) -> None:
        """Show what an undo or a redo from outside this sitting has changed."""
        self.follow_up(self._follow(change))

    async def _follow(self, change: Change) -> None:
        if not await self._start_anew(self._session.queue):
            return
        for document in change.documents("review"):
            self._session.return_to(str(document["annotation"]))
        self._show_item()

    def _current_annotation(self) -> Annotation | None:
        item: Item | None = self._session.current
        return self._session.annotation(item) if item else None

    def article_changed(self, article: str) -> None:
        """Show the tag as it is now, if someone has changed it."""
        if article == self.article.id and self.is_current and not self._is_stepping:
            self._show_item()

    def _tell_others(self, article: str) -> None:
        """Let the other screens know of a change; this one shows it anyway."""
        self._is_stepping = True
        self.services.changed(article)
        self._is_stepping = False

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
        session = self._session

        def taken() -> None:
            step(*given)
            session.look_ahead()
            following = session.current
            if following is not None and following.article != item.article:
                with suppress(ProblemError):  # showing it tells
                    self._ahead = self.workspace.read(following.article)

        try:
            await self.services.in_turn(taken)
        except (OSError, ProblemError) as error:
            self.tell(f"Not saved: {reason(error)}. What was saved before is safe.", part="error")
        self._tell_others(item.article)
        if self.is_attached:
            self._show_item()


def _time(minutes: float) -> str:
    """Say how long something takes, in words as short as they may be."""
    if minutes < 1:
        return "less than a minute"
    hours, rest = divmod(round(minutes), 60)
    return f"{hours} h {rest:02} min" if hours else f"{rest} min"
