"""The words by which a date expression is spotted, and those that may stand before them in it.

A head is a word or a number that an expression can't do without. Only heads are visited, so that
reading a text costs little more than one search for them; from a head the scanner goes left, for
as long as the words are such as expressions begin with.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from hedgerow.store.extract.dates.context import Context
from hedgerow.store.extract.dates.family import DateHead
from hedgerow.store.span import Span

_HEADS: dict[str, DateHead] = {
    word: head
    for head, words in {
        DateHead.MONTH: "january february march april may june july august september october "
        "november december jan feb mar apr jun jul aug sept sep oct nov dec",
        DateHead.WEEKDAY: "monday tuesday wednesday thursday friday saturday sunday mondays "
        "tuesdays wednesdays thursdays fridays saturdays sundays "
        "mon tue tues wed thu thur thurs fri sat sun",
        DateHead.UNIT: "second seconds minute minutes hour hours day days month months decade "
        "decades weeklong yearlong daylong monthlong decadelong",
        DateHead.WEEK: "week weeks",
        DateHead.WEEKEND: "weekend weekends",
        DateHead.QUARTER: "quarter quarters",
        DateHead.YEAR_UNIT: "year years",
        DateHead.CENTURY: "century centuries",
        DateHead.PART_OF_DAY: "morning afternoon evening night mornings afternoons evenings nights",
        DateHead.SEASON: "spring summer fall autumn winter",
        DateHead.PERIOD_NAME: "half bc bce b ad ce twenties thirties forties fifties sixties "
        "seventies eighties nineties",
        DateHead.CLOCK: "noon midnight",
        DateHead.DEICTIC: "today yesterday tomorrow tonight now nowadays currently recently lately "
        "present moment past future times recent",
        DateHead.FREQUENCY: "hourly daily weekly biweekly monthly bimonthly quarterly "
        "semiannual semiannually yearly annually annual",
        DateHead.HOLIDAY: "christmas easter thanksgiving halloween ramadan passover hanukkah "
        "kippur hashanah eid memorial labor columbus veterans valentine independence presidents "
        "boxing luther",
    }.items()
    for word in words.split()
}
# Whatever may stand before the head in the pattern of some family. A word that a pattern allows
# there and that is missing here is never reached; numbers in digits always are.
_LEADING_WORDS = frozenset(
    (
        "the a an of in on at to and or than up per from "
        "this that these last next past coming previous preceding following same current latest "
        "prior recent first second third fourth final latter half few several couple many some "
        "every each other once twice times its their his her "
        "very beginning end start middle rest remainder early earlier late later mid "
        "about around approximately nearly almost roughly more less fewer least most over under "
        "another just well slightly little no not "
        "full consecutive straight long whole additional calendar trading business working "
        "new martin rosh yom "
        "fiscal academic school financial near immediate foreseeable distant right "
        "day days week weeks month months year years hour hours quarter centuries century "
        "before after ago morning afternoon evening night "
        "monday tuesday wednesday thursday friday saturday sunday "
        "mon tue tues wed thu thurs fri sat sun st nd rd th s q d ad b "
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
        "hundred thousand "
        "fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
    ).split()
)
# How far left of its head an expression may begin: in words, and in code points.
_LOOK_BACK = 7
_LOOK_BACK_LENGTH = 96

_WORD = re.compile(r"(?<!\w)['’][0-9]{2}(?![0-9])|[0-9]+|[^\W\d_]+")
_CLOCK_GOES_ON = re.compile(r"[:.][0-5][0-9]|[\s\xa0]?(?:[ap]\.?m\b|o['’]clock)", re.IGNORECASE)
_ORDINAL_ENDS = frozenset(("st", "nd", "rd", "th"))


@functools.cache
def _head_words() -> re.Pattern[str]:
    """Return a pattern for one character and the head after it, in lower-case text.

    The character comes first, and is one of a plain class, since such a pattern is searched for
    fastest: twice as fast as one with a word boundary.
    """
    words = _branches(sorted(_HEADS))
    return re.compile(
        rf"[^a-z0-9](?:({words})(?![^\W\d_])|q(?=[1-4])|(?:[0-9]{{1,4}}|[0-9]{{8}})(?![0-9]))"
    )


def _branches(words: list[str]) -> str:
    """Return a pattern for sorted `words` that tries no letter twice: `ma(?:r(?:ch)?|y)`."""
    by_first: dict[str, list[str]] = {}
    for word in filter(None, words):
        by_first.setdefault(word[0], []).append(word[1:])
    branches = [re.escape(first) + _branches(rest) for first, rest in by_first.items()]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)}){'?' if '' in words else ''}"


def find_heads(context: Context) -> Iterator[tuple[Span, DateHead]]:
    """Yield the heads behind the last mention that `context` remembers, and their kinds.

    The head of a range ("April 6-7") is one only where `context` has just read its beginning.
    """
    text = context.text
    # "İ" is the one letter that takes more room in lower case, where it would shift all behind it.
    lower = "\n" + text.replace("İ", "ı").lower()
    for match in _head_words().finditer(lower):
        # The line break put before all the text makes up for the character before the head.
        start, end = match.start(), match.end() - 1
        if start < context.last_end:
            continue
        word = match[1]
        if word is None:
            start, head = _figures(start, end, context)
        else:
            head = _HEADS[word]
            if head in (DateHead.MONTH, DateHead.WEEKDAY) and text[start].islower():
                continue  # "may", "march", "sat", "sun"
        if head is not None:
            yield Span(start, end), head


def _figures(start: int, end: int, context: Context) -> tuple[int, DateHead | None]:
    """Return what kind of expression a number of four digits at most may head, if any.

    The number is given back with where it starts: '82 and Q3 have more than their digits.
    """
    text, length = context.text, end - start
    if not text[start].isdigit():
        return start, DateHead.QUARTER  # the q of "Q3"
    if length == 4:
        return start, DateHead.YEAR
    if length == 8:
        return start, DateHead.COMPACT
    if length > 2:
        return start, None
    if length == 2 and _is_short_year(text, start):
        return start - 1, DateHead.SHORT_YEAR
    if text.startswith("/", end):
        return start, DateHead.SLASHED
    if _CLOCK_GOES_ON.match(text, end):
        return start, DateHead.CLOCK
    if text[end : end + 2].lower() in _ORDINAL_ENDS:
        return start, DateHead.ORDINAL
    if 1 < start == context.last_end + 1 and text[start - 1] in "-–/":
        return start, DateHead.RANGE_END
    return start, DateHead.SHORT_YEAR if text[end - 1] == "0" else None


def _is_short_year(text: str, start: int) -> bool:
    """Say whether an apostrophe that follows no word stands before the digits: '82."""
    return text[start - 1 : start] in ("'", "’") and not (start > 1 and _is_word(text[start - 2]))


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def starts_before(head: Span, first: int, text: str) -> list[int]:
    """Return where an expression with this head may begin, the furthest left first.

    Args:
        head: the head word.
        first: where the paragraph, or what was not read yet, begins.
        text: the article.
    """
    lowest = max(first, head.start - _LOOK_BACK_LENGTH)
    starts = [head.start]
    for word in reversed([*_WORD.finditer(text, lowest, head.start)][-_LOOK_BACK:]):
        letters = word[0]
        if letters[-1] > "9" and letters.lower() not in _LEADING_WORDS:
            break
        starts.append(word.start())
    return [start for start in reversed(starts) if _may_begin(text, start)]


def _may_begin(text: str, start: int) -> bool:
    """Refuse a start inside a word or a number: "B1990", "$1990", "3.1990", "O'May"."""
    if start == 0:
        return True
    before = text[start - 1]
    if before.isalnum() or before in "_$£€#@":
        return False
    if before in ".,'’" and start > 1:
        return not (text[start - 2].isdigit() if before in ".," else text[start - 2].isalnum())
    return True
