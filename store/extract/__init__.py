"""Who says what, and when: pure functions from a text to what it mentions.

Rules with small linear scorers, and nothing to download. `prose` divides a text into paragraphs,
sentences and tokens; one family of findings is one package: `attributions` (source, cue, content),
`speakers` (who each source is), `dates` (TIMEX3) and `suggestions` (hedges, claims, stances).
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from hedgerow.store import hand_out
from hedgerow.store.extract.findings import (
    WORTH_SHOWING as WORTH_SHOWING,
    Attribution as Attribution,
    DateMention as DateMention,
    Extraction as Extraction,
    Extractor as Extractor,
    Speaker as Speaker,
    Suggestion as Suggestion,
)

if TYPE_CHECKING:
    from hedgerow.store.extract.plugged import CheckedExtractor as CheckedExtractor
    from hedgerow.store.extract.suggestions import SuggestionReader
else:
    __getattr__ = hand_out(__name__, {"plugged": "CheckedExtractor"})


def extract(text: str, published: datetime.date | None = None) -> Extraction:
    """Find the speakers, attributions and dates of an article, and what may deserve a tag.

    Args:
        text: the article's reading text.
        published: the day it appeared, on which "Tuesday" and "last week" depend.

    Returns:
        Everything found, in text order, as half-open spans in code points.
    """
    from hedgerow.store.extract.suggestions import SuggestionReader

    return _extract(text, published, SuggestionReader())


def extract_mentions(text: str, published: datetime.date | None = None) -> Extraction:
    """Find what `extract` finds, but for the suggestions, in three quarters of the time."""
    return _extract(text, published, None)


def _extract(
    text: str, published: datetime.date | None, suggestions: SuggestionReader | None
) -> Extraction:
    from hedgerow.store.extract.attributions import AttributionReader
    from hedgerow.store.extract.attributions.scorer import fitted_model
    from hedgerow.store.extract.dates import find_dates
    from hedgerow.store.extract.placing import in_text
    from hedgerow.store.extract.prose.paragraphs import split_paragraphs
    from hedgerow.store.extract.speakers import find_speakers
    from hedgerow.store.passages import flowing
    from hedgerow.store.span import Span

    reading = flowing(text)
    text = reading.text
    attributions = AttributionReader()
    paragraphs = split_paragraphs(text, fitted_model().cue_shares)
    for paragraph, some in attributions.read_all(paragraphs):
        if suggestions is not None:
            suggestions.read(paragraph, some)
    told = attributions.found()
    sourced = [one for one in told if one.source]
    cast = find_speakers(text, [Span(one.source[0].start, one.source[-1].end) for one in sourced])
    cues = [one.cue[0] for one in sourced]
    speaker_of = dict(zip(cues, cast.speaker_of, strict=True))
    sure_of = dict(zip(cues, cast.confidence_of, strict=True))
    found = Extraction(
        speakers=cast.speakers,
        attributions=tuple(
            Attribution(
                source=one.source,
                cue=one.cue,
                content=one.content,
                speaker=speaker_of.get(one.cue[0]) if one.source else None,
                kind=one.kind,
                confidence=one.confidence,
                level=one.level,
                speaker_confidence=sure_of.get(one.cue[0], 0.0) if one.source else 0.0,
            )
            for one in told
        ),
        dates=find_dates(text, published),
        suggestions=(
            suggestions.suggestions(text, cast.speakers, speaker_of) if suggestions else ()
        ),
    )
    return in_text(found, reading)
