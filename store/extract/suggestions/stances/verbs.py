"""Positions that a verb carries: "condemns the attack", "called for talks", "refused to blame"."""

from __future__ import annotations

from hedgerow.store.extract.attributions.noun_phrases import phrase_before
from hedgerow.store.extract.prose.sentences import Sentence
from hedgerow.store.extract.prose.tokens import TokenRange
from hedgerow.store.extract.prose.word_classes import (
    AUXILIARIES,
    DETERMINERS,
    PERSONAL_PRONOUNS,
    PREPOSITIONS,
    QUOTATION_MARKS,
)
from hedgerow.store.extract.suggestions.stances.frames import (
    BE,
    DUTIES,
    NEGATED,
    NEGATIONS,
    SUBJECTLESS,
    WITH_HOLDER,
    StanceFrame,
)
from hedgerow.store.extract.suggestions.stances.lexicon import StanceLexicon
from hedgerow.store.extract.suggestions.stances.phrases import (
    group_start,
    passage_end,
    past_marks,
    target_at,
)

_WITHHOLDING_REACH = 5
_FINITE = BE | DUTIES
_QUANTIFIERS = frozenset(("both", "all", "most", "many", "several"))
_NUMBERS = frozenset("two three four five six seven eight nine ten more no".split())
# What a negated or withheld position comes to; other directions come to none.
_OPPOSITES = {"condemn": "abstain", "oppose": "abstain", "support": "oppose"}
# "walked back his words" is no backing of them.
_VERBS_OF_MOVING = frozenset(
    "walk walked walking take took taken taking push pushed pushing come came hold held".split()
)


def verb_frame(sentence: Sentence, index: int, lexicon: StanceLexicon) -> StanceFrame | None:
    """Read "condemns the attack", "called for talks", "was condemned by the council"."""
    if index + 1 >= len(sentence.tokens) or not _is_verb(sentence, index):
        return None
    direction, cue = _read_verb(sentence, index, lexicon)
    if direction is None:
        return None
    first = group_start(sentence, index)
    if _is_passive(sentence, index, first):
        return _passive(sentence, index, first, direction)
    target = target_at(sentence, _past_second_verb(sentence, cue.stop))
    if target is None and direction != "abstain" and not _introduces_clause(sentence, cue.stop):
        return None
    holder = phrase_before(sentence, index)
    confidence = WITH_HOLDER if holder is not None else SUBJECTLESS
    stop = passage_end(sentence, index)
    frame = StanceFrame(first, index, cue, stop, direction, holder, target, confidence)
    return _turned(sentence, frame, lexicon)


def _read_verb(
    sentence: Sentence, index: int, lexicon: StanceLexicon
) -> tuple[str | None, TokenRange]:
    """Return the direction of the verb at `index` as it is used there, and its cue."""
    word, particle = (token.lower for token in sentence.tokens[index : index + 2])
    direction = lexicon.particles.get(word, {}).get(particle)
    if direction is not None:
        return direction, TokenRange(index, index + 2)
    direction = lexicon.verbs.get(word)
    if direction is not None and not _may_precede(direction, particle):
        direction = None
    return direction, TokenRange(index, index + 1)


def _may_precede(direction: str, word: str) -> bool:
    """Say whether the word behind a verb leaves room for its object; "back on track" doesn't."""
    return word not in PREPOSITIONS or word == "by" or direction in ("abstain", "urge")


def _is_verb(sentence: Sentence, index: int) -> bool:
    """Say whether a form that may be a noun or an adjective is a verb where it stands."""
    tokens = sentence.tokens
    if index == sentence.first:
        return tokens[index].lower.endswith("ing")
    before = tokens[index - 1]
    if before.lower in AUXILIARIES or before.lower in PERSONAL_PRONOUNS:
        return True
    if _before_subject_of(sentence, index + 1):
        return False
    if before.lower in DETERMINERS - _QUANTIFIERS:
        return False
    if before.lower in PREPOSITIONS:
        return before.lower == "to" or tokens[index].lower.endswith("ing")
    if before.lower.endswith(("'s", "’s")) or tokens[index].capitalised:
        return False
    return tokens[index].lower.endswith(("ed", "ing", "held")) or _takes_object(sentence, index)


def _takes_object(sentence: Sentence, index: int) -> bool:
    """Say whether a form that is a noun as well ("backs", "votes") has subject and object."""
    before, following = sentence.tokens[index - 1], sentence.tokens[index + 1]
    is_counted = before.text[0].isdigit() or before.lower in _NUMBERS
    if is_counted or following.lower == "of" or before.lower in _VERBS_OF_MOVING:
        return False
    opens = following.capitalised or following.lower in DETERMINERS or before.capitalised
    return opens or before.text in QUOTATION_MARKS or before.lower in ("and", "also", "always")


def _before_subject_of(sentence: Sentence, index: int) -> bool:
    """Say whether the next word is a modal or a form of "be", whose subject then ends here."""
    index = past_marks(sentence, index)
    return index < sentence.end and sentence.tokens[index].lower in _FINITE


def _introduces_clause(sentence: Sentence, index: int) -> bool:
    return index < sentence.end and sentence.tokens[index].lower in ("that", "to", "how", "what")


def _past_second_verb(sentence: Sentence, index: int) -> int:
    """Return where the object stands that two verbs share ("criticized nor characterized it")."""
    tokens = sentence.tokens
    joined = index + 1 < sentence.end and tokens[index].lower in ("and", "or", "nor")
    return index + 2 if joined and tokens[index + 1].lower.endswith(("ed", "ing")) else index


def _is_passive(sentence: Sentence, index: int, first: int) -> bool:
    tokens = sentence.tokens
    return tokens[index].lower.endswith(("ed", "held")) and any(
        token.lower in BE for token in tokens[max(first, index - 3) : index]
    )


def _passive(sentence: Sentence, index: int, first: int, direction: str) -> StanceFrame | None:
    """Read "was condemned by the council": the subject is the target."""
    tokens = sentence.tokens
    by = next(
        (i for i in range(index + 1, min(index + 4, sentence.end)) if tokens[i].lower == "by"), None
    )
    holder = target_at(sentence, by + 1) if by is not None else None
    if holder is None or by is None:
        return None
    target = phrase_before(sentence, index)
    cue = TokenRange(index, index + 1)
    return StanceFrame(first, index, cue, holder.stop, direction, holder, target, WITH_HOLDER)


def _turned(sentence: Sentence, frame: StanceFrame, lexicon: StanceLexicon) -> StanceFrame | None:
    """Turn a position that is negated or withheld: who "refused to blame" someone abstains."""
    tokens = sentence.tokens
    lowest = max(sentence.first, frame.first - _WITHHOLDING_REACH)
    start, is_withheld = None, False
    for position in range(frame.head - 1, lowest - 1, -1):
        token = tokens[position]
        if token.text in QUOTATION_MARKS or token.text in ",;:":
            break
        if token.lower in lexicon.withholding:
            start, is_withheld = position, True
            break
        if token.lower in NEGATIONS or token.lower.endswith(("n't", "n’t")):
            start = min(position, frame.first)
    if start is None:
        return frame
    if frame.direction not in _OPPOSITES:
        return None
    frame.direction = _OPPOSITES[frame.direction]
    frame.first = group_start(sentence, start)
    frame.confidence = NEGATED
    frame.cue = TokenRange(start, frame.cue.stop)
    subject = phrase_before(sentence, start)
    frame.holder = subject if is_withheld else subject or frame.holder
    return frame
