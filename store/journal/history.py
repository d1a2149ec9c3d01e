"""Undo and redo without end: every change keeps what it took the place of, and a new one undoes it.

The history is in the journal itself: each line says whose step it belongs to and which line it took
the place of (`store.journal.lines.Step`). So it outlives the program, and merges as the lines do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress

from hedgerow.store.journal.changes import Change, Changes
from hedgerow.store.journal.database import Journal
from hedgerow.store.journal.ids import new_id
from hedgerow.store.journal.instants import now
from hedgerow.store.journal.lines import Document, Record, Step, StepWay, as_line
from hedgerow.store.journal.table import ConflictError
from hedgerow.store.journal.trail import Trail
from hedgerow.store.problem import ProblemError

_FEW_TABLES = 8  # read at the start; the others when somebody goes back that far


class StepConflictError(ConflictError):
    """Raised where a step can't be undone or redone: someone else has changed the same since."""

    def __init__(self, change: Change) -> None:
        super().__init__(change.what)
        self.change = change


class History:
    """What one annotator has done in a journal, with the way back and forth.

    It knows the steps of that annotator only, from whichever program or day; another's change is
    never undone, and never overwritten by an undo.

    Attributes:
        unsaved: steps that could not be saved, in their order, for `retry`.
    """

    def __init__(self, journal: Journal, annotator: str) -> None:
        """Use the history of an annotator; nothing is read yet."""
        self._journal = journal
        self._annotator = annotator
        self._trail = Trail(journal, annotator)
        self.unsaved: list[Change] = []

    # Saving

    def save(
        self,
        article: str,
        what: str,
        after: Mapping[str, Document | None],
        *,
        keep: bool = False,
    ) -> Change:
        """Save a step in one article; what could be redone until now can't be any more.

        Args:
            article: the article whose table is changed.
            what: the step in words.
            after: the documents by id; None removes one.
            keep: keep the step in `unsaved` if it can't be saved.

        Raises:
            OSError, ProblemError: it was not saved, and the history is as before.
        """
        return self.save_all(what, {article: after}, keep=keep)

    def save_all(self, what: str, after: Changes, *, keep: bool = False) -> Change:
        """Save a step over several articles: all of it or, where the disk allows, none.

        Args, raises: as `save`.
        """
        if keep and self.unsaved:
            self._keep_order(what, after)
        try:
            return self._save(new_id(), what, after)
        except Exception:  # whatever it is, what somebody has marked is not to be lost
            if keep:
                self.keep_unsaved(what, after)
            raise

    def keep_unsaved(self, what: str, after: Changes) -> None:
        """Keep a step among the unsaved ones that could not be brought so far as to be saved."""
        self.unsaved.append(Change(new_id(), what, {}, after, is_saved=False))

    def retry(self) -> list[Change]:
        """Save what could not be saved, in its order.

        Returns:
            The steps that are saved now.

        Raises:
            OSError, ProblemError: one can't be saved yet; it and those behind it are still kept.
        """
        saved = []
        while self.unsaved:
            waiting = self.unsaved[0]
            saved.append(self._save(waiting.id, waiting.what, waiting.after))
            self.unsaved.remove(waiting)
        return saved

    def unsaved_lines(self) -> bytes:
        """Write the documents that could not be saved as JSON Lines, which `import` takes."""
        waiting = (documents for change in self.unsaved for documents in change.after.values())
        records = (Record(key, now(), doc) for docs in waiting for key, doc in docs.items() if doc)
        return b"".join(map(as_line, records))

    def _keep_order(self, what: str, after: Changes) -> None:
        """Save what has been waiting before anything newer."""
        try:
            self.retry()
        except Exception:  # as in `save_all`
            self.keep_unsaved(what, after)
            raise

    def _save(self, key: str, what: str, after: Changes) -> Change:
        before = self._write(Step(key, self._annotator, what), after)
        return Change(key, what, before, after)

    # Back and forth

    @property
    def newest(self) -> Change | None:
        """The step that undo would take back; None where there is none. It reads what it must."""
        if self.unsaved:
            return self.unsaved[-1]
        self._trail.catch_up(for_undo=True)
        return next(self._undoable(), None)

    @property
    def newest_id(self) -> str | None:
        """The id of the step that undo would take back; it reads what it must."""
        newest = self.newest
        return newest.id if newest is not None else None

    @property
    def newest_known(self) -> str | None:
        """The id of the step that undo would take back, as far as is known without reading."""
        return self.unsaved[-1].id if self.unsaved else next(self._trail.done(), None)

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo, as far as that is known without reading a file."""
        return bool(self.unsaved) or next(self._trail.done(), None) is not None

    def look_back(self) -> None:
        """Learn from the tables that changed last whether there is something to undo."""
        self._trail.catch_up(for_undo=True, most=_FEW_TABLES)

    def undo(self) -> Change | None:
        """Take the last step back by saving what stood before; None where there is none.

        A step that could not be saved is given up.

        Raises:
            StepConflictError: someone else has changed the same since; the step is passed over
                from now on.
            OSError, ProblemError: nothing was saved, and the history is as before.
        """
        if self.unsaved:
            return self.unsaved.pop()
        with self._looking(for_undo=True):
            self._trail.catch_up(for_undo=True)
            change = next(self._undoable(), None)
            if change is not None:
                self._replace(change, "undo", change.before)
            return change

    def redo(self) -> Change | None:
        """Do the step again that was undone last; None where there is none.

        Raises: as `undo`.
        """
        with self._looking(for_undo=False):
            self._trail.catch_up(for_undo=False)
            changes = map(self._trail.change, self._trail.undone())
            change = next((known for known in changes if known is not None), None)
            if change is not None:
                self._replace(change, "redo", change.after)
            return change

    def _looking(self, *, for_undo: bool) -> AbstractContextManager[None]:
        """Look under the lock, which costs least, unless there may be much to read."""
        return (
            self._journal.locked() if self._trail.is_certain(for_undo=for_undo) else nullcontext()
        )

    def _undoable(self) -> Iterator[Change]:
        for key in self._trail.done():
            change = self._trail.change(key)
            if change is None:
                return  # what it took the place of is no longer kept, nor are the steps before it
            yield change

    def _replace(self, change: Change, way: StepWay, wanted: Changes) -> None:
        held = self._trail.standing(change)
        try:
            self._write(Step(change.id, self._annotator, change.what, way), wanted, held)
        except ConflictError as error:
            self._trail.pass_over(change.id)
            raise StepConflictError(change) from error

    def _write(self, step: Step, wanted: Changes, held: Changes | None = None) -> Changes:
        """Save to several tables as one; where a later one fails, take the earlier ones back."""
        before: dict[str, Mapping[str, Document | None]] = {}
        held = held or {}
        with self._journal.locked():
            if (at := self._trail.instant_of_next()) is not None:
                step = step._replace(at=at)
            if len(held) > 1:  # a conflict in one table keeps the step out of all
                for article, documents in held.items():
                    table = self._journal.table(article)
                    table.file.refresh()
                    table.require(documents)
            try:
                for article, documents in wanted.items():
                    table = self._journal.table(article)
                    before[article] = table.change(documents, held.get(article), step)
            except Exception:  # one that nobody had foreseen must leave no half of a step, either
                self._take_back(step, before)
                raise
            finally:
                self._trail.follow(before, are_read=True)
        return before

    def _take_back(self, step: Step, before: Changes) -> None:
        """Undo the part of a step that was saved, as far as the disk allows."""
        ways: dict[StepWay, StepWay] = {"do": "void", "undo": "redo", "redo": "undo"}
        back = step._replace(way=ways[step.way])
        with suppress(OSError, ProblemError):
            for article, documents in before.items():
                self._journal.table(article).change(documents, step=back)
