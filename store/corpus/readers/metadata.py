"""What a source states about itself, under the many names that sources use for it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

from hedgerow.store.corpus.readers.reading import Metadata

_NAMES = {
    "title": ("og:title", "title", "headline"),
    "outlet": ("outlet", "publisher", "publication", "source", "site", "og:site_name"),
    "published": ("published", "date", "published_at", "pubdate", "article:published_time"),
    "url": ("url", "link", "canonical", "og:url"),
}
MONTHS = {
    name: number
    for number, name in enumerate(
        "jan feb mar apr may jun jul aug sep oct nov dec".split(),
        start=1,
    )
}
"""The number of a month by the first three letters of its English name, lower case."""

_ISO = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})\s*$")
_ENGLISH = re.compile(r"\s*(?:\w+,\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_BRITISH = re.compile(r"\s*(?:\w+,\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})")


def metadata_from(stated: Mapping[str, object]) -> Metadata:
    """Pick title, outlet, date and URL out of what a source states.

    Args:
        stated: names as the source has them (any case), with values of any type.

    Returns:
        Each field under the first of its known names that holds something usable. A date that is
        no date is left out.
    """
    known = {str(name).lower(): value for name, value in stated.items()}
    found = Metadata(
        title=_first_text(known, "title"),
        outlet=_first_text(known, "outlet"),
        url=_first_text(known, "url"),
    )
    for name in _NAMES["published"]:
        if published := parse_date(known.get(name)):
            found.published, found.published_from = published, "metadata"
            break
    return found


def stated_date(stated: Mapping[str, object]) -> str | None:
    """Give what a source states as its date, whether it is one or not."""
    return _first_text({str(name).lower(): value for name, value in stated.items()}, "published")


def parse_date(value: object) -> str | None:
    """Read a calendar day as metadata write it.

    Args:
        value: a date, or text such as "2022-03-02T10:00Z", "20220302", "March 2, 2022",
            "Wed, 2 Mar 2022 10:00:00 GMT".

    Returns:
        The day in ISO 8601, or None where the value is no day of the calendar.
    """
    if isinstance(value, datetime.date):  # a datetime is one too
        return value.isoformat()[:10]
    text = str(value) if isinstance(value, str | int) else ""
    if match := _ISO.match(text) or _COMPACT.match(text):
        year, month, day = match.groups()
    elif match := _ENGLISH.match(text):
        name, day, year = match.groups()
        month = str(MONTHS.get(name[:3].lower(), 0))
    elif match := _BRITISH.match(text):
        day, name, year = match.groups()
        month = str(MONTHS.get(name[:3].lower(), 0))
    else:
        return None
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _first_text(known: Mapping[str, object], field: str) -> str | None:
    for name in _NAMES[field]:
        value = known.get(name)
        if isinstance(value, Mapping):  # schema.org has {"publisher": {"name": …}}
            value = value.get("name")
        if isinstance(value, str | int | float) and (text := " ".join(str(value).split())):
            return text
    return None
