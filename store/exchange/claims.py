"""What an imported line may do here: the one rule, whatever format the line came in.

A line says whose it is, and anybody can write a line. So an import is a claim and no signature: it
may add, and it may bring the importer's own up to date. What stands here under another's name stays
as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Literal, NamedTuple

from hedgerow.store.annotations import CLAIMED
from hedgerow.store.journal import Document, Record, derived_id, differs, just_after

Fate = Literal["added", "updated", "known"]
"""What becomes of a line: it is new here, it takes an older one's place, or it changes nothing."""

Standing = Callable[[str], Record | None]
"""Gives the last line of an id in the article's table, a removal included."""


class ClaimError(ValueError):
    """Raised where a line would do what no import may; the message says why."""


class Settled(NamedTuple):
    """A line as it comes in, with what becomes of it; it may have got another id."""

    record: Record
    fate: Fate


def maker_of(document: Document) -> str:
    """Name whose a document is: its annotator, or a verdict's reviewer; empty where unnamed."""
    return str(document.get("reviewer" if _is_review(document) else "annotator") or "")


@dataclass(frozen=True, slots=True)
class ClaimRule:
    """Decides what the lines of one import may do.

    Attributes:
        importer: who imports.
        step: the id of the import's step; what it brought itself may get a newer state from it.
        elsewhere: the ids that stand in the tables of the corpus, by their hashes.
    """

    importer: str
    step: str
    elsewhere: Container[int]

    def settle(self, claim: Record, standing: Standing) -> Settled:
        """Decide on an annotation or a verdict.

        Raises:
            ClaimError: it would change what stands here under another's name.
        """
        claim = claim._replace(document=self._marked(claim.document or {}))
        while self._is_taken(claim, known := standing(claim.id)):
            claim = _with_other_id(claim)
        if known is None:
            return Settled(claim, "added")
        if known.document is None:
            return self._over_removed(claim, known)
        assert claim.document is not None  # noqa: S101 - it has been marked
        if is_claimed(known.document) and not is_claimed(claim.document):
            # Who gave the verdict signs what was only claimed of them.
            at = claim.at if claim.at > known.at else just_after(known.at)
            return Settled(claim._replace(at=at), "updated")
        if not differs(_unmarked(known.document), _unmarked(claim.document)):
            return Settled(claim, "known")
        if not self._may_replace(claim, known):
            what = "verdict" if _is_review(claim.document) else "tag"
            whose = maker_of(claim.document) or "nobody"
            raise ClaimError(f"{whose}’s {what} of this id says something else here, and stays")
        return Settled(claim, "updated" if claim.at > known.at else "known")

    def settle_removal(self, removal: Record, owner: str, standing: Standing) -> Settled:
        """Decide on a line that says an annotation was removed.

        Args:
            removal: the line.
            owner: whose annotation it says it was; empty where it doesn't say.
            standing: gives what stands here.

        Raises:
            ClaimError: it would remove what isn't the importer's own, or what isn't here.
        """
        known = standing(removal.id)
        if known is None:
            raise ClaimError("it removes what isn't here")
        if known.document is None:
            return Settled(removal, "known")
        is_own = known.document.get("type") == "annotation" and self._is_own(known.document)
        if not is_own or owner not in ("", self.importer):
            raise ClaimError("it removes what isn't yours")
        return Settled(removal, "updated" if removal.at > known.at else "known")

    def _marked(self, document: Document) -> Document:
        """Mark a verdict of somebody else's: it is claimed, and counts for nobody."""
        if not _is_review(document):
            return document
        plain = _unmarked(document)
        return plain if self._is_own(plain) else {**plain, "origin": CLAIMED}

    def _is_taken(self, claim: Record, known: Record | None) -> bool:
        """Say whether an id belongs to something else than what the line is."""
        if known is None:
            return hash(claim.id) in self.elsewhere
        return known.document is not None and _what(known.document) != _what(claim.document or {})

    def _over_removed(self, claim: Record, known: Record) -> Settled:
        if claim.at <= known.at:
            return Settled(claim, "known")
        if not (known.step and known.step.by == self.importer and self._is_own(claim.document)):
            raise ClaimError("what stood here under its id was removed, and isn't brought back")
        return Settled(claim, "updated")

    def _may_replace(self, claim: Record, known: Record) -> bool:
        came_along = known.step is not None and known.step.id == self.step
        return came_along or self._is_own(claim.document)

    def _is_own(self, document: Document | None) -> bool:
        return document is not None and maker_of(document) == self.importer


def _is_review(document: Document) -> bool:
    return document.get("type") == "review"


def is_claimed(document: Document) -> bool:
    """Say whether a document is a verdict that an import brought under another’s name."""
    return _is_review(document) and document.get("origin") == CLAIMED


def _unmarked(document: Document) -> Document:
    if not is_claimed(document):
        return document
    return {name: value for name, value in document.items() if name != "origin"}


def _what(document: Document) -> tuple[str, ...]:
    """Say what an id stands for: a tag or a verdict, whose, and on what."""
    on = document.get("annotation") if _is_review(document) else document.get("article")
    return str(document.get("type")), maker_of(document), str(on)


def _with_other_id(claim: Record) -> Record:
    """Give a line an id that follows from the one it has and what it is, so it comes only once."""
    return claim._replace(id=derived_id("import", claim.id, *_what(claim.document or {})))
