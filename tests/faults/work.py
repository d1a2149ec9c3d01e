"""Somebody's work in a journal, told step by step: what is begun, and when it is done."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from hedgerow.store.journal import new_id, now
from hedgerow.store.journal.database import Journal
from hedgerow.store.journal.history import History

ANNOTATOR = "ann"
TABLES = ("one", "two", "a name too long for a file " * 8)
EARLY = "2020-01-01T00:00:00.000000Z"
LATE = "2090-01-01T00:00:00.000000Z"

Numbers = dict[str, dict[str, int | None]]
"""Documents by table and id, each told by its number; None where there is none."""


class Begun(NamedTuple):
    """A step that is begun: "do", "undo", "redo" or "compact", and what it will have changed."""

    way: str
    what: str
    changes: Numbers


Tell = Callable[[Begun | None], object]
"""Takes each step as it is begun, and None when it is done."""


def document(number: int) -> dict[str, Any]:
    """Give the document of a number: mostly short, at times longer than a block of a disk."""
    length = 9000 if number % 11 == 0 else number * 37 % 400
    return {"type": "annotation", "n": number, "memo": chr(97 + number % 26) * length}


class Work:
    """An annotator at work: saves, removes, undoes, redoes, and now and then compacts."""

    def __init__(self, folder: Path, seed: int, tell: Tell, first_number: int = 1) -> None:
        self.journal = Journal(folder)
        self.history = History(self.journal, ANNOTATOR)
        self._chance = random.Random(seed)
        self._tell = tell
        self._number = first_number
        self._undone: Begun | None = None

    def go_on(self) -> None:
        """Do one step, whatever comes to mind."""
        ways = (self.save, self.save_widely, self.undo, self.redo, self.compact)
        self._chance.choices(ways, (8, 2, 4, 2, 1))[0]()

    def save(self, table: str | None = None) -> None:
        """Add, change or remove one to three documents of a table."""
        table = table or self._chance.choice(TABLES)
        self._save({table: self._some_changes(table, self._chance.choice((1, 1, 3)))})

    def save_widely(self) -> None:
        """Change documents of two tables in one step."""
        tables = self._chance.sample(TABLES, 2)
        self._save({table: self._some_changes(table, 1) for table in tables})

    def undo(self) -> None:
        """Take the last step back."""
        change = self.history.newest
        if change is None:
            self.save()
            return
        self._tell(Begun("undo", change.what, numbers_of(change.before)))
        self.history.undo()
        self._tell(None)
        self._undone = Begun("redo", change.what, numbers_of(change.after))

    def redo(self) -> None:
        """Do again what was undone just before."""
        if self._undone is None:
            self.save()
            return
        self._tell(self._undone)
        self.history.redo()
        self._tell(None)
        self._undone = None

    def compact(self) -> None:
        """Drop the lines that nothing needs: of all the past, or none."""
        self._tell(Begun("compact", "", {}))
        self.journal.compact(self._chance.choice((now(), EARLY)))
        self._tell(None)
        self._undone = None

    def _save(self, numbers: Numbers) -> None:
        what = f"step {self._number}"
        self._tell(Begun("do", what, numbers))
        self.history.save_all(what, documents_of(numbers))
        self._tell(None)
        self._undone = None

    def _some_changes(self, table: str, count: int) -> dict[str, int | None]:
        changes: dict[str, int | None] = {}
        known = [record.id for record in self.journal.table(table).records()]
        for _ in range(count):
            if known and self._chance.random() < 0.5:
                key = self._chance.choice(known)
                known.remove(key)
                changes[key] = None if self._chance.random() < 0.4 else self._number
            else:
                changes[new_id()] = self._number
            self._number += 1
        return changes


def numbers_of(changes: Mapping[str, Mapping[str, Any]]) -> Numbers:
    """Tell documents by their numbers."""
    return {
        table: {key: doc["n"] if doc else None for key, doc in documents.items()}
        for table, documents in changes.items()
    }


def documents_of(numbers: Numbers) -> dict[str, dict[str, dict[str, Any] | None]]:
    """Give the documents that numbers tell of."""
    return {
        table: {key: None if n is None else document(n) for key, n in keys.items()}
        for table, keys in numbers.items()
    }
