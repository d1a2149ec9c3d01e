"""Soft line ends: those that only filled a line, within a paragraph that goes on.

A program that wraps a text breaks a line where the next word has no room. So each line end that it
made allows some widths only: from the line as it is to the line with that word. The width that the
most line ends allow is the text's, if many of them stand within sentences too. In a poem, a list
or a table they don't, or the lines agree on no width.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from hedgerow.store.passages.abbreviations import NEVER_LAST

_TELLING: Final = 200_000  # code points from which it is clear how a text is wrapped
_WIDEST: Final = 400  # nobody wraps wider than so many code points
# A line that is wrapped within a text that is not, and the shortest line that counts as full.
_LONG_ENOUGH: Final = 30
# So many line ends must stand within sentences for each that does, but at another width.
_AGREEING: Final = 3
# The same where lines are only about as wide as each other: `fmt` and the like balance them.
_AGREEING_ABOUT: Final = 6
_ABOUT: Final = 0.8
_NARROWEST_ABOUT: Final = 40
_NARROWEST_OF_PROSE: Final = 24  # where lines begin as those of prose do, and blank lines divide
_AS_WIDE: Final = 0.75
_TAB: Final = 8

_SENTENCE_ENDS: Final = (".", "?", "!", "…", ":", "。", "！", "？", "：")
_CLOSING: Final = "\"'”’»)]"
_HYPHENS: Final = "-\u2010\u00ad"
_OPENING: Final = "\"'“‘«([—–-…"
_SHOWS_ITEM: Final = re.compile(r"(?:[-–—*•·▪●◦‣]|\(?(?:\d{1,2}|[a-z])[.)])\s+\S")
_COLUMNS: Final = re.compile(r"\S(?:\s{3,}|\t+)\S")
_FIRST_PART: Final = re.compile(r"\S*?[^\W\d_]{2}-(?=[^\W\d_]{2})|(?:\S|\xa0|\u202f)+")
_INITIALS: Final = re.compile(r"(?:[A-Z]\.-?)+")
_IDEOGRAPH: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
# Words that leave a sentence open.
_OPEN_WORDS: Final = frozenset(
    "a an the this these those his her its their our my of in on at by for from to with into over "
    "about under between and or but nor than as if that which who whose because is are was were be "
    "been has have had will would can could may might should must not no mr. mrs. ms. dr. sen. "
    "rep. gov. st.".split()
)


class Wrapping(NamedTuple):
    """How a text was wrapped.

    Attributes:
        width: the most code points of a line.
        least: how many a line has with the next word at least, if that had no room.
        indent: of most lines, in code points.
        hangs: whether the first line of a paragraph stands further out than the others.
        is_spaced: whether blank lines stand between paragraphs.
        is_capitals: whether the text has capitals only, as old wire copy.
    """

    width: int
    least: int
    indent: int
    hangs: bool
    is_spaced: bool
    is_capitals: bool


class _Pair(NamedTuple):
    """A line and the one below it."""

    length: int  # of the line
    more: int  # with the word that follows on the next
    runs_on: bool  # whether a sentence certainly goes on
    further_in: int  # how much further in the next line begins
    indent: int  # of the line that is further out
    is_end: bool  # whether a sentence may end with the line
    is_lower: bool  # whether the next line begins with a small letter


def wrapping_of(text: str) -> Wrapping | None:
    """Find how a text was wrapped, from its beginning; None if it was not.

    `text` has line feeds between its lines.
    """
    text = text[:_TELLING]
    is_capitals = text.isupper()
    lines = (text.lower() if is_capitals else text).split("\n")
    pairs = list(_pairs(lines))
    if not any(pair.runs_on for pair in pairs):
        return None
    if not any(_ends_sentence(line.rstrip()) for line in lines):
        return None  # verse without marks, a list
    indents = Counter(_indent(line) for line in lines if line.strip())
    most = max(indents.values())
    indent = min(one for one, count in indents.items() if count == most)
    is_spaced = any(not line.strip() for line in lines[1:-1])
    not_set_in = [pair for pair in pairs if pair.indent <= indent]  # as a poem may be
    pairs = not_set_in if any(pair.runs_on for pair in not_set_in) else pairs
    width = _commonest_width(pairs, lines)
    if (least := width + 1) and not _agree(pairs, lines, width, width, least, _AGREEING):
        # `fmt` and the like balance the lines, and printed ones have letters of many widths.
        width = max(pair.length for pair in pairs if pair.runs_on)
        least = round(_ABOUT * width)
        widest = round(width / _ABOUT)
        narrowest = _NARROWEST_OF_PROSE if is_spaced and _is_prose(pairs) else _NARROWEST_ABOUT
        if width < narrowest or not _agree(pairs, lines, width, widest, least, _AGREEING_ABOUT):
            return None
    ways = [pair.further_in for pair in pairs if pair.runs_on]
    hangs = any(way > 0 for way in ways) and not any(way < 0 for way in ways)
    return Wrapping(width, least, indent, hangs, is_spaced, is_capitals)


def _agree(
    pairs: list[_Pair], lines: list[str], width: int, widest: int, least: int, agreeing: int
) -> bool:
    """Say whether the line ends that stand within sentences show that the text was wrapped."""
    # A list within a text has short lines; those of verse are nearly as long as each other.
    running = [pair for pair in pairs if pair.runs_on and 2 * pair.length >= width]
    full = sum(least <= pair.more and pair.length <= widest for pair in running)
    against = len(running) - full + sum(_is_wider(line, widest) for line in lines)
    return full > 0 and full >= agreeing * against


def goes_on(line: str, following: str, wrapping: Wrapping | None) -> bool:
    """Say whether a paragraph goes on from a line to the next; both show something.

    Args:
        line: without its line feed, as `following`.
        following: the line below.
        wrapping: how the text was wrapped.
    """
    if wrapping is not None and wrapping.is_capitals:
        line, following = line.lower(), following.lower()
    line, start = line.rstrip(), following.lstrip()
    if _divides_word(line, start):
        return True
    runs_on = _runs_on(line, start)
    more, next_length = _with_next_word(line, start), _length(following.rstrip())
    if wrapping is None:
        # A line end that has strayed into a sentence.
        return runs_on and _length(line) >= _LONG_ENOUGH and more > next_length and _is_open(line)
    if _is_in_table(line) and _is_in_table(following):
        return False
    if _SHOWS_ITEM.match(start) and (
        _ends_sentence(line) or _SHOWS_ITEM.match(line.lstrip()) is not None
    ):
        return False
    if more + _tabs(line) < wrapping.least:  # there was room for the next word
        is_near = 2 * _length(line) >= wrapping.width and more > next_length
        if wrapping.is_spaced and _is_abbreviated(line):
            return True
        if _indent(line) == _indent(following) > wrapping.indent:  # verse, or a quotation
            is_near = is_near and _length(line) >= _AS_WIDE * wrapping.width
        return runs_on and (is_near or _is_open(line)) and not _SHOWS_ITEM.match(start)
    indent, next_indent = _indent(line), _indent(following)
    if next_indent > indent or (next_indent < indent and wrapping.hangs):
        return runs_on or _is_open(line)
    if next_indent == indent > wrapping.indent:  # a quotation set apart, or two first lines
        return runs_on or (wrapping.is_spaced and not _ends_sentence(line))
    if wrapping.least > wrapping.width or wrapping.is_spaced:
        return True
    return runs_on or not _ends_sentence(line)


def _pairs(lines: list[str]) -> Iterator[_Pair]:
    last = ""
    for line in lines:
        line = line.rstrip()
        start = line.lstrip()
        if start and last and len(last) <= _WIDEST and not _divides_word(last, start):
            further_in = _indent(line) - _indent(last)
            more = _with_next_word(last, start)
            yield _Pair(
                _length(last), more, _runs_on(last, start), further_in,
                min(_indent(line), _indent(last)), _ends_sentence(last), start[0].islower(),
            )  # fmt: skip
        last = line


def _is_prose(pairs: list[_Pair]) -> bool:
    """Say whether lines begin as those of prose do: with a small letter, but for names.

    Lines of verse have a capital each, or end where a part of a sentence does.
    """
    within = [pair for pair in pairs if not pair.is_end]
    return 3 * sum(pair.is_lower for pair in within) >= 2 * len(within) > 0


def _commonest_width(pairs: list[_Pair], lines: list[str]) -> int:
    """Find the width that the most line ends allow, those within sentences before all."""
    changes: Counter[int] = Counter()
    for pair in pairs:
        weight = 4 if pair.runs_on else 1
        changes[pair.length] += weight
        changes[pair.more] -= weight
    count = most = least = below = 0
    widths = sorted(changes)
    for width, following in pairwise(widths):
        count += changes[width]
        if count > most:
            least, below, most = width, following, count
    # Of the widths that serve as well, the one that holds the most lines.
    return max(
        (length for line in lines if least < (length := _length(line.rstrip())) < below),
        default=least,
    )


def _with_next_word(line: str, start: str) -> int:
    """Say how long a line would be with what comes first on the next.

    Programs break behind a hyphen within a word, too, and Chinese anywhere. Some people put two
    spaces behind a sentence.
    """
    part = _FIRST_PART.match(start)
    if part is None or _IDEOGRAPH.match(start):
        return _length(line) + 2
    return _length(line) + 1 + len(part[0]) + _ends_sentence(line)


def _runs_on(line: str, start: str) -> bool:
    """Say whether a sentence certainly goes on: it has no end yet, and a small letter follows."""
    first = start.lstrip(_OPENING)[:1]
    return (first.islower() or (first.isalpha() and not first.isupper())) and not _ends_sentence(
        line
    )


def _divides_word(line: str, start: str) -> bool:
    """Say whether a line ends with the hyphen of a word that goes on: there may be room for it."""
    return line[-1] in _HYPHENS and line[-2:-1].isalpha() and start[0].islower()


def _is_open(line: str) -> bool:
    """Say whether the last word of a line can't be the last of anything."""
    return line.rsplit(maxsplit=1)[-1].lower().lstrip(_OPENING) in _OPEN_WORDS


def _is_abbreviated(line: str) -> bool:
    """Say whether a line ends with a title or initials, whose full stop ends no sentence."""
    word = line.rsplit(maxsplit=1)[-1].lstrip(_OPENING)
    return word[-1:] == "." and (
        word[:-1].lower() in NEVER_LAST or _INITIALS.fullmatch(word) is not None
    )


def _ends_sentence(line: str) -> bool:
    return line.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


def _length(line: str) -> int:
    """Give the length of a line without the tabs at its beginning, whose width nobody knows."""
    return len(line.lstrip("\t"))


def _tabs(line: str) -> int:
    return _TAB * (len(line) - len(line.lstrip("\t"))) if line[:1] == "\t" else 0


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_in_table(line: str) -> bool:
    return len(_COLUMNS.findall(line)) > 1


def _is_wider(line: str, width: int) -> bool:
    """Say whether a line is wider than it would be if it had been wrapped: only a long word is."""
    return len(line) > width and _length(line.rstrip()) > width and " " in line.strip()
