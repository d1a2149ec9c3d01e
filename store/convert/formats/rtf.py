"""RTF, by striprtf: a paragraph a line."""

from __future__ import annotations

from collections.abc import Iterator

from hedgerow.store.convert.formats.document import articles_of_document
from hedgerow.store.convert.found import FoundArticle, Tell, library_version
from hedgerow.store.convert.inputs import SourceFile
from hedgerow.store.problem import ProblemError


def read(given: SourceFile, tell: Tell) -> Iterator[FoundArticle]:
    """Give the articles of a file; see `FormatReader.read`.

    Raises:
        ImportError: striprtf is not installed.
    """
    from striprtf.striprtf import rtf_to_text

    try:
        text = rtf_to_text(given.data().decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    except Exception as error:
        raise ProblemError(given.problem("no whole RTF", "save it again")) from error
    rows = ((line, "") for line in text.replace("\u2028", "\n").split("\n"))
    for one in articles_of_document(rows, given, tell):
        one.library = library_version("striprtf")
        yield one
