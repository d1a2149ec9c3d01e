"""Finds where someone takes a position: for or against something, urging it, or staying out.

A position is a word of the lexicon in a frame: a verb with its subject and object ("China condemns
the attack"), a noun that a verb brings along ("expressed deep concern over …"), or an adjective
behind a linking verb ("is worried about …"). What is refused or negated turns: who "has not
condemned" something abstains.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hedgerow.store.extract.attributions import FoundAttribution
from hedgerow.store.extract.findings import WORTH_SHOWING
from hedgerow.store.extract.prose.paragraphs import Paragraph
from hedgerow.store.extract.prose.sentences import Sentence
from hedgerow.store.extract.prose.tokens import positions
from hedgerow.store.extract.suggestions.stances.frames import (
    DUTIES,
    IN_WORDS,
    SURE_CUE,
    StanceFrame,
)
from hedgerow.store.extract.suggestions.stances.lexicon import StanceLexicon, stance_lexicon
from hedgerow.store.extract.suggestions.stances.predicates import (
    adjective_frame,
    duty_frame,
    noun_frame,
)
from hedgerow.store.extract.suggestions.stances.verbs import verb_frame
from hedgerow.store.span import Span

__all__ = ["FoundStance", "find_stances"]

# Subjects in somebody's words that mean whoever says them.
_UNTOLD_HOLDERS = frozenset("i we".split())


class FoundStance(NamedTuple):
    """A position that somebody takes, whose holder has yet to be named.

    `span` covers the words that carry the position with what it is about, `cue` the words that
    show the `direction`. `holder` and `target` are absent where the sentence doesn't name them;
    `attribution` is then the one whose source holds the position, if there is one.
    """

    span: Span
    cue: Span
    direction: str
    holder: Span | None
    target: Span | None
    attribution: FoundAttribution | None
    confidence: float


def find_stances(
    paragraph: Paragraph, attributions: Sequence[FoundAttribution]
) -> Iterator[FoundStance]:
    """Yield the positions taken in a paragraph, in text order; none overlaps another.

    `attributions` are those of the paragraph: the cue of one ("urged") is surely a verb, and a
    duty ("the fighting must stop") is a position only in somebody's words.
    """
    lexicon = stance_lexicon()
    taken = 0
    for index in positions(paragraph.words, lexicon.heads):
        sentence = paragraph.sentence_at(index) if index >= taken else None
        if sentence is None or index >= sentence.end:
            continue
        frame = _frame_at(sentence, index, lexicon)
        if frame is None:
            continue
        # What one verb has taken as its target may be the subject of the next.
        frame.first = max(frame.first, taken)
        found = _as_found(frame, paragraph, attributions)
        if found is not None and found.confidence >= WORTH_SHOWING:
            taken = frame.stop
            yield found


def _frame_at(sentence: Sentence, index: int, lexicon: StanceLexicon) -> StanceFrame | None:
    word = sentence.tokens[index].lower
    if word in DUTIES:
        return duty_frame(sentence, index)
    frame = None
    if word in lexicon.adjectives:
        frame = adjective_frame(sentence, index, lexicon.adjectives[word])
    if frame is None and word in lexicon.nouns:
        frame = noun_frame(sentence, index, lexicon)
    if frame is None and (word in lexicon.verbs or word in lexicon.particles):
        frame = verb_frame(sentence, index, lexicon)
    return frame


def _as_found(
    frame: StanceFrame, paragraph: Paragraph, attributions: Sequence[FoundAttribution]
) -> FoundStance | None:
    """Give the frame its spans, and the attribution whose source holds the position."""
    tokens = paragraph.tokens
    span = Span(tokens[frame.first].start, tokens[frame.stop - 1].end)
    is_duty = tokens[frame.head].lower in DUTIES
    own = None if is_duty else _attribution_with_cue(frame.head, attributions)
    around = _attribution_holding(frame.head, attributions)
    confidence = frame.confidence
    if is_duty and around is None:
        return None
    if own is not None and frame.direction != "abstain":
        confidence = max(confidence, SURE_CUE)
    elif around is not None:
        confidence = max(confidence, IN_WORDS)
    holder = frame.holder
    is_told = holder is not None and tokens[holder.stop - 1].lower in _UNTOLD_HOLDERS
    attribution = own or (around if holder is None or is_told else None)
    return FoundStance(
        span,
        paragraph.span_of(frame.cue),
        frame.direction,
        paragraph.span_of(holder) if holder is not None and attribution is None else None,
        paragraph.span_of(frame.target) if frame.target is not None else None,
        attribution,
        confidence,
    )


def _attribution_with_cue(
    head: int, attributions: Sequence[FoundAttribution]
) -> FoundAttribution | None:
    for one in attributions:
        first, stop = one.frame.cue
        if first <= head < stop:
            return one
    return None


def _attribution_holding(
    head: int, attributions: Sequence[FoundAttribution]
) -> FoundAttribution | None:
    """Return the innermost attribution in whose content the token at `head` stands."""
    holding = [
        one for one in attributions for first, stop in one.frame.content if first <= head < stop
    ]
    return min(holding, key=lambda one: sum(piece.length for piece in one.content), default=None)
