"""The verdicts on an annotation, as an exported line has them under "reviews"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hedgerow.store.annotations import is_verdict, review_from
from hedgerow.store.journal import Line, Record, is_instant, record_of

FIELD = "reviews"
_OF_THE_LINE = frozenset({"type", "article", "annotation"})
_OF_THE_JOURNAL = frozenset({"id", "at", "removed", "step"})
"""The names of a journal's line that no document in it may have."""
_UNSAID: Mapping[str, Any] = {"schema": 1, "label": None, "start": None, "end": None}
"""What an entry leaves out where it says no more than this."""


def by_annotation(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """Sort an article's reviews by the ids of their annotations, each by instant."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        if is_verdict(line):
            found.setdefault(str(line.get("annotation")), []).append(line)
    for reviews in found.values():
        reviews.sort(key=lambda line: (line["at"], line["id"]))
    return found


def outcome(reviews: Sequence[Line]) -> str:
    """Say what the newest verdict comes to, whoever gave it: "unreviewed" where there is none.

    One that was only claimed by an import counts for nothing.
    """
    given = [review for line in reviews if (review := review_from(record_of(line))) is not None]
    return given[-1].outcome if given else "unreviewed"


def with_reviews(line: Line, reviews: Sequence[Line]) -> Line:
    """Give an annotation's line with its verdicts, if it has any.

    A line that somebody else's program has given a field of that name keeps that field instead.
    """
    if not reviews or FIELD in line:
        return line
    return {**line, FIELD: [_entry(review) for review in reviews]}


def _entry(review: Line) -> dict[str, Any]:
    rest = {name: value for name, value in review.items() if name not in _OF_THE_LINE}
    first = {name: rest.pop(name, "") for name in ("id", "reviewer", "verdict", "reason", "at")}
    said = {
        name: value for name, value in rest.items() if name not in _UNSAID or value != _UNSAID[name]
    }
    return {**first, **said}


def taken_off(key: str, document: dict[str, Any]) -> list[Record]:
    """Take the verdicts off an imported line, and make the journal's records of them again.

    Args:
        key: the id of the annotation.
        document: the line without its id and instant, which loses the field; one that holds
            anything but verdicts is not ours, and stays.
    """
    entries = document.get(FIELD)
    if not isinstance(entries, list) or not entries:
        return []
    records = [_record(key, document.get("article"), entry) for entry in entries]
    found = [record for record in records if record is not None]
    if len(found) < len(entries):
        return []
    del document[FIELD]
    return found


def _record(annotation: str, article: object, entry: object) -> Record | None:
    if not isinstance(entry, dict) or not isinstance(entry.get("reviewer"), str):
        return None
    key, at = entry.get("id"), entry.get("at")
    if not isinstance(key, str) or not is_instant(at):
        return None
    said = {name: value for name, value in entry.items() if name not in _OF_THE_JOURNAL}
    named = {"type": "review", "article": article, "annotation": annotation}
    document = {**_UNSAID, "reason": "", **said, **named}
    return Record(key, str(at), document) if is_verdict(document) else None
