"""The line that an article becomes."""

from __future__ import annotations

import json
from functools import cache

import orjson

from hedgerow.store.convert.found import FoundArticle
from hedgerow.store.convert.inputs import SourceFile
from hedgerow.store.corpus import Article

_TORN_BY = ((b"\xe2\x80\xa8", b"\\u2028"), (b"\xe2\x80\xa9", b"\\u2029"), (b"\xc2\x85", b"\\u0085"))
"""What some programs take for the end of a line: written as JSON's escapes."""


def line_of(
    article: Article,
    identity: str,
    one: FoundArticle,
    given: SourceFile,
    sha256: str,
    place: str | None,
) -> bytes:
    """Write an article as a line.

    Args:
        article: what was made of it.
        identity: its id.
        one: what was found.
        given: the file it was found in, on the disk.
        sha256: that of the file.
        place: where in the file.
    """
    published_from = "guess" if "published" in one.guessed else article.published_from
    record = {
        "id": identity,
        "text": article.text,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "published_from": published_from,
        "url": article.url,
        "source": {
            "file": str(given.shown),
            "place": place,
            "sha256": sha256,
            "reader": one.reader,
            "version": f"hedgerow {_version()}" + (f", {one.library}" if one.library else ""),
            "guessed": [*one.guessed],
        },
    }
    try:
        line = orjson.dumps(record)
    except TypeError:  # half of a character that needs two, which only escapes can write
        line = json.dumps(record).encode()
    for raw, escape in _TORN_BY:
        if raw in line:
            line = line.replace(raw, escape)
    return line + b"\n"


@cache
def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("hedgerow")
    except PackageNotFoundError:
        return "(not installed)"
