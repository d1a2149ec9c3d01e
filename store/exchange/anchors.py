"""Where an annotation stands by now, as an exported line has it: its place, and an "anchor"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hedgerow.store.annotations import Placed, annotation_from
from hedgerow.store.corpus import Article
from hedgerow.store.journal import Record
from hedgerow.store.tagging import displaced

_FROM = ("start", "end", "quote", "text_sha256")
"""What an anchor keeps of the place at which the annotation was made."""


def with_anchor(record: Record, placed: Placed | None, article: Article) -> Record:
    """Write an annotation with its place in the present text, and how that was found."""
    if placed is None or placed.annotation.text_sha256 == article.text_sha256:
        return record
    made = placed.annotation
    origin = {name: getattr(made, name) for name in _FROM}
    anchor = {
        "status": placed.anchor.status,
        "score": round(placed.anchor.score, 3),
        "from": origin,
    }
    if not placed.is_anchored:
        return record._replace(document={**made.document(), "anchor": anchor})
    now_there = replace(
        displaced(made, placed.displacement),
        start=placed.span.start,
        end=placed.span.end,
        quote=placed.quote,
        text_sha256=article.text_sha256,
    )
    return record._replace(document={**now_there.document(), "anchor": anchor})


def anchor_taken_off(document: dict[str, Any]) -> dict[str, Any]:
    """Give an exported annotation the place back that it was made with."""
    anchor = document.pop("anchor", None)
    if anchor is None:
        return document
    origin = anchor.get("from") if isinstance(anchor, Mapping) else None
    if not isinstance(origin, Mapping) or not origin.keys() >= {*_FROM}:
        raise ValueError('its "anchor" has no "from" with start, end, quote and text_sha256')
    exported = annotation_from("", document)
    made = displaced(exported, int(origin["start"]) - exported.start)
    return {**made.document(), **{name: origin[name] for name in _FROM}}
