"""Tries the attribution patterns on every word of a paragraph that may head a cue."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from hedgerow.store.extract.attributions.according_to import according_frame
from hedgerow.store.extract.attributions.cited_source import frame_of_cited_source
from hedgerow.store.extract.attributions.colon_forms import (
    quotation_after_colon,
    speaker_after_colon,
    speaker_before_colon,
)
from hedgerow.store.extract.attributions.following_content import frame_before_content
from hedgerow.store.extract.attributions.frames import JOINED_BY, Frame
from hedgerow.store.extract.attributions.fronted_content import frame_after_clause
from hedgerow.store.extract.attributions.leading_questions import frame_of_leading_question
from hedgerow.store.extract.attributions.noun_cues import issued_statement, noun_frame
from hedgerow.store.extract.attributions.noun_phrases import phrase_before
from hedgerow.store.extract.attributions.passive_cues import IMPERSONAL_PATTERNS, impersonal_frame
from hedgerow.store.extract.attributions.quoted_content import frame_after_quotation
from hedgerow.store.extract.attributions.shared_subject import (
    continues_clause,
    frame_of_leading_clause,
    share_subject,
)
from hedgerow.store.extract.attributions.unlisted_cues import unlisted_cues
from hedgerow.store.extract.prose.paragraphs import Paragraph
from hedgerow.store.extract.prose.sentences import Sentence
from hedgerow.store.extract.prose.tokens import TokenRange
from hedgerow.store.extract.prose.word_classes import in_verb_group

_PREPOSITIONAL_CUES = frozenset(("according", "per"))


def find_frames(paragraph: Paragraph) -> Iterator[Frame]:
    """Yield the candidate attributions of one paragraph, at most one for each possible cue."""
    cues = paragraph.cues
    unlisted = unlisted_cues(paragraph)
    if unlisted:
        cues = sorted((*cues, *unlisted))
    frames = [frame for sentence in paragraph.sentences for frame in _frames_of(sentence, cues)]
    opening = speaker_before_colon(paragraph.tokens)
    if opening is not None and not _is_dateline(opening, frames):
        yield opening
        frames = [frame for frame in frames if frame.head != opening.head]
    closing = speaker_after_colon(paragraph.tokens)
    if closing is not None:
        yield closing
        frames = [frame for frame in frames if frame.content[-1].stop <= closing.head]
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


def _frames_of(sentence: Sentence, cues: list[int]) -> list[Frame]:
    found: list[Frame] = []
    limit = 0
    for head in cues[bisect_left(cues, sentence.first) : bisect_left(cues, sentence.stop)]:
        if _modifies_cue(sentence, head) or _is_ruled_out(sentence, head):
            continue
        statement = issued_statement(sentence, head)
        if statement is not None:
            found = [frame for frame in found if frame.head < statement]
        frame = _frame_at(sentence, head, statement, found)
        if frame is not None and frame.head < limit:
            frame.content = _clipped(frame.content, limit)
        if frame is not None and frame.content and not _repeats(frame, found):
            if frame.pattern.startswith("leading"):
                limit = frame.content[-1].stop
            if frame.pattern not in IMPERSONAL_PATTERNS:
                share_subject(sentence, frame, found)
            found.append(frame)
    leading = quotation_after_colon(sentence, found)
    if leading is not None:
        found.append(leading)
    return found


def _clipped(content: list[TokenRange], stop: int) -> list[TokenRange]:
    """Return what of the content stands before the end of a leading clause, at `stop`."""
    return [TokenRange(part.first, min(part.stop, stop)) for part in content if part.first < stop]


def _modifies_cue(sentence: Sentence, index: int) -> bool:
    """Say whether the word only belongs to the cue behind it.

    So do the first words of "reportedly said", "declined to say" and "quoted as saying".
    """
    following = index + 1
    joint = JOINED_BY.get(sentence.tokens[index].lower)
    if joint is not None and following + 1 < sentence.stop:
        governs = sentence.tokens[following].lower == joint
        return governs and sentence.tokens[following + 1].lower in sentence.cue_shares
    return (
        following < sentence.stop
        and sentence.tokens[following].lower in sentence.cue_shares
        and in_verb_group(sentence.tokens[index])
    )


def _is_ruled_out(sentence: Sentence, index: int) -> bool:
    """Say whether an infinitive is what somebody took care not to do ("careful not to accuse")."""
    tokens = sentence.tokens
    if index < sentence.first + 2 or tokens[index - 1].lower not in ("to", "not"):
        return False
    return {tokens[index - 2].lower, tokens[index - 1].lower} == {"not", "to"}


def _repeats(frame: Frame, earlier: list[Frame]) -> bool:
    """Say whether a noun only names the form of what was said ("said in a statement that")."""
    if not frame.pattern.startswith("noun"):
        return False
    return any(frame.content[-1].first == other.content[-1].first for other in earlier)


def _frame_at(
    sentence: Sentence, head: int, statement: int | None, earlier: list[Frame]
) -> Frame | None:
    """Return what the first pattern that fits makes of the word at `head`."""
    if sentence.tokens[head].lower in _PREPOSITIONAL_CUES:
        return according_frame(sentence, head, earlier)
    if continues_clause(sentence, head):
        subject = None
    else:
        subject = phrase_before(sentence, head if statement is None else statement)
    return (
        frame_of_cited_source(sentence, head, earlier)
        or frame_of_leading_question(sentence, head)
        or frame_of_leading_clause(sentence, head)
        or noun_frame(sentence, head)
        or frame_after_quotation(sentence, head, subject)
        or impersonal_frame(sentence, head, subject)
        or frame_after_clause(sentence, head, subject)
        or frame_before_content(sentence, head, subject)
    )
