"""What a reader takes in and gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from hedgerow.store.corpus.article import PublishedFrom, StyledSpan
from hedgerow.store.problem import Problem


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article comes from: its file, its id, and its line in a file of many.

    `encoding` is how its text is encoded, where a person has said it.
    """

    path: Path
    article: str
    line: int | None = None
    encoding: str | None = None


@dataclass(slots=True)
class Metadata:
    """What a source states about itself. `published` is an ISO 8601 date."""

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    published_from: PublishedFrom = "unknown"
    url: str | None = None


@dataclass(slots=True)
class Reading:
    """A source as reading text, with styles as spans over it and the faults met on the way."""

    text: str
    styles: tuple[StyledSpan, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    problems: list[Problem] = field(default_factory=list)
