"""Lists of read-later services: wallabag and Omnivore have texts, Pocket and Instapaper none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from hedgerow.store.convert.formats.addresses import told_of_list
from hedgerow.store.convert.found import FoundArticle, Tell, found_in_prose
from hedgerow.store.convert.inputs import SourceFile
from hedgerow.store.corpus import Metadata, parse_date

_WALLABAG = frozenset(("is_archived", "content", "url"))
_OMNIVORE = frozenset(("slug", "savedAt", "state"))
_POCKET = frozenset(("title", "url", "time_added"))
_INSTAPAPER = frozenset(("URL", "Title", "Folder"))


def articles(rows: Sequence[Any], given: SourceFile, tell: Tell) -> Iterator[FoundArticle] | None:
    """Give the articles of a list; None if it is of no service that is known."""
    first = rows[0] if rows and isinstance(rows[0], Mapping) else {}
    names = set(map(str, first))
    if names >= _WALLABAG and names & {"domain_name", "is_starred", "reading_time"}:
        return _of_wallabag(rows, given, tell)
    if names >= _OMNIVORE:
        return _of_omnivore(rows, given, tell)
    for name, columns in (("Pocket", _POCKET), ("Instapaper", _INSTAPAPER)):
        if names >= columns and not names & {"text", "content", "body"}:
            tell(given.problem(*told_of_list(name, len(rows))))
            return iter(())
    return None


def _of_wallabag(rows: Sequence[Any], given: SourceFile, tell: Tell) -> Iterator[FoundArticle]:
    without = 0
    for number, row in enumerate(rows, 1):
        content = row.get("content") if isinstance(row, Mapping) else None
        if not isinstance(content, str) or not content.strip():
            without += 1
            continue
        published = parse_date(row.get("published_at"))
        metadata = Metadata(
            _text(row.get("title")), _text(row.get("domain_name")), published,
            "metadata" if published else "unknown", _text(row.get("url") or row.get("given_url")),
        )  # fmt: skip
        one = found_in_prose(content, metadata, place=f"record {number}", reader="wallabag")
        one.id = f"wallabag-{row['id']}" if row.get("id") else None
        yield one
    if without:
        tell(given.problem(f"{without:,} entries of wallabag without a text", "fetch them again"))


def _of_omnivore(rows: Sequence[Any], given: SourceFile, tell: Tell) -> Iterator[FoundArticle]:
    """A list alone has no texts; with them in a ZIP file, `omnivore` reads both."""
    tell(given.problem(*told_of_list("Omnivore", len(rows))))
    return iter(())


def metadata_of_omnivore(row: Mapping[str, Any]) -> Metadata:
    """Read what Omnivore states of an article."""
    published = parse_date(row.get("publishedAt"))
    return Metadata(
        _text(row.get("title")), _text(row.get("siteName")), published,
        "metadata" if published else "unknown", _text(row.get("url")),
    )  # fmt: skip


def _text(value: object) -> str | None:
    return " ".join(str(value).split()) or None if isinstance(value, str) else None
