"""What the scorer knows about a frame: a handful of named facts, each present or absent.

A feature is a string such as "cue=said" or "pattern=verb-content"; the model holds a weight for
each it has learned. Every feature is defined in this file.
"""

from __future__ import annotations

from collections.abc import Mapping

from store.extract.attributions.frames import Frame
from store.extract.prose.paragraphs import Paragraph
from store.extract.prose.tokens import Token, TokenRange
from store.extract.prose.word_classes import DETERMINERS, PERSONAL_PRONOUNS

_GOING_VERBS = frozenset(("went", "goes"))
_START, _END = "^", "$"
# Words after a cue that are told apart when they are combined with the cue.
_TELLING_NEXT_WORDS = frozenset("that to the a of on by for with about".split())
_CODE_POINTS_PER_LENGTH_STEP = 20
_LONGEST_LENGTH_STEP = 9
_LONGEST_SOURCE = 8
_MOST_CUES = 3


def features_of(frame: Frame, paragraph: Paragraph, cue_shares: Mapping[str, float]) -> list[str]:
    """Return the features of a frame found in `paragraph`, in a fixed order."""
    tokens = paragraph.tokens
    cue = " ".join(token.lower for token in tokens[frame.head : frame.cue.stop])
    quoted = "yes" if any(paragraph.quotations.touch(part) for part in frame.content) else "no"
    before, behind = paragraph.strong_cues_beside(frame.head)
    return [
        f"cue={cue}",
        f"goes_on={_goes_on(frame, tokens)}",
        f"cue_ending={cue[-3:]}",
        f"cue_share={int(cue_shares.get(tokens[frame.head].lower, 0.0) * 10)}",
        f"pattern={frame.pattern}",
        f"quoted={quoted}",
        f"quoted+cue={quoted}|{cue}",
        f"content_length={_length_step(frame, tokens)}",
        f"content_first={tokens[frame.content[0].first].lower}",
        f"cues_before={min(_MOST_CUES, before)}",
        f"cues_behind={min(_MOST_CUES, behind)}",
        *_neighbour_features(frame.head, cue, tokens),
        *_source_features(frame.source, cue, tokens),
    ]


def _goes_on(frame: Frame, tokens: list[Token]) -> str:
    """Say whether the cue is of the kind "went on to add", which makes a cue of any verb."""
    group = tokens[frame.cue.first : frame.head]
    return "yes" if any(token.lower in _GOING_VERBS for token in group) else "no"


def _length_step(frame: Frame, tokens: list[Token]) -> int:
    length = sum(tokens[part.stop - 1].end - tokens[part.first].start for part in frame.content)
    return min(_LONGEST_LENGTH_STEP, length // _CODE_POINTS_PER_LENGTH_STEP)


def _neighbour_features(head: int, cue: str, tokens: list[Token]) -> list[str]:
    """Describe the two words on each side of the cue."""
    following = tokens[head + 1] if head + 1 < len(tokens) else None
    if following is None:
        kind = "other"
    elif following.lower in _TELLING_NEXT_WORDS or not following.is_word:
        kind = following.lower
    else:
        kind = "quotation" if following.quotation >= 0 else "other"
    return [
        f"next={following.lower if following else _END}",
        f"next_but_one={tokens[head + 2].lower if head + 2 < len(tokens) else _END}",
        f"before={tokens[head - 1].lower if head else _START}",
        f"before_but_one={tokens[head - 2].lower if head > 1 else _START}",
        f"cue+next={cue}|{kind}",
    ]


def _source_features(source: TokenRange | None, cue: str, tokens: list[Token]) -> list[str]:
    if source is None:
        return ["source=none", f"source+cue=none|{cue}"]
    kind = _source_kind(source, tokens)
    return [
        f"source={kind}",
        f"source+cue={kind}|{cue}",
        f"source_head={tokens[source.stop - 1].lower}",
        f"source_first={tokens[source.first].lower}",
        f"before_source={tokens[source.first - 1].lower if source.first else _START}",
        f"source_length={min(_LONGEST_SOURCE, source.stop - source.first)}",
    ]


def _source_kind(source: TokenRange, tokens: list[Token]) -> str:
    opener = tokens[source.first].lower
    if source.stop - source.first == 1 and opener in PERSONAL_PRONOUNS:
        return "pronoun"
    first = source.first + (opener in DETERMINERS)
    named = any(token.capitalised for token in tokens[first : source.stop])
    return "named" if named else "common"
