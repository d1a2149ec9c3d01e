"""The day on which something was published, out of the many ways in which sources write it.

All readers ask here: `possible_days` for a field that states a day, `day_at` for a day that stands
somewhere in a text, and `fault_of_day` for what to tell a person about a field that gave none.
"""

from __future__ import annotations

import datetime
import re
from typing import Final, NamedTuple

from hedgerow.store.corpus.readers.calendar_names import (
    MONTH_NAME,
    WEEKDAY_NAME,
    month_of,
    weekday_of,
)

_BEFORE = rf"(?:(?P<weekday>{WEEKDAY_NAME}),?\s+)?"
# A year, after which only a time of day may stand without a space, as pages that were copied have.
_YEAR = r"(?P<year>\d{4})(?!\d(?!\d?:\d\d))"
_YEARS: Final = range(1400, 2101)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_EARLIEST_EPOCH: Final = 100_000_000  # 1973: a smaller number is a day's number, or nothing

# Each form of a day. Where two numbers may be day or month, they are `one` and `two`.
_FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_BEFORE}(?P<year>\d{{4}})([-/.])(?P<month>\d{{1,2}})\3(?P<day>\d{{1,2}})(?!\d)",
        r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?:T?\d{4,6}(?:\.\d+)?Z?)?(?![\d.])",
        # "March 2nd, 2022", "Wed Mar 02 10:00:00 +0000 2022", "March 2, 2022 Wednesday"
        rf"{_BEFORE}(?P<name>{MONTH_NAME})\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?"
        r"(?:\s+\d\d?:\d\d(?::\d\d)?(?:\s+[A-Z]{1,5}|\s+[+-]\d{4}){0,2})?"
        rf"(?:\s+|(?<=,)){_YEAR}(?:,?\s+{WEEKDAY_NAME})?",
        # "2 March 2022", "2nd of March, 2022", "02-Mar-2022", "2. März 2022", "2 de marzo de 2022"
        rf"{_BEFORE}(?:the\s+|le\s+|el\s+|den\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?"
        rf"(?:(?:\s+(?:of|de))?[\s-]+|(?<=\.))(?P<name>{MONTH_NAME}),?(?:\s+del?\b)?[\s-]+{_YEAR}"
        rf"(?:,?\s+{WEEKDAY_NAME})?",
        rf"{_BEFORE}(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>\d{{4}})(?!\d)",
        rf"{_BEFORE}(?P<one>\d{{1,2}})([/-])(?P<two>\d{{1,2}})\3(?P<year>\d{{4}})(?!\d)",
    )
)
_IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:(?P<mark>[/_-])(?P<month>\d\d?|[a-z]{3})(?P=mark)"
    r"(?P<day>\d\d?)|/?(?P<month2>\d\d)[-/]?(?P<day2>\d\d))(?!\d)"
)


class DayAt(NamedTuple):
    """A day that stands in a text: the days it may mean, in ISO 8601, and where it ends."""

    days: tuple[str, ...]
    end: int


def day_at(text: str, start: int = 0) -> DayAt | None:
    """Read the day that stands at one place of a text.

    Args:
        text: any text.
        start: where the day begins, with its weekday if it names one.

    Returns:
        One day as a rule; two where day and month can't be told apart ("3/2/2022"). None where no
        day of the calendar stands there.
    """
    for form in _FORMS:
        if match := form.match(text, start):
            return DayAt(days, match.end()) if (days := _days(match)) else None
    return None


def possible_days(value: object) -> tuple[str, ...]:
    """Read a field that states a day.

    Args:
        value: a date, a number of seconds or milliseconds since 1970, or text such as
            "2022-03-02T10:00Z", "20220302", "March 2, 2022", "Wed, 2 Mar 2022 10:00:00 GMT". The
            day is the one written there, whatever the zone.

    Returns:
        The days in ISO 8601 that it may mean: none where it is no day, two for "3/2/2022".
    """
    if isinstance(value, datetime.date):  # a datetime is one too
        return (value.isoformat()[:10],)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ()
    text = str(value).strip()
    if found := day_at(text):
        return found.days
    if _EPOCH.fullmatch(text):
        return _since_1970(float(text))
    return ()


def parse_date(value: object) -> str | None:
    """Give the day that a field states in ISO 8601; None where it is none, or may be two."""
    days = possible_days(value)
    return days[0] if len(days) == 1 else None


def day_in_address(url: str) -> str | None:
    """Give the day in ISO 8601 that the path of an address names, as "/2022/03/02/" does."""
    for match in _IN_ADDRESS.finditer(url.lower()):
        found = match.groupdict()
        year, month = found["year"], found["month"] or found["month2"]
        day = found["day"] or found["day2"]
        written = f"{year}-{month}-{day}" if month.isdecimal() else f"{day} {month} {year}"
        if days := possible_days(written):
            return days[0]
    return None


def fault_of_day(value: str) -> str:
    """Say why a field gave no day, in the words of a `Problem`."""
    told = f"“{value[:40]}”"
    days = possible_days(value)
    if len(days) > 1:
        return f"{told} may be {days[0]} or {days[1]}"
    return f"{told} is no day of the calendar"


def _days(match: re.Match[str]) -> tuple[str, ...]:
    fields = match.groupdict()
    year = int(fields["year"])
    if fields.get("name"):
        return _calendar(year, month_of(fields["name"]) or 0, int(fields["day"]))
    if fields.get("month"):
        month, day = int(fields["month"]), int(fields["day"])
        return _calendar(year, month, day)
    one, two = int(fields["one"]), int(fields["two"])
    days = dict.fromkeys(_calendar(year, two, one) + _calendar(year, one, two))
    if len(days) > 1 and fields["weekday"]:  # "Wednesday 3/2/2022" can be only one of them
        named = weekday_of(fields["weekday"])
        fitting = [day for day in days if datetime.date.fromisoformat(day).weekday() == named]
        return tuple(fitting or days)
    return tuple(days)


def _calendar(year: int, month: int, day: int) -> tuple[str, ...]:
    if year not in _YEARS:
        return ()
    try:
        return (datetime.date(year, month, day).isoformat(),)
    except ValueError:
        return ()


def _since_1970(seconds: float) -> tuple[str, ...]:
    if seconds >= 1e12:
        seconds /= 1000
    if seconds < _EARLIEST_EPOCH:
        return ()
    return (datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat(),)
