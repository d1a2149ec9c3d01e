"""Adjudication: the places where annotators differ, side by side in their context, one by one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical

from store.adjudication import BOTH, EDITED, NEITHER, in_present_text, side, told
from store.adjudication_session import AdjudicationSession
from store.annotations import Annotation
from store.article import Article
from store.disagreements import NOTHING, Place
from store.extract.findings import Extraction
from store.problem import Problem, ProblemError
from store.span import Span
from store.tagging import relabel, respan
from store.trail import Change
from store.workspace import Workspace
from tui.commands import Command, bindings, commands_of, grouped
from tui.screens.adjudication_columns import columns_of
from tui.screens.reading import ReadingScreen
from tui.screens.whose import Shown
from tui.screens.work import WorkScreen, reason
from tui.text.selection import select
from tui.text.visible import one_line
from tui.widgets.bar import Bar, Piece
from tui.widgets.columns import Columns

if TYPE_CHECKING:
    from tui.screens.page import Line

_KEYS_OF_SIDES = 9


class AdjudicationScreen(ReadingScreen):
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
        nothing = Article(id="", text="", title="", path=workspace.corpus.path)
        super().__init__(workspace, nothing)
        self._session = session
        self._columns = Columns(id="sides")
        self._news = Bar(id="news")
        self._why = ""
        self._draft: Annotation | None = None
        self._is_over = self._is_deciding = False
        self.bind_labels()

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield self.header
        with Vertical(id="body"):
            yield self.pane
            yield self._news
            yield self._columns
        yield self.context
        yield self.status

    def on_mount(self) -> None:
        """Show the first place that is open."""
        self._show_place()

    def on_resize(self) -> None:
        """Give the sides no more than their part of the screen."""
        self._columns.highest = max(5, self.size.height * 2 // 5)
        self._show_sides()

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
        for at, name in enumerate(self._session.annotators):
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
        if self._draft is None:
            yield from self.side_commands()
            yield from groups["Decide"]
        yield from groups["Edit"] if self._draft is not None else ()
        yield from self.label_commands()
        yield from groups["Edit"] if self._draft is None else ()
        yield from groups["Look"]

    def is_possible(self, command: Command) -> bool:
        """Say whether a command would do something now."""
        place = self._session.current
        if command.action == "accept_agreed":
            return bool(self._session.agreed)
        if command.action == "decide('both')":
            return place is not None and len(place.tags) > 1
        if command.action in ("decide('edited')", "other_side"):
            return self._draft is not None
        if command.where == "adjudication" and command.group in ("Decide", "Edit"):
            return place is not None
        if command.action == "undo":
            return self._session.can_undo_skip or super().is_possible(command)
        return super().is_possible(command)

    # Showing

    def _show_place(self) -> None:
        """Show the place to decide on, or that there is none."""
        self._draft = None
        while (place := self._session.current) is not None:
            try:
                if place.article != self.article.id:
                    self._take_article(place.article)
            except ProblemError as error:
                self.tell_problem(error.problem)
                self._session.refresh(place.article)  # its places are left out now
                continue
            self._is_over = False
            self.view.placed = list(place.tags.values())
            self._select(place.span)
            self.draw()
            self._show_news(place)
            self._show_sides()
            return
        self._show_end()

    def _take_article(self, article: str) -> None:
        self.take(self.workspace.read(article))
        self.view.shown = Shown(None)
        self.load()
        extraction = self.services.in_background(self.workspace.extract, self.article)
        self.run_worker(self._show_found(extraction, self.article))

    async def _show_found(self, extraction: Future[Extraction], article: Article) -> None:
        found = await asyncio.shield(asyncio.wrap_future(extraction))
        if article is self.article:
            self.view.found = found
            self.draw()

    def _select(self, span: Span) -> None:
        """Bring a place into view; only a draft is selected, so that the tags' colours are seen."""
        self.go(select(*span))
        if self._draft is None:
            self.go(select(span.start, span.start))

    def _show_news(self, place: Place) -> None:
        """Say what was decided there before, and why it is offered again."""
        self._news.set_class(bool(place.before), "shown")
        if not place.before:
            return
        last = max(place.before, key=lambda one: one.at)
        keys = [one.id for one in last.originals]
        was = "; ".join(f"{one.annotator}’s {told(last, one.id)}" for one in last.originals[:2])
        if place.news:
            text = f"Offered again: {place.news}. It was decided: {was if keys else 'nothing'}."
        else:
            text = f"Decided: {was}. Deciding again takes its place."
        self._news.show_text(one_line(text), "error" if place.news else "good")

    def _show_sides(self) -> None:
        place = self._session.current
        if place is None:
            self._columns.show([])
            return
        width = max(1, self.size.width // (len(place.annotators) + (self._draft is not None)))
        self._columns.show(columns_of(place, self._draft, width))
        self.show_context()
        self.show_status()

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

    def show_context(self) -> None:
        """Say in what they differ, and the reason that is written so far."""
        place = self._session.current
        if place is None:
            self.context.show([])
            return
        differs = [one for one in place.differs_in if one != NOTHING]
        if NOTHING in place.differs_in:
            differs.insert(0, "one has nothing" if place.tags else "no tag is left")
        pieces = [Piece("they differ: ", "muted"), Piece(", ".join(differs), "key")]
        pieces += [Piece("   why: ", "muted")]
        pieces += [Piece(one_line(self._why)) if self._why else Piece("w writes it", "muted")]
        self.context.show(pieces)

    def _show_end(self) -> None:
        self._news.remove_class("shown")
        self._columns.show([])
        self.show_header()
        self.show_context()
        self.show_status()
        if not self._is_over:
            self._is_over = True
            self._end()

    @work
    async def _end(self) -> None:
        """Offer what all agree on, then say what was decided."""
        from tui.screens.page import PageScreen

        if self._session.agreed and await self._ask_to_accept("Every difference is decided."):
            await self._step(self._session.accept_agreed)
            self._is_over = True
        page = PageScreen("Adjudication done", list(_summary(self._session)), can_undo=True)
        if await self.app.push_screen_wait(page):
            await self.action_undo()
        else:
            self.leave()

    # Deciding

    async def action_take(self, position: int) -> None:
        """Decide for one annotator's side."""
        name = self._session.annotators[position]
        await self._decide(side(position), f"{name}’s side")

    async def action_decide(self, choice: str) -> None:
        """Decide for both sides, for neither, or for the edited tag."""
        place = self._session.current
        if place is None:
            return
        if choice == EDITED and self._draft is None:
            self.tell("Nothing is edited: a label key or , . < > a begins with the first side’s.")
        elif choice == BOTH and len(place.tags) < len(place.annotators[:2]):
            self.tell("Only one has a tag here: its number takes it, x takes none.")
        else:
            words = {BOTH: "both", NEITHER: "neither", EDITED: "edited"}
            await self._decide(choice, words[choice])

    async def _decide(self, choice: str, words: str) -> None:
        if self._session.current is None:
            return
        draft = self._draft if choice == EDITED else None
        if await self._step(self._session.decide, choice, self._why, draft):
            self._why = ""
            self.show_context()
            self.tell(f"Decided: {words}. u takes it back.", part="good")

    def action_why(self) -> None:
        """Write why it is decided so; the reason goes with the next decision."""
        from tui.screens.prompts import LinePrompt

        if self._session.current is None:
            return

        def write(why: str | None) -> None:
            if why is not None:
                self._why = why.strip()
                self.show_context()

        self.app.push_screen(LinePrompt("Why do you decide as you will now?", self._why), write)

    async def action_skip(self) -> None:
        """Leave the place for the end."""
        if self._session.current is not None:
            self._why = ""
            await self._step(self._session.skip)

    @work
    async def action_accept_agreed(self) -> None:
        """Accept every place that all have marked exactly alike, after saying how many."""
        if not self._session.agreed:
            self.tell("There is no place left on which all agree exactly.")
        elif await self._ask_to_accept(""):
            await self._step(self._session.accept_agreed)

    async def _ask_to_accept(self, before: str) -> bool:
        from tui.screens.prompts import ChoicePrompt

        count, names = self._session.agreed, one_line(_names(self._session.annotators))
        places = "1 place is" if count == 1 else f"{count:,} places are"
        question = f"{before} {places} marked exactly alike by {names}.".strip()
        answers = ["accept " + ("it" if count == 1 else "them all, as one step"), "not now"]
        answer: int | None = await self.app.push_screen_wait(ChoicePrompt(question, answers))
        return answer == 0

    @work
    async def action_sides(self) -> None:
        """Choose whose tags are compared."""
        from tui.screens.prompts import ChoicePrompt

        everybody = self._session.everybody
        choices: list[tuple[str, ...]] = [tuple(everybody), *combinations(everybody, 2)]
        if len(everybody) <= len(choices[0][:2]):
            self.tell(f"Only {one_line(_names(everybody))} have tags in this corpus.")
            return
        answers = [_names(names) for names in choices]
        prompt = ChoicePrompt("Whose tags do you want to compare?", answers)
        answer = await self.app.push_screen_wait(prompt)
        if answer is None:
            return
        opening = asyncio.to_thread(open_session, self.workspace, choices[answer])
        try:
            self._session = await opening
        except ProblemError as error:
            self.tell_problem(error.problem)
            return
        self._is_over = False
        self._show_place()

    def action_decisions(self) -> None:
        """See what has been decided so far."""
        from tui.screens.decisions import DecisionsScreen

        self.app.push_screen(DecisionsScreen(self.workspace, self._go_to_decided))

    def _go_to_decided(self, annotations: Collection[str]) -> bool:
        """Offer a place again whose decision was chosen from the list."""
        if not self._session.go_to(annotations):
            return False
        self._show_place()
        return True

    # Editing

    def _edit(self, change_it: Callable[[Annotation], Annotation]) -> None:
        """Change the tag that is being edited; at first that is the first side's."""
        place = self._session.current
        basis = self._draft or (self._tags_here(place)[0] if place and place.tags else None)
        if basis is None:
            self.tell("There is no tag here to edit.")
            return
        self._draft = change_it(basis)
        self._select(self._draft.span)
        self._show_sides()

    def _tags_here(self, place: Place) -> list[Annotation]:
        names = [name for name in place.annotators if name in place.tags]
        return [in_present_text(self.article, place.tags[name]) for name in names]

    def action_relabel(self, position: int) -> None:
        """Edit: give it another label."""
        label = self.workspace.codebook.labels[position].name
        self._edit(lambda known: relabel(known, label, self.workspace.codebook))

    def action_boundary(self, edge: str, direction: int) -> None:
        """Edit: move the start or the end by a word."""
        move = self.motions.move_start if edge == "start" else self.motions.move_end

        def moved(known: Annotation) -> Annotation:
            span = Span(*move(select(*known.span), direction).span)
            return respan(known, self.article, span)

        self._edit(moved)

    def action_other_side(self) -> None:
        """Edit: begin again with the next side's tag."""
        if (place := self._session.current) is None or not place.tags or self._draft is None:
            return
        tags = self._tags_here(place)
        at = next((n for n, one in enumerate(tags) if one.id == self._draft.id), -1)
        self._draft = tags[(at + 1) % len(tags)]
        self._edit(lambda known: known)

    def action_attributes(self) -> None:
        """Edit: set its attributes."""
        from tui.screens.prompts import AttributesPrompt

        place = self._session.current
        if place is None or not place.tags:
            return
        known = self._draft or self._tags_here(place)[0]
        label = self.workspace.codebook.label(known.label)
        attributes = {attribute.name: attribute.values for attribute in label.attributes}
        attributes |= {name: () for name in known.attributes if name not in attributes}
        if not attributes:
            self.tell(f"The codebook gives {one_line(known.label)} no attributes.")
            return

        def set_them(values: dict[str, str] | None) -> None:
            if values is not None and values != dict(known.attributes):
                self._edit(lambda tag: replace(tag, attributes=values))

        self.app.push_screen(AttributesPrompt(known.brief, attributes, known.attributes), set_them)

    # The rest

    def leave(self) -> None:
        """Drop what is being edited; else go back."""
        if self._draft is not None:
            self._show_place()
        else:
            super().leave()

    def action_scroll(self, direction: int) -> None:
        """Read what stands around the place."""
        self.pane.scroll_relative(y=3 * direction, animate=False)

    async def action_undo(self) -> None:
        """Take back the last step, and return to its place."""
        try:
            is_skip = await self.services.in_turn(self._session.undo_skip)
        except (OSError, ProblemError) as error:
            self.tell(f"Not undone: {reason(error)}", part="error")
            return
        if is_skip:
            self._show_place()
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
        before = self._session.current
        for article in articles:
            await self.services.in_turn(self._session.refresh, article)
        if keys:
            self._session.go_to(keys)
        if self.is_attached and (keys or self._session.current != before):
            self._show_place()
        elif self.is_attached:
            self.show_header()

    def text_changed(self, article: str) -> None:
        """Show the place in the text that the article's file has now."""
        if article == self.article.id:
            with_text = self.workspace.read_again
            try:
                with_text(article)
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
            self._show_place()
        return True


def open_session(
    workspace: Workspace, annotators: Sequence[str] = (), label: str | None = None
) -> AdjudicationSession:
    """Find the places where annotators differ.

    Raises:
        ProblemError: what has been marked can't be read, or fewer than two have marked it.
    """
    problems: list[Problem] = []
    session = AdjudicationSession(
        workspace.corpus,
        workspace.read,
        workspace.annotations,
        workspace.history,
        annotators=annotators,
        label=label,
        problems=problems,
    )
    for problem in problems:
        workspace.corpus.tell(problem)
    return session


async def adjudicate(
    screen: WorkScreen,
    workspace: Workspace,
    annotators: Sequence[str] = (),
    *,
    label: str | None = None,
    at: Collection[str] = (),
) -> None:
    """Open an adjudication over a screen, or tell on it why there can be none.

    Args:
        screen: the screen that it is opened from.
        workspace: the corpus; its annotator is the adjudicator.
        annotators: whose tags are compared; all who have any without it.
        label: only places at which somebody has given this label.
        at: ids of annotations; it begins at the place that has one of them.
    """
    screen.tell("Looking for places where annotators differ …")
    try:
        session = await asyncio.to_thread(open_session, workspace, annotators, label)
    except ProblemError as error:
        screen.tell_problem(error.problem)
        return
    screen.end_hint()
    if at:
        session.go_to(at)
    screen.app.push_screen(AdjudicationScreen(workspace, session))


def _names(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def _summary(session: AdjudicationSession) -> Iterator[Line]:
    from tui.screens.page import Line

    places = "1 place" if session.done == 1 else f"{session.done:,} places"
    yield Line(f"{places} decided where {_names(session.annotators)} differ")
    for way, number in session.decisions.most_common():
        yield Line(way, str(number))
    if session.agreed:
        yield Line(f"{session.agreed:,} on which all agree are not accepted yet: A accepts them")
    yield Line("")
    yield Line("`hedgerow export --verdict adjudicated` writes the results with their provenance.")
    yield Line("What was decided is listed by D in the library.")
