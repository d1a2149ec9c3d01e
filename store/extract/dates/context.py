"""What is known where a date stands: the publication date, and the dates told before it."""

from __future__ import annotations

import datetime
import functools
import re
from typing import Literal

from hedgerow.store.extract.dates.tense import direction
from hedgerow.store.extract.dates.values import (
    PartialDate,
    day_or_none,
    partial_date_of,
    year_or_none,
)

# A text is taken for a history, not for news, when it names at least this many years …
_HISTORY_YEARS = 8
# … of which at least this share lie two years or more before its publication …
_HISTORY_SHARE = 0.8
# … and fewer words of a news day ("Tuesday", "yesterday") than this share of the years.
_NEWS_DAY_SHARE = 0.1
# A year that stands alone and so far from the days told before it is an aside: "the war of 1812".
_ASIDE_YEARS = 10
# How many days of the future a date without its year may mean in a sentence without tense.
_COMING_DAYS = 92
# How many code points may lie between a full date and a month that takes its year.
_CLOSE_BY = 300
_FOUR_DIGIT_YEAR = re.compile(r"(?<![\w,.])(?:1[4-9]|20)[0-9]{2}(?![\w%]|,[0-9])")

_SURNAME_MAY = re.compile(r"\b(?:Theresa|Mrs\.?|Ms\.?|Mr\.?|Minister)\s{1,4}May\b")
# "Tomorrow" is no sign of news: those who are quoted in a history speak of it.
_NEWS_DAY = re.compile(r"\b(?:[A-Z][a-z]{2,5}day|[Yy]esterday)\b")


Leaning = Literal["nothing", "publication", "told"]
"""What a value was taken from besides the words themselves."""


class Context:
    """The reader's knowledge, which grows as the dates of a text are read in order.

    Args:
        text: the article.
        published: the day on which it appeared, or None where that is unknown.
    """

    def __init__(self, text: str, published: datetime.date | None) -> None:
        self.text = text
        self.published = published
        self.leans_on: Leaning = "nothing"
        self._today = None if published is None else PartialDate.of_day(published)
        self.last_end = 0
        self.last_value: str | None = None
        self._told: dict[str, tuple[PartialDate, int]] = {}
        self._quarter_told: tuple[str, int] = "", 0

    @property
    def today(self) -> PartialDate | None:
        """The publication date, which the value being read now leans on."""
        self.leans_on = "publication"
        return self._today

    def is_today(self, date: PartialDate) -> bool:
        """Say whether `date` is the publication date, not one that was told."""
        return date is self._today

    def remember(self, value: str | None, end: int) -> None:
        """Note the mention just read: its value, and where it ends (code points)."""
        self.last_end, self.last_value = end, value
        date = partial_date_of(value) if value else None
        if date is None or (self.is_history and not self._is_past(date.year)):
            return
        self._told["year"] = date, end
        if value and value[4:6] == "-Q":
            self._quarter_told = value, end
        if date.month is not None:
            self._told["month"] = date, end
        if date.day is not None:
            self._told["day"] = date, end

    def told(self, precision: str, start: int, reach: int) -> PartialDate | None:
        """Return the last date told that is known to the "day", "month" or "year".

        Args:
            precision: what the date must be known to.
            start: where the words stand that lean on it.
            reach: how many code points before `start` it may end at most.
        """
        date, end = self._told.get(precision, (None, 0))
        if date is None or start - end > reach:
            return None
        self.leans_on = "told"
        return date

    def quarter_told(self, start: int, reach: int) -> str | None:
        """Return the value of the quarter told last, if it ends `reach` before `start`."""
        value, end = self._quarter_told
        if not value or start - end > reach:
            return None
        self.leans_on = "told"
        return value

    @functools.cached_property
    def is_history(self) -> bool:
        """Whether the text tells of years long past, so that "in May" leans on its own dates."""
        if self.published is None:
            return False
        years = [int(year) for year in _FOUR_DIGIT_YEAR.findall(self.text)]
        if len(years) < _HISTORY_YEARS:
            return False
        old = sum(self._is_past(year) for year in years)
        news_days = sum(1 for _ in _NEWS_DAY.finditer(self.text))
        return old >= _HISTORY_SHARE * len(years) and news_days < _NEWS_DAY_SHARE * len(years)

    def _is_past(self, year: int) -> bool:
        return self.published is not None and year < self.published.year - 1

    def year_of(self, month: int, day: int | None, start: int, end: int) -> int | None:
        """Return the year that a month, or a day of a month, means at `[start, end)`."""
        if self.published is None or self.is_history:
            return self._year_told(start)
        self.leans_on = "publication"
        return year_or_none(self._year_near(self.published, month, day, start, end))

    def _year_told(self, start: int) -> int | None:
        """Return the year of the story; outside a history, only a full date close by tells it."""
        last = self.told("year", start, start)
        if last is None:
            return None
        if self.is_history:
            month = self.told("month", start, start)
            return month.year if month and abs(month.year - last.year) > _ASIDE_YEARS else last.year
        near = self.told("month", start, _CLOSE_BY)
        return near.year if near and near.year == last.year else None

    def _year_near(
        self, published: datetime.date, month: int, day: int | None, start: int, end: int
    ) -> int:
        year = published.year
        same_year = day_or_none(year, month, day or 1)
        if same_year is None:  # February 29: the last leap year
            return year - year % 4
        way = direction(self.text, start, end)
        if way > 0:
            return year if same_year >= published or month == published.month else year + 1
        if (day is None and month == published.month) or same_year <= published:
            return year
        # Without a word that tells, a day of the coming weeks is one that lies ahead.
        return year if way == 0 and (same_year - published).days <= _COMING_DAYS else year - 1

    @functools.cached_property
    def names_a_may(self) -> bool:
        """Whether the text speaks of someone named May, so that a bare "May" may be they."""
        return _SURNAME_MAY.search(self.text) is not None

    def since_last(self, start: int) -> str:
        """Return what stands between the mention before and `start`: at most 12 code points."""
        return self.text[max(self.last_end, start - 12) : start]

    def word_before(self, start: int) -> str:
        """Return the word that ends just before `start`, in lower case, or ""."""
        before = self.text[max(0, start - 24) : start].rstrip()
        match = re.search(r"[^\W\d_]+$", before)
        return match[0].lower() if match else ""
