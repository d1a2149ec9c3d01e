"""What the fields of an imported line must be, said in words that name the field."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from hedgerow.store.journal import Document, is_instant, written_instant

_LARGEST = 2**53
"""The largest number that every program reads from JSON as it was written; no text is as long."""

_AHEAD = datetime.timedelta(days=1)
_INSTANTS = ("created", "modified", "session")
_SAID = {"speaker": "name", "cue": "text", "date": "value"}
_FROM = ("start", "end", "quote", "text_sha256")


def latest_instant() -> str:
    """Give the latest instant that an imported line may name: a day ahead of this machine's clock.

    Clocks differ by minutes, and by hours where one doesn't know its time zone. What lies further
    ahead would win over all that is done here from now on.
    """
    return written_instant(datetime.datetime.now(datetime.UTC) + _AHEAD)


def require_past(at: str, document: Document, latest: str) -> None:
    """Make sure that no instant of a line lies after the latest one that it may name.

    Raises:
        ValueError: one does.
    """
    named = {"at": at} | {name: document.get(name) for name in _INSTANTS}
    for name, instant in named.items():
        if isinstance(instant, str) and is_instant(instant) and instant > latest:
            raise ValueError(f'its "{name}" is {instant}, more than a day ahead of this machine')


def require_types(document: Document) -> None:
    """Make sure of what an annotation's fields are, before anything is reckoned with them.

    Raises:
        ValueError: one of them is something else.
    """
    if not isinstance(document.get("annotator") or "", str):
        raise ValueError('its "annotator" is no text')
    if not isinstance(document.get("attributes") or {}, Mapping):
        raise ValueError('its "attributes" are no object')
    for field, value_name in _SAID.items():
        said = document.get(field)
        if said is None:
            continue
        if not isinstance(said, Mapping) or not isinstance(said.get(value_name), str):
            raise ValueError(f'its "{field}" is no object with a "{value_name}"')
        for name in ("start", "end"):
            if not _is_whole(said.get(name)):
                raise ValueError(f'its "{field}.{name}" is no whole number')


def require_places(document: Document) -> None:
    """Make sure that the words an annotation refers to may stand in a text.

    Raises:
        ValueError: their offsets are no span.
    """
    for field in _SAID:
        said = document.get(field)
        if said is not None and not 0 <= said["start"] <= said["end"]:
            raise ValueError(f'the "start" and "end" of its "{field}" are no span')


def place_in(anchor: Any) -> dict[str, Any]:
    """Read the place at which an annotation was made from the anchor of an exported line.

    Returns:
        `start` and `end` (code points, half-open), `quote` and `text_sha256`.

    Raises:
        ValueError: it holds something else.
    """
    origin = anchor.get("from") if isinstance(anchor, Mapping) else None
    if not isinstance(origin, Mapping) or not all(name in origin for name in _FROM):
        raise ValueError('its "anchor" has no "from" with start, end, quote and text_sha256')
    start, end, quote = origin["start"], origin["end"], origin["quote"]
    for name in ("start", "end"):
        if not _is_whole(origin[name]):
            raise ValueError(f'its "anchor.from.{name}" is no whole number')
    for name in ("quote", "text_sha256"):
        if not isinstance(origin[name], str):
            raise ValueError(f'its "anchor.from.{name}" is no text')
    if not 0 <= start < end or end - start != len(quote):
        raise ValueError('"start", "end" and "quote" of its "anchor.from" are no span')
    return {name: origin[name] for name in _FROM}


def _is_whole(value: object) -> bool:
    return type(value) is int and abs(value) <= _LARGEST
