"""Where second looks stand between two sittings: kept beside the annotations, by annotator."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, NamedTuple

from hedgerow.store.annotations import Annotations
from hedgerow.store.journal import Document, Journal, new_id
from hedgerow.store.second_look.answers import SecondLookPlace
from hedgerow.store.span import span_from

_SESSION = "second_look_session"


class SecondLookState(NamedTuple):
    """What is kept between two sittings; `current` and `skipped` are ids of annotations."""

    places: tuple[SecondLookPlace, ...]
    current: str | None = None
    skipped: tuple[str, ...] = ()
    more: bool = False


class SecondLookBookmark:
    """The place of one session in its annotator's table."""

    def __init__(self, annotations: Annotations) -> None:
        """Begin a session, unless `resume` finds one.

        Args:
            annotations: the corpus's annotations; its annotator takes the second look.
        """
        self._annotator = annotations.annotator
        self._table = second_look_sessions_of(annotations).table(self._annotator)
        self._key = new_id()

    def resume(self) -> SecondLookState | None:
        """Give the newest session that is not finished, as it was left; None without one."""
        records = [one for one in self._table.records() if one.document is not None]
        for record in sorted(records, key=lambda one: (one.at, one.id), reverse=True):
            document = record.document or {}
            if document.get("type") == _SESSION and not document.get("finished"):
                with suppress(KeyError, TypeError, ValueError):  # somebody has edited it
                    state = _state_from(document)
                    self._key = record.id
                    return state
        return None

    def begin_another(self) -> None:
        """Save to a session of its own from now on."""
        self._key = new_id()

    def save(self, state: SecondLookState) -> None:
        """Save where the session stands.

        Raises:
            OSError, ProblemError: it was not saved.
        """
        self._table.change({self._key: self._document(state)})

    def _document(self, state: SecondLookState) -> Document:
        return {
            "type": _SESSION,
            "annotator": self._annotator,
            "places": [
                {
                    "article": one.article,
                    "annotation": one.annotation,
                    "text_sha256": one.text_sha256,
                    "shown": list(one.shown),
                }
                for one in state.places
            ],
            "current": state.current,
            "skipped": list(state.skipped),
            "more": state.more,
            "finished": state.current is None,
        }


def _state_from(document: Document) -> SecondLookState:
    fields: dict[str, Any] = dict(document)
    places = tuple(
        SecondLookPlace(
            str(one["article"]),
            str(one["annotation"]),
            str(one["text_sha256"]),
            span_from(*one["shown"]),
        )
        for one in fields.get("places") or ()
    )
    skipped = tuple(map(str, fields.get("skipped") or ()))
    current = fields.get("current")
    current = current if isinstance(current, str) else None
    return SecondLookState(places, current, skipped, bool(fields.get("more")))


def second_look_sessions_of(annotations: Annotations) -> Journal:
    """Give the journal of sessions: a table an annotator, apart from those of reviews."""
    return Journal(annotations.folder / "second_looks")
