"""What a source states about itself, under the many names that sources use for it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hedgerow.store.corpus.readers.days import parse_date
from hedgerow.store.corpus.readers.reading import Metadata

_NAMES = {
    "title": ("og:title", "title", "headline"),
    "outlet": (
        "outlet",
        "publisher",
        "publication",
        "source",
        "site",
        "og:site_name",
        "container-title",
    ),
    "published": (
        "published",
        "date",
        "published_at",
        "pubdate",
        "article:published_time",
        "publish_date",
        "publishdate",
        "pub_date",
        "date_published",
        "datepublished",
        "publication_date",
        "published_date",
        "issued",
    ),
    "url": (
        "url",
        "link",
        "canonical",
        "og:url",
        "source_url",
        "sourceurl",
        "source-url",
        "original_url",
        "article_url",
        "permalink",
    ),
}
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*$", re.IGNORECASE)


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
        outlet=_first_text({n: v for n, v in known.items() if not _is_address(v)}, "outlet"),
        url=_first_text(known, "url") or _address(known.get("source")),
    )
    for name in _NAMES["published"]:
        if published := parse_date(known.get(name)):
            found.published, found.published_from = published, "metadata"
            break
    return found


def stated_date(stated: Mapping[str, object]) -> str | None:
    """Give what a source states as its date, whether it is one or not."""
    return _first_text({str(name).lower(): value for name, value in stated.items()}, "published")


def _first_text(known: Mapping[str, object], field: str) -> str | None:
    for name in _NAMES[field]:
        value = known.get(name)
        if isinstance(value, Mapping):  # schema.org has {"publisher": {"name": …}}
            value = value.get("name")
        if isinstance(value, str | int | float) and (text := " ".join(str(value).split())):
            return text
    return None


def _is_address(value: object) -> bool:
    return isinstance(value, str) and _ADDRESS.match(value) is not None


def _address(value: object) -> str | None:
    """Take what is called the source for the address, where it is one."""
    return value.strip() if isinstance(value, str) and _is_address(value) else None
