"""Tries the attribution patterns on every word of a paragraph that may head a cue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from store.extract.attributions.according_to import according_frame
from store.extract.attributions.cited_source import frame_of_cited_source
from store.extract.attributions.colon_forms import speaker_after_colon, speaker_before_colon
from store.extract.attributions.following_content import frame_before_content
from store.extract.attributions.frames import Frame
from store.extract.attributions.fronted_content import frame_after_clause
from store.extract.attributions.noun_phrases import in_verb_group, phrase_before
from store.extract.attributions.quoted_content import frame_after_quotation
from store.extract.attributions.shared_subject import (
    continues_clause,
    frame_of_leading_clause,
    share_subject,
)
from store.extract.prose.paragraphs import Paragraph
from store.extract.prose.sentences import Sentence

_PREPOSITIONAL_CUES = frozenset(("according", "per"))


def find_frames(paragraph: Paragraph) -> Iterator[Frame]:
    """Yield the candidate attributions of one paragraph, at most one for each possible cue."""
    frames = [
        frame for sentence in paragraph.sentences for frame in _frames_of(sentence, paragraph)
    ]
    opening = speaker_before_colon(paragraph.tokens)
    if opening is not None and not _is_dateline(opening, frames):
        yield opening
    closing = speaker_after_colon(paragraph.tokens)
    if closing is not None:
        yield closing
    yield from frames


def _is_dateline(opening: Frame, frames: list[Frame]) -> bool:
    """Say whether the name before a colon is a place, since what follows has another source.

    "Beijing: China is concerned, Foreign Minister Wang Yi said."
    """
    return any(
        part.first == opening.head + 1 and part.stop <= frame.head
        for frame in frames
        for part in frame.content
    )


def _frames_of(sentence: Sentence, paragraph: Paragraph) -> list[Frame]:
    found: list[Frame] = []
    cues = paragraph.cues
    for head in cues[bisect_left(cues, sentence.first) : bisect_left(cues, sentence.stop)]:
        if _modifies_cue(sentence, head):
            continue
        frame = _frame_at(sentence, head, found)
        if frame is not None and frame.content:
            share_subject(sentence, frame, found)
            found.append(frame)
    return found


def _modifies_cue(sentence: Sentence, index: int) -> bool:
    """Say whether the word only belongs to the cue behind it ("reportedly said")."""
    following = index + 1
    return (
        following < sentence.stop
        and sentence.tokens[following].lower in sentence.cue_shares
        and in_verb_group(sentence.tokens[index])
    )


def _frame_at(sentence: Sentence, head: int, earlier: list[Frame]) -> Frame | None:
    """Return what the first pattern that fits makes of the word at `head`."""
    if sentence.tokens[head].lower in _PREPOSITIONAL_CUES:
        return according_frame(sentence, head)
    subject = None if continues_clause(sentence, head) else phrase_before(sentence, head)
    return (
        frame_of_cited_source(sentence, head, earlier)
        or frame_of_leading_clause(sentence, head)
        or frame_after_quotation(sentence, head, subject)
        or frame_after_clause(sentence, head, subject)
        or frame_before_content(sentence, head, subject)
    )
