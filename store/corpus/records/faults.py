"""What is wrong with the records of one file, told once for each kind of fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from hedgerow.store.problem import Problem, Remedy

EXPECTED: Final = '{"id"?, "text", "title"?, "outlet"?, "published"?, "url"?}'
"""The fields of a line, as they are named in messages; those with a "?" may be missing."""

NO_TEXT: Final = "no text"
TOO_LONG: Final = "a line of more than"


class Faults:
    """Counts faults by their kind, which is what stands before a bracket in their words."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._first: dict[str, tuple[str, int]] = {}
        self._days = 0
        self._first_day = ("", 0)

    def add(self, what: str, line: int) -> None:
        """Take a fault of a record that was passed over."""
        kind = what.partition(" (")[0]
        self._counts[kind] += 1
        self._first.setdefault(kind, (what, line))

    def add_day(self, what: str, line: int) -> None:
        """Take a day that can't be read; the article is read without it."""
        self._days += 1
        if self._days == 1:
            self._first_day = what, line

    def problems(self, path: Path) -> Iterator[Problem]:
        """Tell those of a file."""
        for kind, (what, line) in self._first.items():
            others = self._counts[kind] - 1
            told = f"{what}, and {others:,} more like it" if others else what
            yield Problem(path, told, _remedy(what), line)
        if self._days:
            what, line = self._first_day
            others = self._days - 1
            days = "day" if others == 1 else "days"
            more = f", and {others:,} more {days} can't be read" if others else ""
            told = f"{what}{more}; read without a day"
            is_order = " may be " in what
            remedy = Remedy.DAY_ORDER if is_order else "write it as 2022-03-02"
            yield Problem(path, told, remedy, line)


def _remedy(what: str) -> str:
    if what.startswith(TOO_LONG):
        return "passed over; divide the article"
    if what.startswith(NO_TEXT):
        return f"passed over; an article should read {EXPECTED}"
    return f"the line was passed over; it should read {EXPECTED}"
