"""Weekdays and times of day: "Tuesday night", "9:30 a.m. on Friday", "1600 UTC", "Mondays"."""

from __future__ import annotations

import re

from hedgerow.store.extract.dates.context import Context
from hedgerow.store.extract.dates.days import day_named_after
from hedgerow.store.extract.dates.family import DateHead, DateReading, Family
from hedgerow.store.extract.dates.lexicon import (
    PART_OF_DAY,
    PART_OF_DAY_CODES,
    WEEKDAY,
    WEEKDAY_NAMES,
    weekday_number,
)
from hedgerow.store.extract.dates.tense import looks_ahead

_ZONE = (
    "(?:(?P<zone>UTC|GMT)(?! ?[+-])|(?:UTC|GMT) ?[+-][0-9]{1,2}|[ECMP][SD]?T|local time|Eastern"
    "|Pacific)"
)
_HOURS_OF_12 = (
    "(?P<hour>1[0-2]|0?[1-9])(?:[:.](?P<minute>[0-5][0-9]))? ?"
    "(?:(?P<half>[ap])(?:[.] ?m[.]?|m)|o'clock)"
)
_HOURS_OF_24 = (
    "(?P<hours>[01]?[0-9]|2[0-3]):(?P<minutes>[0-5][0-9])(?![:.][0-9])(?: ?(?:hours|hrs?))?"
)
_ON_DAY = f"(?:,? (?:on )?(?P<day>{WEEKDAY}|today|yesterday|tomorrow|tonight))?"
# How far before a time of day, in code points, the day may stand that it belongs to.
_DAY_REACH = 40
_STORY_REACH = 400
# Names that hold a weekday but date nothing: "Black Friday", "the Sunday Times".
_NAMES_BEFORE = frozenset("black good ash bloody super palm easter holy".split())
_NAMES_AFTER = "(?! (?:Times|Telegraph|Mail|Mirror|Express|Post|Herald|Night Live))"
_DAY_STEPS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}


def _weekday_value(context: Context, name: str, which: str, start: int, end: int) -> str | None:
    """Return the day that a weekday's name means; on publication day it is that day."""
    anchor = context.today
    if which in ("following", "previous", "same"):
        anchor = context.told("day", start, _STORY_REACH) or anchor
    day = anchor.as_day() if anchor else None
    if anchor is None or day is None:
        return None
    ahead = (weekday_number(name) - day.weekday()) % 7
    if which in ("next", "coming", "following"):
        return anchor.shifted("day", ahead or 7)
    if which in ("last", "past", "previous"):
        return anchor.shifted("day", ahead - 7)
    if which == "this" or ahead == 0 or looks_ahead(context.text, start, end):
        return anchor.shifted("day", ahead)
    return anchor.shifted("day", ahead - 7)


def _weekday(match: re.Match[str], context: Context) -> DateReading | None:
    name, part = match["weekday"], match["part"]
    if name[0].islower() or _is_word(name, match, context):
        return None
    if context.word_before(match.start()) in _NAMES_BEFORE:
        return None
    which = (match["which"] or "").lower().split()[-1:]
    value = _weekday_value(context, name, which[0] if which else "", *match.span())
    if part is None:
        return DateReading("DATE", value)
    return DateReading("TIME", f"{value}T{PART_OF_DAY_CODES[part.lower()]}" if value else None)


def _is_word(name: str, match: re.Match[str], context: Context) -> bool:
    """Say whether "Sun." or "Sat." closes a sentence instead of shortening a weekday."""
    if name.lower() not in ("sat.", "sun.", "mon."):
        return False
    return context.word_before(match.start()) not in ("on", "last", "next", "by", "since", "until")


def _every_weekday(match: re.Match[str], _context: Context) -> DateReading | None:
    repeated = match["every"] or match["plural"] or match["parts"]
    if match["weekday"][0].islower() or not repeated:
        return None
    return DateReading("SET", f"XXXX-WXX-{weekday_number(match['weekday']) + 1}")


def _time_of_day(match: re.Match[str], context: Context) -> DateReading:
    """Read a clock; noon is "12:00" and midnight, as TimeML has it, "24:00"."""
    if match["word"]:
        return _time(match, context, "12:00" if match["word"].lower() == "noon" else "24:00")
    if match["hours"]:
        hours = int(match["hours"])
        if hours < 12 and (match["day"] or "").lower() == "tonight":
            hours += 12
        return _time(match, context, f"{hours:02d}:{match['minutes']}")
    hour = int(match["hour"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return _time(match, context, f"{hour:02d}:{match['minute'] or '00'}")


def _military_time(match: re.Match[str], context: Context) -> DateReading:
    return _time(match, context, f"{match['hours']}:{match['minutes']}")


def _time(match: re.Match[str], context: Context, clock: str) -> DateReading:
    day = _day_of_time(match, context)
    zone = "Z" if (match["zone"] or "").upper() in ("UTC", "GMT") else ""
    return DateReading("TIME", f"{day}T{clock}{zone}" if day else None)


def _day_of_time(match: re.Match[str], context: Context) -> str | None:
    """Return the day of a time: named in the match, right after it, right before it, or today."""
    name = match["day"]
    if name and name.lower() in _DAY_STEPS:
        return context.today.shifted("day", _DAY_STEPS[name.lower()]) if context.today else None
    if name:
        return _weekday_value(context, name, "", *match.span())
    named = day_named_after(context, match.end())
    if named:
        return named
    anchor = context.told("day", match.start(), _DAY_REACH) or context.today
    return anchor.shifted("day", 0) if anchor else None


FAMILIES = (
    Family(
        "Mondays, every Monday, on Friday nights",
        (DateHead.WEEKDAY,),
        f"(?P<every>(?:every|each) )?(?P<weekday>{WEEKDAY_NAMES})(?P<plural>s)?"
        f"(?: {PART_OF_DAY}(?P<parts>s)?)?",
        _every_weekday,
    ),
    Family(
        "Tuesday, last Friday night, the following Monday",
        (DateHead.WEEKDAY,),
        "(?P<which>(?:last|next|this(?: past| coming)?|past|coming|early|earlier|late|later"
        "|the (?:following|previous|same)) )?"
        f"(?P<weekday>{WEEKDAY})(?: (?P<part>{PART_OF_DAY}))?{_NAMES_AFTER}",
        _weekday,
    ),
    Family(
        "9:30 a.m. on Friday, 14:58 UTC, noon",
        (DateHead.CLOCK,),
        f"(?:{_HOURS_OF_12}|{_HOURS_OF_24}|(?P<word>noon|midnight))"
        f"(?: (?P<open>[(])?{_ZONE}(?(open)[)]))?{_ON_DAY}",
        _time_of_day,
    ),
    Family(
        "1600 UTC, 0830 hours",
        (DateHead.YEAR,),
        f"(?P<hours>[01][0-9]|2[0-3])(?P<minutes>[0-5][0-9]) (?:hours|{_ZONE}){_ON_DAY}",
        _military_time,
    ),
)
