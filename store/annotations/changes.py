"""What has been saved of an article's tags since they were placed, without looking at all."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy

from hedgerow.store.annotations.annotations import Annotations
from hedgerow.store.annotations.placement import Placed, placed_as_made
from hedgerow.store.corpus import Article
from hedgerow.store.journal import Document, Record

TagChanges = Mapping[str, Placed | None]
"""By the ids of annotations, where they stand now; None for those that have been removed."""

_PLACELESS = frozenset({"review", "flag", "memo", "adjudication", "second_look"})
"""Kinds of documents that say something of tags, and nothing of where they stand."""


class TagNews:
    """Follows the lines that are saved for one article.

    It tells what a step (a tag, an undo) has done to annotations that were made on the article's
    present text, whose place takes no looking. Of anything else it says only that it happened.
    """

    def __init__(self, annotations: Annotations, article: Article) -> None:
        """Begin with what has been saved by now.

        Raises:
            ProblemError: the annotations can't be read.
        """
        self._annotations = annotations
        self._article = article
        self._file = annotations.journal.table(article.id).file
        self._file.refresh()
        self._state = self._now()

    def fork(self) -> TagNews:
        """Give another that goes on from here by itself, for a view that knows all so far."""
        return copy(self)

    def since(self, known: Mapping[str, Placed]) -> TagChanges | None:
        """Say what has changed since this was last asked; None where all have to be placed again.

        Args:
            known: the annotations as they were placed before, by their ids.

        Raises:
            ProblemError: the annotations can't be read.
        """
        (generation, lines, steps), _ = self._state, self._file.refresh()
        self._state = self._now()
        trail = self._file.trail[steps:]
        # A line that belongs to no step may say anything: where a passage was found, for one.
        if generation != self._file.generation or self._file.lines - lines != len(trail):
            return None
        changes: dict[str, Placed | None] = {}
        for record in trail:
            before, document = known.get(record.id), self._file.document(record.id)
            if before is None and _is_placeless(document or self._replaced(record)):
                continue
            if before is not None and not before.is_anchored:
                return None
            changes[record.id] = now = self._placed(record.id, document) if document else None
            if now is None and (before is None or document is not None):
                return None  # no annotation, or one that has to be looked for
        return changes

    def _replaced(self, record: Record) -> Document | None:
        """Give what stood where a line has removed it."""
        over = record.step.over if record.step is not None else None
        version = self._file.version(record.id, over) if over is not None else None
        return version.document if version is not None else None

    def _placed(self, key: str, document: Document) -> Placed | None:
        made = self._annotations.read(key, document)
        return placed_as_made(made, self._article) if made is not None else None

    def _now(self) -> tuple[int, int, int]:
        return self._file.generation, self._file.lines, len(self._file.trail)


def _is_placeless(document: Document | None) -> bool:
    """Say whether a document changes the place of no tag, nor which suggestions are open."""
    return (
        document is not None
        and document.get("type") in _PLACELESS
        and not document.get("suggestion")
    )
