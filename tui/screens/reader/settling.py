"""A screen with an article's tags: where they stand, and settling it where that isn't certain.

When a text has changed, a tag's passage may be in doubt or gone. Such a tag is taken in hand, one
at a time: what it read and what the text reads now stand below the text, with the keys that settle
it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import nullcontext
from dataclasses import replace

from hedgerow.store.annotations import (
    Annotation,
    Placed,
    TagNews,
    Tally,
    likely_offset,
    placed_as_made,
)
from hedgerow.store.corpus import Article
from hedgerow.store.extract import Extraction
from hedgerow.store.journal import Change, Document
from hedgerow.store.passages import shorten
from hedgerow.store.problem import ProblemError
from hedgerow.store.processes import LONG_TEXT, garbage_left_alone
from hedgerow.store.span import Span
from hedgerow.store.tagging import settle
from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import Command, commands_of, grouped, key_sign
from hedgerow.tui.screens.article.article_view import ArticleView
from hedgerow.tui.screens.article.findings import Findings
from hedgerow.tui.screens.article.reading import ReadingScreen
from hedgerow.tui.screens.reader.knowing import Known, short_turns
from hedgerow.tui.text.cells import width
from hedgerow.tui.text.runs import Runs
from hedgerow.tui.text.selection import Selection, select
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Piece
from hedgerow.tui.widgets.comparison import Comparison
from hedgerow.tui.widgets.line_list import LineList

_CONTEXT = 24  # code points that are shown on either side of a passage
_LONGEST = 240


class SettlingScreen(ReadingScreen):
    """Shows an article with its tags, and lets their owner say where they belong."""

    def __init__(self, workspace: Workspace, article: Article) -> None:
        self._news: TagNews | None = None
        self._is_unreadable = False  # what has been saved of the article
        self._is_renewing = False
        super().__init__(workspace, article)
        self.comparison = Comparison(id="comparison")
        self.extraction: Future[Extraction] | None = None
        self.tally = Tally()
        self._in_hand: Placed | None = None

    def take(self, article: Article) -> None:
        """Work on an article from now on."""
        super().take(article)
        self._news, self._is_unreadable = None, False
        self._found: Extraction | None = None  # what is found and not in the view yet
        self._has_new_tags = False
        self._waiting: list[Callable[[], object]] = []

    def is_possible(self, command: Command) -> bool:
        """Say whether a command would do something now."""
        if command.group == "Settle":
            placed = self._in_hand
            if command.action == "confirm":
                return placed is not None and placed.anchor.candidate is not None
            if command.action != "settle_next":
                return placed is not None
            return bool(self.workspace.unsettled)
        return super().is_possible(command)

    # Tags

    @property
    def is_placed(self) -> bool:
        """Whether the tags are known; until then there are none in the view but new ones."""
        return self._news is not None or self._is_unreadable

    @property
    def is_found(self) -> bool:
        """Whether all that the article mentions is known, and in the view."""
        return self._found is None and (self.extraction is None or self.extraction.done())

    def once_placed(self, do: Callable[[], object]) -> None:
        """Do something once the tags are known: at once, if they are."""
        if self.is_placed:
            do()
        else:
            self._waiting.append(do)

    def place_tags(self) -> None:
        """Find where the tags stand now.

        Those that have changed, where that can be said; all of them, where there are few. Many are
        placed in the background, and shown when that is done.
        """
        try:
            changes = self._news.since(self.view.tags.by_id) if self._news is not None else None
            if changes is not None:
                self.view.change_tags(changes)
                self.tally = Tally()
            elif self._has_new_tags or (self._is_renewing and not self.is_placed):
                self._take_out_removed()
            elif self.workspace.annotations.are_many(self.article.id):
                self._has_new_tags = True
                self._renew()
            else:
                self._news, self.tally = self.fill(self.view)
        except ProblemError as error:
            self._give_up(error)
        self.view.unsaved = list(self._unsaved_tags())

    def _give_up(self, error: ProblemError) -> None:
        """Say that the tags can't be read; those that were known stay in view."""
        self.tell_problem(error.problem)
        self._is_unreadable = True
        self._go_on()

    def _go_on(self) -> None:
        """Do what has waited for the tags to be known."""
        waiting, self._waiting = self._waiting, []
        for do in waiting:
            do()

    def fill(self, view: ArticleView) -> tuple[TagNews, Tally]:
        """Put the tags into a view, with where they stand now; this may be done in any thread.

        Raises:
            ProblemError: what has been saved can't be read.
        """
        news = TagNews(self.workspace.annotations, view.article)
        placements = self.workspace.place_all(view.article)
        view.placed = list(placements)
        return news, placements.tally

    def show_saved_tag(self, saved: Annotation) -> None:
        """Show a tag that has been saved before the others are known."""
        if not self.is_placed and (placed := placed_as_made(saved, self.article)) is not None:
            self.view.change_tags({saved.id: placed})

    def _go_or_tell(
        self, selection: Selection | None, what: str, count: int, *, is_any: bool
    ) -> None:
        """Go to what was found, or say that there is none, or none yet."""
        if selection is None and not self.is_found and what in ("speaker or date", "suggestion"):
            self.tell(f"No {what} is known there yet: the article is still being searched.")
        else:
            super()._go_or_tell(selection, what, count, is_any=is_any)

    def _take_out_removed(self) -> None:
        """Show no tag any more that was saved before the others were known, and taken back."""
        shown, annotations = self.view.tags.by_id, self.workspace.annotations
        removed = [key for key in shown if annotations.is_removed(self.article.id, key)]
        self.view.change_tags(dict.fromkeys(removed))

    # What is found and what is tagged, made ready in the background

    def show_found(self, found: Extraction) -> None:
        """Show what was found in the article, as soon as that is ready to be shown."""
        self._found = found
        self._renew()

    def _renew(self) -> None:
        if not self._is_renewing:
            self._is_renewing = True
            self.run_worker(self._make_known())

    async def _make_known(self) -> None:
        """Make views with what has become known, one after the other, until nothing is new."""
        try:
            while self._has_new_tags or self._found is not None:
                article, view, found = self.article, self.view.successor(), self._found
                # What the view has by now, unless all is placed anew, with what goes on from there.
                news = self._news.fork() if self._news and not self._has_new_tags else None
                placed = self.view.placed if news or not self._has_new_tags else None
                self._has_new_tags = False
                making = self.once_drawn(self._made, view, found, news, placed)
                done = asyncio.shield(asyncio.wrap_future(making))
                known = (await asyncio.gather(done, return_exceptions=True))[0]
                if article is not self.article or not self.is_attached:
                    continue
                self._found = None if self._found is found else self._found
                if isinstance(known, ProblemError):
                    self._give_up(known)
                elif isinstance(known, BaseException):
                    raise known
                else:
                    self.take_known(known)
        finally:
            self._is_renewing = False

    def _made(
        self,
        view: ArticleView,
        found: Extraction | None,
        news: TagNews | None,
        placed: list[Placed] | None,
    ) -> Known:
        """Fill a view; this is done off the screen's thread."""
        is_long = len(view.article.text) >= LONG_TEXT
        with garbage_left_alone(), short_turns() if is_long else nullcontext():
            tally = Tally()
            if found is not None:
                view.findings = Findings(found)
            if placed is None:
                news, tally = self.fill(view)
            else:
                view.placed = placed
            return Known(view, self.runs_of(view), news, tally)

    def runs_of(self, view: ArticleView) -> Runs:
        """Give the highlights of a view; this may be done in any thread."""
        return Runs(view.marks(), view.looks.kinds)

    def take_known(self, known: Known) -> None:
        """Show what has become known, with what was saved meanwhile."""
        self.view, self._news, self._is_unreadable = known.view, known.news, False
        self.place_tags()
        self.tally = known.tally
        self._look_after_tag_in_hand()
        self.show_view(known.view, known.runs)
        if self.is_placed:
            self._go_on()

    def action_tag_at(self, direction: int) -> None:
        """Go to the next tag, once it is known where that is."""
        if self.is_placed:
            super().action_tag_at(direction)
            return
        count, here = self.take_count(), self.selection

        def go_on() -> None:
            if self.selection == here:  # nobody has gone elsewhere meanwhile
                self._count = str(count)
                super(SettlingScreen, self).action_tag_at(direction)

        self.tell("The tags are still being read …")
        self.once_placed(go_on)

    def article_changed(self, article: str) -> None:
        """Show the tags of the article as they are now, whoever has changed them."""
        if article == self.article.id and self.is_attached:
            self.place_tags()
            self._look_after_tag_in_hand()
            self.draw()

    def change_tag(
        self, known: Annotation, change_it: Callable[[Annotation], Annotation], what: str
    ) -> None:
        """Change a tag, behind whatever is being saved of it; `what` says it in words."""
        change = self.workspace.change
        saving = self.services.in_turn(change, known.article, known.id, change_it, what, known)
        self.follow_up(self._show_changed(saving, known.article))

    async def _show_changed(self, saving: Awaitable[Change], article: str) -> None:
        try:
            change = await self.saved(saving)
        except LookupError:
            self.tell("Not saved: the tag has been removed meanwhile.", part="error")
        else:
            if change is not None:
                self.tell(f"Saved: {change.what}", part="good")
        self.services.changed(article)

    def _unsaved_tags(self) -> Iterator[Annotation]:
        """Give the tags of this text that could not be saved."""
        known = self.view.tags.by_id
        for documents in self._unsaved_documents():
            for key, document in documents.items():
                made = self.workspace.annotations.read(key, document)
                if made is None or key in known:
                    continue
                if made.text_sha256 == self.article.text_sha256:
                    yield made

    def _unsaved_documents(self) -> Iterator[Mapping[str, Document | None]]:
        for change in self.workspace.history.unsaved:
            yield change.after.get(self.article.id, {})

    # Settling

    def action_settle_next(self) -> None:
        """Take the next tag in hand whose passage is not certain, in whichever article it is."""
        if not self.is_placed:
            self.tell("The tags are still being read …")
            self.once_placed(self.action_settle_next)
            return
        following = self._unsettled_here()
        if self._in_hand is not None:
            places = [placed.annotation.id for placed in following]
            at = self._in_hand.annotation.id
            following = following[places.index(at) + 1 :] if at in places else following
        if following:
            self.take_in_hand(following[0].annotation.id)
            return
        article = self.workspace.next_unsettled(self.article.id)
        if article is None:
            self.tell("Each of your tags has its place.")
        elif article == self.article.id:
            for placed in self._unsettled_here()[:1]:
                self.take_in_hand(placed.annotation.id)
        elif self.go_to_article(article):
            self.action_settle_next()
        else:  # told; the next time it is passed over
            self.workspace.unsettled.pop(article, None)

    def take_in_hand(self, annotation: str) -> None:
        """Show what a tag read and what the text reads now, to settle where it belongs."""
        placed = self.view.tags.by_id.get(annotation)
        if placed is None or not placed.needs_a_person:
            if placed is not None and placed.annotation.is_history:
                self.tell(f"Kept as history: {placed.annotation.brief}")
            return
        if (owner := placed.annotation.annotator) != self.workspace.annotations.annotator:
            self.tell(f"This tag is {owner}'s, not yours: only they can settle it.")
            return
        if isinstance(self.focused, LineList):
            self.pane.focus()  # so that enter confirms, and chooses no row
        self._in_hand = placed
        if placed.anchor.candidate is not None:
            self.go(select(*placed.anchor.candidate))
        else:
            self.go(self.motions.at(likely_offset(placed.annotation, self.article.text)))
        self._show_comparison(placed)
        self.show_status()

    def action_confirm(self) -> None:
        """Say that the tag in hand belongs where the text is thought to have it."""
        placed = self._in_hand
        if placed is not None and placed.anchor.candidate is not None:
            self._settle(placed, placed.anchor.candidate, "confirm")

    def action_move_tag(self) -> None:
        """Put the tag in hand where the selection is."""
        placed = self._in_hand
        if placed is None:
            self.tell("No tag is in hand: A goes to one whose passage is not certain.")
        elif not self.selected.of(self.article.text).strip():
            self.tell("There is nothing here to put it on.")
        else:
            is_orphan = placed.anchor.candidate is None
            self._settle(placed, self.selected, "re-attach" if is_orphan else "move")

    def action_keep_history(self) -> None:
        """Keep the tag in hand as it was: its passage has gone, and nothing takes its place."""
        placed = self._in_hand
        if placed is None:
            self.tell("No tag is in hand: A goes to one whose passage is not certain.")
            return

        def kept(annotation: Annotation) -> Annotation:
            return replace(annotation, is_history=True)

        self.put_away_tag()
        what = f"keep {placed.annotation.brief} as history"
        self.change_tag(placed.annotation, kept, what)

    def _settle(self, placed: Placed, span: Span, how: str) -> None:
        article, codebook, extraction = self.article, self.workspace.codebook, self.extraction

        def settled(annotation: Annotation) -> Annotation:
            found = extraction.result() if extraction is not None else Extraction((), (), ())
            return settle(annotation, article, span, found, codebook)

        if any(placed.annotation.id in documents for documents in self._unsaved_documents()):
            self.tell("This tag has a change that isn't saved yet: R tries again, u gives it up.")
            return
        self.put_away_tag()
        self.change_tag(placed.annotation, settled, f"{how} {placed.annotation.brief}")

    def go_to_article(self, article: str) -> bool:
        """Show another article, with its first sentence selected; say whether it can be read."""
        raise NotImplementedError

    def leave(self) -> None:
        """Put the tag in hand away; without one, go back."""
        if self._in_hand is not None:
            self.put_away_tag()
        else:
            super().leave()

    def put_away_tag(self) -> None:
        """Put the tag in hand away, if there is one."""
        self._in_hand = None
        self.comparison.hide()
        self.show_status()

    def _look_after_tag_in_hand(self) -> None:
        """Show the tag in hand as it is now, or put it away if it has been settled."""
        if self._in_hand is None:
            return
        key = self._in_hand.annotation.id
        there = self.view.tags.by_id.get(key)
        if there is None or not there.needs_a_person:
            self.put_away_tag()
        elif there != self._in_hand:
            self._in_hand = there
            self._show_comparison(there)

    def _unsettled_here(self) -> list[Placed]:
        me = self.workspace.annotations.annotator
        lost = self.view.tags.lost.values()
        here = [p for p in lost if p.needs_a_person and p.annotation.annotator == me]
        return sorted(here, key=lambda placed: placed.anchor.candidate or placed.span)

    def _show_comparison(self, placed: Placed) -> None:
        known, candidate = placed.annotation, placed.anchor.candidate
        title = [
            Piece(f"{placed.anchor.status} ", "error"),
            Piece(f"{one_line(known.label)} ", "key"),
        ]
        was = _in_context(known.prefix, known.quote, known.suffix)
        if candidate is not None:
            how = f"is it this one? Its surroundings fit to {placed.anchor.score:.0%}"
            title.append(Piece(how, "muted"))
            text = self.article.text
            before = text[max(0, candidate.start - _CONTEXT) : candidate.start]
            now = _in_context(before, placed.quote, text[candidate.end : candidate.end + _CONTEXT])
        else:
            title.append(Piece("its passage is not in the text any more", "muted"))
            now = "—"
        self.comparison.compare(title, was, now, self._settling_keys(candidate))

    def _settling_keys(self, candidate: Span | None) -> Iterator[Piece]:
        """Show what can be done with the tag in hand."""
        commands = {command.action: command for command in grouped(commands_of("reader"))["Settle"]}
        hints = {action: command.hint for action, command in commands.items()}
        others = sum(self.workspace.unsettled.values()) - 1
        del hints["settle_next"]
        if candidate is None:
            del hints["confirm"]
            hints["move_tag"] = "re-attach here"
        keys = [(key_sign(commands[action].keys[0]), hint) for action, hint in hints.items()]
        keys.append(("esc", "later"))
        if others > 0:
            keys.append((key_sign(commands["settle_next"].keys[0]), f"next · {others} more"))
        for key, hint in keys:
            yield from (Piece(key, "key"), Piece(f" {hint}  ", "muted"))


def _in_context(prefix: str, passage: str, suffix: str) -> str:
    """Show a passage in brackets, with the whole words of what stands around it."""
    before, after = prefix[-_CONTEXT:], suffix[:_CONTEXT]
    if len(prefix) >= _CONTEXT:
        before = "…" + before.partition(" ")[2]
    if len(suffix) >= _CONTEXT:
        after = after.rpartition(" ")[0] + "…"
    longest = _LONGEST * len(passage) // max(1, width(passage))  # cells, not code points
    return " ".join(f"{before}[{shorten(passage, longest)}]{after}".split())
