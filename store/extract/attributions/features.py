"""What the scorer knows about a frame: a handful of named facts, each with one value of many.

The model holds a weight for each value that it has learned. Every feature of a frame is defined in
this file.
"""

from __future__ import annotations

from collections.abc import Mapping

from hedgerow.store.extract.attributions.frames import JOINED_BY, Frame
from hedgerow.store.extract.attributions.word_forms import stem_of
from hedgerow.store.extract.prose.paragraphs import Paragraph
from hedgerow.store.extract.prose.tokens import Token, TokenRange
from hedgerow.store.extract.prose.word_classes import DETERMINERS, PERSONAL_PRONOUNS

FRAME_FEATURES = (
    "stem",
    "governor",
    "cue_ending",
    "cue_share",
    "pattern",
    "quoted+next",
    "content_length",
    "content_first",
    "cues_before",
    "cues_behind",
    "pattern+next",
    "next",
    "next_but_one",
    "before",
    "source",
    "source_head",
    "before_source",
    "clause",
)
"""The names of the features, in the order in which `features_of` gives their values."""

# Verbs that make a cue of any other ("went on to add", "quoted as saying").
_GOVERNORS = {"went": "goes", "goes": "goes"}
_GOVERNORS |= {verb: f"joined-{joint}" for verb, joint in JOINED_BY.items()}
_START, _END = "^", "$"
# Words after a cue that are told apart when they are combined with the cue.
_TELLING_NEXT_WORDS = frozenset("that to the a of on by for with about".split())
_CODE_POINTS_PER_LENGTH_STEP = 20
_LONGEST_LENGTH_STEP = 9
_MOST_CUES = 3
_MOST_CUES_COMBINED = 2


def features_of(
    frame: Frame, paragraph: Paragraph, cue_shares: Mapping[str, float]
) -> tuple[str, ...]:
    """Return the values of `FRAME_FEATURES` for a frame found in `paragraph`; "" says nothing."""
    tokens = paragraph.tokens
    head = frame.head
    word = tokens[head].lower
    particle = tokens[head + 1].lower if frame.cue.stop > head + 1 else ""
    quoted = "no"
    for part in frame.content:
        if paragraph.quotations.touch(part):
            quoted = "yes"
    before, behind = paragraph.strong_cues_beside(head)
    index = _behind_aside(frame, tokens)
    following = tokens[index] if index < len(tokens) else None
    kind = _kind_of_next(following)
    source = frame.source
    before_source = source_head = ""
    if source is not None:
        source_head = tokens[source.stop - 1].lower
        before_source = tokens[source.first - 1].lower if source.first else _START
    return (
        f"{stem_of(word)} {particle}" if particle else stem_of(word),
        _governor(frame, tokens) if frame.cue.first < head else "none",
        (particle or word)[-3:],
        str(int(cue_shares.get(word, 0.0) * 10)),
        frame.pattern,
        f"{quoted}|{kind}",
        str(_length_step(frame, tokens)),
        tokens[frame.content[0].first].lower,
        str(min(_MOST_CUES, before)),
        str(min(_MOST_CUES, behind)),
        f"{frame.pattern}|{kind}",
        following.lower if following is not None else _END,
        tokens[index + 1].lower if index + 1 < len(tokens) else _END,
        tokens[head - 1].lower if head else _START,
        _source_kind(source, tokens) if source is not None else "none",
        source_head,
        before_source,
        f"{before_source}|{min(_MOST_CUES_COMBINED, before)}",
    )


def _behind_aside(frame: Frame, tokens: list[Token]) -> int:
    """Return where the text goes on behind the cue, and behind ", according to the ministry,"."""
    index = frame.head + 1
    if index + 1 < len(tokens) and tokens[index].text == ",":
        first = frame.content[0].first
        if tokens[index + 1].lower == "according" and first > index:
            return first
    return index


def _governor(frame: Frame, tokens: list[Token]) -> str:
    for token in tokens[frame.cue.first : frame.head]:
        if token.lower in _GOVERNORS:
            return _GOVERNORS[token.lower]
    return "none"


def _length_step(frame: Frame, tokens: list[Token]) -> int:
    length = 0
    for part in frame.content:
        length += tokens[part.stop - 1].end - tokens[part.first].start
    return min(_LONGEST_LENGTH_STEP, length // _CODE_POINTS_PER_LENGTH_STEP)


def _kind_of_next(following: Token | None) -> str:
    if following is None:
        return "other"
    if following.lower in _TELLING_NEXT_WORDS or not following.is_word:
        return following.lower
    return "quotation" if following.quotation >= 0 else "other"


def _source_kind(source: TokenRange, tokens: list[Token]) -> str:
    opener = tokens[source.first].lower
    if source.stop - source.first == 1 and opener in PERSONAL_PRONOUNS:
        return "pronoun"
    first = source.first + (opener in DETERMINERS)
    for token in tokens[first : source.stop]:
        if token.capitalised:
            return "named"
    return "common"
