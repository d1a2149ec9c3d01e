"""Tells the place a report is sent from, before its first sentence."""

from __future__ import annotations

from hedgerow.store.extract.prose.sentences import Sentence
from hedgerow.store.extract.prose.word_classes import DASHES

_LONGEST_DATELINE = 10
_INSIDE_DATELINES = frozenset("(),/.")
_AFTER_DATELINE = DASHES | {":"}


def dateline_end(sentence: Sentence) -> int:
    """Return where the sentence starts behind its dateline, or just where it starts.

    Datelines are "Beijing: …", "LONDON — …" and "ORLANDO, Fla. (Reuters) - …".
    """
    tokens = sentence.tokens
    last = min(sentence.end, sentence.first + _LONGEST_DATELINE)
    for index in range(sentence.first, last):
        text = tokens[index].text
        if text in _AFTER_DATELINE:
            return index + 1 if index > sentence.first else index
        if not (tokens[index].capitalised or text in _INSIDE_DATELINES):
            break
    return sentence.first
