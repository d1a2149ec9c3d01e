"""Days with a name: "Christmas", "Thanksgiving Day", "last Easter", "New Year's Eve 1999".

TIMEX3 takes a named day for a date. One that a rule finds in the calendar gets its value; one
that follows the moon ("Ramadan") is found without.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from hedgerow.store.extract.dates.context import Context
from hedgerow.store.extract.dates.days import year_of_relative_month
from hedgerow.store.extract.dates.family import DateHead, DateReading, Family
from hedgerow.store.extract.dates.lexicon import PART_OF_DAY, PART_OF_DAY_CODES, YEAR

Rule = Callable[[int], datetime.date]
"""Gives a named day's place in a year."""

_MONDAY, _THURSDAY = 0, 3


def _fixed(month: int, day: int) -> Rule:
    return lambda year: datetime.date(year, month, day)


def _nth(number: int, weekday: int, month: int) -> Rule:
    """Return the rule of, say, the third Monday of a month."""

    def find(year: int) -> datetime.date:
        first = datetime.date(year, month, 1)
        return first + datetime.timedelta((weekday - first.weekday()) % 7 + 7 * (number - 1))

    return find


def _last_monday_of_may(year: int) -> datetime.date:
    last = datetime.date(year, 5, 31)
    return last - datetime.timedelta((last.weekday() - _MONDAY) % 7)


def _easter(year: int) -> datetime.date:
    """Return Easter Sunday in the Gregorian calendar.

    Source: the anonymous algorithm in Meeus, "Astronomical Algorithms", chapter 8, whose letters
    these are.
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return datetime.date(year, month, day + 1)


_RULES: dict[str, Rule] = {
    "new year's day": _fixed(1, 1),
    "new year's eve": _fixed(12, 31),
    "martin luther king day": _nth(3, _MONDAY, 1),
    "valentine's day": _fixed(2, 14),
    "presidents' day": _nth(3, _MONDAY, 2),
    "easter sunday": _easter,
    "easter": _easter,
    "memorial day": _last_monday_of_may,
    "independence day": _fixed(7, 4),
    "labor day": _nth(1, _MONDAY, 9),
    "columbus day": _nth(2, _MONDAY, 10),
    "halloween": _fixed(10, 31),
    "veterans day": _fixed(11, 11),
    "thanksgiving day": _nth(4, _THURSDAY, 11),
    "thanksgiving": _nth(4, _THURSDAY, 11),
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
}
_BY_THE_MOON = "ramadan|passover|yom kippur|rosh hashanah|hanukkah|eid al~fitr|eid al~adha"
# "Christmas Island", "the Easter Rising", "Mr. Easter": names of something else.
_ANOTHER_NAME = re.compile(r"[\s-]{1,2}[A-Z]")
_TITLES = frozenset("mr mrs ms dr sir miss".split())
# A year in which no rule fails, to learn a day's month from.
_ANY_YEAR = 2001


def _holiday(match: re.Match[str], context: Context) -> DateReading | None:
    text, name = context.text, match["name"]
    if name[0].islower() or context.word_before(match.start()) in _TITLES:
        return None
    if not match["year"] and _ANOTHER_NAME.match(text, match.end()):
        return None
    part = match["part"]
    value = _day_of(match, context)
    if part is None:
        return DateReading("DATE", value)
    return DateReading("TIME", f"{value}T{PART_OF_DAY_CODES[part.lower()]}" if value else None)


def _day_of(match: re.Match[str], context: Context) -> str | None:
    rule = _RULES.get(" ".join(match["name"].lower().replace("’", "'").split()))
    if rule is None:
        return None
    typical = rule(_ANY_YEAR)
    if match["year"]:
        year: int | None = int(match["year"])
    elif match["which"]:
        which = match["which"].lower().split()[-1]
        year = year_of_relative_month(which, typical.month, context, match.start())
    else:
        year = context.year_of(typical.month, typical.day, *match.span())
    return rule(year).isoformat() if year else None


def _named(names: str) -> str:
    return (
        f"(?:(?P<which>last|next|this(?: past| coming)?) )?(?P<name>{names})"
        f"(?:,? (?P<year>{YEAR})(?![0-9]))?(?: (?P<part>{PART_OF_DAY}))?"
    )


FAMILIES = (
    Family(
        "Thanksgiving, last Christmas, Easter 1916, Ramadan",
        (DateHead.HOLIDAY,),
        _named(f"{'|'.join(_RULES)}|{_BY_THE_MOON}"),
        _holiday,
    ),
    Family("New Year's Eve", (DateHead.YEAR_UNIT,), _named("new year's (?:day|eve)"), _holiday),
)
