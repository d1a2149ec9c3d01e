"""The ledger of somebody's work: what a journal must hold, whatever has happened to it."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

from faults.work import ANNOTATOR, Begun, document

from hedgerow.store.journal import new_id
from hedgerow.store.journal.database import Journal
from hedgerow.store.journal.history import History


class Ledger:
    """What was acknowledged must be there; of what was begun each line may be there, or not.

    Attributes:
        held: the number of each document, by table and id, as far as it was acknowledged.
        steps: the steps that can be undone for certain, the next one last.
        begun: the step that was begun and has not been acknowledged.
        acknowledged: how many steps were.
    """

    def __init__(self) -> None:
        self.held: dict[str, dict[str, int]] = {}
        self.steps: list[str] = []
        self.begun: Begun | None = None
        self.acknowledged = 0
        self._unreadable: dict[str, list[bytes]] = {}
        self._open: set[tuple[str, str]] = set()

    def copy(self) -> Ledger:
        """Give the ledger as it is now."""
        return deepcopy(self)

    def note(self, told: Begun | None) -> None:
        """Take down what the work tells."""
        if told is not None:
            assert self.begun is None
            self.begun = told
            return
        done, self.begun = self.begun, None
        assert done is not None
        self.acknowledged += 1
        for table, numbers in done.changes.items():
            held = self.held.setdefault(table, {})
            for key, number in numbers.items():
                if number is None:
                    held.pop(key, None)
                else:
                    held[key] = number
        if done.way == "compact":
            self.steps = []
        elif done.way != "undo":
            self.steps.append(done.what)
        elif self.steps:
            self.steps.pop()

    def faults(self, folder: Path, unreadable: int | None = None) -> list[str]:
        """Say what is wrong with a journal, from its opening to the next save and its undo.

        Args:
            folder: the journal's; the save and its undo are added to it.
            unreadable: how many lines may be unreadable that were not before; as many as the step
                that was begun would have had, if not said.
        """
        try:
            return [
                *self._wrong_documents(folder),
                *self._wrong_lines(folder, unreadable),
                *self._wrong_history(folder),
                *self._wrong_next_save(folder),
            ]
        except Exception as error:  # whatever it is, a journal that can't be used is a fault
            return [f"unusable: {error!r}"]

    def give_up(self) -> None:
        """Expect no acknowledgement of what was begun: its lines may be there for ever."""
        for table, numbers in (self.begun.changes if self.begun else {}).items():
            self._open.update((table, key) for key in numbers)
        self.begun = None
        self.steps = []

    def settle(self, folder: Path) -> None:
        """Begin anew with what a journal holds."""
        journal = Journal(folder)
        tables = journal.tables()
        self.begun = None
        self.held = {
            table: {record.id: record.document["n"] for record in journal.table(table).records()}
            for table in tables
        }
        self._unreadable = {table: _unreadable(journal, table) for table in tables}
        newest = History(journal, ANNOTATOR).newest
        self.steps = [newest.what] if newest else []

    def _wrong_documents(self, folder: Path) -> list[str]:
        found = []
        journal = Journal(folder)
        begun = self.begun.changes if self.begun else {}
        for table in {*self.held, *begun, *journal.tables()}:
            there = {record.id: record.document for record in journal.table(table).records()}
            held, may_be = self.held.get(table, {}), begun.get(table, {})
            for key in {*held, *may_be, *there}:
                numbers = {held.get(key), may_be.get(key, held.get(key))}
                documents = [None if n is None else document(n) for n in numbers]
                if there.get(key) not in documents and (table, key) not in self._open:
                    if key not in there:
                        found.append(f"lost: {numbers}")
                    elif documents == [None]:
                        found.append(f"resurrected: {there[key]['n']}")
                    else:
                        found.append(f"not as it was saved: {there[key].get('n')}, not {numbers}")
        return found

    def _wrong_lines(self, folder: Path, unreadable: int | None) -> list[str]:
        found = []
        journal = Journal(folder)
        for table in {*journal.tables(), *self._unreadable}:
            new = _unreadable(journal, table)
            for line in self._unreadable.get(table, ()):
                if line in new:
                    new.remove(line)
                else:
                    found.append(f"an unreadable line is gone: {line[:40]!r}")
            lines = len(self.begun.changes.get(table, ())) + 1 if self.begun else 0
            if len(new) > (lines if unreadable is None else unreadable):
                found.append(f"unreadable: {[line[:40] for line in new]}")
        return found

    def _wrong_history(self, folder: Path) -> list[str]:
        begun = self.begun
        if not self.steps or (begun is not None and begun.way == "compact"):
            return []
        newest = History(Journal(folder), ANNOTATOR).newest
        expected: set[str | None] = {self.steps[-1]}
        if begun is not None and begun.way == "undo":
            if len(self.steps) == 1:
                return []
            expected.add(self.steps[-2])
        elif begun is not None:
            expected.add(begun.what)
        what = newest.what if newest else None
        return [] if what in expected else [f"undo would take back {what!r}, not {expected}"]

    def _wrong_next_save(self, folder: Path) -> list[str]:
        found = []
        for table in self.held or {"one": {}}:
            key = new_id()
            before = _documents(folder, table)
            bad = _unreadable(Journal(folder), table)
            History(Journal(folder), ANNOTATOR).save(table, "next", {key: {"n": 0}})
            if _documents(folder, table) != {**before, key: {"n": 0}}:
                found.append("the next save is lost, or has changed something else")
            undone = History(Journal(folder), ANNOTATOR).undo()
            if undone is None or undone.what != "next" or _documents(folder, table) != before:
                found.append("the next save can't be undone")
            if _unreadable(Journal(folder), table) != bad:
                found.append("the next save has changed what is unreadable")
        return found


def _documents(folder: Path, table: str) -> dict[str, object]:
    return {record.id: record.document for record in Journal(folder).table(table).records()}


def _unreadable(journal: Journal, table: str) -> list[bytes]:
    file = journal.table(table).file
    file.refresh()
    return [line.content for line in file.unreadable]
