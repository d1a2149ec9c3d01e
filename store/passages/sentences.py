"""Sentences: which full stops, question and exclamation marks end one, and which do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from hedgerow.store.folding import UNSEEN, Edit, rewritten
from hedgerow.store.passages.abbreviations import (
    NEVER_LAST,
    OPENERS,
    SOMETIMES_LAST,
    is_title,
)
from hedgerow.store.passages.paragraphs import paragraphs_in, trimmed
from hedgerow.store.span import Span

_UNSEEN: Final = re.compile(f"[{UNSEEN}]+")
_SPACE: Final = rf"[\s{UNSEEN}]"
_CLOSING: Final = "\"'”’»)\\]"
# A number or sign that leads to a note: "fell.[3] Profits", "fell.¹ Profits", "fell.3 Profits".
_NOTE: Final = (
    r"(?:\[(?:\d{1,3}|[a-z]|[a-z ]{3,20}needed)\]|[¹²³⁰⁴-⁹]+|[†‡*]+"
    rf"|(?<=[^\W\d_]{{3}}[.!?])\d{{1,3}}(?={_SPACE}+[A-Z“\"]))+"
)
# It begins with the marks themselves, so that a search finds them at once.
_STOP: Final = re.compile(
    r"[.!?…。！？](?:"
    rf"(?<=[.!?…])(?<![.!?…].)[.!?…]*+(?P<close>[{_CLOSING}]*+(?:{_NOTE})?[{_CLOSING}]*+)"
    # No space may stand between two sentences; then the words beside the stop tell.
    rf"(?:(?=[{UNSEEN}]*(?:\s|$))"
    rf"|(?:(?<=[a-z]{{2}}[.!?])|(?<=[.!?…][{_CLOSING}]))"
    rf"(?=[“‘\"'(]?[A-Z](?:[a-z]+(?![\w.@/]|\.\w)|{_SPACE})))"
    "|(?<=[。！？])[。！？]*+[”」』）]*+)"
)
_LAST_WORD: Final = re.compile(r"([^\W\d_](?:[\w.'’]*\w)?)$")
_NEXT_WORD: Final = re.compile(rf"{_SPACE}*[\"'“‘«(\[]*([^\W\d_]\w*|\d)?")
_GOES_ON: Final = re.compile(rf"{_SPACE}*[&,;:%+=]")
_TAG: Final = re.compile(
    rf"{_SPACE}+(?:[A-Z][\w.’'-]*{_SPACE}+){{0,4}}?"
    r"(?:says?|said|asks?|asked|adds?|added|replie[sd]|told|wrote)\b"
)
# Small letters that begin a name which begins a sentence as it is: iPhone, eBay.
_CAMEL: Final = re.compile(r"[a-z][A-Z]\w")
_NAME_BEFORE: Final = re.compile(
    rf"\b(?P<before>[\w’']*[a-z]){_SPACE}+(?P<name>[A-Z][\w’'-]*)$", re.IGNORECASE
)
_CAPITALISED: Final = re.compile(r"\b[A-Z][\w’'-]*$")
# Words before a name within a sentence; a verb or an adjective before it may be part of a call.
_BEFORE_NAME: Final = frozenset(
    "the a an of in on at by for from to with and or as its their his her between into through "
    "called named against under than".split()
)
_QUOTING: Final = re.compile("[\"“”‘«]|(?<!\\w)'")
# Names that have an exclamation or question mark of their own, whatever follows.
_EXCLAIMED: Final = frozenset(
    "yahoo yum jeopardy panic wham oklahoma oliver guess which e ok tora airplane".split()
)
# What follows the name of a company, wherever that stands: "Guess? Inc. said".
_OF_COMPANIES: Final = frozenset(
    "inc corp corporation ltd limited llc plc group brands holdings".split()
)
_MARKS_OF_STOPS: Final = ".!?…\"'”’»)]。！？」』）¹²³⁰⁴⁵⁶⁷⁸⁹†‡*"
_BEFORE: Final = 60  # code points before a stop that are looked at
_BEFORE_MARK: Final = 2_000  # and before a mark that may open or close


def sentences_in(text: str) -> list[Span]:
    """Find the sentences of a text.

    Abbreviations and initials end none; one quoted at length is divided like other prose, and
    its marks go with the sentences they touch.
    """
    return [one for block in paragraphs_in(text) for one in sentences_between(text, block, *block)]


def sentences_between(text: str, paragraph: Span, start: int, end: int) -> Iterator[Span]:
    """Find the sentences of a paragraph, or those between two ends of sentences in it."""
    for stop in _ends_as_seen(text, paragraph, start, end):
        first, last = trimmed(text, start, stop)
        if first < last:
            yield Span(first, last)
        start = stop


def piece_starts(text: str, start: int, end: int, piece: int) -> Iterator[int]:
    """Give the ends of sentences at which a long paragraph is divided."""
    if end - start <= 2 * piece:
        return
    paragraph = Span(*trimmed(text, start, end))
    last, at = start, start + piece
    while at < paragraph.end:
        while at > last and _may_be_of_stop(text[at - 1]):  # no stop begins before it
            at -= 1
        cut = _first_end(text, paragraph, at, piece)
        if cut >= paragraph.end:
            return
        yield cut
        last, at = cut, cut + piece


def _first_end(text: str, paragraph: Span, at: int, reach: int) -> int:
    """Find the first end of a sentence from a place on, without looking at all that follows."""
    while True:
        stop = min(paragraph.end, at + reach)
        found = next(_ends_as_seen(text, paragraph, at, stop))
        # What stands close to the end might be another thing with what follows.
        if found + _BEFORE < stop or stop == paragraph.end:
            return found
        reach *= 2


def _may_be_of_stop(character: str) -> bool:
    return character in _MARKS_OF_STOPS or character.isalnum() or character in "[ "


def _ends_as_seen(text: str, paragraph: Span, start: int, end: int) -> Iterator[int]:
    """Find what `sentence_ends` would, if no unseen character stood in the text."""
    first = max(paragraph.start, start - _BEFORE_MARK)
    last = min(paragraph.end, end + _BEFORE)
    if text.isascii() or not _UNSEEN.search(text, first, last):
        yield from sentence_ends(text, paragraph, start, end)
        return
    end = min(end, paragraph.end)
    unseen = (Edit(*one.span(), "") for one in _UNSEEN.finditer(text[first:last]))
    seen = rewritten(text[first:last], unseen)
    begin, stop = (len(_UNSEEN.sub("", text[first:at])) for at in (start, end))
    for found in sentence_ends(seen.text, Span(0, len(seen.text)), begin, stop):
        if found < stop:
            yield first + seen.end(found)
    yield end


def sentence_ends(text: str, paragraph: Span, start: int, end: int) -> Iterator[int]:
    """Give where the sentences end that end between two places of a paragraph, and the second.

    What closes a sentence (marks, brackets, the number of a note) stands before its end. The text
    is one without unseen characters.
    """
    first, last = paragraph
    end = min(end, last)
    for stop in _STOP.finditer(text, start, end):
        mark, after = stop.span()
        if _closes(text, mark, after, stop["close"], first, last):
            yield after - _opens_next(text, after, first, last)
    yield end


def _closes(text: str, at: int, after: int, close: str | None, first: int, last: int) -> bool:
    """Say whether a full stop, question or exclamation mark ends its sentence.

    Args:
        text: the text.
        at: where the mark stands.
        after: where it ends, with what closes the sentence besides.
        close: what does, from quotation marks to the number of a note; None for the mark of a
            script that needs no space.
        first: where the paragraph begins.
        last: where it ends.
    """
    if close is None:
        return True
    following = _NEXT_WORD.match(text, after, last)
    next_word = following[1] if following else None
    if next_word is None:
        return _GOES_ON.match(text, after, last) is None
    if next_word[0].islower() and not _CAMEL.match(next_word):
        return False
    is_alone = after == at + 1
    if text[at] == ".":
        return not is_alone or _may_be_last(_word_before(text, max(first, at - 20), at), next_word)
    if is_alone and text[at] != "…":
        return not _is_part_of_name(text, at, first, next_word)
    is_asked = text[after - len(close) - 1] in "!?"
    return not (close and is_asked and _TAG.match(text, after, last))


def _opens_next(text: str, after: int, first: int, last: int) -> bool:
    """Say whether a mark behind a stop, without a space after it, opens the next sentence."""
    if after >= last or text[after - 1] != '"' or text[after].isspace():
        return False
    return text.count('"', max(first, after - _BEFORE_MARK), after - 1) % 2 == 0


def _word_before(text: str, first: int, at: int) -> str:
    """Give the word that ends at a place, from `first` on, or ""."""
    before = text[first:at]
    word = before[before.rfind(" ") + 1 :]
    if word.isalpha():
        return word
    found = _LAST_WORD.search(before)
    return found[1] if found else ""


def _may_be_last(last_word: str, next_word: str) -> bool:
    """Say whether a sentence may end with a word and its full stop."""
    word = last_word.lower()
    if not word:
        return True
    if word == "no":
        return not next_word[0].isdigit()
    if word in NEVER_LAST or (word not in SOMETIMES_LAST and is_title(last_word)):
        return False
    is_short = len(word) == 1 and word != "i"
    # Letters with a stop each: initials, or an acronym before the name or noun that it belongs to.
    if is_short or word in SOMETIMES_LAST or _are_initials(word):
        return next_word.lower() in OPENERS
    return True


def _are_initials(word: str) -> bool:
    return "." in word and all(len(part) == 1 for part in word.split("."))


def _is_part_of_name(text: str, at: int, first: int, next_word: str) -> bool:
    """Say whether an exclamation or question mark belongs to a name: "Shares of Yum! Brands fell".

    The name stands within a sentence, outside of quotation marks, and more of it follows; or what
    companies are called follows it.
    """
    first = max(first, at - _BEFORE)
    if next_word.lower() in _OF_COMPANIES and _CAPITALISED.search(text, first, at):
        return True
    name = _NAME_BEFORE.search(text, first, at)
    if name is None or not name["name"][0].isupper():
        return False
    if name["name"].lower() in _EXCLAIMED:
        return True
    is_named = name["before"].lower() in _BEFORE_NAME and next_word.lower() not in OPENERS
    return is_named and not _QUOTING.search(text, first, at)
