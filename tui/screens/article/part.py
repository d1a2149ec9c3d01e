"""What the parts of a screen that shows an article have in common.

Such a screen is one object with parts. Each part sees to one thing, and has its own state, commands
and tests. It knows the screen as one that shows an article: what is read, what is selected, the
bars and messages. It knows no other part, but `Knowing` where it asks what is known by now: what it
needs of another, it is given as a function when it is made, by the screen, which knows them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hedgerow.tui.commands import Command
from hedgerow.tui.screens.article.article_view import ArticleView
from hedgerow.tui.screens.article.reading import ReadingScreen
from hedgerow.tui.widgets.bar import Piece


class Part:
    """One thing that a screen sees to. Where a part has no say, it leaves things as they are here.

    The screen asks all its parts, in one order:

    - `is_possible`: whether a command would do something now, for the status line;
    - `hints`: the commands whose keys come first there;
    - `taken`: to begin with an article;
    - `fill`: to put what is saved into a view, in any thread;
    - `notes`: for pieces of the header;
    - `leave`: to put away what is in hand, before the screen is left.

    Everything else that a part does, it does for its own commands.
    """

    def __init__(self, screen: ReadingScreen) -> None:
        """Make a part of a screen; `taken` follows, with the article that is there by then."""
        self.screen = screen
        self.workspace = screen.workspace

    @property
    def me(self) -> str:
        """The annotator who reads."""
        return self.workspace.annotations.annotator

    def is_possible(self, command: Command) -> bool | None:  # noqa: ARG002
        """Say whether a command would do something now; None if it is no command of this part."""
        return None

    def hints(self) -> Iterator[Command]:
        """Give the commands that the status line shows first as things are."""
        yield from ()

    def taken(self) -> None:
        """Begin with the article that the screen has taken, of which nothing is shown yet."""

    def fill(self, view: ArticleView) -> None:
        """Put what is saved into a view which has its tags by then; this is done in any thread.

        Raises:
            ProblemError: what has been saved can't be read.
        """

    def notes(self) -> Iterator[Piece]:
        """Give what the header says between the count that is typed and the caret's place."""
        yield from ()

    def leave(self) -> bool:
        """Put away what is in hand, and say whether anything was: then the screen is not left."""
        return False


def with_a_say(parts: Iterable[Part], what: str) -> tuple[Part, ...]:
    """Give the parts that have a say in something, so that with each key only they are asked.

    Args:
        parts: the parts of a screen.
        what: the name of the method that asks a part, as in "notes".
    """
    return tuple(part for part in parts if getattr(type(part), what) is not getattr(Part, what))
