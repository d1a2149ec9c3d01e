"""Measures how many of the passages proposed for tags a reader would have proposed, too.

Used by `extraction.py`. `seeds_gold.jsonl` holds what somebody would tag in the sample articles;
they had no reason to tag a passage each time that it comes again, so that what is shown beyond
theirs is no error for certain.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from hedgerow.store.extract import extract
from hedgerow.store.extract.findings import WORTH_SHOWING
from hedgerow.store.span import Span

LABELS = ("stance", "hedge", "claim")


@dataclass
class SuggestionScore:
    """How many passages of a label the gold wants, how many of them were met, how many shown."""

    wanted: int = 0
    met: int = 0
    shown: int = 0
    shown_and_wanted: int = 0

    def __str__(self) -> str:
        share = f"{self.shown_and_wanted} of {self.shown} shown are among them"
        return f"{self.met} of {self.wanted}; {share}"


def measure_suggestions(gold: Path, articles: Path) -> dict[str, SuggestionScore]:
    """Compare what is worth showing with the gold, by overlap.

    Args:
        gold: the file of answers, an article a line.
        articles: the folder of the articles that it refers to.
    """
    scores = {label: SuggestionScore() for label in LABELS}
    for answers in _rows(gold):
        text = (articles / answers["file"]).read_bytes().decode()
        shown = [one for one in extract(text).suggestions if one.confidence >= WORTH_SHOWING]
        for label, score in scores.items():
            wanted = [
                Span(one["start"], one["end"])
                for one in answers["suggestions"]
                if one["tag"] == label
            ]
            spans = [one.span for one in shown if one.label == label]
            score.wanted += len(wanted)
            score.shown += len(spans)
            score.met += sum(any(span.overlaps(one) for span in spans) for one in wanted)
            score.shown_and_wanted += sum(
                any(span.overlaps(one) for one in wanted) for span in spans
            )
    return scores


def _overlaps_any(others: list[Span]) -> Callable[[Span], bool]:
    return lambda span: any(span.overlaps(other) for other in others)


def _rows(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
