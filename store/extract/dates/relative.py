"""Expressions that lean on another day: "yesterday", "three weeks ago", "the same year".

Words of the speaker's own present ("last week", "ago") lean on the publication date. Words
that point back into the story ("the same day", "two days later") lean on the date told
last, where that stands close by, and else on the publication date too. In a history all of
them lean on its own dates or stay unresolved.
"""

from __future__ import annotations

import re

from store.extract.dates.context import Context
from store.extract.dates.family import Family, Head, Reading
from store.extract.dates.lexicon import (
    APPROXIMATION,
    COUNT,
    PART_OF_DAY,
    PART_OF_DAY_CODES,
    UNIT,
    UNITS,
    count_of,
    unit_name,
)
from store.extract.dates.tense import looks_ahead
from store.extract.dates.values import PartialDate, period, year_or_none

_STEPS = dict.fromkeys(("last", "past", "previous", "preceding"), -1)
_STEPS |= dict.fromkeys(("next", "coming", "following"), 1)
_IN_STORY = frozenset({"same", "that", "previous", "preceding", "following", "the"})
# What a date must be known to for a unit to be counted from it; the year for all others.
_PRECISION = {"day": "day", "week": "day", "weekend": "day", "month": "month", "quarter": "month"}
# How far before the words, in code points, the date they lean on may stand.
_STORY_REACH = {"day": 400, "month": 800, "year": 2000}

_SATURDAY = 5
_UNIT_ONCE = "(?P<unit>day|week|weekend|month|quarter|year|decade|century)"


def anchor_of(context: Context, unit: str, start: int, *, in_story: bool) -> PartialDate | None:
    """Return the date that a unit, named at `start`, is counted from.

    Args:
        context: what is known there.
        unit: "day" … "century".
        start: where the words stand, in code points.
        in_story: whether they point back into the story. In a history, all of them do.
    """
    if not in_story and not context.is_history:
        return context.today
    precision = _PRECISION.get(unit, "year")
    told = context.told(precision, start, _STORY_REACH[precision])
    return told if told or context.is_history else context.today


def _value(anchor: PartialDate | None, unit: str, count: int) -> str | None:
    return anchor.shifted(unit, count) if anchor else None


def year_in_words(word: str, context: Context, start: int) -> int | None:
    """Return the year of "last year", "that year", "the same year", standing at `start`."""
    which = word.lower().split()[-1]
    anchor = anchor_of(context, "year", start, in_story=which in _IN_STORY - {"the"})
    return year_or_none(anchor.year + _STEPS.get(which, 0)) if anchor else None


def _named_day(match: re.Match[str], context: Context) -> Reading:
    word, part = match["day"].lower(), match["part"]
    steps = {"yesterday": -1, "tomorrow": 1}
    count = steps.get(word, 0) + {"before": -1, "after": 1}.get((match["beyond"] or "").lower(), 0)
    value = _value(context.today, "day", count)
    code = "NI" if word == "tonight" else PART_OF_DAY_CODES[part.lower()] if part else None
    if code is None:
        return Reading("DATE", value)
    return Reading("TIME", f"{value}T{code}" if value else None)


def _part_of_day(match: re.Match[str], context: Context) -> Reading:
    which = match["which"].lower().split()[-1]
    in_story = which == "next" or which in _IN_STORY
    anchor = anchor_of(context, "day", match.start(), in_story=in_story)
    value = _value(anchor, "day", _STEPS.get(which, 0))
    return Reading("TIME", f"{value}T{PART_OF_DAY_CODES[match['part'].lower()]}" if value else None)


def _counted_away(match: re.Match[str], context: Context) -> Reading:
    """Read "three weeks ago" (from publication) and "three weeks later" (in the story)."""
    direction = match["direction"].lower()
    back = direction in ("ago", "earlier", "before", "previously")
    count = count_of(match["count"]) if match["count"] else None
    if count is None:
        return Reading("DATE", "PAST_REF" if back else "FUTURE_REF")
    unit = unit_name(match["unit"])
    if unit in ("hour", "minute", "second"):
        return Reading("DURATION", period(count, unit))
    anchor = anchor_of(
        context, unit, match.start(), in_story=direction not in ("ago", "hence", "from now")
    )
    steps = -count if back else count
    if unit == "week" and count != 1:  # "two weeks ago" means the day, "a week ago" the week
        return Reading("DATE", _value(anchor, "day", round(7 * steps)))
    return Reading("DATE", _value(anchor, unit, int(steps)))


def _unit_beside(match: re.Match[str], context: Context) -> Reading | None:
    """Read "last week", "this year", "the following day", "the end of the month"."""
    which, unit = match["which"].lower(), match["unit"].lower()
    if which == "past":
        return Reading("DURATION", period(1, unit))
    if which == "the" and not match["phase"]:
        return None
    if which == "last" and match["the"] and context.text.startswith(" of the ", match.end()):
        return Reading("DURATION", period(1, unit))  # "the last month of the war"
    anchor = anchor_of(context, unit, match.start(), in_story=_points_back(match, context))
    if which == "that" and (anchor is None or anchor is context.today):
        return None  # "that day": there is nothing it could point to
    return Reading("DATE", _value(anchor, unit, _STEPS.get(which, 0)))


def _points_back(match: re.Match[str], context: Context) -> bool:
    which = match["which"].lower()
    if which == "the":  # "by the end of the year" is this year's for whoever looks ahead
        return not looks_ahead(context.text, *match.span())
    return which in _IN_STORY or (which == "next" and match["the"] is not None)


def _the_weekend(match: re.Match[str], context: Context) -> Reading | None:
    """Read "over the weekend": the one just past, or the next where the sentence looks ahead."""
    if context.word_before(match.start()) not in ("over", "at", "on", "during"):
        return None
    day = context.published
    if day is None:
        return Reading("DATE", None)
    just_past = day.weekday() < _SATURDAY and not looks_ahead(context.text, *match.span())
    return Reading("DATE", _value(context.today, "weekend", -1 if just_past else 0))


def _quarter_beside(match: re.Match[str], context: Context) -> Reading:
    steps = -1 if match["which"] else -4
    return Reading("DATE", _value(context.today, "quarter", steps))


FAMILIES = (
    Family(
        "yesterday morning, the day after tomorrow",
        (Head.DEICTIC, Head.UNIT),
        "(?:(?:early|earlier|late|later) |(?:the )?day (?P<beyond>before|after) )?"
        f"(?P<day>today|yesterday|tomorrow|tonight)(?: (?P<part>{PART_OF_DAY}))?",
        _named_day,
    ),
    Family(
        "late last night, the same evening",
        (Head.PART_OF_DAY,),
        "(?:(?:early|late|later) )?"
        f"(?P<which>this|last|that(?: same)?|the (?:next|following|same|previous)) "
        f"(?P<part>{PART_OF_DAY})",
        _part_of_day,
    ),
    Family(
        "about three weeks ago, two days later, years earlier",
        (Head.UNIT,),
        f"(?:(?:{APPROXIMATION} )?(?P<count>{COUNT})~(?P<unit>{UNIT})|{UNITS}) "
        "(?P<direction>ago|earlier|before(?=[,.;:]|$)|later|from now|hence|previously)(?! than)",
        _counted_away,
    ),
    Family(
        "the year-earlier period, the latest quarter",
        (Head.UNIT,),
        "(?:the )?(?:(?P<which>latest) quarter|year~(?:earlier|ago) (?:period|quarter))",
        _quarter_beside,
    ),
    Family(
        "(over) the weekend",
        (Head.UNIT,),
        "the weekend",
        _the_weekend,
    ),
    Family(
        "last week, the end of this month, the following day",
        (Head.UNIT,),
        "(?P<phase>(?:the )?(?:very )?(?:end|beginning|start|middle|rest|remainder) of "
        "|(?:earlier|later|early|late|mid)(?:~| in ))?"
        "(?P<the>the )?(?:that (?=same))?"
        "(?P<which>last|past|previous|preceding|next|this|coming|current|following|same|that|the)"
        f" (?:(?:fiscal|calendar|academic|school|financial) )?{_UNIT_ONCE}",
        _unit_beside,
    ),
)
