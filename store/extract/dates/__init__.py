"""Dates and times in an article, as TIMEX3 mentions (TimeML 1.2.1).

How it works: one search finds the words that may head a date expression (a month, a weekday, a
unit, four digits …). Each leads to the families of expressions that it heads; a family is a
pattern beside the function that reads its matches. The leftmost match wins. How sure it is was
measured, for each family and for what its values lean on (`confidence`).

What the values lean on, and what is left unresolved:

- Words of the writer's present ("today", "last week", "Tuesday") lean on the publication date.
- Words that point back into the story ("the same day", "two days later") lean on the date told
  last, where it stands close by, else on the publication date.
- A month or day without its year takes the year that publication date and tense suggest; in a
  text that tells mostly of years long past, or whose publication date is unknown, it takes the
  year told last, where that stands close by.
- Whatever this doesn't settle has the value None. A wrong date is worse than none.
- 3/2/2022 is the second of March, as the American press writes it; 25/2/2022 can only be a day of
  February.

A copyright year ("© 2024") is found like any year, since it is one, with its value. It dates the
page and not the event: it is never leaned on.
"""

from __future__ import annotations

import datetime

from hedgerow.store.extract.dates.scanner import scan
from hedgerow.store.extract.findings import DateMention

__all__ = ["find_dates"]


def find_dates(text: str, published: datetime.date | None = None) -> tuple[DateMention, ...]:
    """Return the dates, times, durations and sets that `text` mentions, with their values.

    Args:
        text: an article's text, exactly as it is shown.
        published: the day on which it appeared, on which "today" and "Tuesday" lean; None
            where it is unknown.

    Returns:
        Mentions in text order that don't overlap; spans are half-open, in code points.
    """
    return tuple(scan(text, published))
