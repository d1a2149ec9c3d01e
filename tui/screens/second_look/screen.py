"""The blind second look: what is to tag here, asked without telling what one chose before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace

from textual.app import ComposeResult

from hedgerow.store.corpus import Article
from hedgerow.store.extract import Extraction
from hedgerow.store.journal import Change, ConflictError
from hedgerow.store.problem import ProblemError
from hedgerow.store.second_look import SecondLook, SecondLookPlace, SecondLookSample
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag
from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import Command, bindings, commands_of
from hedgerow.tui.screens.article.extracting import found_by_now
from hedgerow.tui.screens.article.session_screen import SessionScreen
from hedgerow.tui.screens.base.label_commands import bind_labels, commands_of_labels
from hedgerow.tui.screens.base.services import reason
from hedgerow.tui.screens.second_look.blind_view import BlindView
from hedgerow.tui.screens.second_look.ending import SecondLookEnding
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Piece

_SEEKING = ("search", "match", "mention")


def _moving() -> Iterator[Command]:
    """Give the reader's commands that move and select; the space key skips here."""
    for command in commands_of("reader"):
        if command.group in ("Move", "Select") or command.name in _SEEKING:
            keys = tuple(key for key in command.keys if key != "space")
            yield replace(command, keys=keys, hint="")


class SecondLookScreen(SessionScreen[SecondLookPlace]):
    """Asks of one place after the other what is to tag there. Where it is left, it goes on."""

    WHERE = "second_look"
    BINDINGS = [*bindings("second_look"), *bindings(of=_moving())]
    DEFAULT_CSS = "SecondLookScreen TextPane { width: 1fr; height: 1fr; }"

    def __init__(self, workspace: Workspace, session: SecondLook, sample: SecondLookSample) -> None:
        """Show a session; `second_look` opens one."""
        super().__init__(workspace)
        self._session = session
        self._ending = SecondLookEnding(
            self,
            sample,
            session=lambda: self._session,
            take_session=self.take_session,
            undo=self.action_undo,
        )
        bind_labels(self._bindings, self.label_commands())

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield self.header
        yield self.pane
        yield self.context
        yield self.status

    def take(self, article: Article) -> None:
        """Work on an article, of which no tag is looked up."""
        super().take(article)
        me = self.workspace.annotations.annotator
        self.view = self._blind = BlindView(article, self.workspace.codebook, me)

    def commands(self) -> Iterator[Command]:
        """Give all commands that work here."""
        yield from self.label_commands()
        yield from commands_of(self.WHERE)
        yield from _moving()
        yield from commands_of("everywhere")

    def label_commands(self) -> Iterator[Command]:
        """Give a command for each label of the codebook."""
        labels = self.workspace.codebook.labels
        return commands_of_labels(labels, self.WHERE, does="Choose the selection as")

    def is_possible(self, command: Command) -> bool:
        """Say whether a command would do something now; tags of before have no part in it."""
        if command.action == "undo":
            return self._session.can_undo
        if command.action in ("finish_place", "nothing"):
            is_begun = bool(self._session.answers_here)
            return self._session.current is not None and is_begun == (command.action != "nothing")
        if command.where == self.WHERE:
            return self._session.current is not None
        return super().is_possible(command)

    def hinted_commands(self) -> Iterator[Command]:
        """Say first how to go on from a place in which something was chosen."""
        yield from sorted(super().hinted_commands(), key=lambda one: one.action != "finish_place")

    # Showing

    @property
    def current(self) -> SecondLookPlace | None:
        """The place to look at; None when all are done."""
        return self._session.current

    def show_here(self, here: SecondLookPlace) -> bool:
        """Show a place; give False where its tag or its passage has gone."""
        self.show_article(here.article)
        place = self._session.place_in(self.article)
        if place is None:
            return False
        self._blind.asked = place.shown
        self._blind.chosen = [
            (answer.label, answer.span)
            for answer in self._session.answers_here
            if answer.label is not None and answer.span is not None
        ]
        self.action_back_to_place()
        self.draw()
        return True

    def pass_over(self, here: SecondLookPlace) -> None:  # noqa: ARG002 - it is the current one
        """Take a place out that can't be shown."""
        self._session.drop()

    def show_header(self) -> None:
        """Show how far the second look has come, and which article this is."""
        session = self._session
        skipped = f" · {session.skipped} skipped" if session.skipped else ""
        more = " · several here" if session.is_for_more else ""
        chosen = f" · {len(session.answers_here)} chosen here" if session.answers_here else ""
        where = " · ".join(filter(None, (self.article.outlet, self.article.published)))
        self.header.show(
            [
                Piece("Second look ", "title"),
                Piece(one_line(self.article.title)),
                Piece(one_line(f"  {where}") if where else "", "muted"),
            ],
            [Piece(f"  {session.done}/{len(session.places)}{skipped}{more}{chosen}", "key")],
        )

    def show_context(self) -> None:
        """Say what is asked, and what is selected."""
        passage = one_line(self.selected.of(self.article.text))
        self.context.show(
            [Piece("What is to tag in the lines marked ›?  ", "muted"), Piece(passage)]
        )

    # Answers

    async def action_tag(self, position: int) -> None:
        """Choose the selected passage, with the label at a position of the codebook."""
        self.take_count()
        span, article = self.selected, self.article
        if not span.overlaps(self._blind.asked) or not span.of(article.text).strip():
            self.tell("Choose a passage in the lines marked ›; o goes back there.")
            return
        label = self.workspace.codebook.labels[position].name
        if any(one.label == label and one.span == span for one in self._session.answers_here):
            self.tell("You have chosen that here already; enter goes on.")
            return
        await self._step(self._choose, article, span, label, self.extracting.extraction)

    def _choose(
        self, article: Article, span: Span, label: str, extraction: Future[Extraction] | None
    ) -> Change:
        """Keep an answer with the attributes that a tag would take along."""
        workspace = self.workspace
        made = tag(
            article,
            span,
            label,
            annotator=self._session.annotator,
            codebook=workspace.codebook,
            found=found_by_now(workspace, article, span.start, extraction) if extraction else None,
        )
        return self._session.choose(article, label, made)

    async def action_nothing(self) -> None:
        """Say that nothing is to tag here."""
        if self._session.answers_here:
            self.tell("You have chosen something here: enter goes on, u takes it back.")
            return
        await self._step(self._session.choose_nothing, self.article)

    async def action_skip(self) -> None:
        """Leave the place for the end."""
        await self._step(self._session.skip)

    async def action_more(self) -> None:
        """Stay here after the next answer."""
        await self._step(self._session.stay_for_more)
        self.tell("Stays here after your next answer; enter goes on.")

    async def action_finish_place(self) -> None:
        """Go on from a place in which something was chosen."""
        if self._session.answers_here:
            await self._step(self._session.finish_place)
        else:
            self.tell("Select a passage and press its label's key, or x for nothing here.")

    def action_back_to_place(self) -> None:
        """Select the first sentence of what is set off."""
        self.go(self.motions.at(self._blind.asked.start))

    async def _step(self, step: Callable[..., object], *given: object) -> bool:
        return self._session.current is not None and await self.step(step, *given)

    async def action_undo(self) -> None:
        """Take back the last answer of a second look, never anything else."""
        before = self._session.skipped
        change = await self._back_or_forth(self._session.undo)
        if change is None and self._session.skipped == before:
            self.tell("Nothing to undo in this second look.")

    async def action_redo(self) -> None:
        """Give the answer again that was undone last, never anything else."""
        if await self._back_or_forth(self._session.redo) is None:
            self.tell("Nothing to redo in this second look.")

    async def _back_or_forth(self, step: Callable[[], Change | None]) -> Change | None:
        try:
            change = await self.services.in_turn(step)
        except ConflictError:
            self.tell("Not undone: someone else has changed the same since.", part="error")
            return None
        except (OSError, ProblemError) as error:
            self.tell(f"Not undone: {reason(error)}", part="error")
            return None
        if self.is_attached:
            self.show_current()
        return change

    # The end

    def take_session(self, session: SecondLook) -> None:
        """Go on with another session."""
        self._session = session
        self.go_on_anew()

    def end(self) -> None:
        """Say how far one agrees with oneself, or ask what else there is to look at."""
        self._ending.end()
