"""What Word, OpenDocument, RTF and PDF have in common: an archive's export, or one article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hedgerow.store.convert.archives import articles_of_archive
from hedgerow.store.convert.blocks import blocks_of_paragraphs
from hedgerow.store.convert.found import FoundArticle, Tell
from hedgerow.store.convert.inputs import SourceFile
from hedgerow.store.corpus import Metadata, Reading, Source, read_file
from hedgerow.store.problem import ProblemError


def articles_of_document(
    paragraphs: Iterable[tuple[str, str]], given: SourceFile, tell: Tell, title: str | None = None
) -> Iterator[FoundArticle]:
    """Give the articles of a document.

    Args:
        paragraphs: each with its role: "heading", or "".
        given: the file.
        tell: takes what is left out.
        title: what the document states as its title.

    Raises:
        ProblemError: there is no text in it.
    """
    every = list(paragraphs)
    found = articles_of_archive(blocks_of_paragraphs(every), given, tell)
    if found is not None:
        yield from found
        return
    yield one_article(every, given, title)


def one_article(
    paragraphs: list[tuple[str, str]], given: SourceFile, title: str | None = None
) -> FoundArticle:
    """Make one article of paragraphs; what is read of plain text's heads is read of it, too.

    Raises:
        ProblemError: there is no text.
    """
    from pathlib import Path

    lines = [
        (_with_breaks([" ".join(line.split()) for line in one.split("\n")]), role)
        for one, role in paragraphs
    ]
    text = "\n\n".join(line for line, _ in lines if line.strip())
    if not text:
        raise ProblemError(given.problem("no text in it", "convert it from a file with its text"))
    reading = read_file(text.encode("utf-8", "surrogatepass"), Source(Path("x.txt"), given.name))
    stated = reading.metadata
    heading = next((" ".join(line.split()) for line, role in lines if role == "heading"), None)
    metadata = Metadata(
        stated.title or heading or title, stated.outlet, stated.published, stated.published_from,
        stated.url,
    )  # fmt: skip
    return FoundArticle(Reading(reading.text, reading.styles, metadata))


def _with_breaks(lines: list[str]) -> str:
    """Put the lines of a paragraph together: a break within a sentence is a space."""
    whole = lines[0]
    for line in lines[1:]:
        is_within = line[:1].islower() and whole[-1:].isalnum()  # no verse, which has commas
        whole += f" {line}" if is_within else f"\n{line}"
    return whole
