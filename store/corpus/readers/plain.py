"""Plain text: shown as it came."""

from __future__ import annotations

from hedgerow.store.corpus.readers.decoding import decode
from hedgerow.store.corpus.readers.heads import read_head
from hedgerow.store.corpus.readers.reading import Metadata, Reading, Source
from hedgerow.store.problem import Problem


def read(data: bytes, source: Source) -> Reading:
    """Read a text file; not one character is changed.

    Raises:
        ProblemError: the file is not text.
    """
    text, problems = decode(data, source)
    head = read_head(text)
    metadata = Metadata()
    head.complete(metadata)
    if metadata.published is None:
        remedy = "write it as 2022-03-02"
        problems += [Problem(source.path, fault, remedy) for fault in head.faults[:1]]
    return Reading(text, metadata=metadata, problems=problems)
