"""A source that the reporter's own source names: "PTI reported, citing Xinhua"."""

from __future__ import annotations

from collections.abc import Sequence

from hedgerow.store.extract.attributions.following_phrases import phrase_after
from hedgerow.store.extract.attributions.frames import Frame, trimmed
from hedgerow.store.extract.prose.sentences import Sentence
from hedgerow.store.extract.prose.tokens import TokenRange

CITING_VERBS = frozenset("citing cited cites quoting quoted quotes".split())


def frame_of_cited_source(sentence: Sentence, head: int, earlier: Sequence[Frame]) -> Frame | None:
    """Recognise the source behind a verb of citing.

    - "The talks failed, PTI reported citing Xinhua." (the content of the cue before)
    - `The readout, which cited Kuleba, “is false.”` (the quotation behind the comma)
    """
    tokens = sentence.tokens
    if tokens[head].lower not in CITING_VERBS:
        return None
    source = phrase_after(sentence, head + 1)
    if source is None:
        return None
    cue = TokenRange(head, head + 1)
    if source.stop >= sentence.end:
        content = _content_just_reported(earlier)
        return Frame("citing-last", head, cue, source, content) if content else None
    quoted = source.stop + 1 < sentence.end and tokens[source.stop + 1].quotation >= 0
    if quoted and tokens[source.stop].text == ",":
        content = trimmed(tokens, source.stop, sentence.end)
        return Frame("citing-quotation", head, cue, source, content)
    return None


def _content_just_reported(earlier: Sequence[Frame]) -> list[TokenRange]:
    """Return the content of the last cue, if it stood before that cue."""
    if earlier and max(part.stop for part in earlier[-1].content) <= earlier[-1].head:
        return list(earlier[-1].content)
    return []
