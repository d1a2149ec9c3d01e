"""How a fault in somebody's files is told: where it is, what is wrong, and the way out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path


class Remedy(Enum):
    """What to do about a fault, where that takes a key, a screen or an option.

    It is data here, since the store knows none of them; `hedgerow.tui.problems` has the words. The
    values are kept in the index.
    """

    SETTLE = "settle"
    """Say where a tag belongs whose passage is not certain."""

    SETTLE_TO_COMPARE = "settle to compare"
    """The same, as the tag is not compared until then."""

    RAISE_LIMIT = "raise limit"
    """Allow larger articles to be read."""

    LOOK_UP_ID = "look up id"
    """Find an id among those that there are."""

    SAVE_ELSEWHERE = "save elsewhere"
    """Have annotations kept in a folder that can be written to."""

    CONVERT = "convert"
    """Have articles made of what is no article yet."""

    NAME_FIELD = "name field"
    """Say which column of a file holds the text, the title, the day."""

    DAY_ORDER = "day order"
    """Say whether the day or the month stands first in 3/2/2022."""

    NAME_ENCODING = "name encoding"
    """Say how texts are encoded."""

    REPLACE = "replace"
    """Have what stands there replaced."""

    RESUME_OR_BEGIN_ANEW = "resume or begin anew"
    """Go on with what a run has left, or do without it."""

    RESUME_AND_REPLACE = "resume and replace"
    """Go on with what this run leaves, and have replaced what stands there."""

    OTHER_NAME = "other name"
    """Name a queue otherwise, or go on with the one that is `named`."""

    OTHER_KEY = "other key"
    """Give a label another key; it can be used without one."""

    IMPORT_ANOTHERS = "import another's"
    """Bring in what another annotator has marked."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault, to be shown to a person.

    `where` names the file (or folder), `line` counts from 1 where a line is to blame, `what` says
    what is wrong and `remedy` what to do about it: in words, or as a `Remedy`, for which `named` is
    the name that it is about, if there is one. None of them ends in a full stop.
    """

    where: Path | str
    what: str
    remedy: str | Remedy
    line: int | None = None
    named: str = ""

    def __str__(self) -> str:
        """Tell it on one line, as far as there are words: those for a `Remedy` are not here."""
        told = f"{self.place()}: {self.what}"
        return f"{told}; {self.remedy}" if isinstance(self.remedy, str) else told

    def place(self, folder: Path | None = None) -> str:
        """Say where it is; a file below `folder` is named as one would find it there."""
        where = self.where
        if folder is not None and isinstance(where, Path) and where.is_relative_to(folder):
            where = where.relative_to(folder) if where != folder else folder.resolve().name
        return f"{where}:{self.line}" if self.line is not None else str(where)


class ProblemError(Exception):
    """Raised where work can't go on because of a `problem`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem
