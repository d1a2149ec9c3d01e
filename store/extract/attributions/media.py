"""Tells sources that only pass words on: news agencies, papers, broadcasters, documents."""

from __future__ import annotations

from collections.abc import Sequence

from hedgerow.store.extract.prose.tokens import Token, TokenRange

_NAMES = frozenset(
    """
    afp ani ap bbc bloomberg breitbart buzzfeed cbs cctv cgtn cnbc cnn dpa interfax ians itar-tass
    msnbc nbc npr pbs politico pti reuters ria sputnik tass ukrinform upi wion xinhua yonhap
    """.split()
)
_LAST_WORDS = frozenset(
    """
    agency agencies article bild channel chronicle communique daily dispatch document documents
    examiner gazette globe guardian herald independent journal mail magazine media mirror monde
    network news newspaper newspapers newsweek observer outlet outlets paper papers post press
    readout readouts record register release releases report reports spiegel statement statements
    sun telegraph times today transcript transcripts tribune website
    """.split()
)
# "the spokesman for The Times" is a person, "a report by the ministry" is a report.
_HEAD_ENDS = frozenset(
    "of by from on in released issued published posted dated which that ,".split()
)


def is_medium(tokens: Sequence[Token], source: TokenRange) -> bool:
    """Say whether `source`, among its paragraph's `tokens`, names a medium or a document."""
    last = source.first
    for index in range(source.first, source.stop):
        if tokens[index].lower in _HEAD_ENDS:
            break
        last = index
    while last > source.first and not tokens[last].is_word:
        last -= 1
    word = tokens[last].lower.removesuffix("’s").removesuffix("'s")
    return word in _NAMES or word in _LAST_WORDS
