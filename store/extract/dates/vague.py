"""Words for the present, the past and the future at large: "now", "recent years"."""

from __future__ import annotations

import re

from store.extract.dates.context import Context
from store.extract.dates.family import Family, Head, Reading
from store.extract.dates.lexicon import COUNT, UNIT


def _present(_match: re.Match[str], _context: Context) -> Reading:
    return Reading("DATE", "PRESENT_REF")


def _past(_match: re.Match[str], _context: Context) -> Reading:
    return Reading("DATE", "PAST_REF")


def _future(_match: re.Match[str], _context: Context) -> Reading:
    return Reading("DATE", "FUTURE_REF")


FAMILIES = (
    Family(
        "now, at present, these days",
        (Head.DEICTIC, Head.UNIT),
        "(?:currently|right now|now|nowadays|at (?:the )?present(?: time)?|at the moment|these days"
        "|the present)",
        _present,
    ),
    Family(
        "recently, recent days, the past",
        (Head.DEICTIC, Head.UNIT),
        "(?:recently|lately|(?:the )?recent (?:past|times|days|weeks|weekends|months|years|decades)"
        f"|the past(?! (?:{COUNT}~|{UNIT}|tense)))",
        _past,
    ),
    Family(
        "the near future",
        (Head.DEICTIC,),
        "(?:the )?(?:near|immediate|foreseeable|distant) future|the future",
        _future,
    ),
)
