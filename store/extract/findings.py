"""What extraction finds in one article, as spans into its text.

Every span is half-open and counted in code points; `text[start:end]` is what was found. All
sequences are in text order.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal, Protocol

from hedgerow.store.span import Span

SpeakerKind = Literal["person", "organisation", "country", "other"]
AttributionKind = Literal["direct", "indirect", "mixed"]
AttributionLevel = Literal["main", "outer", "nested"]
DateType = Literal["DATE", "TIME", "DURATION", "SET"]

WORTH_SHOWING = 0.55
"""The least confidence with which a suggestion is shown to a reader: eight in ten are then right.

By eye on news; see `docs/extraction.md`.
"""


@dataclass(frozen=True, slots=True)
class Speaker:
    """One entity of the article, under every form by which the text names it.

    `name` is canonical: the fullest form the article itself gives, without titles or articles
    ("Wang Yi", never "Foreign Minister Wang"). `mentions` holds each place the entity is named,
    titles and pronouns included where they were resolved. `confidence`, 0 to 1, says how sure it
    is that the entity is of this kind and the mentions are all its own.
    """

    name: str
    kind: SpeakerKind
    mentions: tuple[Span, ...]
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what, after PARC and PolNeAR: a source, a cue ("said") and a content.

    Each role may be in several pieces (a quotation that goes on after its "he said") and the
    source may be absent. `speaker` is the name of a `Speaker`, or None where the source could
    not be resolved. `kind` says how far the content stands in quotation marks; `confidence` is
    the scorer's probability, 0 to 1. `level` sets apart who only passes words on: an "outer"
    source (an agency, a paper, a document) relays an attribution that its content holds; a
    "nested" one is told within the words of another who speaks. `speaker_confidence` says how sure
    it is that the source means this speaker.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: str | None
    kind: AttributionKind
    confidence: float
    level: AttributionLevel = "main"
    speaker_confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or time that the text names, with its TIMEX3 type and value.

    `value` follows ISO 8601 as TimeML uses it ("2022-03-01", "2022-W08", "2022-03-01TNI",
    "P3D", "FY1989", "PAST_REF"). It is None where the words need a publication date that is
    unknown, and for feasts that follow the moon.
    `confidence`, 0 to 1, says how often expressions of its family are read right.
    Source: TimeML 1.2.1, TIMEX3.
    """

    span: Span
    type: DateType
    value: str | None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A passage that may deserve a tag: proposed to a reader, never counted as done.

    `label` is the label proposed ("stance", "hedge" or "claim"). `reason` says in a few words why,
    for the reader ("stance: 'condemns', Wang Yi → Russia"). `attributes` are names and values for
    the tag, as the built-in codebook has them. `speaker` and `source` say who takes a stance: a
    name, and where the text has it. `confidence` is 0 to 1.
    """

    span: Span
    label: str
    reason: str
    attributes: tuple[tuple[str, str], ...] = ()
    confidence: float = 1.0
    speaker: str | None = None
    source: Span | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one article."""

    speakers: tuple[Speaker, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    dates: tuple[DateMention, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


class Extractor(Protocol):
    """Whatever finds speakers, attributions, dates and suggestions in a text.

    `store.extract.extract` is one; a reader may name another in the configuration. It must be a
    pure function: the same text and day give the same findings, in any process.
    """

    def __call__(self, text: str, published: datetime.date | None, /) -> Extraction:
        """Find what an article mentions.

        Args:
            text: the article's reading text, exactly as it is shown.
            published: the day on which it appeared, or None where that is unknown.

        Returns:
            Everything found, as half-open spans in code points of `text`, each sequence in text
            order.
        """
