"""The date line that opens many articles: "date 2022-03-02", "Beijing, March 2:"."""

from __future__ import annotations

import re

from hedgerow.store.corpus.readers.calendar_names import MONTH_NAME, WEEKDAY_NAME, month_of
from hedgerow.store.corpus.readers.days import parse_date

_LOOK_AT = 600
_MONTH = rf"(?i:{MONTH_NAME})"
_DAY = (
    rf"(?:(?P<month>{_MONTH})\s+(?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}})(?:\.|er|º)?\s+"
    rf"(?:de\s+)?(?P<month2>{_MONTH}))(?:(?:,|\s+del?)?\s+(?P<year>\d{{4}}))?"
)
_STATED = re.compile(
    r"\s*(?:(?:date|published|(?P<updated>updated)|posted)(?:\s+on)?:?\s+)?"
    r"(?P<iso>\d{4}-\d{2}-\d{2})(?![\d-])",
    re.IGNORECASE,
)
# Place and day, closed by a mark: "Beijing, March 2:", "WASHINGTON, March 2, 2022 (AP) —".
_PLACE_AND_DAY = re.compile(
    rf"\s*(?!(?:On|In|By|Since|From|After|Before|Until|Last|This)\b)"
    rf"(?:[A-Z][\w.'’ -]{{1,30}},\s+){{1,2}}{_DAY}\s*(?:[(/][^)/\n]{{2,20}}[)/]\s*\.?)?[:—–-]+"
)
# A line that holds nothing but a day, perhaps with "Published" before it. That of a change is no
# day of publication, but it is no headline either.
_LINE_OF_ITS_OWN = re.compile(
    r"\s*(?:(?:published|(?P<updated>updated)|posted)(?:\s+on)?:?\s+)?"
    rf"(?:{WEEKDAY_NAME},?\s+)?"
    rf"{_DAY}[ \t.]*(?:\n|$)",
    re.IGNORECASE,
)


def find_dateline(text: str) -> str | None:
    """Find the day that an article's opening states as its own.

    Looks at the start of the text and of the paragraph after its headline; a year in a copyright
    notice or in running text is no publication date.

    Args:
        text: the article's reading text.

    Returns:
        An ISO 8601 date; "XXXX-03-02" where the line names no year; None where there is no line.
    """
    opening = text[:_LOOK_AT]
    starts = [0, *(match.end() for match in re.finditer(r"\n+", opening))][:4]
    for start in starts:
        if (match := _STATED.match(opening, start)) and not match["updated"]:
            return parse_date(match["iso"])
        if match := _PLACE_AND_DAY.match(opening, start):
            return _value(match)
        if (match := _LINE_OF_ITS_OWN.match(opening, start)) and not match["updated"]:
            return _value(match)
    return None


def dateline_end(text: str) -> int:
    """Say where the date line at the very start of the text ends (0 where there is none)."""
    match = _STATED.match(text) or _PLACE_AND_DAY.match(text) or _LINE_OF_ITS_OWN.match(text)
    return match.end() if match else 0


def _value(match: re.Match[str]) -> str | None:
    month = month_of(match["month"] or match["month2"]) or 0
    day = int(match["day"] or match["day2"])
    if match["year"]:
        return parse_date(f"{match['year']}-{month:02d}-{day:02d}")
    # 2024 is a leap year, so that 29 February may stand.
    return f"XXXX-{month:02d}-{day:02d}" if parse_date(f"2024-{month:02d}-{day:02d}") else None
