"""RSS and Atom, by feedparser: an article an entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any, Final

from hedgerow.store.convert.found import FoundArticle, Tell, found_in_prose, library_version
from hedgerow.store.convert.inputs import SourceFile
from hedgerow.store.corpus import Metadata, parse_date
from hedgerow.store.problem import ProblemError

_ENTITIES: Final = re.compile(rb"<!ENTITY", re.IGNORECASE)


def read(given: SourceFile, tell: Tell) -> Iterator[FoundArticle]:
    """Give the articles of a file; see `FormatReader.read`.

    Raises:
        ImportError: feedparser is not installed.
    """
    import feedparser

    data = given.data()
    if _ENTITIES.search(data[:65_536]):
        raise ProblemError(given.problem("it declares entities of its own", "save it again"))
    try:
        feed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:
        raise ProblemError(given.problem("no feed that can be read", "save it again")) from error
    outlet = _text(feed.feed.get("title"))
    library = library_version("feedparser")
    without, is_summary_told = 0, False
    for number, entry in enumerate(feed.entries, 1):
        contents = [one.get("value", "") for one in entry.get("content", ())]
        body = max(contents, key=len, default="") or entry.get("summary", "")
        if not body.strip():
            without += 1
            continue
        one = _entry(entry, body, outlet, number, library)
        if not contents and not is_summary_told:
            is_summary_told = True
            what = f"entry {number}, and perhaps others, has only a summary"
            one.reading.problems.append(given.problem(what, "save the pages that they lead to"))
        yield one
    if without or not feed.entries:
        what = f"{without:,} entries without a text" if without else "no entries in this feed"
        tell(given.problem(what, "save the pages that they lead to"))


def _entry(entry: Any, body: str, outlet: str | None, number: int, library: str) -> FoundArticle:
    # As the outlet wrote it, before as it is in Greenwich.
    day = parse_date(entry.get("published")) or _day(entry.get("published_parsed"))
    source = _text((entry.get("source") or {}).get("title"))
    link = _text(entry.get("link"))
    metadata = Metadata(
        _text(entry.get("title")), source or outlet, day, "metadata" if day else "unknown", link
    )
    identity = _text(entry.get("id")) or link
    place = f"entry {number}"
    return found_in_prose(body, metadata, place=place, id=identity, library=library)


def _day(parsed: Any) -> str | None:
    try:
        return date(*parsed[:3]).isoformat() if parsed else None
    except (ValueError, TypeError):
        return None


def _text(value: object) -> str | None:
    return (
        " ".join(re.sub(r"<[^>]*>", "", value).split()) or None if isinstance(value, str) else None
    )
