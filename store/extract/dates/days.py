"""Days and months of the calendar: "March 1, 2022", "2022-03-02", "the end of April"."""

from __future__ import annotations

import datetime
import re

from hedgerow.store.extract.dates.context import Context
from hedgerow.store.extract.dates.family import DateHead, DateReading, Family
from hedgerow.store.extract.dates.lexicon import (
    DAY,
    MONTH,
    MONTH_NAME,
    PART_OF_DAY,
    PART_OF_DAY_CODES,
    PHASE,
    WEEKDAY,
    YEAR,
    YEAR_IN_WORDS,
    month_number,
    ordinal_number,
)
from hedgerow.store.extract.dates.relative import anchor_of, year_in_words
from hedgerow.store.extract.dates.values import day_or_none, week_of_month, year_or_none

# "May 10 percent", "March 1:30", "June 3,000": the number counts something else.
_NOT_A_QUANTITY = (
    "(?![0-9%]|:[0-9]|[.][0-9]|,[0-9]{3}(?![0-9])"
    "| (?:percent|per cent|points|people|million|billion|degrees))"
)
_PART_OF = f"(?:(?:(?:early|late) (?:in|on) )?(?:the )?(?P<part_of>{PART_OF_DAY}) of )?"
_OF_YEAR = f"(?:(?:, ?| (?:of |in )?)(?P<year>{YEAR})(?![0-9])|,? (?:of )?{YEAR_IN_WORDS})"

# Words after which "May" and "March" are months; elsewhere they may be a verb or a name.
_BEFORE_A_MONTH = frozenset(
    "in since by until till of from during through throughout before after between".split()
)
# After these even a text about Theresa May means the month.
_BEFORE_MAY = frozenset("in since during throughout".split())
_BETWEEN_DATES = frozenset({"and", "or", "to", "-", "–", "through"})
# Bare, these are more often a verb, a name or an abbreviation of something else.
_SELDOM_BARE = frozenset({"may", "march", "jan", "mar", "jun", "sep", "oct", "dec"})
# Months that are given names as well: "April Jones".
_MONTHS_FOR_NAMES = frozenset({"april", "june", "august"})


def _numeric_date(match: re.Match[str], _context: Context) -> DateReading | None:
    day = day_or_none(int(match["year"]), int(match["month"]), int(match["day"]))
    if day is None:
        return None
    if match["clock"]:
        return DateReading("TIME", f"{day.isoformat()}T{match['clock']}")
    return DateReading("DATE", day.isoformat())


def _slashed_date(match: re.Match[str], _context: Context) -> DateReading | None:
    """Read 3/2/2022 as the American press writes it, and 25/2/2022 as it must be meant."""
    first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
    if len(match["year"]) == 2:
        year += 2000 if year < 40 else 1900
    month, day = (second, first) if first > 12 else (first, second)
    date = day_or_none(year, month, day)
    if date is None:
        return None
    if match["clock"]:
        return DateReading("TIME", f"{date.isoformat()}T{match['clock']}")
    return DateReading("DATE", date.isoformat())


def _day_of_month(match: re.Match[str], context: Context) -> DateReading | None:
    month = month_number(match["month"] or match["month_behind"])
    day = ordinal_number(match["day"] or match["day_ahead"])
    if month is None or day_or_none(2000, month, day) is None:
        return None
    year = _year_of(match, context, month, day)
    part = match["part_of"] or match["part_after"]
    if year is None:
        return DateReading("TIME" if part else "DATE", None)
    date = day_or_none(year, month, day)
    if date is None:
        return None
    if part:
        return DateReading("TIME", f"{date.isoformat()}T{PART_OF_DAY_CODES[part.lower()]}")
    return DateReading("DATE", date.isoformat())


def day_named_after(context: Context, position: int) -> str | None:
    """Return the day named right after `position` ("on March 1, 2022"), as a value or None."""
    lead = _ON.match(context.text, position)
    if lead is None:
        return None
    match = DAY_OF_MONTH.compiled.match(context.text, lead.end())
    reading = _day_of_month(match, context) if match else None
    return reading.value if reading and reading.type == "DATE" else None


_ON = re.compile(r",?\s{1,4}(?:on\s{1,4})?")


def _year_of(match: re.Match[str], context: Context, month: int, day: int | None) -> int | None:
    """Return the year that stands with the month, in figures or in words, or the likely one."""
    if match["year"]:
        return int(match["year"])
    if match["year_word"]:
        return year_in_words(match["year_word"], context, match.start())
    return context.year_of(month, day, *match.span())


def _month_of_year(match: re.Match[str], context: Context) -> DateReading | None:
    month = month_number(match["month"])
    if month is None:
        return None
    year = _year_of(match, context, month, None)
    return DateReading("DATE", f"{year:04d}-{month:02d}" if year else None)


def _bare_month(match: re.Match[str], context: Context) -> DateReading | None:
    month = month_number(match["month"])
    if month is None or not _means_a_month(match, context):
        return None
    if match["which"]:
        which = match["which"].lower().split()[-1]
        year = year_of_relative_month(which, month, context, match.start())
    elif match["shared_year"] and month_number(match["last_month"]):
        year = int(match["shared_year"])
    else:
        year = context.year_of(month, None, *match.span())
    return DateReading("DATE", f"{year:04d}-{month:02d}" if year else None)


def _means_a_month(match: re.Match[str], context: Context) -> bool:
    """Say whether a month's name stands for the month: not "April Jones", "Ms. May", "March on"."""
    if match["phase"] or match["which"] or match["shared_year"]:
        return True
    word, before = match["month"].lower(), context.word_before(match.start())
    if word == "may" and context.names_a_may:
        return before in _BEFORE_MAY
    led_in = (
        before in _BEFORE_A_MONTH or context.since_last(match.start()).strip() in _BETWEEN_DATES
    )
    if word in _SELDOM_BARE:
        return led_in
    if word in _MONTHS_FOR_NAMES and not led_in:
        return not context.text[match.end() : match.end() + 2].strip().isupper()
    return True


def year_of_relative_month(which: str, month: int, context: Context, start: int) -> int | None:
    """Return the year of "last April" (before this month), "next April" or "this April"."""
    story = which in ("previous", "following")
    anchor = anchor_of(context, "month", start, in_story=story)
    if anchor is None or anchor.month is None:
        return None
    year = anchor.year
    if which in ("last", "previous") and month >= anchor.month:
        year -= 1
    if which in ("next", "following", "coming") and month <= anchor.month:
        year += 1
    if which == "past" and month > anchor.month:
        year -= 1
    return year_or_none(year)


def _week_of_month(match: re.Match[str], context: Context) -> DateReading | None:
    month = month_number(match["month"])
    if month is None:
        return None
    year = _year_of(match, context, month, None)
    if year is None:
        return DateReading("DATE", None)
    number = -1 if match["which"].lower() in ("last", "final") else ordinal_number(match["which"])
    return DateReading("DATE", week_of_month(year, month, number))


def _day_alone(match: re.Match[str], context: Context) -> DateReading | None:
    """Read "on the 5th" by the month told before, else this one."""
    if not match["which"] and context.word_before(match.start()) not in _BEFORE_A_DAY:
        return None
    which = (match["which"] or "the").lower()
    anchor = anchor_of(context, "month", match.start(), in_story=which in ("the", "that"))
    month = anchor.shifted("month", {"last": -1, "next": 1}.get(which, 0)) if anchor else None
    if month is None:
        return DateReading("DATE", None)
    date = day_or_none(int(month[:4]), int(month[5:7]), int(match["day"]))
    return DateReading("DATE", date.isoformat()) if date else None


_BEFORE_A_DAY = frozenset("on by until till since from before after".split())


def _range_end(match: re.Match[str], context: Context) -> DateReading | None:
    """Read the 7 in "April 6-7" and the 17 in "1915-17" by the date before the dash."""
    number = int(match["end"])
    context.leans_on = "told"
    value = context.last_value or ""
    dash = match.start() - 1
    before = context.text[max(0, dash - 12) : dash]
    if re.fullmatch(r"[0-9]{4}", value) and before.endswith(value):
        end_year = int(value) // 100 * 100 + number
        return DateReading("DATE", str(end_year)) if end_year > int(value) else None
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) and re.search(r"[a-z.]\s[0-9]+$", before):
        start = datetime.date.fromisoformat(value)
        date = day_or_none(start.year, start.month, number)
        return DateReading("DATE", date.isoformat()) if date and date > start else None
    return None


DAY_OF_MONTH = Family(
    "Tuesday, March 1, 2022; the morning of the 1st of March",
    (DateHead.MONTH, DateHead.WEEKDAY, DateHead.PART_OF_DAY),
    f"{_PART_OF}(?:(?:{WEEKDAY}|Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?"
    f"(?:(?P<month>{MONTH}) (?:the )?(?P<day>{DAY}){_NOT_A_QUANTITY}"
    f"|(?:the )?(?P<day_ahead>{DAY}) (?:of )?(?P<month_behind>{MONTH}))"
    f"{_OF_YEAR}?(?: (?P<part_after>{PART_OF_DAY}))?",
    _day_of_month,
)

FAMILIES = (
    Family(
        "2022-03-02, 2022-03-02T14:30Z",
        (DateHead.YEAR,),
        f"(?P<year>{YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>[0-2][0-9]|3[01])"
        "(?:(?:T| )(?P<clock>(?:[01][0-9]|2[0-3]):[0-5][0-9])(?::[0-5][0-9](?:[.][0-9]{1,9})?)?"
        "(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?",
        _numeric_date,
    ),
    Family(
        "20220302",
        (DateHead.COMPACT,),
        f"(?P<year>{YEAR})(?P<month>0[1-9]|1[0-2])(?P<day>[0-2][0-9]|3[01])(?P<clock>(?!.))?",
        _numeric_date,
    ),
    Family(
        "3/2/2022",
        (DateHead.SLASHED,),
        "(?P<first>0?[1-9]|[12][0-9]|3[01])/(?P<second>0?[1-9]|[12][0-9]|3[01])"
        "/(?P<year>[0-9]{4}|[0-9]{2})(?!/)(?: (?P<clock>(?:[01][0-9]|2[0-3]):[0-5][0-9])"
        "(?::[0-5][0-9])?)?",
        _slashed_date,
    ),
    DAY_OF_MONTH,
    Family(
        "early March 2022, October of last year",
        (DateHead.MONTH,),
        f"{PHASE}?(?P<month>{MONTH}){_OF_YEAR}",
        _month_of_year,
    ),
    Family(
        "the last week of March",
        (DateHead.WEEK,),
        f"(?:the )?(?P<which>first|second|third|fourth|last|final) week (?:of|in) "
        f"(?P<month>{MONTH}){_OF_YEAR}?",
        _week_of_month,
    ),
    Family(
        "last April, the end of March, May (to August 1950)",
        (DateHead.MONTH,),
        f"(?P<phase>{PHASE})?"
        "(?P<which>(?:last|next|this(?: past| coming)?|the (?:previous|following)) )?"
        f"(?P<month>{MONTH})(?!~[0-9]|/)"
        f"(?:(?=(?:[-–]| (?:[-–]|and|to|or|through|until) )(?P<last_month>{MONTH_NAME}),? (?:of )?"
        f"(?P<shared_year>{YEAR})(?![0-9])))?",
        _bare_month,
    ),
    Family(
        "(on) the 5th",
        (DateHead.ORDINAL,),
        "the (?P<day>[0-9]{1,2})(?:st|nd|rd|th)(?: of (?P<which>this|that|the|last|next) month"
        "|(?=[,.;:!?)”]|$| (?:and|he|she|they|it|we|the|when|but|as)[^a-z]))",
        _day_alone,
    ),
    Family(
        "April 6-7, 1915-17",
        (DateHead.RANGE_END,),
        "(?P<end>[0-9]{2}|[1-9])(?![-–/:.,][0-9]|[%])",
        _range_end,
    ),
)
