"""An article as it was found in somebody's file, and the line that it becomes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from hedgerow.store.corpus import Article, Metadata, Reading, Source, article_from, prose_of
from hedgerow.store.problem import Problem

Tell = Callable[[Problem], None]
"""Takes the fault of something that is left out."""


@dataclass(slots=True)
class FoundArticle:
    """One article of an input.

    Attributes:
        reading: its text, what its source states of it, and what is to be told of it.
        place: where in the file it stood ("document 3", "line 12"); None if it is the whole file.
        id: the id it had there, if it had one.
        guessed: which fields nobody states: what was made of an address, or of figures in it.
        reader: what read it, where that is not the format the file is in.
        library: the library it was read with, and its version.
    """

    reading: Reading
    place: str | None = None
    id: str | None = None
    guessed: tuple[str, ...] = ()
    reader: str | None = None
    library: str | None = None


def found(text: str, metadata: Metadata | None = None, **more: Any) -> FoundArticle:
    """Make a `FoundArticle` of a text without styles; `more` is what else it has."""
    return FoundArticle(Reading(text, metadata=metadata or Metadata()), **more)


def found_in_prose(markup: str, metadata: Metadata, **more: Any) -> FoundArticle:
    """Make one of HTML that is nothing but prose, or of plain text; `more` as in `found`."""
    markup = markup if "<" in markup else f"<p>{markup}</p>"
    return FoundArticle(Reading(*prose_of(markup), metadata), **more)


def library_version(name: str) -> str:
    """Name a library with its version."""
    from importlib.metadata import version

    return f"{name} {version(name)}"


def paragraphs(every: Iterable[str]) -> str:
    """Join paragraphs, each on a line, with an empty line between them."""
    lines = (" ".join(one.split()) for one in every)
    return "\n\n".join(line for line in lines if line)


def article_of(one: FoundArticle, source: Source) -> Article:
    """Complete what was found with the title and the day that its text shows."""
    return article_from(one.reading, source)


def digest_of(article: Article) -> str:
    """Give what two articles share only if text, title, outlet and day are the same."""
    parts = (article.text, article.title, article.outlet or "", article.published or "")
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()
