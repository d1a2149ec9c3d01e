"""Where the tags of the article that is reviewed stand."""

from __future__ import annotations

from hedgerow.store.annotations import Annotation, Placed, TagNews
from hedgerow.store.span import Span
from hedgerow.tui.screens.article.reading import ReadingScreen


class TagsHere:
    """Keeps the tags of a screen's view in step with what is saved."""

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._news: TagNews | None = None

    def place_all(self) -> None:
        """Find where all tags of the article stand."""
        screen = self._screen
        self._news = TagNews(screen.workspace.annotations, screen.article)
        screen.view.placed = list(screen.workspace.place(screen.article))

    def place_again(self) -> None:
        """Find where those stand that have changed since, where that can be said; else all."""
        view = self._screen.view
        changes = self._news.since(view.tags.by_id) if self._news is not None else None
        if changes is not None:
            view.change_tags(changes)
        else:
            self.place_all()

    def placed(self, annotation: Annotation) -> Placed | None:
        """Give a tag with where it stands; None of a suggestion."""
        return self._screen.view.tags.by_id.get(annotation.id)

    def place_of(self, known: Annotation) -> tuple[Span, int] | None:
        """Give where a tag stands in the present text, and how far it has moved; None if unsure."""
        placed = self.placed(known)
        if placed is not None and placed.annotation.span == known.span:
            return (placed.span, placed.displacement) if placed.is_anchored else None
        # It is only suggested, or the reviewer would have another annotator's tag end elsewhere.
        is_there = known.span.of(self._screen.article.text) == known.quote
        return (known.span, 0) if is_there else None
