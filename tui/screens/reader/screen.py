"""The reader: one article, what it mentions, and the passages that are tagged in it."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal

from hedgerow.store.annotations import Annotation, Placed, Said, find_place_again, in_brief
from hedgerow.store.corpus import Article, parse_date
from hedgerow.store.exchange import cite
from hedgerow.store.extract import Extraction
from hedgerow.store.journal import Change, Document, new_id
from hedgerow.store.problem import ProblemError
from hedgerow.store.processes import Apart, is_long_text
from hedgerow.store.span import Span
from hedgerow.store.tagging import tag, take_along
from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import Command, bindings
from hedgerow.tui.screens.article.article_view import ArticleView
from hedgerow.tui.screens.reader.panel_rows import PanelRows
from hedgerow.tui.screens.reader.whose_tags import WhoseTagsScreen
from hedgerow.tui.text.search import find_all
from hedgerow.tui.text.selection import Selection, select
from hedgerow.tui.widgets.line_list import LineList

_PANEL_FROM = 110
"""Cells of width from which the side panel is shown without being asked for."""


class ReaderScreen(WhoseTagsScreen):
    """Shows an article. The selection comes first, the action second."""

    WHERE = "reader"
    BINDINGS = bindings("reader")
    DEFAULT_CSS = """
    ReaderScreen TextPane { width: 1fr; }
    ReaderScreen #panel { width: 36; display: none; border-left: solid $panel; }
    ReaderScreen #panel.shown { display: block; }
    """

    def __init__(
        self,
        workspace: Workspace,
        article: Article,
        in_hand: str | None = None,
        matches: Sequence[Span] = (),
        at: Span | None = None,
    ) -> None:
        """Show an article.

        Args:
            workspace: the corpus, who works on it and what has been marked.
            article: the article.
            in_hand: the id of a tag that is to be settled, if there is one.
            matches: where the words stand that a search has led here for.
            at: the match to begin at, if not the first.
        """
        self._apart = Apart()
        super().__init__(workspace, article)
        self._first_in_hand = in_hand
        self._first_matches = matches
        self._first_match = at
        self.panel = LineList(id="panel")
        self._panel_is_wanted: bool | None = None
        self.bind_labels()

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield self.header
        with Horizontal(id="body"):
            yield self.pane
            yield self.panel
        yield self.comparison
        yield self.context
        yield self.status

    def on_mount(self) -> None:
        """Show the text at once; what it mentions follows."""
        self._show_article()
        self.once_placed(self._tell_tally)
        if (first := self._first_in_hand) is not None:
            self.once_placed(lambda: self.take_in_hand(first))
        if self._first_matches:
            self.show_matches(self._first_matches, self._first_match or self._first_matches[0])

    def on_resize(self) -> None:
        """Show the side panel where there is room for it."""
        self._show_panel()

    def label_commands(self) -> Iterator[Command]:
        """Give a command for each label of the codebook."""
        return self.commands_for(self.workspace.codebook.labels)

    def is_possible(self, command: Command) -> bool:
        """Say whether a command would do something now."""
        if command.action.startswith("quotation"):
            return self.passages.has_quotations
        if command.action.startswith("mention"):
            return bool(self.view.mentions)
        return super().is_possible(command)

    # Showing

    def _show_article(self, selection: Selection | None = None) -> None:
        self.put_away_tag()
        self.place_tags()
        self.load(selection)
        self._begin_to_extract()
        self._show_panel()
        self.show_status()

    def _begin_to_extract(self) -> None:
        """Look for what the article mentions, in its long texts around the selection first."""
        article = self.article
        self._apart = Apart()

        def show(found: Extraction) -> None:
            # The app may be about to end, and then nobody is there to be called.
            with suppress(RuntimeError):
                self.app.call_from_thread(self._show_found_near, found, article)

        self.extraction = self.once_drawn(
            self.workspace.extract_to_show, article, self.selection.start, show, self._apart
        )
        self.run_worker(self._show_found(self.extraction))

    def _show_found_near(self, found: Extraction, article: Article) -> None:
        if article is self.article and self.is_attached and not self.is_found:
            self.show_found(found)

    @property
    def progress(self) -> str:
        """Whether what is shown was found around the first selection only."""
        return "" if self.is_found or not self.view.found.speakers else "searching on · "

    def take(self, article: Article) -> None:
        """Work on an article from now on."""
        self._end_extraction()
        super().take(article)

    def on_unmount(self) -> None:
        """Look for nothing any more, and let what was known of the article go."""
        self._end_extraction()
        gc.unfreeze()

    def _end_extraction(self) -> None:
        """Look no further, once the tags are saved that may wait for what is found."""
        with suppress(RuntimeError):  # the app has ended, and with it whatever looked
            self.services.in_turn(self._apart.end)

    async def _show_found(self, extraction: Future[Extraction]) -> None:
        article = self.article
        found = await asyncio.shield(asyncio.wrap_future(extraction))
        if article is self.article and self.is_attached:
            self.show_found(found)

    def draw(self) -> None:
        """Draw the highlights, the side panel and the bars as things are now."""
        super().draw()
        self._draw_panel()

    def _draw_panel(self) -> None:
        if self.panel.has_class("shown"):
            self.panel.show(PanelRows(self.view), self.view.looks, self.panel.cursor)

    def _show_panel(self) -> None:
        wanted = self._panel_is_wanted
        shown = self.size.width >= _PANEL_FROM if wanted is None else wanted
        if not shown and self.focused is self.panel:
            self.pane.focus()
        self.panel.set_class(shown, "shown")
        self._draw_panel()

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
        if isinstance(event.value, str):
            self.take_in_hand(event.value)
        elif isinstance(event.value, tuple) and event.value:
            places: list[Span] = sorted(event.value)
            here = self.selection.span
            later = [place for place in places if place > here]
            self.go(select(*(later or places)[0]))

    # Tagging

    def action_tag(self, position: int) -> None:
        """Tag the selection with the label at a position of the codebook."""
        self.take_count()
        label = self.workspace.codebook.labels[position].name
        span, me = self.selected, self.workspace.annotations.annotator
        there = self.view.tags.on(span)
        there += [m for m in (*self.view.pending, *self.view.unsaved) if m.span == span]
        if any(known.label == label and known.is_own_of(me) for known in there):
            self._tell_tagged(label)
            return
        if not span.of(self.article.text).strip():
            self.tell("There is nothing here to tag.")
            return
        self.save_tag(
            tag(self.article, span, label, annotator=me, codebook=self.workspace.codebook)
        )

    def _tell_tagged(self, label: str) -> None:
        self.tell(f"This passage is tagged as {label} already; x removes the tag.")

    def save_tag(self, made: Annotation) -> None:
        """Save a tag, and show it as being saved meanwhile."""
        if not self.may_tag():
            return
        self.view.pending.append(made)
        self.draw()
        # From here on the tag is in the queue, and is saved even if the reader is left at once.
        save = self._save_tag if self.is_placed else self._save_new_tag
        saving = self.services.in_turn(save, made, self.article, self.extraction)
        self.follow_up(self._show_saved(saving, made, self.view))

    def _save_new_tag(
        self, made: Annotation, article: Article, extraction: Future[Extraction] | None
    ) -> Annotation:
        """Save a tag, unless its passage turns out to be tagged so already."""
        for there in self.workspace.place(article):
            known = there.annotation
            is_same = (there.span, known.label) == (made.span, made.label)
            if is_same and there.is_anchored and known.is_own_of(made.annotator):
                raise _AlreadyTaggedError
        return self._save_tag(made, article, extraction)

    def _save_tag(
        self, made: Annotation, article: Article, extraction: Future[Extraction] | None
    ) -> Annotation:
        """Save a tag with what it takes along; this is done off the screen's thread."""
        workspace = self.workspace
        if extraction is not None and made.origin == "human":
            found = self._found_for(made, article, extraction)
            made = take_along(made, article, found, workspace.codebook)
        document = made.document()
        workspace.history.save(article.id, made.brief, {made.id: document}, keep=True)
        return made

    def _found_for(
        self, made: Annotation, article: Article, extraction: Future[Extraction]
    ) -> Extraction:
        """Give what a tag may take along: it is saved now, however long the article is searched."""
        if extraction.done() or not is_long_text(article.text):
            return extraction.result()
        return self.workspace.extract_near(article, made.start)

    async def _show_saved(
        self, saving: Awaitable[Annotation], made: Annotation, view: ArticleView
    ) -> None:
        try:
            saved = await self.saved(saving)
        except _AlreadyTaggedError:
            saved = None
            self._tell_tagged(made.label)
        view.pending.remove(made)
        if saved is not None and made.article == self.article.id:
            self.show_saved_tag(saved)
        self.services.changed(made.article)
        if saved is None:
            return
        if self.workspace.corpus.is_there(saved.article):
            who = f" · {saved.speaker.value}" if saved.speaker else ""
            self.tell(f"Saved: {saved.brief}{who}", part="good")
        else:
            what = "the article's file has gone from the disk; its tags are kept"
            self.tell(f"Saved, but {what}.", part="error")

    def _own_tag_here(self) -> Annotation | None:
        """Give the tag that a command at the caret means: the smallest, the newest, one's own."""
        me, caret = self.workspace.annotations.annotator, self.selection.caret
        pending = [made for made in self.view.pending if made.start <= caret < made.end]
        here = [*pending, *(placed.annotation for placed in self.view.tags_at(caret))]
        own = [annotation for annotation in here if annotation.is_own_of(me)]
        if not own and any(tag.start <= caret < tag.end for tag in self.view.unsaved):
            self.tell("The tag here is not saved yet: R tries again, u gives it up.")
        elif here and not own:
            was_decided = "what was decided: d in the library changes it"
            owner = was_decided if here[0].is_adjudicated else f"{here[0].annotator}'s, not yours"
            self.tell(f"The tag here is {owner}.")
        elif not here and not self.is_placed:
            self.tell("The tags are still being read: try again in a moment.")
        elif not here:
            self.tell("There is no tag at the caret: t goes to the next one.")
        # The tag that is selected exactly is meant before a smaller one at its start.
        exact = [annotation for annotation in own if annotation.span == self.selected]
        return next(iter(exact or own), None)

    def action_remove(self) -> None:
        """Remove the tag at the caret."""
        if (known := self._own_tag_here()) is not None:
            history, what = self.workspace.history, f"remove {known.brief}"
            save, changes = history.save, {known.id: None}
            saving = self.services.in_turn(save, known.article, what, changes, keep=True)
            self.follow_up(self._show_removed(saving, known))

    async def _show_removed(self, saving: Awaitable[Change], known: Annotation) -> None:
        if await self.saved(saving) is not None:
            self.tell(f"Removed: {known.brief}. u brings it back.")
        self.services.changed(known.article)

    def action_memo(self) -> None:
        """Write a memo on the tag at the caret."""
        from hedgerow.tui.screens.base.prompts import LinePrompt

        if (known := self._own_tag_here()) is None:
            return

        def write(memo: str | None) -> None:
            if memo is not None and memo != known.memo:
                self._change(known, lambda tag: replace(tag, memo=memo), "memo on")

        self.app.push_screen(LinePrompt(f"Memo on {known.brief}:", known.memo), write)

    def action_attributes(self) -> None:
        """Set the attributes of the tag at the caret."""
        from hedgerow.tui.screens.base.prompts import AttributesPrompt

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

        def set_them(values: dict[str, str] | None) -> None:
            if values is not None and values != dict(known.attributes):
                self._change(known, lambda tag: replace(tag, attributes=values), "attributes of")

        self.app.push_screen(AttributesPrompt(known.brief, attributes, known.attributes), set_them)

    def action_point(self) -> None:
        """Point the tag at the caret to another speaker."""
        from hedgerow.tui.screens.base.prompts import ChoicePrompt, LinePrompt

        if (known := self._own_tag_here()) is None:
            return
        if self.extraction is not None and not self.extraction.done():
            self.tell("The speakers are still being looked for: try again in a moment.")
            return
        speakers = self.view.found.speakers

        def point_to(said: Said | None) -> None:
            who = said.value if said else "no one"
            self._change(known, lambda tag: replace(tag, speaker=said), f"speaker {who} of")

        def point_to_name(name: str | None) -> None:
            if name and name.strip():
                places = [Span(*place) for place in find_all(self.article.text, name)]
                point_to(_nearest(name.strip(), places, known))

        def choose(position: int | None) -> None:
            if position is None:
                return
            if position < len(speakers):
                point_to(_nearest(speakers[position].name, speakers[position].mentions, known))
            elif position == len(speakers):
                question = "Who? Write the name as the article has it:"
                prompt = LinePrompt(question, check=self._name_fault)
                self.app.push_screen(prompt, point_to_name)
            else:
                point_to(None)

        answers = [*(speaker.name for speaker in speakers), "someone else", "no one"]
        self.app.push_screen(ChoicePrompt(f"Who says “{in_brief(known.quote)}”?", answers), choose)

    def _name_fault(self, name: str) -> str | None:
        if not name.strip() or find_all(self.article.text, name):
            return None
        return f"“{name}” is not in this article"

    def _change(
        self, known: Annotation, change_it: Callable[[Annotation], Annotation], what: str
    ) -> None:
        self.change_tag(known, change_it, f"{what} {known.brief}")

    # The rest

    @work
    async def action_copy(self) -> None:
        """Copy the passage with its source."""
        attribution = self.view.findings.attribution_around(self.selected)
        way = await self.services.copy(cite(self.article, self.selected, attribution))
        passage = in_brief(self.selected.of(self.article.text))
        self.tell(f"Copied {way}: “{passage}”", part="good")

    def action_publication(self) -> None:
        """Set the article's publication date, on which the values of its dates depend."""
        from hedgerow.tui.screens.base.prompts import LinePrompt

        def set_date(answer: str | None) -> None:
            published = parse_date(answer) if answer else None
            if published is not None and published != self.article.published:
                self.follow_up(self._set_publication(published))

        question = "Published on (YYYY-MM-DD):"
        prompt = LinePrompt(question, self.article.published or "", check=_date_fault)
        self.app.push_screen(prompt, set_date)

    async def _set_publication(self, published: str) -> None:
        document = self.workspace.annotations.publication(self.article.id, published)
        if await self.save(self.article.id, f"published {published}", {new_id(): document}):
            self.tell(f"Saved: published on {published}", part="good")
            self.services.changed(self.article.id)
            if self.is_attached:
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

    def text_changed(self, article: str) -> None:
        """Show the text that the article's file has now, at the same passage."""
        if article == self.article.id:
            self.run_worker(self._reload(), exclusive=True, group="reload")

    async def _reload(self) -> None:
        before = self.article
        try:
            article = await asyncio.to_thread(self.workspace.read_again, before.id)
        except ProblemError as error:
            what = error.problem.what
            if not self.workspace.corpus.is_there(before.id):
                what = "has gone from the disk"
            kept = "What is shown is as it was, and its tags are kept."
            self.tell(f"The article's file {what}. {kept}", part="error")
            return
        if self.article is not before:
            return  # another article is read by now
        if (article.text, article.published) == (before.text, before.published):
            return
        selection, in_hand, rows = self.selection, self._in_hand, self.pane.rows_above_caret
        words = Span(*selection.span).of(before.text)
        passage = find_place_again(before, article, Span(*selection.span))
        origin = find_place_again(before, article, Span(*self._before_search.span))
        self.take(article)
        self._show_article(select(*passage) if passage.length else None)
        self._before_search = select(*origin) if origin.length else self.motions.first()
        if self._field is not None:
            self.field_changed(self._field.value)
        self.pane.show_caret_below(rows)
        place = " Your place is kept." if passage.of(article.text) == words else ""
        self.once_placed(lambda: self._go_on_in_new_text(in_hand, place))

    def _go_on_in_new_text(self, in_hand: Placed | None, place: str) -> None:
        """Say what became of the tags, and settle the one in hand where it stands now."""
        tally = self.tally
        if in_hand is not None:
            self.take_in_hand(in_hand.annotation.id)
        self.services.changed(self.article.id)
        tags = f" Tags: {tally}." if any(tally) else ""
        self.tell(f"The article has changed on the disk.{place}{tags}")

    def go_to_article(self, article: str) -> bool:
        """Show another article; say whether it can be read."""
        try:
            self.take(self.workspace.read_to_show(article))
        except ProblemError as error:
            self.tell_problem(error.problem)
            return False
        self._show_article()
        self.once_placed(self._tell_tally)
        return True

    def _tell_tally(self) -> None:
        """Say what became of the tags if the text has changed since anyone looked."""
        if any(self.tally):
            self.tell(f"The text has changed. Tags: {self.tally}.")

    def follow(self, change: Change) -> None:
        """Show what an undo has changed, in whichever article it is."""
        article = next(iter(change.articles), self.article.id)
        if self.article.id not in change.articles:
            if self.go_to_article(article):
                self.once_placed(lambda: self._go_to_changed(change))
            return
        if any(change.documents("published")):
            self._reread()
        self._go_to_changed(change)

    def _go_to_changed(self, change: Change) -> None:
        """Go to the first passage of this article that a change has touched."""
        here = self.view.tags.by_id
        documents = {
            **change.before.get(self.article.id, {}),
            **change.after.get(self.article.id, {}),
        }
        for key, document in documents.items():
            if key in here and here[key].is_anchored:
                self.go(select(*here[key].span))
                return
            if document is None:
                continue
            is_tag = document.get("type") == "annotation"
            if passage := document if is_tag else document.get("suggestion"):
                self._go_to_passage(passage)
                return

    def _go_to_passage(self, document: Document) -> None:
        """Go to where a tag stood that is no longer there, or a suggestion that was dismissed."""
        start, end = int(document["start"]), int(document["end"])
        if document.get("text_sha256") == self.article.text_sha256:
            self.go(select(start, end))


class _AlreadyTaggedError(Exception):
    """Raised where a tag would be the second of its kind on a passage."""


def _nearest(name: str, places: Sequence[Span], known: Annotation) -> Said:
    mention = min(places, key=lambda span: abs(span.start - known.start))
    return Said(name, *mention, origin="human")


def _date_fault(answer: str) -> str | None:
    if not answer.strip() or parse_date(answer):
        return None
    return f"“{answer}” is no day of the calendar; write it as 2022-03-02"
