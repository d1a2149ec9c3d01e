"""A file becomes articles: its format is told by its bytes, and what is packed is unpacked."""

from __future__ import annotations

from collections.abc import Iterator

from hedgerow.store.convert.containers import (
    members_of_zip,
    open_zip,
    unpacked_gzip,
    unpacked_zstd,
)
from hedgerow.store.convert.formats import CONTAINERS, ReadFormat, format_for, reader_of
from hedgerow.store.convert.found import FoundArticle, Tell
from hedgerow.store.convert.inputs import SourceFile
from hedgerow.store.files import Format
from hedgerow.store.problem import Problem, ProblemError

EXTRA = 'pip install "hedgerow[convert]"'
"""What installs the libraries that formats need."""

_NO_ARTICLES = (".js", ".css", ".svg", ".woff", ".woff2", ".ttf", ".map", ".exe", ".py", ".toml")


def why_not_read(given: SourceFile) -> tuple[str, str] | None:
    """Say why a file isn't read, and the way out; None if it is to be tried.

    Raises:
        OSError: it can't be opened.
    """
    holds = given.format()
    if given.ending in _NO_ARTICLES and holds in ("text", "binary", "xml"):
        return "no articles", "nothing to do"
    return _why_not(holds)


def _why_not(holds: Format) -> tuple[str, str] | None:
    match holds:
        case "empty":
            return "empty", "fetch it again"
        case "old office":
            return "the old format of Office", "save it as .docx in Word or LibreOffice"
        case "picture":
            return "a picture", "let a program for that (OCR) read its text first"
        case "binary":
            return "in a format that isn't read", "save it as text, HTML or PDF"
        case "xml":
            return "XML of a kind that isn't read", "save it as text, HTML or JSON Lines"
    return None


def found_in(given: SourceFile, tell: Tell) -> Iterator[tuple[FoundArticle, SourceFile]]:
    """Give the articles of a file, each with the file that holds it.

    Args:
        given: the file, or one that was unpacked.
        tell: takes what is left out, with the reason.

    Yields:
        What was found, and the input that it was in: `given`, or a file within it.
    """
    try:
        holds = given.format()
        if holds in CONTAINERS:
            yield from _unpacked(given, holds, tell)
        elif (one := format_for(_as_named(given, holds))) is None:
            tell(given.problem(*(_why_not(holds) or ("not read", "save it as text"))))
        else:
            yield from _read(one, given, tell)
    except ProblemError as error:
        tell(error.problem)
    except OSError as error:
        tell(given.problem(f"can't be read ({error.strerror})", "check who may read it"))


def _as_named(given: SourceFile, holds: Format) -> Format:
    """Markdown may begin with HTML, a table have any names: the name of the file says more."""
    if holds == "text" and given.ending in (".csv", ".tsv"):
        return "csv" if given.ending == ".csv" else "tsv"
    return "text" if holds == "html" and given.ending in (".md", ".markdown") else holds


def _read(
    one: ReadFormat, given: SourceFile, tell: Tell
) -> Iterator[tuple[FoundArticle, SourceFile]]:
    try:
        for found in reader_of(one).read(given, tell):
            found.reader = found.reader or one.module
            yield found, given
    except ImportError as error:
        tell(_needs(given, one.says, one.library or str(error.name)))
    except (ProblemError, OSError):
        raise
    except (Exception, RecursionError) as error:
        what = f"can't be read as {one.says} ({type(error).__name__})"
        tell(given.problem(what, "save it in another format; what came before it is kept"))


def _unpacked(
    given: SourceFile, holds: Format, tell: Tell
) -> Iterator[tuple[FoundArticle, SourceFile]]:
    if holds == "zip":
        if (of_list := _of_omnivore(given, tell)) is not None:
            yield from of_list
            return
        members = members_of_zip(given, tell)
    elif holds == "gzip":
        members = unpacked_gzip(given, tell)
    else:
        members = unpacked_zstd(given, tell)
    try:
        for member in members:
            yield from found_in(member, tell)
    except ImportError:
        tell(_needs(given, ".zst", "zstandard"))


def _of_omnivore(given: SourceFile, tell: Tell) -> Iterator[tuple[FoundArticle, SourceFile]] | None:
    from hedgerow.store.convert.formats import omnivore

    faults: list[Problem] = []
    with open_zip(given, faults.append) as archive:
        if archive is None or not omnivore.is_omnivore(archive.namelist()):
            return None
    return _articles_of_omnivore(given, tell)


def _articles_of_omnivore(
    given: SourceFile, tell: Tell
) -> Iterator[tuple[FoundArticle, SourceFile]]:
    from hedgerow.store.convert.formats import omnivore

    with open_zip(given, tell) as archive:
        if archive is not None:
            for one in omnivore.articles(archive, given, tell):
                yield one, given


def _needs(given: SourceFile, says: str, library: str) -> Problem:
    return given.problem(f"{says} needs {library}", EXTRA)
