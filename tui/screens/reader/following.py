"""The reader's part that follows what changes: the article's file, its date, what is undone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from hedgerow.store.annotations import find_place_again
from hedgerow.store.corpus import Article, parse_date
from hedgerow.store.journal import Change, Document, new_id
from hedgerow.store.problem import ProblemError
from hedgerow.store.span import Span
from hedgerow.tui.screens.article.knowing import Knowing
from hedgerow.tui.screens.article.part import Part
from hedgerow.tui.screens.article.reading import ReadingScreen
from hedgerow.tui.text.selection import Selection, select


class ShowArticle(Protocol):
    """Shows an article from now on, with a selection, or with its first sentence selected."""

    def __call__(self, article: Article, selection: Selection | None = None) -> None:
        """Show it."""


class Following(Part):
    """Shows another article or another text in the place of the one that is read."""

    def __init__(
        self,
        screen: ReadingScreen,
        knowing: Knowing,
        *,
        show: ShowArticle,
        in_hand: Callable[[], str | None],
        take_in_hand: Callable[[str], None],
    ) -> None:
        """Prepare to follow.

        Args:
            screen: the reader.
            knowing: what is known of the article by now.
            show: shows an article.
            in_hand: gives the id of the tag that is being settled, if one is.
            take_in_hand: goes on to settle a tag, by its id.
        """
        super().__init__(screen)
        self._knowing = knowing
        self._show = show
        self._in_hand = in_hand
        self._take_in_hand = take_in_hand

    # Another article

    def go_to_article(self, article: str) -> bool:
        """Show another article; say whether it can be read."""
        try:
            read = self.workspace.read_to_show(article)
        except ProblemError as error:
            self.screen.tell_problem(error.problem)
            return False
        self._show(read)
        self._knowing.once_placed(self.tell_tally)
        return True

    def tell_tally(self) -> None:
        """Say what became of the tags if the text has changed since anyone looked."""
        if any(self._knowing.tally):
            self.screen.tell(f"The text has changed. Tags: {self._knowing.tally}.")

    # Another text

    def reload(self) -> None:
        """Show the text that the article's file has now, at the same passage."""
        self.screen.run_worker(self._reload(), exclusive=True, group="reload")

    async def _reload(self) -> None:
        before = self.screen.article
        try:
            article = await asyncio.to_thread(self.workspace.read_again, before.id)
        except ProblemError as error:
            what = error.problem.what
            if not self.workspace.corpus.is_there(before.id):
                what = "has gone from the disk"
            kept = "What is shown is as it was, and its tags are kept."
            self.screen.tell(f"The article's file {what}. {kept}", part="error")
            return
        if self.screen.article is not before:
            return  # another article is read by now
        if (article.text, article.published) != (before.text, before.published):
            self._show_in_place_of(before, article)

    def _show_in_place_of(self, before: Article, article: Article) -> None:
        """Show a text at the passage at which another was read."""
        screen, in_hand = self.screen, self._in_hand()
        selected, rows = screen.selected, screen.pane.rows_above_caret
        passage = find_place_again(before, article, selected)
        origin = find_place_again(before, article, Span(*screen.search_origin.span))
        self._show(article, select(*passage) if passage.length else None)
        screen.search_anew(select(*origin) if origin.length else screen.motions.first())
        screen.pane.show_caret_below(rows)
        is_same = passage.of(article.text) == selected.of(before.text)
        place = " Your place is kept." if is_same else ""
        self._knowing.once_placed(lambda: self._go_on(in_hand, place))

    def _go_on(self, in_hand: str | None, place: str) -> None:
        """Say what became of the tags, and settle the one in hand where it stands now."""
        tally = self._knowing.tally
        if in_hand is not None:
            self._take_in_hand(in_hand)
        self.screen.services.changed(self.screen.article.id)
        tags = f" Tags: {tally}." if any(tally) else ""
        self.screen.tell(f"The article has changed on the disk.{place}{tags}")

    # Another date

    def ask_for_date(self) -> None:
        """Set the article's publication date, on which the values of its dates depend."""
        from hedgerow.tui.screens.base.prompts import LinePrompt

        def set_date(answer: str | None) -> None:
            published = parse_date(answer) if answer else None
            if published is not None and published != self.screen.article.published:
                self.screen.follow_up(self._set_date(published))

        question = "Published on (YYYY-MM-DD):"
        prompt = LinePrompt(question, self.screen.article.published or "", check=_date_fault)
        self.screen.app.push_screen(prompt, set_date)

    async def _set_date(self, published: str) -> None:
        screen, article = self.screen, self.screen.article.id
        document = self.workspace.annotations.publication(article, published)
        if await screen.save(article, f"published {published}", {new_id(): document}):
            screen.tell(f"Saved: published on {published}", part="good")
            screen.services.changed(screen.article.id)
            if screen.is_attached:
                self._reread()

    def _reread(self) -> None:
        """Take the article anew: its publication date has changed."""
        known = self.screen.article
        try:
            article = self.workspace.read(known.id)
        except ProblemError:
            published = self.workspace.annotations.published(known.id)
            article = replace(known, published=published, published_from="given")
        self._show(article, self.screen.selection)

    # What is undone

    def follow(self, change: Change) -> None:
        """Show what an undo has changed, in whichever article it is."""
        here = self.screen.article.id
        if here not in change.articles:
            if self.go_to_article(next(iter(change.articles), here)):
                self._knowing.once_placed(lambda: self._go_to_changed(change))
            return
        if any(change.documents("published")):
            self._reread()
        self._go_to_changed(change)

    def _go_to_changed(self, change: Change) -> None:
        """Go to the first passage of this article that a change has touched."""
        screen, article = self.screen, self.screen.article.id
        here = screen.view.tags.by_id
        documents = {**change.before.get(article, {}), **change.after.get(article, {})}
        for key, document in documents.items():
            if key in here and here[key].is_anchored:
                screen.go(select(*here[key].span))
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
        if document.get("text_sha256") == self.screen.article.text_sha256:
            self.screen.go(select(start, end))


def _date_fault(answer: str) -> str | None:
    if not answer.strip() or parse_date(answer):
        return None
    return f"“{answer}” is no day of the calendar; write it as 2022-03-02"
