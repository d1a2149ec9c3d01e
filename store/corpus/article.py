"""An article: one text, with what is known of where and when it appeared."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

PublishedFrom = Literal["given", "metadata", "text", "unknown"]
StyleName = Literal[
    "heading", "emphasis", "strong", "strike", "link", "code", "quote", "marker", "table", "rule"
]


class StyledSpan(NamedTuple):
    """A stretch of the text, in code points, half-open, that its source set apart."""

    start: int
    end: int
    style: StyleName


@dataclass(frozen=True)
class Article:
    """One article as it is read, measured, quoted and exported.

    `text` is the only text there is; every offset in Hedgerow counts its code points. `published`
    is an ISO 8601 date, or "XXXX-03-02" where the text names a day without a year;
    `published_from` says who told us. `path` and `line` say where the article stands on disk
    (`line`, from 1, only within a JSON Lines file).
    """

    id: str
    text: str
    title: str
    path: Path
    line: int | None = None
    outlet: str | None = None
    published: str | None = None
    published_from: PublishedFrom = "unknown"
    url: str | None = None
    styles: tuple[StyledSpan, ...] = ()

    @cached_property
    def text_sha256(self) -> str:
        """The SHA-256 of the text in UTF-8, in hexadecimal: which text a span was made on."""
        return sha256_of(self.text)

    @property
    def publication_date(self) -> datetime.date | None:
        """The day of publication, where day, month and year are all known."""
        try:
            return datetime.date.fromisoformat(self.published or "")
        except ValueError:
            return None


class About(NamedTuple):
    """What is known of an article besides its text; `published` is ISO 8601."""

    title: str = ""
    outlet: str | None = None
    published: str | None = None


def sha256_of(text: str) -> str:
    """Give the SHA-256 of a text in UTF-8, in hexadecimal: on which a span was made."""
    import hashlib  # it loads OpenSSL, which a list of titles doesn't need

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
