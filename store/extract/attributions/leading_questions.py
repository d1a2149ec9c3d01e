"""A question that opens the sentence of its answer: "Asked about the bridge, Lopez said"."""

from __future__ import annotations

from hedgerow.store.extract.attributions.following_phrases import phrase_after
from hedgerow.store.extract.attributions.frames import Frame, trimmed
from hedgerow.store.extract.prose.sentences import Sentence
from hedgerow.store.extract.prose.tokens import TokenRange

_ASKING_PARTICIPLES = frozenset("asked pressed questioned quizzed".split())
_QUESTION_OPENERS = frozenset("about whether if why how what on".split())
_LONGEST_LEAD = 24
_LONGEST_QUESTION = 60
# How far behind a comma the cue of the answer stands, and how surely it is one.
_LONGEST_SUBJECT = 10
_SURE_SHARE = 0.5


def frame_of_leading_question(sentence: Sentence, head: int) -> Frame | None:
    """Recognise the participle at `head`, first in its sentence, up to the comma of the answer.

    - "Asked by a reporter on Monday whether it was safe, Lopez said it was."
    - "Asked about the bridge, Lopez said it was safe."
    """
    tokens = sentence.tokens
    opens = head == sentence.first or (
        head == sentence.first + 1 and tokens[sentence.first].lower == "when"
    )
    if not opens or tokens[head].lower not in _ASKING_PARTICIPLES or head + 1 >= sentence.end:
        return None
    source = phrase_after(sentence, head + 2) if tokens[head + 1].lower == "by" else None
    first = source.stop if source is not None else head + 1
    start = _question_start(sentence, first, source is None)
    stop = _answer_start(sentence, first)
    if start is None or stop is None or stop <= start:
        return None
    content = trimmed(tokens, start, stop)
    return Frame("leading-question", head, TokenRange(head, head + 1), source, content)


def _question_start(sentence: Sentence, first: int, unnamed: bool) -> int | None:
    for index in range(first, min(sentence.end, first + _LONGEST_LEAD)):
        if sentence.tokens[index].quotation >= 0:
            return index
        word = sentence.tokens[index].lower
        if word in _QUESTION_OPENERS and (word != "on" or (unnamed and index == first)):
            return index
    return None


def _answer_start(sentence: Sentence, first: int) -> int | None:
    """Return the comma behind which the subject of the answer and its cue stand, or None."""
    tokens = sentence.tokens
    comma = None
    for index in range(first, min(sentence.end, first + _LONGEST_QUESTION)):
        if tokens[index].text == "," and tokens[index].quotation < 0:
            comma = comma if comma is not None and index - comma < _LONGEST_SUBJECT else index
        elif comma is not None and index - comma <= _LONGEST_SUBJECT:
            if sentence.cue_share(index) > _SURE_SHARE:
                return comma
        else:
            comma = None
    return None
