"""Lengths of time and repetitions: "three weeks", "the past decade", "daily", "twice a year"."""

from __future__ import annotations

import re

from hedgerow.store.extract.dates.context import Context
from hedgerow.store.extract.dates.family import UNIT_HEADS, DateHead, DateReading, Family
from hedgerow.store.extract.dates.lexicon import (
    APPROXIMATION,
    COUNT,
    NUMBER,
    PART_OF_DAY_CODES,
    SEASON_CODES,
    UNIT,
    UNITS,
    count_of,
    unit_name,
)
from hedgerow.store.extract.dates.values import period

_ADJECTIVE = (
    "(?:full|consecutive|straight|long|more|whole|additional|calendar|trading|business|working)"
)
_FREQUENCIES = {
    "hourly": "PT1H",
    "daily": "P1D",
    "weekly": "P1W",
    "biweekly": "P2W",
    "monthly": "P1M",
    "bimonthly": "P2M",
    "quarterly": "P1Q",
    "semiannual": "P6M",
    "semiannually": "P6M",
    "yearly": "P1Y",
    "annually": "P1Y",
    "annual": "P1Y",
}


def _counted_span(match: re.Match[str], _context: Context) -> DateReading:
    """Read "the last three weeks"; "the coming weeks" are the future at large."""
    if match["ahead"]:
        return DateReading("DATE", "FUTURE_REF")
    count = count_of(match["count"]) if match["count"] else None
    return DateReading("DURATION", period(count, unit_name(match["unit"] or match["units"])))


def _length(match: re.Match[str], context: Context) -> DateReading | None:
    unit = unit_name(match["unit"])
    if not _measures_time(match, unit, context):
        return None
    count = count_of(match["count"])
    if match["half"] and count is not None:
        count += 0.5
    return DateReading("DURATION", period(count, unit))


def _measures_time(match: re.Match[str], unit: str, context: Context) -> bool:
    count, plural = match["count"].lower(), match["unit"].lower() != unit
    if count in ("a", "an"):  # "a minute", "a second", "a quarter" are mostly figures of speech
        return not match["old"] and unit not in ("second", "quarter", "minute")
    if count in ("some", "many") and not plural:
        return False
    # "three quarters of the army", "in some quarters"
    return unit != "quarter" or (count != "some" and not _followed_by_of(match, context))


def _followed_by_of(match: re.Match[str], context: Context) -> bool:
    return context.text[match.end() : match.end() + 4].strip().lower() == "of"


def _unknown_length(match: re.Match[str], context: Context) -> DateReading | None:
    """Read "for years", "weeks of rain", but not "days off"."""
    led_in = context.word_before(match.start()) in _BEFORE_A_LENGTH
    if not led_in and not _AFTER_A_LENGTH.match(context.text, match.end()):
        return None
    return DateReading("DURATION", period(None, unit_name(match["unit"])))


_BEFORE_A_LENGTH = frozenset("for within".split())
_AFTER_A_LENGTH = re.compile(r"[.,;]|\s{1,4}(?:of|after|before|to|in|now|and)\b")


def _one_unit_long(match: re.Match[str], _context: Context) -> DateReading:
    return DateReading("DURATION", period(1, unit_name(match["unit"])))


def _every_unit(match: re.Match[str], _context: Context) -> DateReading:
    unit = match["unit"].lower()
    if unit in PART_OF_DAY_CODES:
        return DateReading("SET", f"XXXX-XX-XXT{PART_OF_DAY_CODES[unit]}")
    if unit in SEASON_CODES:
        return DateReading("SET", f"XXXX-{SEASON_CODES[unit]}")
    count = match["count"]
    if count is None:
        return DateReading("SET", period(1, unit_name(unit)))
    number = 2.0 if count.lower() == "other" else count_of(count)
    return DateReading("SET", period(number, unit_name(unit)))


def _per_unit(match: re.Match[str], _context: Context) -> DateReading:
    return DateReading("SET", period(1, unit_name(match["unit"])))


def _frequency(match: re.Match[str], context: Context) -> DateReading | None:
    """Read "daily", but not the "Daily Mail"."""
    word = match["word"]
    if word[0].isupper() and context.text[match.end() : match.end() + 2].strip().isupper():
        return None
    return DateReading("SET", _FREQUENCIES[word.lower()])


FAMILIES = (
    Family(
        "every two weeks, each morning",
        (*UNIT_HEADS, DateHead.PART_OF_DAY, DateHead.SEASON),
        f"(?:every|each) (?:(?P<count>{NUMBER}|other|few) )?(?P<unit>second|minute|hour|day|week"
        "|weekend|month|quarter|year|decade|morning|afternoon|evening|night|summer|winter|spring"
        "|autumn|fall)s?",
        _every_unit,
    ),
    Family(
        "twice a year, per month",
        (DateHead.UNIT, DateHead.WEEK, DateHead.YEAR_UNIT),
        f"(?:(?:once|twice|{NUMBER} times) an? |per )(?P<unit>day|week|month|year)",
        _per_unit,
    ),
    Family(
        "($5 million) a year.",
        (DateHead.YEAR_UNIT,),
        "a (?P<unit>year)(?=[,.;]|$)",
        _per_unit,
    ),
    Family(
        "the last three weeks, the past few days, the coming months",
        UNIT_HEADS,
        "(?:(?:the|its|their|his|her) )?(?:(?:last|past|previous|next|prior|coming|following|latest"
        f"|first|final|recent) (?P<count>{NUMBER}|few|several|couple of|many)~(?:{_ADJECTIVE} )?"
        f"(?P<unit>{UNIT})|(?:past|(?P<ahead>coming)|next|following) (?P<units>{UNITS}))",
        _counted_span,
    ),
    Family(
        "about three weeks, a two-year, half a century, 18 years old",
        UNIT_HEADS,
        f"(?:the (?![0-9a-z]{{1,9}}-{UNIT})"
        "|(?:an?|the) (?=[0-9a-z]{1,9}-[a-z]{3,7} period))?"
        f"(?:{APPROXIMATION} )?(?P<count>{COUNT})~(?:{_ADJECTIVE} )?(?P<unit>{UNIT})"
        "(?!-long)(?P<half> and a half)?(?P<old>~old)?(?: period)?",
        _length,
    ),
    Family(
        "a month-long",
        UNIT_HEADS,
        "(?P<unit>hour|day|week|month|year|decade|century)-?long",
        _one_unit_long,
    ),
    Family(
        "(for) years",
        UNIT_HEADS,
        f"(?P<unit>{UNITS})",
        _unknown_length,
    ),
    Family(
        "daily, annual", (DateHead.FREQUENCY,), f"(?P<word>{'|'.join(_FREQUENCIES)})", _frequency
    ),
)
