"""What stands above the prose of a plain article: its title, its outlet, its day.

The text itself keeps all of it, since what people have marked in it counts from its beginning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from hedgerow.store.corpus.readers.dateline import dateline_end
from hedgerow.store.corpus.readers.days import day_in_address, fault_of_day
from hedgerow.store.corpus.readers.head_lines import (
    LONGEST,
    HeadLine,
    classed,
    head_lines,
    is_byline,
    is_entry_in_comment,
)
from hedgerow.store.corpus.readers.headline import find_title
from hedgerow.store.corpus.readers.outlets import agency_in, is_outlet, outlet_of_byline
from hedgerow.store.corpus.readers.reading import Metadata
from hedgerow.store.passages import sentences_in

_LONGEST_TITLE: Final = 180
_MOST_COMMENTS: Final = 12
_FULL: Final = 45  # code points from which on a line that goes on was wrapped
_ENDS: Final = re.compile(r"[.!?…。！？][\"”’')\]]*\Z")
_GOES_ON: Final = re.compile(
    r"(?:,|[-–—]|\b(?:a|an|the|of|to|in|on|at|by|for|from|with|and|or|but|as|that|after|before|over"
    r"|into|against|its|his|her|their|is|are|was|were|will|not|says|said))\Z",
    re.IGNORECASE,
)
_SMALL: Final = re.compile(r"[a-zà-ÿ]")
_BESIDE_TITLE: Final = re.compile(r"(.{12,}?)\s+[-–—|]\s+([^-–—|]{3,50})\Z")
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[^\s/<>\"]+/[^\s<>\"]+", re.IGNORECASE)
_CITED: Final = re.compile(r",\s*(?:pp?\.?|pages?|pg\.?|S\.|Seite)\s*[A-Z]{0,2}-?\d", re.IGNORECASE)
_IN_BRACKETS_AT_END: Final = re.compile(r"(?<=\w)\s+\([^()]{2,40}\)\Z")
_OTHER_BYLINE: Final = re.compile(r"(?:von|par|por)\b", re.IGNORECASE)
_BEGINS_PROSE: Final = re.compile(r"(?:\.START|<text>|(?:full )?text:|body:)\Z", re.IGNORECASE)
_SPEAKS: Final = re.compile(r"[^:\n]{2,60}:\s+[“‘\"'«„]")
_FENCE: Final = re.compile(r"\s*(---|\+\+\+)[ \t]*\r?\n(.{0,6000}?)\n\1[ \t]*(?:\r?\n|\Z)", re.S)
_ENTRY: Final = re.compile(r"^([A-Za-z][\w -]{0,30}?)\s*[:=]\s*(.+?)\s*$", re.M)


@dataclass(slots=True)
class TextHead:
    """What is stated above the prose; `faults` are days that can't be told apart."""

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    prose: int = 0  # where the prose begins
    faults: list[str] = field(default_factory=list)

    def complete(self, metadata: Metadata) -> None:
        """Say what a source has not stated itself."""
        metadata.title = metadata.title or self.title
        metadata.outlet = metadata.outlet or self.outlet
        metadata.url = metadata.url or self.url
        if metadata.published is None and self.published is not None:
            metadata.published, metadata.published_from = self.published, "text"


def read_head(text: str) -> TextHead:
    """Find what an article states above its prose.

    Args:
        text: the article's text.

    Returns:
        What is stated there; what isn't is None.
    """
    head = TextHead()
    start = 0
    if fence := _FENCE.match(text):
        _take_entries(head, fence[2])
        start = fence.end()
    lines, head.prose = _above_prose(text[start:])
    head.prose += start
    _take_fields(head, lines)
    _take_days(head, lines)
    if head.published is None and head.url is not None and not head.faults:
        head.published = day_in_address(head.url)
    _take_names(head, lines)
    if head.outlet is None:
        head.outlet = agency_in(text[head.prose : head.prose + 300])
    if head.title is None and head.prose:
        head.title = find_title(text[head.prose :])
    return head


def read_fields(text: str) -> TextHead:
    """Find only what an article states above its prose line by line, as "Source: The Post".

    Args:
        text: the article's text, with or without the marks of Markdown.

    Returns:
        What is stated there; what isn't is None.
    """
    head = TextHead()
    fields = [line for line in _above_prose(text)[0] if line.kind == "field"]
    if len(fields) > 1:
        _take_fields(head, fields)
        _take_days(head, fields)
    return head


def _take_entries(head: TextHead, block: str) -> None:
    """Take "name: value" lines between fences."""
    lines = (f"{name}: {value.strip(chr(34) + chr(39))}" for name, value in _ENTRY.findall(block))
    every = map(classed, head_lines("\n".join(lines)))
    found = [line for line in every if line.kind == "field"]
    _take_fields(head, found)
    _take_days(head, found)


def _above_prose(text: str) -> tuple[list[HeadLine], int]:
    """Give the lines above the prose, and where that begins."""
    every = list(head_lines(text))
    has_comments = any(is_entry_in_comment(line, is_known=True) for line in every[:_MOST_COMMENTS])
    above: list[HeadLine] = []
    for at, line in enumerate(every):
        classed(line)
        if at == 0 and line.kind == "byline" and _OTHER_BYLINE.match(line.text):
            line.kind = "words"  # "Von Trier Wins in Cannes"
        if has_comments and line.kind == "words" and is_entry_in_comment(line, is_known=False):
            line.kind = "marker"
        if line.kind == "words" and _is_prose(every, at):
            return above, line.start
        above.append(line)
        if _BEGINS_PROSE.match(line.text) and at + 1 < len(every):
            return above, every[at + 1].start
    return above, len(text) if not above else above[-1].start


def _is_prose(lines: list[HeadLine], at: int) -> bool:
    """Say whether running text begins with a line."""
    line = lines[at]
    words = line.text
    if len(words) > LONGEST or agency_in(words) or dateline_end(words):
        return True
    if words.count("“") > words.count("”") + words.count('"'):
        return True
    block = [one for one in lines[at:] if one.block == line.block]
    is_first = not any(one.kind == "words" for one in lines[:at])
    if _ENDS.search(words):
        is_alone = len(block) == 1 and at + 1 < len(lines) and lines[at + 1].block != line.block
        is_one = len(list(sentences_in(words))) == 1 or _SPEAKS.match(words) is not None
        return not (is_first and is_alone and is_one)
    if len(block) == 1:
        return False
    # Lines as full as a program makes them, the last of which ends a sentence, are a paragraph.
    fullness = len(words) >= _FULL and classed(block[1]).kind == "words"
    return fullness and (len(block) > 3 or _ENDS.search(block[-1].text) is not None)


def _take_fields(head: TextHead, lines: list[HeadLine]) -> None:
    """Take "Title:" and the like, where there are two of them, or one that is no common word."""
    fields = [line for line in lines if line.kind == "field"]
    names = {line.stated[0] for line in fields}
    for line in fields:
        name, value = line.stated
        is_sure = len(names) > 1 or name in ("title", "published", "url")
        if name == "title" and is_sure and value:
            head.title = head.title or _tidy(value)
        elif name == "outlet" and is_sure and value and "://" not in value:
            head.outlet = head.outlet or _tidy(value)
        elif name == "url" and (address := _ADDRESS.search(value)):
            head.url = head.url or address[0].rstrip(").,")


def _take_days(head: TextHead, lines: list[HeadLine]) -> None:
    """Take the day of publication, which that of a change is not."""
    for line in lines:
        if not line.days or line.is_updated or head.published:
            continue
        if len(line.days) == 1:
            head.published = line.days[0]
        else:
            value = line.stated[1] or line.text
            head.faults.append(fault_of_day(value) if line.stated[1] else _told(value, line.days))


def _told(text: str, days: tuple[str, ...]) -> str:
    return f"“{text[:40]}” may be {days[0]} or {days[1]}"


def _take_names(head: TextHead, lines: list[HeadLine]) -> None:
    """Tell the headline from a name of the outlet that stands above or below it."""
    words = [line for line in lines if line.kind == "words"]
    if head.outlet is None:
        head.outlet = _outlet_beside_day(lines)
    if head.outlet is None and len(words) > 1 and (rest := _below_masthead(words, lines)):
        head.outlet = _tidy(words[0].text)
        words = rest
    elif head.outlet is not None and words and _same(words[0].text, head.outlet):
        words = words[1:]
    if head.title is None and words:
        head.title = _headline(words)
        words = words[1:]
        if head.title and (named := _BESIDE_TITLE.match(head.title)) and is_outlet(named[2]):
            head.title = named[1]
            head.outlet = head.outlet or named[2]
    if head.outlet is None:
        head.outlet = _outlet_below(words, lines)


def _outlet_beside_day(lines: list[HeadLine]) -> str | None:
    for line in lines:
        if line.kind == "day":
            for name in line.names:
                if outlet := outlet_of_byline(name):
                    return outlet
                if name and not is_byline(name) and (outlet := _named_with_place(name, line)):
                    return outlet
        elif line.kind == "byline":
            if outlet := outlet_of_byline(line.text):
                return outlet
            for name in line.names:
                if outlet := _named_with_place(name, line):
                    return outlet
    return None


def _named_with_place(name: str, line: HeadLine) -> str | None:
    """Give the outlet out of "The Post (London)" or "The Post, London", which stands on a line.

    With a page behind the day, any name is one.
    """
    bare = _IN_BRACKETS_AT_END.sub("", name)
    first, comma, _ = bare.partition(", ")
    if comma and is_outlet(last := bare.rpartition(", ")[2]):
        return _tidy(last)  # "Anna Writer, The Post"
    if is_outlet(first, is_beside=True):
        return _tidy(first)
    is_cited = _CITED.search(line.text) and line.text.startswith(name) and bare[:1].isupper()
    return _tidy(first) if is_cited else None


def _below_masthead(words: list[HeadLine], lines: list[HeadLine]) -> list[HeadLine]:
    """Give what stands below the name of an outlet, or of who has sent the article out.

    Nothing where the first line is no such name. Beside a day, any name may be one.
    """
    first = words[0]
    later = [one for one in words if one.block != first.block]
    end = later[0].start if later else words[-1].start
    between = [one.kind for one in lines if first.start < one.start < end]
    marks = {"day", "label"} & set(between)
    if not is_outlet(first.text, is_beside=bool(marks)):
        return []
    days = [one.start for one in lines if one.kind == "day"]
    if not later:  # all in one block: the day parts the two
        return [one for one in words if days and one.start > days[0] > first.start]
    dated = {one.block for one in lines if one.kind == "day"}
    below = [one for one in later if one.block not in dated or one.block == later[-1].block]
    return below or later


def _outlet_below(words: list[HeadLine], lines: list[HeadLine]) -> str | None:
    """Find an outlet that stands with a byline or a day below the headline."""
    for one in words:
        beside = {line.kind for line in lines if line.block == one.block}
        name = one.text.rpartition(", ")[2]
        if is_outlet(name, is_beside=bool(beside & {"day", "byline"})):
            return _tidy(name)
        first, comma, _ = one.text.partition(", ")
        is_below_name = any(line.block == one.block and line.start < one.start for line in lines)
        if comma and (is_below_name or "byline" in beside) and is_outlet(first):
            return _tidy(first)  # "BBC News, London"
    return None


def _headline(words: list[HeadLine]) -> str | None:
    """Give the headline, put together from lines on which it goes on."""
    title = words[0].text
    last = words[0]
    for line in words[1:3]:
        is_next = line.block == last.block
        goes_on = _GOES_ON.search(title) or _SMALL.match(line.text) or _both_cry(title, line.text)
        if not is_next or not goes_on or title.endswith(";") or len(title) > _LONGEST_TITLE:
            break
        title, last = f"{title} {line.text}", line
    return _tidy(title)[: 2 * _LONGEST_TITLE] or None


def _both_cry(one: str, other: str) -> bool:
    """Say whether two lines are in capitals, as a headline of a wire is, and none is an outlet."""
    return one.isupper() and other.isupper() and not (is_outlet(one) or is_outlet(other))


def _tidy(text: str) -> str:
    text = re.sub(r"\A#{1,6}\s+|[*_]{2,}", "", text)  # what Markdown has around a line
    return " ".join(text.split()).rstrip(";,| ").strip()


def _same(one: str, other: str) -> bool:
    return _tidy(one).casefold() == other.casefold()
