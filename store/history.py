"""Undo and redo: every change keeps what stood before it, and is undone by a new change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from store.journal import ConflictError, Journal
from store.lines import Document


@dataclass(frozen=True, slots=True)
class Change:
    """One step of a person's work on one article, which is undone as one.

    `what` says it in words ("claim on “extremely concerned”"). `before` and `after` hold the
    documents that differ, by id; None where there was or is none.
    """

    article: str
    what: str
    before: Mapping[str, Document | None]
    after: Mapping[str, Document | None]

    def documents(self, kind: str) -> Iterator[Document]:
        """Give the documents of a kind ("annotation", "review", "published") that it touched."""
        for document in (*self.before.values(), *self.after.values()):
            if document is not None and document.get("type") == kind:
                yield document


class History:
    """The steps of one session, saved one by one, with the way back and forth."""

    def __init__(self, journal: Journal) -> None:
        """Keep the history of what is saved to `journal` through this object."""
        self._journal = journal
        self._done: list[Change] = []
        self._undone: list[Change] = []

    @property
    def depth(self) -> int:
        """How many steps can be taken back."""
        return len(self._done)

    @property
    def newest(self) -> Change | None:
        """The step that undo would take back; None where there is none."""
        return self._done[-1] if self._done else None

    def save(self, article: str, what: str, after: Mapping[str, Document | None]) -> Change:
        """Save a step; what could be redone until now can't be any more.

        Args:
            article: the article whose table is changed.
            what: the step in words.
            after: the documents by id; None removes one.

        Raises:
            OSError, ProblemError: it was not saved, and the history is as before.
        """
        before = self._journal.table(article).change(after)
        change = Change(article, what, before, dict(after))
        if change.before != change.after:
            self._done.append(change)
            self._undone.clear()
        return change

    def undo(self) -> Change | None:
        """Take the last step back by saving what stood before; None where there is none.

        Raises:
            ConflictError: someone else has changed the same since; the step is then forgotten.
            OSError, ProblemError: nothing was saved, and the history is as before.
        """
        if not self._done:
            return None
        change = self._done[-1]
        self._replace(change.article, change.after, change.before, self._done)
        self._undone.append(self._done.pop())
        return change

    def redo(self) -> Change | None:
        """Do the step again that was undone last; None where there is none.

        Raises:
            ConflictError: someone else has changed the same since; the step is then forgotten.
            OSError, ProblemError: nothing was saved, and the history is as before.
        """
        if not self._undone:
            return None
        change = self._undone[-1]
        self._replace(change.article, change.before, change.after, self._undone)
        self._done.append(self._undone.pop())
        return change

    def _replace(
        self,
        article: str,
        held: Mapping[str, Document | None],
        wanted: Mapping[str, Document | None],
        steps: list[Change],
    ) -> None:
        try:
            self._journal.table(article).change(wanted, only_over=held)
        except ConflictError:
            steps.pop()
            raise
