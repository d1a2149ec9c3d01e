"""Decides where content that follows its cue ends: at a comma, at "after", or with the sentence.

The patterns take content up to the next clause with a cue of its own. That is often too far:
"Lopez denied it, and the council voted", "the mayor vowed to act after the flood". Each place
where the content may end is weighed by a small linear model, as whole frames are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from hedgerow.store.extract.attributions.frames import Frame, trimmed
from hedgerow.store.extract.prose.paragraphs import Paragraph
from hedgerow.store.extract.prose.tokens import Token, TokenRange, positions
from hedgerow.store.extract.prose.word_classes import AUXILIARIES, DETERMINERS, PERSONAL_PRONOUNS

END_FEATURES = (
    "before",
    "comma",
    "next",
    "next_word",
    "rest",
    "so_far",
    "head",
    "lead",
    "opener",
    "behind_quotation",
    "resumption",
    "verb",
    "verb+next",
)
"""The names of the features, in the order in which `end_features` gives their values."""

_MARKS = frozenset((",", ";", ":", "—", "–", "--", "-", "("))
_JOINERS = frozenset(
    """
    and but while after when before during until as because which though although despite amid
    following even at on in last adding where since
    """.split()
)
_MAY_FOLLOW_CONTENT = _MARKS | _JOINERS
_OPENERS = frozenset("that to of about on for with as whether how why what it if".split())
_SUBORDINATORS = frozenset("while as when after although though since if before because".split())
_CLOSERS = frozenset((",", ")", "—", "–"))
_TOKENS_PER_STEP = 4
_LONGEST_STEP = 6
# A word that heads a cue more often than this is surely a verb.
_VERB_SHARE = 0.4
# How far ahead the end of what a comma opens is looked for.
_LONGEST_PARENTHESIS = 20
# A frame has no more places for its end than this; keeps the work on odd text linear.
_MOST_PLACES = 40
_QUOTED_PATTERNS = frozenset(("quotation-subject-verb", "quotation-verb-subject"))


class EndModel(Protocol):
    """Whatever says how probable it is that content ends at a place with these features."""

    def probability(self, values: Sequence[str], /) -> float:
        """Return the probability, 0 to 1, given the values of `END_FEATURES`."""


def shorten(
    frame: Frame, paragraph: Paragraph, model: EndModel, cue_shares: Mapping[str, float]
) -> None:
    """Cut the content of `frame` at the first place where it more probably ends than not."""
    part = open_end(frame)
    if part is None:
        return
    for index, values in possible_ends(frame, part, paragraph, cue_shares):
        if model.probability(values) > 0.5:
            frame.content[-1:] = trimmed(paragraph.tokens, part.first, index)
            return


def open_end(frame: Frame) -> TokenRange | None:
    """Return the last part of the content, if it follows the cue and isn't just a quotation."""
    part = frame.content[-1]
    if part.first <= frame.head or frame.pattern in _QUOTED_PATTERNS:
        return None
    return part


def possible_ends(
    frame: Frame, part: TokenRange, paragraph: Paragraph, cue_shares: Mapping[str, float]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the places in `part` before which the content may end, each with its features.

    A place is a position in the paragraph's tokens; the features are the values of `END_FEATURES`.
    """
    tokens, words = paragraph.tokens, paragraph.words
    places = _places(paragraph, part)
    if not places:
        return
    opener = _opener(tokens[part.first])
    head = words[frame.head]
    lead = _lead(frame, tokens)
    comma = next((index for index in places if words[index] == ","), part.stop)
    verb = _first_verb(paragraph, part, cue_shares)
    for index in places[:_MOST_PLACES]:
        mark = words[index]
        following = tokens[index + 1] if index + 1 < len(tokens) else tokens[index]
        kind = _kind(following, cue_shares)
        has_verb = "yes" if verb < index else "no"
        yield (
            index,
            (
                _kind(tokens[index - 1], cue_shares),
                f"{mark}|{'yes' if comma < index else 'no'}",
                f"{mark}|{kind}",
                f"{mark}|{following.lower}",
                f"{mark}|{_step(part.stop - index)}",
                f"{mark}|{_step(index - part.first)}",
                head,
                lead,
                opener,
                "yes" if tokens[index - 1].quotation >= 0 else "no",
                f"{mark}|{_resumption(tokens, index, part.stop, cue_shares)}|{has_verb}",
                f"{mark}|{opener}|{has_verb}",
                f"{mark}|{kind}|{has_verb}",
            ),
        )


def _places(paragraph: Paragraph, part: TokenRange) -> list[int]:
    """Return where in `part`, outside of quotation marks, a mark or a joining word stands."""
    tokens, words = paragraph.tokens, paragraph.words
    first = part.first + 1
    return [
        index
        for index in map(first.__add__, positions(words[first : part.stop], _MAY_FOLLOW_CONTENT))
        if tokens[index].quotation < 0
        and (words[index] in _MARKS or words[index - 1] not in _MARKS)
    ]


def _first_verb(paragraph: Paragraph, part: TokenRange, cue_shares: Mapping[str, float]) -> int:
    """Return where in `part`, behind its first word, the first verb stands, or its end."""
    tokens = paragraph.tokens
    for index, word in enumerate(paragraph.words[part.first + 1 : part.stop], part.first + 1):
        if (
            (word in AUXILIARIES or word.endswith("ed") or cue_shares.get(word, 0.0) > _VERB_SHARE)
            and word != "to"
            and tokens[index].quotation < 0
        ):
            return index
    return part.stop


def _opener(token: Token) -> str:
    if token.quotation >= 0:
        return "quotation"
    return token.lower if token.lower in _OPENERS else "other"


def _lead(frame: Frame, tokens: Sequence[Token]) -> str:
    """Return the word that makes the frame's clause a subordinate one ("While Lopez said …")."""
    first = frame.source.first if frame.source else frame.cue.first
    before = tokens[first - 1].lower if first else ""
    return before if before in _SUBORDINATORS else "no"


def _step(count: int) -> int:
    return min(_LONGEST_STEP, count // _TOKENS_PER_STEP)


def _resumption(
    tokens: Sequence[Token], index: int, stop: int, cue_shares: Mapping[str, float]
) -> str:
    """Return what kind of word follows the next comma, where a parenthesis at `index` would end."""
    for position in range(index + 1, min(stop - 1, index + _LONGEST_PARENTHESIS)):
        if tokens[position].text in _CLOSERS:
            return _kind(tokens[position + 1], cue_shares)
    return "none"


def _kind(token: Token, cue_shares: Mapping[str, float]) -> str:
    """Return the word itself if its class is closed, else what its form says of it."""
    word = token.lower
    if token.quotation >= 0:
        return "quoted"
    if word in _JOINERS or word in AUXILIARIES or not token.is_word:
        return word
    if word in PERSONAL_PRONOUNS:
        return "pronoun"
    if word in DETERMINERS:
        return "determiner"
    if word.endswith("ing"):
        return "-ing"
    if cue_shares.get(word, 0.0) > _VERB_SHARE:
        return "cue"
    if word.endswith("ed"):
        return "-ed"
    return "name" if token.capitalised else "other"
