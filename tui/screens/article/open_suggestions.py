"""The suggestions that nobody has settled, each of which comes and goes without the others."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator

from hedgerow.store.annotations import Codebook, Placed
from hedgerow.store.extract import Suggestion
from hedgerow.store.span import Span
from hedgerow.store.tagging import SettledPassage, suggestions_still_open
from hedgerow.tui.screens.article.findings import Findings
from hedgerow.tui.text.span_list import SpanList


class OpenSuggestions:
    """Those of the suggestions found that are still open, in text order."""

    def __init__(
        self, findings: Findings, codebook: Codebook, taken: Iterable[SettledPassage] | None = None
    ) -> None:
        """Find those that are open.

        Args:
            findings: what was found.
            codebook: says how sure a suggestion has to be.
            taken: the labels and passages that are tagged or dismissed; None: nothing is open.
        """
        self._findings = findings
        self._codebook = codebook
        found = findings.found.suggestions
        there = () if taken is None else suggestions_still_open(found, list(taken), codebook)
        still = {id(one) for one in there}
        self._positions = [position for position, one in enumerate(found) if id(one) in still]
        self._known = set(self._positions)
        self._spans = SpanList(found[position].span for position in self._positions)

    def __len__(self) -> int:
        return len(self._positions)

    def __iter__(self) -> Iterator[Suggestion]:
        return map(self.nth, range(len(self)))

    def nth(self, number: int) -> Suggestion:
        """Give one of them, counted from 0."""
        return self._findings.found.suggestions[self._positions[number]]

    @property
    def spans(self) -> list[Span]:
        """Their passages, in text order, each once."""
        return self._spans.spans

    def at(self, selected: Span, caret: int) -> Suggestion | None:
        """Give the one that is selected, or else the smallest at the caret.

        Args:
            selected: the selected passage, in code points.
            caret: the offset of the caret, in code points.
        """
        near = [*self._touching(caret), *self._touching(selected.start)]
        exact = [one for one in near if one.span == selected]
        here = [one for one in near if one.span.start <= caret < one.span.end]
        return min(exact or here, key=lambda one: one.span.length, default=None)

    def _touching(self, offset: int) -> Iterator[Suggestion]:
        for position, suggestion in self._findings.suggestions_touching((offset, offset + 1)):
            if position in self._known:
                yield suggestion

    def sift_at(
        self, span: Span, taken: Callable[[Span], Iterable[SettledPassage]]
    ) -> Iterator[tuple[Suggestion, bool]]:
        """Open and close those that touch a span; give each that has changed, and if it is open.

        Args:
            span: a passage where tags have come or gone.
            taken: gives the labels and passages that are tagged or dismissed around a passage.
        """
        for position, suggestion in self._findings.suggestions_touching(span):
            there = list(taken(suggestion.span))
            is_open = bool(suggestions_still_open((suggestion,), there, self._codebook))
            if is_open != (position in self._known):
                self._toggle(position, suggestion.span)
                yield suggestion, is_open

    def _toggle(self, position: int, span: Span) -> None:
        """Take one out, or in, by its position among all that were found."""
        if position in self._known:
            self._known.remove(position)
            del self._positions[bisect_left(self._positions, position)]
            self._spans.remove(span)
        else:
            self._known.add(position)
            insort(self._positions, position)
            self._spans.add(span)


def taken_by(annotator: str, tags: Iterable[Placed]) -> Iterator[SettledPassage]:
    """Give the labels and passages of an annotator's own tags, where their place is certain."""
    for placed in tags:
        if placed.is_anchored and placed.annotation.is_own_of(annotator):
            yield placed.annotation.label, placed.span
