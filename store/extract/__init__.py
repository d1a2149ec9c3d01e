"""Who says what, and when: pure functions from a text to what it mentions.

Rules with a small linear scorer, and nothing to download. One family of findings is one package:
`attributions` (source, cue, content), `speakers` (who each source is) and `dates` (TIMEX3).
"""

from __future__ import annotations

import datetime

from store.extract.findings import Attribution, Extraction


def extract(text: str, published: datetime.date | None = None) -> Extraction:
    """Find the speakers, attributions and dates of an article.

    Args:
        text: the article's reading text.
        published: the day it appeared, on which "Tuesday" and "last week" depend.

    Returns:
        Everything found, in text order, as half-open spans in code points.
    """
    from store.extract.attributions import find_attributions
    from store.extract.dates import find_dates
    from store.extract.speakers import find_speakers
    from store.span import Span

    found = find_attributions(text)
    sourced = [one for one in found if one.source]
    cast = find_speakers(text, [Span(one.source[0].start, one.source[-1].end) for one in sourced])
    speaker_of = dict(zip(map(id, sourced), cast.speaker_of, strict=True))
    return Extraction(
        speakers=cast.speakers,
        attributions=tuple(
            Attribution(
                source=one.source,
                cue=one.cue,
                content=one.content,
                speaker=speaker_of.get(id(one)),
                kind=one.kind,
                confidence=one.confidence,
            )
            for one in found
        ),
        dates=find_dates(text, published),
    )
