"""The reader's part that says whose tags are shown: one's own, unless others' are asked for."""

from __future__ import annotations

from collections.abc import Iterator

from hedgerow.store.adjudication import decisions_on
from hedgerow.tui.commands import Command
from hedgerow.tui.screens.article.article_view import ArticleView
from hedgerow.tui.screens.article.part import Part
from hedgerow.tui.screens.article.reading import ReadingScreen
from hedgerow.tui.screens.article.whose import DECIDED, Shown, owner_letters, whose
from hedgerow.tui.text.selection import select
from hedgerow.tui.text.visible import one_line
from hedgerow.tui.widgets.bar import Piece


class WhoseTags(Part):
    """Shows one's own tags, another's, what was decided, or all, each told from the others."""

    def __init__(self, screen: ReadingScreen) -> None:
        super().__init__(screen)
        self._shown: Shown | None = None  # None: one's own, as nobody has asked for others'
        self._article = screen.article.id

    def taken(self) -> None:
        """Begin with an article; of another than before, only one's own tags are shown."""
        if self.screen.article.id != self._article:
            self._shown = None
        self._article = self.screen.article.id
        self.screen.view.shown = self._shown or Shown(self.me)

    def fill(self, view: ArticleView) -> None:
        """Put into a view what has been decided on its tags; this is done in any thread.

        Raises:
            ProblemError: what has been saved can't be read.
        """
        view.decisions = decisions_on(self.workspace.annotations, view.article.id)

    def is_possible(self, command: Command) -> bool | None:
        """Say whether a command would do something now."""
        if command.action == "whose":
            return self._shown is not None or bool(self._others())
        return None

    def action_whose(self) -> None:
        """Show another's tags, then what was decided, then all, then one's own again."""
        others = self._others()
        if not others and self._shown is None:
            self.screen.tell("Nobody else has tagged anything in this article.")
            return
        views = [Shown(self.me), *map(Shown, others), Shown(None)]
        at = views.index(self.screen.view.shown) if self.screen.view.shown in views else -1
        following = views[(at + 1) % len(views)]
        self._shown = following if following.owner != self.me else None
        self.screen.view.shown = following
        self.screen.draw()
        self.screen.tell(f"Shown: {self._words()}. {self._rule()}")

    def _words(self) -> str:
        owner, count = self.screen.view.shown.owner, self.screen.view.shown_tags.count
        everything = "all tags" + (" and what was decided" if DECIDED in self._others() else "")
        what = everything if owner is None else whose(owner)
        if owner == self.me:
            what = "your tags"
        return f"{what}, {count:,} here"

    def _rule(self) -> str:
        if self.screen.view.shown.owner == self.me:
            return "Others’ are hidden while you tag: O shows them."
        if self.screen.view.shown.owner is None:
            return "Keys change yours only; O hides the others’."
        return "They can’t be changed here; O goes on."

    def _others(self) -> list[str]:
        """Name the others who have tags in this article; what was decided comes last."""
        others = (owner for owner in self.screen.view.owners if owner != self.me)
        return sorted(others, key=lambda owner: (owner == DECIDED, owner))

    def show_decided(self, annotation: str, words: str) -> None:
        """Go to a tag, and say what was decided on it."""
        placed = self.screen.view.tags.by_id.get(annotation)
        if placed is not None and placed.is_anchored:
            self.screen.go(select(*placed.span))
        self.screen.tell(one_line(words))

    def notes(self) -> Iterator[Piece]:
        """Say in the header whose tags are shown, with the letter of each."""
        if self._shown is None:
            if self._others():
                yield Piece("your tags · ", "muted")
                yield Piece("O", "key")
                yield Piece(" others’  ", "muted")
            return
        letters = owner_letters(self.screen.view.owners)
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
        if self.screen.view.shown.owner in (None, self.me):
            return True
        self.screen.tell(f"You are looking at {self._words()}. O goes on to your own, to tag.")
        return False
