"""Expressions that lean on another day: "yesterday", "three weeks ago", "the same year".

Words of the speaker's own present ("last week", "ago") lean on the publication date. Words
that point back into the story ("the same day", "two days later") lean on the date told
last, where that stands close by, and else on the publication date too. In a history all of
them lean on its own dates or stay unresolved.
"""

from __future__ import annotations

import re

from hedgerow.store.extract.dates.context import Context
from hedgerow.store.extract.dates.family import UNIT_HEADS, DateHead, DateReading, Family
from hedgerow.store.extract.dates.lexicon import (
    APPROXIMATION,
    COUNT,
    PART_OF_DAY,
    PART_OF_DAY_CODES,
    UNIT,
    UNITS,
    YEAR,
    count_of,
    unit_name,
)
from hedgerow.store.extract.dates.tense import looks_ahead
from hedgerow.store.extract.dates.values import PartialDate, period, year_or_none

_STEPS = dict.fromkeys(("last", "past", "previous", "preceding"), -1)
_STEPS |= dict.fromkeys(("next", "coming", "following"), 1)
_IN_STORY = frozenset({"same", "that", "previous", "preceding", "following", "the"})
# What a date must be known to for a unit to be counted from it; the year for all others.
_PRECISION = {"day": "day", "week": "day", "weekend": "day", "month": "month", "quarter": "month"}
# How far before the words, in code points, the date they lean on may stand.
_STORY_REACH = {"day": 400, "month": 800, "year": 2000}

# "The year" is this one, unless another has been told just before; so are "the day" and the like.
_JUST_TOLD = 150
# How near the quarter of a year must stand that "a year earlier" is compared with.
_QUARTER_REACH = 300

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


def _named_day(match: re.Match[str], context: Context) -> DateReading:
    word, part = match["day"].lower(), match["part"]
    steps = {"yesterday": -1, "tomorrow": 1}
    count = steps.get(word, 0) + {"before": -1, "after": 1}.get((match["beyond"] or "").lower(), 0)
    value = _value(context.today, "day", count)
    code = "NI" if word == "tonight" else PART_OF_DAY_CODES[part.lower()] if part else None
    if code is None:
        return DateReading("DATE", value)
    return DateReading("TIME", f"{value}T{code}" if value else None)


def _part_of_day(match: re.Match[str], context: Context) -> DateReading | None:
    which = match["which"].lower().split()[-1]
    if which == "the" and context.word_before(match.start()) not in ("in", "during", "throughout"):
        return None  # "the night", "the evening gown"
    in_story = which == "next" or which in _IN_STORY
    anchor = anchor_of(context, "day", match.start(), in_story=in_story)
    value = _value(anchor, "day", _STEPS.get(which, 0))
    return DateReading(
        "TIME", f"{value}T{PART_OF_DAY_CODES[match['part'].lower()]}" if value else None
    )


def _counted_away(match: re.Match[str], context: Context) -> DateReading:
    """Read "three weeks ago" (from publication) and "three weeks later" (in the story)."""
    direction = match["direction"].lower()
    back = direction in ("ago", "earlier", "before", "previously")
    count = count_of(match["count"]) if match["count"] else None
    if count is None:
        return DateReading("DATE", "PAST_REF" if back else "FUTURE_REF")
    unit = unit_name(match["unit"])
    if unit in ("hour", "minute", "second"):
        return DateReading("DURATION", period(count, unit))
    anchor = anchor_of(
        context, unit, match.start(), in_story=direction not in ("ago", "hence", "from now")
    )
    if unit == "year" and count == 1 and back and direction != "ago":
        quarter = context.quarter_told(match.start(), _QUARTER_REACH)
        if quarter:
            return DateReading("DATE", _year_before(quarter))
    steps = -count if back else count
    if unit == "week" and count != 1:  # "two weeks ago" means the day, "a week ago" the week
        return DateReading("DATE", _value(anchor, "day", round(7 * steps)))
    return DateReading("DATE", _value(anchor, unit, int(steps)))


def _year_before(quarter: str) -> str | None:
    """Return the same quarter of the year before: "1988-Q3" for "1989-Q3"."""
    year = year_or_none(int(quarter[:4]) - 1)
    return f"{year:04d}{quarter[4:]}" if year else None


def _unit_beside(match: re.Match[str], context: Context) -> DateReading | None:
    """Read "last week", "this year", "the following day", "the end of the month"."""
    which, unit = match["which"].lower(), match["unit"].lower()
    if which == "past" and not match["this"]:
        return DateReading("DURATION", period(1, unit))
    if which == "the" and not match["phase"]:
        return _the_unit(match, context)
    if which == "last" and match["the"] and context.text.startswith(" of the ", match.end()):
        return DateReading("DURATION", period(1, unit))  # "the last month of the war"
    anchor = anchor_of(context, unit, match.start(), in_story=_points_back(match, context))
    if which == "that" and (anchor is None or context.is_today(anchor)):
        return None  # "that day": there is nothing it could point to
    value = _value(anchor, unit, _STEPS.get(which, 0))
    is_fiscal = unit == "year" and match["fiscal"] and value
    return DateReading("DATE", f"FY{value}" if is_fiscal else value)


def _the_unit(match: re.Match[str], context: Context) -> DateReading | None:
    """Read "for the quarter", "ended the day": what was just told, else the present one."""
    unit = match["unit"].lower()
    if match["unit"][0].isupper() or context.word_before(match.start()) in _NO_DATE_AFTER:
        return None
    if _DEFINED_AFTER.match(context.text, match.end()):
        return None
    if context.text.startswith(" ended", match.end()):  # "the week ended Friday": the last one
        return DateReading(
            "DATE", _value(context.today, unit, -1 if unit in ("week", "quarter") else 0)
        )
    if unit == "quarter" and not context.is_history:  # reports are on the quarter that has ended
        told = context.quarter_told(match.start(), _STORY_REACH["year"])
        return DateReading("DATE", told or _value(context.today, "quarter", -1))
    told_date = context.told(_PRECISION.get(unit, "year"), match.start(), _JUST_TOLD)
    anchor = told_date or anchor_of(context, unit, match.start(), in_story=False)
    return DateReading("DATE", _value(anchor, unit, 0))


# "Man of the year", "by the day", "all the day" …
_NO_DATE_AFTER = frozenset("of by per all".split())
# … and "the day he left", "the year of the war", "the week-long": which one, the next words say.
_DEFINED_AFTER = re.compile(
    r"-|\s{1,4}(?:[A-Z0-9]|(?:of|when|that|this|which|before|after|he|she|they|we|it|you|in\s{1,4}which"
    r"|in\s{1,4}and)\b)"
)


def _points_back(match: re.Match[str], context: Context) -> bool:
    which = match["which"].lower()
    if which == "the":  # "by the end of the year" is this year's for whoever looks ahead
        return not looks_ahead(context.text, *match.span())
    return which in _IN_STORY or (which == "next" and match["the"] is not None)


def _the_weekend(match: re.Match[str], context: Context) -> DateReading | None:
    """Read "over the weekend": the one just past, or the next where the sentence looks ahead."""
    if context.word_before(match.start()) in _NO_DATE_AFTER:
        return None
    day = context.published
    if day is None:
        return DateReading("DATE", None)
    just_past = day.weekday() < _SATURDAY and not looks_ahead(context.text, *match.span())
    return DateReading("DATE", _value(context.today, "weekend", -1 if just_past else 0))


def _quarter_beside(match: re.Match[str], context: Context) -> DateReading:
    """Read "the latest quarter", and "the year-earlier period" by the quarter told before.

    Where none was told, it is the quarter that ended last that is spoken of.
    """
    if match["latest"]:
        return DateReading("DATE", _value(context.today, match["latest"].lower(), -1))
    told = context.quarter_told(match.start(), _STORY_REACH["year"])
    value = _year_before(told) if told else _value(context.today, "quarter", -5)
    return DateReading("DATE", value)


def _unit_before(match: re.Match[str], context: Context) -> DateReading:
    """Read "the day before", "the week after", when no more is said of it."""
    unit = match["unit"].lower()
    steps = 1 if match["direction"].lower() == "after" else -1
    if unit == "night":
        value = _value(anchor_of(context, "day", match.start(), in_story=True), "day", steps)
        return DateReading("TIME", f"{value}TNI" if value else None)
    anchor = anchor_of(context, unit, match.start(), in_story=True)
    return DateReading("DATE", _value(anchor, unit, steps))


def _year_end(match: re.Match[str], context: Context) -> DateReading:
    """Read "by year-end"; in the first months of a year the one before has just ended."""
    if match["year"]:
        return DateReading("DATE", match["year"])
    today = context.today
    if today is None or today.month is None:
        return DateReading("DATE", None)
    just_ended = today.month < _SPRING and not looks_ahead(context.text, *match.span())
    return DateReading("DATE", _value(today, "year", -1 if just_ended else 0))


_SPRING = 3


FAMILIES = (
    Family(
        "yesterday morning, the day after tomorrow",
        (DateHead.DEICTIC,),
        "(?:(?:early|earlier|late|later) |(?:the )?day (?P<beyond>before|after) )?"
        f"(?P<day>today|yesterday|tomorrow|tonight)(?: (?P<part>{PART_OF_DAY}))?",
        _named_day,
    ),
    Family(
        "late last night, the same evening",
        (DateHead.PART_OF_DAY,),
        "(?:(?:early|late|later) )?"
        f"(?P<which>this|last|that(?: same)?|the(?: (?:next|following|same|previous))?) "
        f"(?P<part>{PART_OF_DAY})(?! of | hours)",
        _part_of_day,
    ),
    Family(
        "about three weeks ago, two days later, years earlier",
        UNIT_HEADS,
        f"(?:(?:{APPROXIMATION} )?(?P<count>{COUNT})~(?:full )?(?P<unit>{UNIT})|{UNITS}) "
        "(?P<direction>ago|earlier|before(?=[,.;:]|$)|later|from now|hence|previously)(?! than)",
        _counted_away,
    ),
    Family(
        "the year-earlier period, the latest quarter",
        (DateHead.QUARTER, DateHead.YEAR_UNIT, DateHead.WEEK),
        "(?:the )?(?:latest (?P<latest>quarter|week|year)"
        "|year(?:-(?:earlier|ago)(?: (?:(?:first|second|third|fourth) )?(?:period|quarter))?"
        "| (?:earlier|ago) (?:period|quarter)))",
        _quarter_beside,
    ),
    Family(
        "the day before, the week after",
        (*UNIT_HEADS, DateHead.PART_OF_DAY),
        "the (?P<unit>day|week|month|quarter|year|night) (?P<direction>before|after|previous)"
        "(?=[,.;:!?)”]|$)",
        _unit_before,
    ),
    Family(
        "year-end, the end of the year 1990",
        (DateHead.YEAR_UNIT,),
        f"year~end(?: (?P<year>{YEAR}))?",
        _year_end,
    ),
    Family(
        "(over) the weekend",
        (DateHead.WEEKEND,),
        "the weekend",
        _the_weekend,
    ),
    Family(
        "last week, the end of this month, the following day",
        UNIT_HEADS,
        "(?P<phase>(?:the )?(?:very )?(?:end|beginning|start|middle|rest|remainder) of "
        "|(?:earlier|later|early|late|mid)(?:~| in ))?"
        "(?P<the>the )?(?:that (?=same))?(?P<this>this (?=past|coming))?"
        "(?P<which>last|past|previous|preceding|next|this|coming|current|following|same|that|the)"
        f" (?:(?:(?P<fiscal>fiscal|financial)|calendar|academic|school) )?{_UNIT_ONCE}"
        "(?!'s (?:first|second|third|fourth|final) quarter)",
        _unit_beside,
    ),
)
