"""An annotation: a label on a passage, as people make it and as its journal document has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from hedgerow.store.span import MOST, Span, span_from

if TYPE_CHECKING:
    from hedgerow.store.journal import Document, Line

_LONGEST_BRIEF = 32

SCHEMA = 1
"""The version of the annotation document."""

ADJUDICATION = "adjudication"
"""The origin of an annotation that is the result of a decision, and nobody's own tag."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the article that a tag refers to: a speaker's mention, a cue or a date.

    `start` and `end` are code points into the text, half-open. `value` is the speaker's canonical
    name, the cue's words or the date's TIMEX3 value. `origin` is "extracted", or "human" where
    someone has pointed the tag at it. `more` keeps fields that this version doesn't know.
    """

    value: str
    start: int
    end: int
    origin: str = "extracted"
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Provenance:
    """How the result of an adjudication came about.

    `status` is "unanimous" or "adjudicated"; `made_from` are the ids of the annotations that were
    decided on. `more` keeps fields that this version doesn't know.
    """

    status: str
    by: str
    why: str = ""
    made_from: tuple[str, ...] = ()
    more: Mapping[str, Any] = field(default_factory=dict)

    def document(self) -> Document:
        """Write the provenance as it stands in an annotation's document."""
        return {
            "status": self.status,
            "by": self.by,
            "why": self.why,
            "from": list(self.made_from),
            **self.more,
        }


@dataclass(frozen=True, slots=True)
class Annotation:
    """A label on a span of an article, by an annotator.

    `text_sha256` says on which text the span was made; `quote` is that text's slice, `prefix` and
    `suffix` what stood around it. Instants are ISO 8601 in UTC. `is_history` is set where the
    passage has gone and the annotation is kept for what it was. `provenance` is that of the result
    of an adjudication. `more` keeps fields that this version doesn't know.
    """

    id: str
    article: str
    text_sha256: str
    label: str
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    annotator: str
    created: str
    modified: str
    codebook: str
    speaker: Said | None = None
    cue: Said | None = None
    date: Said | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    confidence: float | None = None
    memo: str = ""
    origin: str = "human"
    is_history: bool = False
    provenance: Provenance | None = None
    more: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_adjudicated(self) -> bool:
        """Whether it is what was decided where annotators differ, and so nobody's own tag."""
        return self.origin == ADJUDICATION

    def is_own_of(self, annotator: str) -> bool:
        """Whether an annotator has made it as a tag of their own."""
        return self.annotator == annotator and not self.is_adjudicated

    @property
    def span(self) -> Span:
        """The passage, in code points, half-open."""
        return Span(self.start, self.end)

    @property
    def brief(self) -> str:
        """The annotation in a few words: "claim on “extremely concerned”"."""
        return f"{self.label} on “{in_brief(self.quote)}”"

    def document(self) -> Document:
        """Write the annotation as its journal document (its id goes with the line)."""
        return {
            "type": "annotation",
            "schema": SCHEMA,
            "article": self.article,
            "text_sha256": self.text_sha256,
            "label": self.label,
            "start": self.start,
            "end": self.end,
            "quote": self.quote,
            "prefix": self.prefix,
            "suffix": self.suffix,
            "speaker": _said_document("name", self.speaker),
            "cue": _said_document("text", self.cue),
            "date": _said_document("value", self.date),
            "attributes": dict(self.attributes),
            "confidence": self.confidence,
            "memo": self.memo,
            "origin": self.origin,
            "annotator": self.annotator,
            "created": self.created,
            "modified": self.modified,
            "codebook": self.codebook,
            **({"history": True} if self.is_history else {}),
            **({"provenance": self.provenance.document()} if self.provenance else {}),
            **self.more,
        }


def in_brief(passage: str) -> str:
    """Shorten a passage to a few words on one line, without the marks around it."""
    from hedgerow.store.passages import shorten

    return shorten(" ".join(passage.split()).strip('“”"'), _LONGEST_BRIEF)


def annotation_from(key: str, document: Document) -> Annotation:
    """Read a journal document.

    Raises:
        ValueError: it is no annotation; the message says which field is at fault.
    """
    fields = dict(document)
    if fields.pop("type", None) != "annotation":
        raise ValueError('its "type" is not "annotation"')
    if fields.get("schema") == SCHEMA:
        del fields["schema"]  # a later one stays among what this version doesn't know
    try:
        known: dict[str, Any] = {name: _text(fields, name) for name in _TEXTS}
        known |= {name: _offset(fields, name) for name in ("start", "end")}
        known |= {name: str(fields.pop(name, None) or "") for name in _OPTIONAL_TEXTS}
        for name, value_name in (("speaker", "name"), ("cue", "text"), ("date", "value")):
            known[name] = _said_from(name, fields.pop(name, None), value_name)
        known["attributes"] = attributes_from(fields.pop("attributes", None))
        known["confidence"] = _confidence(fields.pop("confidence", None))
        known["is_history"] = fields.pop("history", None) is True
        if isinstance(fields.get("provenance"), Mapping):  # another's field may be called so
            known["provenance"] = _provenance_from(fields.pop("provenance"))
    except (KeyError, TypeError) as error:
        raise ValueError(str(error)) from error
    if not span_from(known["start"], known["end"]).length:
        raise ValueError('"start" and "end" are no span')
    if known["end"] - known["start"] != len(known["quote"]):
        raise ValueError('"quote" is not as long as its span')
    known["origin"] = known["origin"] or "human"
    return Annotation(id=key, **known, more=fields)


def is_usable(line: Line) -> bool:
    """Say whether `annotation_from` would read a line that is an annotation, in less time."""
    try:
        article, label, quote, start, end, attributes, confidence, *said = _CHECKED(line)
        speaker, cue, date = said
        if (
            type(start) is type(end) is int
            and type(article) is type(label) is type(quote) is str
            and 0 <= start < end == start + len(quote) < MOST
            and article
            and label
            and type(attributes) is dict
            and (confidence is None or type(confidence) is float)
            and (speaker is None or _is_said(speaker, "name"))
            and (cue is None or _is_said(cue, "text"))
            and (date is None or _is_said(date, "value"))
        ):
            return True
    except KeyError:
        pass  # it may still be usable
    try:
        from hedgerow.store.journal import record_of

        annotation_from("", record_of(line).document or {})
    except ValueError:
        return False
    return True


_CHECKED = itemgetter(
    *"article label quote start end attributes confidence speaker cue date".split()
)


def _is_said(value: Any, value_name: str) -> bool:
    return (
        type(value) is dict
        and value_name in value
        and type(start := value.get("start")) is type(end := value.get("end")) is int
        and 0 <= start <= end < MOST
    )


_TEXTS = ("article", "label", "quote")
_OPTIONAL_TEXTS = (
    "text_sha256 prefix suffix annotator created modified codebook memo origin".split()
)


def _text(fields: dict[str, Any], name: str) -> str:
    value = fields.pop(name, None)
    if not isinstance(value, str) or not value:
        raise ValueError(f'"{name}" is missing or no text')
    return value


def _offset(fields: dict[str, Any], name: str) -> int:
    value = fields.pop(name, None)
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f'"{name}" is missing or no whole number')
    return value


def attributes_from(value: Any) -> dict[str, str]:
    """Read the attributes of an annotation, or of what is compared with one, as texts.

    Raises:
        ValueError: they are no object.
    """
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise ValueError('"attributes" is no object')
    return {name: one if isinstance(one, str) else _as_text(one) for name, one in value.items()}


def _as_text(value: Any) -> str:
    """Write a value that should be text as it stands in the document: true, 1, ["x"]."""
    import json  # it is seldom needed

    return json.dumps(value, ensure_ascii=False)


def _confidence(value: Any) -> float | None:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    raise ValueError('"confidence" is no number')


def _provenance_from(value: Mapping[str, Any]) -> Provenance:
    fields = dict(value)
    texts = {name: str(fields.pop(name, None) or "") for name in ("status", "by", "why")}
    made_from = fields.pop("from", None)
    ids = map(str, made_from) if isinstance(made_from, list) else ()
    return Provenance(**texts, made_from=tuple(ids), more=fields)


def _said_document(value_name: str, said: Said | None) -> dict[str, Any] | None:
    if said is None:
        return None
    return {
        value_name: said.value,
        "start": said.start,
        "end": said.end,
        "origin": said.origin,
        **said.more,
    }


def _said_from(name: str, value: Any, value_name: str) -> Said | None:
    if value is None:
        return None
    if not isinstance(value, Mapping):
        raise ValueError(f'"{name}" is no object')
    fields = dict(value)
    try:
        span = span_from(fields.pop("start", None), fields.pop("end", None))
    except ValueError as error:
        raise ValueError(f'{error} in "{name}"') from error
    return Said(
        str(fields.pop(value_name)),
        span.start,
        span.end,
        str(fields.pop("origin", "extracted")),
        fields,
    )
