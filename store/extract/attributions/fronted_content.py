"""Content in the reporter's words that stands before its source, set off by a comma."""

from __future__ import annotations

from hedgerow.store.extract.attributions.datelines import dateline_end
from hedgerow.store.extract.attributions.following_phrases import phrase_after
from hedgerow.store.extract.attributions.frames import Frame, trimmed, verb_cue
from hedgerow.store.extract.prose.sentences import Sentence
from hedgerow.store.extract.prose.tokens import TokenRange
from hedgerow.store.extract.prose.word_classes import (
    ASIDE_STARTS,
    CONTENT_OPENERS,
    DAYS,
    PREPOSITIONS,
    SENTENCE_ENDS,
    TELLING_VERBS,
    in_verb_group,
)

_SHORTEST_CONTENT = 3
_LONGEST_RECIPIENT = 12
# What may follow the verb when its content stands before it: an adverbial, or nothing.
_AFTER_VERB = SENTENCE_ENDS | DAYS | frozenset(", in on at during late early citing".split())
# How often a word must head a cue to stand before its subject: verbs of saying do, few others.
_SURE_SHARE = 0.75
_REPORTING_VERBS = frozenset(("reported", "reports"))
_LONGEST_LEAD_IN = 12
_LONGEST_ADVERBIAL = 6


def frame_after_clause(sentence: Sentence, head: int, subject: TokenRange | None) -> Frame | None:
    """Recognise content that a comma sets off from the speaker behind it.

    - "The talks failed, the ministry said on Monday."
    - "The talks, the ministry said, had failed."
    - "The talks failed, Wang has told his counterpart and called on …"
    - "The talks failed, said the ministry."
    """
    if subject is not None and _stands_after_clause(sentence, head, subject):
        content = trimmed(sentence.tokens, dateline_end(sentence), subject.first - 1)
        content += _resumed_clause(sentence, head)
        cue = verb_cue(sentence, head, subject)
        return Frame("clause-subject-verb", head, cue, subject, content)
    if _stands_after_comma(sentence, head):
        source = phrase_after(sentence, head + 1)
        if source is not None and _closes_sentence(sentence, source):
            content = trimmed(sentence.tokens, dateline_end(sentence), head - 1)
            cue = TokenRange(head, head + 1)
            return Frame("clause-verb-subject", head, cue, source, content)
    return None


def _stands_after_clause(sentence: Sentence, head: int, subject: TokenRange) -> bool:
    tokens = sentence.tokens
    comma = subject.first - 1
    if comma - sentence.first < _SHORTEST_CONTENT or subject.stop > head:
        return False
    if tokens[comma].text != "," or tokens[comma].quotation >= 0:
        return False
    following = verb_cue(sentence, head, subject).stop
    if _introduces_quotation(sentence, following):
        return False
    if following >= sentence.end or tokens[following].lower in _AFTER_VERB:
        return not (_is_lead_in(sentence, comma) and _content_follows(sentence, following))
    return tokens[head].lower in TELLING_VERBS and _only_recipient_follows(sentence, following)


def _introduces_quotation(sentence: Sentence, index: int) -> bool:
    """Say whether a comma or colon at `index` leads to a quotation that starts a sentence."""
    tokens = sentence.tokens
    if index + 2 >= sentence.end or tokens[index].text not in (",", ":"):
        return False
    return tokens[index + 1].quotation >= 0 and tokens[index + 2].capitalised


def _is_lead_in(sentence: Sentence, comma: int) -> bool:
    """Say whether an adverbial opens the sentence, up to `comma` ("During the call, Yi said …")."""
    tokens = sentence.tokens
    return (
        tokens[sentence.first].lower in ASIDE_STARTS and comma - sentence.first <= _LONGEST_LEAD_IN
    )


def _content_follows(sentence: Sentence, index: int) -> bool:
    """Say whether "that" or a quotation soon follows a verb, past "in a statement"."""
    return any(
        token.quotation >= 0 or token.lower == "that"
        for token in sentence.tokens[index : min(sentence.end, index + _LONGEST_RECIPIENT)]
    )


def _only_recipient_follows(sentence: Sentence, index: int) -> bool:
    """Say whether nothing but the person told stands between `index` and the clause's end."""
    stop = sentence.clause_end(index)
    if stop - index > _LONGEST_RECIPIENT:
        return False
    return not any(
        token.quotation >= 0 or token.lower in CONTENT_OPENERS or token.text in (",", ":")
        for token in sentence.tokens[index:stop]
    )


def _stands_after_comma(sentence: Sentence, head: int) -> bool:
    tokens = sentence.tokens
    return (
        head - sentence.first > _SHORTEST_CONTENT
        and tokens[head - 1].text == ","
        and not tokens[head].lower.endswith("ing")
        and (sentence.cue_share(head) > _SURE_SHARE or tokens[head].lower in _REPORTING_VERBS)
    )


def _closes_sentence(sentence: Sentence, source: TokenRange) -> bool:
    """Say whether a source behind its cue ends the clause, as in "said Wang on Monday".

    Otherwise the words behind the cue are content: "Jones, a lawyer, said Cruz would win".
    """
    tokens = sentence.tokens
    if source.stop < sentence.end:
        following = tokens[source.stop].lower
        is_short = sentence.end - source.stop <= _LONGEST_ADVERBIAL
        if following not in DAYS and not (is_short and following in PREPOSITIONS):
            return False
    return not any(in_verb_group(token) for token in tokens[source.first : source.stop])


def _resumed_clause(sentence: Sentence, head: int) -> list[TokenRange]:
    """Return what goes on behind the speaker's second comma ("…, Wang said, had failed")."""
    tokens = sentence.tokens
    resumed = head + 2
    if sentence.end - head > 4 and tokens[head + 1].text == ",":
        if tokens[resumed].lower.endswith("ing") and sentence.cue_share(resumed) > 0:
            return []
        return trimmed(tokens, resumed, sentence.end)
    return []
