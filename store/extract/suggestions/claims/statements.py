"""Divides a paragraph into statements that may be claims, without the words that attribute them.

What somebody is reported to say is one statement or, by its full stops and its "and that", several.
So is a sentence in which nobody speaks, and what a sentence says before somebody does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hedgerow.store.extract.attributions.found import FoundAttribution
from hedgerow.store.extract.prose.paragraphs import Paragraph
from hedgerow.store.extract.prose.sentences import Sentence
from hedgerow.store.extract.prose.tokens import TokenRange, positions
from hedgerow.store.extract.prose.word_classes import (
    CLAUSE_WORDS,
    PREPOSITIONS,
    QUOTATION_MARKS,
    SENTENCE_ENDS,
)
from hedgerow.store.extract.suggestions.claims.features import has_verb, is_auxiliary
from hedgerow.store.extract.suggestions.claims.trimming import behind_dateline, trimmed

# With fewer words there is no telling what is stated.
_FEWEST_TOKENS = 4
# A clause of its own before the words that attribute something is no shorter.
_SHORTEST_CLAUSE = 6
_STATEMENT_ENDS = SENTENCE_ENDS | {";"}
_BREAKS = _STATEMENT_ENDS | {"that"}
# How begins what is asked, wanted or told to do, and what a page says of itself.
_OPENERS_OF_NO_STATEMENT = frozenset(
    """
    to whether if how why what who whom which please let show follow click read see sign subscribe
    share © copyright photo image
    """.split()
)
_OPENERS_OF_PHRASES = frozenset("not for of against per as nor him them us me".split())
# How a phrase begins that stands behind its cue, where "that" would open a statement.
_OPENERS_BEHIND_CUE = frozenset("in at on with by from during after".split())
_OPENERS_OF_ASIDES = PREPOSITIONS | CLAUSE_WORDS
# Words with which nothing ends that states something: it was cut off there.
_CUT_OFF = CLAUSE_WORDS | frozenset("the a an of to for from with by his her their its is".split())
# Cues of wishes, orders and opinions: what they attribute nobody could check.
_CUES_OF_NO_STATEMENT = frozenset(
    """
    hope hopes hoped hoping want wants wanted wish wishes wished urge urges urged urging ask asks
    asked asking demand demands demanded call calls called calling appeal appeals appealed order
    orders ordered advise advises advised believe believes believed think thinks thought feel feels
    felt suggest suggests suggested propose proposes proposed advocate advocates advocated
    recommend recommends recommended wonder wonders wondered prefer prefers preferred
    """.split()
)


@dataclass(slots=True)
class Statement:
    """Words that state something: a range of a paragraph's tokens, and who is said to say them."""

    part: TokenRange
    attribution: FoundAttribution | None


@dataclass(slots=True)
class _Content:
    """A content, or a piece of one, as tokens; where its attribution and the cue begin.

    `stated` says that it is a statement, and not what somebody wishes, asks for or thinks.
    """

    part: TokenRange
    begin: int
    cue: int
    stated: bool
    attribution: FoundAttribution


def find_statements(
    paragraph: Paragraph, attributions: Sequence[FoundAttribution]
) -> list[Statement]:
    """Return the statements of a paragraph in text order; none overlaps another.

    `attributions` are those of the paragraph. Questions, headlines and what is asked or wanted
    are left out.
    """
    contents = _contents(paragraph, attributions) if attributions else []
    found: list[Statement] = []
    number, taken = 0, 0
    for sentence in paragraph.sentences:
        within = []
        while number < len(contents) and contents[number].part.first < sentence.stop:
            within.append(contents[number])
            number += 1
        if sentence.first < taken:
            continue
        if not within or _is_in_own_voice(sentence, within):
            found += _of_sentence(paragraph, sentence)
            continue
        found += _clause_before_speaker(paragraph, sentence.first, within[0])
        taken = sentence.first
        for content in within:
            found += _clause_before_cue(paragraph, content, taken)
            if content.stated:
                found += _between_stops(paragraph, content.part, content.attribution)
            taken = content.part.stop
    return found


def _contents(paragraph: Paragraph, attributions: Sequence[FoundAttribution]) -> list[_Content]:
    """Return all contents in text order, an outer one cut off where one within it begins."""
    words = paragraph.words
    contents = []
    for attribution in attributions:
        frame = attribution.frame
        cue, pieces = frame.cue, frame.content
        begin = min([part.first for part in (frame.source or cue, cue, *pieces)])
        asserts = _CUES_OF_NO_STATEMENT.isdisjoint(words[slice(*cue)])
        contents += [_Content(piece, begin, cue.first, asserts, attribution) for piece in pieces]
    contents.sort(key=lambda one: (one.part.first, -one.part.stop))
    for outer, inner in pairwise(contents):
        first, stop = outer.part
        if inner.part.first < stop:
            outer.part = TokenRange(first, inner.begin if inner.begin > first else inner.part.first)
    contents = [one for one in contents if one.part.first < one.part.stop]
    for one in contents:
        one.stated = one.stated and _is_stated(paragraph, one)
    return contents


def _is_stated(paragraph: Paragraph, content: _Content) -> bool:
    """Say whether a content is a statement rather than a phrase ("voiced [deep concern]")."""
    first, stop = content.part
    tokens = paragraph.tokens
    if tokens[first].lower == "that" or tokens[first - 1].lower == "that":
        return True
    opener = tokens[first]
    if opener.lower in _OPENERS_OF_PHRASES or is_auxiliary(opener):
        return False
    if opener.lower in _OPENERS_BEHIND_CUE and opener.text.islower() and content.cue < first:
        return False
    is_participle = opener.text.islower() and opener.text.endswith("ing")
    return not is_participle and has_verb(tokens[first:stop])


def _is_in_own_voice(sentence: Sentence, contents: Sequence[_Content]) -> bool:
    """Say whether the sentence states something itself, and what it attributes is but a phrase.

    "The two held talks on Monday and voiced deep concern."
    """
    if any(one.stated for one in contents):
        return False
    length = sum(one.part.stop - one.part.first for one in contents)
    return length * 2 < sentence.stop - sentence.first


def _of_sentence(paragraph: Paragraph, sentence: Sentence) -> list[Statement]:
    """Return the statements of a sentence in which nobody speaks; a headline has none."""
    tokens = paragraph.tokens
    first, stop = sentence.first, sentence.stop
    is_headline = sentence.end == stop and not tokens[stop - 1].quoted
    if is_headline or not has_verb(tokens[first:stop]):
        return []
    first = behind_dateline(tokens, first)
    return _between_stops(paragraph, TokenRange(first, stop), None)


def _clause_before_speaker(paragraph: Paragraph, first: int, content: _Content) -> list[Statement]:
    """Return a clause before the words that attribute: "[Prices fell by half], the bank said"."""
    tokens = paragraph.tokens
    stop = min(content.begin, content.part.first)
    if (
        stop - first > _SHORTEST_CLAUSE
        and (tokens[stop - 1].text == "," or tokens[stop - 1].lower in CLAUSE_WORDS)
        and tokens[first].lower not in _OPENERS_OF_ASIDES
        and has_verb(tokens[first:stop])
    ):
        part = TokenRange(behind_dateline(tokens, first), stop - 1)
        return _between_stops(paragraph, part, None)
    return []


def _clause_before_cue(paragraph: Paragraph, content: _Content, taken: int) -> list[Statement]:
    """Return what a speaker does before speaking: "[The firm cut 300 jobs] and said that …"."""
    joiner = content.cue - 1
    if (
        taken <= content.begin
        and joiner - content.begin >= _SHORTEST_CLAUSE
        and content.cue <= content.part.first
        and paragraph.tokens[joiner].lower == "and"
    ):
        return _between_stops(paragraph, TokenRange(content.begin, joiner), None)
    return []


def _between_stops(
    paragraph: Paragraph, part: TokenRange, attribution: FoundAttribution | None
) -> list[Statement]:
    """Return what stands between full stops, semicolons and, in a content, before "and that"."""
    words = paragraph.words
    begin, stop = start, _ = part
    pieces = []
    for place in positions(words[begin:stop], _BREAKS):
        index = start + place
        word = words[index]
        if word in _STATEMENT_ENDS:
            end = index + 1
            if end < stop and _closes_quotation(paragraph, end):
                end += 1
            if word != "?":
                pieces.append(TokenRange(begin, end))
            begin = end
        elif attribution is not None and index > begin and words[index - 1] == "and":
            pieces.append(TokenRange(begin, index - 1))
            begin = index
    if begin < stop:
        pieces.append(TokenRange(begin, stop))
    pieces = [trimmed(paragraph, piece) for piece in pieces]
    return [Statement(piece, attribution) for piece in pieces if _may_state(words, piece)]


def _closes_quotation(paragraph: Paragraph, index: int) -> bool:
    token = paragraph.tokens[index]
    return (
        token.quoted
        and token.text in QUOTATION_MARKS
        and paragraph.quotations.ranges[token.quotation].stop == index + 1
    )


def _may_state(words: Sequence[str], part: TokenRange) -> bool:
    first, stop = part
    return (
        stop - first >= _FEWEST_TOKENS
        and words[first] not in _OPENERS_OF_NO_STATEMENT
        and words[stop - 1] not in _CUT_OFF
    )
