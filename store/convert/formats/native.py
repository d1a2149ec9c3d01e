"""What Hedgerow reads in place anyway, read by the same readers."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hedgerow.store.convert.found import FoundArticle, Tell
from hedgerow.store.convert.inputs import SourceFile
from hedgerow.store.corpus import Corpus, Metadata, Reading, Source, read_file
from hedgerow.store.problem import ProblemError


def read_as(given: SourceFile, ending: str) -> FoundArticle:
    """Read a file that is one article.

    Args:
        given: the file.
        ending: whose reader reads it, such as ".html".

    Raises:
        ProblemError: it is too large, or not text.
    """
    return read_bytes(given, given.data(), ending, given.read_as.encoding)


def read_bytes(
    given: SourceFile, data: bytes, ending: str, encoding: str | None = None
) -> FoundArticle:
    """Read one article's bytes, in an encoding if one is known; the rest is as in `read_as`."""
    source = Source(Path(f"{given.path}{ending}"), given.name, None, encoding)
    try:
        reading = read_file(data, source)
    except ProblemError as error:
        raise ProblemError(given.told_here(error.problem)) from error
    reading.problems = [given.told_here(one) for one in reading.problems]
    return FoundArticle(reading)


def read_many(given: SourceFile, ending: str, tell: Tell) -> Iterator[FoundArticle]:
    """Read a file of many articles through the corpus's own reader for it.

    Args:
        given: the file.
        ending: whose reader reads it, such as ".jsonl".
        tell: takes what is left out.

    Raises:
        ProblemError: the corpus can't read the file.
    """
    with _named(given, ending) as path:
        corpus = Corpus(
            path, annotations=path.with_name("none"), largest=given.largest, read_as=given.read_as
        )
        for problem in corpus.problems:
            tell(given.renamed(problem))
        for article_id in corpus:
            try:
                article, problems = corpus.read_with_problems(article_id)
            except ProblemError as error:
                tell(given.renamed(error.problem))
                continue
            stated = article.published if article.published_from != "text" else None
            metadata = Metadata(
                article.title if article.title != article.id else None,
                article.outlet,
                stated,
                article.published_from if stated else "unknown",
                article.url,
            )
            told = [given.renamed(problem) for problem in problems]
            place = f"line {article.line}" if article.line else None
            yield FoundArticle(
                Reading(article.text, article.styles, metadata, told), place, article.id
            )


@contextmanager
def _named(given: SourceFile, ending: str) -> Iterator[Path]:
    """Give a path to the file that has this ending: another name for it, or a copy."""
    if given.path.suffix.lower() == ending:
        yield given.path
        return
    with tempfile.TemporaryDirectory(prefix="hedgerow-") as folder:
        path = Path(folder) / f"{given.path.stem[:60]}{ending}"
        try:
            os.link(given.path, path)
        except OSError:
            shutil.copyfile(given.path, path)
        yield path
