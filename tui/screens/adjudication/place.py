"""A place where annotators differ, in its context, and the tag that is edited to stand there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Vertical

from hedgerow.store.adjudication import (
    NO_TAG,
    AdjudicationSession,
    MarkedPlace,
    decision_in_words,
    in_present_text,
)
from hedgerow.store.annotations import Annotation
from hedgerow.store.corpus import Article
from hedgerow.store.extract import Extraction
from hedgerow.store.span import Span
from hedgerow.store.tagging import relabel, respan
from hedgerow.store.workspace import Workspace
from hedgerow.tui.screens.adjudication.columns import columns_of
from hedgerow.tui.screens.article.reading import ReadingScreen
from hedgerow.tui.screens.article.whose import Shown
from hedgerow.tui.text.selection import select
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Bar, Piece
from hedgerow.tui.widgets.columns import Columns


class PlaceScreen(ReadingScreen):
    """Shows the current place of a session; what is decided there, the screen built on it adds.

    `draft` is the tag that is being edited, `why` the reason that is written so far.
    """

    DEFAULT_CSS = """
    PlaceScreen TextPane { width: 1fr; height: 1fr; }
    PlaceScreen #news { display: none; background: $surface; }
    PlaceScreen #news.shown { display: block; }
    """

    def __init__(self, workspace: Workspace, session: AdjudicationSession) -> None:
        nothing = Article(id="", text="", title="", path=workspace.corpus.path)
        super().__init__(workspace, nothing)
        self.session = session
        self.why = ""
        self.draft: Annotation | None = None
        self._columns = Columns(id="sides")
        self._news = Bar(id="news")

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield self.header
        with Vertical(id="body"):
            yield self.pane
            yield self._news
            yield self._columns
        yield self.context
        yield self.status

    def on_resize(self) -> None:
        """Give the sides no more than their part of the screen."""
        self._columns.highest = max(5, self.size.height * 2 // 5)
        self.show_sides()

    # Showing

    def show_place(self, place: MarkedPlace) -> None:
        """Show a place.

        Raises:
            ProblemError: its article can't be read.
        """
        self.draft = None
        if place.article != self.article.id:
            self._take_article(place.article)
        self.view.placed = list(place.tags.values())
        self._select(place.span)
        self.draw()
        self._show_news(place)
        self.show_sides()

    def show_nothing(self) -> None:
        """Show that there is no place left."""
        self.draft = None
        self._news.remove_class("shown")
        self._columns.show([])
        self.show_header()
        self.show_context()
        self.show_status()

    def _take_article(self, article: str) -> None:
        self.take(self.workspace.read(article))
        self.view.shown = Shown(None, self.session.annotators)
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
        if self.draft is None:
            self.go(select(span.start, span.start))

    def _show_news(self, place: MarkedPlace) -> None:
        """Say what was decided there before, and why it is offered again."""
        self._news.set_class(bool(place.before), "shown")
        if not place.before:
            return
        last = max(place.before, key=lambda one: one.at)
        keys = [one.id for one in last.originals]
        was = "; ".join(
            f"{one.annotator}’s {decision_in_words(last, one.id)}" for one in last.originals[:2]
        )
        if place.news:
            text = f"Offered again: {place.news}. It was decided: {was if keys else 'nothing'}."
        else:
            text = f"Decided: {was}. Deciding again takes its place."
        self._news.show_text(one_line(text), "error" if place.news else "good")

    def show_sides(self) -> None:
        """Show what each has there, what is edited, and the keys that work now."""
        place = self.session.current
        if place is None:
            self._columns.show([])
            return
        width = max(1, self.size.width // (len(place.annotators) + (self.draft is not None)))
        self._columns.show(columns_of(place, self.draft, width))
        self.show_context()
        self.show_status()

    def show_context(self) -> None:
        """Say in what they differ, and the reason that is written so far."""
        place = self.session.current
        if place is None:
            self.context.show([])
            return
        differs = [one for one in place.differs_in if one != NO_TAG]
        if NO_TAG in place.differs_in:
            differs.insert(0, _nothing(place))
        pieces = [Piece("they differ: ", "muted"), Piece(", ".join(differs), "key")]
        pieces += [Piece("   why: ", "muted")]
        pieces += [Piece(one_line(self.why)) if self.why else Piece("w writes it", "muted")]
        self.context.show(pieces)

    # Editing

    def _edit(self, change_it: Callable[[Annotation], Annotation]) -> None:
        """Change the tag that is being edited; at first that is the first side's."""
        place = self.session.current
        basis = self.draft or (self._tags_here(place)[0] if place and place.tags else None)
        if basis is None:
            self.tell("There is no tag here to edit.")
            return
        self.draft = change_it(basis)
        self._select(self.draft.span)
        self.show_sides()

    def _tags_here(self, place: MarkedPlace) -> list[Annotation]:
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
        """Edit: begin with the first side's tag, or again with the next one's."""
        if (place := self.session.current) is None or not place.tags:
            return
        tags, key = self._tags_here(place), self.draft.id if self.draft else None
        at = next((number for number, one in enumerate(tags) if one.id == key), -1)
        self.draft = tags[(at + 1) % len(tags)]
        self._edit(lambda known: known)

    def action_attributes(self) -> None:
        """Edit: set its attributes."""
        from hedgerow.tui.screens.base.prompts import AttributesPrompt

        place = self.session.current
        if place is None or not place.tags:
            return
        known = self.draft or self._tags_here(place)[0]
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


def _nothing(place: MarkedPlace) -> str:
    if not place.tags:
        return "no tag is left"
    missing = len(place.annotators) - len(place.tags)
    return "one has nothing" if missing == 1 else f"{missing} have nothing"
