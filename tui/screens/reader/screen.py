"""The reader: one article, what it mentions, and the passages that are tagged in it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal

from hedgerow.store.annotations import (
    Placed,
    brief,
    find_again,
)
from hedgerow.store.corpus import Article, parse_date
from hedgerow.store.exchange import cite
from hedgerow.store.journal import Change, Document, new_id
from hedgerow.store.problem import ProblemError
from hedgerow.store.span import Span
from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import Command, bindings
from hedgerow.tui.screens.article.article_view import ArticleView
from hedgerow.tui.screens.article.knowing import Knowing
from hedgerow.tui.screens.article.part import Part
from hedgerow.tui.screens.article.reading import ReadingScreen
from hedgerow.tui.screens.reader.panel_rows import PanelRows
from hedgerow.tui.screens.reader.settling import Settling
from hedgerow.tui.screens.reader.suggesting import Suggesting
from hedgerow.tui.screens.reader.tagging import Tagging
from hedgerow.tui.screens.reader.whose_tags import WhoseTags
from hedgerow.tui.text.selection import Selection, select
from hedgerow.tui.widgets.bar import Piece
from hedgerow.tui.widgets.line_list import LineList

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
    """

    parts: tuple[Part, ...] = ()  # none is there yet while the first article is taken

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
        super().__init__(workspace, article)
        self.knowing = Knowing(
            self,
            fill=self._fill,
            sift=lambda view: self.suggesting.sift(view),
            look_after=lambda: self.settling.look_after_tag_in_hand(),
        )
        self.whose_tags = WhoseTags(self)
        self.tagging = Tagging(self, self.knowing, may_tag=self.whose_tags.may_tag)
        self.suggesting = Suggesting(self, self.knowing, save_tag=self.tagging.save)
        self.settling = Settling(
            self, self.knowing, change_tag=self.tagging.change, go_to_article=self.go_to_article
        )
        self.parts = (self.tagging, self.suggesting, self.settling, self.whose_tags, self.knowing)
        for part in self.parts:
            part.taken()
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
        yield self.settling.comparison
        yield self.context
        yield self.status

    def on_mount(self) -> None:
        """Show the text at once; what it mentions follows."""
        self._show_article()
        self.knowing.once_placed(self._tell_tally)
        if (first := self._first_in_hand) is not None:
            self.knowing.once_placed(lambda: self.settling.take_in_hand(first))
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
        for part in self.parts:
            if (is_possible := part.is_possible(command)) is not None:
                return is_possible
        if command.action.startswith("quotation"):
            return self.passages.has_quotations
        if command.action.startswith("mention"):
            return bool(self.view.mentions)
        return super().is_possible(command)

    # Showing

    def take(self, article: Article) -> None:
        """Work on an article from now on."""
        super().take(article)
        for part in self.parts:
            part.taken()

    def _show_article(self, selection: Selection | None = None) -> None:
        self.settling.put_away()
        self.knowing.place_tags()
        self.load(selection)
        self.knowing.search()
        self._show_panel()
        self.show_status()

    def _fill(self, view: ArticleView) -> None:
        for part in self.parts:
            part.fill(view)

    def on_unmount(self) -> None:
        """Let go of what was known of the article."""
        self.knowing.let_go()

    def header_notes(self) -> Iterator[Piece]:
        """Say in the header what else is to be known of what is shown."""
        for part in self.parts:
            yield from part.notes()

    def hinted_commands(self) -> Iterator[Command]:
        """Give the commands first that the parts want first."""
        for part in self.parts:
            yield from part.hints()
        yield from super().hinted_commands()

    def show_context(self) -> None:
        """Show what is known of the selection; the keys that work there may change with it."""
        super().show_context()
        self.suggesting.follow_caret()

    def article_changed(self, article: str) -> None:
        """Show the tags of the article as they are now, whoever has changed them."""
        if article == self.article.id and self.is_attached:
            self.knowing.place_tags()
            self.settling.look_after_tag_in_hand()
            self.draw()

    def leave(self) -> None:
        """Put away what is in hand; without anything, go back."""
        if not any(part.leave() for part in self.parts):
            super().leave()

    def go_or_tell(
        self, selection: Selection | None, what: str, count: int, *, is_any: bool
    ) -> None:
        """Go to what was found, or say that there is none, or none yet."""
        is_searched_for = what in ("speaker or date", "suggestion")
        if selection is None and is_searched_for and not self.knowing.is_found:
            self.tell(f"No {what} is known there yet: the article is still being searched.")
        else:
            super().go_or_tell(selection, what, count, is_any=is_any)

    def action_tag_at(self, direction: int) -> None:
        """Go to the next tag, once it is known where that is."""
        count, here = direction * self.take_count(), self.selection

        def go_on() -> None:
            if self.selection == here:  # nobody has gone elsewhere meanwhile
                self.jump(self.view.tag_spans, count, "tag")

        if not self.knowing.is_placed:
            self.tell("The tags are still being read …")
        self.knowing.once_placed(go_on)

    def draw(self) -> None:
        """Draw the highlights, the side panel and the bars as things are now."""
        self.suggesting.sift_what_is_shown()
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
            self.settling.take_in_hand(event.value)
        elif isinstance(event.value, tuple) and event.value:
            places: list[Span] = sorted(event.value)
            here = self.selection.span
            later = [place for place in places if place > here]
            self.go(select(*(later or places)[0]))

    # Tagging

    def action_tag(self, position: int) -> None:
        """Tag the selection with the label at a position of the codebook."""
        self.tagging.tag(position)

    def action_remove(self) -> None:
        """Remove the tag at the caret."""
        self.tagging.remove()

    def action_memo(self) -> None:
        """Write a memo on the tag at the caret."""
        self.tagging.write_memo()

    def action_attributes(self) -> None:
        """Set the attributes of the tag at the caret."""
        self.tagging.set_attributes()

    def action_point(self) -> None:
        """Point the tag at the caret to another speaker."""
        self.tagging.point()

    # The rest

    def action_suggestion(self, direction: int) -> None:
        """Go to the next suggestion."""
        self.suggesting.go(direction)

    def action_show_suggestions(self) -> None:
        """Show suggestions, or show none."""
        self.suggesting.turn_on_or_off()

    def action_accept_suggestion(self) -> None:
        """Make a tag of the suggestion at the caret, with its attributes filled in."""
        self.suggesting.accept()

    def action_dismiss_suggestion(self) -> None:
        """Dismiss the suggestion at the caret for good."""
        self.suggesting.dismiss()

    def action_settle_next(self) -> None:
        """Take the next tag in hand whose passage is not certain, in whichever article it is."""
        self.settling.next()

    def action_confirm(self) -> None:
        """Say that the tag in hand belongs where the text is thought to have it."""
        self.settling.confirm()

    def action_move_tag(self) -> None:
        """Put the tag in hand where the selection is."""
        self.settling.move()

    def action_keep_history(self) -> None:
        """Keep the tag in hand as it was: its passage has gone, and nothing takes its place."""
        self.settling.keep_as_history()

    def action_whose(self) -> None:
        """Show another's tags, then what was decided, then all, then one's own again."""
        self.whose_tags.turn()

    def show_decided(self, annotation: str, words: str) -> None:
        """Go to a tag, and say what was decided on it."""
        self.whose_tags.show_decided(annotation, words)

    @work
    async def action_copy(self) -> None:
        """Copy the passage with its source."""
        attribution = self.view.findings.attribution_around(self.selected)
        way = await self.services.copy(cite(self.article, self.selected, attribution))
        passage = brief(self.selected.of(self.article.text))
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
        selection, in_hand, rows = self.selection, self.settling.in_hand, self.pane.rows_above_caret
        words = Span(*selection.span).of(before.text)
        passage = find_again(before, article, Span(*selection.span))
        origin = find_again(before, article, Span(*self._before_search.span))
        self.take(article)
        self._show_article(select(*passage) if passage.length else None)
        self._before_search = select(*origin) if origin.length else self.motions.first()
        if self._field is not None:
            self.field_changed(self._field.value)
        self.pane.show_caret_below(rows)
        place = " Your place is kept." if passage.of(article.text) == words else ""
        self.knowing.once_placed(lambda: self._go_on_in_new_text(in_hand, place))

    def _go_on_in_new_text(self, in_hand: Placed | None, place: str) -> None:
        """Say what became of the tags, and settle the one in hand where it stands now."""
        tally = self.knowing.tally
        if in_hand is not None:
            self.settling.take_in_hand(in_hand.annotation.id)
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
        self.knowing.once_placed(self._tell_tally)
        return True

    def _tell_tally(self) -> None:
        """Say what became of the tags if the text has changed since anyone looked."""
        if any(self.knowing.tally):
            self.tell(f"The text has changed. Tags: {self.knowing.tally}.")

    def follow(self, change: Change) -> None:
        """Show what an undo has changed, in whichever article it is."""
        article = next(iter(change.articles), self.article.id)
        if self.article.id not in change.articles:
            if self.go_to_article(article):
                self.knowing.once_placed(lambda: self._go_to_changed(change))
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


def _date_fault(answer: str) -> str | None:
    if not answer.strip() or parse_date(answer):
        return None
    return f"“{answer}” is no day of the calendar; write it as 2022-03-02"
