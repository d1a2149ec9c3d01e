"""What extraction finds in one article: speakers, attributions and dates, as spans into its text.

Every span is half-open and counted in code points; `text[start:end]` is what was found. All
sequences are in text order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from store.span import Span

SpeakerKind = Literal["person", "organisation", "country", "other"]
AttributionKind = Literal["direct", "indirect", "mixed"]
DateType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """One entity of the article, under every form by which the text names it.

    `name` is canonical: the fullest form the article itself gives, without titles or articles
    ("Wang Yi", never "Foreign Minister Wang"). `mentions` holds each place the entity is named,
    titles and pronouns included where they were resolved.
    """

    name: str
    kind: SpeakerKind
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what, after PARC and PolNeAR: a source, a cue ("said") and a content.

    Each role may be in several pieces (a quotation that goes on after its "he said") and the
    source may be absent. `speaker` is the name of a `Speaker`, or None where the source could
    not be resolved. `kind` says how far the content stands in quotation marks; `confidence` is
    the scorer's probability, 0 to 1.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: str | None
    kind: AttributionKind
    confidence: float


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date or time that the text names, with its TIMEX3 type and value.

    `value` follows ISO 8601 as TimeML uses it ("2022-03-01", "2022-W08", "2022-03-01TNI",
    "P3D", "PAST_REF"). It is None where the words need a publication date that is unknown.
    Source: TimeML 1.2.1, TIMEX3.
    """

    span: Span
    type: DateType
    value: str | None


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one article."""

    speakers: tuple[Speaker, ...]
    attributions: tuple[Attribution, ...]
    dates: tuple[DateMention, ...]
