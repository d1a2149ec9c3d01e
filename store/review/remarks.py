"""What a reviewer notes on a tag besides a verdict: that it is difficult, and a memo of their own.

A memo on one's own tag stands in the annotation. One on another annotator's tag is the reviewer's,
and a document of its own, as is the flag: the annotation stays as its annotator made it.
"""

from __future__ import annotations

from typing import NamedTuple

from hedgerow.store.journal import Document, derived_id


class Remarks(NamedTuple):
    """What one reviewer has noted on one annotation."""

    difficult: bool = False
    memo: str = ""


NO_REMARKS = Remarks()


def flag_id(annotation: str, reviewer: str) -> str:
    """Give the id of a reviewer's difficult flag on an annotation: there is one of each."""
    return derived_id("flag", annotation, reviewer)


def flag(article: str, annotation: str, reviewer: str, *, difficult: bool) -> Document:
    """Make the document that says whether a reviewer finds an annotation difficult."""
    return {
        "type": "flag",
        "schema": 1,
        "article": article,
        "annotation": annotation,
        "reviewer": reviewer,
        "difficult": difficult,
    }


def memo_id(annotation: str, reviewer: str) -> str:
    """Give the id of a reviewer's memo on another's annotation: there is one of each."""
    return derived_id("memo", annotation, reviewer)


def memo(article: str, annotation: str, reviewer: str, text: str) -> Document:
    """Make the document of a reviewer's memo on an annotation that is not theirs."""
    return {
        "type": "memo",
        "schema": 1,
        "article": article,
        "annotation": annotation,
        "reviewer": reviewer,
        "memo": text,
    }


def with_document(remarks: Remarks, document: Document) -> Remarks:
    """Give remarks with what a flag or a memo says of them."""
    if document.get("type") == "flag":
        return remarks._replace(difficult=document.get("difficult") is True)
    return remarks._replace(memo=str(document.get("memo") or ""))
