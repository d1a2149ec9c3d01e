"""The words that hedge, read from a data file, with the context in which each of them does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from hedgerow.store.extract.data_files import data_file
from hedgerow.store.extract.prose.tokens import Token, TokenRange
from hedgerow.store.extract.suggestions.hedges.contexts import CONTEXTS
from hedgerow.store.extract.suggestions.hedges.frames import FRAMES
from hedgerow.store.extract.suggestions.hedges.quantities import QUANTITIES

Context = Callable[[Sequence[Token], TokenRange], TokenRange | None]
"""Given words in a paragraph, the whole hedge, or None where they don't hedge."""

_FILE = "hedges.txt"
_COLUMNS = re.compile(r" {2,}")


class Entry(NamedTuple):
    """Words that hedge in a certain context.

    `type` is one of epistemic, doxastic, approximator, conditional and weasel. `share` is how
    many of such places in news are hedges, judged by hand; `confidence` has Wikipedia's evidence
    weighed in. `line` is the entry's line in the data file, counted from 0.
    """

    words: tuple[str, ...]
    type: str
    context: Context
    share: float
    confidence: float
    line: int


Lexicon = Mapping[str, Mapping[str, Sequence[Entry]]]
"""Entries by their first word and then their second, which is empty for those of one word.

Of entries with the same two, those of most words come first.
"""


@cache
def hedge_lexicon(least_confidence: float = 0.0) -> Lexicon:
    """Return the entries at least so sure of the lexicon that ships with the program."""
    content = data_file(_FILE)
    return parse_lexicon(content, least_confidence)


def parse_lexicon(content: str, least_confidence: float = 0.0) -> Lexicon:
    """Read a lexicon in the form that the data file explains in its first lines.

    Args:
        content: the file's text.
        least_confidence: entries that are less sure are left out, 0 to 1.

    Raises:
        KeyError: there is no context of that name.
    """
    lexicon: dict[str, dict[str, list[Entry]]] = {}
    for entry in _entries(content):
        if entry.confidence >= least_confidence:
            first, second = (*entry.words, "")[:2]
            lexicon.setdefault(first, {}).setdefault(second, []).append(entry)
    for by_second_word in lexicon.values():
        for entries in by_second_word.values():
            entries.sort(key=lambda entry: -len(entry.words))
    return lexicon


def _entries(content: str) -> Iterator[Entry]:
    contexts: dict[str, Context] = {**CONTEXTS, **QUANTITIES, **FRAMES}
    hedge_type = ""
    for number, line in enumerate(content.splitlines()):
        if line.startswith("["):
            hedge_type = line.strip("[] ")
        elif line and not line.startswith("#"):
            pattern, context, share, *confidence = _COLUMNS.split(line.strip())
            for words in product(*(place.split("/") for place in pattern.split())):
                yield Entry(
                    words,
                    hedge_type,
                    contexts[context],
                    float(share),
                    float(confidence[0] if confidence else share),
                    number,
                )
