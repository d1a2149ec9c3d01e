"""The reader: one article, what it mentions, and the passages that are tagged in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal

from hedgerow.store.annotations import in_brief
from hedgerow.store.corpus import Article
from hedgerow.store.exchange import cite
from hedgerow.store.journal import Change
from hedgerow.store.span import Span
from hedgerow.store.workspace import Workspace
from hedgerow.tui.commands import Command, bindings
from hedgerow.tui.screens.article.article_view import ArticleView
from hedgerow.tui.screens.article.knowing import Knowing
from hedgerow.tui.screens.article.part import Part, with_a_say
from hedgerow.tui.screens.article.reading import ReadingScreen
from hedgerow.tui.screens.base.label_commands import bind_labels, commands_of_labels
from hedgerow.tui.screens.reader.following import Following
from hedgerow.tui.screens.reader.panel import Panel
from hedgerow.tui.screens.reader.settling import Settling
from hedgerow.tui.screens.reader.suggesting import Suggesting
from hedgerow.tui.screens.reader.tagging import Tagging
from hedgerow.tui.screens.reader.whose_tags import WhoseTags
from hedgerow.tui.text.selection import Selection
from hedgerow.tui.widgets.bar import Piece
from hedgerow.tui.widgets.line_list import LineList


class ReaderScreen(ReadingScreen):
    """Shows an article. The selection comes first, the action second.

    What can be done is done by its parts; the screen makes them, tells each what it needs of the
    others, and asks them all where more than one may have a say.
    """

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
            self,
            self.knowing,
            change_tag=self.tagging.change,
            go_to_article=lambda article: self.following.go_to_article(article),
        )
        self.following = Following(
            self,
            self.knowing,
            show=self._show_article,
            in_hand=lambda: self.settling.id_in_hand,
            take_in_hand=self.settling.take_in_hand,
        )
        self.panel = Panel(self, take_in_hand=self.settling.take_in_hand)
        self.parts = (
            self.tagging,
            self.suggesting,
            self.settling,
            self.panel,
            self.following,
            self.whose_tags,
            self.knowing,
        )
        self._with_commands = with_a_say(self.parts, "is_possible")
        self._with_notes = with_a_say(self.parts, "notes")
        for part in self.parts:
            self.with_part(part)
            part.taken()
        self._first_in_hand = in_hand
        self._first_matches = matches
        self._first_match = at
        bind_labels(self._bindings, self.label_commands())

    def compose(self) -> ComposeResult:
        """Lay the screen out."""
        yield self.header
        with Horizontal(id="body"):
            yield self.pane
            yield self.panel.rows
        yield self.settling.comparison
        yield self.context
        yield self.status

    def on_mount(self) -> None:
        """Show the text at once; what it mentions follows."""
        self._show()
        self.knowing.once_placed(self.following.tell_tally)
        if (first := self._first_in_hand) is not None:
            self.knowing.once_placed(lambda: self.settling.take_in_hand(first))
        if self._first_matches:
            at = self._first_match or self._first_matches[0]
            self.search.show_matches(self._first_matches, at)

    def on_resize(self) -> None:
        """Show the side panel where there is room for it."""
        self.panel.show()

    def on_unmount(self) -> None:
        """Let go of what was known of the article."""
        self.knowing.let_go()

    # Commands

    def label_commands(self) -> Iterator[Command]:
        """Give a command for each label of the codebook."""
        return commands_of_labels(self.workspace.codebook.labels, self.WHERE)

    def is_possible(self, command: Command) -> bool:
        """Say whether a command would do something now."""
        for part in self._with_commands:
            if (is_possible := part.is_possible(command)) is not None:
                return is_possible
        if command.name == "quotation":
            return self.passages.has_quotations
        if command.name == "mention":
            return bool(self.view.findings.mentions)
        return super().is_possible(command)

    def hinted_commands(self) -> Iterator[Command]:
        """Give the commands first that the parts want first."""
        for part in self.parts:
            yield from part.hints()
        yield from super().hinted_commands()

    # Showing

    def take(self, article: Article) -> None:
        """Work on an article from now on."""
        super().take(article)
        for part in self.parts:
            part.taken()

    def _show_article(self, article: Article, selection: Selection | None = None) -> None:
        self.take(article)
        self._show(selection)

    def _show(self, selection: Selection | None = None) -> None:
        self.settling.put_away()
        self.knowing.place_tags()
        self.load(selection)
        self.knowing.search()
        self.panel.show()
        self.show_status()

    def _fill(self, view: ArticleView) -> None:
        for part in self.parts:
            part.fill(view)

    def draw(self) -> None:
        """Draw the highlights, the side panel and the bars as things are now."""
        self.suggesting.sift_what_is_shown()
        super().draw()
        self.panel.draw()

    def header_notes(self) -> Iterator[Piece]:
        """Say in the header what else is to be known of what is shown."""
        for part in self._with_notes:
            yield from part.notes()

    def show_context(self) -> None:
        """Show what is known of the selection; the keys that work there may change with it."""
        super().show_context()
        self.suggesting.follow_caret()

    # What happens

    def article_changed(self, article: str) -> None:
        """Show the tags of the article as they are now, whoever has changed them."""
        if article == self.article.id and self.is_attached:
            self.knowing.place_tags()
            self.settling.look_after_tag_in_hand()
            self.draw()

    def text_changed(self, article: str) -> None:
        """Show the text that the article's file has now, at the same passage."""
        if article == self.article.id:
            self.following.reload()

    def follow(self, change: Change) -> None:
        """Show what an undo has changed, in whichever article it is."""
        self.following.follow(change)

    def show_decided(self, annotation: str, words: str) -> None:
        """Go to a tag, and say what was decided on it."""
        self.whose_tags.show_decided(annotation, words)

    def leave(self) -> None:
        """Put away what is in hand; without anything, go back."""
        if not any(part.leave() for part in self.parts):
            super().leave()

    # Going

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
                self.jump(self.view.shown_tags.spans, count, "tag")

        if not self.knowing.is_placed:
            self.tell("The tags are still being read …")
        self.knowing.once_placed(go_on)

    # The rest

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Jump to what the row of the side panel stands for."""
        self.panel.choose(event.value)

    @work
    async def action_copy(self) -> None:
        """Copy the passage with its source."""
        attribution = self.view.findings.attribution_around(self.selected)
        way = await self.services.copy(cite(self.article, self.selected, attribution))
        passage = in_brief(self.selected.of(self.article.text))
        self.tell(f"Copied {way}: “{passage}”", part="good")
