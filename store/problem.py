"""How a fault in somebody's files is told: where it is, what is wrong, and the way out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault, ready to be shown to a person.

    `where` names the file (or folder), `line` counts from 1 where a line is to blame, `what` says
    what is wrong and `remedy` what to do about it. None of them ends in a full stop.
    """

    where: Path | str
    what: str
    remedy: str
    line: int | None = None

    def __str__(self) -> str:
        return self.told()

    def told(self, folder: Path | None = None) -> str:
        """Tell the fault on one line; a file below `folder` is named as one would find it there."""
        where = self.where
        if folder is not None and isinstance(where, Path) and where.is_relative_to(folder):
            where = where.relative_to(folder) if where != folder else folder.resolve().name
        place = f"{where}:{self.line}" if self.line is not None else str(where)
        return f"{place}: {self.what}; {self.remedy}"


class ProblemError(Exception):
    """Raised where work can't go on because of a `problem`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem
