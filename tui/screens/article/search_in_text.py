"""The part of a screen with an article that searches it: the field, the matches, n and N."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from hedgerow.store.corpus import Article
from hedgerow.store.folding import find_all
from hedgerow.store.span import Span
from hedgerow.tui.text.runs import Highlight
from hedgerow.tui.text.selection import Selection, next_place, select


class SearchedScreen(Protocol):
    """What a search asks of the screen that it is a part of."""

    article: Article
    selection: Selection

    def open_field(
        self,
        placeholder: str,
        value: str = "",
        *,
        changed: Callable[[str], None],
        closed: Callable[[str, bool], None],
    ) -> None:
        """Open a field above the status line."""

    def draw(self) -> None:
        """Draw the highlights and the bars as things are now."""

    def go(self, selection: Selection, otherwise: str = "") -> None:
        """Select; where a motion has gone nowhere, say why."""

    def tell(self, message: str, *, part: str = "") -> None:
        """Show a message in the status line."""

    def take_count(self) -> int:
        """Give the number that was typed before a command, or 1."""


class SearchInText:
    """Looks for words in the article as they are typed, and goes through the matches.

    Attributes:
        matches: where the words stand: half-open spans of code points, in text order.
        origin: what was selected when the search began.
    """

    def __init__(self, screen: SearchedScreen) -> None:
        self.matches: list[tuple[int, int]] = []
        self.origin = select(0, 0)
        self._screen = screen
        self._typed: str | None = None  # what stands in the field; None: it is not open
        self._marked: list[tuple[int, int]] = []  # the matches whose marks were given last

    def forget(self) -> None:
        """Forget the matches: another text is shown."""
        self.matches = []

    # Their highlights

    def marks(self) -> Iterator[Highlight]:
        """Give the marks of all matches."""
        self._marked = list(self.matches)
        return _marks(self.matches)

    def forget_marks(self) -> None:
        """Know that the marks are gone: what is highlighted was made without them."""
        self._marked = []

    def mark_changes(self) -> Counter[Highlight]:
        """Say by how much each mark is there more often than when they were given last."""
        changes: Counter[Highlight] = Counter()
        if self._marked != self.matches:
            changes.update(_marks(self.matches))
            changes.subtract(_marks(self._marked))
            self._marked = list(self.matches)
        return changes

    # Searching

    def action_search(self) -> None:
        """Search the article as one types."""
        self.origin = self._screen.selection
        self._typed = self._typed or ""
        self._screen.open_field(
            "search; small letters match capitals too", changed=self._find, closed=self._end
        )

    def _find(self, typed: str) -> None:
        """Show the matches, and go to the first at or after where the search began."""
        self._typed = typed
        self.matches = [(one.start, one.end) for one in find_all(self._screen.article.text, typed)]
        self._screen.draw()
        start = self.origin.start
        place = next((match for match in self.matches if match[0] >= start), None)
        place = place or next(iter(self.matches), None)
        self._screen.go(select(*place) if place else self.origin)

    def _end(self, typed: str, is_cancelled: bool) -> None:
        """Stay at the match, or go back to where the search began."""
        self._typed = None
        if is_cancelled or not typed.strip():
            self.matches = []
            self._screen.draw()
            self._screen.go(self.origin)
        elif not self.matches:
            self._screen.tell(f"“{typed}” is not in this article.")
        else:
            self._tell_matches()

    def repeat_from(self, origin: Selection) -> None:
        """Search another text for what stands in the field, if it is open.

        Args:
            origin: where the search has begun, as the text is now.
        """
        self.origin = origin
        if self._typed is not None:
            self._find(self._typed)

    def show_matches(self, matches: Sequence[Span], at: Span) -> None:
        """Show where the words of another search stand, and go to one of the places."""
        self.matches = [(match.start, match.end) for match in matches]
        self._screen.draw()
        self._screen.go(select(*at))
        self._tell_matches()

    def _tell_matches(self) -> None:
        count = len(self.matches)
        plural = "es" if count > 1 else ""
        self._screen.tell(f"{count:,} match{plural}: n for the next, N back")

    def action_match(self, direction: int) -> None:
        """Go to the next match of the search."""
        screen = self._screen
        if not self.matches:
            screen.tell("No search has found anything: / begins one.")
            return
        place = next_place(self.matches, screen.selection, direction * screen.take_count())
        if place is None:
            place = self.matches[0 if direction > 0 else -1]
            screen.tell("The search went on from the other end.")
        screen.go(select(*place))


def _marks(matches: Iterable[tuple[int, int]]) -> Iterator[Highlight]:
    return (Highlight(*match, "match") for match in matches)
