"""An article as a second look shows it: without any tag of before."""

from __future__ import annotations

from hedgerow.store.annotations import Codebook
from hedgerow.store.corpus import Article
from hedgerow.store.span import Span
from hedgerow.tui.screens.article.article_view import ArticleView
from hedgerow.tui.screens.article.highlights import speaker_kind
from hedgerow.tui.screens.base.label_looks import label_kind, label_looks
from hedgerow.tui.text.runs import Highlight
from hedgerow.tui.widgets.looks import FIXED, Look, Looks, speaker_look


class BlindView(ArticleView):
    """An article in which a place is set off, and no tag is known: only what is chosen now."""

    def __init__(self, article: Article, codebook: Codebook, annotator: str) -> None:
        super().__init__(article, codebook, annotator)
        self.asked = Span(0, 0)
        self.chosen: list[tuple[str, Span]] = []

    @property
    def looks(self) -> Looks:
        """The looks of an article, and of what is set off and what is around it."""
        speakers = range(len(self.found.speakers))
        return Looks(
            {
                "shown": Look(letter="›"),
                **label_looks(self.codebook.labels),
                **FIXED,
                **{speaker_kind(position): speaker_look(position) for position in speakers},
                "around": Look(dim=True),
            }
        )

    def marks(self) -> list[Highlight]:
        """Give what is found, what is set off and what has just been chosen there."""
        start, end = self.asked
        around = [Highlight(0, start, "around"), Highlight(end, len(self.article.text), "around")]
        chosen = [Highlight(*span, label_kind(label)) for label, span in self.chosen]
        set_off = [
            Highlight(start, end, "shown"),
            *(mark for mark in around if mark.start < mark.end),
        ]
        return [*self._found_marks(), *set_off, *chosen]

    def mark_changes(self) -> None:
        """Have all marks drawn anew: they are few."""
