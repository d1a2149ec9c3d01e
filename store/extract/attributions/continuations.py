"""Follows quotations that go on over several paragraphs.

By custom each paragraph of such a quotation opens with a mark and only the last one closes it;
the speaker is named once, beside the first or the last of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hedgerow.store.extract.attributions.found import FoundAttribution
from hedgerow.store.extract.prose.paragraphs import Paragraph
from hedgerow.store.span import Span


class RunningQuotations:
    """Collects, paragraph by paragraph, the quotations that one paragraph leaves to the next."""

    def __init__(self) -> None:
        self._chains: list[list[Span]] = []
        self._open = False

    def add(self, paragraph: Paragraph) -> None:
        """Take note of the next paragraph of the article."""
        ranges = paragraph.quotations.ranges
        continues = self._open and bool(ranges) and ranges[0].first == 0
        if continues:
            self._chains[-1].append(paragraph.span_of(ranges[0]))
        # A paragraph that is one quotation from end to end carries the chain on as it is.
        if paragraph.quotations.runs_on and not (continues and len(ranges) == 1):
            self._chains.append([paragraph.span_of(ranges[-1])])
        self._open = paragraph.quotations.runs_on

    def complete(self, found: Sequence[FoundAttribution]) -> list[FoundAttribution]:
        """Return `found` with the rest of each running quotation added to its first speaker's.

        `found` holds the article's attributions in any order, which the result keeps.
        """
        chains = {
            boundary: chain
            for chain in self._chains
            if len(chain) > 1
            for part in chain
            for boundary in part
        }
        claimed: set[Span] = set()
        completed = []
        for attribution in found:
            chain = _chain_beside(attribution.content, chains)
            if chain and chain[0] not in claimed:
                claimed.add(chain[0])
                content = _merged(attribution.content, chain)
                completed.append(attribution._replace(content=content))
            else:
                completed.append(attribution)
        return completed


def _chain_beside(content: Iterable[Span], chains: Mapping[int, list[Span]]) -> list[Span]:
    """Return the chain of which a quotation starts or ends together with a part of the content."""
    for part in content:
        chain = chains.get(part.start) or chains.get(part.end)
        if chain:
            return chain
    return []


def _merged(content: tuple[Span, ...], chain: Iterable[Span]) -> tuple[Span, ...]:
    missing = (part for part in chain if not any(part.overlaps(known) for known in content))
    return tuple(sorted((*content, *missing)))
