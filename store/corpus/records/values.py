"""What a record's values say: a text, a name, an address, an id, however they are wrapped."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

_IN_TEXTS: Final = ("text", "content", "body", "value", "html", "rendered", "plain", "#text")
_IN_NAMES: Final = (
    "name", "title", "main", "rendered", "text", "value", "displayName", "display_name", "label",
    "default", "domain", "uri", "#text",
)  # fmt: skip
_IN_ADDRESSES: Final = ("permalink", "canonical", "url", "href", "self", "web", "@id", "link")
_IN_IDS: Final = ("$oid", "id", "value", "#text", "@id")
_NO_TEXT_PARTS: Final = frozenset(
    "title kicker headline byline author author_info date image video gallery ad list_header"
    " related inline_related deck tweet instagram media caption".split()
)
_ADDRESS: Final = re.compile(r"(?:https?:)?//(?:www\.)?([^/?#\s:]+)\S*\Z", re.IGNORECASE)
_TAG: Final = re.compile(r"<[/!]?[a-zA-Z][^<>]{0,300}>")
_BLOCK: Final = (
    r"(?:p|div|br|h[1-6]|ul|ol|li|article|section|blockquote|table|figure|html|body|!doctype"
    r"|header|main|span)"
)
_OPENS_AS_HTML: Final = re.compile(rf"\s*(?:<!--.{{0,500}}?-->\s*)?<{_BLOCK}\b[^<>]*>", re.I | re.S)
_HAS_BLOCKS: Final = re.compile(r"</(?:p|div|h[1-6]|ul|ol|li|blockquote)>|<br\s*/?>", re.I)
_DEEPEST: Final = 20  # what is wrapped more often is nothing that a person has written
_NULLS: Final = frozenset(("", "nan", "null", "none", "n/a", "na", "nat", "undefined", "-"))


def text_in(value: object, depth: int = _DEEPEST) -> str:
    """Give the text that a value holds, as it stands; "" where it holds none.

    Paragraphs of a list are set apart by a blank line; of parts with a type, those are taken that
    are prose.
    """
    if depth == 0:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        inner = _values_of(value, _IN_TEXTS)
        return next((text for one in inner if (text := text_in(one, depth - 1)).strip()), "")
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        parts = (text_in(part, depth - 1) for part in value if _is_prose(part))
        return "\n\n".join(text for part in parts if (text := part.strip()))
    return ""


def _values_of(value: Mapping[str, object], names: Sequence[str]) -> Iterator[object]:
    """Give what stands under each of the names, however they are capitalised."""
    by_name = {str(name).casefold(): one for name, one in value.items()}
    by_name.update(value)
    return (by_name.get(name) for name in names)


def _is_prose(part: object) -> bool:
    if not isinstance(part, Mapping):
        return True
    kinds = (part.get(name) for name in ("type", "subtype", "kind"))
    return not any(isinstance(kind, str) and kind.lower() in _NO_TEXT_PARTS for kind in kinds)


def is_html(text: str) -> bool:
    """Say whether a text is markup: it opens with an element, or its blocks end as such."""
    if "<" not in text:
        return False
    return _OPENS_AS_HTML.match(text) is not None or len(_HAS_BLOCKS.findall(text[:100_000])) > 1


def name_in(value: object, depth: int = _DEEPEST) -> str | None:
    """Give the name that a value holds, on one line and without markup; None where it is none."""
    if depth == 0:
        return None
    if isinstance(value, str):
        text = value
        if "<" in text:
            text = _TAG.sub("", text)
        if "&" in text:
            text = html.unescape(text)
        text = " ".join(text.split())
        return None if text.casefold() in _NULLS else text
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return number_in(value)
    if isinstance(value, Mapping):
        inner = _values_of(value, _IN_NAMES)
        return next((name for one in inner if (name := name_in(one, depth - 1))), None)
    if isinstance(value, Sequence) and value:
        return name_in(value[0], depth - 1)
    return None


def outlet_in(value: object) -> str | None:
    """Give the outlet that a value names; of an address, its host."""
    name = name_in(value)
    address = _ADDRESS.match(name) if name else None
    return address[1].lower() if address else name


def address_in(value: object, depth: int = _DEEPEST) -> str | None:
    """Give the address that a value holds."""
    if depth == 0:
        return None
    if isinstance(value, str):
        text = value.strip()
        return text if text and " " not in text and text.casefold() not in _NULLS else None
    if isinstance(value, Mapping):
        inner = _values_of(value, _IN_ADDRESSES)
        return next((address for one in inner if (address := address_in(one, depth - 1))), None)
    if isinstance(value, Sequence) and value:
        return address_in(value[0], depth - 1)
    return None


def id_in(value: object, depth: int = _DEEPEST) -> str | None:
    """Give the id that a value holds, as text; a whole number is written without a fraction."""
    if depth == 0:
        return None
    if isinstance(value, str):
        return value if value and value.casefold() not in _NULLS else None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return number_in(value)
    if isinstance(value, Mapping):
        inner = _values_of(value, _IN_IDS)
        return next((id_ for one in inner if (id_ := id_in(one, depth - 1))), None)
    return None


def number_in(value: float) -> str | None:
    """Write a number; None where it is none, as NaN."""
    if isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            return None
        if value.is_integer() and abs(value) < 2**63:
            return str(int(value))
    return str(value)


def id_of_content(text: str, title: str | None) -> str:
    """Make an id of what an article says: the same for the same words, wherever they stand."""
    said = f"{title or ''}\n{text}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(said).hexdigest()[:16]


def day_value(value: object, depth: int = _DEEPEST) -> object:
    """Take a day out of its wrapping: `{"$date": …}`, `{"date-parts": [[2022, 3, 2]]}`."""
    if depth == 0:
        return None
    if isinstance(value, Mapping):
        parts = value.get("date-parts")
        if isinstance(parts, Sequence) and parts and isinstance(parts[0], Sequence):
            return "-".join(str(part) for part in parts[0])
        names = ("$date", "$numberLong", "date", "raw", "value", "published", "rendered", "#text")
        return next((day_value(value[name], depth - 1) for name in names if value.get(name)), None)
    if isinstance(value, float):
        return number_in(value)
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return day_value(value[0], depth - 1) if value else None
    return None if isinstance(value, bool) else value
