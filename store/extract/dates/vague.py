"""Words for the present, the past and the future at large: "now", "recent years"."""

from __future__ import annotations

import re

from hedgerow.store.extract.dates.context import Context
from hedgerow.store.extract.dates.family import DateHead, DateReading, Family


def _present(_match: re.Match[str], _context: Context) -> DateReading:
    return DateReading("DATE", "PRESENT_REF")


def _past(match: re.Match[str], context: Context) -> DateReading | None:
    """Read "recent gains", but not "the most recent": that is one of several."""
    word = match["adjective"]
    if word and (word[0].isupper() or context.word_before(match.start()) in _COMPARING):
        return None
    return DateReading("DATE", "PAST_REF")


def _future(match: re.Match[str], context: Context) -> DateReading | None:
    """Read "in the future" and "future gains", but not "their future"."""
    word = match["adjective"]
    if word and (word[0] == "F" or context.word_before(match.start()) in _OWNERS):
        return None
    return DateReading("DATE", "FUTURE_REF")


_COMPARING = frozenset(("most", "more", "as"))
_OWNERS = frozenset("his her its our their my your whose s".split())
# What follows "the past" where it is a noun: "the past week" counts, "the past two days" too.
_AFTER_NOUN = (
    "and|as|at|but|by|for|from|had|has|have|he|how|if|in|is|it|on|or|she|so|than|that|they|to|was|we"
    "|were|when|where|with"
)


FAMILIES = (
    Family(
        "now, at present, these days",
        (DateHead.DEICTIC, DateHead.UNIT),
        "(?:currently|right now|now|nowadays|at (?:the )?present(?: time)?|at the moment|these days"
        "|the present)",
        _present,
    ),
    Family(
        "recently, recent days, the past",
        (DateHead.DEICTIC,),
        "(?:recently|lately|(?:the )?recent (?:past|times|days|weeks|weekends|months|years|decades)"
        f"|(?P<adjective>recent)(?! [0-9])|the past(?= (?:{_AFTER_NOUN}) |[,.;:!?)”]|$))",
        _past,
    ),
    Family(
        "the near future",
        (DateHead.DEICTIC,),
        "(?:the )?(?:near|immediate|foreseeable|distant) future|(?P<adjective>(?:the )?future)",
        _future,
    ),
)
