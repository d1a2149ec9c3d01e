"""One line of the journal: a document, the instant of its change, and the step it belongs to.

A line is `{"id": …, "at": …, …document…, "step": {…}}`, or `{"id": …, "at": …, "removed": true,
"step": {…}}`. For one id the line with the greatest `at` wins, wherever it stands; so the lines
form a set, and two people's files merge by keeping the lines of both, in any order, with one
result.

A step says whose change it was, so that it can be undone by them and by nobody else. Lines that no
person has made (a script's, say) have none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

import orjson

from hedgerow.store.journal.instants import is_instant

Document = Mapping[str, Any]
Line = Mapping[str, Any]
"""A line as an export has it: `{"id", "at", …document…}`."""

ENVELOPE = ("id", "at", "removed", "step")
"""The names that belong to the line, not to the document in it."""

StepWay = Literal["do", "undo", "redo", "void"]
"""What a line says of its step; "void" that it could only be saved in part, and was taken back."""

_DEEPEST = 100
"""How deep objects and lists may be nested in a line: an export nests them deeper by a few, and
what reads JSON takes some two hundred and fifty levels at least. Ours nest four."""

_LEAST_OF_A_STEP = frozenset({"id", "by", "what"})


class Step(NamedTuple):
    """The step of somebody's work that a line belongs to; all its lines share the `id`.

    `by` names the annotator, `what` says the step in words. `way` tells a step that was made from
    one that was taken back or made again. `over` is the instant of the line that this one took the
    place of, None where there was none: what undo brings back. `at` is the instant of the step,
    where that isn't its line's (an import keeps the instants that its lines had elsewhere).
    """

    id: str
    by: str
    what: str
    way: StepWay = "do"
    over: str | None = None
    at: str | None = None


class Record(NamedTuple):
    """One line that counts: a document's id, the instant of its last change, and the document.

    `at` is ISO 8601 in UTC with microseconds, so that instants compare as text. A document of None
    is a removal.
    """

    id: str
    at: str
    document: Document | None
    step: Step | None = None

    @property
    def made_at(self) -> str:
        """The instant at which somebody made this change here."""
        return self.step.at or self.at if self.step else self.at


class NotJSONError(TypeError, ValueError):
    """Raised where a document holds what JSON has no form for: a TypeError, as `json` has it."""


def is_too_deep(content: bytes) -> bool:
    """Say whether objects and lists are nested too deep for a line, in JSON that can be read."""
    if content.count(b"{") + content.count(b"[") <= _DEEPEST:  # as nearly always
        return False
    level = [orjson.loads(content)]
    for _ in range(_DEEPEST + 1):
        if not level:
            return False
        inner = (one.values() if isinstance(one, dict) else one for one in level)
        level = [one for values in inner for one in values if isinstance(one, dict | list)]
    return True


def parse_line(content: bytes) -> Record | None:
    """Read one line; None where it is no journal line."""
    try:
        document = orjson.loads(content)
        key, at = document.pop("id"), document.pop("at")
        removed = document.pop("removed", False)
    except (ValueError, KeyError, AttributeError, TypeError):
        return None
    if not isinstance(key, str) or not is_instant(at) or is_too_deep(content):
        return None
    step = document.get("step")
    if step is not None and (step := _step_from(step)) is not None:
        del document["step"]
    return Record(key, at, None if removed is True else document, step)


def line_from(content: bytes) -> Line | None:
    """Read one line as an export has it, which takes less than to make a record of it.

    Returns:
        `{"id", "at", …document…}`, or `{"id", "at", "removed"}` of a removal, in this order and
        without the step; None where it is no journal line.
    """
    try:
        line: dict[str, Any] = orjson.loads(content)
        key, at = line["id"], line["at"]
        is_removed = line.pop("removed", False) is True
    except (ValueError, KeyError, AttributeError, TypeError):
        return None
    if not isinstance(key, str) or not is_instant(at) or is_too_deep(content):
        return None
    if is_removed:
        return {"id": key, "at": at, "removed": True}
    if "step" in line and _is_step(line["step"]):
        del line["step"]
    names = iter(line)
    if next(names) == "id" and next(names) == "at":
        return line
    del line["id"], line["at"]
    return {"id": key, "at": at, **line}


def record_of(line: Line) -> Record:
    """Make the record of a line that is no removal."""
    document = {name: value for name, value in line.items() if name not in ("id", "at")}
    return Record(line["id"], line["at"], document)


def fault_of(content: bytes) -> str:
    """Say why a line can't be read, for the person who will mend it."""
    try:
        document = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        return f"not JSON ({error.msg})"
    if not isinstance(document, dict):
        return "not a JSON object"
    if not isinstance(document.get("id"), str):
        return 'it has no "id"'
    if is_too_deep(content):
        return f"it is nested more than {_DEEPEST} deep"
    return 'its "at" is no instant (2026-11-22T09:30:00.123456Z)'


def as_line(record: Record) -> bytes:
    """Write one line, newline included.

    Raises:
        NotJSONError: the document can't be written as JSON, or not so that it is read again.
    """
    body = {"removed": True} if record.document is None else record.document
    line = {"id": record.id, "at": record.at, **body}
    if record.step is not None:
        line["step"] = _step_document(record.step)
    content = written_line(line)
    if is_too_deep(content):
        raise NotJSONError(f"a document can't be nested more than {_DEEPEST} deep")
    return content


def written_line(line: Line) -> bytes:
    """Write what a line holds, newline included.

    Raises:
        NotJSONError: it can't be written as JSON.
    """
    try:
        return orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError as error:  # orjson.JSONEncodeError, with a reason
        raise NotJSONError(f"a document can't be saved as JSON: {error}") from error


def differs(one: Document | None, other: Document | None) -> bool:
    """Say whether two documents differ as JSON, in which 1, 1.0 and true are three things."""
    if one is other or one is None or other is None or one != other:
        return one is not other
    return _in_order(one) != _in_order(other)


def wins(record: Record, other: Record | None) -> bool:
    """Say whether a line counts beside another of the same id, the same way in any order.

    Two lines with one instant (two machines, one microsecond) are decided by their bytes.
    """
    if other is None or record.at != other.at:
        return other is None or record.at > other.at
    return as_line(record) > as_line(other)


def _in_order(document: Document) -> bytes:
    return orjson.dumps(document, option=orjson.OPT_SORT_KEYS)


def _step_document(step: Step) -> dict[str, str]:
    document = {"id": step.id, "by": step.by, "what": step.what}
    if step.way != "do":
        document["way"] = step.way
    if step.over is not None:
        document["over"] = step.over
    if step.at is not None:
        document["at"] = step.at
    return document


def _is_step(value: Any) -> bool:
    """Say whether `_step_from` would read a step; most have the same three fields."""
    if type(value) is dict and value.keys() == _LEAST_OF_A_STEP:
        return type(value["id"]) is type(value["by"]) is type(value["what"]) is str
    return _step_from(value) is not None


def _step_from(value: Any) -> Step | None:
    """Read a step; a document's own field of that name, from elsewhere, is left alone."""
    if not isinstance(value, dict):
        return None
    key, by, what = value.get("id"), value.get("by"), value.get("what")
    way, over, at = value.get("way", "do"), value.get("over"), value.get("at")
    if not (isinstance(key, str) and isinstance(by, str) and isinstance(what, str)):
        return None
    if way not in ("do", "undo", "redo", "void") or not (over is None or is_instant(over)):
        return None
    return Step(key, by, what, way, over, at) if at is None or is_instant(at) else None
