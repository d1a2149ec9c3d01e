"""A change: one step of a person's work, as undo takes it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hedgerow.store.journal.lines import Document

Changes = Mapping[str, Mapping[str, Document | None]]
"""Documents by the ids of their articles and their own; None where there is none."""


@dataclass(frozen=True, slots=True)
class Change:
    """One step of a person's work, which is undone as one.

    `what` says it in words ("claim on “extremely concerned”"). `before` and `after` hold the
    documents that differ. `is_saved` is false of a step that never reached the disk.
    """

    id: str
    what: str
    before: Changes
    after: Changes
    is_saved: bool = True

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that it touched."""
        return tuple(self.after)

    def documents(self, document_type: str) -> Iterator[Document]:
        """Give the documents of a type ("annotation", "review", "published") that it touched."""
        for changes in (self.before, self.after):
            for documents in changes.values():
                for document in documents.values():
                    if document is not None and document.get("type") == document_type:
                        yield document
