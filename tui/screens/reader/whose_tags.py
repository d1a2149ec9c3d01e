"""The reader's part that says whose tags are shown: one's own, unless others' are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hedgerow.store.adjudication import decisions_on
from hedgerow.store.annotations import TagNews, Tally
from hedgerow.store.corpus import Article
from hedgerow.tui.commands import Command
from hedgerow.tui.screens.article.article_view import ArticleView
from hedgerow.tui.screens.article.whose import DECIDED, Shown, letters_of, whose
from hedgerow.tui.screens.reader.knowing import Known
from hedgerow.tui.screens.reader.suggesting import SuggestingScreen
from hedgerow.tui.text.selection import select
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Piece


class WhoseTagsScreen(SuggestingScreen):
    """Shows one's own tags, another's, what was decided, or all, each told from the others."""

    _shown: Shown | None = None  # None: one's own, as nobody has asked for others'

    def take(self, article: Article) -> None:
        """Work on an article; in another than before, only one's own tags are shown."""
        is_same = self._shown is not None and self.article.id == article.id
        super().take(article)
        self._shown = self._shown if is_same else None
        self.view.shown = self._shown or Shown(self._me)

    @property
    def _me(self) -> str:
        return self.workspace.annotations.annotator

    def fill(self, view: ArticleView) -> tuple[TagNews, Tally]:
        """Put into a view the tags, and what has been decided on them; in any thread.

        Raises:
            ProblemError: what has been saved can't be read.
        """
        filled = super().fill(view)
        view.decisions = decisions_on(self.workspace.annotations, view.article.id)
        return filled

    def take_known(self, known: Known) -> None:
        """Show what has become known, of whoever is shown by now."""
        if known.view.shown != self.view.shown:
            known.view.shown = self.view.shown
            known = replace(known, runs=self.runs_of(known.view))
        super().take_known(known)

    def is_possible(self, command: Command) -> bool:
        """Say whether a command would do something now."""
        if command.action == "whose":
            return self._shown is not None or bool(self._others())
        return super().is_possible(command)

    def action_whose(self) -> None:
        """Show another's tags, then what was decided, then all, then one's own again."""
        others = self._others()
        if not others and self._shown is None:
            self.tell("Nobody else has tagged anything in this article.")
            return
        views = [Shown(self._me), *map(Shown, others), Shown(None)]
        at = views.index(self.view.shown) if self.view.shown in views else -1
        following = views[(at + 1) % len(views)]
        self._shown = following if following.owner != self._me else None
        self.view.shown = following
        self.draw()
        self.tell(f"Shown: {self._words()}. {self._rule()}")

    def _words(self) -> str:
        owner, count = self.view.shown_owner, self.view.shown_tags.count
        everything = "all tags" + (" and what was decided" if DECIDED in self._others() else "")
        what = everything if owner is None else whose(owner)
        if owner == self._me:
            what = "your tags"
        return f"{what}, {count:,} here"

    def _rule(self) -> str:
        if self.view.shown_owner == self._me:
            return "Others’ are hidden while you tag: O shows them."
        if self.view.shown_owner is None:
            return "Keys change yours only; O hides the others’."
        return "They can’t be changed here; O goes on."

    def _others(self) -> list[str]:
        """Name the others who have tags in this article; what was decided comes last."""
        others = (owner for owner in self.view.owners if owner != self._me)
        return sorted(others, key=lambda owner: (owner == DECIDED, owner))

    def show_decided(self, annotation: str, words: str) -> None:
        """Go to a tag, and say what was decided on it."""
        placed = self.view.tags.by_id.get(annotation)
        if placed is not None and placed.is_anchored:
            self.go(select(*placed.span))
        self.tell(one_line(words))

    def header_notes(self) -> Iterator[Piece]:
        """Say in the header whose tags are shown, with the letter of each."""
        if self._shown is None:
            if self._others():
                yield Piece("your tags · ", "muted")
                yield Piece("O", "key")
                yield Piece(" others’  ", "muted")
            return
        letters = letters_of(self.view.owners)
        owner = self._shown.owner
        if owner == DECIDED:
            yield Piece(f"{DECIDED} what was decided  ", "key")
        elif owner is not None:
            yield Piece(one_line(f"{letters.get(owner, '')} {whose(owner)}") + "  ", "key")
        else:
            names = (f"{letters[one]} {'decided' if one == DECIDED else one}" for one in letters)
            yield Piece(one_line(f"all: {' · '.join(names)}") + "  ", "key")

    def may_tag(self) -> bool:
        """Say whether a tag that is made now would be seen; if not, tell what to do."""
        if self.view.shown.owner in (None, self._me):
            return True
        self.tell(f"You are looking at {self._words()}. O goes on to your own, to tag.")
        return False
