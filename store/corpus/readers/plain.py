"""Plain text: shown as it came."""

from __future__ import annotations

from hedgerow.store.corpus.readers.decoding import decode
from hedgerow.store.corpus.readers.reading import Reading, Source


def read(data: bytes, source: Source) -> Reading:
    """Read a text file; not one character is changed.

    Raises:
        ProblemError: the file is not text.
    """
    text, problems = decode(data, source)
    return Reading(text, problems=problems)
