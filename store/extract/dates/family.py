"""What a family of date expressions is: a pattern beside the function that reads its matches."""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from hedgerow.store.extract.dates.context import Context
from hedgerow.store.extract.findings import DateType


class DateHead(enum.Enum):
    """The kinds of word that a date expression can't do without; the scanner looks for them."""

    MONTH = enum.auto()
    WEEKDAY = enum.auto()
    UNIT = enum.auto()  # those that have no kind of their own
    WEEK = enum.auto()
    WEEKEND = enum.auto()
    QUARTER = enum.auto()  # and Q3
    YEAR_UNIT = enum.auto()
    CENTURY = enum.auto()
    PART_OF_DAY = enum.auto()
    SEASON = enum.auto()
    YEAR = enum.auto()  # four digits
    SHORT_YEAR = enum.auto()  # two digits: '82, the 80s
    CLOCK = enum.auto()
    SLASHED = enum.auto()
    RANGE_END = enum.auto()  # digits after a date and a dash: April 6-7, 1915-17
    PERIOD_NAME = enum.auto()  # the sixties, the first half, 264 BC
    DEICTIC = enum.auto()  # today, now, recently
    HOLIDAY = enum.auto()
    COMPACT = enum.auto()  # eight digits: 20220302
    ORDINAL = enum.auto()  # the 5th
    FREQUENCY = enum.auto()  # daily, twice a week


UNIT_HEADS = (
    DateHead.UNIT,
    DateHead.WEEK,
    DateHead.WEEKEND,
    DateHead.QUARTER,
    DateHead.YEAR_UNIT,
    DateHead.CENTURY,
)


class DateReading(NamedTuple):
    """How a match reads: its TIMEX3 type and value (None: not resolvable from what is known)."""

    type: DateType
    value: str | None


Resolver = Callable[[re.Match[str], Context], DateReading | None]

# `(?u:\s)` takes the no-break and thin spaces too; named in a class, characters that far up would
# make each pattern twice as slow to compile.
_GAP = r"(?u:\s{1,4})"
_DIALECT = {" ": _GAP, "~": rf"(?:{_GAP}|-|\u2010|\u2011)", "'": "['’]"}
_WORD_END = r"(?!(?u:\w))"


@dataclass(frozen=True)
class Family:
    """Expressions that are built and read alike.

    Args:
        name: what the expressions look like, for people.
        heads: the kinds of word of which each expression holds at least one.
        pattern: a regular expression in which a space stands for white space, `~` for white
            space or a hyphen, `'` for a straight or curly apostrophe; case is ignored, classes
            are ASCII, and the match must end where a word does. It is matched at the start of a
            word only. Repetition is bounded, so that no text makes it slow.
        resolve: gives the reading of a match, or None where the words mean no date after all.
    """

    name: str
    heads: tuple[DateHead, ...]
    pattern: str
    resolve: Resolver

    @functools.cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, compiled at first use: all families together take a while."""
        expanded = "".join(_DIALECT.get(character, character) for character in self.pattern)
        # ASCII keeps "ſ" and "ı" from passing for "s" and "i" when case is ignored.
        return re.compile(f"(?:{expanded}){_WORD_END}", re.IGNORECASE | re.ASCII)
