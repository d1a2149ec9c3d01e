"""Content beside "according to" or "as per" and a source."""

from __future__ import annotations

from collections.abc import Sequence

from hedgerow.store.extract.attributions.following_phrases import phrase_after
from hedgerow.store.extract.attributions.frames import Frame, trimmed
from hedgerow.store.extract.prose.sentences import Sentence
from hedgerow.store.extract.prose.tokens import TokenRange
from hedgerow.store.extract.prose.word_classes import CLAUSE_WORDS, PHRASE_ENDS, QUOTATION_MARKS

# A source without article or capital ("according to police") is taken to be this long at most.
_LONGEST_BARE_SOURCE = 6
# Fewer words than this after the source are an afterthought, not content.
_RELATIVE_PRONOUNS = frozenset(("which", "who", "whose"))
_SHORTEST_RESUMED_CONTENT = 3
# A word that heads a cue more often than this is surely one.
_VERB_SHARE = 0.7


def according_frame(sentence: Sentence, index: int, earlier: Sequence[Frame]) -> Frame | None:
    """Recognise the content of the "according" or "per" at `index`.

    - "According to the ministry, the talks failed."
    - "The talks failed, according to the ministry."
    - "The talks, according to the ministry, have failed."
    """
    cue = _cue_at(sentence, index)
    if cue is None:
        return None
    source = phrase_after(sentence, cue.stop) or _bare_source(sentence, cue.stop)
    resumed = source.stop if source else cue.stop
    if cue.first == sentence.first:
        if source is not None and resumed >= sentence.end:
            source = _without_description(sentence, source)
            resumed = source.stop
        return Frame("according-first", index, cue, source, _content_after(sentence, resumed))
    content = trimmed(sentence.tokens, sentence.first, cue.first)
    if _resumes(sentence, resumed):
        if _interrupts_attribution(sentence, cue.first):
            content = []
        content += trimmed(sentence.tokens, resumed, sentence.end)
        return Frame("according-within", index, cue, source, content)
    if earlier and _interrupts_attribution(sentence, cue.first):
        # The agency of "“It is over,” Wang said, as per PTI" has those very words.
        content = list(earlier[-1].content)
    return Frame("according-last", index, cue, source, content)


def _cue_at(sentence: Sentence, index: int) -> TokenRange | None:
    tokens = sentence.tokens
    if tokens[index].lower == "according":
        follows = index + 1 < sentence.stop and tokens[index + 1].lower == "to"
        return TokenRange(index, index + 2) if follows else None
    precedes = index > sentence.first and tokens[index - 1].lower == "as"
    return TokenRange(index - 1, index + 1) if precedes else None


def _bare_source(sentence: Sentence, index: int) -> TokenRange | None:
    stop = index
    for token in sentence.tokens[index : min(sentence.end, index + _LONGEST_BARE_SOURCE)]:
        if not token.is_word or token.quotation >= 0 or token.lower in PHRASE_ENDS:
            break
        stop += 1
    return TokenRange(index, stop) if stop > index else None


def _without_description(sentence: Sentence, source: TokenRange) -> TokenRange:
    """Return the source up to its first comma: what follows is the content, not a description."""
    for index in range(source.first, source.stop):
        if sentence.tokens[index].text == ",":
            return TokenRange(source.first, index)
    return source


def _content_after(sentence: Sentence, index: int) -> list[TokenRange]:
    """Return what follows the comma or the quotation mark after a leading "According to X"."""
    tokens = sentence.tokens
    for position in range(index, sentence.stop):
        if tokens[position].text == ",":
            following = tokens[position + 1].lower if position + 1 < sentence.stop else ""
            if following in _RELATIVE_PRONOUNS:
                continue
            return trimmed(tokens, position + 1, sentence.end)
        if tokens[position].text in QUOTATION_MARKS:
            return trimmed(tokens, position, sentence.end)
    return []


def _interrupts_attribution(sentence: Sentence, index: int) -> bool:
    """Say whether a cue and a comma stand before `index`, as in "Wang said, according to …"."""
    tokens = sentence.tokens
    if index < sentence.first + 2 or tokens[index - 1].text != ",":
        return False
    verb = tokens[index - 2]
    return verb.quotation < 0 and sentence.cue_shares.get(verb.lower, 0.0) > _VERB_SHARE


def _resumes(sentence: Sentence, index: int) -> bool:
    """Say whether the content goes on behind the source's comma."""
    tokens = sentence.tokens
    return (
        sentence.end - index > _SHORTEST_RESUMED_CONTENT
        and tokens[index].text == ","
        and tokens[index + 1].lower not in CLAUSE_WORDS
    )
