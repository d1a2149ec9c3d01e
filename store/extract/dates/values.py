"""Writing TIMEX3 values, and the little calendar arithmetic behind them.

Values follow ISO 8601 as TimeML uses it. Source: TimeML 1.2.1, TIMEX3; where that is silent
(decades "199", centuries "19", "BC0264"), the TIDES TIMEX2 guidelines that it builds on.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

# How a count of each unit is written after "P".
_PERIOD_FORMS = {
    "second": "T{}S",
    "minute": "T{}M",
    "hour": "T{}H",
    "day": "{}D",
    "week": "{}W",
    "weekend": "{}WE",
    "month": "{}M",
    "quarter": "{}Q",
    "year": "{}Y",
    "decade": "{}DE",
    "century": "{}CE",
}
# Half a unit is written in the next smaller one.
_HALF_PERIODS = {
    "minute": "PT30S",
    "hour": "PT30M",
    "day": "PT12H",
    "month": "P15D",
    "year": "P6M",
}
# A counted decade or century is written in years, so that durations compare.
_YEARS_IN = {"decade": 10, "century": 100}


class PartialDate(NamedTuple):
    """A date known to the day, the month or only the year: what other words may lean on."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def of_day(cls, day: datetime.date) -> PartialDate:
        """Return `day`, fully known."""
        return cls(day.year, day.month, day.day)

    def as_day(self) -> datetime.date | None:
        """Return the calendar day, or None where the date is not known to the day."""
        if self.month is None or self.day is None:
            return None
        return day_or_none(self.year, self.month, self.day)

    def shifted(self, unit: str, count: int) -> str | None:
        """Return the value of the `unit` that lies `count` units after this date.

        Args:
            unit: "day", "week", "weekend", "month", "quarter", "year", "decade" or "century".
            count: whole units; negative ones lie before.

        Returns:
            A TIMEX3 value, or None where this date is not known precisely enough, the
            calendar ends, or the unit has no date value ("hour").
        """
        if unit in ("day", "week", "weekend"):
            return self._shifted_days(unit, count)
        if unit in ("month", "quarter"):
            return self._shifted_months(unit, count)
        widths = {"year": (1, 4), "decade": (10, 3), "century": (100, 2)}
        if unit not in widths:
            return None
        years, digits = widths[unit]
        year = self.year + count * years
        return f"{year:04d}"[:digits] if 1 <= year <= datetime.MAXYEAR else None

    def _shifted_days(self, unit: str, count: int) -> str | None:
        day = self.as_day()
        if day is None:
            return None
        try:
            moved = day + datetime.timedelta(count if unit == "day" else 7 * count)
        except OverflowError:
            return None
        if unit == "day":
            return moved.isoformat()
        return week_value(moved) + ("-WE" if unit == "weekend" else "")

    def _shifted_months(self, unit: str, count: int) -> str | None:
        if self.month is None:
            return None
        if unit == "quarter":
            year, index = divmod(self.year * 4 + (self.month - 1) // 3 + count, 4)
            value = f"{year:04d}-Q{index + 1}"
        else:
            year, index = divmod(self.year * 12 + self.month - 1 + count, 12)
            value = f"{year:04d}-{index + 1:02d}"
        return value if 1 <= year <= datetime.MAXYEAR else None


def day_or_none(year: int, month: int, day: int) -> datetime.date | None:
    """Return the date, or None where the calendar has no such day (February 30)."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def year_or_none(year: int) -> int | None:
    """Return the year, or None where the calendar of `datetime` has none such."""
    return year if datetime.MINYEAR <= year <= datetime.MAXYEAR else None


def week_value(day: datetime.date) -> str:
    """Return the ISO week of `day`, as in "2022-W08"."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def week_of_month(year: int, month: int, number: int) -> str | None:
    """Return the `number`th week of a month as an ISO week; -1 is the last.

    As in ISO 8601's rule for years, a week belongs to the month that holds its Thursday.
    """
    first = datetime.date(year, month, 1)
    thursday = 1 + (3 - first.weekday()) % 7
    days = [day for day in range(thursday, 32, 7) if day_or_none(year, month, day)]
    if number > len(days):
        return None
    return week_value(datetime.date(year, month, days[number if number < 0 else number - 1]))


def period(count: float | None, unit: str) -> str:
    """Return the value of a duration: `count` units, None for an unknown number ("PXD")."""
    form = _PERIOD_FORMS[unit]
    if count is None:
        return "P" + form.format("X")
    if count == 0.5 and unit in _HALF_PERIODS:
        return _HALF_PERIODS[unit]
    if unit in _YEARS_IN:
        count, form = count * _YEARS_IN[unit], _PERIOD_FORMS["year"]
    return "P" + form.format(int(count) if count == int(count) else count)


def partial_date_of(value: str) -> PartialDate | None:
    """Return the date that a DATE or TIME value names, as far as it is known.

    "2022-03-01TNI" gives a day, "2022-03" a month, "2022-Q1" and "2022-W08" a year; a decade,
    a reference ("PAST_REF") and a period give None.
    """
    year, _, rest = value.partition("T")[0].partition("-")
    if len(year) != 4 or not year.isdecimal():
        return None
    month, _, day = rest.partition("-")
    if not month.isdecimal():
        return PartialDate(int(year))
    return PartialDate(int(year), int(month), int(day) if day.isdecimal() else None)
