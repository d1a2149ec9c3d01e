"""Lines as they stand on printed pages: heads and feet are left out, the rest is paragraphs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from hedgerow.store.convert.blocks import is_divided

_AT_EDGE: Final = 2  # lines at the top and at the bottom of a page that may be its head and foot
_FIGURES: Final = re.compile(r"\d+")
_NUMBER: Final = re.compile(
    r"[-–—\s]*(?:(?:page|seite|página|pagina|p\.|s\.)\s*)?\d+"
    r"(?:\s*(?:of|von|de|di|sur|van|/)\s*\d+)?[-–—\s]*",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(r"""[.!?:…]["”’')\]]*$""")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_COLUMNS: Final = re.compile(r"\s{3,}")

# In parts of a line's distance or of its letters' size.
_GAP: Final = 1.3
_OTHER_SIZE: Final = 0.15
_FIRST_LINE: Final = (0.4, 6.0)

_Relation = Literal["apart", "near", "unknown"]


class Printed(NamedTuple):
    """A line of a page.

    Attributes:
        text: what it says.
        left: where it begins, from the left.
        up: how high it stands, from below.
        size: how large its letters are; 0 where all this is unknown.
        page: which page it is on.
    """

    text: str
    left: float = 0
    up: float = 0
    size: float = 0
    page: int = 0


def without_heads(pages: Sequence[Sequence[Printed]]) -> list[Printed]:
    """Leave out the numbers of pages, and lines at their edges that come again and again."""
    kept = [[line for line in page if line.text.strip()] for page in pages]
    counts: Counter[str] = Counter()
    for page in kept:
        counts.update({shape_of_line(line.text) for line in (*page[:_AT_EDGE], *page[-_AT_EDGE:])})
    often = {shape for shape, count in counts.items() if count >= max(2, (len(kept) + 1) // 2)}
    done: list[Printed] = []
    for page in kept:
        start, end = 0, len(page)
        if end > 1 and _is_foot(page[1].text):  # which some programs write before the text
            del page[1]
            end -= 1
        while start < min(_AT_EDGE, end) and _is_edge(page[start].text, often):
            start += 1
        while end > max(start, len(page) - _AT_EDGE) and _is_edge(page[end - 1].text, often):
            end -= 1
        first = _in_columns(page[start]) if start < end and not done else page[start : start + 1]
        done += [*first, *page[start + 1 : end]] if start < end else []
    return done


def _is_edge(text: str, often: set[str]) -> bool:
    return shape_of_line(text) in often or _NUMBER.fullmatch(text) is not None


def _is_foot(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None and not text.strip("-–— ").isdigit()


def shape_of_line(text: str) -> str:
    """Give what lines share that differ in their figures and their white space only."""
    return _FIGURES.sub("0", " ".join(text.split()))


def _in_columns(line: Printed) -> list[Printed]:
    """Divide what stands left and right at the top of a page: the outlet and the day."""
    return [line._replace(text=part) for part in _COLUMNS.split(line.text.strip())]


def paragraphs_of(lines: Sequence[Printed]) -> Iterator[str]:
    """Put lines together that were one paragraph.

    More space between lines, a line set in and letters of another size part them. Else a paragraph
    goes on where the next line's first word would not have fitted.
    """
    rows = [line._replace(text=" ".join(line.text.split())) for line in lines]
    page = _Setting(rows)
    whole, last = "", None
    for row in rows:
        if last is not None and page.goes_on(last, row):
            whole = page.joined(whole, row.text)
        else:
            if whole:
                yield whole
            whole = row.text
        last = row
    if whole:
        yield whole


class _Setting:
    """How the lines of a document are set."""

    def __init__(self, rows: Sequence[Printed]) -> None:
        lengths = sorted(len(row.text) for row in rows)
        self._width = lengths[int(len(lengths) * 0.9)] if lengths else 0
        self._words = {word.lower() for row in rows for word in _WORD.findall(row.text)}
        gaps: defaultdict[int, Counter[int]] = defaultdict(Counter)
        for above, row in pairwise(rows):
            if (gap := _gap(above, row)) and round(above.size) == round(row.size):
                gaps[round(row.size)][round(gap)] += 1
        self._leading = {
            size: min(count, key=lambda gap: (-count[gap], gap)) for size, count in gaps.items()
        }
        largest = max(gaps, key=lambda size: gaps[size].total(), default=0)
        of_body = [pair for pair in pairwise(rows) if round(pair[1].size) == largest]
        # Whether paragraphs are told apart by how they are set, so that a full line says nothing.
        self._is_marked = sum(self._relation(*pair) == "apart" for pair in of_body) > 1

    def goes_on(self, above: Printed, row: Printed) -> bool:
        """Say whether a paragraph goes on from a line to the next."""
        relation = self._relation(above, row)
        line, after = above.text, row.text
        if relation == "apart":
            return False
        is_full = len(line) + 1 + len(after.split(" ", 1)[0]) > self._width - 6
        if is_divided(line, after) or (is_full and after[:1].islower()):
            return True
        if relation == "near" and self._is_marked:
            return is_full
        may_end = _ENDS.search(line) and len(line) <= 0.9 * self._width
        return is_full and not may_end and (relation == "near" or len(line) > 40)

    def _relation(self, above: Printed, row: Printed) -> _Relation:
        gap = _gap(above, row)
        if not gap:
            return "unknown"
        if abs(above.size - row.size) > _OTHER_SIZE * max(above.size, row.size):
            return "apart"
        leading = self._leading.get(round(row.size), 0)
        if leading and gap > _GAP * leading:
            return "apart"
        runs_on = row.text[:1].islower() and not _ENDS.search(above.text)
        least, most = _FIRST_LINE
        if not runs_on and least * row.size < row.left - above.left < most * row.size:
            return "apart"
        return "near"

    def joined(self, whole: str, line: str) -> str:
        """Put a line behind others; a word that was divided is whole again."""
        if not is_divided(whole, line):
            return f"{whole} {line}"
        before = _WORD.findall(whole[:-1])[-1:]
        after = _WORD.findall(line)[:1]
        if before and after and f"{before[0]}-{after[0]}".lower() in self._words:
            return whole + line  # a hyphen that the word has elsewhere, too
        return whole[:-1] + line


def _gap(above: Printed, row: Printed) -> float:
    """Give the distance of two lines, one below the other; 0 where they aren't, or it's unknown."""
    if not above.size or not row.size or above.page != row.page:
        return 0
    return max(0, above.up - row.up)
