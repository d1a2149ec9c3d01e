"""The reader: one article, what it mentions, and the passages that are tagged in it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import replace

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal

from store.annotations import Annotation, Said
from store.article import Article
from store.citation import cite
from store.extract.findings import Extraction, Speaker
from store.history import Change
from store.lines import Document, new_id, now
from store.problem import ProblemError
from store.readers.metadata import parse_date
from store.span import Span
from store.tagging import attribution_around, tag
from store.workspace import Workspace
from tui.commands import Command, bindings
from tui.screens.article_view import ArticleView
from tui.screens.reading import ReadingScreen
from tui.text.selection import Selection, select
from tui.text.visible import one_line
from tui.widgets.line_list import LineList

_PANEL_FROM = 110
"""Cells of width from which the side panel is shown without being asked for."""


class ReaderScreen(ReadingScreen):
    """Shows an article. The selection comes first, the action second."""

    WHERE = "reader"
    BINDINGS = bindings("reader")
    DEFAULT_CSS = """
    ReaderScreen TextPane { width: 1fr; }
    ReaderScreen #panel { width: 36; display: none; border-left: solid $panel; }
    ReaderScreen #panel.shown { display: block; }
    ReaderScreen #context { background: $surface; }
    """

    def __init__(self, workspace: Workspace, article: Article) -> None:
        super().__init__(workspace, article)
        self.panel = LineList(id="panel")
        self._panel_is_wanted: bool | None = None
        self._extraction: Future[Extraction] | None = None
        self.bind_labels()

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield self.header
        with Horizontal(id="body"):
            yield self.pane
            yield self.panel
        yield self.context
        yield self.status

    def on_mount(self) -> None:
        """Show the text at once; what it mentions follows."""
        self._show_article()

    def on_resize(self) -> None:
        """Show the side panel where there is room for it."""
        self._show_panel()

    def label_commands(self) -> Iterator[Command]:
        """Give a command for each label of the codebook."""
        return self.commands_for(self.workspace.codebook.labels)

    def is_possible(self, command: Command) -> bool:
        """Say whether a command would do something now."""
        if command.action.startswith("quotation"):
            return bool(self.passages.quotations)
        if command.action.startswith("mention"):
            return bool(self.view.mentions)
        return super().is_possible(command)

    # Showing

    def _show_article(self, selection: Selection | None = None) -> None:
        self._place_tags()
        self.load(selection)
        self._extraction = self.services.in_background(self.workspace.extract, self.article)
        self.run_worker(self._show_found(self._extraction))
        self._show_panel()
        self.show_status()

    async def _show_found(self, extraction: Future[Extraction]) -> None:
        view = self.view
        view.found = await asyncio.wrap_future(extraction)
        if view is self.view and self.is_attached:
            self.draw()

    def _place_tags(self) -> None:
        try:
            self.view.placed = self.workspace.annotations.placed(self.article)
        except ProblemError as error:
            self.tell_problem(error.problem)

    def draw(self) -> None:
        """Draw the highlights, the side panel and the bars as things are now."""
        super().draw()
        self.panel.show(self.view.panel_rows(), self.view.looks, self.panel.cursor)

    def _show_panel(self) -> None:
        wanted = self._panel_is_wanted
        shown = self.size.width >= _PANEL_FROM if wanted is None else wanted
        if not shown and self.focused is self.panel:
            self.pane.focus()
        self.panel.set_class(shown, "shown")
        self.panel.show(self.view.panel_rows(), self.view.looks, self.panel.cursor)

    def action_panel(self) -> None:
        """Show or hide the side panel."""
        self._panel_is_wanted = not self.panel.has_class("shown")
        self._show_panel()

    def action_panel_focus(self) -> None:
        """Go to the side panel, which opens if it has to, or back to the text."""
        if self.focused is self.panel:
            self.pane.focus()
        else:
            self._panel_is_wanted = True
            self._show_panel()
            self.panel.focus()

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Jump to what the row stands for: the next of its places, or the first again."""
        if isinstance(event.value, tuple) and event.value:
            places: list[Span] = sorted(event.value)
            here = self.selection.span
            later = [place for place in places if place > here]
            self.go(select(*(later or places)[0]))

    # Tagging

    def action_tag(self, position: int) -> None:
        """Tag the selection with the label at a position of the codebook."""
        label = self.workspace.codebook.labels[position].name
        span, me = self.selected, self.workspace.annotations.annotator
        for placed in self.view.placed:
            known = placed.annotation
            if placed.span == span and known.label == label and known.annotator == me:
                self.tell(f"This passage is tagged as {label} already; x removes the tag.")
                return
        if not span.of(self.article.text).strip():
            self.tell("There is nothing here to tag.")
            return
        self.view.pending.append((span, label))
        self.draw()
        # From here on the tag is in the queue, and is saved even if the reader is left at once.
        saving = self.services.in_turn(self._make_tag, self.article, span, label, self._extraction)
        self.run_worker(self._show_tag(saving, self.view, (span, label)))

    def _make_tag(
        self, article: Article, span: Span, label: str, extraction: Future[Extraction] | None
    ) -> Annotation:
        """Make a tag and save it, off the screen's thread; it takes along what was found there."""
        workspace = self.workspace
        made = tag(
            article,
            span,
            label,
            annotator=workspace.annotations.annotator,
            codebook=workspace.codebook,
            found=extraction.result() if extraction else None,
        )
        what = f"{label} on {_quoted(made)}"
        workspace.history.save(article.id, what, {made.id: made.document()})
        return made

    async def _show_tag(
        self, saving: Awaitable[Annotation], view: ArticleView, pending: tuple[Span, str]
    ) -> None:
        made = await self.saved(saving)
        view.pending.remove(pending)
        self._show_tags()
        if made is None:
            return
        if self.workspace.corpus.is_there(made.article):
            who = f" · {made.speaker.value}" if made.speaker else ""
            self.tell(f"Saved: {made.label} on {_quoted(made)}{who}", part="good")
        else:
            what = "the article's file has gone from the disk; its tags are kept"
            self.tell(f"Saved, but {what}.", part="error")

    async def _save_tag(self, what: str, documents: Mapping[str, Document | None]) -> bool:
        return await self.save(self.article.id, what, documents) is not None

    def _show_tags(self) -> None:
        self._place_tags()
        if self.is_attached:
            self.draw()

    def _own_tag_here(self) -> Annotation | None:
        """Give the tag that a command at the caret means: the smallest, the newest, one's own."""
        me = self.workspace.annotations.annotator
        here = [placed.annotation for placed in self.view.tags_at(self.selection.caret)]
        own = [annotation for annotation in here if annotation.annotator == me]
        if here and not own:
            self.tell(f"The tag here is {here[0].annotator}'s, not yours.")
        elif not here:
            self.tell("There is no tag at the caret: t goes to the next one.")
        # The tag that is selected exactly is meant before a smaller one at its start.
        exact = [annotation for annotation in own if annotation.span == self.selected]
        return next(iter(exact or own), None)

    def action_remove(self) -> None:
        """Remove the tag at the caret."""
        if (known := self._own_tag_here()) is not None:
            what = f"remove {known.label} on {_quoted(known)}"
            history = self.workspace.history
            saving = self.services.in_turn(history.save, self.article.id, what, {known.id: None})
            self.run_worker(self._show_removed(saving, known))

    async def _show_removed(self, saving: Awaitable[Change], known: Annotation) -> None:
        if await self.saved(saving) is not None:
            self.tell(f"Removed: {known.label} on {_quoted(known)}. u brings it back.")
        self._show_tags()

    @work
    async def action_memo(self) -> None:
        """Write a memo on the tag at the caret."""
        from tui.screens.prompts import LinePrompt

        if (known := self._own_tag_here()) is not None:
            prompt = LinePrompt(f"Memo on {known.label}, {_quoted(known)}:", known.memo)
            memo = await self.app.push_screen_wait(prompt)
            if memo is not None and memo != known.memo:
                await self._change(known, replace(known, memo=memo), "memo")

    @work
    async def action_attributes(self) -> None:
        """Set the attributes of the tag at the caret."""
        from tui.screens.prompts import AttributesPrompt

        if (known := self._own_tag_here()) is None:
            return
        attributes = {
            attribute.name: attribute.values
            for attribute in self.workspace.codebook.label(known.label).attributes
        }
        attributes |= {name: () for name in known.attributes if name not in attributes}
        if not attributes:
            self.tell(f"The codebook gives {known.label} no attributes.")
            return
        prompt = AttributesPrompt(f"{known.label}: {_quoted(known)}", attributes, known.attributes)
        values = await self.app.push_screen_wait(prompt)
        if values is not None and values != dict(known.attributes):
            await self._change(known, replace(known, attributes=values), "attributes")

    @work
    async def action_point(self) -> None:
        """Point the tag at the caret to another speaker."""
        from tui.screens.prompts import ChoicePrompt

        if (known := self._own_tag_here()) is None:
            return
        speakers = self.view.found.speakers
        answers = [*(speaker.name for speaker in speakers), "no one: the article itself"]
        prompt = ChoicePrompt(f"Who says {_quoted(known)}?", answers)
        position = await self.app.push_screen_wait(prompt)
        if position is None:
            return
        said = _nearest_mention(speakers[position], known) if position < len(speakers) else None
        await self._change(known, replace(known, speaker=said), "speaker")

    async def _change(self, known: Annotation, changed: Annotation, what: str) -> None:
        changed = replace(changed, modified=now())
        step = f"{what} of {known.label} on {_quoted(known)}"
        if await self._save_tag(step, {known.id: changed.document()}):
            self.tell(f"Saved: {step}", part="good")
        self._show_tags()

    # The rest

    @work
    async def action_copy(self) -> None:
        """Copy the passage with its source."""
        attribution = attribution_around(self.selected, self.view.found.attributions)
        way = await self.services.copy(cite(self.article, self.selected, attribution))
        passage = _short(self.selected.of(self.article.text))
        self.tell(f"Copied {way}: {passage}", part="good")

    @work
    async def action_publication(self) -> None:
        """Set the article's publication date, on which the values of its dates depend."""
        from tui.screens.prompts import LinePrompt

        question = "Published on (YYYY-MM-DD):"
        prompt = LinePrompt(question, self.article.published or "", check=_date_fault)
        answer = await self.app.push_screen_wait(prompt)
        published = parse_date(answer) if answer else None
        if published is None or published == self.article.published:
            return
        me = self.workspace.annotations.annotator
        document = {
            "type": "published",
            "article": self.article.id,
            "published": published,
            "annotator": me,
        }
        if await self._save_tag(f"published {published}", {new_id(): document}):
            self.tell(f"Saved: published on {published}", part="good")
            self._reread()

    def _reread(self) -> None:
        """Take the article anew: its publication date has changed."""
        try:
            article = self.workspace.read(self.article.id)
        except ProblemError:
            published = self.workspace.annotations.published(self.article.id)
            article = replace(self.article, published=published, published_from="given")
        selection = self.selection
        self.take(article)
        self._show_article(selection)

    def follow(self, change: Change) -> None:
        """Show what an undo has changed, in whichever article it is."""
        if change.article != self.article.id:
            try:
                self.take(self.workspace.read(change.article))
            except ProblemError as error:
                self.tell_problem(error.problem)
                return
            self._show_article()
        elif any(
            _is_published(document)
            for document in (*change.before.values(), *change.after.values())
        ):
            self._reread()
        self._show_tags()
        for document in (*change.before.values(), *change.after.values()):
            if document and document.get("type") == "annotation":
                self.go(select(document["start"], document["end"]))
                return


def _is_published(document: Document | None) -> bool:
    return document is not None and document.get("type") == "published"


def _nearest_mention(speaker: Speaker, known: Annotation) -> Said:
    mention = min(speaker.mentions, key=lambda span: abs(span.start - known.start))
    return Said(speaker.name, *mention, origin="human")


def _date_fault(answer: str) -> str | None:
    if not answer.strip() or parse_date(answer):
        return None
    return f"“{answer}” is no day of the calendar; write it as 2022-03-02"


def _quoted(annotation: Annotation) -> str:
    return _short(annotation.quote)


def _short(text: str) -> str:
    """Show a passage in a few words."""
    line = one_line(text).strip('“”"')
    return f"“{line if len(line) <= 32 else line[:31].rstrip() + '…'}”"
