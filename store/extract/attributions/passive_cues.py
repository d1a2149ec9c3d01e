"""Cues whose subject doesn't speak but is spoken of: passives, and verbs of seeming."""

from __future__ import annotations

from hedgerow.store.extract.attributions.following_phrases import phrase_after
from hedgerow.store.extract.attributions.frames import Frame, trimmed, verb_cue
from hedgerow.store.extract.prose.sentences import Sentence
from hedgerow.store.extract.prose.tokens import TokenRange
from hedgerow.store.extract.prose.word_classes import FEELINGS, TELLING_VERBS, in_verb_group

SEEMING_VERBS = frozenset("seem seems seemed appear appears appeared".split())
IMPERSONAL_PATTERNS = frozenset(("seeming", "passive", "passive-by", "participle-by", "noun"))
"""Patterns that never take the subject of another clause for their source."""

_FORMS_OF_BE = frozenset("is are was were be been being am".split())
_IRREGULAR_PARTICIPLES = frozenset("said told known thought seen shown heard held".split())
# "Wang was quoted as saying …": the subject does speak.
_QUOTED = frozenset(("quoted", "cited"))
_EMPTY_SUBJECTS = frozenset(("it", "there", "that", "who", "which"))
# How far behind a passive its "by" may stand.
_NEXT_BUT_ONE = 2


def impersonal_frame(sentence: Sentence, head: int, subject: TokenRange | None) -> Frame | None:
    """Recognise a cue of which the subject before it is not the source but part of the content.

    - "The bridge is expected to open in May." (nobody is named)
    - "The plan was criticised by Lopez as wasteful." (the source follows "by")
    - "a plan criticised by Lopez"
    - "The bridge seemed to shake."
    """
    tokens = sentence.tokens
    word = tokens[head].lower
    if word in SEEMING_VERBS:
        return _frame(sentence, "seeming", head, subject, None, head + 1)
    if word in _QUOTED or word in FEELINGS:
        return None
    if not (word.endswith("ed") or word in _IRREGULAR_PARTICIPLES):
        return None
    source = _agent(sentence, head)
    if _is_passive(sentence, head):
        resumed = source.stop if source is not None else head + 1
        pattern = "passive-by" if source is not None else "passive"
        return _frame(sentence, pattern, head, subject, source, resumed)
    if source is not None and tokens[head + 1].lower == "by":
        return _frame(sentence, "participle-by", head, subject, source, source.stop)
    return None


def _is_passive(sentence: Sentence, head: int) -> bool:
    index = head - 1
    while index > sentence.first and in_verb_group(sentence.tokens[index]):
        if sentence.tokens[index].lower in _FORMS_OF_BE:
            return True
        index -= 1
    return False


def _agent(sentence: Sentence, head: int) -> TokenRange | None:
    """Return the noun phrase behind "by", if that stands next to the participle or to its noun."""
    for index in range(head + 1, min(sentence.end, head + 1 + _NEXT_BUT_ONE)):
        token = sentence.tokens[index]
        if token.lower == "by" and token.quotation < 0:
            return phrase_after(sentence, index + 1)
    return None


def _frame(
    sentence: Sentence,
    pattern: str,
    head: int,
    subject: TokenRange | None,
    source: TokenRange | None,
    resumed: int,
) -> Frame | None:
    tokens = sentence.tokens
    cue = verb_cue(sentence, head, subject)
    content = []
    told = tokens[head].lower in TELLING_VERBS
    if subject is not None and not told and tokens[subject.first].lower not in _EMPTY_SUBJECTS:
        content += trimmed(tokens, *subject)
    if resumed < sentence.end:
        content += trimmed(tokens, max(resumed, cue.stop), sentence.clause_end(resumed))
    return Frame(pattern, head, cue, source, content) if content else None
