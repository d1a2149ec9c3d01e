"""Positions that no verb of their own carries: nouns, adjectives and duties."""

from __future__ import annotations

from hedgerow.store.extract.attributions.noun_phrases import in_verb_group, phrase_before
from hedgerow.store.extract.prose.sentences import Sentence
from hedgerow.store.extract.prose.tokens import TokenRange
from hedgerow.store.extract.prose.word_classes import (
    DETERMINERS,
    PERSONAL_PRONOUNS,
    PREPOSITIONS,
    QUOTATION_MARKS,
)
from hedgerow.store.extract.suggestions.stances.frames import (
    BE,
    IN_WORDS,
    NEGATIONS,
    SUBJECTLESS,
    WITH_HOLDER,
    StanceFrame,
)
from hedgerow.store.extract.suggestions.stances.lexicon import StanceLexicon
from hedgerow.store.extract.suggestions.stances.phrases import (
    TARGET_PREPOSITIONS,
    group_start,
    passage_end,
    past_marks,
    target_at,
    words_before,
)

# Sizes in tokens, generous for prose.
_CARRIER_REACH = 7
_LINKING_REACH = 6
_LINKING = BE | frozenset(
    """
    remain remains remained remaining feel feels felt feeling stay stays stayed staying seem seems
    seemed sounded grow grew become became
    """.split()
)
_INTENSIFIERS = frozenset("very so deeply extremely gravely seriously most more quite too".split())
_PERCEIVING = frozenset("see hear learn witness note find".split())
_SHORT_FORMS = ("'s", "’s", "'re", "’re", "'m", "’m")
_MARKS = frozenset(",;:.")
_EXPRESSING = ("express", "voice", "voicing")


def noun_frame(sentence: Sentence, index: int, lexicon: StanceLexicon) -> StanceFrame | None:
    """Read "expressed deep concern over the flood" and "spoke in support of the bill"."""
    tokens = sentence.tokens
    carrier = _carrier_before(sentence, index, lexicon)
    if carrier is None:
        return None
    target = None
    following = past_marks(sentence, index + 1)
    if following < sentence.end and tokens[following].lower in TARGET_PREPOSITIONS:
        target = target_at(sentence, following + 1)
    if target is None and not tokens[carrier].lower.startswith(_EXPRESSING):
        return None
    return _with_holder(sentence, carrier, index, lexicon.nouns[tokens[index].lower], target)


def _carrier_before(sentence: Sentence, index: int, lexicon: StanceLexicon) -> int | None:
    """Return the verb that brings the noun at `index` along, past its adjectives, or an "in"."""
    tokens = sentence.tokens
    if index > sentence.first and tokens[index - 1].lower == "in":
        return index - 1
    for position in range(index - 1, max(sentence.first, index - _CARRIER_REACH) - 1, -1):
        token = tokens[position]
        if token.lower in lexicon.carriers:
            return position
        if token.text in _MARKS or token.lower in PREPOSITIONS:
            return None
    return None


def adjective_frame(sentence: Sentence, index: int, direction: str) -> StanceFrame | None:
    """Read "is deeply concerned about civilians" and "remained silent on the raid"."""
    linking = _linking_verb_before(sentence, index)
    following = past_marks(sentence, index + 1)
    if linking is None or following >= sentence.end:
        return None
    target = None
    word = sentence.tokens[following].lower
    if word == "to":
        if sentence.tokens[following + 1].lower in _PERCEIVING:
            target = target_at(sentence, following + 2)
    elif word in TARGET_PREPOSITIONS:
        target = target_at(sentence, following + 1)
    if target is None and word not in ("that", "to"):
        return None
    return _with_holder(sentence, linking, index, direction, target)


def _linking_verb_before(sentence: Sentence, index: int) -> int | None:
    """Return the verb that links the adjective at `index` to its subject; None if negated."""
    tokens = sentence.tokens
    for position in range(index - 1, max(sentence.first, index - _LINKING_REACH) - 1, -1):
        token = tokens[position]
        if token.lower in NEGATIONS:
            return None
        if token.lower in _LINKING or token.lower.endswith(_SHORT_FORMS):
            return position
        if not (
            token.lower in _INTENSIFIERS
            or token.text in QUOTATION_MARKS
            or token.lower.endswith("ly")
            or in_verb_group(token)
        ):
            return None
    return None


def _with_holder(
    sentence: Sentence, verb: int, head: int, direction: str, target: TokenRange | None
) -> StanceFrame:
    """Complete a frame whose position stands at `head`, with the subject of `verb`."""
    holder = phrase_before(sentence, verb)
    return StanceFrame(
        group_start(sentence, verb),
        head,
        TokenRange(head, head + 1),
        passage_end(sentence, head),
        direction,
        holder,
        target,
        WITH_HOLDER if holder is not None else SUBJECTLESS,
    )


def duty_frame(sentence: Sentence, index: int) -> StanceFrame | None:
    """Read "the fighting must stop": a position in the words of whoever says it."""
    tokens = sentence.tokens
    if index + 1 >= sentence.end:
        return None
    subject = phrase_before(sentence, index) or words_before(sentence, index)
    if subject is None:
        return None
    following = tokens[index + 1].lower
    if tokens[subject.stop - 1].lower in PERSONAL_PRONOUNS or following in DETERMINERS:
        return None
    if tokens[index].lower == "cannot" and following != "be":
        return None
    stop = passage_end(sentence, index)
    cue = TokenRange(index, index + 1)
    return StanceFrame(subject.first, index, cue, stop, "urge", None, subject, IN_WORDS)
