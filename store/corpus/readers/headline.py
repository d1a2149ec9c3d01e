"""A title for an article that states none: its headline, else its first sentence, shortened."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hedgerow.store.corpus.article import StyledSpan
from hedgerow.store.corpus.readers.dateline import dateline_end
from hedgerow.store.corpus.readers.outlets import agency_end
from hedgerow.store.passages import sentences_in, shorten

LONGEST_HEADLINE = 140
"""Code points beyond which a first line is running text, not a headline."""

LONGEST_TITLE = 80
"""Code points to which a first sentence is shortened."""

_OPENING = 2000
_FIRST_LINE = re.compile(r"\s*([^\n]+?)[ \t\r]*(\n|$)")
_LINE_END = re.compile(r"\S?[ \t\r]*\n")
_PLACE = re.compile(
    r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,3}(?:, [A-Z][\w.]+)?"
    r"(?: \([^)\n]{2,20}\))?\s*[:—–] ?(?=\S)"
)


def find_title(text: str, styles: Iterable[StyledSpan] = ()) -> str | None:
    """Name an article by its own words.

    Args:
        text: the article's reading text.
        styles: what its source set apart; the first heading is the headline.

    Returns:
        A line without line breaks, or None where the text has no words.
    """
    styles = tuple(styles)
    for span in styles:
        if span.style == "heading":
            return " ".join(text[span.start : span.end].split()) or None
    rules = [span.end for span in styles if span.style == "rule"]
    opening = text[rules[0] if text.startswith("───") and rules else 0 :][:_OPENING]
    end = dateline_end(opening)
    if end and (line_end := _LINE_END.match(opening, end - 1)):
        opening = opening[line_end.end() :]  # a date line of its own: the headline follows
    match = _FIRST_LINE.match(opening)
    if match is None:
        return None
    line = match[1]
    if _reads_as_headline(line) and opening[match.end() :].strip():
        return " ".join(line.split())
    return _first_sentence(opening)


def _reads_as_headline(line: str) -> bool:
    """Headlines are short, leave no quotation open, and close without a full stop."""
    if line.count("“") > line.count("”") + line.count('"'):
        return False
    last_words = line.rstrip("”\"’')]")
    return len(line) <= LONGEST_HEADLINE and not last_words.endswith((".", ",", ";", ":"))


def _first_sentence(opening: str) -> str | None:
    start = max(dateline_end(opening), agency_end(opening))
    if place := _PLACE.match(opening, start):
        start = place.end()
    first = next(iter(sentences_in(opening[start:])), None)
    if first is None:
        return None
    return shorten(" ".join(first.of(opening[start:]).split()).rstrip(";"), LONGEST_TITLE)
