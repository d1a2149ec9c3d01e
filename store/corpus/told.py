"""What is to be told of a corpus: its faults, what was taken for what, what was not read."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from hedgerow.store.corpus.listing import WhyUnread
from hedgerow.store.problem import Problem, Remedy

if TYPE_CHECKING:
    from hedgerow.store.corpus.unread import Unread

# One for all corpora, so that a corpus can be sent to another process.
_COUNTING = threading.Lock()


class Told:
    """Takes in what is met, each thing once.

    Attributes:
        problems: the faults, in the order in which they were met.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._known: set[Problem] = set()
        self._taken: dict[tuple[tuple[str, str], ...], list[Path]] = {}
        self._passed_over: list[tuple[str, WhyUnread]] = []
        self._unread: list[Unread] | None = None

    def tell(self, problem: Problem) -> None:
        """Add a fault."""
        if problem not in self._known:
            self._known.add(problem)
            self.problems.append(problem)

    def forget(self, file: Path) -> None:
        """Forget the faults of a file, which is about to be read again."""
        self.problems = [one for one in self.problems if one.where != file]
        self._known = set(self.problems)

    def take_for(self, file: Path, taken: tuple[tuple[str, str], ...]) -> None:
        """Note which columns of a file were taken for which fields."""
        self._taken.setdefault(taken, []).append(file)

    @property
    def remarks(self) -> list[Problem]:
        """Which columns were taken for which fields, once for all files where they are the same."""
        return [_taken_for(files, taken) for taken, files in self._taken.items()]

    def pass_over(self, file: str, why: WhyUnread) -> None:
        """Note a file that is not read."""
        self._passed_over.append((file, why))

    @property
    def passes_over_any(self) -> bool:
        """Whether a file was not read."""
        return bool(self._passed_over)

    def unread(self, names_in: Callable[[Path], Iterable[str]]) -> list[Unread]:
        """Count what was not read, by ending and reason; some files are opened for it.

        Args:
            names_in: gives the names of the columns of a file of many articles.
        """
        with _COUNTING:
            if self._unread is None:
                from hedgerow.store.corpus.unread import count_unread

                self._unread = count_unread(self._passed_over, names_in)
            return self._unread


def _taken_for(files: list[Path], taken: tuple[tuple[str, str], ...]) -> Problem:
    told = ", ".join(f"{field} from {column}" for field, column in taken)
    more = f", as in {len(files) - 1:,} more files" if len(files) > 1 else ""
    return Problem(files[0], f"read with {told}{more}", Remedy.NAME_FIELD)
